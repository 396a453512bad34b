"""What stands beside a file that is on its way, and how it is thrown away."""

from pathlib import Path

import pytest

from desktop_app.core.fetch import RemoteFile, bytes_here, discard


@pytest.fixture
def file(tmp_path: Path) -> RemoteFile:
    return RemoteFile("https://files.invalid/a/base.pt", "00", 10, str(tmp_path / "base.pt"))


def test_names(file: RemoteFile, tmp_path: Path) -> None:
    assert file.name == "base.pt"
    assert {file.part, file.note} == {tmp_path / "base.pt.part", tmp_path / "base.pt.part.json"}


def test_what_has_come(file: RemoteFile) -> None:
    assert bytes_here(file) == 0
    file.part.write_bytes(b"12345")
    assert bytes_here(file) == 5


def test_only_the_part_is_thrown_away(file: RemoteFile, tmp_path: Path) -> None:
    whole = Path(file.path)
    for path in (whole, file.part, file.note):
        path.write_bytes(b"x")
    discard(file)
    assert [*tmp_path.iterdir()] == [whole]
    discard(file)


def test_what_cannot_be_thrown_away_is_told(file: RemoteFile) -> None:
    (file.part / "in the way").mkdir(parents=True)
    with pytest.raises(OSError, match="part"):
        discard(file)
