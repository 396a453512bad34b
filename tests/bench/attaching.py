"""A hand that drops pictures on the window, and watches how late a timer is meanwhile."""

import sys
import time

from PySide6.QtCore import QEvent, QMimeData, QObject, QPointF, QSocketNotifier, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication

from desktop_app.app import Parley
from desktop_app.core.errors import Problem
from desktop_app.ui.attachment_chip import AttachmentChip
from desktop_app.ui.picture_reader import picture_reader
from tests.bench.answers import Answers
from tests.bench.dictating import Lateness
from tests.bench.hand import Hand

_AFTERWARDS = 300
"""Milliseconds for which the timer is watched when the chip is there: what follows counts."""

_PLACE = QPointF(400, 300)


class Attaching(Hand):
    """Told "drag", it drags a file over the window; told "drop", it drops it there.

    It says when the chip was painted with everything on it, and removes that again. Qt knows of no
    drop without a drag before it.
    """

    def __init__(self, parley: Parley, answers: Answers) -> None:
        super().__init__(parley, answers)
        self._bar = parley.window.composer.bar
        self._late = Lateness(self)
        self._chip: AttachmentChip | None = None
        self._began = self._shown = self._made = 0.0
        self._small_picture = False
        picture_reader().read.connect(self._on_read)
        parley.attachments.problem.connect(self._on_problem)

    def act(self) -> None:
        """Wait for what is told."""
        self._notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
        self._notifier.activated.connect(self._on_line)
        self._answers.say("ready")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The chip is being painted: look when that is done."""
        if watched is self._chip and event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self, self._on_painted)
            return False
        return super().eventFilter(watched, event)

    def _on_line(self) -> None:
        try:
            told = self._answers.hear()
        except ValueError:
            told = {"do": "close"}  # Whoever told is gone.
        if told["do"] == "drag":
            self._drag(_files(str(told["path"])))
            self._answers.say("dragged")
        elif told["do"] == "drop":
            self._drop(_files(str(told["path"])))
        else:
            self._notifier.setEnabled(False)
            self._answers.say("closing")
            self._close()

    def _drag(self, files: QMimeData) -> None:
        buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        actions = Qt.DropAction.CopyAction
        event = QDragEnterEvent(_PLACE.toPoint(), actions, files, buttons, keys)
        QApplication.sendEvent(self._window, event)

    def _drop(self, files: QMimeData) -> None:
        buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        event = QDropEvent(_PLACE, Qt.DropAction.CopyAction, files, buttons, keys)
        self._shown = self._made = 0.0
        self._small_picture = False
        self._late.begin()
        self._began = time.monotonic()
        QApplication.sendEvent(self._window, event)
        self._chip = list(self._bar.chips().values())[-1]
        self._chip.installEventFilter(self)

    def _on_read(self, ticket: int, image: QImage) -> None:
        """The chip's picture is the only one that the window shows."""
        self._small_picture = not image.isNull()

    def _on_painted(self) -> None:
        chip, now = self._chip, time.monotonic()
        if chip is None:
            return
        self._shown = self._shown or now
        if chip.attachment is None:
            return
        self._made = self._made or now
        if self._small_picture:
            chip.removeEventFilter(self)
            self._chip = None
            QTimer.singleShot(_AFTERWARDS, self, lambda: self._tell(chip, now))

    def _tell(self, chip: AttachmentChip, whole: float) -> None:
        late, busy = self._late.end()
        began = self._began
        self._answers.say(
            {
                "shown": self._shown - began,
                "made": self._made - began,
                "whole": whole - began,
                "late": late,
                "busy": busy,
            }
        )
        chip.remove_requested.emit()

    def _on_problem(self, problem: Problem) -> None:
        self._answers.say({"problem": f"{problem.sentence.english()} {problem.details}"})


def _files(path: str) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(path)])
    return data
