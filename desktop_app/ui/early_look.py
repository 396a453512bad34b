"""The model sees what is attached before it is asked about it, and says what that costs."""

from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance

from desktop_app.core.attachment import pictures_of
from desktop_app.core.engine import Job, LookJob, ModelOptions
from desktop_app.core.events import TERMINAL, Event, Failed, Loaded, Measured, Notice
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
    """Gives the chat engine `LookJob`s when it has nothing else to do. Lives on the UI thread.

    All pictures are measured at once, and then seen one by one: a question that comes meanwhile
    waits for one of them at most. After a failure nothing is looked at by itself until a model
    was loaded again: it would fail at every picture.
    """

    failed = Signal(object)
    """The model could not look, or was loaded for it in another way; carries the `Problem`."""

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
        self._looks: dict[int, LookJob] = {}
        self._seen: set[tuple[ModelOptions, str]] = set()
        self._tokens: dict[tuple[ModelOptions, str], int] = {}
        self._unwanted: ModelOptions | None = None
        self._over = False
        self._pause = QTimer(self, singleShot=True)
        self._pause.timeout.connect(self._look)
        composer.bar.changed.connect(self.reconsider)
        model.sight_changed.connect(self.reconsider)
        composer.stop_requested.connect(self._stop)
        engine.submitted.connect(self._on_submitted)
        engine.happened.connect(self._on_event)

    def reconsider(self) -> None:
        """Other pictures are attached, or another model is used."""
        self._show()
        if self._next() and not self._over:
            self._pause.start(PAUSE_MILLISECONDS)
        else:
            self._pause.stop()

    def hold_back(self) -> None:
        """Nothing is looked at by itself until a model was loaded: the last load never ended."""
        self._unwanted = self._model.options()

    def shut_down(self) -> None:
        """Begin nothing any more."""
        self._over = True
        self._pause.stop()

    def _look(self) -> None:
        job = self._next()
        if job is None or self._busy or self._over or job.model == self._unwanted:
            return  # The end of what is being done comes back here.
        self._looks[self._engine.submit(job)] = job

    def _stop(self) -> None:
        """A message waits, and is to wait no longer."""
        for ticket in self._looks:
            self._engine.cancel(ticket)

    def _options(self) -> ModelOptions | None:
        """How the model is run, `None` while it does not see."""
        return self._model.options() if self._model.sight() is Sight.SEES else None

    def _next(self) -> LookJob | None:
        """What is to be done about the pictures that are attached, if anything."""
        options = self._options()
        if options is None:
            return None
        pictures = {picture.hash: picture for picture in pictures_of(self._bar.attachments())}
        wanted = [self._shelf.image(picture) for picture in pictures.values() if picture.seen]
        new = tuple(image for image in wanted if (options, image.hash) not in self._tokens)
        if new:
            return LookJob("measure", options, new, measure_only=True)
        unseen = (image for image in wanted if (options, image.hash) not in self._seen)
        image = next(unseen, None)
        return LookJob("look", options, (image,)) if image else None

    def _on_submitted(self, ticket: int, _job: Job) -> None:
        self._busy.add(ticket)

    def _on_event(self, ticket: int, event: Event) -> None:
        match event:
            case Loaded():
                self._unwanted = None
            case Measured(tokens) if ticket in self._looks:
                job = self._looks[ticket]
                for image, cost in zip(job.images, tokens, strict=False):
                    self._tokens[job.model, image.hash] = cost
                self._show()
            case Notice(problem) if ticket in self._looks:
                self.failed.emit(problem)
        if not isinstance(event, TERMINAL) or self._over:
            return
        self._busy.discard(ticket)
        look = self._looks.pop(ticket, None)
        if look is not None and not look.measure_only:
            # Whatever became of it: the question itself will look, if it has to.
            self._seen.update((look.model, image.hash) for image in look.images)
        if isinstance(event, Failed):
            if look is not None or event.problem.code.startswith(_OF_THE_MODEL):
                self._unwanted = self._options()
            if look is not None:
                self.failed.emit(event.problem)
        elif not self._busy and self._next():
            self._pause.start(0 if look is not None else PAUSE_MILLISECONDS)

    def _show(self) -> None:
        options = self._options()
        known = {hash: cost for (of, hash), cost in self._tokens.items() if of == options}
        self._bar.set_tokens(known)
