"""A film in a message: its name and length, a strip of its frames, and what is said in it."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.core.attachment import Film, Frame
from desktop_app.core.events import Segment
from desktop_app.core.subtitles import clock
from desktop_app.ui.blocks.folded_text import FoldedText
from desktop_app.ui.blocks.picture_tile import PictureTile, seen_words
from desktop_app.ui.blocks.tile_paint import caption_height
from desktop_app.ui.blocks.tiling import GAP, tiled
from desktop_app.ui.button import IconButton
from desktop_app.ui.elided_label import ElidedLabel
from desktop_app.ui.picture_desk import PictureDesk, Shown, shown_of
from desktop_app.ui.text_button import TextButton
from desktop_app.ui.theme import CAPTION, RADIUS_CARD, SPACE, Theme
from desktop_app.ui.words import count

FRAME_HEIGHT = 72
"""Of a frame in the strip (px), without its time."""
ROWS_AT_FIRST = 2
_PADDING = SPACE[2]
_ICON = 16
_NARROWEST = 240


class FilmBlock(QWidget):
    """A card. Its frames open large; all of the film is hidden from the model, or nothing."""

    seen_requested = Signal(bool)
    remove_requested = Signal()
    touched = Signal()
    height_changed = Signal()

    def __init__(
        self,
        theme: Theme,
        desk: PictureDesk,
        film: Film,
        where: str,
        parent: QWidget,
        *,
        removable: bool = False,
    ) -> None:
        """`where` is the film's place among all that is shown."""
        super().__init__(parent)
        self._theme = theme
        self._desk = desk
        self._film = film
        self._where = where
        self._removable = removable
        self._unfolded = False
        self._name = ElidedLabel(self)
        self._about = ElidedLabel(self)
        self._remove = self._make_remove() if removable else None
        self.tiles = [
            self._tile(frame, shown)
            for frame, shown in zip(film.frames, shown_of(film, where), strict=True)
        ]
        self._more = TextButton(theme, "", "", self)
        self._more.clicked.connect(self._unfold)
        self._said = self._make_said() if film.said and not removable else None
        self.set_theme(theme)
        self.set_film(film)

    def set_film(self, film: Film) -> None:
        """The same film, seen by the model or not."""
        self._film = film
        for tile, shown in zip(self.tiles, shown_of(film, self._where), strict=True):
            tile.set_shown(shown, film.seen and shown.picture.seen)
        name = film.name or self.tr("Film")
        self._name.setText(name)
        about = self._about_words()
        self._about.setText(about)
        number = len(film.frames)
        more = self.tr("Show all {count} pictures", "", number).format(count=count(number))
        self._more.setText(more)
        self._more.setAccessibleName(more)
        if not film.seen:
            about += ". " + self.tr("The model no longer sees it.")
        self.setAccessibleName(self.tr("Film {name}").format(name=name))
        self.setAccessibleDescription(about)
        self.update()

    def place(self, width: int) -> tuple[int, int]:
        """Lay out for `width` pixels and return the width and height needed."""
        room = width - 2 * _PADDING
        # Films read from left to right: rows begin together, the last one may end early.
        tiling = tiled(frame_sizes(self._film), room, FRAME_HEIGHT, leading=True)
        inner = min(room, max(tiling.size.width(), self._header_width(), _NARROWEST))
        if self._said is not None and self._said.open:
            inner = room
        y = self._place_header(inner)
        y = self._place_frames(tiling.places, inner, y)
        if self._said is not None:
            high = self._said.place(inner)
            self._said.setGeometry(_PADDING, y + SPACE[0], inner, high)
            y += SPACE[0] + high
        padded = self._said is not None and not self._said.open  # The fold's header brings its own.
        return inner + 2 * _PADDING, y + _PADDING - (SPACE[0] if padded else 0)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours and fonts of `theme`."""
        self._theme = theme
        self._name.setFont(theme.font(1.0, bold=True))
        self._about.setFont(theme.font(CAPTION))
        palette = self._about.palette()
        palette.setColor(palette.ColorRole.WindowText, theme.color("text_second"))
        self._about.setPalette(palette)
        self._more.set_theme(theme)
        for tile in self.tiles:
            tile.set_theme(theme)
        if self._said is not None:
            self._said.set_theme(theme)
        self.update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self._removable:
            return
        self.touched.emit()
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.add_actions(menu)
        menu.addSeparator()
        menu.addAction(seen_words(self._film.seen)).triggered.connect(
            lambda: self.seen_requested.emit(not self._film.seen)
        )
        menu.popup(event.globalPos())

    def add_actions(self, menu: QMenu) -> None:
        """Offer in `menu` what can be done with the film; the file itself is not kept."""
        if self.tiles:
            menu.addAction(self.tr("Open the first frame")).triggered.connect(self.tiles[0].click)
        if self._film.said:
            said = said_text(self._film.said)
            menu.addAction(self.tr("Copy what is said")).triggered.connect(
                lambda: QGuiApplication.clipboard().setText(said)
            )

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color("line"), 1))
        painter.setBrush(self._theme.color("surface"))
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(area, RADIUS_CARD, RADIUS_CARD)
        icon = "film" if self._film.seen else "eye-off"
        self._theme.icon(icon).paint(painter, self._icon_place())

    def _place_header(self, inner: int) -> int:
        """Name and length beside each other, the length at the far end; returns where they end."""
        high = self._header_height()
        left = _PADDING + self._theme.scaled(_ICON) + SPACE[1]
        end = _PADDING + inner
        if self._remove is not None:
            hint = self._remove.sizeHint()
            end -= hint.width()
            place = QRect(end, _PADDING + (high - hint.height()) // 2, hint.width(), hint.height())
            self._remove.setGeometry(self._turned(place, inner))
            end -= SPACE[0]
        about = min(self._about.sizeHint().width(), (end - left) * 2 // 3)
        name = QRect(left, _PADDING, end - about - SPACE[1] - left, high)
        self._name.setGeometry(self._turned(name, inner))
        self._about.setGeometry(self._turned(QRect(end - about, _PADDING, about, high), inner))
        return _PADDING + high + SPACE[1]

    def _place_frames(self, places: Sequence[QRect], inner: int, y: int) -> int:
        caption = caption_height(self._theme)
        shown = len(self.tiles) if self._unfolded else frames_at_first(places)
        high = 0
        for number, (tile, place) in enumerate(zip(self.tiles, places, strict=True)):
            tile.setVisible(number < shown)
            row = place.y() // (FRAME_HEIGHT + GAP)
            moved = place.translated(_PADDING, y + row * caption)
            moved.setHeight(FRAME_HEIGHT + caption)
            tile.setGeometry(self._turned(moved, inner))
            if number < shown:
                high = moved.bottom() + 1 - y
                tile.prefetch()
        y += high
        folded = shown < len(self.tiles)
        self._more.setVisible(folded)
        if folded:
            hint = self._more.sizeHint()
            place = QRect(_PADDING - SPACE[1], y, hint.width(), hint.height())
            self._more.setGeometry(self._turned(place, inner))
            y += hint.height()
        return y

    def _turned(self, place: QRect, inner: int) -> QRect:
        if self.isRightToLeft():
            place.moveLeft(inner + 2 * _PADDING - place.right() - 1)
        return place

    def _icon_place(self) -> QRect:
        side = self._theme.scaled(_ICON)
        top = _PADDING + (self._header_height() - side) // 2
        place = QRect(_PADDING, top, side, side)
        return self._turned(place, self.width() - 2 * _PADDING)

    def _header_height(self) -> int:
        return max(self._name.sizeHint().height(), self._theme.scaled(_ICON))

    def _header_width(self) -> int:
        words = self._name.sizeHint().width() + SPACE[1] + self._about.sizeHint().width()
        button = self._remove.sizeHint().width() + SPACE[0] if self._remove is not None else 0
        return self._theme.scaled(_ICON) + SPACE[1] + words + button

    def _about_words(self) -> str:
        film = self._film
        length = clock(film.seconds)
        if film.start > 0 or film.end < film.seconds:
            length = self.tr("{start}–{end} of {length}").format(
                start=clock(film.start), end=clock(film.end), length=length
            )
        if not film.frames:
            return length
        number = len(film.frames)
        words = self.tr("{length} · {count} pictures", "", number)
        return words.format(length=length, count=count(number))

    def _tile(self, frame: Frame, shown: Shown) -> PictureTile:
        tile = PictureTile(self._theme, self._desk, shown, self, caption=clock(frame.at))
        tile.seen_requested.connect(self.seen_requested)
        tile.touched.connect(self.touched)
        return tile

    def _make_said(self) -> FoldedText:
        said = FoldedText(self._theme, self.tr("What is said in the film"), self)
        said.set_header(self.tr("What is said"))
        said.set_text(said_text(self._film.said))
        said.touched.connect(self.touched)
        said.height_changed.connect(self.height_changed)
        return said

    def _make_remove(self) -> IconButton:
        words = self.tr("Remove {name}").format(name=self._film.name or self.tr("the film"))
        button = IconButton(self._theme, "close", words, parent=self)
        button.clicked.connect(self.remove_requested)
        return button

    def _unfold(self) -> None:
        self._unfolded = True
        if self._more.hasFocus():
            self.tiles[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self.touched.emit()
        self.height_changed.emit()


def frame_sizes(film: Film) -> list[QSize]:
    """The sizes of a film's frames in pixels."""
    return [QSize(frame.picture.width, frame.picture.height) for frame in film.frames]


def frames_at_first(places: Sequence[QRect]) -> int:
    """How many frames stand in the rows that are shown unasked."""
    end = ROWS_AT_FIRST * (FRAME_HEIGHT + GAP)
    return sum(place.y() < end for place in places)


def said_text(said: Sequence[Segment]) -> str:
    """What is said, a line for each piece, with its time."""
    return "\n".join(f"{clock(piece.start)}  {' '.join(piece.text.split())}" for piece in said)
