"""What stands where, as the window asks it."""

from pathlib import Path

from desktop_app.core.disk import LookedUp, LookUpJob, Spot, paths_of
from desktop_app.core.engine import CancelToken
from desktop_app.core.events import Event, Finished, Reason
from desktop_app.core.fetch import RemoteFile
from desktop_app.engines.library import create


def look(job: LookUpJob, cancel: CancelToken | None = None) -> list[Event]:
    return list(create(None).run(job, cancel or CancelToken()))


def seen(job: LookUpJob) -> LookedUp:
    answer, end = look(job)
    assert isinstance(answer, LookedUp)
    assert end == Finished()
    return answer


def test_files_folders_and_nothing(tmp_path: Path) -> None:
    (tmp_path / "cache" / "models--maker--model").mkdir(parents=True)
    (tmp_path / "file").write_bytes(b"12345")
    paths = tuple(str(tmp_path / name) for name in ("cache", "file", "gone", "no\0where"))

    answer = seen(LookUpJob("look", paths))

    disk = tmp_path.stat().st_dev
    assert answer.asked == paths
    assert answer.spots == (
        Spot(paths[0], 0, True, disk, True, has_models=True),
        Spot(paths[1], 5, disk=disk),
    )
    assert (answer.space, answer.template) == (None, "")


def test_the_room_is_that_of_the_folder_that_is_there(tmp_path: Path) -> None:
    space = seen(LookUpJob("look", room=str(tmp_path / "not" / "yet"))).space
    assert space is not None
    assert (space.folder, space.disk) == (str(tmp_path), tmp_path.stat().st_dev)
    assert 0 < space.free <= space.total


def test_the_template_of_a_model(starter_model: Path, tmp_path: Path) -> None:
    assert "SmolLM" in seen(LookUpJob("look", template=str(starter_model))).template
    assert seen(LookUpJob("look", template=str(tmp_path / "gone.gguf"))).template == ""


def test_one_that_nobody_waits_for_any_more_ends(tmp_path: Path) -> None:
    cancel = CancelToken()
    cancel.set()
    assert look(LookUpJob("look", (str(tmp_path),)), cancel) == [Finished(Reason.CANCELLED)]


def test_how_much_of_a_file_is_here(tmp_path: Path) -> None:
    file = RemoteFile("", "00", 9, str(tmp_path / "blob"), str(tmp_path / "model.gguf"))

    def answer() -> LookedUp:
        return seen(LookUpJob("look", paths_of(file)))

    assert (answer().come(file), answer().begun(file), answer().here(file)) == (0, -1, None)
    Path(f"{file.path}.part").write_bytes(b"12")
    assert (answer().come(file), answer().begun(file)) == (2, 2)
    file.own_note.write_bytes(b"{}")
    file.part.write_bytes(b"123")  # This person's own counts, where there are two.
    assert answer().come(file) == 3
    Path(file.link).write_bytes(b"123456789")
    assert (answer().come(file), answer().here(file)) == (9, 9)
