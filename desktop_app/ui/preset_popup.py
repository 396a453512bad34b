"""The list above the composer that "/" opens: presets to choose from, filtered as one types."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.preset import Preset
from desktop_app.ui.composer_edit import ComposerEdit
from desktop_app.ui.preset_words import matching, preset_name, preset_summary
from desktop_app.ui.theme import CAPTION, RADIUS_CONTROL, SPACE, Theme

_ID = Qt.ItemDataRole.UserRole
_SUMMARY = Qt.ItemDataRole.UserRole + 1
_MOST_ROWS = 8
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -5, Qt.Key.Key_PageDown: 5}
_TAKING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)


class PresetPopup(QFrame):
    """Stands above the composer while "/" and a part of a preset's name are written in it.

    The keyboard stays with the text. Once closed by Esc it opens again with the next "/" alone.
    """

    chosen = Signal(str)
    """The person chose the preset with this id."""

    all_requested = Signal()
    """They want to see all presets, and to change them."""

    def __init__(self, theme: Theme, edit: ComposerEdit, card: QWidget) -> None:
        """`card` is what the list stands above; both belong to the same window."""
        super().__init__(card.window())
        self.setObjectName("presetPopup")
        self._theme = theme
        self._edit = edit
        self._card = card
        self._presets: Sequence[Preset] = ()
        self._wanted = False
        self.list = QListWidget(self)
        self.list.setObjectName("presets")
        self.list.setAccessibleName(self.tr("Presets"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.setMouseTracking(True)
        self.list.setItemDelegate(_Delegate(theme, self.list))
        self.list.itemEntered.connect(self.list.setCurrentItem)
        self.list.itemClicked.connect(self._take)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE[0], SPACE[0], SPACE[0], SPACE[0])
        column.addWidget(self.list)
        edit.textChanged.connect(self._follow)
        edit.installEventFilter(self)
        card.installEventFilter(self)
        card.window().installEventFilter(self)
        self.hide()

    def open(self, presets: Sequence[Preset]) -> None:
        """Show the list for what is written now."""
        self._presets = presets
        self._wanted = True
        self._follow()

    def close_list(self) -> None:
        """Hide it until the next "/"."""
        self._wanted = False
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that belong to the list, and follow the composer's place."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move) and self.isVisible():
            self._place()
        if watched is not self._edit or self.isHidden():
            return False
        if event.type() == QEvent.Type.FocusOut:
            self.close_list()
        elif isinstance(event, QKeyEvent) and not self._edit.composing:
            if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:
                event.accept()  # Esc is the list's before it stops an answer.
                return True
            if event.type() == QEvent.Type.KeyPress:
                return self._pressed(event)
        return False

    def _pressed(self, event: QKeyEvent) -> bool:
        """Whether the key was for the list."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held != Qt.KeyboardModifier.NoModifier:
            return False
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.close_list()
        elif key in _STEPS:
            self._step(_STEPS[key])
        elif key in _TAKING or (key == Qt.Key.Key_Space and self._is_exact()):
            self._take(self.list.currentItem())
        else:
            return False
        return True

    def _is_exact(self) -> bool:
        """Whether the whole id of the marked preset is written."""
        item = self.list.currentItem()
        return item is not None and bool(self._edit.text()[1:] == item.data(_ID))

    def _step(self, rows: int) -> None:
        """Mark another row; from the ends a single step goes round."""
        count = self.list.count()
        row = self.list.currentRow() + rows
        self.list.setCurrentRow(row % count if abs(rows) == 1 else min(max(row, 0), count - 1))
        self._announce()

    def _take(self, item: QListWidgetItem | None) -> None:
        self.close_list()
        if item is None:
            return
        if id := item.data(_ID):
            self.chosen.emit(id)
        else:
            self.all_requested.emit()

    def _follow(self) -> None:
        """Show what fits to what is written, or nothing."""
        text = self._edit.text()
        if not text.startswith("/"):
            self._wanted = False
        fitting = matching(self._presets, text[1:]) if self._wanted and "\n" not in text else []
        if not fitting:
            self.hide()
            return
        self.list.clear()
        for preset in fitting:
            self._add(preset_name(preset), preset_summary(preset), preset.id)
        self._add(self.tr("All presets…"), "", "")
        self.list.setCurrentRow(0)
        self._place()
        self.show()
        self.raise_()
        self._announce()

    def _add(self, name: str, summary: str, id: str) -> None:
        item = QListWidgetItem(name)
        item.setData(_ID, id)
        item.setData(_SUMMARY, summary)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{name}. {summary}" if summary else name)
        item.setToolTip(summary)
        self.list.addItem(item)

    def _announce(self) -> None:
        """Say the marked row: the keyboard is elsewhere, so nobody else does."""
        if item := self.list.currentItem():
            words = item.data(Qt.ItemDataRole.AccessibleTextRole)
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.list, words))

    def _place(self) -> None:
        """Above the card, as wide as it, and no higher than there is room."""
        window = self._card.window()
        corner = self._card.mapTo(window, self._card.rect().topLeft())
        rows = min(self.list.count(), _MOST_ROWS)
        frame = 2 * (SPACE[0] + self.frameWidth() + 1)
        wanted = rows * self.list.sizeHintForRow(0) + frame
        height = min(wanted, corner.y() - 2 * SPACE[1])
        self.setGeometry(corner.x(), corner.y() - height - SPACE[0], self._card.width(), height)


class _Delegate(QStyledItemDelegate):
    """A name, and behind it in the second colour what it is for, cut where it is too long."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        del option, index
        return QSize(0, self._theme.row_height())

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setBrush(self._theme.color("surface_pressed"))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRoundedRect(option.rect, RADIUS_CONTROL, RADIUS_CONTROL)
        room = option.rect.adjusted(SPACE[1], 0, -SPACE[1], 0)
        token = "text" if index.data(_ID) else "text_second"
        used = self._words(painter, room, option, str(index.data()), 1.0, token)
        rest = room.adjusted(used + SPACE[2], 0, 0, 0)
        if option.direction == Qt.LayoutDirection.RightToLeft:
            rest = room.adjusted(0, 0, -used - SPACE[2], 0)
        self._words(painter, rest, option, str(index.data(_SUMMARY)), CAPTION, "text_second")
        painter.restore()

    def _words(
        self,
        painter: QPainter,
        room: QRect,
        option: QStyleOptionViewItem,
        text: str,
        size: float,
        token: str,
    ) -> int:
        """Write `text` at the leading edge of `room`; how wide it came out."""
        painter.setFont(self._theme.font(size))
        painter.setPen(self._theme.color(token))
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        leading = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, int(leading), shown)
        return metrics.horizontalAdvance(shown)
