"""A reply that could not be finished: what happened, what helps, and the details to copy."""

from PySide6.QtCore import QRect, QRectF, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QStyle, QWidget

from desktop_app.core.errors import Problem
from desktop_app.ui.blocks.block import BlockView
from desktop_app.ui.blocks.text_view import TextView
from desktop_app.ui.text_button import TextButton
from desktop_app.ui.theme import CAPTION, RADIUS_CARD, SPACE, Theme
from desktop_app.ui.words import action_words, say

_PADDING = SPACE[2]
_ICON = 20


class FailureCard(BlockView):
    """Stands where the reply ends, so that it is found again with the conversation."""

    remedy_requested = Signal(object)
    """The `Action` of the button that was pressed."""

    def __init__(self, theme: Theme, problem: Problem, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._problem = problem
        self._sentence = self._new_label(say(problem.sentence))
        self._remedy = self._new_label(say(problem.remedy))
        self._icon = QLabel(self)
        self._buttons: list[TextButton] = []
        for action in (problem.action, problem.second):
            if words := action_words(action):
                button = self._add_button(words, words, filled=action is problem.action)
                button.clicked.connect(lambda _, act=action: self.remedy_requested.emit(act))
        self._details: TextView | None = None
        if problem.details:
            self._more = self._add_button(self.tr("Details"), self.tr("Show details"))
            self._more.setCheckable(True)
            self._more.toggled.connect(self._on_details)
            copy = self._add_button(self.tr("Copy details"), self.tr("Copy details"))
            copy.clicked.connect(self._on_copy)
        self.set_theme(theme)

    def place(self, width: int) -> int:
        icon = self.theme.scaled(_ICON)
        left = _PADDING + icon + SPACE[1]
        inner = max(1, width - left - _PADDING)
        self._icon.setGeometry(_PADDING, _PADDING, icon, icon)
        y = _PADDING
        for label in (self._sentence, self._remedy):
            height = label.heightForWidth(inner)
            label.setGeometry(left, y, inner, height)
            y += height + SPACE[0]
        x = left
        high = max((button.sizeHint().height() for button in self._buttons), default=0)
        for button in self._buttons:
            own = button.sizeHint().width()
            if x > left and x + own > left + inner:
                x, y = left, y + high + SPACE[0]
            button.setGeometry(x, y + SPACE[0], own, high)
            x += own + SPACE[0]
        if self._buttons:
            y = self._buttons[-1].geometry().bottom() + 1 + SPACE[0]
        if self._details is not None and self._details.isVisibleTo(self):
            height = self._details.height_at(inner)
            self._details.setGeometry(left, y + SPACE[0], inner, height)
            y += SPACE[0] + height
        high = y + _PADDING - SPACE[0]
        self._mirror(QRect(0, 0, width, high))
        return high

    def _mirror(self, card: QRect) -> None:
        """Where the window reads from right to left, so does the card."""
        parts: list[QWidget] = [self._icon, self._sentence, self._remedy, *self._buttons]
        if self._details is not None:
            parts.append(self._details)
        for part in parts:
            part.setGeometry(QStyle.visualRect(self.layoutDirection(), card, part.geometry()))

    def plain_text(self) -> str:
        return f"{self._sentence.text()}\n{self._remedy.text()}"

    def set_theme(self, theme: Theme) -> None:
        self.theme = theme
        size = theme.scaled(_ICON)
        self._icon.setPixmap(theme.icon("error", "error").pixmap(size, size))
        for label, token, bold in (
            (self._sentence, "text", True),
            (self._remedy, "text_second", False),
        ):
            label.setFont(theme.font(bold=bold))
            palette = label.palette()
            palette.setColor(palette.ColorRole.WindowText, theme.color(token))
            label.setPalette(palette)
        for button in self._buttons:
            button.set_theme(theme)
        if self._details is not None:
            self._details.wear(theme, theme.mono_font(CAPTION), "text_second")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.theme.color("error"), 1))
        painter.setBrush(self.theme.color("surface"))
        card = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(card, RADIUS_CARD, RADIUS_CARD)

    def _new_label(self, text: str) -> QLabel:
        label = QLabel(text, self)
        label.setTextFormat(label.textFormat().PlainText)
        label.setWordWrap(True)
        label.setTextInteractionFlags(label.textInteractionFlags().TextSelectableByMouse)
        label.setAccessibleName(text)
        return label

    def _add_button(self, text: str, accessible: str, filled: bool = False) -> TextButton:
        button = TextButton(self.theme, text, accessible, self, filled=filled)
        self._buttons.append(button)
        return button

    def _on_details(self, shown: bool) -> None:
        if self._details is None:
            self._details = TextView(self)
            self._details.setAccessibleName(self.tr("Details"))
            self._details.wear(self.theme, self.theme.mono_font(CAPTION), "text_second")
            self._details.setPlainText(self._problem.details)
        self._details.setVisible(shown)
        self.touched.emit()
        self.height_changed.emit()

    def _on_copy(self) -> None:
        parts = (
            self._problem.sentence.english(),
            f"[{self._problem.code}]",
            self._problem.details,
        )
        QGuiApplication.clipboard().setText("\n".join(parts))
