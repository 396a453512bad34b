"""What is read from apt's configuration, in each of the forms that systems have it in."""

import pytest

from parley_package.proof.apt_source import (
    AptSource,
    codename,
    find_source,
    read_deb822,
    read_list,
    settings,
)
from parley_setup.console import SetupError

DEB822 = """\
Types: deb deb-src
# URIs: http://old.example.org/debian
URIs: http://a.example.org/debian
Suites: bookworm bookworm-updates
Components: main
  contrib
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

Types: deb
Enabled: no
URIs: http://b.example.org/debian
Suites: trixie
Components: main

Types: deb-src
URIs: http://c.example.org/debian
Suites: trixie
Components: main

Types: deb
URIs: https://d.example.org/repo
Suites: nodistro
Components: main
Signed-By:
 -----BEGIN PGP PUBLIC KEY BLOCK-----
 .
 mDMEYCQjIxYJKwYBBAHaRw8BAQdA
"""

DEBIAN = AptSource(
    "http://a.example.org/debian",
    "bookworm",
    ("main", "contrib"),
    "/usr/share/keyrings/debian-archive-keyring.gpg",
)


@pytest.fixture
def etc(tmp_path):
    (tmp_path / "apt" / "sources.list.d").mkdir(parents=True)
    (tmp_path / "os-release").write_text('NAME="Debian"\nVERSION_CODENAME=bookworm\n')
    return tmp_path


def test_the_form_with_fields():
    first, updates, other = read_deb822(DEB822)
    assert first == DEBIAN
    assert updates.suite == "bookworm-updates"
    # A key in the middle of the text is no file that debootstrap could take.
    assert other == AptSource("https://d.example.org/repo", "nodistro", ("main",))


def test_the_form_of_one_line():
    text = (
        "# deb http://no.example.org/ubuntu jammy main\n"
        "deb-src http://no.example.org/ubuntu jammy main\n"
        "deb http://a.example.org/ubuntu jammy main universe # both\n"
        "deb [arch=amd64 signed-by=/k.gpg] http://b.example.org/ubuntu noble main\n"
    )
    assert list(read_list(text)) == [
        AptSource("http://a.example.org/ubuntu", "jammy", ("main", "universe")),
        AptSource("http://b.example.org/ubuntu", "noble", ("main",), "/k.gpg"),
    ]


def test_the_source_of_this_very_release_is_taken(etc):
    (etc / "apt/sources.list").write_text("deb http://x.example.org/apt other main\n")
    (etc / "apt/sources.list.d/debian.sources").write_text(DEB822)
    assert find_source(etc, {}) == DEBIAN


def test_another_mirror_can_be_named(etc):
    (etc / "apt/sources.list.d/debian.sources").write_text(DEB822)
    found = find_source(etc, {"PARLEY_DEBIAN_MIRROR": "http://near.example.org/debian"})
    assert found.mirror == "http://near.example.org/debian"
    assert found.components == DEBIAN.components


def test_without_a_source_there_is_a_sentence_and_a_way_out(etc):
    with pytest.raises(SetupError, match="PARLEY_DEBIAN_MIRROR"):
        find_source(etc, {})
    found = find_source(etc, {"PARLEY_DEBIAN_MIRROR": "http://near.example.org/debian"})
    assert found == AptSource("http://near.example.org/debian", "bookworm", ("main",))


def test_a_file_with_mirrors_is_looked_into(etc):
    mirrors = etc / "mirrors.txt"
    mirrors.write_text("# nearest first\nhttp://a.example.org/ubuntu/\tpriority:1\nhttp://b/\n")
    (etc / "apt/sources.list").write_text(f"deb mirror+file:{mirrors} bookworm main\n")
    assert find_source(etc, {}).mirror == "http://a.example.org/ubuntu/"


@pytest.mark.parametrize(
    ("text", "name"),
    [("VERSION_CODENAME=trixie\n", "trixie"), ('A=1\nVERSION_CODENAME="sid"', "sid"), ("A=1", "")],
)
def test_the_name_of_the_release(text, name):
    assert codename(text) == name


def test_only_how_a_mirror_is_reached_is_handed_on():
    dump = (
        'APT::Architecture "amd64";\n'
        'Acquire::Languages "";\n'
        'Acquire::http::Proxy "http://proxy.example.org:3128";\n'
        'Acquire::http::User-Agent-Non-Interactive "true";\n'
        'Acquire::Check-Valid-Until "false";\n'
        'Acquire::Changelogs::URI::Origin::Debian "http://example.org";\n'
    )
    assert settings(dump) == [
        'Acquire::http::Proxy "http://proxy.example.org:3128";',
        'Acquire::Check-Valid-Until "false";',
    ]


def test_the_line_for_the_root():
    line = "deb http://a.example.org/debian bookworm main contrib\n"
    assert DEBIAN.line == line
    assert list(read_list(line)) == [AptSource(DEBIAN.mirror, "bookworm", ("main", "contrib"))]
