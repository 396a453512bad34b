"""Which version is newer, and what an answer may say."""

import pytest

from desktop_app import __version__
from desktop_app.core.update import Latest, is_newer, latest_of, question_of

HOME = "https://example.org/someone/parley"


@pytest.mark.parametrize(
    ("found", "own"),
    [
        ("1.3.0", "1.2.9"),
        ("1.10", "1.9"),
        ("2.0", "1.99.99"),
        ("v1.3.0", "1.2"),
        ("1.3.0", "1.3.0rc1"),
        ("1.3.0", "1.3.0.dev4"),
        ("1.3.0.post1", "1.3.0"),
        ("1.3.0", "1.2.0+local.7"),
        ("1!0.1", "99.0"),
        ("0.1.1", "0.1"),
    ],
)
def test_newer(found: str, own: str) -> None:
    assert is_newer(found, own)
    assert not is_newer(own, found)


@pytest.mark.parametrize(
    ("found", "own"),
    [
        ("1.3.0", "1.3.0"),
        ("1.3", "1.3.0"),
        ("1.3.0", "1.3.0+local"),
        ("2.0rc1", "1.0"),
        ("2.0a1", "1.0"),
        ("2.0.dev1", "1.0"),
        ("2.0.post1.dev1", "1.0"),
        ("nightly", "1.0"),
        ("", "1.0"),
        ("2.0 ; rm", "1.0"),
        ("9" * 5000, "1.0"),
        ("1.3.0", "unknown"),
    ],
)
def test_not_newer(found: str, own: str) -> None:
    assert not is_newer(found, own)


def test_our_own_version_can_be_compared() -> None:
    assert is_newer("999", __version__)
    assert not is_newer(__version__, __version__)


@pytest.mark.parametrize(
    ("location", "tag"),
    [
        (f"{HOME}/releases/tag/v1.3.0", "v1.3.0"),
        ("/someone/parley/releases/tag/1.3.0/", "1.3.0"),
        ("https://evil.example/releases/tag/v9.0?x=1#y", "v9.0"),
        (f"{HOME}/releases/tag/v2.0rc1", "v2.0rc1"),
    ],
)
def test_the_page_of_a_release_is_always_one_of_ours(location: str, tag: str) -> None:
    found = latest_of(f"{HOME}/", location)
    assert found == Latest(tag.removeprefix("v"), f"{HOME}/releases/tag/{tag}")


@pytest.mark.parametrize(
    "location",
    [
        "",
        f"{HOME}/releases",
        f"{HOME}/releases/tag/",
        f"{HOME}/releases/tag/nightly",
        f"{HOME}/releases/tag/1.0/../../../else",
        f"{HOME}/releases/tag/1.0%0d%0aX",
        f"{HOME}/releases/tag/1.{'0' * 200}",
        "https://login.example/?next=/releases/tag/v1.0",
    ],
)
def test_what_is_no_page_of_a_release(location: str) -> None:
    assert latest_of(HOME, location) is None


def test_what_is_asked() -> None:
    assert question_of(f"{HOME}/") == f"{HOME}/releases/latest"
