"""Formulas in a text: each is one character that is drawn."""

from PySide6.QtCore import QRect, QRectF, QSizeF
from PySide6.QtGui import (
    QFontInfo,
    QFontMetrics,
    QFontMetricsF,
    QPainter,
    QPyTextObject,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTransform,
)
from PySide6.QtSvg import QSvgRenderer

from desktop_app.core.formula import Formula, Typeset, Untypeset
from desktop_app.core.markdown import LINE_BREAK, Span
from desktop_app.ui.blocks.prose_style import ProseStyle
from desktop_app.ui.blocks.text_view import TextView
from desktop_app.ui.typesetter import Typesetter
from desktop_app.ui.words import say

OBJECT = "\ufffc"
"""The character that a formula is in a document."""
SOURCE = QTextFormat.Property.UserProperty.value + 3
"""The property that holds how it was written."""
_NUMBER = QTextFormat.Property.UserProperty.value + 4
_KIND = QTextFormat.ObjectTypes.UserObject.value + 1
_FACTOR = 1.12
"""Size of formulas over that of prose: the letters of their font are smaller."""


class FormulaText(QPyTextObject):
    """Writes and draws the formulas of one view; without a typesetter they stay as written."""

    def __init__(self, view: TextView, typesetter: Typesetter | None) -> None:
        super().__init__(view)
        self._view = view
        self._typesetter = typesetter
        self._drawings: dict[int, Typeset] = {}
        self._numbers: dict[Formula, int] = {}
        self._waiting: set[Formula] = set()
        self._covered: list[tuple[QTransform, QRectF, QSvgRenderer]] = []
        """What was drawn selected since the last look: Qt paints its colour over it."""
        view.after_paint = self._uncover
        view.document().documentLayout().registerHandler(_KIND, self)

    def insert(
        self,
        cursor: QTextCursor,
        span: Span,
        style: ProseStyle,
        level: int = 0,
        quote: int = 0,
    ) -> float:
        """Write a formula, or how it was written as long as it is not there; its width (px)."""
        formula = span.formula
        assert formula is not None
        answer = self._typesetter.answer(formula) if self._typesetter else None
        bare = Span("", span.bold, span.italic, span.strike, href=span.href)
        text = span.text.replace("\n", LINE_BREAK)
        char_format = QTextCharFormat(style.char_format(bare, level, quote))
        if isinstance(answer, Typeset):
            number = self._numbers.setdefault(formula, len(self._numbers) + 1)
            self._drawings[number] = answer
            char_format.setObjectType(_KIND)
            char_format.setProperty(_NUMBER, number)
            char_format.setProperty(SOURCE, span.text)
            char_format.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignMiddle)
            char_format.setToolTip(span.text)
            cursor.insertText(OBJECT, char_format)
            return self.intrinsicSize(self._view.document(), 0, char_format).width()
        if isinstance(answer, Untypeset):
            char_format = QTextCharFormat(style.char_format(Span("", code=True), level, quote))
            char_format.setProperty(SOURCE, span.text)
            char_format.setToolTip(reason(answer))
        else:
            self._waiting.add(formula)
        cursor.insertText(text, char_format)
        return QFontMetricsF(char_format.font()).horizontalAdvance(text)

    def has_news(self) -> bool:
        """Whether something that is waited for has an answer now; then all is to be written."""
        if self._typesetter is None:
            return False
        known = {each for each in self._waiting if self._typesetter.answer(each) is not None}
        self._waiting -= known
        return bool(known)

    def intrinsicSize(self, document: QTextDocument, position: int, format: QTextFormat) -> QSizeF:
        """Room for the drawing. Qt wants as much of it above the middle of small letters as
        below."""
        drawing = self._drawings.get(format.intProperty(_NUMBER))
        if drawing is None:
            return QSizeF(0, 0)
        size = self._size(drawing, format)
        middle = _middle(format)
        half = max(drawing.ascent * size - middle, drawing.descent * size + middle)
        return QSizeF(drawing.width * size, 2 * half)

    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        document: QTextDocument,
        position: int,
        format: QTextFormat,
    ) -> None:
        """Draw it in the colour of the text around it."""
        drawing = self._drawings.get(format.intProperty(_NUMBER))
        if drawing is None or self._typesetter is None:
            return
        size = self._size(drawing, format)
        rect = QRectF(rect)
        baseline = rect.center().y() + _below_middle(document, position)
        top = baseline - drawing.ascent * size
        place = QRectF(
            rect.left(), top, drawing.width * size, (drawing.ascent + drawing.descent) * size
        )
        color = format.toCharFormat().foreground().color()
        renderer = self._typesetter.renderer(drawing, color)
        renderer.render(painter, place)
        cursor = self._view.textCursor()
        if cursor.selectionStart() <= position < cursor.selectionEnd():
            self._covered.append((painter.worldTransform(), place, renderer))

    def _uncover(self) -> None:
        """Draw what is selected once more, above the colour of the selection."""
        covered, self._covered = self._covered, []
        if not covered:
            return
        painter = QPainter(self._view.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for transform, place, renderer in covered:
            painter.setWorldTransform(transform)
            renderer.render(painter, place)
        painter.end()

    def _size(self, drawing: Typeset, format: QTextFormat) -> float:
        """The size of the font (px), smaller where the formula would not fit into its line."""
        size = QFontInfo(format.toCharFormat().font()).pixelSize() * _FACTOR
        room = self._view.width()
        if drawing.formula.display or room <= 0:
            return size
        return min(size, max(room, 100) / drawing.width)


def _middle(format: QTextFormat) -> float:
    """How far (px) above their line half the small letters are, as Qt measures it."""
    return QFontMetrics(format.toCharFormat().font()).xHeight() / 4


def _below_middle(document: QTextDocument, position: int) -> float:
    """How far (px) below the middle of its line, where Qt draws, letters stand at `position`."""
    block = document.findBlock(position)
    line = block.layout().lineForTextPosition(position - block.position())
    return line.ascent() - line.height() / 2 if line.isValid() else 0.0


def reason(answer: Untypeset) -> str:
    """Why a formula stays as it was written, for a tooltip."""
    problem = answer.problem
    return f"{say(problem.sentence)} {say(problem.remedy)}"


def written(block: QTextBlock, start: int, end: int) -> str:
    """The text of a paragraph from `start` to `end` (UTF-16 units, from its beginning), with
    formulas as they were written."""
    parts: list[str] = []
    iterator = block.begin()
    while not iterator.atEnd():
        fragment = iterator.fragment()
        place = fragment.position() - block.position()
        text = sliced(fragment.text(), max(0, start - place), end - place)
        if OBJECT in text:
            text = text.replace(OBJECT, fragment.charFormat().stringProperty(SOURCE) or OBJECT)
        parts.append(text)
        iterator += 1
    return "".join(parts)


def sliced(text: str, start: int, end: int) -> str:
    """A part of `text` counted in UTF-16 units, as cursors count."""
    if end <= start:
        return ""
    if text.isascii():
        return text[start:end]
    coded = text.encode("utf-16-le", "surrogatepass")
    return coded[2 * start : 2 * end].decode("utf-16-le", "replace")
