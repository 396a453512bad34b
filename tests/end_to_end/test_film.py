"""Showing the real window a film: dropped, a part of it chosen, seen, heard, and asked about."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from desktop_app.core.attachment import Film
from desktop_app.core.engine import CancelToken, ChatJob, Job
from desktop_app.core.events import Event
from desktop_app.core.picture import Image
from desktop_app.core.projector import Sight
from desktop_app.engines.scripted import ScriptedEngine
from tests import sound
from tests.end_to_end.conftest import SHORT, close
from tests.end_to_end.test_chat import idle, say, texts
from tests.end_to_end.test_pictures import drop
from tests.film import Shot, colour_of, write_mov

QUIET = 4.0
"""Seconds at the beginning, in red; then somebody speaks, in blue."""


class Asked(ScriptedEngine):
    """Keeps what the model is asked."""

    def __init__(self) -> None:
        super().__init__(SHORT)
        self.jobs: list[ChatJob] = []

    def run(self, job: Job, cancel: CancelToken) -> Iterator[Event]:
        if isinstance(job, ChatJob):
            self.jobs.append(job)
        return super().run(job, cancel)


@pytest.fixture
def film(tmp_path: Path) -> Path:
    speech = sound.speech()
    track = np.concatenate((np.zeros(round(QUIET * sound.RATE), np.float32), speech))
    shots = (Shot("red", QUIET), Shot("blue", len(speech) / sound.RATE))
    return write_mov(tmp_path / "garden party.mov", shots, size=(320, 180), sound=track)


@pytest.fixture
def engine() -> Asked:
    return Asked()


@pytest.fixture
def parley(start, engine):
    parley = start(lambda: engine)
    parley.settings.set("voice.language", "en")
    return parley


def brought(qtbot, parley, film: Path):
    """The dialog of the dropped film, when something can be chosen."""
    drop(parley, film)
    qtbot.waitUntil(
        lambda: parley.films.dialog is not None and parley.films.dialog.add_button.isVisible(),
    )
    return parley.films.dialog


def test_a_part_of_a_film_is_seen_and_heard(qtbot, parley, engine, film, monkeypatch) -> None:
    monkeypatch.setattr(parley.model, "sight", lambda: Sight.SEES)
    dialog = brought(qtbot, parley, film)
    dialog.range.start.setText("0:02")
    dialog.range.start.editingFinished.emit()
    dialog.frames.setValue(2)
    qtbot.mouseClick(dialog.add_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(parley.window.composer.attachments()))
    say(qtbot, parley, "What happens?")
    qtbot.waitUntil(lambda: len(texts(parley)) == 2 and idle(parley))

    before, first, between, last, after = engine.jobs[0].turns[-1].shown
    assert before.startswith('Film "garden party.mov", 0:02 to 0:0')
    assert isinstance(first, Image)
    assert isinstance(last, Image)
    assert [colour_of(QImage(image.path)) for image in (first, last)] == ["red", "blue"]
    assert between == "Frame at 0:05:\n"
    assert after.startswith("What is said: [0:04] Please write down what I say")

    close(parley)
    (kept,) = parley.session.conversation.path()[0].attachments
    assert isinstance(kept, Film)
    assert (kept.start, len(kept.frames), len(kept.said)) == (2.0, 2, 1)


def test_without_eyes_the_words_are_given(qtbot, parley, engine, film, monkeypatch) -> None:
    monkeypatch.setattr(parley.model, "sight", lambda: Sight.CANNOT)
    dialog = brought(qtbot, parley, film)
    assert dialog.frames.value() == 0
    qtbot.mouseClick(dialog.add_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(parley.window.composer.attachments()))
    say(qtbot, parley, "What is said?")
    qtbot.waitUntil(lambda: len(texts(parley)) == 2 and idle(parley))
    (words,) = engine.jobs[0].turns[-1].shown
    assert "[0:04] Please write down what I say" in words


def test_only_the_words_are_wanted(qtbot, parley, film) -> None:
    dialog = brought(qtbot, parley, film)
    qtbot.mouseClick(dialog.transcribe_button, Qt.MouseButton.LeftButton)
    (transcript,) = parley.recordings.dialogs()
    assert transcript.windowTitle() == "Transcript of garden party.mov"
    assert parley.films.dialog is None
    transcript.close()
