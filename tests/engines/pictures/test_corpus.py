"""Every picture of the corpus, made a kept one in a child process, or refused."""

import hashlib
import io
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from desktop_app.core.engine_names import PICTURES
from desktop_app.core.events import Failed, Finished, Pictured
from desktop_app.core.picture import LARGEST_SIDE, PictureFolder, PictureJob
from desktop_app.core.picture_shelf import PictureShelf
from desktop_app.engines.isolated import IsolatedEngine
from tests.engines.children import end_children
from tests.engines.contract import do
from tests.picture_corpus import BAD, GOOD, Bad, Good
from tests.sample_picture import SECRET, SIZE, Colour

SUSPICIOUS = (SECRET.encode(), b"Exif", b"GPS", b"xmpmeta", b"adobe", b"ICC", b"iCCP", b"tEXt")


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[IsolatedEngine]:
    engine = IsolatedEngine(PICTURES, tmp_path_factory.mktemp("logs"), family="part")
    yield engine
    engine.close()
    assert end_children() == []


def job_for(case: Good | Bad, folder: Path) -> PictureJob:
    source = folder / case.name
    source.write_bytes(case.make())
    return PictureJob("keep", PictureFolder(str(folder / "kept")), str(source), case.name)


def centres_of(image: Image.Image) -> tuple[Colour, ...]:
    """The colours in the middle of the four fields."""
    image = image.convert("RGB")
    columns = (image.width // 4, image.width - 1 - image.width // 4)
    rows = (image.height // 4, image.height - 1 - image.height // 4)
    return tuple(image.getpixel((x, y)) for y in rows for x in columns)


@pytest.mark.parametrize("case", GOOD, ids=lambda case: case.name)
def test_a_picture_is_kept_upright_and_bare(
    engine: IsolatedEngine, case: Good, tmp_path: Path
) -> None:
    events = do(engine, job_for(case, tmp_path))
    assert events[1:] == [Finished()], events
    assert isinstance(events[0], Pictured)
    picture = events[0].picture
    assert (picture.width, picture.height) == case.size
    assert (picture.suffix, picture.name) == (case.suffix, case.name)
    data = PictureShelf(tmp_path / "kept").path(picture).read_bytes()
    assert picture.hash == hashlib.sha256(data).hexdigest()
    with Image.open(io.BytesIO(data)) as kept:
        assert kept.format == {".png": "PNG", ".jpg": "JPEG"}[case.suffix]
        assert kept.mode in ("L", "RGB")
        assert kept.size == case.size
        assert max(kept.size) <= LARGEST_SIDE
        assert set(kept.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        for found, expected in zip(centres_of(kept), case.corners, strict=True):
            assert found == pytest.approx(expected, abs=case.tolerance)
    assert not [words for words in SUSPICIOUS if words in data]


@pytest.mark.parametrize("case", BAD, ids=lambda case: case.name)
def test_what_is_no_picture_is_refused_in_one_sentence(
    engine: IsolatedEngine, case: Bad, tmp_path: Path
) -> None:
    (event,) = do(engine, job_for(case, tmp_path))
    assert isinstance(event, Failed)
    assert event.problem.code == case.code, event.problem.details
    assert case.details in event.problem.details
    assert case.name in event.problem.sentence.english()
    assert not (tmp_path / "kept").exists()


def spoilt(data: bytes, chance: random.Random) -> bytes:
    """The same file with some bytes changed, lost and added, most of them near its beginning."""
    found = bytearray(data)
    for _ in range(chance.choice((1, 2, 8))):
        at = chance.randrange(min(len(found), chance.choice((64, 512, len(found)))))
        end = at + chance.choice((0, 1, 1, 1, 9))
        found[at:end] = chance.choice((chance.randbytes(1), b"\xff\xff\xff\xff", b""))
    return bytes(found)


@pytest.mark.parametrize("seed", range(4))
def test_spoilt_files_are_kept_or_refused(
    engine: IsolatedEngine, tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    small = [case for case in GOOD if case.size == SIZE]
    child = None
    for case in chance.sample(small, 40):
        job = job_for(case, tmp_path)
        Path(job.source).write_bytes(spoilt(case.make(), chance))
        last = do(engine, job)[-1]
        if isinstance(last, Failed):
            assert last.problem.code.startswith("picture."), (case.name, last)
        child = child or engine.child_pid
        assert engine.child_pid == child, case.name


def test_the_corpus_carries_what_must_not_be_kept() -> None:
    telling = {case.name for case in GOOD if SECRET.encode() in case.make()}
    assert {"texts.png", "everything.jpg", "held 6.jpg", "held 6.avif", "held 3.tif"} <= telling
