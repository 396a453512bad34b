"""One picture, film or document of a message: a small card that opens and can be removed."""

import math
import sys

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QFont,
    QFontMetrics,
    QFontMetricsF,
    QImage,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desktop_app.core.attachment import Attachment, Film, pictures_of
from desktop_app.core.document import Document
from desktop_app.core.subtitles import clock
from desktop_app.ui.button import IconButton
from desktop_app.ui.document_words import extent_words
from desktop_app.ui.gallery import Gallery
from desktop_app.ui.theme import CAPTION, RADIUS_CONTROL, SMALL, SPACE, Theme
from desktop_app.ui.words import count

THUMBNAIL = 40
"""Side (px) of the small picture."""
_WIDEST_NAME = 148
_NARROWEST_WORDS = 64
_ICON = 16
_SLIMMEST = 8.0
"""A picture that is slimmer than this is not read any larger to fill the square."""
_REMOVE_KEYS = (
    (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) if sys.platform == "darwin" else (Qt.Key.Key_Delete,)
)
_OPEN_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class AttachmentChip(QAbstractButton):
    """Shows what is attached; without an attachment it is still being made. A click opens it."""

    remove_requested = Signal()
    open_requested = Signal()

    def __init__(
        self, theme: Theme, name: str, parent: QWidget | None = None, icon: str = "picture"
    ) -> None:
        """`icon` stands for what is not made yet."""
        super().__init__(parent)
        self._theme = theme
        self._name = name
        self._attachment: Attachment | None = None
        self._tokens = 0
        self._too_long = False
        self._progress = ""
        self._icon = icon
        self._removable = True
        self._gallery: Gallery | None = None
        self.setObjectName("attachmentChip")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        # Delete does the same on the chip itself: one stop of the Tab key for each is enough.
        self.remove_button = IconButton(theme, "close", "", parent=self)
        self.remove_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.remove_button.clicked.connect(self.remove_requested)
        self.clicked.connect(self._on_click)
        theme.changed.connect(self.update)
        self._refresh()

    @property
    def attachment(self) -> Attachment | None:
        """What it shows, `None` while that is being made."""
        return self._attachment

    def set_attachment(self, attachment: Attachment) -> None:
        """It is made."""
        self._attachment = attachment
        self._name = attachment.name
        self._refresh()

    @property
    def icon_name(self) -> str:
        """What stands in the place of the small picture."""
        match self._attachment:
            case Film():
                return "film"
            case Document(seen=seen):
                return "file" if seen else "eye-off"
        return self._icon

    def set_tokens(self, tokens: int, too_long: bool = False) -> None:
        """How much of the model's context it takes; 0 while nobody knows. With `too_long` that is
        more than there is."""
        if (tokens, too_long) != (self._tokens, self._too_long):
            self._tokens, self._too_long = tokens, too_long
            self._refresh()

    def set_progress(self, words: str) -> None:
        """How far it is made, in words."""
        self._progress = words
        self._refresh()

    def set_removable(self, removable: bool) -> None:
        """Whether there is an X on it."""
        self._removable = removable
        self.remove_button.setVisible(removable)
        self._refresh()

    def set_gallery(self, gallery: Gallery) -> None:
        """Where the small picture comes from; without one, or before, there is an icon."""
        self._gallery = gallery
        self.update()

    def name(self) -> str:
        """What it is called, also where it came without a name."""
        return self._name or self.tr("Picture")

    def facts(self) -> str:
        """The line below the name: its size and what it costs."""
        attachment = self._attachment
        if attachment is None:
            return self._progress or self.tr("being prepared…")
        if isinstance(attachment, Film):
            words = self.tr("{length} · pictures: {number}")
            if not attachment.frames:
                words = self.tr("{length} · words alone")
            length = clock(attachment.end - attachment.start)
            facts = words.format(length=length, number=len(attachment.frames))
        elif isinstance(attachment, Document):
            facts = extent_words(attachment)
        else:
            facts = f"{attachment.width} × {attachment.height}"
        if self._tokens:
            tokens = self.tr("{number} tokens", "", self._tokens).format(number=count(self._tokens))
            facts = f"{facts} · {tokens}"
        if self._too_long:
            facts = f"{facts} · {self.tr('too long')}"
        return facts

    def sizeHint(self) -> QSize:
        """The thumbnail, the two lines and the button; long names are cut."""
        name, facts = self._fonts()
        scaled = self._theme.scaled
        called = min(_width(name, self.name()), scaled(_WIDEST_NAME))
        words = max(called, _width(facts, self.facts()), scaled(_NARROWEST_WORDS))
        button = self.remove_button.sizeHint().width() if self._removable else SPACE[1]
        lines = QFontMetrics(name).height() + QFontMetrics(facts).height()
        height = max(scaled(THUMBNAIL), lines) + 2 * SPACE[0]
        edges = SPACE[0] + SPACE[1] + SPACE[0] // 2 + SPACE[0]
        return QSize(scaled(THUMBNAIL) + words + button + edges, height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete removes it, Enter opens it as Space does."""
        if event.key() in _REMOVE_KEYS and self._removable:
            self.remove_requested.emit()
        elif event.key() in _OPEN_KEYS:
            self.click()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """The shade under the pointer."""
        super().enterEvent(event)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the button at the trailing edge."""
        super().resizeEvent(event)
        self._place_button()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card, the thumbnail and the two lines."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        over = self.underMouse() and self._attachment is not None
        ring = self.hasFocus()
        painter.setBrush(self._theme.color("surface_hover" if over else "surface"))
        painter.setPen(QPen(self._theme.color("accent" if ring else "line"), 2 if ring else 1))
        inset = 1.0 if ring else 0.5
        card = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(card, RADIUS_CONTROL, RADIUS_CONTROL)
        self._paint_thumbnail(painter)
        self._paint_words(painter)

    def _paint_thumbnail(self, painter: QPainter) -> None:
        place = self._thumbnail_place()
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(place), RADIUS_CONTROL - 2, RADIUS_CONTROL - 2)
        image = self._thumbnail()
        if image is None or image.isNull():
            painter.fillPath(outline, self._theme.color("code_surface"))
            icon = QRect(0, 0, self._theme.scaled(_ICON), self._theme.scaled(_ICON))
            icon.moveCenter(place.center())
            self._theme.icon(self.icon_name).paint(painter, icon)
            return
        painter.save()
        painter.setClipPath(outline)
        painter.drawImage(place, image, _middle(image))
        painter.restore()
        # A white page would have no edge on a white card.
        painter.setPen(QPen(self._theme.color("line"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        edge = QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(edge, RADIUS_CONTROL - 2, RADIUS_CONTROL - 2)
        if isinstance(self._attachment, Film):
            icon = QRect(0, 0, self._theme.scaled(_ICON), self._theme.scaled(_ICON))
            icon.moveCenter(place.center())
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("surface"))
            painter.drawEllipse(icon.adjusted(-3, -3, 3, 3))
            self._theme.icon("play", "text").paint(painter, icon)

    def _thumbnail(self) -> QImage | None:
        """Large enough to fill the square in pixels of the screen; `None` before it is read."""
        picture = next(pictures_of((self._attachment,)), None) if self._attachment else None
        if picture is None or self._gallery is None:
            return None
        side = round(self._theme.scaled(THUMBNAIL) * self.devicePixelRatioF())
        short, long = sorted((max(1, picture.width), max(1, picture.height)))
        fitting = side * min(long / short, _SLIMMEST)
        return self._gallery.image(picture, QSize(round(fitting), round(fitting)))

    def _paint_words(self, painter: QPainter) -> None:
        room = self._words_place()
        fonts = self._fonts()
        lines = [QFontMetrics(font) for font in fonts]
        top = room.center().y() - sum(metrics.height() for metrics in lines) // 2 + 1
        tone = "warning" if self._too_long else "text_second"
        for font, metrics, text, token, mode in (
            (fonts[0], lines[0], self.name(), "text", Qt.TextElideMode.ElideMiddle),
            (fonts[1], lines[1], self.facts(), tone, Qt.TextElideMode.ElideRight),
        ):
            place = QRect(room.left(), top, room.width(), metrics.height())
            painter.setFont(font)
            painter.setPen(self._theme.color(token))
            painter.drawText(
                place,
                int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading),
                metrics.elidedText(text, mode, room.width()),
            )
            top += metrics.height()

    def _thumbnail_place(self) -> QRect:
        side = self._theme.scaled(THUMBNAIL)
        place = QRect(SPACE[0], (self.height() - side) // 2, side, side)
        return self._mirrored(place)

    def _words_place(self) -> QRect:
        left = SPACE[0] + self._theme.scaled(THUMBNAIL) + SPACE[1]
        button = self.remove_button.sizeHint().width() if self._removable else SPACE[1]
        right = self.width() - SPACE[0] - button - SPACE[0] // 2
        return self._mirrored(QRect(left, 0, right - left, self.height()))

    def _place_button(self) -> None:
        size = self.remove_button.sizeHint()
        left = self.width() - SPACE[0] - size.width()
        place = QRect(left, (self.height() - size.height()) // 2, size.width(), size.height())
        self.remove_button.setGeometry(self._mirrored(place))

    def _mirrored(self, place: QRect) -> QRect:
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            place.moveLeft(self.width() - place.right() - 1)
        return place

    def _fonts(self) -> tuple[QFont, QFont]:
        return self._theme.font(CAPTION), self._theme.font(SMALL)

    def _on_click(self) -> None:
        if self._attachment is not None:
            self.open_requested.emit()

    def _refresh(self) -> None:
        words = f"{self.name()}, {self.facts()}"
        self.setAccessibleName(words)
        keys = self.tr("Enter opens it, Delete removes it")
        self.setAccessibleDescription(keys if self._removable else self.tr("Enter opens it"))
        self.setToolTip(f"{self.name()}\n{self.facts()}")
        remove = self.tr("Remove {name}").format(name=self.name())
        self.remove_button.setAccessibleName(remove)
        self.remove_button.setToolTip(remove)
        opens = self._attachment is not None
        shape = Qt.CursorShape.PointingHandCursor if opens else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)
        self.remove_button.setCursor(Qt.CursorShape.ArrowCursor)
        self.updateGeometry()
        self._place_button()
        self.update()


def _width(font: QFont, text: str) -> int:
    """Of `text`, rounded up: what is a tenth of a pixel too wide would be cut."""
    return math.ceil(QFontMetricsF(font).horizontalAdvance(text))


def _middle(image: QImage) -> QRect:
    """The largest square in the middle of it."""
    side = min(image.width(), image.height())
    return QRect((image.width() - side) // 2, (image.height() - side) // 2, side, side)
