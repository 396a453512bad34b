import hashlib
from pathlib import Path

from parley_package.checksums import write_checksums


def test_every_package_is_listed_as_sha256sum_reads_it(tmp_path: Path) -> None:
    (tmp_path / "b.deb").write_bytes(b"two")
    (tmp_path / "a.deb").write_bytes(b"one")
    made = write_checksums(tmp_path)
    one, two = (hashlib.sha256(data).hexdigest() for data in (b"one", b"two"))
    assert made.read_text() == f"{one}  a.deb\n{two}  b.deb\n"


def test_a_second_list_does_not_list_the_first(tmp_path: Path) -> None:
    (tmp_path / "a.deb").write_bytes(b"one")
    first = write_checksums(tmp_path).read_text()
    assert write_checksums(tmp_path).read_text() == first


def test_what_is_not_whole_is_not_listed(tmp_path: Path) -> None:
    (tmp_path / "a.tar.xz.part").write_bytes(b"on")
    assert write_checksums(tmp_path).read_text() == ""
