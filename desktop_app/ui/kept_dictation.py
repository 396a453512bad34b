"""What becomes of dictations that are kept in files: written down after all, or thrown away."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from desktop_app.core.errors import Problem
from desktop_app.core.kinds.kind import Action
from desktop_app.core.unsent import KeptSound
from desktop_app.ui.notices import Notices


@dataclass(frozen=True, eq=False, slots=True)
class _Offer:
    """What the buttons beside `problem` do, and the files that it is about."""

    problem: Problem
    again: Callable[[], None]
    sounds: Sequence[KeptSound]


class KeptDictations(QObject):
    """Offers what can still be done, through the notices. Lives on the UI thread.

    What is thrown away goes when nobody can take that back any more. If Parley is killed before,
    it is offered once more.
    """

    offered = Signal(object)
    """To tell through the notices; carries a `Problem`."""

    def __init__(self, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._notices = notices
        self._offers: list[_Offer] = []
        self._leaving: list[_Offer] = []
        notices.action_requested.connect(self._act)

    def offer(
        self, problem: Problem, again: Callable[[], None], sounds: Sequence[KeptSound] = ()
    ) -> None:
        """Tell the problem; its Try again does `again`, and `sounds` are what can be discarded."""
        if problem.action is Action.TRY_AGAIN:
            self._show(_Offer(problem, again, sounds))
        else:
            self.offered.emit(problem)

    def shut_down(self) -> None:
        """Nobody changes their mind any more."""
        for offer in list(self._leaving):
            self._remove(offer)

    def _show(self, offer: _Offer) -> None:
        self._offers.append(offer)
        self.offered.emit(offer.problem)

    def _act(self, action: Action, problem: Problem) -> None:
        if action not in (Action.TRY_AGAIN, Action.DISCARD_RECORDING):
            return
        chosen = [offer for offer in self._offers if offer.problem == problem]
        self._offers = [offer for offer in self._offers if offer.problem != problem]
        for offer in chosen:
            if action is Action.TRY_AGAIN:
                offer.again()
            else:
                self._discard(offer)

    def _discard(self, offer: _Offer) -> None:
        self._leaving.append(offer)
        self._notices.show_undo(
            self.tr("The recording was thrown away."),
            lambda: self._keep(offer),
            lambda: self._remove(offer),
        )

    def _keep(self, offer: _Offer) -> None:
        self._leaving.remove(offer)
        self._show(offer)

    def _remove(self, offer: _Offer) -> None:
        if offer in self._leaving:
            self._leaving.remove(offer)
            for sound in offer.sounds:
                sound.remove()
