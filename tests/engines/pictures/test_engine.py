import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from desktop_app.core.engine import CancelToken, CountJob, LoadJob, ModelOptions, UnloadJob
from desktop_app.core.events import Event, Failed, Finished, Pictured, Reason
from desktop_app.core.picture import Picture, PictureFolder, PictureJob
from desktop_app.core.picture_shelf import PictureShelf
from desktop_app.engines.pictures import create
from desktop_app.engines.pictures.engine import PictureEngine
from desktop_app.engines.pictures.source_file import MOST_BYTES, MOST_BYTES_AT_ONCE
from tests.engines.contract import do, last_of
from tests.sample_picture import HEIC_SAMPLE, exif, fields, photograph, saved

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def engine() -> PictureEngine:
    engine = create()
    assert isinstance(engine, PictureEngine)
    return engine


@pytest.fixture
def shelf(tmp_path: Path) -> PictureShelf:
    return PictureShelf(tmp_path / "kept")


def job(tmp_path: Path, source: Path | str, name: str = "") -> PictureJob:
    return PictureJob("keep", PictureFolder(str(tmp_path / "kept")), str(source), name)


def keep(engine: PictureEngine, tmp_path: Path, data: bytes, name: str = "some.png") -> Picture:
    source = tmp_path / name
    source.write_bytes(data)
    kept, last = do(engine, job(tmp_path, source, name))
    assert last == Finished()
    assert isinstance(kept, Pictured)
    return kept.picture


def refusal(events: list[Event]) -> tuple[str, str]:
    (event,) = events
    assert isinstance(event, Failed), event
    return event.problem.code, event.problem.sentence.english()


class TestContract:
    """What tests/engines/contract.py asks of engines that answer, as far as it is meant here."""

    def test_unload_and_close_may_come_twice(self, engine: PictureEngine, tmp_path: Path) -> None:
        assert do(engine, UnloadJob("unload")) == [Finished()]
        assert do(engine, UnloadJob("again")) == [Finished()]
        keep(engine, tmp_path, saved(fields(), "PNG"))
        engine.close()
        engine.close()

    def test_another_job_is_refused(self, engine: PictureEngine) -> None:
        model = ModelOptions("some.gguf")
        code, _ = refusal(do(engine, CountJob("count", model, ("How many?",))))
        assert code == "internal"

    def test_load_makes_it_ready(self, engine: PictureEngine) -> None:
        assert do(engine, LoadJob("load", ModelOptions(""))) == [Finished()]
        assert "PIL.JpegImagePlugin" in sys.modules

    def test_stop_before_the_start_leaves_nothing_behind(
        self, engine: PictureEngine, tmp_path: Path
    ) -> None:
        source = tmp_path / "some.png"
        source.write_bytes(saved(fields(), "PNG"))
        cancel = CancelToken()
        cancel.set()
        events = do(engine, job(tmp_path, source), cancel)
        assert last_of(events).reason is Reason.CANCELLED
        assert not (tmp_path / "kept").exists()
        assert do(engine, job(tmp_path, source))[-1] == Finished()

    @pytest.mark.parametrize("format", ["PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF", "AVIF"])
    def test_stop_in_the_midst_is_heard(
        self, engine: PictureEngine, tmp_path: Path, format: str
    ) -> None:
        source = tmp_path / "some"
        source.write_bytes(saved(photograph((300, 200)), format))
        looks = count_looks(engine, job(tmp_path, source))
        assert looks > 2
        for number in range(looks):
            events = do(engine, job(tmp_path, source), StopAfter(number))
            assert last_of(events).reason is Reason.CANCELLED, number
        assert not any((tmp_path / "kept").glob(".*")), "nothing is left half written"

    def test_leaving_early_leaves_the_engine_idle(
        self, engine: PictureEngine, tmp_path: Path
    ) -> None:
        source = tmp_path / "some.png"
        source.write_bytes(saved(fields(), "PNG"))
        assert isinstance(next(iter(engine.run(job(tmp_path, source), CancelToken()))), Pictured)
        assert do(engine, job(tmp_path, source))[-1] == Finished()


class StopAfter(CancelToken):
    """Is set when it has been looked at so many times."""

    def __init__(self, looks: int) -> None:
        super().__init__()
        self.left = looks

    def is_set(self) -> bool:
        self.left -= 1
        return self.left < 0


def count_looks(engine: PictureEngine, job: PictureJob) -> int:
    never = StopAfter(1_000_000)
    assert do(engine, job, never)[-1] == Finished()
    return 1_000_000 - never.left


class TestFiles:
    def test_a_file_that_has_vanished(self, engine: PictureEngine, tmp_path: Path) -> None:
        code, sentence = refusal(do(engine, job(tmp_path, tmp_path / "gone.png", "Gone")))
        assert (code, "Gone" in sentence) == ("picture.missing", True)

    def test_without_a_name_it_is_called_by_its_file(
        self, engine: PictureEngine, tmp_path: Path
    ) -> None:
        _, sentence = refusal(do(engine, job(tmp_path, tmp_path / "gone.png")))
        assert "gone.png" in sentence

    @pytest.mark.parametrize("path", ["file/below", "nul\0byte", "x" * 5000])
    def test_paths_that_cannot_be(self, engine: PictureEngine, tmp_path: Path, path: str) -> None:
        (tmp_path / "file").touch()
        code, _ = refusal(do(engine, job(tmp_path, f"{tmp_path}/{path}")))
        assert code in ("picture.missing", "picture.unreadable")

    def test_a_folder(self, engine: PictureEngine, tmp_path: Path) -> None:
        (event,) = do(engine, job(tmp_path, tmp_path))
        assert isinstance(event, Failed)
        assert (event.problem.code, event.problem.details) == (
            "picture.unreadable",
            "it is a folder",
        )

    @pytest.mark.parametrize(
        ("beginning", "size"),
        [
            pytest.param(b"RIFF\xff\xff\xff\x7fWEBPVP8 ", MOST_BYTES_AT_ONCE + 100, id="whole"),
            pytest.param(b"\x89PNG\r\n\x1a\n", MOST_BYTES + 1, id="any"),
        ],
    )
    def test_a_file_that_would_take_all_memory_is_not_read(
        self, engine: PictureEngine, tmp_path: Path, beginning: bytes, size: int
    ) -> None:
        source = tmp_path / "padded"
        with source.open("wb") as file:
            file.write(beginning)
            file.truncate(size)  # a hole, which takes nothing of the disk
        code, _ = refusal(do(engine, job(tmp_path, source)))
        assert code == "picture.too_large"

    @pytest.mark.skipif(os.name == "nt", reason="there are no such files")
    def test_what_would_never_end_is_not_even_opened(
        self, engine: PictureEngine, tmp_path: Path
    ) -> None:
        os.mkfifo(tmp_path / "pipe")
        for source in (tmp_path / "pipe", "/dev/zero"):
            code, _ = refusal(do(engine, job(tmp_path, source)))
            assert code == "picture.unreadable"

    def test_no_right_to_read(
        self, engine: PictureEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        source = tmp_path / "locked.png"
        source.write_bytes(saved(fields(), "PNG"))
        source.chmod(0)
        if os.access(source, os.R_OK):  # an administrator may read whatever there is
            monkeypatch.setattr(Path, "stat", _no_right)
        code, sentence = refusal(do(engine, job(tmp_path, source)))
        assert (code, "locked.png" in sentence) == ("picture.forbidden", True)

    def test_a_full_disk(
        self, engine: PictureEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        source = tmp_path / "some.png"
        source.write_bytes(saved(fields(), "PNG"))
        monkeypatch.setattr(os, "fsync", _full)
        code, sentence = refusal(do(engine, job(tmp_path, source)))
        assert (code, "some.png" in sentence) == ("picture.full", True)
        assert list((tmp_path / "kept").iterdir()) == []

    def test_a_folder_that_cannot_be_made(self, engine: PictureEngine, tmp_path: Path) -> None:
        (tmp_path / "kept").write_text("in the way")
        source = tmp_path / "some.png"
        source.write_bytes(saved(fields(), "PNG"))
        assert refusal(do(engine, job(tmp_path, source)))[0] == "picture.failed"

    def test_the_file_is_closed_again(self, engine: PictureEngine, tmp_path: Path) -> None:
        psutil = pytest.importorskip("psutil")
        keep(engine, tmp_path, saved(fields(), "PNG"))
        (tmp_path / "bad.png").write_bytes(saved(fields(), "PNG")[:50])
        refusal(do(engine, job(tmp_path, tmp_path / "bad.png")))
        names = {Path(file.path).name for file in psutil.Process().open_files()}
        assert not names & {"some.png", "bad.png"}


def _no_right(*_: object, **__: object) -> None:
    raise PermissionError(errno.EACCES, "Permission denied")


def _full(_handle: int) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


class TestKept:
    def test_the_same_picture_is_kept_once(self, engine: PictureEngine, tmp_path: Path) -> None:
        first = keep(engine, tmp_path, saved(fields(), "PNG", exif=exif()), "first.png")
        again = keep(engine, tmp_path, saved(fields(), "BMP"), "again.bmp")
        assert (first.hash, first.name, again.name) == (again.hash, "first.png", "again.bmp")
        assert len(list((tmp_path / "kept").iterdir())) == 1

    def test_two_pictures_are_two(self, engine: PictureEngine, tmp_path: Path) -> None:
        other = fields()
        other.putpixel((3, 3), (0, 0, 0))
        hashes = {keep(engine, tmp_path, saved(image, "PNG")).hash for image in (fields(), other)}
        assert len(hashes) == 2

    def test_a_photograph_is_a_jpeg_wherever_it_comes_from(
        self, engine: PictureEngine, tmp_path: Path
    ) -> None:
        image = photograph((400, 300))
        assert keep(engine, tmp_path, saved(image, "PNG")).suffix == ".jpg"
        assert keep(engine, tmp_path, saved(image, "TIFF")).suffix == ".jpg"

    def test_a_kept_picture_is_kept_as_it_is(
        self, engine: PictureEngine, tmp_path: Path, shelf: PictureShelf
    ) -> None:
        """What is taken out of a conversation and shown again loses nothing."""
        first = keep(engine, tmp_path, saved(fields(), "PNG"))
        assert keep(engine, tmp_path, shelf.path(first).read_bytes()).hash == first.hash

    def test_thin_lines_survive_being_made_smaller(
        self, engine: PictureEngine, tmp_path: Path, shelf: PictureShelf
    ) -> None:
        lines = Image.new("L", (4096, 64), 255)
        for x in range(0, 4096, 4):
            lines.paste(0, (x, 0, x + 2, 64))
        picture = keep(engine, tmp_path, saved(lines, "PNG"))
        with Image.open(shelf.path(picture)) as kept:
            row = [kept.convert("L").getpixel((x, 16)) for x in range(100, 200)]
        assert max(row) > 200
        assert min(row) < 55

    def test_without_its_codec_a_heic_is_refused_with_the_way_out(
        self, engine: PictureEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for module in [name for name in sys.modules if name.partition(".")[0] == "pi_heif"]:
            monkeypatch.delitem(sys.modules, module)
        monkeypatch.setitem(sys.modules, "pi_heif", None)
        code, sentence = refusal(do(engine, job(tmp_path, HEIC_SAMPLE)))
        assert (code, "HEIC" in sentence) == ("picture.no_codec", True)

    def test_without_its_codec_an_avif_is_refused_as_well(
        self, engine: PictureEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        source = tmp_path / "some.avif"
        source.write_bytes(saved(fields(), "AVIF"))
        monkeypatch.setattr("PIL.AvifImagePlugin.SUPPORTED", False)
        code, sentence = refusal(do(engine, job(tmp_path, source)))
        assert (code, "AVIF" in sentence) == ("picture.no_codec", True)


_LARGE = """
import re, sys
from desktop_app.core.engine import CancelToken
from desktop_app.core.engine_names import PICTURES
from desktop_app.core.picture import PictureFolder, PictureJob
job = PictureJob("keep", PictureFolder(sys.argv[1]), sys.argv[2])
def peak():  # not ru_maxrss, which a child takes over from its parent
    with open("/proc/self/status") as file:
        return int(re.search(r"VmHWM:\\s*(\\d+)", file.read())[1])
before = peak()
kept, _ = PICTURES.create().run(job, CancelToken())
used = peak() - before
print(used // 1024, kept.picture.width, kept.picture.height, *sorted(sys.modules))
"""


def in_a_process(tmp_path: Path, data: bytes) -> tuple[int, tuple[int, int], set[str]]:
    """Megabytes that one picture took, its size, and what was imported for it."""
    source = tmp_path / "source"
    source.write_bytes(data)
    command = [sys.executable, "-c", _LARGE, str(tmp_path / "kept"), str(source)]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=200, check=True
    )
    megabytes, width, height, *modules = done.stdout.split()
    return int(megabytes), (int(width), int(height)), set(modules)


@pytest.mark.skipif(sys.platform != "linux", reason="/proc is needed")
class TestBounds:
    def test_100_megapixels_of_jpeg_take_little_memory(self, tmp_path: Path) -> None:
        data = saved(fields((12_288, 8_192)), "JPEG")
        megabytes, size, _ = in_a_process(tmp_path, data)
        assert size == (2048, 1365)
        assert megabytes < 150

    def test_100_megapixels_of_png_are_held_once(self, tmp_path: Path) -> None:
        image = fields().quantize(8).resize((12_288, 8_192), Image.Resampling.NEAREST)
        data = saved(image, "PNG", compress_level=1)
        megabytes, size, _ = in_a_process(tmp_path, data)
        assert size == (2048, 1365)
        assert megabytes < 250, "96 MB of palette indices, and bands of colours"

    def test_a_jpeg_imports_no_other_codec(self, tmp_path: Path) -> None:
        _, _, modules = in_a_process(tmp_path, saved(fields(), "JPEG"))
        assert "PIL.JpegImagePlugin" in modules
        strangers = {"PIL.GifImagePlugin", "PIL.WebPImagePlugin", "PIL.ImageCms", "pi_heif"}
        assert not modules & {*strangers, "numpy", "PySide6"}
