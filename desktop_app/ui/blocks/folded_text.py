"""A text that is folded below its header until somebody asks for it."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPolygonF, QTextCursor
from PySide6.QtWidgets import QWidget

from desktop_app.ui.blocks.block import BlockView
from desktop_app.ui.blocks.text_view import TextView, line_format
from desktop_app.ui.text_button import TextButton
from desktop_app.ui.theme import CAPTION, SPACE, Theme

_INDENT = SPACE[3]


class FoldedText(BlockView):
    """A header, and a plain text below it. `name` is what assistive tools call the text.

    While folded, text that arrives is only kept: nothing is laid out for it.
    """

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._name = name
        self._pieces: list[str] = []
        self._written = 0
        """How many pieces the view shows."""
        self._header = _FoldButton(theme, self)
        self._header.toggled.connect(self._on_toggled)
        self._view: TextView | None = None
        self._placed: tuple[int, int] | None = None
        self.setFocusProxy(self._header)

    @property
    def open(self) -> bool:
        """Whether the text is shown."""
        return self._header.isChecked()

    def set_open(self, open: bool) -> None:
        """Show or fold the text."""
        self._header.setChecked(open)

    def append(self, text: str) -> None:
        """The next piece of the text."""
        self._pieces.append(text)
        if self.open:
            self._write()

    def set_text(self, text: str) -> None:
        """All of the text; does nothing when these are the ones that are there."""
        old = self.plain_text()
        if text == old:
            return
        if text.startswith(old):
            self.append(text[len(old) :])
            return
        self._pieces = [text]
        self._written = 0
        if self._view is not None:
            self._view.clear()
        if self.open:
            self._write()

    def set_header(self, text: str) -> None:
        """What stands above the text."""
        if text != self._header.text():
            self._header.setText(text)
            self._header.setAccessibleName(text)
            if self._placed is None:
                self._header.resize(self._header.sizeHint())
            else:
                self._place_header(self._placed[0])

    def place(self, width: int) -> int:
        if self._placed is None or self._placed[0] != width:
            self._placed = (width, self._lay_out(width))
        return self._placed[1]

    def plain_text(self) -> str:
        if len(self._pieces) > 1 and self._written == 0:
            self._pieces = ["".join(self._pieces)]
        return "".join(self._pieces)

    def set_theme(self, theme: Theme) -> None:
        self.theme = theme
        self._header.set_theme(theme)
        self._placed = None
        if self._view is not None:
            self._wear(self._view)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._view is None or not self.open:
            return
        painter = QPainter(self)
        area = self._view.geometry()
        x = area.right() + _INDENT - 3 if self._mirrored() else area.left() - _INDENT
        painter.fillRect(QRectF(x, area.top(), 2, area.height()), self.theme.color("line"))

    def _mirrored(self) -> bool:
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def _lay_out(self, width: int) -> int:
        hint = self._place_header(width)
        if self._view is None or not self.open:
            return hint.height()
        inner = max(1, width - _INDENT)
        height = self._view.height_at(inner)
        left = 0 if self._mirrored() else _INDENT
        self._view.setGeometry(left, hint.height() + SPACE[0], inner, height)
        return hint.height() + SPACE[0] + height

    def _place_header(self, width: int) -> QSize:
        """Put it where one begins to read; the size that it wants."""
        hint = self._header.sizeHint()
        left = max(0, width - hint.width()) if self._mirrored() else 0
        self._header.setGeometry(left, 0, min(hint.width(), width), hint.height())
        return hint

    def _on_toggled(self, open: bool) -> None:
        if open and self._view is None:
            self._view = TextView(self)
            self._view.setAccessibleName(self._name)
            self._view.touched.connect(self.touched)
            self._wear(self._view)
        if self._view is not None:
            self._view.setVisible(open)
        if open:
            self._write()
        self._placed = None
        self.touched.emit()
        self.height_changed.emit()

    def _wear(self, view: TextView) -> None:
        view.wear(self.theme, self.theme.font(CAPTION), "text_second")
        cursor = QTextCursor(view.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(line_format(view.font()))

    def _write(self) -> None:
        """Bring the view up to what has arrived."""
        assert self._view is not None
        text = "".join(self._pieces[self._written :])
        self._written = len(self._pieces)
        with self._view.writing() as cursor:
            cursor.movePosition(QTextCursor.MoveOperation.End)
            cursor.insertText(text)
        self._placed = None


class _FoldButton(TextButton):
    """An arrow that points at the words, or down at what they open."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, "", "", parent)
        self.setCheckable(True)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_ground(painter)
        ink = self.ink()
        painter.setPen(ink)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        words = (
            self.rect().adjusted(0, 0, -SPACE[3], 0)
            if mirrored
            else self.rect().adjusted(SPACE[3] - 2, 0, 0, 0)
        )
        leading = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(words, leading, self.text())
        painter.translate(self.width() - 5 if mirrored else 4, self.height() / 2)
        if self.isChecked():
            painter.rotate(90)
        elif mirrored:
            painter.rotate(180)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        half = self.fontMetrics().xHeight() / 2
        painter.drawPolygon(
            QPolygonF([QPointF(-half + 1, -half), QPointF(half, 0), QPointF(-half + 1, half)])
        )
