"""What is attached to the message that is being written, and what stands in the way of it."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QWheelEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.attachment import Attachment, pictures_of
from desktop_app.core.document import Document
from desktop_app.ui.attachment_chip import AttachmentChip
from desktop_app.ui.button import ICON
from desktop_app.ui.gallery import Gallery
from desktop_app.ui.tab_order import tab_anchor
from desktop_app.ui.theme import CAPTION, SPACE, Theme


class AttachmentBar(QWidget):
    """One row of chips, which scrolls, and below it at most one sentence with a button.

    It holds the attachments as a text field holds its text: what is shown here is what is sent.
    A chip has a number, given by whoever adds it, under which its attachment comes later.
    """

    changed = Signal()
    """Something was added, is made by now, or was removed."""
    removed = Signal(int, object)
    """The person removed the chip with this number, and its attachment (`None`: not made yet)."""
    opened = Signal(object)
    """The person wants to see this attachment large."""
    remedy_requested = Signal()
    """The button beside the obstacle was pressed."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("attachmentBar")
        self.setAccessibleName(self.tr("Attachments"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._theme = theme
        self._chips: dict[int, AttachmentChip] = {}
        self._own_number = 0
        self._gallery: Gallery | None = None
        self._told = ("", "", False)
        self._anchor = tab_anchor(self)
        self._row = _ChipRow(self)
        self._obstacle = _Obstacle(theme, self)
        self._obstacle.button.clicked.connect(self.remedy_requested)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, SPACE[1] + 2)
        column.setSpacing(SPACE[1])
        column.addWidget(self._row)
        column.addWidget(self._obstacle)
        self.hide()

    def set_gallery(self, gallery: Gallery) -> None:
        """Where the chips' small pictures come from."""
        self._gallery = gallery
        gallery.arrived.connect(self._row.refresh)

    def attachments(self) -> tuple[Attachment, ...]:
        """Those that are made, in the order in which they were brought."""
        made = (chip.attachment for chip in self._chips.values())
        return tuple(attachment for attachment in made if attachment is not None)

    def chips(self) -> Mapping[int, AttachmentChip]:
        """The chips by their numbers, in the order in which they stand."""
        return dict(self._chips)

    @property
    def making_pictures(self) -> bool:
        """Whether one of those that are being made is to be seen, and not read."""
        chips = self._chips.values()
        return any(chip.attachment is None and chip.icon_name != "file" for chip in chips)

    @property
    def making(self) -> bool:
        """Whether one of them is still being made."""
        return any(chip.attachment is None for chip in self._chips.values())

    def set_attachments(self, attachments: Sequence[Attachment]) -> None:
        """Show these in place of all that is there: they belong to another draft."""
        for number in list(self._chips):
            self._take_out(number)
        for attachment in attachments:
            self._own_number -= 1
            self._put_in(self._own_number, attachment.name).set_attachment(attachment)
        self._refresh()

    def add(
        self,
        number: int,
        name: str,
        attachment: Attachment | None = None,
        icon: str = "picture",
    ) -> None:
        """Add a chip for what comes later, or is there already. `number` is positive."""
        chip = self._put_in(number, name, icon)
        if attachment is not None:
            chip.set_attachment(attachment)
        self._refresh()
        QTimer.singleShot(0, chip, lambda: self._row.ensureWidgetVisible(chip, SPACE[1], 0))

    def fulfil(self, number: int, attachment: Attachment) -> None:
        """What the chip with this number stands for is made."""
        if chip := self._chips.get(number):
            chip.set_attachment(attachment)
            self._refresh()

    def exchange(self, before: Attachment, after: Attachment) -> None:
        """Put another version of an attachment in its place, as one of which less is shown."""
        chips = self._chips.values()
        if chip := next((chip for chip in chips if chip.attachment == before), None):
            chip.set_attachment(after)
            self._refresh()

    def set_progress(self, number: int, words: str) -> None:
        """How far what the chip with this number stands for is made."""
        if chip := self._chips.get(number):
            chip.set_progress(words)
            self._row.settle()

    def drop(self, number: int) -> None:
        """What the chip with this number stands for does not come."""
        if number in self._chips:
            self._take_out(number)
            self._refresh()

    def set_tokens(self, tokens: Mapping[str, int]) -> None:
        """How much of the context pictures take, by their hashes."""
        for chip in self._chips.values():
            if chip.attachment is not None and not isinstance(chip.attachment, Document):
                costs = [tokens.get(p.hash, 0) for p in pictures_of((chip.attachment,))]
                chip.set_tokens(sum(costs) if all(costs) else 0)
        self._row.settle()

    def set_document_tokens(
        self, count: Callable[[Document], int], too_long: Callable[[Document], bool]
    ) -> None:
        """How much of the context each document takes (0: not known yet), and which of them are
        too long."""
        for chip in self._chips.values():
            if isinstance(chip.attachment, Document):
                chip.set_tokens(count(chip.attachment), too_long(chip.attachment))
        self._row.settle()

    def set_obstacle(self, sentence: str, button: str = "", blocks: bool = True) -> None:
        """Say what stands in the way, with the words of a button that helps; "" for nothing.

        With `blocks` False it is worth knowing, and the message can be sent all the same.
        """
        obstacle = (sentence, button, blocks and bool(sentence))
        if obstacle != self._told:
            self._told = obstacle
            self._obstacle.show_words(sentence, button)
            self._refresh()

    @property
    def blocked(self) -> bool:
        """Whether what is attached cannot be sent as things are."""
        return self._told[2] and bool(self._chips)

    def _put_in(self, number: int, name: str, icon: str = "picture") -> AttachmentChip:
        chip = AttachmentChip(self._theme, name, self, icon)
        if self._gallery is not None:
            chip.set_gallery(self._gallery)
        chip.remove_requested.connect(lambda: self._on_remove(number))
        chip.open_requested.connect(lambda: self.opened.emit(chip.attachment))
        before = next(reversed(self._chips.values()), None) or self._anchor
        self._chips[number] = chip
        self._row.insert(chip)
        # Qt puts what is made last behind everything else in the window.
        QWidget.setTabOrder(before, chip)
        return chip

    def _take_out(self, number: int) -> None:
        chip = self._chips.pop(number)
        self._row.take(chip)
        chip.hide()
        chip.deleteLater()

    def _on_remove(self, number: int) -> None:
        chip = self._chips[number]
        following = next(self._neighbours(number), None)
        if chip.hasFocus() and following is not None:
            following.setFocus(Qt.FocusReason.OtherFocusReason)
        self._take_out(number)
        self._refresh()
        self.removed.emit(number, chip.attachment)

    def _neighbours(self, number: int) -> Iterator[AttachmentChip]:
        """The chip after this one, else the one before."""
        numbers = list(self._chips)
        place = numbers.index(number)
        for other in (*numbers[place + 1 :], *reversed(numbers[:place])):
            yield self._chips[other]

    def _refresh(self) -> None:
        self._row.setVisible(bool(self._chips))
        self._obstacle.setVisible(bool(self._chips) and self._obstacle.has_words)
        self.setVisible(bool(self._chips))
        self._row.settle()
        self.changed.emit()


class _ChipRow(QScrollArea):
    """The chips side by side, as high as they are; what does not fit is scrolled to."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._inner = inner = QWidget()
        self._layout = QHBoxLayout(inner)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(SPACE[1])
        self._layout.addStretch(1)
        self.setWidget(inner)
        for ground in (self.viewport(), inner):
            ground.setAutoFillBackground(False)
        self._at_end = True
        bar = self.horizontalScrollBar()
        bar.valueChanged.connect(self._on_scrolled)
        bar.rangeChanged.connect(self._on_range)

    def insert(self, chip: AttachmentChip) -> None:
        self._layout.insertWidget(self._layout.count() - 1, chip)
        chip.installEventFilter(self)
        chip.show()

    def take(self, chip: AttachmentChip) -> None:
        self._layout.removeWidget(chip)

    def settle(self) -> None:
        """The chips have other sizes."""
        self._layout.activate()
        self.updateGeometry()

    def _on_scrolled(self, value: int) -> None:
        self._at_end = value == self.horizontalScrollBar().maximum()

    def _on_range(self, _first: int, last: int) -> None:
        """Chips grow when their facts are known: the last one stays in view if it was."""
        self.updateGeometry()
        if self._at_end:
            self.horizontalScrollBar().setValue(last)

    def refresh(self) -> None:
        """A small picture is there."""
        self._inner.update()

    def sizeHint(self) -> QSize:
        bar = self.horizontalScrollBar()
        scrolls = bar.maximum() > bar.minimum()
        height = self._layout.sizeHint().height()
        return QSize(0, height + (bar.sizeHint().height() if scrolls else 0))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The chip that has the keyboard is in view."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, AttachmentChip):
            self.ensureWidgetVisible(watched, SPACE[1], 0)
        return super().eventFilter(watched, event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A wheel that knows only up and down goes along the row."""
        bar = self.horizontalScrollBar()
        turned = event.angleDelta()
        if turned.x() or bar.maximum() == bar.minimum():
            super().wheelEvent(event)
            return
        bar.setValue(bar.value() - turned.y())
        event.accept()


class _Obstacle(QWidget):
    """A sentence in the colour of a warning, and a button."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = QLabel(self)
        self._words = QLabel(self)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._words.setFont(theme.font(CAPTION))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self._words.setSizePolicy(policy)
        self.button = QPushButton(self)
        self.button.setObjectName("attachmentRemedy")
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE[1])
        row.addWidget(self._icon)
        row.addWidget(self._words, 1)
        row.addWidget(self.button)
        theme.changed.connect(self._tint)
        self._tint()
        self.show_words("", "")

    @property
    def has_words(self) -> bool:
        return bool(self._words.text())

    def show_words(self, sentence: str, button: str) -> None:
        if sentence and sentence != self._words.text():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))
        self._words.setText(sentence)
        self.button.setText(button)
        self.button.setAccessibleName(button or self.tr("What helps"))
        self.button.setVisible(bool(button))

    def _tint(self) -> None:
        size = self._theme.scaled(ICON)
        icon = self._theme.icon("warning", "warning")
        self._icon.setPixmap(icon.pixmap(QSize(size, size), self.devicePixelRatioF()))
