"""The text for a bug report in the window: complete, private, and there at once."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.core.about import about as facts_of
from desktop_app.core.device import Device, DeviceKind
from desktop_app.core.engine import LoadJob, ModelOptions, UnloadJob
from desktop_app.core.errors import Problem
from desktop_app.core.paths import Places
from desktop_app.core.settings import Settings
from desktop_app.engines.scripted import ScriptedOptions, create
from desktop_app.ui.about_dialog import AboutDialog
from desktop_app.ui.diagnostics import Diagnostics
from desktop_app.ui.diagnostics_dialog import DiagnosticsDialog
from desktop_app.ui.engine_thread import EngineThread
from desktop_app.ui.theme import Theme
from tests.engines.faulty import FaultyEngine, FaultyOptions

CARD = Device("CUDA0", "NVIDIA RTX 4070", "CUDA", DeviceKind.GPU, 10**10, 12 * 10**9)
MODEL = ModelOptions("/home/zoe/secret/tiny.gguf")


class Bench:
    """A window with diagnostics, over an engine that plays a script."""

    def __init__(self, qtbot: QtBot, home: Path, engine: EngineThread) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.places = Places(home)
        self.places.create()
        self.settings = Settings.load(self.places.settings)
        self.engine = engine
        self.model: ModelOptions | None = MODEL
        self.diagnostics = Diagnostics(
            engine, self.settings, self.places, lambda: self.model, self.window, Theme("light")
        )
        self.window.show()

    def open(self) -> DiagnosticsDialog:
        self.diagnostics.open()
        dialog = self.diagnostics.dialog()
        assert dialog is not None
        return dialog

    def text(self) -> str:
        dialog = self.diagnostics.dialog()
        return dialog.text.toPlainText() if dialog else ""


@pytest.fixture
def engine(qtbot: QtBot) -> Iterator[EngineThread]:
    thread = EngineThread(lambda: create(ScriptedOptions(devices=(CARD,), load_steps=1)))
    yield thread
    assert thread.shut_down(5000)


@pytest.fixture
def bench(qtbot: QtBot, tmp_path: Path, engine: EngineThread) -> Bench:
    return Bench(qtbot, tmp_path, engine)


def test_what_is_known_is_there_at_once_and_the_engines_answer_after_it(
    qtbot: QtBot, bench: Bench
) -> None:
    bench.settings.set("chat.system_prompt", "my secret prompt")
    dialog = bench.open()
    assert "# Parley diagnostics" in bench.text()
    assert "- engine: no answer" in bench.text()
    assert dialog.state.text().endswith("is being asked…")
    qtbot.waitUntil(lambda: "NVIDIA RTX 4070" in bench.text())
    assert dialog.state.text() == ""
    assert "- chat.system_prompt: set" in bench.text()
    assert "- tiny: " in bench.text()
    for private in ("secret", "zoe", str(bench.places.data)):
        assert private not in bench.text()


def test_how_the_model_runs_is_told_while_it_is_loaded(qtbot: QtBot, bench: Bench) -> None:
    bench.engine.submit(LoadJob("load", MODEL))
    bench.open()
    qtbot.waitUntil(lambda: "- loaded: " in bench.text() and "NVIDIA" in bench.text())
    bench.engine.submit(UnloadJob("unload"))
    bench.open()
    qtbot.waitUntil(lambda: "- loaded: " not in bench.text())


def test_opened_twice_it_is_one(qtbot: QtBot, bench: Bench) -> None:
    dialog = bench.open()
    assert bench.open() is dialog
    qtbot.waitUntil(lambda: "NVIDIA" in bench.text())
    dialog.reject()
    assert bench.diagnostics.dialog() is None
    assert bench.open() is not dialog


def test_closed_before_the_answer(qtbot: QtBot, bench: Bench) -> None:
    bench.open().reject()
    bench.engine.submit(LoadJob("load", MODEL))
    bench.open()
    qtbot.waitUntil(lambda: "NVIDIA" in bench.text())


def test_it_opens_over_the_dialog_that_asked_for_it(qtbot: QtBot, bench: Bench) -> None:
    about = AboutDialog(Theme("light"), facts_of(bench.places), parent=bench.window)
    about.diagnostics_requested.connect(bench.diagnostics.open)
    about.open()
    about.diagnostics_button.click()
    dialog = bench.diagnostics.dialog()
    assert dialog is not None
    assert dialog.parent() is about
    qtbot.waitUntil(lambda: "NVIDIA" in bench.text())
    about.close()


class TestSilence:
    @pytest.fixture
    def engine(self, qtbot: QtBot) -> Iterator[EngineThread]:
        thread = EngineThread(lambda: FaultyEngine(FaultyOptions("problem")))
        yield thread
        assert thread.shut_down(5000)

    def test_why_the_engine_says_nothing(self, qtbot: QtBot, bench: Bench) -> None:
        dialog = bench.open()
        qtbot.waitUntil(lambda: dialog.state.text() == "")
        assert "- engine: no answer (internal)" in bench.text()
        assert "- tiny: " in bench.text()

    def test_without_a_model_too(self, qtbot: QtBot, bench: Bench) -> None:
        bench.model = None
        dialog = bench.open()
        qtbot.waitUntil(lambda: dialog.state.text() == "")
        assert "## Model\n\nnone" in bench.text()

    def test_a_failure_is_logged_by_its_code_once(
        self, qtbot: QtBot, bench: Bench, caplog: pytest.LogCaptureFixture
    ) -> None:
        told: list[object] = []
        bench.engine.happened.connect(lambda _, event: told.append(event))
        with caplog.at_level(logging.WARNING, "desktop_app.ui.diagnostics"):
            bench.engine.submit(LoadJob("load", MODEL))
            qtbot.waitUntil(lambda: bool(caplog.messages))
            problem = told[-1].problem  # type: ignore[attr-defined]
            bench.diagnostics.note(problem)
        assert caplog.messages == [f"problem {problem.code}"]


def test_values_of_problems_are_not_logged(bench: Bench, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "desktop_app.ui.diagnostics"):
        bench.diagnostics.note(Problem("model.missing", {"name": "diary.gguf"}, "/home/zoe"))
        bench.diagnostics.note(Problem("model.missing", {"name": "diary.gguf"}, "/home/zoe"))
    assert caplog.messages == ["problem model.missing"] * 2


class TestDialog:
    @pytest.fixture
    def dialog(self, qtbot: QtBot) -> DiagnosticsDialog:
        dialog = DiagnosticsDialog(Theme("light"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(dialog)
        dialog.show_text("# the text ✓\n", complete=True)
        dialog.show()
        return dialog

    def test_copy(self, dialog: DiagnosticsDialog) -> None:
        dialog.copy_button.click()
        assert QGuiApplication.clipboard().text() == "# the text ✓\n"
        assert dialog.state.text() == "Copied"

    def test_save(
        self, dialog: DiagnosticsDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = tmp_path / "report.md"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
        dialog.save_button.click()
        assert path.read_text(encoding="utf-8") == "# the text ✓\n"
        assert dialog.state.text() == "Saved as report.md."

    def test_not_saved_after_all(
        self, dialog: DiagnosticsDialog, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
        dialog.save_button.click()
        assert dialog.state.text() == ""

    def test_saved_where_it_cannot_be(self, dialog: DiagnosticsDialog, tmp_path: Path) -> None:
        dialog.save(tmp_path / "none" / "report.md")
        assert dialog.state.text().startswith("It could not be saved as report.md: No such file")
        assert dialog.state.property("tone") == "error"

    def test_the_keyboard_and_the_screen_reader_reach_everything(
        self, dialog: DiagnosticsDialog
    ) -> None:
        for control in (dialog.text, dialog.copy_button, dialog.save_button):
            assert control.accessibleName()
            assert control.focusPolicy() & Qt.FocusPolicy.TabFocus
        assert dialog.accessibleName() == "Diagnostics"
