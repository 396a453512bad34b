"""Paragraphs, headings, lists and quotes, one text so that a selection runs through them."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, Qt, QUrl
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QTextBlock, QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QWidget

from desktop_app.core.markdown import BULLET, LINE_BREAK, Paragraph, Rule, Span, Spans
from desktop_app.ui.blocks.block import BlockView
from desktop_app.ui.blocks.formula_text import FormulaText, written
from desktop_app.ui.blocks.prose_style import (
    MARKER,
    QUOTE,
    QUOTE_INDENT,
    RULE,
    ProseStyle,
    list_indent,
    space_above,
)
from desktop_app.ui.blocks.text_view import TextView, line_height
from desktop_app.ui.theme import Theme
from desktop_app.ui.typesetter import Typesetter

Piece = Paragraph | Rule


class ProseBlock(BlockView):
    """A run of paragraphs. Each is one QTextBlock, in the same order.

    While a reply streams in only what differs is written: the paragraphs before it, their layout
    and a selection in them stay as they are.
    """

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, typesetter: Typesetter | None = None
    ) -> None:
        super().__init__(theme, parent)
        self._pieces: list[Piece] = []
        self._style = ProseStyle(theme)
        self._placed: tuple[int, int] | None = None
        self._view = _ProseView(self)
        self._formulas = FormulaText(self._view, typesetter)
        if typesetter is not None:
            typesetter.settled.connect(self._on_settled)
        self._view.setAccessibleName(self.tr("Text"))
        self._view.touched.connect(self.touched)
        self._view.anchorClicked.connect(self._on_anchor)
        self.setFocusProxy(self._view)
        self.set_theme(theme)

    def set_pieces(self, pieces: Sequence[Piece]) -> None:
        """Show `pieces`, keeping the paragraphs at the front that are shown already."""
        same = 0
        for old, new in zip(self._pieces, pieces, strict=False):
            if old != new:
                break
            same += 1
        if same == len(pieces) == len(self._pieces):
            return
        self._write(pieces, same)
        self._pieces = list(pieces)
        self._placed = None
        self._describe()

    def place(self, width: int) -> int:
        if not self._pieces:
            return 0
        if self._placed is None or self._placed[0] != width:
            height = self._view.height_at(width)
            self._view.setGeometry(0, 0, width, height)
            self._placed = (width, height)
        return self._placed[1]

    def plain_text(self) -> str:
        return "\n".join(_words_of(piece) for piece in self._pieces).replace(LINE_BREAK, "\n")

    def texts(self) -> list[TextView]:
        return [self._view]

    def set_theme(self, theme: Theme) -> None:
        self.theme = theme
        self._style = ProseStyle(theme)
        self._view.wear(theme, theme.font())
        self._view.line_color = theme.color("line")
        self._view.marker_color = theme.color("text_second")
        self._view.document().setIndentWidth(list_indent(theme))
        self._placed = None
        pieces, self._pieces = self._pieces, []
        self.set_pieces(pieces)

    def _write(self, pieces: Sequence[Piece], same: int) -> None:
        """Write the pieces from number `same` on over what stands there."""
        self._view.is_plain = not any(
            isinstance(piece, Rule) or piece.quote or piece.marker for piece in pieces
        )
        with self._view.writing() as cursor:
            if same < min(len(pieces), len(self._pieces)) and _extends(
                self._pieces[same], pieces[same]
            ):
                self._rewrite_words(pieces, same)
                same += 1
            self._truncate(cursor, same)
            for number in range(same, len(pieces)):
                cursor.movePosition(QTextCursor.MoveOperation.End)
                if number:
                    cursor.insertBlock()
                self._write_piece(cursor, pieces, number)

    def _truncate(self, cursor: QTextCursor, count: int) -> None:
        """Leave `count` paragraphs."""
        document = self._view.document()
        if count == 0:
            cursor.select(QTextCursor.SelectionType.Document)
            cursor.removeSelectedText()
            cursor.setBlockFormat(QTextBlockFormat())
        elif count < document.blockCount():
            last = document.findBlockByNumber(count - 1)
            block_format, char_format = last.blockFormat(), last.charFormat()
            cursor.setPosition(last.position() + last.length() - 1)
            cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()
            # An empty paragraph takes the looks of what was removed behind it.
            cursor.setBlockFormat(block_format)
            cursor.setBlockCharFormat(char_format)

    def _write_piece(self, cursor: QTextCursor, pieces: Sequence[Piece], number: int) -> None:
        """Fill the empty paragraph at `cursor`."""
        piece = pieces[number]
        above = space_above(pieces[number - 1] if number else None, piece)
        if isinstance(piece, Rule):
            paragraph = Paragraph((), depth=piece.depth, quote=piece.quote)
            block_format = self._style.block_format(paragraph, above)
            block_format.setProperty(RULE, True)
            cursor.setBlockFormat(block_format)
            cursor.setBlockCharFormat(self._style.char_format(Span("")))
            return
        block_format = self._style.block_format(piece, above)
        if _has_formula(piece):  # A fraction needs more room than a line of words has.
            least = QTextBlockFormat.LineHeightTypes.MinimumHeight.value
            block_format.setLineHeight(block_format.lineHeight(), least)
        cursor.setBlockFormat(block_format)
        cursor.setBlockCharFormat(self._style.char_format(Span(""), piece.level, piece.quote))
        self._write_spans(cursor, piece, piece.spans)

    def _rewrite_words(self, pieces: Sequence[Piece], number: int) -> None:
        """Change the words of a paragraph that stays what it is, from the first change on."""
        block = self._view.document().findBlockByNumber(number)
        old, new = self._pieces[number], pieces[number]
        assert isinstance(old, Paragraph)
        assert isinstance(new, Paragraph)
        kept, rest = _split_at_change(old.spans, new.spans)
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + kept)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        self._write_spans(cursor, new, rest)

    def _write_spans(self, cursor: QTextCursor, paragraph: Paragraph, spans: Spans) -> None:
        for span in spans:
            if span.formula is not None:
                self._formulas.insert(cursor, span, self._style, paragraph.level, paragraph.quote)
                continue
            style = replace(span, text="")
            cursor.insertText(
                span.text, self._style.char_format(style, paragraph.level, paragraph.quote)
            )
        if paragraph.quote:
            _indent_quote(cursor, paragraph.quote * QUOTE_INDENT)

    def _on_settled(self) -> None:
        """Formulas have come: the first of the paragraphs that waits for one, and those below."""
        if not self._formulas.has_news():
            return
        first = next(number for number, piece in enumerate(self._pieces) if _has_formula(piece))
        pieces, self._pieces = self._pieces, self._pieces[:first]
        self.set_pieces(pieces)
        self.height_changed.emit()

    def _describe(self) -> None:
        """Those who listen hear a formula as it was written."""
        has = any(map(_has_formula, self._pieces))
        self._view.setAccessibleDescription(self.plain_text() if has else "")

    def _on_anchor(self, address: QUrl) -> None:
        self.link_activated.emit(address.toString())


class _ProseView(TextView):
    """Draws what QTextDocument has no words for, or not the right ones: the line beside a quote,
    the horizontal line, the bullets and numbers of lists."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.is_plain = True
        self.line_color = self.palette().mid().color()
        self.marker_color = self.palette().mid().color()

    def selected_text(self) -> str:
        """With the bullets and numbers of the items whose beginning is selected."""
        cursor = self.textCursor()
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        lines = []
        block = self.document().findBlock(start)
        while block.isValid() and block.position() <= end:
            first = max(0, start - block.position())
            text = written(block, first, end - block.position())
            marker = block.blockFormat().stringProperty(MARKER)
            if marker and not first:
                text = "  " * (block.blockFormat().indent() - 1) + f"{marker} {text}"
            lines.append(text)
            block = block.next()
        return "\n".join(lines).replace(LINE_BREAK, "\n")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.is_plain:
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        block = self.cursorForPosition(event.rect().topLeft()).block()
        while block.isValid():
            area = _area_of(block)
            if area.top() > event.rect().bottom():
                break
            self._paint_block(painter, block, area)
            block = block.next()

    def _paint_block(self, painter: QPainter, block: QTextBlock, area: QRectF) -> None:
        block_format = block.blockFormat()
        if block_format.hasProperty(RULE):
            middle = round(area.center().y())
            painter.fillRect(QRectF(0, middle, self.width(), 1), self.line_color)
        mirrored = block.textDirection() == Qt.LayoutDirection.RightToLeft
        marker = block_format.stringProperty(MARKER)
        if marker:
            self._paint_marker(painter, block, area, mirrored, marker)
        quote = block_format.intProperty(QUOTE)
        if not quote:
            return
        top = area.top()
        if block.previous().blockFormat().intProperty(QUOTE):
            top -= block_format.topMargin()
        for level in range(quote):
            x = level * QUOTE_INDENT
            left = self.width() - x - _QUOTE_LINE if mirrored else x
            painter.fillRect(QRectF(left, top, _QUOTE_LINE, area.bottom() - top), self.line_color)

    def _paint_marker(
        self, painter: QPainter, block: QTextBlock, area: QRectF, mirrored: bool, marker: str
    ) -> None:
        """In the room left of the first line, or right of it where that is read first."""
        block_format = block.blockFormat()
        font = block.charFormat().font()
        margins = block_format.leftMargin() + block_format.rightMargin()
        room = self.document().indentWidth() * block_format.indent() + margins
        gap = font.pointSizeF() * _MARKER_GAP
        line = QRectF(0, area.top(), room - gap, line_height(font))
        if mirrored:
            line.moveRight(self.width() - gap)
            line.setLeft(self.width() - room + gap)
        if marker != BULLET:
            painter.setPen(self.marker_color)
            painter.setFont(font)
            width = painter.fontMetrics().horizontalAdvance(marker)
            first = block.layout().lineAt(0)
            baseline = area.top() + first.y() + first.ascent()
            x = line.left() if mirrored else line.right() - width
            # "3." and not ".3", whichever way the window reads.
            own = Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight
            painter.setLayoutDirection(own)
            painter.drawText(QPointF(x, baseline), marker)
            return
        radius = font.pointSizeF() * _BULLET_RADIUS
        x = line.left() + radius if mirrored else line.right() - radius
        painter.setPen(QPen(self.marker_color, 1))
        painter.setBrush(self.marker_color if block_format.indent() % 2 else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QPointF(x, line.center().y() + 1), radius, radius)


def _indent_quote(cursor: QTextCursor, indent: int) -> None:
    """Keep the words clear of the line, which is at the side from which they are read."""
    block_format = cursor.blockFormat()
    mirrored = cursor.block().textDirection() == Qt.LayoutDirection.RightToLeft
    right = indent if mirrored else 0
    if block_format.rightMargin() != right:
        block_format.setLeftMargin(indent - right)
        block_format.setRightMargin(right)
        cursor.setBlockFormat(block_format)


_QUOTE_LINE = 3
"""Width of the line beside a quote."""
_MARKER_GAP = 0.7
"""Between a marker and the words, in sizes of the font."""
_BULLET_RADIUS = 0.22


def _area_of(block: QTextBlock) -> QRectF:
    """The lines of a paragraph as high as they were made, not as their letters are."""
    layout = block.layout()
    high = block.blockFormat().lineHeight()
    count = max(1, layout.lineCount())
    least = QTextBlockFormat.LineHeightTypes.MinimumHeight.value
    if block.blockFormat().lineHeightType() == least:
        return QRectF(layout.position(), layout.boundingRect().size())
    return QRectF(layout.position().x(), layout.position().y(), 0, high * count)


def _has_formula(piece: Piece) -> bool:
    return isinstance(piece, Paragraph) and any(span.formula for span in piece.spans)


def _words_of(piece: Piece) -> str:
    return "".join(span.text for span in piece.spans) if isinstance(piece, Paragraph) else ""


def _extends(old: Piece, new: Piece) -> bool:
    """Whether the two differ in their words only."""
    return (
        isinstance(old, Paragraph)
        and isinstance(new, Paragraph)
        and replace(old, spans=()) == replace(new, spans=())
        # A formula is one character there, and its line another height.
        and not (_has_formula(old) or _has_formula(new))
    )


def _split_at_change(old: Spans, new: Spans) -> tuple[int, Spans]:
    """How much stays at the front, in UTF-16 units as QTextDocument counts, and the new rest."""
    kept = 0
    for number, span in enumerate(new):
        before = old[number] if number < len(old) else None
        if before == span:
            kept += _units(span.text)
            continue
        if before is None or replace(before, text="") != replace(span, text=""):
            return kept, new[number:]
        common = _common_length(before.text, span.text)
        rest = (replace(span, text=span.text[common:]), *new[number + 1 :])
        return kept + _units(span.text[:common]), rest
    return kept, ()


def _common_length(one: str, other: str) -> int:
    if other.startswith(one):
        return len(one)
    length = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        length += 1
    return length


def _units(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2
