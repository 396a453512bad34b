"""What cannot work with the model in use is said before anything is sent, with what helps."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QPoint, SignalInstance
from PySide6.QtWidgets import QFileDialog

from desktop_app.core.attachment import Film, pictures_of
from desktop_app.core.projector import Sight
from desktop_app.ui.main_window import MainWindow


class SeeingModel(Protocol):
    """What of the model's controller is needed here."""

    sight_changed: SignalInstance

    @property
    def path(self) -> str:
        """Its file."""
        ...

    def sight(self) -> Sight:
        """Whether the model in use can be shown pictures."""
        ...

    def choose_projector(self, path: str) -> None:
        """Use this file as the part of it that sees."""
        ...


class AttachmentObstacle(QObject):
    """Keeps the sentence below the chips true. Lives on the UI thread."""

    def __init__(
        self, model: SeeingModel, window: MainWindow, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._window = window
        self._bar = window.composer.bar
        self._help: Callable[[], None] | None = None
        model.sight_changed.connect(self.refresh)
        self._bar.changed.connect(self.refresh)
        self._bar.remedy_requested.connect(self._on_remedy)

    def refresh(self) -> None:
        """Look anew at what is attached and at what the model can do."""
        attachments = self._bar.attachments()
        sight = self._model.sight()
        sees = sight in (Sight.SEES, Sight.UNKNOWN)
        pictures = self._bar.making or any(picture.seen for picture in pictures_of(attachments))
        if sees or not pictures:
            self._help = None
            self._bar.set_obstacle("")
            return
        # A film that is talked in is worth showing to a model without eyes.
        words = all(isinstance(one, Film) and one.said for one in attachments)
        blocks = self._bar.making or not words
        if sight is Sight.NO_PROJECTOR:
            self._help = self._choose_projector
            sentence = self.tr("The part of this model that sees, its projector, is missing.")
            button = self.tr("Choose the file…")
        else:
            self._help = self._choose_model
            sentence = self.tr("This model cannot see pictures. Choose one that can.")
            button = self.tr("Choose a model…")
        if not blocks:
            sentence = self.tr("This model cannot see: it is given what is said in the film.")
        self._bar.set_obstacle(sentence, button, blocks)

    def _on_remedy(self) -> None:
        if self._help is not None:
            self._help()

    def _choose_model(self) -> None:
        """Open the menu below the model's name."""
        button = self._window.header.model_button
        below = button.mapToGlobal(QPoint(0, button.height()))
        self._window.model_menu.popup(below)

    def _choose_projector(self) -> None:
        folder = str(Path(self._model.path).parent) if self._model.path else ""
        path, _ = QFileDialog.getOpenFileName(
            self._window,
            self.tr("Choose the projector of this model"),
            folder,
            self.tr("Projectors (*.gguf);;All files (*)"),
        )
        if path:
            self._model.choose_projector(path)
