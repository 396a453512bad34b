"""What temporary conversations show is copied whole, or not at all."""

import errno
from pathlib import Path

import pytest

from desktop_app.core.engine import CancelToken
from desktop_app.core.events import Event, Failed, Finished, Reason
from desktop_app.core.picture_shelf import PictureShelf
from desktop_app.core.shelving import Copied, Shelved, ShelveJob, UnshelveJob
from desktop_app.engines.housekeeping import create


@pytest.fixture
def job(tmp_path: Path) -> ShelveJob:
    """Three files, of which the second is kept already, and one that is nowhere."""
    aside, kept = PictureShelf(tmp_path / "aside"), PictureShelf(tmp_path / "kept")
    names = [f"{aside.keep(data, '.png')}.png" for data in (b"one", b"two", b"three")]
    kept.keep(b"two", ".png")
    names.append(f"{'0' * 64}.txt")
    return ShelveJob("1", str(tmp_path / "aside"), str(tmp_path / "kept"), tuple(names))


def do(job: ShelveJob | UnshelveJob, cancel: CancelToken | None = None) -> list[Event]:
    return list(create().run(job, cancel or CancelToken()))


def kept(job: ShelveJob) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in Path(job.folder).iterdir()}


def copied(job: ShelveJob) -> tuple[Copied, ...]:
    shelved, last = do(job)
    assert isinstance(shelved, Shelved)
    assert last == Finished()
    return shelved.files


def test_what_is_there_is_copied_and_told(job: ShelveJob) -> None:
    names = [file.name for file in copied(job)]
    assert names == [job.names[0], job.names[2]]
    assert kept(job) == dict(zip(job.names, (b"one", b"two", b"three"), strict=False))
    assert copied(job) == ()


def test_it_is_taken_back_but_for_what_is_kept_elsewhere_too(job: ShelveJob) -> None:
    files = copied(job)
    PictureShelf(Path(job.folder)).keep(b"three", ".png")
    assert do(UnshelveJob("2", job.folder, files)) == [Finished()]
    assert set(kept(job)) == {job.names[1], job.names[2]}
    assert do(UnshelveJob("3", job.folder, files)) == [Finished()]


@pytest.mark.parametrize(
    ("number", "code"), [(errno.ENOSPC, "temporary.full"), (errno.EACCES, "temporary.failed")]
)
def test_on_a_full_disk_nothing_is_copied(
    job: ShelveJob, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    keep = PictureShelf.keep

    def keep_two(shelf: PictureShelf, data: bytes, suffix: str) -> str:
        if data == b"three":
            raise OSError(number, "no")
        return keep(shelf, data, suffix)

    monkeypatch.setattr(PictureShelf, "keep", keep_two)
    (failed,) = do(job)
    assert isinstance(failed, Failed)
    assert failed.problem.code == code
    assert set(kept(job)) == {job.names[1]}


def test_a_stop_leaves_nothing(job: ShelveJob) -> None:
    cancel = CancelToken()
    cancel.set()
    assert do(job, cancel) == [Finished(Reason.CANCELLED)]
    assert set(kept(job)) == {job.names[1]}
