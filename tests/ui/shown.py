"""Conversations with pictures in them, as a test sees and touches them."""

from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.core.attachment import Attachment
from desktop_app.core.conversation import Message, Role
from desktop_app.ui.blocks.picture_tile import PictureTile
from desktop_app.ui.transcript import Transcript
from desktop_app.ui.transcript_model import Row
from desktop_app.ui.user_message import UserMessage
from tests.ui.settled import settle


def message(id: str, text: str, *shown: Attachment) -> Row:
    return Row(Message(id, "", Role.USER, text, 0.0, attachments=shown))


def reply(id: str, text: str) -> Row:
    return Row(Message(id, "", Role.ASSISTANT, text, 0.0))


def show(transcript: Transcript, *rows: Row) -> None:
    transcript.model().set_rows(rows)
    settle()


def view(transcript: Transcript, id: str = "m") -> UserMessage:
    found = transcript.view(id)
    assert isinstance(found, UserMessage)
    return found


def tiles(inside: QWidget) -> list[PictureTile]:
    return [tile for tile in inside.findChildren(PictureTile) if tile.isVisibleTo(inside)]


def read(qtbot: QtBot, tile: PictureTile) -> None:
    """Wait until the tile shows its picture, and not the ground behind it."""
    middle = tile.rect().center()
    ground = tile.theme.color("code_surface")
    qtbot.waitUntil(lambda: tile.grab().toImage().pixelColor(middle) != ground)


def colour(tile: PictureTile) -> str:
    return tile.grab().toImage().pixelColor(tile.rect().center()).name()


def menu_of(widget: QWidget) -> QMenu:
    """The menu that a right click on the middle of a widget opens."""
    middle = widget.rect().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, middle, widget.mapToGlobal(middle))
    QApplication.sendEvent(widget, event)
    (menu,) = [menu for menu in widget.findChildren(QMenu) if menu.isVisible()]
    return menu


def choose(menu: QMenu, words: str) -> None:
    (action,) = [action for action in menu.actions() if action.text() == words]
    action.trigger()
    menu.close()


def button(inside: QWidget, name: str) -> QAbstractButton:
    (found,) = [b for b in inside.findChildren(QAbstractButton) if b.accessibleName() == name]
    return found


def is_made_ahead(transcript: Transcript) -> bool:
    """Whether half a viewport above and below what is seen has its widgets, too."""
    bar, height = transcript.verticalScrollBar(), transcript.viewport().height()
    tops = [view.geometry().top() for view in transcript.views.values()]
    bottoms = [view.geometry().bottom() for view in transcript.views.values()]
    above = bar.value() - height // 2
    below = min(bar.value() + height + height // 2, bar.maximum() + height - height // 2)
    return min(tops) <= max(above, height // 2) and max(bottoms) >= below
