"""What cannot work with the model in use is said before anything is sent, with what helps."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QPoint, Signal, SignalInstance
from PySide6.QtWidgets import QFileDialog

from desktop_app.core.attachment import Film, pictures_of
from desktop_app.core.document import Document
from desktop_app.core.projector import Sight
from desktop_app.ui.document_tokens import Load
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.words import count


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

    part_wanted = Signal(object)
    """A part of this `Document` is to be chosen: it is too long."""

    def __init__(
        self,
        model: SeeingModel,
        window: MainWindow,
        parent: QObject | None = None,
        load: Callable[[], Load] = Load,
    ) -> None:
        """`load` tells what the attached documents take."""
        super().__init__(parent)
        self._load = load
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
        making = self._bar.making_pictures
        pictures = making or any(picture.seen for picture in pictures_of(attachments))
        if sees or not pictures:
            self._refresh_length()
            return
        # A film that is talked in is worth showing to a model without eyes.
        films = [one for one in attachments if not isinstance(one, Document)]
        words = all(isinstance(one, Film) and one.said for one in films)
        blocks = making or not words
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

    def _refresh_length(self) -> None:
        """Whether the model can take in what is to be read."""
        load = self._load()
        document = load.longest
        self._help = None
        if not load.too_long:
            self._bar.set_obstacle("")
        elif document is None:
            self._bar.set_obstacle(
                self.tr("That is more than the model can read: it will most likely refuse."),
                blocks=False,
            )
        else:
            self._help = lambda: self.part_wanted.emit(document)
            sentence = self.tr(
                "Too long: {tokens} tokens, and the model reads {size} with question and answer.",
                "",
                load.tokens,
            ).format(tokens=count(load.tokens), size=count(load.context))
            self._bar.set_obstacle(sentence, self.tr("Choose a part…"))

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
