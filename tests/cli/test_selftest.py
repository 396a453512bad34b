import io
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.cli import library, main, selftest, voice_steps
from desktop_app.cli.selftest import ModelSteps, run_steps
from desktop_app.cli.step import SkippedError, StepError
from desktop_app.core.device import Device, DeviceKind
from desktop_app.core.engine import EngineSpec, ModelOptions
from desktop_app.core.errors import Problem
from desktop_app.engines.isolated import IsolatedEngine
from desktop_app.engines.scripted import Reply, ScriptedOptions


def fails() -> str:
    raise StepError("too bad")


def test_every_step_is_one_line_in_every_output_whatever_went_before() -> None:
    outputs = [io.StringIO(), io.StringIO()]
    steps = [("one", lambda: "fine"), ("two", fails), ("three", lambda: "fine too")]
    assert not run_steps(steps, outputs)
    for output in outputs:
        assert (
            output.getvalue()
            == "ok      one: fine\nfailed  two: too bad\nok      three: fine too\n"
        )
    assert run_steps(steps[:1], outputs)


def test_a_step_that_cannot_be_tried_here_is_no_failure() -> None:
    def cannot() -> str:
        raise SkippedError("not on this processor")

    output = io.StringIO()
    assert run_steps([("one", cannot)], [output])
    assert output.getvalue() == "skipped one: not on this processor\n"


class TestModelSteps:
    @pytest.fixture
    def engine(self, tmp_path: Path) -> Iterator[IsolatedEngine]:
        options = ScriptedOptions(
            (Reply("word " * 500),),
            tokens_per_second=100,
            devices=(Device("CPU", "AMD Ryzen 7", "CPU", DeviceKind.PROCESSOR),),
            unused=Problem("device.no_driver", {"card": "Radeon"}),
        )
        spec = EngineSpec("desktop_app.engines.scripted:create", options)
        engine = IsolatedEngine(spec, tmp_path)
        yield engine
        engine.close()

    def test_all_are_well(self, engine: IsolatedEngine, tmp_path: Path) -> None:
        model = tmp_path / "model.gguf"
        model.write_bytes(b"x" * 2_000_000)
        output = io.StringIO()
        assert run_steps(ModelSteps(engine, ModelOptions(str(model))), [output])
        lines = output.getvalue().splitlines()
        names = [line.split(":")[0].removeprefix("ok").strip() for line in lines]
        assert names == ["devices", "model file", "load", "write", "crash", "write again"]
        assert (
            lines[0]
            == "ok      devices: CPU (AMD Ryzen 7); Radeon is not used: its driver does not answer."
        )
        assert lines[1].endswith("model.gguf, 2 MB")
        assert "16 tokens" in lines[3]
        assert "killed on purpose" in lines[4]

    def test_without_a_model_each_says_so(self, engine: IsolatedEngine) -> None:
        output = io.StringIO()
        assert not run_steps(ModelSteps(engine, ModelOptions("")), [output])
        lines = output.getvalue().splitlines()
        assert lines[0].startswith("ok      devices: ")
        assert [line.split()[0] for line in lines[1:]] == ["failed"] * 5

    def test_an_engine_that_cannot_start_is_told_with_its_reason(self) -> None:
        engine = IsolatedEngine(EngineSpec("tests.engines.no_such:create"))
        with pytest.raises(StepError, match=r"could not be started\..*no_such"):
            ModelSteps(engine, ModelOptions("a.gguf")).write()


class TestLibrary:
    def test_what_is_there_tells_its_version(self) -> None:
        well, words = library.found("psutil")
        assert well
        assert words[0].isdigit()

    def test_what_is_not_there(self) -> None:
        assert library.found("no_such_library") == (
            False,
            "ModuleNotFoundError: No module named 'no_such_library'",
        )

    def test_what_takes_its_process_with_it(self, tmp_path: Path) -> None:
        well, words = library.found("tests.cli.deadly_import")
        assert (well, words) == (False, "the import ends its process (exit code 5)")

    def test_what_hangs(self) -> None:
        assert library.found("tests.cli.endless_import", timeout=1.0) == (False, "it hangs")


@pytest.mark.model
class TestCommand:
    def test_real_model_and_report(
        self,
        starter_model: Path,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        monkeypatch.setattr(selftest, "LIBRARIES", ("llama_cpp",))
        # torch takes many seconds to load, and the tests of the engines try it well enough.
        monkeypatch.setattr(voice_steps, "engines_here", lambda: ("whisper.cpp",))
        report = tmp_path / "report.txt"
        assert main(["selftest", "--threads", "1", "--report", str(report)]) == 0
        out, err = capsys.readouterr()
        assert err == ""
        assert report.read_text(encoding="utf-8") == out
        assert len(out.splitlines()) == 16
        assert all(line.startswith("ok ") for line in out.splitlines()), out

    def test_a_windowed_program_only_writes_the_report(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(selftest, "LIBRARIES", ())
        monkeypatch.setattr(selftest, "starter_model", lambda: None)
        monkeypatch.setattr(selftest, "VoiceSteps", lambda *_: ())
        monkeypatch.setattr(selftest, "PictureStep", lambda *_: ())
        monkeypatch.setattr(selftest, "DocumentStep", lambda *_: ())
        monkeypatch.setattr(sys, "stdout", None)
        monkeypatch.setattr(sys, "stderr", None)
        report = tmp_path / "report.txt"
        assert main(["selftest", "--report", str(report)]) == 1
        assert report.read_text(encoding="utf-8").count("failed") == 5

    def test_a_report_that_cannot_be_written(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["selftest", "--report", str(tmp_path / "no" / "r.txt")]) == 1
        assert capsys.readouterr().err.startswith("parley: The report cannot be written")
