"""What a message shows besides its words: pictures, films and documents, below each other."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QLabel, QMenu, QWidget

from desktop_app.core.attachment import Attachment, Film
from desktop_app.core.document import Document
from desktop_app.core.picture import Picture
from desktop_app.ui.attachment_chip import THUMBNAIL
from desktop_app.ui.blocks.document_block import DocumentBlock
from desktop_app.ui.blocks.film_block import FRAME_HEIGHT, FilmBlock, frame_sizes
from desktop_app.ui.blocks.picture_block import PictureBlock
from desktop_app.ui.blocks.picture_tile import seen_words
from desktop_app.ui.blocks.text_view import line_height
from desktop_app.ui.blocks.tile_paint import caption_height
from desktop_app.ui.blocks.tiling import GAP, ROW_HEIGHT, tiled
from desktop_app.ui.picture_desk import PictureDesk, Shown, shown_of
from desktop_app.ui.theme import CAPTION, SPACE, Theme
from desktop_app.ui.words import count

EDIT_HEIGHT = 88
"""Of the pictures (px) of a message that is edited: its words come first there."""

_LONGEST_NAME = 40
"""Characters of a name in the menu."""

Block = PictureBlock | FilmBlock | DocumentBlock

Group = tuple[int, tuple[Attachment, ...]]
"""Attachments that share a block, and the place of the first one among all."""


class AttachmentColumn(QWidget):
    """Blocks of pictures and films at the edge where the person's words stand.

    A number in a signal is the place of an attachment in the message. What is `removable` has an
    X each, and nothing else is done with it.
    """

    seen_requested = Signal(int, bool)
    remove_requested = Signal(int)
    touched = Signal()
    height_changed = Signal()

    def __init__(
        self,
        theme: Theme,
        desk: PictureDesk,
        attachments: Sequence[Attachment],
        owner: str,
        parent: QWidget,
        *,
        removable: bool = False,
    ) -> None:
        """`owner` is the id of the message."""
        super().__init__(parent)
        self._owner = owner
        self.setAccessibleName(self.tr("Attachments"))
        self._theme = theme
        self._desk = desk
        self._removable = removable
        self._attachments: tuple[Attachment, ...] = ()
        self._blocks: list[Block] = []
        self._note = QLabel(self)
        self._note.setWordWrap(True)
        self.set_attachments(attachments)
        self.set_theme(theme)

    @property
    def attachments(self) -> tuple[Attachment, ...]:
        """What is shown."""
        return self._attachments

    def set_attachments(self, attachments: Sequence[Attachment]) -> None:
        """Show these. Where only what the model sees of them changed, the widgets stay."""
        before, self._attachments = self._attachments, tuple(attachments)
        if _all_seen(before) != _all_seen(self._attachments):
            self._rebuild()
        else:
            for block, (first, group) in zip(self._blocks, groups(attachments), strict=True):
                self._update(block, first, group)
        self._write_note()

    def place(self, width: int) -> tuple[int, int]:
        """Lay out for `width` pixels and return the width and height needed."""
        sizes = [block.place(width) for block in self._blocks]
        note = min(width, self._note_width()) if self._note.text() else 0
        widest = max([note, *(wide for wide, _ in sizes)], default=0)
        mirrored = self.isRightToLeft()
        y = 0
        for block, (wide, high) in zip(self._blocks, sizes, strict=True):
            at_left = mirrored != self._removable
            block.setGeometry(0 if at_left else widest - wide, y, wide, high)
            y += high + GAP
        if self._note.text():
            high = self._note.heightForWidth(note)
            self._note.setGeometry(0 if mirrored else widest - note, y - SPACE[0], note, high)
            y += high + SPACE[0]
        return widest, max(0, y - GAP)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours and fonts of `theme`."""
        self._theme = theme
        for block in self._blocks:
            block.set_theme(theme)
        self._note.setFont(theme.font(CAPTION))
        palette = self._note.palette()
        palette.setColor(palette.ColorRole.WindowText, theme.color("text_second"))
        self._note.setPalette(palette)

    def menu(self, parent: QWidget) -> QMenu:
        """What can be done with each picture and film, for the keyboard: one menu for all."""
        menu = QMenu(parent)
        several = len(self._attachments) > 1
        for block, (first, group) in zip(self._blocks, groups(self._attachments), strict=True):
            for number, attachment in enumerate(group):
                name = attachment.name or self.tr("Picture {number}").format(
                    number=first + number + 1
                )
                inner = menu.addMenu(_plain(name)) if several else menu
                if isinstance(block, PictureBlock):
                    block.tiles[number].add_actions(inner)
                else:
                    block.add_actions(inner)
                if not inner.isEmpty():
                    inner.addSeparator()
                self._add_seen(inner, first + number, attachment.seen)
        return menu

    def _note_width(self) -> int:
        """Of its words on one line: a label that may wrap proposes to do so."""
        return self._note.fontMetrics().horizontalAdvance(self._note.text()) + 2

    def _add_seen(self, menu: QMenu, number: int, seen: bool) -> None:
        menu.addAction(seen_words(seen)).triggered.connect(
            lambda: self.seen_requested.emit(number, not seen)
        )

    def _rebuild(self) -> None:
        for block in self._blocks:
            block.hide()
            block.deleteLater()
        self._blocks = [self._block(*group) for group in groups(self._attachments)]
        for block in self._blocks:
            block.show()

    def _block(self, first: int, group: tuple[Attachment, ...]) -> Block:
        block: Block
        theme, desk, removable = self._theme, self._desk, self._removable
        if isinstance(group[0], Film):
            where = f"{self._owner}/{first}"
            block = FilmBlock(theme, desk, group[0], where, self, removable=removable)
            block.seen_requested.connect(lambda seen: self.seen_requested.emit(first, seen))
            block.remove_requested.connect(lambda: self.remove_requested.emit(first))
            block.height_changed.connect(self.height_changed)
        elif isinstance(group[0], Document):
            block = DocumentBlock(theme, desk, group[0], self, removable=removable)
            block.seen_requested.connect(lambda seen: self.seen_requested.emit(first, seen))
            block.remove_requested.connect(lambda: self.remove_requested.emit(first))
        else:
            height = EDIT_HEIGHT if removable else ROW_HEIGHT
            shown = self._shown(first, group)
            block = PictureBlock(theme, desk, shown, self, row_height=height, removable=removable)
            block.seen_requested.connect(
                lambda number, seen: self.seen_requested.emit(first + number, seen)
            )
            block.remove_requested.connect(
                lambda number: self.remove_requested.emit(first + number)
            )
        block.touched.connect(self.touched)
        return block

    def _update(self, block: Block, first: int, group: tuple[Attachment, ...]) -> None:
        if isinstance(block, PictureBlock):
            block.set_shown(self._shown(first, group))
        elif isinstance(block, FilmBlock) and isinstance(group[0], Film):
            block.set_film(group[0])
        elif isinstance(block, DocumentBlock) and isinstance(group[0], Document):
            block.set_document(group[0])

    def _shown(self, first: int, group: tuple[Attachment, ...]) -> list[Shown]:
        """The pictures of a group, known by their places in the message."""
        return [
            shown
            for number, attachment in enumerate(group, start=first)
            for shown in shown_of(attachment, f"{self._owner}/{number}")
        ]

    def _write_note(self) -> None:
        """Say what the fading means, below it."""
        hidden = sum(not attachment.seen for attachment in self._attachments)
        several = len(self._attachments) > 1
        if not hidden or self._removable:
            text = ""
        elif several and hidden < len(self._attachments):
            text = self.tr("The model no longer sees {hidden} of these {all}.").format(
                hidden=count(hidden), all=count(len(self._attachments))
            )
        elif several:
            text = self.tr("The model no longer sees these.")
        elif isinstance(self._attachments[0], Film):
            text = self.tr("The model no longer sees this film.")
        elif isinstance(self._attachments[0], Document):
            text = self.tr("The model no longer sees this file.")
        else:
            text = self.tr("The model no longer sees this picture.")
        self._note.setText(text)
        self._note.setVisible(bool(text))
        side = Qt.AlignmentFlag.AlignLeft if self.isRightToLeft() else Qt.AlignmentFlag.AlignRight
        self._note.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)


def estimated_height(attachments: Sequence[Attachment], width: int, theme: Theme) -> int:
    """How high a column of these is, for messages that have no widgets yet: of pictures exactly."""
    height = -GAP
    for _, group in groups(attachments):
        if isinstance(group[0], Film):
            film = group[0]
            rows = {place.y() for place in tiled(frame_sizes(film), width, FRAME_HEIGHT).places}
            frames = min(2, len(rows)) * (FRAME_HEIGHT + GAP + caption_height(theme))
            height += frames + 2 * line_height(theme.font()) + 3 * SPACE[2]
        elif isinstance(group[0], Document):
            height += theme.scaled(THUMBNAIL) + 2 * SPACE[0]
        else:
            sizes = [QSize(picture.width, picture.height) for picture in _pictures(group)]
            height += tiled(sizes, width).size.height()
        height += GAP
    return max(0, height)


def groups(attachments: Sequence[Attachment]) -> Iterator[Group]:
    """Pictures that follow each other share a block; films and documents have their own."""
    run: list[Attachment] = []
    for number, attachment in enumerate(attachments):
        if isinstance(attachment, Picture):
            run.append(attachment)
            continue
        if run:
            yield number - len(run), tuple(run)
            run = []
        yield number, (attachment,)
    if run:
        yield len(attachments) - len(run), tuple(run)


def _pictures(group: Sequence[Attachment]) -> list[Picture]:
    return [attachment for attachment in group if isinstance(attachment, Picture)]


def _all_seen(attachments: Sequence[Attachment]) -> tuple[Attachment, ...]:
    """These as if the model saw them all: what else tells them apart."""
    return tuple(replace(attachment, seen=True) for attachment in attachments)


def _plain(name: str) -> str:
    """A name as a menu shows it: not too long, and there a single & makes a key."""
    if len(name) > _LONGEST_NAME:
        half = _LONGEST_NAME // 2
        name = f"{name[:half].rstrip()}…{name[-half:].lstrip()}"
    return name.replace("&", "&&")
