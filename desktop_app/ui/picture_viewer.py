"""Pictures, large: over the whole screen, before a dark ground, one after the other."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QGuiApplication,
    QImage,
    QImageReader,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import QDialog, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from desktop_app.core.errors import Problem
from desktop_app.ui.blocks.tile_paint import missing_words
from desktop_app.ui.elided_label import ElidedLabel
from desktop_app.ui.picture_canvas import STEP, PictureCanvas
from desktop_app.ui.picture_file import save_as
from desktop_app.ui.picture_reader import picture_reader
from desktop_app.ui.theme import CAPTION, SPACE, Theme
from desktop_app.ui.words import count

_PAN = 80
"""Pixels that an arrow key moves a picture that is larger than the screen."""


@dataclass(frozen=True, slots=True)
class Sight:
    """A picture to look at. `width` and `height` are 0 while nobody knows them."""

    path: Path
    name: str
    width: int = 0
    height: int = 0


class PictureViewer(QDialog):
    """Looks at pictures. It goes away with Esc, and takes nothing with it.

    Pictures are read on other threads; a large one is there in the size of the screen first.
    """

    problem = Signal(object)
    """A picture could not be saved; carries the `Problem`."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pictureViewer")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self._theme = theme
        self._sights: Sequence[Sight] = ()
        self._number = 0
        self._whole = QImage()
        self._tickets = {"fitted": 0, "whole": 0}
        self._copying = False
        self._reader = picture_reader()
        self._reader.read.connect(self._on_read)
        self._build()
        self._make_keys()

    def show_picture(self, path: Path | str, name: str) -> None:
        """Open with one picture."""
        self.show_pictures([Sight(Path(path), name)], 0)

    def show_pictures(self, sights: Sequence[Sight], number: int) -> None:
        """Open with one of these; the arrow keys lead to the others."""
        self._sights = sights
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.screen().geometry())
        self.showFullScreen()
        self._canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        self._look_at(number)

    @property
    def canvas(self) -> PictureCanvas:
        """The field that the picture is on."""
        return self._canvas

    def step(self, by: int) -> None:
        """Go on to another picture; at the end nothing happens."""
        number = min(max(self._number + by, 0), len(self._sights) - 1)
        if number != self._number:
            self._look_at(number)

    def save(self) -> None:
        """Ask where to, and save the picture there."""
        sight = self._sights[self._number]
        if not sight.path.is_file():
            self.problem.emit(Problem("picture.gone", {"name": sight.name}))
        elif problem := save_as(self, sight.path, sight.name):
            self.problem.emit(problem)

    def copy(self) -> None:
        """Put the picture into the clipboard, as soon as all of it is there."""
        self._copying = True
        self._give_copy()

    def _look_at(self, number: int) -> None:
        self._number = number
        sight = self._sights[number]
        size = QSize(sight.width, sight.height)
        if size.isEmpty():
            size = QImageReader(str(sight.path)).size()  # The header alone.
        self._whole = QImage()
        self._copying = False
        self._forget()
        self._canvas.clear(size)
        # The last one asked for is read first.
        self._tickets["whole"] = self._reader.request(sight.path)
        self._ask_fitted()
        self._describe(size)

    def _forget(self) -> None:
        for ticket in self._tickets.values():
            self._reader.forget(ticket)

    def _ask_fitted(self) -> None:
        """Have the picture made as large as it fits, once the size of the field is known."""
        self._reader.forget(self._tickets["fitted"])
        room = self._canvas.size() * self._canvas.devicePixelRatioF()
        sight = self._sights[self._number]
        self._tickets["fitted"] = self._reader.request(sight.path, room)

    def _on_read(self, ticket: int, image: QImage) -> None:
        if ticket == self._tickets["fitted"]:
            self._canvas.set_fitted(image)
        elif ticket == self._tickets["whole"]:
            self._whole = image
            if image.isNull():
                self._canvas.set_message(missing_words())
            else:
                self._canvas.set_whole(image)
                self._describe(image.size())
                self._give_copy()

    def _give_copy(self) -> None:
        if self._copying and not self._whole.isNull():
            self._copying = False
            QGuiApplication.clipboard().setImage(self._whole)

    def _describe(self, size: QSize) -> None:
        sight = self._sights[self._number]
        name = sight.name or self.tr("Picture")
        about = []
        if not size.isEmpty():
            about.append(f"{count(size.width())} × {count(size.height())}")
        if len(self._sights) > 1:
            about.append(
                self.tr("{number} of {count}").format(
                    number=self._number + 1, count=len(self._sights)
                )
            )
        words = " · ".join(about)
        self._name.setText(name)
        self._about.setText(words)
        self.setWindowTitle(name)
        spoken = f"{name}, {words}"
        if spoken != self._canvas.accessibleName():
            self._canvas.setAccessibleName(spoken)
            if QAccessible.isActive():
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._canvas, spoken))
        self._before.setEnabled(self._number > 0)
        self._after.setEnabled(self._number < len(self._sights) - 1)
        for button in (self._before, self._after):
            button.setVisible(len(self._sights) > 1)

    def _build(self) -> None:
        self._canvas = PictureCanvas(self._theme, self)
        self._canvas.scaled.connect(self._on_scaled)
        self._canvas.resized.connect(self._on_resized)
        self._name = ElidedLabel(self)
        self._name.setFont(self._theme.font(1.0, bold=True))
        self._about = ElidedLabel(self)
        self._percent = ElidedLabel(self)
        for label in (self._about, self._percent):
            label.setFont(self._theme.font(CAPTION))
        self._percent.setMinimumWidth(self._percent.fontMetrics().horizontalAdvance("1600 %"))
        self._percent.setAlignment(Qt.AlignmentFlag.AlignCenter)
        bar = QHBoxLayout()
        bar.setContentsMargins(SPACE[3], SPACE[1], SPACE[1], SPACE[1])
        bar.setSpacing(SPACE[1])
        bar.addWidget(self._name)
        bar.addWidget(self._about)
        bar.addStretch(1)
        left, right = ("chevron-left", "chevron-right")
        if self.isRightToLeft():
            left, right = right, left
        self._before = self._button(bar, left, self.tr("Previous picture"), lambda: self.step(-1))
        self._after = self._button(bar, right, self.tr("Next picture"), lambda: self.step(1))
        bar.addSpacing(SPACE[1])
        self._button(bar, "minus", self.tr("Smaller (−)"), lambda: self._canvas.zoom(1 / STEP))
        bar.addWidget(self._percent)
        self._button(bar, "plus", self.tr("Larger (+)"), lambda: self._canvas.zoom(STEP))
        bar.addSpacing(SPACE[1])
        self._button(bar, "save", self.tr("Save as…"), self.save)
        self._button(bar, "copy", self.tr("Copy the picture"), self.copy)
        self._button(bar, "close", self.tr("Close (Esc)"), self.close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, SPACE[2])
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self._canvas, 1)

    def _button(
        self, bar: QHBoxLayout, icon: str, words: str, act: Callable[[], object]
    ) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(self._theme.icon(icon, "backdrop_text"))
        side = self._theme.scaled(16)
        button.setIconSize(QSize(side, side))
        button.setAccessibleName(words)
        button.setToolTip(words)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: act())
        bar.addWidget(button)
        return button

    def _make_keys(self) -> None:
        """Shortcuts and not key events: a button with the focus would take the arrows."""
        canvas = self._canvas
        onwards = -1 if self.isRightToLeft() else 1
        keys: tuple[tuple[Sequence[str], Callable[[], object]], ...] = (
            (("Right",), lambda: self._sideways(onwards)),
            (("Left",), lambda: self._sideways(-onwards)),
            (("PgDown",), lambda: self.step(1)),
            (("PgUp", "Backspace"), lambda: self.step(-1)),
            (("Home",), lambda: self.step(-len(self._sights))),
            (("End",), lambda: self.step(len(self._sights))),
            (("Up",), lambda: canvas.pan(0, _PAN)),
            (("Down",), lambda: canvas.pan(0, -_PAN)),
            (("+", "=", "Ctrl++", "Ctrl+="), lambda: canvas.zoom(STEP)),
            (("-", "Ctrl+-"), lambda: canvas.zoom(1 / STEP)),
            (("0", "Ctrl+0"), canvas.fit),
            (("1", "Ctrl+1"), lambda: canvas.set_scale(1.0)),
            (("Ctrl+S",), self.save),
            (("Ctrl+C",), self.copy),
        )
        for names, act in keys:
            for name in names:
                QShortcut(QKeySequence(name), self).activated.connect(lambda act=act: act())

    def _sideways(self, by: int) -> None:
        """To the next picture; where there is only one, along it."""
        if len(self._sights) > 1:
            self.step(by)
        else:
            self._canvas.pan(-by * _PAN, 0)

    def _on_scaled(self, scale: float) -> None:
        self._percent.setText(self.tr("{percent} %").format(percent=round(scale * 100)))

    def _on_resized(self) -> None:
        if self._sights:
            self._ask_fitted()

    def done(self, result: int) -> None:
        """However it is closed, it gives back the memory of what it showed."""
        self._forget()
        self._whole = QImage()
        self._canvas.clear(QSize())
        super().done(result)


def viewer_keys(right_to_left: bool = False) -> list[tuple[str, str]]:
    """The keys of the large view and what they do, for the list of all keys."""
    onwards, back = ("Left", "Right") if right_to_left else ("Right", "Left")
    translate = QCoreApplication.translate
    return [
        (onwards, translate("PictureViewer", "Next picture (in the large view)")),
        (back, translate("PictureViewer", "Previous picture (in the large view)")),
        ("+", translate("PictureViewer", "Larger (in the large view)")),
        ("-", translate("PictureViewer", "Smaller (in the large view)")),
        ("0", translate("PictureViewer", "All of the picture (in the large view)")),
        ("1", translate("PictureViewer", "Each pixel as large as it is (in the large view)")),
        ("Ctrl+S", translate("PictureViewer", "Save the picture (in the large view)")),
        ("Ctrl+C", translate("PictureViewer", "Copy the picture (in the large view)")),
    ]
