"""The line above the conversation: which model, and what it is doing. It is always true."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QProgressBar, QWidget

from desktop_app.ui.button import IconButton, MenuButton
from desktop_app.ui.elided_label import ElidedLabel
from desktop_app.ui.text_button import TextButton
from desktop_app.ui.theme import CAPTION, HEADER_HEIGHT, SPACE, Theme
from desktop_app.ui.words import count

_SEPARATOR = "\u2002·\u2002"


class Header(QFrame):
    """The model's name (a button with the model menu), its state, and the conversation's menu.

    Each `set_…` state method says the whole truth about the model; the words are shown in the
    label `modelState`, whose accessible name they also are.
    """

    panel_requested = Signal()
    new_requested = Signal()
    stop_requested = Signal()
    """Whatever loads the model, it need not go on."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        self._theme = theme
        self._where = ""
        self._build(theme)
        self.set_model("")
        self.set_not_loaded()

    def set_model(self, name: str, path: str = "") -> None:
        """Show the model's name; `path` is told on hovering. Empty: no model is chosen."""
        shown = name or self.tr("Choose a model")
        self.model_button.setText(shown)
        self.model_button.setAccessibleName(
            self.tr("Model: {name}").format(name=name) if name else shown
        )
        self.model_button.setToolTip(path)
        self.model_button.updateGeometry()

    def set_model_menu(self, menu: QMenu) -> None:
        """What opens under the model's name."""
        self.model_button.setMenu(menu)

    def set_menu(self, menu: QMenu) -> None:
        """What opens under the three dots."""
        self.more_button.setMenu(menu)

    def show_before_menu(self, widget: QWidget) -> None:
        """Give `widget` the place before the three dots, where it may come and go."""
        self._row.insertWidget(self._row.indexOf(self.more_button), widget)

    def set_panel_shown(self, shown: bool) -> None:
        """Offer the side panel's buttons here while it is folded."""
        self.panel_button.setVisible(not shown)
        self.new_button.setVisible(not shown)

    def set_not_loaded(self) -> None:
        """No model is in memory."""
        self._show("text_second", self.tr("not loaded"))

    def set_loading(self, fraction: float, seconds: float) -> None:
        """The model is read from disk; `fraction` from 0 to 1, `seconds` since it began."""
        percent = round(fraction * 100)
        text = self.tr("loading, {percent} %").format(percent=percent)
        self._show("accent", self._with(text, self._seconds(seconds)), fraction)
        self.stop_button.show()

    def set_reading(self, done: int, total: int) -> None:
        """Prefill: `done` of `total` new prompt tokens are evaluated."""
        words = self.tr("reading {done} of {total} tokens", "", total)
        text = words.format(done=count(done), total=count(total))
        self._show("accent", text, done / total if total else 0.0)

    def set_looking(self, done: int, total: int) -> None:
        """The model looks at pictures: `done` of `total` that are new to it are encoded."""
        if total == 1:
            text = self.tr("looking at the picture…")
        else:
            text = self.tr("looking at picture {number} of {total}…").format(
                number=count(min(done + 1, total)), total=count(total)
            )
        self._show("accent", text, done / total if total else 0.0)

    def set_writing(self, rate: float) -> None:
        """The answer is written at `rate` tokens per second; 0 when not known yet."""
        if rate > 0:
            shown = f"{rate:.0f}" if rate >= 10 else f"{rate:.1f}"
            text = self.tr("writing, {rate} tokens/s").format(rate=shown)
        else:
            text = self.tr("writing")
        self._show("accent", self._with(text, self._where))

    def set_where(self, where: str) -> None:
        """What is said from now on beside the speed of writing: where, or by which model."""
        self._where = where

    def set_idle(self, where: str, about: str = "") -> None:
        """Loaded and waiting. `where` it runs is said here and while it writes, `about` is what
        else there is to know of it."""
        self.set_where(where)
        self._show("accent", self._with(self.tr("ready"), where), about=about)

    def set_asleep(self) -> None:
        """The model gave its memory back for a while."""
        self._show(
            "text_second",
            self._with(self.tr("asleep"), self.tr("wakes as soon as you type")),
            about=self.tr("The memory of the model is given back to the system."),
        )

    def set_crashed(self) -> None:
        """The engine's process died."""
        self._show(
            "error",
            self._with(
                self.tr("stopped unexpectedly"), self.tr("starts again with your next message")
            ),
        )

    def show_instructions(self, text: str) -> None:
        """Say that the conversation has a prompt of its own; "" hides that."""
        name = self.tr("Instructions for this conversation: {text}").format(text=text)
        self.instruction_button.setAccessibleName(name)
        self.instruction_button.setToolTip(text)
        self.instruction_button.setVisible(bool(text))

    def _build(self, theme: Theme) -> None:
        self.setMinimumHeight(HEADER_HEIGHT)
        self.panel_button = IconButton(theme, "panel", self.tr("Show the side panel"))
        self.panel_button.clicked.connect(self.panel_requested)
        self.new_button = IconButton(theme, "plus", self.tr("New conversation"))
        self.new_button.clicked.connect(self.new_requested)
        self.model_button = MenuButton(theme)
        self.model_button.setObjectName("modelName")
        self.model_button.setFont(theme.font(1.0, bold=True))
        self._dot = _Dot(theme, self)
        self.state_label = ElidedLabel(self)
        self.state_label.setObjectName("modelState")
        self.state_label.setProperty("tone", "second")
        self.state_label.setFont(theme.font(CAPTION))
        self._bar = QProgressBar(self)
        self._bar.setRange(0, 1000)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(96)
        self._bar.setAccessibleName(self.tr("Progress"))
        self.stop_button = IconButton(theme, "close", self.tr("Stop loading"))
        self.stop_button.setObjectName("stopLoading")
        self.stop_button.clicked.connect(self.stop_requested)
        self.more_button = IconButton(theme, "more", self.tr("More"))
        self.more_button.setPopupMode(IconButton.ToolButtonPopupMode.InstantPopup)

        name = self.tr("Instructions for this conversation")
        self.instruction_button = TextButton(theme, self.tr("Instructions"), name, self)
        self.instruction_button.hide()
        theme.changed.connect(self._on_theme)

        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(SPACE[1], 0, SPACE[1], 0)
        row.setSpacing(SPACE[0])
        row.addWidget(self.panel_button)
        row.addWidget(self.new_button)
        row.addWidget(self.model_button)
        row.addWidget(self._dot)
        row.addSpacing(2)
        row.addWidget(self.state_label)
        row.addSpacing(SPACE[1])
        row.addWidget(self._bar)
        row.addWidget(self.stop_button)
        row.addStretch(1)
        row.addWidget(self.instruction_button)
        row.addWidget(self.more_button)

    def _on_theme(self) -> None:
        self.instruction_button.set_theme(self.instruction_button.theme)

    def _show(self, token: str, text: str, fraction: float | None = None, about: str = "") -> None:
        self._dot.set_token(token)
        self.state_label.setText(text)
        self.state_label.set_about(about)
        self.state_label.setAccessibleName(text)
        self.state_label.setAccessibleDescription(about)
        self._bar.setVisible(fraction is not None)
        self.stop_button.hide()
        if fraction is not None:
            self._bar.setValue(round(fraction * 1000))

    def _seconds(self, seconds: float) -> str:
        return self.tr("{seconds} s").format(seconds=f"{seconds:.0f}")

    @staticmethod
    def _with(text: str, more: str) -> str:
        return f"{text}{_SEPARATOR}{more}" if more else text


class _Dot(QWidget):
    """The state as a colour, beside the words that say the same."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._token = "text_second"
        self.setFixedSize(QSize(8, 8))
        theme.changed.connect(self.update)

    def set_token(self, token: str) -> None:
        self._token = token
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color(self._token))
        painter.drawEllipse(self.rect())
