"""A formula on a line of its own; one that cannot be drawn is a card with its source."""

import math

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextBlockFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QTextEdit, QWidget

from desktop_app.core.formula import Formula, Untypeset
from desktop_app.core.markdown import Code, Equation, Span
from desktop_app.ui.blocks.block import BlockView
from desktop_app.ui.blocks.code import CodeBlock
from desktop_app.ui.blocks.formula_text import FormulaText, reason, written
from desktop_app.ui.blocks.prose_style import ProseStyle
from desktop_app.ui.blocks.text_view import TextView
from desktop_app.ui.theme import SPACE, Theme
from desktop_app.ui.typesetter import Typesetter


class EquationBlock(BlockView):
    """Stands as it was written until it is drawn, then in the middle; a wide one scrolls."""

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, typesetter: Typesetter | None = None
    ) -> None:
        super().__init__(theme, parent)
        self._equation = Equation("", Formula(""))
        self._typesetter = typesetter
        self._placed: tuple[int, int] | None = None
        self._card: CodeBlock | None = None
        self._view = _EquationView(self)
        self._view.setLineWrapMode(QTextEdit.LineWrapMode.NoWrap)
        self._view.touched.connect(self.touched)
        self._formulas = FormulaText(self._view, typesetter)
        if typesetter is not None:
            typesetter.settled.connect(self._on_settled)
        self.setFocusProxy(self._view)
        self.set_theme(theme)

    def set_equation(self, equation: Equation) -> None:
        """Show `equation`, as it was written first."""
        if equation != self._equation:
            self._equation = equation
            self._write()

    def place(self, width: int) -> int:
        if self._placed is None or self._placed[0] != width:
            self._placed = (width, self._lay_out(width))
        return self._placed[1]

    def plain_text(self) -> str:
        return self._equation.text

    def texts(self) -> list[TextView]:
        return self._card.texts() if self._card is not None else [self._view]

    def set_theme(self, theme: Theme) -> None:
        self.theme = theme
        self._view.wear(theme, theme.font())
        if self._card is not None:
            self._card.set_theme(theme)
        self._write()

    def _write(self) -> None:
        self._placed = None
        equation = self._equation
        answer = self._typesetter.answer(equation.formula) if self._typesetter else None
        if isinstance(answer, Untypeset):
            self._show_card(equation.text, reason(answer))
            return
        self._hide_card()
        self._view.setAccessibleName(self.tr("Formula: {source}").format(source=equation.text))
        middle = Qt.AlignmentFlag.AlignHCenter if answer else Qt.AlignmentFlag.AlignLeading
        # Without wrapping QTextDocument takes the side from here, and from no paragraph.
        option = QTextOption(middle)
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        self._view.document().setDefaultTextOption(option)
        with self._view.writing() as cursor:
            cursor.select(QTextCursor.SelectionType.Document)
            cursor.removeSelectedText()
            block_format = QTextBlockFormat()
            block_format.setAlignment(middle)
            cursor.setBlockFormat(block_format)
            span = Span(equation.text, formula=equation.formula)
            self._formulas.insert(cursor, span, ProseStyle(self.theme), quote=equation.quote)

    def _lay_out(self, width: int) -> int:
        if self._card is not None:
            height = self._card.place(width)
            self._card.setGeometry(0, 0, width, height)
            return height
        document = self._view.document()
        natural = math.ceil(document.idealWidth())
        scrolls = natural > width
        document.setTextWidth(max(natural, width))
        height = math.ceil(document.size().height())
        bar = self._view.horizontalScrollBar()
        policy = self._view.horizontalScrollBarPolicy()
        self._view.setHorizontalScrollBarPolicy(
            policy.ScrollBarAlwaysOn if scrolls else policy.ScrollBarAlwaysOff
        )
        if scrolls:
            bar.setAccessibleName(self.tr("Scroll formula sideways"))
            height += bar.sizeHint().height() + SPACE[0]
        self._view.setGeometry(0, 0, width, height)
        return height

    def _show_card(self, source: str, tip: str) -> None:
        if self._card is None:
            self._card = CodeBlock(self.theme, self)
            self._card.touched.connect(self.touched)
            self._card.height_changed.connect(self.height_changed)
            self._card.show()
            self.setFocusProxy(self._card)
        self._card.set_code(Code(source, "LaTeX"))
        self._card.setToolTip(tip)
        self._card.setAccessibleDescription(tip)
        self._view.hide()

    def _hide_card(self) -> None:
        if self._card is None:
            return
        self._card.hide()
        self._card.deleteLater()
        self._card = None
        self._view.show()
        self.setFocusProxy(self._view)

    def _on_settled(self) -> None:
        if self._formulas.has_news():
            self._write()
            self.height_changed.emit()


class _EquationView(TextView):
    """Gives what was written to who copies."""

    def selected_text(self) -> str:
        cursor = self.textCursor()
        return written(self.document().begin(), cursor.selectionStart(), cursor.selectionEnd())
