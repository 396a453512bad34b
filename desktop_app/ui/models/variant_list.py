"""The models of a repository, the one to take first; many of them are folded."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from desktop_app.core.hub import Variant
from desktop_app.core.judgement import Fits
from desktop_app.ui.models.variant_row import Offer, VariantRow
from desktop_app.ui.theme import SPACE, Theme

UNFOLDED = 5
"""Rows that are shown before somebody asks for the others."""
_NARROW = 22
"""Below so many times the height of a line of words the buttons stand under them."""

_RANKS: Mapping[Fits | None, int] = {Fits.TIGHT: 1, Fits.TOO_LARGE: 2}


class VariantList(QFrame):
    """A card with a row for each variant."""

    fetch_requested = Signal(object)
    pause_requested = Signal(object)
    use_requested = Signal(object)
    """Each carries the `Variant`."""

    def __init__(
        self, theme: Theme, describe: Callable[[Variant], Offer], parent: QWidget | None = None
    ) -> None:
        """`describe` says how a variant is offered at the moment."""
        super().__init__(parent)
        self.setObjectName("settingsCard")
        self.setAccessibleName(self.tr("Its sizes"))
        self._theme = theme
        self._describe = describe
        self._variants: tuple[Variant, ...] = ()
        self._several = False
        self._order: list[Variant] = []
        self._open = False
        self.rows: list[VariantRow] = []
        self.more_button = QPushButton(self)
        self.more_button.setProperty("kind", "quiet")
        self.more_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.more_button.clicked.connect(self._toggle)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(SPACE[0], SPACE[0], SPACE[0], SPACE[0])
        self._column.setSpacing(0)
        self._column.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignLeading)
        self.hide()

    def show_variants(
        self, variants: Sequence[Variant], first: Variant | None, several: bool
    ) -> None:
        """Show these, `first` above the others. With `several` they are of more models than one."""
        if {*variants} != {*self._variants}:
            self._open = False
        self._several = several
        self._variants = tuple(variants)
        self.lead(first)

    def lead(self, first: Variant | None) -> None:
        """Put this one above the others, and what fits above what does not.

        Nothing changes places under somebody's hand: they might press another button than the one
        that they are about to.
        """
        if not self._held():
            self._order = self._ordered(first)
        self._show()

    def _ordered(self, first: Variant | None) -> list[Variant]:
        fits = {one: self._describe(one).fits for one in self._variants}
        others = [one for one in self._variants if one != first]
        if None not in fits.values():
            others.sort(key=lambda one: _RANKS.get(fits[one], 0))
        return [*([first] if first in self._variants and first else []), *others]

    def _held(self) -> bool:
        """Whether somebody's hand is on a row of these variants."""
        if {*self._order} != {*self._variants}:
            return False
        return self.underMouse() or any(row.button.hasFocus() for row in self.rows)

    def _show(self) -> None:
        order = self._order
        shown = order if self._open else order[:UNFOLDED]
        while len(self.rows) > len(shown):
            row = self.rows.pop()
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        for place, variant in enumerate(shown):
            offer = self._offer(variant)
            if place < len(self.rows):
                self.rows[place].show_offer(offer)
            else:
                self._add(offer)
        hidden = len(order) - UNFOLDED
        self.more_button.setVisible(hidden > 0)
        words = self.tr("Show {count} more sizes", "", max(hidden, 0))
        if self._open:
            words = self.tr("Show fewer")
        self.more_button.setText(words.format(count=hidden))
        self.more_button.setAccessibleName(self.more_button.text())
        self._arrange()
        self.setVisible(bool(order))

    def refresh(self, only: Variant | None = None) -> None:
        """Show how things are with those that are shown, or with this one."""
        for row in self.rows:
            if only is None or row.offer.variant == only:
                row.show_offer(self._offer(row.offer.variant))

    def buttons(self) -> list[QPushButton]:
        """What can be pressed, from top to bottom."""
        return [*(row.button for row in self.rows), self.more_button]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons below the words where it is narrow."""
        super().resizeEvent(event)
        self._arrange()

    def _offer(self, variant: Variant) -> Offer:
        return replace(self._describe(variant), several=self._several)

    def _add(self, offer: Offer) -> None:
        row = VariantRow(self._theme, offer, self)
        row.fetch_requested.connect(self.fetch_requested)
        row.pause_requested.connect(self.pause_requested)
        row.use_requested.connect(self.use_requested)
        self._column.insertWidget(len(self.rows), row)
        self.rows.append(row)
        row.show()

    def _toggle(self) -> None:
        self._open = not self._open
        self._show()

    def _arrange(self) -> None:
        line = QFontMetrics(self._theme.font()).height()
        for row in self.rows:
            row.set_wide(self.width() >= _NARROW * line)
