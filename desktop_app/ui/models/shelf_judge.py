"""Which models of the list are judged: those in view, and the marked one before all others."""

from PySide6.QtCore import QObject, QTimer

from desktop_app.ui.models.local_fits import LocalFits
from desktop_app.ui.models.model_detail import ModelDetail
from desktop_app.ui.models.shelf_model import ShelfModel
from desktop_app.ui.models.shelf_view import ShelfView

_AFTER = 120
"""Milliseconds from the last move of the list until those in view are judged."""


class ShelfJudge(QObject):
    """Asks for the judgements that can be seen, and shows them. UI thread."""

    def __init__(
        self, fits: LocalFits, shelf: ShelfModel, view: ShelfView, detail: ModelDetail
    ) -> None:
        super().__init__(view)
        self._fits = fits
        self._shelf = shelf
        self._view = view
        self._detail = detail
        self._timer = QTimer(self, singleShot=True, interval=_AFTER)
        self._timer.timeout.connect(self._judge)
        fits.changed.connect(self._on_fits)
        fits.all_changed.connect(self._on_all_fits)
        view.verticalScrollBar().valueChanged.connect(self.look)

    def look(self) -> None:
        """Something else can be seen."""
        self._timer.start()

    def show_marked(self) -> None:
        """Say of the marked model how it would run, as far as that is known."""
        if (entry := self._view.current()) is not None:
            model = entry.model
            self._detail.show_fits(self._fits.of(model), self._fits.judgement(model))

    def _judge(self) -> None:
        if not self._view.isVisible():
            return
        marked = self._view.current()
        seen = [marked] if marked else []
        seen += [entry for entry in self._view.visible_entries() if entry != marked]
        self._fits.want([entry.model for entry in seen])

    def _on_fits(self, path: str) -> None:
        self._shelf.renew(path)
        entry = self._view.current()
        if entry is not None and entry.model.path == path:
            self.show_marked()

    def _on_all_fits(self) -> None:
        self._shelf.renew_all()
        self.show_marked()
