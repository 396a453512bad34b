import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.cli import main, voice_choice
from desktop_app.cli import transcribe as module
from desktop_app.core.engine import EngineSpec
from desktop_app.core.paths import Places
from desktop_app.core.settings import Settings
from tests.scripted_voice import Script

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "tests" / "data" / "sound"
TALK = str(SAMPLES / "train.ogg")

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def model(tmp_path: Path) -> str:
    """A file that passes for a voice model, as long as nobody loads it."""
    path = tmp_path / "tiny ü.pt"
    path.write_bytes(b"a model")
    return str(path)


def play(monkeypatch: pytest.MonkeyPatch, script: Script) -> None:
    """Let this be heard in every file, without a look at it."""
    monkeypatch.setattr(module, "SOUND_FILE", EngineSpec("tests.scripted_voice:create_reader"))
    spec = EngineSpec("tests.scripted_voice:create", script)
    monkeypatch.setattr(module, "voice_engine", lambda places: spec)


def test_a_text_is_the_words_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture, model: str
) -> None:
    play(monkeypatch, Script((" Größer", "als 🦜?")))
    assert main(["transcribe", "--model", model, TALK]) == 0
    assert capsys.readouterr() == ("Größer\nals 🦜?\n", "")


@pytest.mark.parametrize(
    ("form", "document"),
    [
        ("srt", "1\n00:00:00,000 --> 00:00:01,000\none\n\n"),
        ("vtt", "WEBVTT\n\n00:00:00.000 --> 00:00:01.000\none\n\n"),
    ],
)
def test_subtitles_are_a_document_for_each_file(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture, model: str, form: str, document: str
) -> None:
    play(monkeypatch, Script(("one",)))
    assert main(["transcribe", "--model", model, "--format", form, TALK, TALK]) == 0
    assert capsys.readouterr() == (document * 2, "")


def test_json_has_all_of_it(monkeypatch: pytest.MonkeyPatch, capsys: Capture, model: str) -> None:
    play(monkeypatch, Script(("one", "two")))
    assert main(["transcribe", "--format", "json", "--model", model, TALK]) == 0
    value = json.loads(capsys.readouterr().out)
    assert value["file"] == "train.ogg"
    assert value["text"] == "one two"
    assert [s["start"] for s in value["segments"]] == [0, 1]
    assert value["duration"] == 3.5


def test_json_names_the_language_that_was_asked_for(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture, model: str
) -> None:
    play(monkeypatch, Script(("eins",)))
    words = ["--format", "json", "--language", "de", "--model", model]
    assert main(["transcribe", *words, TALK]) == 0
    assert json.loads(capsys.readouterr().out)["language"] == "de"


def test_options_reach_the_engine(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture, model: str, tmp_path: Path
) -> None:
    Settings.load(Places(tmp_path).settings).update({"voice.words": ["Parley"]})
    play(monkeypatch, Script(tell=True))
    words = ["--engine", "whisper.cpp", "--language", "pt-BR", "--translate", "--threads", "3"]
    assert main(["--home", str(tmp_path), "transcribe", *words, "--model", model, TALK]) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"engine=whisper.cpp threads=3 model={model}",
        "language=pt translate=True words=('Parley',)",
        "seconds=3.5",
    ]


def test_without_options_the_settings_count_and_the_model_finds_the_language(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture, model: str, tmp_path: Path
) -> None:
    values = {"voice.model": model, "voice.engine": "whisper.cpp"}
    Settings.load(Places(tmp_path).settings).update(values)
    play(monkeypatch, Script(tell=True))
    assert main(["--home", str(tmp_path), "transcribe", TALK]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"engine=whisper.cpp threads=0 model={model}"
    assert lines[1].startswith("language=any translate=False")


def test_a_model_is_known_by_its_name(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture, tmp_path: Path
) -> None:
    fetched = Places(tmp_path).voice_models / "large-v3-turbo.pt"
    fetched.parent.mkdir(parents=True)
    fetched.write_bytes(b"a model")
    play(monkeypatch, Script(tell=True))
    assert main(["--home", str(tmp_path), "transcribe", "--model", "turbo", TALK]) == 0
    assert str(fetched) in capsys.readouterr().out


class TestErrors:
    def test_the_other_files_are_still_done(
        self, monkeypatch: pytest.MonkeyPatch, capsys: Capture, model: str, tmp_path: Path
    ) -> None:
        wrong = tmp_path / "words.mp3"
        wrong.write_text("no sound")
        spec = EngineSpec("tests.scripted_voice:create", Script(("one",)))
        monkeypatch.setattr(module, "voice_engine", lambda places: spec)
        files = [str(tmp_path / "none.mp3"), TALK, str(wrong), TALK]
        assert main(["transcribe", "--model", model, *files]) == 1
        out, err = capsys.readouterr()
        assert out == (
            "==> none.mp3 <==\n\n==> train.ogg <==\none\n\n==> words.mp3 <==\n"
            "\n==> train.ogg <==\none\n"
        )
        told = err.splitlines()
        assert [line.split(".")[0] for line in told] == [
            "parley: The file none",
            "parley: No sound could be read from words",
        ]

    def test_no_model(self, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
        monkeypatch.setattr(voice_choice, "starter_voice_model", lambda: None)
        assert main(["transcribe", TALK]) == 1
        assert capsys.readouterr().err.startswith("parley: There is no voice model yet")

    @pytest.mark.parametrize("name", ["small", "nowhere/x.pt"])
    def test_a_model_that_is_not_there(self, capsys: Capture, name: str, tmp_path: Path) -> None:
        assert main(["--home", str(tmp_path), "transcribe", "--model", name, TALK]) == 1
        assert "is not there any more" in capsys.readouterr().err

    def test_a_fault_keeps_what_was_heard_before_it(
        self, monkeypatch: pytest.MonkeyPatch, capsys: Capture, model: str
    ) -> None:
        play(monkeypatch, Script(("one",), problem="voice.failed"))
        assert main(["transcribe", "--format", "srt", "--model", model, TALK]) == 1
        out, err = capsys.readouterr()
        assert out == "1\n00:00:00,000 --> 00:00:01,000\none\n\n"
        assert err.count("\n") == 1

    def test_no_speech(self, monkeypatch: pytest.MonkeyPatch, capsys: Capture, model: str) -> None:
        play(monkeypatch, Script(()))
        assert main(["transcribe", "--model", model, TALK]) == 0
        assert capsys.readouterr() == ("", "parley: No speech was heard in train.ogg.\n")

    @pytest.mark.parametrize(
        "words",
        [[], ["--format", "doc", TALK], ["--language", "klingon", TALK], ["--engine", "x", TALK]],
    )
    def test_wrong_use(self, words: list[str]) -> None:
        with pytest.raises(SystemExit) as ending:
            main(["transcribe", *words])
        assert ending.value.code == 2


@pytest.mark.skipif(sys.platform == "win32", reason="a Ctrl-C reaches the whole console there")
def test_ctrl_c_ends_it(model: str) -> None:
    code = (
        "import sys\n"
        "from desktop_app.cli import main, transcribe\n"
        "from desktop_app.core.engine import EngineSpec\n"
        "from tests.scripted_voice import Script\n"
        "script = Script(('one', 'two'), waits=True)\n"
        "spec = EngineSpec('tests.scripted_voice:create', script)\n"
        "transcribe.voice_engine = lambda places: spec\n"
        "sys.exit(main(sys.argv[1:]))\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, "transcribe", "--model", model, TALK, TALK],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    heard = [process.stdout.readline() for _ in range(3)]
    os.kill(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=200)
    assert process.returncode == 130
    assert ["".join(heard), out, err] == ["==> train.ogg <==\none\ntwo\n", "", ""]


@pytest.mark.model
def test_a_real_model_understands_every_format(capsys: Capture) -> None:
    files = [str(SAMPLES / name) for name in ("train.wav", "train.ogg", "train.webm")]
    assert main(["transcribe", "--threads", "1", "--language", "en", *files]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    heard = [line for line in out.splitlines() if line and not line.startswith("==>")]
    assert len(heard) == 3
    assert all("train to London" in line for line in heard)
