"""Whose a file of the Hub's cache is, and what it must be, follows from its place and its mark."""

import hashlib
import os
from pathlib import Path

import pytest

from desktop_app.core.cached_file import cached, cached_anywhere, local_repo, repo_id
from tests.fake_homes import COMMIT, in_hub_cache, put

DATA = b"words"
SHA256 = hashlib.sha256(DATA).hexdigest()


def test_a_link_leads_to_its_checksum(tmp_path: Path) -> None:
    path = in_hub_cache(tmp_path, "maker/name", "below/x.gguf", DATA)
    found = cached(path, tmp_path)
    assert found is not None
    assert found == cached_anywhere(path)
    assert (found.repo, found.commit, found.sha256) == ("maker/name", COMMIT, SHA256)
    assert found.blob == (tmp_path / "models--maker--name/blobs" / SHA256).resolve()
    assert not found.is_ours
    put(tmp_path / "models--maker--name/.parley" / ("0" * 64), b"")
    assert not found.is_ours
    in_hub_cache(tmp_path, "maker/name", "below/y.gguf", DATA, ours=True)
    assert found.is_ours


@pytest.mark.parametrize("links", [True, False])
def test_what_another_program_fetched_later_is_its_own(tmp_path: Path, links: bool) -> None:
    """The mark of a file outlives it when the file is deleted without Parley."""
    path = in_hub_cache(tmp_path, "a/b", "x.gguf", DATA, ours=True, links=links)
    found = cached(path, tmp_path)
    assert found is not None
    assert found.is_ours
    changed = path.stat().st_mtime
    for other in (changed - 60, changed + 60):
        os.utime(path, (other, other))
        assert not found.is_ours
    os.utime(path, (changed, changed))
    assert found.is_ours


@pytest.mark.parametrize("words", ["", "{name}", "{name}\t", "{name}\tnow", "{name}\t" + "1" * 99])
def test_a_mark_that_says_no_time_proves_nothing(tmp_path: Path, words: str) -> None:
    path = in_hub_cache(tmp_path, "a/b", "x.gguf", DATA)
    put(tmp_path / "models--a--b/.parley" / SHA256, words.format(name=f"{COMMIT}/x.gguf").encode())
    found = cached(path, tmp_path)
    assert found is not None
    assert not found.is_ours


def test_without_links_the_mark_names_the_file(tmp_path: Path) -> None:
    path = in_hub_cache(tmp_path, "a/b", "x.gguf", DATA, ours=True, links=False)
    other = in_hub_cache(tmp_path, "a/b", "below/x.gguf", DATA, links=False)
    found, second = cached(path, tmp_path), cached(other, tmp_path)
    assert found is not None
    assert second is not None
    assert (found.blob, found.sha256, found.is_ours) == (None, SHA256, True)
    assert (second.sha256, second.is_ours) == ("", False)


def test_a_small_file_has_another_kind_of_checksum(tmp_path: Path) -> None:
    path = in_hub_cache(tmp_path, "a/b", "x.gguf", DATA)
    blob = path.resolve()
    renamed = blob.rename(blob.with_name("0" * 40))
    path.unlink()
    path.symlink_to(renamed)
    found = cached(path, tmp_path)
    assert found is not None
    assert found.sha256 == ""


def test_a_link_out_of_the_repository_proves_nothing(tmp_path: Path) -> None:
    path = in_hub_cache(tmp_path, "a/b", "x.gguf", DATA, ours=True)
    elsewhere = put(tmp_path / "elsewhere" / SHA256, DATA)
    path.unlink()
    path.symlink_to(elsewhere)
    found = cached(path, tmp_path)
    assert found is not None
    assert (found.blob, found.sha256, found.is_ours) == (None, "", False)


def test_what_was_imported_is_ours_with_its_mark_alone(tmp_path: Path) -> None:
    repository = tmp_path / local_repo("x")
    path = put(repository / "snapshots/import/x.gguf", DATA)
    found = cached(path, tmp_path)
    assert found is not None
    assert (found.is_import, found.repo, found.is_ours) == (True, "", False)
    (repository / ".parley").mkdir()
    assert (found.is_ours, found.sha256) == (True, "")
    put(repository / ".parley" / SHA256, b"import/x.gguf\n")
    assert found.sha256 == SHA256


@pytest.mark.parametrize(
    "path",
    [
        "x.gguf",
        "models--a--b/x.gguf",
        "models--a--b/snapshots/x.gguf",
        "models--a--b/blobs/c/x.gguf",
        "datasets--a--b/snapshots/c/x.gguf",
        "models--a--b/snapshots/c/../../../../x.gguf",
        "../models--a--b/snapshots/c/x.gguf",
    ],
)
def test_other_places_are_none_of_the_cache(tmp_path: Path, path: str) -> None:
    assert cached(tmp_path / "cache" / path, tmp_path / "cache") is None
    assert cached_anywhere(tmp_path / "x.gguf") is None


def test_names_of_repositories() -> None:
    assert repo_id("models--maker--name-GGUF") == "maker/name-GGUF"
    assert repo_id("models--gpt2") == ""
    assert repo_id("datasets--a--b") == ""
    for name in (
        "Tiny-Q4_K_M",
        "a--b",
        "..",
        "-x-",
        "ü b/c\\d",
        "",
        "x" * 300,
        "字" * 300,
        "x" * 55 + "-y",
        "a\0b",
    ):
        folder = local_repo(name)
        maker, _, rest = repo_id(folder).partition("/")
        assert maker == "local"
        assert rest
        assert "--" not in rest
        assert not set(folder) & set('/\\:*?"<>|\0')
        assert len(folder.encode()) < 255
