"""A block of code: a card with its language, a button to copy it, and the code."""

from PySide6.QtCore import QRectF, QTimer
from PySide6.QtGui import (
    QFontMetricsF,
    QGuiApplication,
    QPainter,
    QPaintEvent,
    QPen,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QLabel, QTextEdit, QWidget

from desktop_app.core.markdown import Code
from desktop_app.ui.blocks.block import BlockView
from desktop_app.ui.blocks.highlighter import Highlighter
from desktop_app.ui.blocks.prose_style import CODE_FACTOR
from desktop_app.ui.blocks.text_view import TextView, line_format
from desktop_app.ui.text_button import TextButton
from desktop_app.ui.theme import RADIUS_CARD, SMALL, SPACE, Theme

_PADDING = SPACE[2]
_TAB_COLUMNS = 4
_COPIED_MILLISECONDS = 1500


class CodeBlock(BlockView):
    """Code that never wraps: long lines scroll sideways inside the card.

    Text that only grows is appended, whatever its length; colours follow in slices.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._code = Code("")
        self._header = 0
        self._placed: tuple[int, int] | None = None
        self._label = QLabel(self)
        self._view = TextView(self)
        self._view.setLineWrapMode(QTextEdit.LineWrapMode.NoWrap)
        self._view.touched.connect(self.touched)
        self._copy = TextButton(theme, self.tr("copy"), self.tr("Copy code"), self)
        self._copy.clicked.connect(self._on_copy)
        self._copied = QTimer(self)
        self._copied.setSingleShot(True)
        self._copied.setInterval(_COPIED_MILLISECONDS)
        self._copied.timeout.connect(self._on_copied_over)
        self._highlighter = Highlighter(self._view.document(), theme, self)
        self.setFocusProxy(self._view)
        self._set_language("")
        self.set_theme(theme)

    @property
    def highlighter(self) -> Highlighter:
        """What colours the code."""
        return self._highlighter

    def set_code(self, code: Code) -> None:
        """Show `code`; only what is new of it is written."""
        old = self._code
        if code == old:
            return
        self._code = code
        self._placed = None
        if code.language != old.language:
            self._set_language(code.language)
        if code.text.startswith(old.text) and old.text:
            with self._view.writing() as cursor:
                cursor.movePosition(QTextCursor.MoveOperation.End)
                cursor.insertText(code.text[len(old.text) :])
        else:
            self._write_all()
        self._highlighter.rehighlight()

    def place(self, width: int) -> int:
        if self._placed is None or self._placed[0] != width:
            self._placed = (width, self._lay_out(width))
        return self._placed[1]

    def plain_text(self) -> str:
        return self._code.text

    def texts(self) -> list[TextView]:
        return [self._view]

    def set_theme(self, theme: Theme) -> None:
        self.theme = theme
        font = theme.mono_font(CODE_FACTOR)
        self._view.wear(theme, font)
        self._label.setFont(theme.font(SMALL))
        palette = self._label.palette()
        palette.setColor(palette.ColorRole.WindowText, theme.color("text_second"))
        self._label.setPalette(palette)
        self._copy.set_theme(theme)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        option.setTabStopDistance(QFontMetricsF(font).horizontalAdvance(" " * _TAB_COLUMNS))
        self._view.document().setDefaultTextOption(option)
        self._placed = None
        self._write_all()
        self._highlighter.set_theme(theme)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.theme.color("line"), 1))
        painter.setBrush(self.theme.color("code_surface"))
        card = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(card, RADIUS_CARD, RADIUS_CARD)
        painter.fillRect(QRectF(1, self._header, self.width() - 2, 1), self.theme.color("line"))

    def _set_language(self, language: str) -> None:
        shown = language or self.tr("code")
        self._label.setText(shown)
        self._view.setAccessibleName(self.tr("Code, {language}").format(language=shown))
        self._highlighter.set_language(language)

    def _write_all(self) -> None:
        with self._view.writing() as cursor:
            cursor.select(QTextCursor.SelectionType.Document)
            cursor.removeSelectedText()
            cursor.setBlockFormat(line_format(self._view.font()))
            cursor.insertText(self._code.text)

    def _lay_out(self, width: int) -> int:
        label, copy = self._label.sizeHint(), self._copy.sizeHint()
        self._header = copy.height() + SPACE[0]
        self._copy.setGeometry(
            width - copy.width() - SPACE[0], SPACE[0] // 2, copy.width(), copy.height()
        )
        room = max(0, width - copy.width() - _PADDING - SPACE[1])
        self._label.setGeometry(
            _PADDING, (self._header - label.height()) // 2, min(label.width(), room), label.height()
        )
        document = self._view.document()
        inner = max(1, width - 2 * _PADDING)
        height = round(document.size().height())
        bar = self._view.horizontalScrollBar()
        if document.idealWidth() > inner:
            bar.setAccessibleName(self.tr("Scroll code sideways"))
            height += bar.sizeHint().height() + SPACE[0]
        self._show_bar(document.idealWidth() > inner)
        top = self._header + 1 + _PADDING
        self._view.setGeometry(_PADDING, top, inner, height)
        return top + height + _PADDING

    def _show_bar(self, shown: bool) -> None:
        policy = self._view.horizontalScrollBarPolicy()
        on, off = policy.ScrollBarAlwaysOn, policy.ScrollBarAlwaysOff
        self._view.setHorizontalScrollBarPolicy(on if shown else off)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._code.text)
        self._copy.setText(self.tr("copied"))
        self._copied.start()
        self._placed = None
        self.height_changed.emit()

    def _on_copied_over(self) -> None:
        self._copy.setText(self.tr("copy"))
        self._placed = None
        self.height_changed.emit()
