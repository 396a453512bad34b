"""The model sees what is attached before it is asked about it, and says what that costs."""

from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance

from desktop_app.core.attachment import pictures_of
from desktop_app.core.engine import Job, LookJob, ModelOptions
from desktop_app.core.events import TERMINAL, Event, Failed, Loaded, Measured
from desktop_app.core.picture import Image
from desktop_app.core.picture_shelf import PictureShelf
from desktop_app.core.projector import Sight
from desktop_app.ui.composer import Composer
from desktop_app.ui.engine_thread import EngineThread

PAUSE_MILLISECONDS = 1000
"""Who adds one picture often adds a second. A look once begun is not to be stopped cheaply."""

_OF_THE_MODEL = ("engine.", "model.", "projector.")
"""How the codes of problems begin after which a look would fail as well."""


class SeeingModel(Protocol):
    """What of the model's controller is needed here."""

    sight_changed: SignalInstance

    def sight(self) -> Sight:
        """Whether the model in use can be shown pictures."""
        ...

    def options(self) -> ModelOptions | None:
        """How it is run."""
        ...


class EarlyLook(QObject):
    """Gives the chat engine a `LookJob` when it has nothing else to do. Lives on the UI thread.

    After a failure nothing is
    looked at by itself until a model was loaded again: it would fail at every picture.
    """

    failed = Signal(object)
    """The model could not look; carries the `Problem`."""

    def __init__(
        self,
        engine: EngineThread,
        composer: Composer,
        shelf: PictureShelf,
        model: SeeingModel,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._engine = engine
        self._bar = composer.bar
        self._shelf = shelf
        self._model = model
        self._busy: set[int] = set()
        self._looks: dict[int, tuple[ModelOptions, tuple[Image, ...]]] = {}
        self._tokens: dict[tuple[ModelOptions, str], int] = {}
        self._unwanted: ModelOptions | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MILLISECONDS)
        self._pause.timeout.connect(self._look)
        composer.bar.changed.connect(self.reconsider)
        model.sight_changed.connect(self.reconsider)
        engine.submitted.connect(self._on_submitted)
        engine.happened.connect(self._on_event)

    def reconsider(self) -> None:
        """Other pictures are attached, or another model is used."""
        self._show()
        if self._unseen():
            self._pause.start()
        else:
            self._pause.stop()

    def _look(self) -> None:
        options, images = self._options(), self._unseen()
        if options is None or not images or self._busy or options == self._unwanted:
            return  # The end of what is being done comes back here.
        ticket = self._engine.submit(LookJob("look", options, images))
        self._looks[ticket] = (options, images)

    def _options(self) -> ModelOptions | None:
        """How the model is run, `None` while it does not see."""
        return self._model.options() if self._model.sight() is Sight.SEES else None

    def _unseen(self) -> tuple[Image, ...]:
        """What is attached and was not looked at with this model."""
        options = self._options()
        if options is None:
            return ()
        pictures = {picture.hash: picture for picture in pictures_of(self._bar.attachments())}
        new = (p for p in pictures.values() if p.seen and (options, p.hash) not in self._tokens)
        return tuple(self._shelf.image(picture) for picture in new)

    def _on_submitted(self, ticket: int, _job: Job) -> None:
        self._busy.add(ticket)

    def _on_event(self, ticket: int, event: Event) -> None:
        match event:
            case Loaded():
                self._unwanted = None
            case Measured(tokens) if ticket in self._looks:
                options, images = self._looks[ticket]
                for image, cost in zip(images, tokens, strict=False):
                    self._tokens[options, image.hash] = cost
                self._show()
        if not isinstance(event, TERMINAL):
            return
        self._busy.discard(ticket)
        look = self._looks.pop(ticket, None)
        if isinstance(event, Failed):
            if look is not None or event.problem.code.startswith(_OF_THE_MODEL):
                self._unwanted = self._options()
            if look is not None:
                self.failed.emit(event.problem)
        elif not self._busy and self._unseen():
            self._pause.start()

    def _show(self) -> None:
        options = self._options()
        known = {hash: cost for (of, hash), cost in self._tokens.items() if of == options}
        self._bar.set_tokens(known)
