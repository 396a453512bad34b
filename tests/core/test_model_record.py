"""What is kept of each model: it comes back, it stays readable, and nothing of it is lost."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core import whole_file
from desktop_app.core.errors import ParleyError
from desktop_app.core.local_model import LocalModel, Source
from desktop_app.core.model_record import OWN_SETTINGS, Record, Records, key_of
from desktop_app.core.setting import SETTINGS

KEY = "Qwen3-4B-Q4_K_M.gguf:2497280256"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "models.toml"


def test_a_record_comes_back(path: Path) -> None:
    record = Record(
        name="Der Kleine",
        notes='two\nlines, "quoted" \\',
        settings={
            "chat.system_prompt": "",
            "model.context_size": 4096,
            "sampling.temperature": 0.5,
            "thinking.send_back": False,
        },
        speed=12.25,
    )
    Records.load(path).put(KEY, record)
    again = Records.load(path)
    assert again.problems == []
    assert again.of(KEY) == record
    assert again.of("other.gguf:1") == Record()


def test_what_is_general_at_the_moment_can_be_its_own(path: Path) -> None:
    settings = {key: SETTINGS[key].default for key in OWN_SETTINGS}
    Records.load(path).put(KEY, Record(settings=settings))
    own = {key: value for key, value in settings.items() if value is not None}
    assert Records.load(path).of(KEY).settings == own


def test_the_settings_stand_as_in_the_settings_file(path: Path) -> None:
    Records.load(path).put(KEY, Record("A", settings={"sampling.temperature": 0.5}))
    assert tomllib.loads(path.read_text())[KEY] == {
        "name": "A",
        "sampling": {"temperature": 0.5},
    }


def test_a_missing_file_means_empty_records_and_none_is_made(path: Path) -> None:
    records = Records.load(path)
    assert records.of(KEY) == Record()
    records.put(KEY, Record())
    assert not path.exists()


@pytest.mark.parametrize(
    "key",
    ["a b.gguf:1", "ü.gguf:2", "q\"u'o\\te.gguf:3", "new\nline.gguf:4", "sha256-00:5", "a\udc80:6"],
)
def test_any_file_name_is_a_key(path: Path, key: str) -> None:
    Records.load(path).put(key, Record("A", speed=1.5))
    assert Records.load(path).of(key) == Record("A", speed=1.5)


@given(st.text(min_size=1), st.text(), st.text())
def test_any_words_come_back(
    tmp_path_factory: pytest.TempPathFactory, key: str, name: str, notes: str
) -> None:
    path = tmp_path_factory.mktemp("records") / "models.toml"
    Records.load(path).put(key, Record(name, notes))
    assert Records.load(path).of(key) == Record(name, notes)


def test_what_parley_does_not_know_stays(path: Path) -> None:
    path.write_text(
        f'# mine\r\nfuture = 1\r\n\r\n["{KEY}"]\r\nname = "A" # nice\r\nstars = 5\r\n\r\n'
        f'["{KEY}".sampling]\r\n# warm\r\ntemperature = 0.5\r\nmagic = true\r\n',
        newline="",
    )
    records = Records.load(path)
    assert records.problems == []
    assert records.of(KEY) == Record("A", settings={"sampling.temperature": 0.5})
    records.put(KEY, Record("B"))
    records.put("other.gguf:1", Record(notes="x"))
    text = path.read_bytes().decode()
    for kept in ("# mine", "# nice", "# warm"):
        assert kept in text
    assert tomllib.loads(text) == {
        "future": 1,
        KEY: {"name": "B", "stars": 5, "sampling": {"magic": True}},
        "other.gguf:1": {"notes": "x"},
    }


def test_an_emptied_record_leaves_nothing_behind(path: Path) -> None:
    records = Records.load(path)
    records.put("a.gguf:1", Record("A"))
    records.put(KEY, Record("B", settings={"sampling.temperature": 0.5, "model.threads": 2}))
    records.put(KEY, Record())
    assert tomllib.loads(path.read_text()) == {"a.gguf:1": {"name": "A"}}
    assert Records.load(path).of(KEY) == Record()


def test_what_a_person_changed_meanwhile_is_not_undone(path: Path) -> None:
    records = Records.load(path)
    records.put(KEY, Record("A", "notes"))
    path.write_text(f'["b.gguf:2"]\nname = "B"\n["{KEY}"]\nname = "A"\nnotes = "by hand"\n')
    records.put(KEY, Record("C", "notes"))
    again = Records.load(path)
    assert again.of(KEY) == Record("C", "by hand")
    assert again.of("b.gguf:2") == Record("B")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("name = 1", "name"),
        ("notes = [1]", "notes"),
        ('speed = "fast"', "speed"),
        ("speed = -1", "speed"),
        ("speed = nan", "speed"),
        ("speed = true", "speed"),
        ("sampling.temperature = 9", "sampling.temperature"),
        ("model.threads = 1.5", "model.threads"),
        ('thinking.mode = "perhaps"', "thinking.mode"),
    ],
)
def test_a_value_of_no_use_is_told_and_left_out(path: Path, line: str, told: str) -> None:
    path.write_text(f'["{KEY}"]\n{line}\nmodel.gpu_layers = 3\n')
    records = Records.load(path)
    assert records.of(KEY) == Record(settings={"model.gpu_layers": 3})
    assert [(problem.code, problem.values) for problem in records.problems] == [
        ("settings.value", {"key": told})
    ]


def test_what_is_no_setting_of_a_model_is_not_read(path: Path) -> None:
    path.write_text(f'["{KEY}"]\ntheme = "dark"\nmodel = 3\n[["list"]]\na = 1\n')
    records = Records.load(path)
    assert records.of(KEY) == Record()
    records.put(KEY, Record(settings={"model.threads": 2}))
    assert Records.load(path).of(KEY).settings == {"model.threads": 2}


@pytest.mark.parametrize("content", [b"a = ", b"\x00", b"a = '\xff'", b"a = " + b"[" * 9000])
def test_a_damaged_file_is_set_aside(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    records = Records.load(path)
    (problem,) = records.problems
    assert problem.code == "records.damaged"
    aside = path.with_name(str(problem.values["name"]))
    records.put(KEY, Record("A"))
    assert Records.load(path).of(KEY) == Record("A")
    assert aside.read_bytes() == content


def test_an_unreadable_file_is_told(path: Path) -> None:
    path.mkdir()
    records = Records.load(path)
    assert [problem.code for problem in records.problems] == ["records.failed"]
    assert records.of(KEY) == Record()


def test_what_cannot_be_saved_counts_until_the_end(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = Records.load(path)
    records.put(KEY, Record("A"))
    before = path.read_bytes()
    told: list[str] = []
    records.changed.append(told.append)

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(whole_file.os, "fsync", full)
    with pytest.raises(ParleyError) as caught:
        records.put(KEY, Record("B"))
    assert caught.value.problem.code == "records.failed"
    assert records.of(KEY) == Record("B")
    assert told == [KEY]
    assert path.read_bytes() == before


def test_a_wrong_record_changes_nothing(path: Path) -> None:
    records = Records.load(path)
    for settings in ({"theme": "dark"}, {"sampling.top_p": 1.5}, {"no.such": 1}):
        with pytest.raises(ValueError, match=next(iter(settings))):
            records.put(KEY, Record("A", settings=settings))
    assert records.of(KEY) == Record()
    assert not path.exists()


def test_only_what_changed_is_told_and_saved(path: Path) -> None:
    records = Records.load(path)
    told: list[str] = []
    records.changed.append(told.append)
    records.put(KEY, Record("A", settings={"sampling.seed": None}))
    path.unlink()
    records.put(KEY, Record("A"))
    assert told == [KEY]
    assert not path.exists()


def test_a_key_is_that_of_the_model(tmp_path: Path) -> None:
    names = [f"big-{number:05d}-of-00003.gguf" for number in (1, 2, 3)]
    for size, name in enumerate(names, 1):
        (tmp_path / name).write_bytes(b"x" * size)
    whole = tmp_path / "whole.gguf"
    whole.write_bytes(b"1234")
    files = tuple(str(tmp_path / name) for name in names)
    model = LocalModel(files[0], Source.FOLDER, "Big", files, 6, 0.0)
    assert key_of(files[0]) == key_of(files[2]) == model.key == "big-00001-of-00003.gguf:6"
    assert key_of(str(whole)) == "whole.gguf:4"
    assert key_of(str(tmp_path / "gone.gguf")) == "gone.gguf:0"
    assert key_of("no\0where") == "no\0where:0"


def test_the_preset_that_conversations_begin_with_is_kept(tmp_path: Path) -> None:
    records = Records.load(tmp_path / "models.toml")
    records.put("a.gguf:1", Record("A", preset="tutor"))
    assert Records.load(records.path).of("a.gguf:1") == Record("A", preset="tutor")
    records.put("a.gguf:1", Record("A"))
    assert "preset" not in records.path.read_text("utf-8")


@pytest.mark.parametrize("written", ["3", '"' + "x" * 65 + '"', "[]"])
def test_a_preset_that_cannot_be_is_none(tmp_path: Path, written: str) -> None:
    path = tmp_path / "models.toml"
    path.write_text(f'["a.gguf:1"]\nname = "A"\npreset = {written}\n', "utf-8")
    records = Records.load(path)
    assert records.of("a.gguf:1") == Record("A")
    assert [problem.code for problem in records.problems] == ["settings.value"]
