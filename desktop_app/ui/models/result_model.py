"""Search results as Qt's views see them: shown in batches, however many there are."""

from collections.abc import Callable, Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QCoreApplication,
    QDateTime,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QStringListModel,
    Qt,
)

from desktop_app.core.hub import Gate, RepoSummary, Task
from desktop_app.core.judgement import Fits, estimate_words
from desktop_app.core.text import QT_TRANSLATE_NOOP, Sentence
from desktop_app.ui.words import say

Index = QModelIndex | QPersistentModelIndex

BATCH = 200
"""Rows that a view gets at once: it asks for more when it has scrolled so far."""

_DOWNLOADS = QT_TRANSLATE_NOOP("Results", "{count} downloads", "", 1)
_LIKES = QT_TRANSLATE_NOOP("Results", "{count} likes", "", 1)
_NOWHERE = QModelIndex()
_STEPS = ((10**9, "B"), (10**6, "M"), (10**3, "k"))


class ResultRole(IntEnum):
    """What a view can ask for beside the name (DisplayRole)."""

    SUMMARY = Qt.ItemDataRole.UserRole + 1
    """The `RepoSummary`."""
    FITS = Qt.ItemDataRole.UserRole + 2
    """About how well it would fit here (`Fits`), None where nobody can tell."""


class ResultModel(QStringListModel):
    """All that a search has found so far. A view is told of a batch at a time.

    A list of strings, of which none is used: a view asks for the number of rows once for each row
    whenever some are added, and would ask Python for it 10,000 times.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._found: list[RepoSummary] = []
        self._known: set[str] = set()
        self._estimate: Callable[[int], Fits | None] = _unknown
        self._fits: dict[int, Fits | None] = {}
        """Estimates by the number of weights: many models have the same."""

    def __len__(self) -> int:
        return len(self._found)

    def add(self, found: Sequence[RepoSummary]) -> None:
        """More results. One that is there already is left out: lists change between two pages."""
        fresh = [one for one in found if one.id not in self._known]
        self._found += fresh
        self._known.update(one.id for one in fresh)
        if self.rowCount() < BATCH:
            self.fetchMore()

    def set_estimate(self, estimate: Callable[[int], Fits | None]) -> None:
        """Say by `estimate` about how well a model of so many weights fits here."""
        self._estimate = estimate
        self.estimate_again()

    def estimate_again(self) -> None:
        """The memory is another."""
        self._fits.clear()
        if self.rowCount():
            self.dataChanged.emit(self.index(0), self.index(self.rowCount() - 1))

    def clear(self) -> None:
        """Another search begins."""
        self._found.clear()
        self._known.clear()
        self.setStringList([])

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Results can be marked, and nothing else."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def row_of(self, id: str) -> int:
        """The row of a repository among those that views know of, -1 when it is none of them."""
        rows = (row for row, one in enumerate(self._found[: self.rowCount()]) if one.id == id)
        return next(rows, -1)

    def canFetchMore(self, parent: Index = _NOWHERE) -> bool:
        """Whether there are more than views know of."""
        return not parent.isValid() and self.rowCount() < len(self._found)

    def fetchMore(self, parent: Index = _NOWHERE) -> None:
        """Tell views of the next batch."""
        shown = self.rowCount()
        more = min(BATCH, len(self._found) - shown)
        if more > 0 and not parent.isValid():
            self.insertRows(shown, more)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The name, the summary, or all of it in a sentence for those who listen."""
        if not index.isValid() or index.row() >= len(self._found):
            return None
        summary = self._found[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return summary.name
            case Qt.ItemDataRole.ToolTipRole:
                return _about(summary, self._fit(summary))
            case Qt.ItemDataRole.AccessibleTextRole:
                return spoken(summary, self._fit(summary))
            case ResultRole.FITS:
                return self._fit(summary)
            case ResultRole.SUMMARY:
                return summary
        return None

    def _fit(self, summary: RepoSummary) -> Fits | None:
        """Only asked for what is shown: a judgement takes a while, and there may be thousands."""
        weights = summary.parameters
        if not weights:
            return None
        if weights not in self._fits:
            self._fits[weights] = self._estimate(weights)
        return self._fits[weights]


def sees(summary: RepoSummary) -> bool:
    """Whether its models can be shown pictures, as far as the Hub says."""
    return summary.task == Task.PICTURES.value


def short_number(number: int) -> str:
    """A large number in as few characters as it needs: 950, 1.2k, 34k, 5.6M, 4B."""
    for size, unit in _STEPS:
        # 999,950 is 1M, not 1000k.
        if number >= size * 0.9995:
            amount = number / size
            places = 1 if amount < 9.95 else 0
            return QLocale().toString(amount, "f", places).removesuffix(_zero()) + unit
    return str(number)


def day_words(seconds: float) -> str:
    """The day of a time in seconds since the epoch, "" for none."""
    if seconds <= 0:
        return ""
    day = QDateTime.fromSecsSinceEpoch(int(seconds)).date()
    return QLocale().toString(day, QLocale.FormatType.ShortFormat)


def spoken(summary: RepoSummary, fits: Fits | None = None) -> str:
    """Everything that a row shows, one after the other."""
    translate = QCoreApplication.translate
    parts = [summary.name, translate("Results", "by {maker}").format(maker=summary.maker)]
    if summary.parameters:
        words = translate("Results", "{count} parameters")
        parts.append(words.format(count=short_number(summary.parameters)))
    if fits is not None:
        words = translate("Results", "about: {fits}")
        parts.append(words.format(fits=say(estimate_words(fits))))
    if sees(summary):
        parts.append(translate("Results", "sees pictures"))
    if summary.gate is not Gate.OPEN:
        parts.append(translate("Results", "its licence must be agreed to"))
    downloads, likes = summary.downloads, summary.likes
    parts.append(say(Sentence("Results", _DOWNLOADS, {"count": downloads}, downloads)))
    parts.append(say(Sentence("Results", _LIKES, {"count": likes}, likes)))
    if day := day_words(summary.changed):
        parts.append(translate("Results", "changed {day}").format(day=day))
    return ", ".join(parts)


def _about(summary: RepoSummary, fits: Fits | None) -> str:
    """What is told on hovering."""
    if fits is None:
        return summary.id
    words = QCoreApplication.translate(
        "Results",
        "About: {fits}, as far as the number of its weights tells, in the usual quantization"
        " (Q4_K_M). Its page says it of each file.",
    )
    return f"{summary.id}\n{words.format(fits=say(estimate_words(fits)))}"


def _unknown(weights: int) -> Fits | None:
    """Nobody knows the memory."""
    del weights
    return None


def _zero() -> str:
    return QLocale().decimalPoint() + QLocale().zeroDigit()
