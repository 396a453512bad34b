"""A hand that dictates in the window, and watches how late a timer is meanwhile."""

import sys
import time

from PySide6.QtCore import QObject, QSocketNotifier, Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QWidget

from desktop_app.app import Parley
from desktop_app.core.events import Captured, Event
from tests.bench.answers import Answers
from tests.bench.hand import INTERVAL, Hand

LOUD = -45.0
"""dBFS: louder than the room, so somebody speaks."""

_LOOK = 20
"""Milliseconds between two looks at how far it is: no signal tells all of it."""


class Lateness(QObject):
    """How late a timer of the UI thread is. Milliseconds.

    Besides the clock's time, the CPU time of the thread between two ticks: what others on the
    machine do, and what it waits for, is not in it.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._late = self._busy = 0.0
        self._ticked = self._spent = 0.0
        self._timer = QTimer(self, interval=INTERVAL)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    def begin(self) -> None:
        """Look from now on."""
        self._late = self._busy = 0.0
        self._ticked, self._spent = time.monotonic(), time.thread_time()
        self._timer.start()

    def end(self) -> tuple[float, float]:
        """The longest lateness, and the most CPU time between two ticks."""
        self._timer.stop()
        return self._late, self._busy

    def _tick(self) -> None:
        now, spent = time.monotonic(), time.thread_time()
        self._late = max(self._late, 1000 * (now - self._ticked) - INTERVAL)
        self._busy = max(self._busy, 1000 * (spent - self._spent))
        self._ticked, self._spent = now, spent


class Dictating(Hand):
    """Told "press", it presses the button and says when it may be spoken; told "release", it
    presses again and says what became of it. Moments are of the system's monotonic clock.
    """

    def __init__(self, parley: Parley, answers: Answers, settings: dict[str, object]) -> None:
        super().__init__(parley, answers)
        parley.settings.update(settings)  # type: ignore[arg-type]
        button = self._window.findChild(QAbstractButton, "microphone")
        bar = self._window.findChild(QWidget, "dictationBar")
        assert isinstance(button, QAbstractButton)
        assert isinstance(bar, QWidget)
        self._button, self._bar = button, bar
        self._late = Lateness(self)
        self._first_sound = self._first_words = self._released = 0.0
        self._listening = False
        self._look = QTimer(self, interval=_LOOK)
        self._look.timeout.connect(self._on_look)
        self._composer.textChanged.connect(self._on_text)
        parley.microphone.happened.connect(self._on_sound)

    def act(self) -> None:
        """Wait for what is told."""
        self._notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
        self._notifier.activated.connect(self._on_line)
        self._answers.say("ready")

    def _on_line(self) -> None:
        try:
            told = self._answers.hear()["do"]
        except ValueError:
            told = "close"  # Whoever told is gone.
        if told == "press":
            self._press()
        elif told == "release":
            self._released = time.monotonic()
            self._button.click()
        else:
            self._notifier.setEnabled(False)
            self._answers.say("closing")
            self._close()

    def _press(self) -> None:
        self._composer.clear()
        self._first_sound = self._first_words = self._released = 0.0
        self._listening = False
        self._late.begin()
        self._look.start()
        self._button.click()

    def _on_sound(self, ticket: int, event: Event) -> None:
        if isinstance(event, Captured) and event.level > LOUD and not self._first_sound:
            self._first_sound = time.monotonic()

    def _on_text(self) -> None:
        if not self._first_words and self._composer.toPlainText():
            self._first_words = time.monotonic()

    def _on_look(self) -> None:
        recording = self._bar.isVisible() and self._bar.accessibleName().startswith("Recording")
        if recording and not self._listening and self._parley.transcriber.free:
            self._listening = True
            self._answers.say("listening")
        elif self._released and self._bar.isHidden():
            self._look.stop()
            self._tell()

    def _tell(self) -> None:
        now = time.monotonic()
        late, busy = self._late.end()
        self._answers.say(
            {
                "first_sound": self._first_sound,
                "first_words": self._first_words,
                "final": now - self._released,
                "text": self._composer.toPlainText(),
                "late": late,
                "busy": busy,
            }
        )
