"""What a person would do in the window, and what is measured while they do it."""

import os
import signal
import sys
import time

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSocketNotifier, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QWidget

from desktop_app.app import Parley
from desktop_app.core.events import TERMINAL, Event, Failed, Loading, Reading, TextDelta
from tests.bench.answers import Answers

INTERVAL = 5
"""Milliseconds between two ticks of the timer that is watched."""


class Hand(QObject):
    """Acts when the window has been shown. Subclasses say how."""

    def __init__(self, parley: Parley, answers: Answers) -> None:
        super().__init__()
        self._parley = parley
        self._answers = answers
        self._window = parley.window
        composer = self._window.findChild(QWidget, "composer")
        send = self._window.findChild(QPushButton, "send")
        assert isinstance(composer, QPlainTextEdit)
        assert isinstance(send, QPushButton)
        self._composer, self._send_button = composer, send
        self._painted = False
        composer.viewport().installEventFilter(self)
        parley.engine.happened.connect(self._hear)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Begin after the composer has been painted for the first time."""
        if event.type() == QEvent.Type.Paint and not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.act)
        return False

    def act(self) -> None:
        """The window is on the screen."""
        raise NotImplementedError

    def heard(self, event: Event) -> None:
        """The engine said something."""

    def _hear(self, ticket: int, event: Event) -> None:
        self.heard(event)

    def _send(self, text: str) -> None:
        self._composer.setPlainText(text)
        self._send_button.click()

    def _close(self) -> None:
        self._window.close()


class Typing(Hand):
    """Presses a key and waits for the letter."""

    def act(self) -> None:
        # The draft of the start before is there again.
        self._before = self._composer.toPlainText()
        self._composer.textChanged.connect(self._on_text)
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            key = QKeyEvent(kind, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a")
            QCoreApplication.postEvent(self._composer, key)

    def _on_text(self) -> None:
        if len(self._composer.toPlainText()) > len(self._before):
            self._composer.textChanged.disconnect(self._on_text)
            self._answers.say({"cpu": time.process_time()})
            QTimer.singleShot(0, self._close)


class Showing(Hand):
    """Opens a conversation and leaves it on the screen until the next line comes in."""

    def __init__(self, parley: Parley, answers: Answers, conversation: str) -> None:
        super().__init__(parley, answers)
        self._conversation = conversation

    def act(self) -> None:
        self._parley.chat.conversations.open(self._conversation)
        self._window.repaint()
        self._notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
        self._notifier.activated.connect(self._on_line)
        # A second for what the program does after the first painting.
        QTimer.singleShot(1000, lambda: self._answers.say("shown"))

    def _on_line(self) -> None:
        self._notifier.setEnabled(False)
        self._close()


class Streaming(Hand):
    """Opens a conversation, asks, and watches how late a timer is while the reply streams in."""

    def __init__(self, parley: Parley, answers: Answers, conversation: str) -> None:
        super().__init__(parley, answers)
        self._conversation = conversation
        self._late: list[float] = []
        self._began = self._last = self._opening = 0.0
        self._tokens = 0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    def act(self) -> None:
        began = time.perf_counter()
        self._parley.chat.conversations.open(self._conversation)
        self._window.repaint()
        self._opening = time.perf_counter() - began
        QTimer.singleShot(500, lambda: self._send("Go on."))

    def heard(self, event: Event) -> None:
        if isinstance(event, TextDelta) and not self._timer.isActive():
            self._began = self._last = time.perf_counter()
            self._timer.start(INTERVAL)
        if isinstance(event, TextDelta):
            self._tokens += event.tokens
        elif isinstance(event, TERMINAL):
            # What is still to be painted counts as well.
            QTimer.singleShot(300, self._end)

    def _tick(self) -> None:
        now = time.perf_counter()
        self._late.append(max(0.0, 1000 * (now - self._last) - INTERVAL))
        self._last = now

    def _end(self) -> None:
        self._timer.stop()
        seconds = time.perf_counter() - self._began
        late = sorted(self._late)
        self._answers.say(
            {
                "opening": self._opening,
                "tokens": self._tokens,
                "tokens_per_second": self._tokens / seconds,
                "ticks": len(late),
                "most": late[min(len(late) - 1, int(len(late) * 0.999))],
                "longest": late[-1],
            }
        )
        self._close()


class Working(Hand):
    """Asks in one conversation after the other, and counts the CPU time of the UI thread."""

    def __init__(self, parley: Parley, answers: Answers, conversations: list[str]) -> None:
        super().__init__(parley, answers)
        self._waiting = list(conversations)
        self._began = 0.0
        self._tokens = 0

    def act(self) -> None:
        if not self._waiting:
            self._close()
            return
        self._parley.chat.conversations.open(self._waiting.pop(0))
        self._tokens = 0
        QTimer.singleShot(500, self._ask)

    def heard(self, event: Event) -> None:
        if isinstance(event, TextDelta):
            # From the first words on: what sending costs is another matter.
            self._began = self._began or time.thread_time()
            self._tokens += event.tokens
        elif isinstance(event, TERMINAL):
            QTimer.singleShot(300, self._end)

    def _ask(self) -> None:
        self._began = 0.0
        self._send("Go on.")

    def _end(self) -> None:
        spent = time.thread_time() - self._began
        self._answers.say({"seconds": spent, "tokens": self._tokens})
        self.act()


class Quitting(Hand):
    """Brings the program into a state and closes its window."""

    def __init__(
        self, parley: Parley, answers: Answers, state: str, prompt: str = "Hello", delay: float = 0
    ) -> None:
        super().__init__(parley, answers)
        self._state, self._prompt, self._delay = state, prompt, delay
        self._reached = self._killed = False

    def act(self) -> None:
        if self._state == "idle":
            self._reach()
        else:
            self._send(self._prompt)

    def heard(self, event: Event) -> None:
        wanted = {"loading": Loading, "reading": Reading, "writing": TextDelta, "crashed": Failed}
        if isinstance(event, wanted[self._state]):
            self._reach()
        elif isinstance(event, TERMINAL) and not self._reached:
            self._answers.say({"state": f"ended before it was {self._state}: {event}"})
            self._close()
        elif self._state == "crashed" and isinstance(event, TextDelta) and not self._killed:
            self._killed = True
            # Here, because every other hand is to be as small as the program.
            import psutil

            for child in psutil.Process().children():
                if "spawn_main" in " ".join(child.cmdline()):
                    os.kill(child.pid, signal.SIGSEGV)

    def _reach(self) -> None:
        if not self._reached:
            self._reached = True
            QTimer.singleShot(round(1000 * self._delay), self._leave)

    def _leave(self) -> None:
        self._answers.say({"state": self._state})
        self._close()
