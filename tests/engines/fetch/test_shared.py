"""A cache that several people share: what one of them has begun stops no other one."""

import errno
import os
import sys
from pathlib import Path

import pytest

from desktop_app.core.events import Failed, Finished, Reason
from desktop_app.core.fetch import bytes_here, discard
from desktop_app.core.hub_cache import mark
from desktop_app.engines.fetch.transfer import Transfer
from tests.engines.fetch.order import Desk


@pytest.fixture
def closed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The part of another person, which may be neither read nor written to."""
    file = desk.file()
    part, note = file.part, file.note
    part.parent.mkdir(parents=True)
    part.write_bytes(b"theirs")
    note.write_bytes(b"{}")
    real = os.open

    def refuse(path: str | Path, flags: int, *more: int, **others: int) -> int:
        if Path(path) in (part, note):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return real(path, flags, *more, **others)

    monkeypatch.setattr(os, "open", refuse)
    return part


def test_each_has_a_part_of_their_own(desk: Desk, closed: Path) -> None:
    half = len(desk.data) // 2
    assert desk.fetch_until(half)[-1] == Finished(Reason.CANCELLED)
    assert desk.file().part != closed
    assert bytes_here(desk.file()) == half
    assert desk.fetch()[-1] == Finished()
    assert Path(desk.file().link).read_bytes() == desk.data
    assert desk.hub.asked[-1].range == f"bytes={half}-"
    left = [path for path in closed.parent.iterdir() if ".part" in path.name]
    assert sorted(left) == [closed, Path(f"{closed}.json")]
    assert closed.read_bytes() == b"theirs"


def test_only_their_own_is_thrown_away(desk: Desk, closed: Path) -> None:
    desk.fetch_until(len(desk.data) // 2)
    discard(desk.file())
    assert {path.name for path in closed.parent.iterdir()} == {closed.name, f"{closed.name}.json"}


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS])
def test_what_is_here_is_used_where_nothing_may_be_written(
    desk: Desk, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.fetch()
    asked = len(desk.hub.asked)
    real = os.open

    def refuse(path: str | Path, flags: int, *more: int, **others: int) -> int:
        if flags & os.O_CREAT:
            raise OSError(number, os.strerror(number), str(path))
        return real(path, flags, *more, **others)

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", refuse)
        assert desk.fetch() == [Finished()]
        Path(desk.file().link).resolve().write_bytes(b"damaged")
        last = desk.fetch()[-1]
    assert isinstance(last, Failed)
    assert last.problem.code == "fetch.failed"
    assert len(desk.hub.asked) == asked


def test_a_folder_that_may_not_be_looked_at(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """As below the home of another person."""

    def refuse(path: object, *more: object, **others: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(Path, "mkdir", refuse)
    monkeypatch.setattr(Path, "is_dir", refuse)
    assert desk.code() == "fetch.failed"
    assert desk.hub.asked == []


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
@pytest.mark.parametrize("which", ["part", "note", "mark"])
def test_a_link_that_another_person_put_there_is_not_followed(
    desk: Desk, which: str, tmp_path: Path
) -> None:
    letter = tmp_path / "letter"
    letter.write_text("Dear Ada")
    file = desk.file()
    link = {"part": file.part, "note": file.note, "mark": mark(Path(file.path))}[which]
    link.parent.mkdir(parents=True)
    link.symlink_to(letter)
    last = desk.fetch()[-1]
    assert isinstance(last, Failed)
    assert last.problem.code == "fetch.failed"
    assert letter.read_text() == "Dear Ada"
    link.unlink()
    assert desk.fetch()[-1] == Finished()


def test_what_another_program_brings_meanwhile_stays_its_own(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = desk.file()
    fill = Transfer._fill

    def slowly(self: Transfer, part: object) -> object:
        yield from fill(self, part)  # type: ignore[arg-type]
        Path(file.path).write_bytes(desk.data)
        os.utime(file.path, (1, 1))

    monkeypatch.setattr(Transfer, "_fill", slowly)
    assert desk.fetch()[-1] == Finished()
    assert desk.arrived()
    assert Path(file.path).stat().st_mtime == 1
    assert not mark(Path(file.path)).exists()
