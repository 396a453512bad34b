"""How words look: from Markdown's spans to the formats of a QTextDocument."""

from functools import cache

from PySide6.QtGui import QFont, QFontInfo, QTextBlockFormat, QTextCharFormat, QTextFormat

from desktop_app.core.markdown import Block, Paragraph, Span
from desktop_app.ui.blocks.text_view import line_format
from desktop_app.ui.theme import SPACE, Theme

HEADING_FACTORS = (1.25, 1.12, 1.0)
QUOTE = QTextBlockFormat.Property.BlockQuoteLevel.value
"""The property of a paragraph that counts the quotes it stands in."""
MARKER = QTextFormat.Property.UserProperty.value + 1
"""The property that holds the bullet or number of a list item."""
RULE = QTextFormat.Property.UserProperty.value + 2
"""The property of a paragraph that is a horizontal line."""
CODE_FACTOR = 0.93
"""Size of code over that of prose: fixed-width letters look larger."""
QUOTE_INDENT = SPACE[3]
TIGHT, NEAR, GAP, HEADING_GAP = SPACE[0], SPACE[1], SPACE[2], SPACE[3]


def space_above(before: Block | None, block: Block) -> int:
    """Pixels between a block and the one before it; none above the first."""
    if before is None:
        return 0
    if isinstance(before, Paragraph) and before.level:
        return NEAR
    if isinstance(block, Paragraph):
        if block.level:
            return HEADING_GAP
        if block.tight and isinstance(before, Paragraph):
            return TIGHT
    return GAP


def list_indent(theme: Theme) -> int:
    """How far a list item stands in, in pixels: room for a bullet or a number of two digits."""
    return round(QFontInfo(theme.font()).pixelSize() * 1.7)


class ProseStyle:
    """The formats of one theme. Made anew when the theme changes."""

    def __init__(self, theme: Theme, token: str = "text") -> None:
        self._theme = theme
        self._token = token
        self.char_format = cache(self._char_format)
        self._line = cache(lambda level: line_format(self.font(level)))

    def font(self, level: int = 0) -> QFont:
        """The font of prose, or of a heading of `level` 1 to 6."""
        if not level:
            return self._theme.font()
        return self._theme.font(HEADING_FACTORS[min(level, 3) - 1], bold=True)

    def block_format(self, paragraph: Paragraph, above: int) -> QTextBlockFormat:
        """Line height, indent and the space above a paragraph."""
        block_format = QTextBlockFormat(self._line(paragraph.level))
        block_format.setTopMargin(above)
        block_format.setLeftMargin(paragraph.quote * QUOTE_INDENT)
        block_format.setIndent(paragraph.depth)
        block_format.setProperty(QUOTE, paragraph.quote)
        if paragraph.marker:
            block_format.setProperty(MARKER, paragraph.marker)
        if paragraph.level:
            block_format.setHeadingLevel(paragraph.level)
        return block_format

    def _char_format(self, span: Span, level: int = 0, quote: int = 0) -> QTextCharFormat:
        """How a span looks; `span.text` is left out of it (give "" so that formats are shared)."""
        char_format = QTextCharFormat()
        theme = self._theme
        font = self.font(level)
        if span.code:
            factor = HEADING_FACTORS[min(level, 3) - 1] if level else 1.0
            font = theme.mono_font(CODE_FACTOR * factor)
            char_format.setBackground(theme.color("code_surface"))
        if span.bold:
            font.setWeight(QFont.Weight.Bold)
        font.setItalic(span.italic)
        font.setStrikeOut(span.strike)
        char_format.setFont(font)
        char_format.setForeground(theme.color("text_second" if quote else self._token))
        if span.href:
            char_format.setAnchor(True)
            char_format.setAnchorHref(span.href)
            char_format.setForeground(theme.color("accent"))
            char_format.setFontUnderline(True)
        return char_format
