"""A conversation on the screen, and a hand that reads in it."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QWidget,
)

from desktop_app.core.conversation import Message, Role, State
from desktop_app.ui.message import MessageView
from desktop_app.ui.reply import Reply
from desktop_app.ui.transcript import Transcript
from desktop_app.ui.transcript_model import Row
from tests.ui.settled import settle

PARAGRAPH = "Some **bold** words that go on for a while, so that they fill more than one line. " * 3
CODE = "```python\ndef f(x):\n    return x\n```"


def row(id: str, text: str, role: Role = Role.USER, **more: object) -> Row:
    position, count = more.pop("position", 1), more.pop("count", 1)
    message = Message(id, "", role, text, 0.0, **more)  # type: ignore[arg-type]
    return Row(message, position, count)  # type: ignore[arg-type]


def reply(id: str, text: str, **more: object) -> Row:
    return row(id, text, Role.ASSISTANT, **more)


def long_conversation(count: int = 60) -> list[Row]:
    return [
        row(f"u{n}", f"Question {n}?")
        if n % 2 == 0
        else reply(f"a{n}", f"{PARAGRAPH}\n\n{CODE}\n\n- one\n- two {n}")
        for n in range(count)
    ]


def show(transcript: Transcript, rows: list[Row]) -> None:
    transcript.model().set_rows(rows)
    settle()


def view(transcript: Transcript, id: str) -> MessageView:
    found = transcript.view(id)
    assert found is not None
    return found


def reply_view(transcript: Transcript, id: str) -> Reply:
    found = view(transcript, id)
    assert isinstance(found, Reply)
    return found


def button(inside: QWidget, name: str) -> QAbstractButton:
    (found,) = [b for b in inside.findChildren(QAbstractButton) if b.accessibleName() == name]
    return found


def names(inside: QWidget) -> set[str]:
    """The accessible names of the buttons that are offered."""
    return {
        b.accessibleName() for b in inside.findChildren(QAbstractButton) if b.isVisibleTo(inside)
    }


def place(transcript: Transcript, id: str) -> int:
    """Where a message begins in the viewport."""
    return view(transcript, id).mapTo(transcript.viewport(), QPoint()).y()


def stream(transcript: Transcript, text: str, id: str = "live") -> None:
    """Append and paint as the timer would."""
    transcript.model().append_text(id, text)
    transcript.model().flush()
    settle()


def begin(transcript: Transcript, id: str = "live") -> None:
    transcript.model().append(reply(id, "", state=State.WRITING))
    transcript.model().set_live(id)
    settle()


def wheel(over: QWidget, degrees: int) -> None:
    """Turn the wheel over a widget. Qt hands on only real events that are ignored: so do we."""
    target: QWidget | None = over
    while target is not None:
        middle = QPointF(target.rect().center())
        event = QWheelEvent(
            middle,
            QPointF(target.mapToGlobal(middle)),
            QPoint(),
            QPoint(0, degrees * 8),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        if QApplication.sendEvent(target, event) and event.isAccepted():
            return
        target = target.parentWidget()


def at_end(transcript: Transcript) -> bool:
    bar = transcript.verticalScrollBar()
    return bar.value() == bar.maximum()
