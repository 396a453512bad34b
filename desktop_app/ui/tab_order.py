"""The order in which the Tab key goes to what is made while the window is open.

Nobody here asks Qt for the next or the previous widget in this order: PySide6 (6.11) makes what
`nextInFocusChain` and `previousInFocusChain` give a child of what was asked, in Python's eyes, and
when that one is deleted, the other and all in it are taken for deleted as well.
"""

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def tab_anchor(parent: QWidget) -> QWidget:
    """A place in the order, where `parent` is now: what is made later can be put behind it.

    It is never shown, and so Tab never stops there; Qt puts nothing behind what takes no keys.
    """
    anchor = QWidget(parent)
    anchor.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    anchor.hide()
    return anchor


def tab_stops(widget: QWidget) -> list[QWidget]:
    """What Tab comes by in a widget, in the order in which it was made."""
    parts = widget.findChildren(QWidget)
    return [part for part in parts if part.focusPolicy() & Qt.FocusPolicy.TabFocus]


def order_tabs(widgets: Iterable[QWidget]) -> None:
    """Let Tab go from each of these to the next one."""
    for before, after in pairwise(widgets):
        QWidget.setTabOrder(before, after)
