"""Talking with a model in the real window: microphone, both Whispers, the answer, the voice."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop_app.core.audio import Audio
from desktop_app.core.engine import CancelToken
from desktop_app.core.engine_names import LLAMA, voice_engine
from desktop_app.core.events import Finished, Segment
from desktop_app.core.heard_text import pieces_of
from desktop_app.core.paths import starter_voice_model
from desktop_app.core.voice import TranscribeJob, VoiceOptions
from desktop_app.engines.isolated import IsolatedEngine
from tests import sound
from tests.end_to_end.test_chat import idle, part, texts
from tests.end_to_end.test_real_model import outside_connections
from tests.sound_server import SoundServer


@pytest.fixture(scope="module")
def server() -> Iterator[SoundServer]:
    with SoundServer() as server:
        yield server


@pytest.fixture
def talking(server, start, starter_model, tmp_path, monkeypatch):
    """The whole program with its own engines, in a room with a microphone and a loudspeaker."""
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)
    # The system's own speech service would speak through another sound server than the test's.
    monkeypatch.setenv("SPEECHD_ADDRESS", f"unix_socket:{tmp_path / 'nobody'}")
    parley = start(lambda: IsolatedEngine(LLAMA, tmp_path), model=str(starter_model))
    parley.settings.update(
        {"model.threads": 1, "model.context_size": 1024, "sampling.temperature": 0.0,
         "sampling.max_tokens": 24, "voice.language": "en"}
    )  # fmt: skip
    return parley


def words(text: str) -> list[str]:
    return ["".join(c for c in piece.lower() if c.isalnum()) for piece in pieces_of(text)]


def likeness(one: str, other: str) -> float:
    """How many of the words of two texts are the same and in the same order, 0 to 1."""
    return SequenceMatcher(None, words(one), words(other), autojunk=False).ratio()


def understood(audio: Audio, folder: Path) -> str:
    """What Whisper hears in a sound."""
    engine = IsolatedEngine(voice_engine(folder))
    try:
        job = TranscribeJob("heard", VoiceOptions(str(starter_voice_model())), audio, "en")
        events = list(engine.run(job, CancelToken()))
    finally:
        engine.close()
    assert isinstance(events[-1], Finished)
    return " ".join(event.text.strip() for event in events if isinstance(event, Segment))


@pytest.mark.parametrize("engine", ["openai-whisper", "whisper.cpp"])
def test_a_question_is_spoken_mended_sent_answered_and_read_aloud(
    qtbot, server, talking, engine, tmp_path
):
    parley = talking
    parley.settings.set("voice.engine", engine)
    edit = parley.window.composer.edit
    microphone = part(parley, "microphone")
    state = part(parley, "dictationBar")

    def recording() -> bool:
        return state.isVisible() and state.accessibleName().startswith("Recording")

    qtbot.mouseClick(microphone, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(recording)
    # The model is warm before one speaks, as it is for whoever has dictated before.
    qtbot.waitUntil(lambda: parley.transcriber.free)
    with server.spoken(sound.SPEECH) as player:
        qtbot.waitUntil(lambda: edit.toPlainText() != "")
        assert recording(), "words come while one speaks"
        qtbot.waitUntil(lambda: player.poll() is not None)
    qtbot.mouseClick(microphone, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(state.isHidden)
    assert likeness(edit.toPlainText(), sound.SPEECH_TEXT) > 0.8
    assert texts(parley) == [], "what was said is read by the person first"

    qtbot.keyClick(edit, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(
        edit,
        Qt.Key.Key_Right,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    qtbot.keyClicks(edit, "Kindly ")
    question = edit.toPlainText()
    assert question.startswith("Kindly ")
    assert "lease" not in question.split()[0]

    qtbot.keyClick(edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(texts(parley)) == 2 and idle(parley))
    asked, answer = texts(parley)
    assert asked == question
    assert len(words(answer)) > 5

    bar = parley.window.findChild(QWidget, "speechBar")
    with server.recorded() as record:
        qtbot.keyClick(parley.window, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(bar.isVisible)
        qtbot.waitUntil(bar.isHidden)
    heard = understood(Audio(record.samples.astype("<f4").tobytes()), tmp_path)
    assert likeness(heard, answer) > 0.4, f"{heard!r} was heard of {answer!r}"
    assert outside_connections() == []
