"""How the model in use would be run now, and what it takes of each memory: bars and words."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop_app.core.device import Device
from desktop_app.core.events import Fitted
from desktop_app.core.memory_plan import Plan, Share
from desktop_app.ui.elided_label import ElidedLabel
from desktop_app.ui.fit import Fit
from desktop_app.ui.memory_bar import MemoryBar, Part
from desktop_app.ui.memory_legend import MemoryLegend
from desktop_app.ui.plan_text import arrangement, concession, memory_title, parts_of, shortage
from desktop_app.ui.theme import CAPTION, SPACE, Theme
from desktop_app.ui.words import say, size_words

_INKS = {
    "weights": Part("", 0, "accent"),
    "kv": Part("", 0, "code_function", striped=True),
    "projector": Part("", 0, "code_keyword"),
    "compute": Part("", 0, "code_number", striped=True),
    "engine": Part("", 0, "text_second"),
}
"""The look of each part. Neighbours differ by more than their colour."""


class MemoryView(QFrame):
    """A card with a bar for each memory. It asks while it exists, and shows what is answered."""

    def __init__(self, theme: Theme, fit: Fit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("settingsCard")
        self.setAccessibleName(self.tr("What the model takes of the memory"))
        self._theme = theme
        self._fit = fit
        self.memories: list[MemoryRow] = []
        self.verdict = _label("error")
        self.concession = _label("warning")
        self.summary = _label("second", theme)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(SPACE[3], SPACE[2], SPACE[3], SPACE[2])
        self._column.setSpacing(SPACE[1])
        self._column.addWidget(self.verdict)
        self._column.addWidget(self.concession)
        self._column.addWidget(self.summary)
        fit.changed.connect(self.refresh)
        fit.watch()
        self.destroyed.connect(fit.leave)
        self.refresh()

    def refresh(self) -> None:
        """Show what is known."""
        fit = self._fit
        self.setVisible(fit.about_a_model)
        plan = fit.answer.plan if fit.answer else None
        if fit.held_up:
            self._show_words(
                self.tr("The model is at work. What it takes is shown when it has finished.")
            )
        elif plan is not None and fit.answer is not None:
            self._show_plan(plan, fit.answer)
        elif fit.problem is not None:
            self._show_words(f"{say(fit.problem.sentence)} {say(fit.problem.remedy)}")
        elif fit.waits:
            self._show_words(self.tr("Looking at what fits into the memory…"))
        else:
            self.hide()

    def _show_words(self, words: str) -> None:
        self._set_rows(0)
        for label in (self.verdict, self.concession):
            self._say(label, "")
        self._say(self.summary, words)

    def _show_plan(self, plan: Plan, fitted: Fitted) -> None:
        shares = [share for share in plan.shares if share.needed or share is plan.main]
        self._set_rows(len(shares))
        for row, share in zip(self.memories, shares, strict=True):
            row.show_share(share, fitted.devices)
        wanted = self._fit.asked.context_size if self._fit.asked else 0
        self._say(self.verdict, shortage(plan))
        self._say(self.concession, concession(plan, wanted))
        self._say(self.summary, arrangement(plan, fitted.devices, wanted))

    def _set_rows(self, number: int) -> None:
        while len(self.memories) > number:
            row = self.memories.pop()
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        while len(self.memories) < number:
            row = MemoryRow(self._theme, self)
            self._column.insertWidget(len(self.memories), row)
            self.memories.append(row)

    def _say(self, label: QLabel, words: str) -> None:
        label.setText(words)
        label.setVisible(bool(words))


class MemoryRow(QWidget):
    """One memory: its name and how much of it is free, the bar, the legend.

    Assistive tools find all of it in the name and the description.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = ElidedLabel(self)
        self.sums = QLabel(self)
        self.sums.setProperty("tone", "second")
        self.sums.setFont(theme.font(CAPTION))
        self.bar = MemoryBar(theme, self)
        self.legend = MemoryLegend(theme, self)
        line = QHBoxLayout()
        line.setSpacing(SPACE[1])
        line.addWidget(self.title, 1)
        line.addWidget(self.sums)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, SPACE[0])
        column.setSpacing(SPACE[0])
        column.addLayout(line)
        column.addWidget(self.bar)
        column.addWidget(self.legend)

    def show_share(self, share: Share, devices: tuple[Device, ...]) -> None:
        """Show what is taken of this memory."""
        title = memory_title(share, devices)
        parts = tuple(_part(name, words, amount) for name, words, amount in parts_of(share))
        self.title.setText(title)
        self.sums.setText(self._sums(share))
        self.bar.set_parts(parts, share.free)
        rest = share.free - share.needed
        if rest > 0:
            parts += (Part(self.tr("Stays free"), rest, ""),)
        self.legend.set_parts(parts)
        self.bar.setAccessibleName(f"{title}: {self._sums(share)}")
        words = ", ".join(f"{part.words} {size_words(part.amount)}" for part in parts)
        self.bar.setAccessibleDescription(words)
        self.bar.setToolTip(self._total(share))

    def _sums(self, share: Share) -> str:
        needed = size_words(share.needed)
        if not share.free:
            return self.tr("{needed} needed").format(needed=needed)
        words = self.tr("{needed} of {free} free now")
        return words.format(needed=needed, free=size_words(share.free))

    def _total(self, share: Share) -> str:
        if not share.total:
            return ""
        return self.tr("{total} altogether").format(total=size_words(share.total))


def _part(name: str, words: str, amount: int) -> Part:
    look = _INKS[name]
    return Part(words, amount, look.ink, look.striped)


def _label(tone: str, theme: Theme | None = None) -> QLabel:
    label = QLabel()
    label.setProperty("tone", tone)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if theme is not None:
        label.setFont(theme.font(CAPTION))
    return label
