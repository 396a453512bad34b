"""One picture of a message, small: it opens large, and has a menu of what can be done with it."""

from PySide6.QtCore import QCoreApplication, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QEnterEvent,
    QImage,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QWidget

from desktop_app.ui.blocks.tile_paint import (
    caption_height,
    edge_of,
    missing_words,
    paint_badge,
    paint_missing,
    paint_ring,
)
from desktop_app.ui.button import IconButton
from desktop_app.ui.picture_desk import PictureDesk, Shown
from desktop_app.ui.theme import CAPTION, SPACE, Theme

_FADED = 0.32
"""Opacity of a picture that the model is not shown."""
_DRAGGED = 112


class PictureTile(QAbstractButton):
    """A picture in a box whose size is known before its file is read.

    `caption` stands below it; `removable` puts a button on it that takes it away.
    """

    seen_requested = Signal(bool)
    """The model is to be shown it again, or no longer."""
    remove_requested = Signal()
    touched = Signal()

    def __init__(
        self,
        theme: Theme,
        desk: PictureDesk,
        shown: Shown,
        parent: QWidget,
        *,
        caption: str = "",
        removable: bool = False,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self.shown = shown
        self._desk = desk
        self._caption = caption
        self._seen = shown.picture.seen
        self._missing = False
        self._last: QImage | None = None
        """What was shown last: it serves until the picture is here in another size."""
        self._pressed_at = QPoint()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._remove = self._make_remove() if removable else None
        desk.gallery.look_again(shown.picture)
        desk.gallery.arrived.connect(self._on_arrived)
        self.clicked.connect(lambda: desk.open(self.shown, self))
        self._describe()

    def set_shown(self, shown: Shown, seen: bool) -> None:
        """The same picture, which the model is shown or not."""
        self.shown = shown
        self._seen = seen
        self._describe()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours and fonts of `theme`."""
        self.theme = theme
        self.update()

    def prefetch(self) -> None:
        """Have the picture read before it is seen."""
        self._image()

    def add_actions(self, menu: QMenu) -> None:
        """Offer in `menu` what can be done with this picture."""
        self._desk.fill(menu, self.shown, self)
        if self._remove is not None:
            menu.addSeparator()
            menu.addAction(self.tr("Remove")).triggered.connect(self.remove_requested)

    def resizeEvent(self, event: object) -> None:
        """The X keeps its corner."""
        if self._remove is not None:
            hint = self._remove.sizeHint()
            x = SPACE[0] // 2 if self.isRightToLeft() else self.width() - hint.width() - 2
            self._remove.setGeometry(x, 2, hint.width(), hint.height())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The same for a right click and for the menu key."""
        self.touched.emit()
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.add_actions(menu)
        self._add_seen(menu)
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        menu.popup(self.mapToGlobal(self.rect().center()) if by_key else event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self._desk.copy(self.shown)
        elif event.matches(QKeySequence.StandardKey.Save):
            self._desk.save(self.shown, self)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._remove is not None:
            self.remove_requested.emit()
        elif event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()  # QAbstractButton would move the focus on arrows: they scroll.

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = event.position().toPoint()
        self.touched.emit()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        way = (event.position().toPoint() - self._pressed_at).manhattanLength()
        pressed = event.buttons() & Qt.MouseButton.LeftButton
        if pressed and way >= QApplication.startDragDistance():
            self.setDown(False)
            self._desk.drag(self.shown, self, self._drag_picture())
        else:
            super().mouseMoveEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: object) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        box = self._box()
        edge = edge_of(box)
        painter.fillPath(edge, self.theme.color("code_surface"))
        image = self._image()
        if image is not None and not image.isNull():
            painter.save()
            painter.setClipPath(edge)
            painter.setOpacity(1.0 if self._seen else _FADED)
            painter.drawImage(self._fitted(box), image)
            painter.restore()
        elif image is not None:
            paint_missing(painter, self.theme, box)
        if not self._seen and not self._caption:  # On a film it stands once, beside the name.
            paint_badge(painter, self.theme, box)
        self._paint_edge(painter, edge, box)
        self._paint_caption(painter, box)

    def _image(self) -> QImage | None:
        image = self._desk.gallery.image(self.shown.picture, self._pixels())
        if image is None:
            return self._last
        self._last = image
        missing = image.isNull()
        if missing != self._missing:
            self._missing = missing
            self._describe()
        return image

    def _pixels(self) -> QSize:
        """The size of the picture in pixels of the screen."""
        return (self._fitted(self._box()).size() * self.devicePixelRatioF()).toSize()

    def _box(self) -> QRect:
        """Where the picture stands: above its caption."""
        return self.rect().adjusted(0, 0, 0, -caption_height(self.theme) if self._caption else 0)

    def _fitted(self, box: QRect) -> QRectF:
        """The middle of the box; a picture is never made larger than it is."""
        size = QSize(self.shown.picture.width, self.shown.picture.height)
        if size.width() > box.width() or size.height() > box.height():
            size.scale(box.size(), Qt.AspectRatioMode.KeepAspectRatio)
            if box.width() - size.width() <= 1 and box.height() - size.height() <= 1:
                return QRectF(box)  # Rounding leaves no gap at an edge.
        target = QRectF(0, 0, max(1, size.width()), max(1, size.height()))
        target.moveCenter(QRectF(box).center())
        return target

    def _paint_edge(self, painter: QPainter, edge: QPainterPath, box: QRect) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self.theme.color("line"), 1))
        painter.drawPath(edge)
        if self.hasFocus():
            paint_ring(painter, self.theme, box)
        elif self.underMouse():
            painter.fillPath(edge, self.theme.color("hover"))

    def _paint_caption(self, painter: QPainter, box: QRect) -> None:
        if not self._caption:
            return
        painter.setFont(self.theme.font(CAPTION))
        painter.setPen(self.theme.color("text_second"))
        room = QRect(0, box.height(), self.width(), self.height() - box.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, self._caption)

    def _drag_picture(self) -> QPixmap:
        """A small one under the pointer, that leaves the target to be seen."""
        image = self._image()
        if image is None or image.isNull():
            return QPixmap()
        ratio = self.devicePixelRatioF()
        side = QSize(_DRAGGED, _DRAGGED) * ratio
        keep, smooth = (
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        pixmap = QPixmap.fromImage(image.scaled(side, keep, smooth))
        pixmap.setDevicePixelRatio(ratio)
        return pixmap

    def _add_seen(self, menu: QMenu) -> None:
        if self._remove is None:
            menu.addSeparator()
            words = seen_words(self._seen)
            menu.addAction(words).triggered.connect(
                lambda: self.seen_requested.emit(not self._seen)
            )

    def _on_arrived(self, hash: str) -> None:
        if hash == self.shown.picture.hash:
            self._image()
            self.update()

    def _make_remove(self) -> IconButton:
        words = self.tr("Remove {name}").format(name=self.shown.name or self.tr("the picture"))
        button = IconButton(self.theme, "close", words, parent=self)
        button.setObjectName("removePicture")
        button.clicked.connect(self.remove_requested)
        return button

    def _describe(self) -> None:
        """The name and size for those who do not see it, and what is the matter with it."""
        picture = self.shown.picture
        name = self.shown.name or self.tr("Picture")
        self.setAccessibleName(name)
        words = self.tr("Picture, {width} × {height} pixels", "", picture.height)
        about = [words.format(width=picture.width, height=picture.height)]
        if self._missing:
            about.append(missing_words())
        if not self._seen:
            about.append(self.tr("The model no longer sees it."))
        self.setAccessibleDescription(". ".join(part.rstrip(".") for part in about) + ".")
        self.setToolTip("\n".join([name, *about]))


def seen_words(seen: bool) -> str:
    """What the menu offers to do to a picture that the model sees, or does not see."""
    if seen:
        return QCoreApplication.translate("PictureTile", "Hide from the model")
    return QCoreApplication.translate("PictureTile", "Show to the model again")
