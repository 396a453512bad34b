"""The blocks of one reply, one below the other."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.core.markdown import Block, Code, Equation, Paragraph, Rule, Span, Table
from desktop_app.ui.blocks.block import BlockView
from desktop_app.ui.blocks.code import CodeBlock
from desktop_app.ui.blocks.equation import EquationBlock
from desktop_app.ui.blocks.prose import ProseBlock
from desktop_app.ui.blocks.prose_style import QUOTE_INDENT, list_indent, space_above
from desktop_app.ui.blocks.selection import MessageSelection
from desktop_app.ui.blocks.table import TableBlock
from desktop_app.ui.blocks.text_view import TextView
from desktop_app.ui.theme import Theme
from desktop_app.ui.typesetter import Typesetter

PROSE_RUN = 40
"""Paragraphs in one text at most, so that a long reply is no single endless document."""

MOST_EQUATIONS = 100
"""Formulas on lines of their own that have a view each; those behind them stand in the prose. A
reply of thousands would keep the window for seconds."""

Group = tuple[Block, ...]


class BlockColumn(QWidget):
    """Shows a sequence of blocks and changes only what differs from the one shown before."""

    touched = Signal()
    link_activated = Signal(str)
    height_changed = Signal()

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, typesetter: Typesetter | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._typesetter = typesetter
        self._groups: list[Group] = []
        self._views: list[BlockView] = []
        self.selection = MessageSelection(self.texts)
        """What is selected in the blocks, as one."""

    @property
    def views(self) -> Sequence[BlockView]:
        """The widgets of the blocks, from top to bottom."""
        return self._views

    def texts(self) -> list[TextView]:
        """The texts in which one can select, from top to bottom."""
        return [text for view in self._views for text in view.texts()]

    def show_blocks(self, blocks: Sequence[Block], keep: int = 0) -> None:
        """Show `blocks`, the first `keep` of which are as they were the last time."""
        blocks = _spared(blocks)
        first, position = self._group_at(keep)
        groups = grouped(blocks[position:])
        for number, group in enumerate(groups, start=first):
            if number < len(self._groups) and self._groups[number] == group:
                continue
            self._show_group(number, group)
        del self._groups[first + len(groups) :]
        for view in self._views[len(self._groups) :]:
            view.hide()
            view.deleteLater()
        del self._views[len(self._groups) :]

    def place(self, width: int) -> int:
        """Lay out for `width` pixels and return the height needed."""
        y = 0
        before: Block | None = None
        mirrored = self.isRightToLeft()
        for group, view in zip(self._groups, self._views, strict=True):
            y += space_above(before, group[0])
            indent = self._indent(group[0])
            inner = max(1, width - indent)
            height = view.place(inner)
            view.setGeometry(0 if mirrored else indent, y, inner, height)
            y += height
            before = group[-1]
        for text in self.texts():  # A formula may have become a card meanwhile.
            text.keeper = self.selection
        return y

    def set_theme(self, theme: Theme) -> None:
        """Take the colours and fonts of `theme`."""
        self._theme = theme
        for view in self._views:
            view.set_theme(theme)

    def _group_at(self, keep: int) -> tuple[int, int]:
        """The number of the group that may change first, and of its first block."""
        position = 0
        for number, group in enumerate(self._groups):
            if position + len(group) > keep or number == len(self._groups) - 1:
                return number, position
            position += len(group)
        return 0, 0

    def _show_group(self, number: int, group: Group) -> None:
        if number < len(self._views):
            if not _fits(self._views[number], group):
                old = self._views[number]
                old.hide()
                old.deleteLater()
                self._views[number] = self._new_view(group)
            self._groups[number] = group
        else:
            self._views.append(self._new_view(group))
            self._groups.append(group)
        _fill(self._views[number], group)

    def _new_view(self, group: Group) -> BlockView:
        kind = _KINDS[type(group[0])]
        view: BlockView
        if issubclass(kind, CodeBlock):
            view = kind(self._theme, self)
        else:
            view = kind(self._theme, self, self._typesetter)
        view.touched.connect(self.touched)
        view.link_activated.connect(self.link_activated)
        view.height_changed.connect(self.height_changed)
        view.show()
        return view

    def _indent(self, block: Block) -> int:
        """Text sets itself in; what is a box of its own is set in here."""
        if isinstance(block, Paragraph | Rule):
            return 0
        return block.depth * list_indent(self._theme) + block.quote * QUOTE_INDENT


_KINDS: dict[type, type[ProseBlock | CodeBlock | TableBlock | EquationBlock]] = {
    Paragraph: ProseBlock,
    Rule: ProseBlock,
    Code: CodeBlock,
    Table: TableBlock,
    Equation: EquationBlock,
}


def _spared(blocks: Sequence[Block]) -> Sequence[Block]:
    """The same blocks, with formulas in prose from the first on that is one too many."""
    equations = [number for number, block in enumerate(blocks) if isinstance(block, Equation)]
    if len(equations) <= MOST_EQUATIONS:
        return blocks
    spared = list(blocks)
    for number in equations[MOST_EQUATIONS:]:
        block = spared[number]
        assert isinstance(block, Equation)
        spans = (Span(block.text, formula=block.formula),)
        spared[number] = Paragraph(spans, depth=block.depth, quote=block.quote)
    return spared


def grouped(blocks: Sequence[Block]) -> list[Group]:
    """Paragraphs that follow each other share a view; everything else has its own."""
    groups: list[Group] = []
    run: list[Block] = []
    for block in blocks:
        if isinstance(block, Paragraph | Rule):
            run.append(block)
            if len(run) < PROSE_RUN:
                continue
        if run:
            groups.append(tuple(run))
            run = []
        if not isinstance(block, Paragraph | Rule):
            groups.append((block,))
    if run:
        groups.append(tuple(run))
    return groups


def _fits(view: BlockView, group: Group) -> bool:
    return type(view) is _KINDS[type(group[0])]


def _fill(view: BlockView, group: Group) -> None:
    block = group[0]
    if isinstance(view, CodeBlock) and isinstance(block, Code):
        view.set_code(block)
    elif isinstance(view, TableBlock) and isinstance(block, Table):
        view.set_table(block)
    elif isinstance(view, EquationBlock) and isinstance(block, Equation):
        view.set_equation(block)
    elif isinstance(view, ProseBlock):
        view.set_pieces([piece for piece in group if isinstance(piece, Paragraph | Rule)])
