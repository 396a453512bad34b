import lzma
from pathlib import Path

import pytest

from parley_package.deb_archive import NoPackageError, compress

MAGIC = b"!<arch>\n"


def member(name: str, data: bytes, end: bytes = b"`\n") -> bytes:
    header = f"{name:16}{1700000000:<12}{0:<6}{0:<6}{'100644':8}{len(data):<10}".encode() + end
    return header + data + b"\n" * (len(data) % 2)


@pytest.fixture
def package(tmp_path: Path) -> Path:
    package = tmp_path / "a.deb"
    package.write_bytes(
        MAGIC
        + member("debian-binary", b"2.0\n")
        + member("control.tar.gz", b"odd")
        + member("data.tar/", b"words " * 1000)
    )
    return package


def test_the_data_is_compressed_and_all_else_stays(package: Path) -> None:
    compress(package)
    written = package.read_bytes()
    before = MAGIC + member("debian-binary", b"2.0\n") + member("control.tar.gz", b"odd")
    assert written.startswith(before)
    header, data = written[len(before) :][:60], written[len(before) + 60 :]
    assert header[:16] == b"data.tar.xz     "
    size = int(header[48:58])
    assert lzma.decompress(data[:size]) == b"words " * 1000
    assert data[size:] == b"\n" * (size % 2)
    assert header == member("data.tar.xz", b"x" * size)[:60]


def test_twice_is_the_same(package: Path) -> None:
    before = package.read_bytes()
    compress(package)
    first = package.read_bytes()
    package.write_bytes(before)
    compress(package)
    assert package.read_bytes() == first


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\3\4",
        MAGIC + member("debian-binary", b"2.0\n"),
        MAGIC + member("data.tar", b"words", end=b"??"),
        MAGIC + member("data.tar", b"words of some length")[:-6],
    ],
)
def test_what_is_no_package_is_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    package = tmp_path / "a.deb"
    package.write_bytes(content)
    with pytest.raises(NoPackageError):
        compress(package)
    assert package.read_bytes() == content
    assert list(tmp_path.iterdir()) == [package]
