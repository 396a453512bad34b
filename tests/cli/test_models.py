"""`parley models` with what is on this computer, by the real library in its own process."""

import hashlib
import io
import json
from pathlib import Path
from typing import Any

import pytest

from desktop_app.cli import library_process, main, models_here
from desktop_app.core.memory_plan import Plan, Share
from desktop_app.core.model_record import Record, Records, key_of
from desktop_app.core.paths import Places
from desktop_app.engines.library import create as create_library
from desktop_app.engines.scripted import ScriptedOptions, create
from tests.fake_homes import in_hub_cache, in_lm_studio, model_bytes, put

Capture = pytest.CaptureFixture[str]
PLAN = Plan(2048, 2048, 0, 2, "f16", (Share("CPU", 6 * 10**9, 16 * 10**9, weights=10**6),))


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The folder of a Parley with a home of its own."""
    return tmp_path / "own"


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Most need no second process; the first test shows that it is the one that is used."""
    monkeypatch.setattr(library_process, "library_process", lambda places: create_library(None))
    monkeypatch.setattr(library_process, "starter_model", lambda: None)


def models(own: Path, *words: str) -> int:
    return main(["--home", str(own), "models", *words])


def shown(own: Path, capsys: Capture, *words: str) -> Any:
    assert models(own, *words, "--json") == 0
    return json.loads(capsys.readouterr().out)


def fetched(own: Path, name: str = "Tiny.gguf", title: str = "Tiny") -> Path:
    return in_hub_cache(own / "models", "maker/repo", name, model_bytes(title), ours=True)


class TestList:
    def test_by_a_process_of_its_own(
        self, monkeypatch: pytest.MonkeyPatch, own: Path, capsys: Capture
    ) -> None:
        monkeypatch.undo()
        fetched(own)
        assert models(own, "list") == 0
        out, err = capsys.readouterr()
        assert "Tiny" in out
        assert err == ""

    def test_a_table(self, own: Path, capsys: Capture) -> None:
        path = fetched(own)
        other = in_lm_studio(
            own,
            "a/b",
            "A thinker.gguf",
            model_bytes("Training 17", tokenizer__chat_template="<think>"),
        )
        broken = put(own / ".lmstudio/models/a/b/Broken.gguf", b"GGUF")
        assert models(own, "list") == 0
        out, err = capsys.readouterr()
        assert err == ""
        rows = [[cell.strip() for cell in line.split("  ") if cell] for line in out.splitlines()]
        assert rows[0] == ["model", "size", "type", "context", "can", "of", "file"]
        assert rows[1:] == [
            ["A thinker", "9 kB", "Q4_K_M", "2,048", "think", "LM Studio", str(other)],
            ["Broken", "0 kB", "cannot be used", "LM Studio", str(broken)],
            ["Tiny", "9 kB", "Q4_K_M", "2,048", "Parley", str(path)],
        ]

    def test_for_programs(self, own: Path, capsys: Capture) -> None:
        path = fetched(own)
        put(own / ".lmstudio/models/a/b/Broken.gguf", b"GGUF")
        Records.load(Places(own).records).put(key_of(str(path)), Record("Mine", "good", speed=5.5))
        broken, tiny = shown(own, capsys, "list")
        assert (tiny["path"], tiny["source"], tiny["own"]) == (str(path), "parley", True)
        assert (tiny["name"], tiny["notes"], tiny["speed"]) == ("Mine", "good", 5.5)
        assert (tiny["repo"], tiny["sees"], tiny["problem"]) == ("maker/repo", False, None)
        assert broken["problem"]["code"] == "model.truncated"

    def test_none_at_all(self, own: Path, capsys: Capture) -> None:
        assert models(own, "list") == 0
        out, err = capsys.readouterr()
        assert out == ""
        assert err.startswith("parley: There is no model")

    def test_a_missing_folder_is_told(self, own: Path, capsys: Capture) -> None:
        gone = own / "drive"
        put(own / "settings.toml", f'[models]\nfolders = ["{gone}"]\n'.encode())
        fetched(own)
        assert models(own, "list") == 0
        out, err = capsys.readouterr()
        assert "Tiny" in out
        assert err.startswith(f"parley: The folder {gone} is not there")

    def test_a_terminal_obeys_no_model(self, own: Path, capsys: Capture) -> None:
        fetched(own, "a\x1b[31m.gguf", "Red \x1b[31m\x07")
        assert models(own, "list") == 0
        assert "\x1b" not in capsys.readouterr().out


class TestInfo:
    @pytest.fixture(autouse=True)
    def _planned(self, monkeypatch: pytest.MonkeyPatch) -> None:
        script = ScriptedOptions(plan=PLAN)
        monkeypatch.setattr(models_here, "model_process", lambda *_: create(script))

    def test_all_of_it(self, own: Path, capsys: Capture) -> None:
        path = fetched(own)
        record = Record("Mine", "good\nat sums", {"sampling.temperature": 0.5}, 5.25)
        Records.load(Places(own).records).put(key_of(str(path)), record)
        assert models(own, "info", "tiny") == 0
        out, err = capsys.readouterr()
        assert err == ""
        for words in (
            "Mine\n",
            "called",
            str(path),
            "maker/repo",
            "llama",
            "135M",
            "2,048 tokens",
            "5.2 tokens a second",
            "good at sums",
            "sampling.temperature  0.5",
            "\nMemory\n",
        ):
            assert words in out
        assert out.endswith("It fits.\n")

    def test_for_programs(self, own: Path, capsys: Capture) -> None:
        path = fetched(own)
        values = shown(own, capsys, "info", str(path))
        assert (values["path"], values["plan"]["context_size"]) == (str(path), 2048)

    def test_a_broken_one_says_why_and_has_no_plan(self, own: Path, capsys: Capture) -> None:
        put(own / ".lmstudio/models/a/b/broken.gguf", b"GGUF")
        assert models(own, "info", "broken") == 0
        out = capsys.readouterr().out
        assert "\nThe model file broken.gguf is incomplete: a part of it is missing. " in out
        assert "Memory" not in out

    def test_what_nobody_has(self, own: Path, capsys: Capture) -> None:
        assert models(own, "info", "nothing") == 1
        assert capsys.readouterr().err.startswith("parley: There is no model nothing on this")

    def test_several(self, own: Path, capsys: Capture) -> None:
        fetched(own, "tiny-a.gguf", "A")
        fetched(own, "tiny-b.gguf", "BB")
        assert models(own, "info", "tiny") == 1
        assert capsys.readouterr().err.startswith("parley: Several models are called tiny.")


class TestRemove:
    def test_what_is_meant_is_freed(self, own: Path, capsys: Capture) -> None:
        path = fetched(own)
        assert models(own, "remove", "tiny", "--yes") == 0
        assert capsys.readouterr().out == "Tiny is deleted: 9 kB are free again.\n"
        assert not path.exists()

    def test_for_programs(self, own: Path, capsys: Capture) -> None:
        path = fetched(own)
        size = path.stat().st_size
        assert shown(own, capsys, "remove", "tiny", "--yes") == {"path": str(path), "freed": size}

    def test_a_script_has_to_say_yes(self, own: Path, capsys: Capture) -> None:
        path = fetched(own)
        assert models(own, "remove", "tiny") == 1
        out, err = capsys.readouterr()
        assert out == ""
        assert err.startswith("parley: To delete Tiny (9 kB), ")
        assert path.exists()

    @pytest.mark.parametrize(("answer", "gone"), [("y\n", True), ("\n", False), ("", False)])
    def test_a_person_is_asked(
        self, answer: str, gone: bool, own: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
    ) -> None:
        class Terminal(io.StringIO):
            def isatty(self) -> bool:
                return True

        path = fetched(own)
        monkeypatch.setattr("sys.stdin", Terminal(answer))
        assert models(own, "remove", "tiny") == (0 if gone else 1)
        assert path.exists() is not gone
        assert "Delete Tiny (9 kB)" in capsys.readouterr().err

    def test_files_of_others_stay(self, own: Path, capsys: Capture) -> None:
        path = in_lm_studio(own, "a/b", "Theirs.gguf", model_bytes("Theirs"))
        assert models(own, "remove", "theirs", "--yes") == 1
        assert capsys.readouterr().err.startswith("parley: Theirs belongs to another program")
        assert path.exists()


class TestVerify:
    def test_right_and_wrong(self, own: Path, capsys: Capture) -> None:
        path = fetched(own)
        data = path.read_bytes()
        assert models(own, "verify", "tiny") == 0
        assert capsys.readouterr().out == (
            "Tiny is whole: its checksum is the right one.\n"
            f"SHA-256 {hashlib.sha256(data).hexdigest()}\n"
        )
        path.resolve().write_bytes(data[:-1] + b"\1")
        assert models(own, "verify", "tiny", "--json") == 1
        assert json.loads(capsys.readouterr().out)["proof"] == "wrong"

    def test_what_nobody_knows(self, own: Path, capsys: Capture) -> None:
        in_lm_studio(own, "a/b", "Theirs.gguf", model_bytes("Theirs"))
        assert shown(own, capsys, "verify", "theirs")["proof"] == "unknown"


class TestImport:
    @pytest.mark.parametrize("how", ["copy", "move", "link"])
    def test_it_is_listed_then(self, how: str, own: Path, tmp_path: Path, capsys: Capture) -> None:
        file = put(tmp_path / "Downloads/new.gguf", model_bytes("New"))
        assert models(own, "import", str(file), "--how", how) == 0
        path = capsys.readouterr().out.strip()
        assert Path(path).is_file()
        assert file.exists() is (how != "move")
        (listed,) = shown(own, capsys, "list")
        assert (listed["path"], listed["own"]) == (path, True)

    def test_what_is_no_model(self, own: Path, tmp_path: Path, capsys: Capture) -> None:
        file = put(tmp_path / "page.gguf", b"<html>")
        assert models(own, "import", str(file)) == 1
        assert "page.gguf" in capsys.readouterr().err
