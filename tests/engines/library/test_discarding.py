"""Throwing away what was fetched."""

from pathlib import Path

from desktop_app.core.engine import CancelToken
from desktop_app.core.events import Event, Failed, Finished
from desktop_app.core.fetch import DiscardJob, RemoteFile
from desktop_app.engines.fetch.part import Part
from desktop_app.engines.library import create


def remote(folder: Path) -> RemoteFile:
    return RemoteFile("https://hub.invalid/m", "00", 9, str(folder / "model.gguf"))


def throw_away(file: RemoteFile, whole: bool = False) -> list[Event]:
    return list(create(None).run(DiscardJob("discard", file, whole), CancelToken()))


def test_nothing_is_left_of_it(tmp_path: Path) -> None:
    file = remote(tmp_path)
    file.part.write_bytes(b"part")
    file.note.write_bytes(b"{}")
    assert throw_away(file) == [Finished()]
    assert not any(tmp_path.iterdir())
    assert throw_away(file) == [Finished()]
    assert not any(tmp_path.iterdir())


def test_what_is_in_its_place_goes_when_that_is_meant(tmp_path: Path) -> None:
    file = remote(tmp_path)
    Path(file.path).write_bytes(b"whole")
    throw_away(file)
    assert Path(file.path).exists()
    throw_away(file, whole=True)
    assert not any(tmp_path.iterdir())


def test_what_somebody_fetches_at_the_moment_stays(tmp_path: Path) -> None:
    file = remote(tmp_path)
    part = Part.hold(file)
    assert part is not None
    part.append(b"bytes")
    assert throw_away(file, whole=True) == [Finished()]
    assert file.part.read_bytes() == b"bytes"
    part.close()
    assert throw_away(file) == [Finished()]
    assert not any(tmp_path.iterdir())


def test_a_folder_that_is_gone_has_nothing_to_throw_away(tmp_path: Path) -> None:
    assert throw_away(remote(tmp_path / "gone"), whole=True) == [Finished()]
    assert not any(tmp_path.iterdir())


def test_what_cannot_be_deleted_is_told(tmp_path: Path) -> None:
    file = remote(tmp_path)
    (file.part / "folder").mkdir(parents=True)
    (end,) = throw_away(file)
    assert isinstance(end, Failed)
    assert end.problem.code == "fetch.not_deleted"
