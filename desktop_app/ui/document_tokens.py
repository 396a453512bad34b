"""How much of the model's context the attached documents take, counted by the model itself."""

from dataclasses import dataclass, replace
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance

from desktop_app.core.attachment import documents_of
from desktop_app.core.document import Document
from desktop_app.core.engine import CountJob, ModelOptions
from desktop_app.core.events import TERMINAL, Counted, Event, Failed, Loaded
from desktop_app.core.picture_shelf import PictureShelf
from desktop_app.core.shown import shown_text
from desktop_app.ui.composer import Composer
from desktop_app.ui.engine_thread import EngineThread

SHARE = 0.85
"""Of the context that documents may take: the question and the answer need room as well."""

_COUNTED = 400_000
"""Characters that are counted; of a longer text so many, from all of it, tell the others."""
_SAMPLES = 8

_PAUSE_MILLISECONDS = 200
"""Who attaches one file often attaches a second."""

Key = tuple[ModelOptions, Document]


class CountingModel(Protocol):
    """What of the model's controller is needed here."""

    chosen: SignalInstance
    sight_changed: SignalInstance

    def options(self) -> ModelOptions | None:
        """How it is run."""
        ...


@dataclass(frozen=True, slots=True)
class Load:
    """What the attached documents take together of a context of so many tokens (0: not known).

    `longest` is the one that takes the most; `None` when the person wants it shown anyway.
    """

    tokens: int = 0
    context: int = 0
    longest: Document | None = None

    @property
    def too_long(self) -> bool:
        """Whether they leave no room for a question and an answer."""
        return 0 < room(self.context) < self.tokens


class DocumentTokens(QObject):
    """Asks the chat engine, and tells the chips and the meter. Lives on the UI thread.

    After a failure nothing is counted by itself until a model was loaded.
    """

    changed = Signal()
    """`load` may say something else now."""

    def __init__(
        self,
        engine: EngineThread,
        composer: Composer,
        shelf: PictureShelf,
        model: CountingModel,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._engine = engine
        self._composer = composer
        self._shelf = shelf
        self._model = model
        self._asked: dict[int, tuple[Key, float]] = {}
        self._known: dict[Key, int] = {}
        self._unwanted: ModelOptions | None = None
        self._over = False
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MILLISECONDS)
        self._pause.timeout.connect(self._ask)
        composer.bar.changed.connect(self.reconsider)
        for changing in (model.chosen, model.sight_changed):
            changing.connect(self.reconsider)
        engine.happened.connect(self._on_event)

    def reconsider(self) -> None:
        """Other documents are attached, or another model is used."""
        self._show()
        if self._wanted() and not self._over:
            self._pause.start()

    def hold_back(self) -> None:
        """Nothing is counted by itself until a model was loaded: the last load never ended."""
        self._unwanted = self._model.options()

    def of(self, document: Document) -> int:
        """What the model takes for this document, 0 while nobody knows."""
        options = self._model.options()
        return self._known.get((options, _plain(document)), 0) if options else 0

    def load(self) -> Load:
        """What is attached, all together."""
        documents = [one for one in documents_of(self._composer.attachments()) if one.seen]
        longest = max(documents, key=self.of, default=None)
        if longest is not None and longest.anyway:
            longest = None
        return Load(sum(map(self.of, documents)), self._composer.context_size(), longest)

    def shut_down(self) -> None:
        """Begin nothing any more."""
        self._over = True
        self._pause.stop()

    def _wanted(self) -> list[Key]:
        options = self._model.options()
        if options is None or options == self._unwanted:
            return []
        asked = {key for key, _ in self._asked.values()}
        keys = ((options, _plain(one)) for one in documents_of(self._composer.attachments()))
        return [key for key in dict.fromkeys(keys) if key not in self._known and key not in asked]

    def _ask(self) -> None:
        """For one document: to read a long one takes the window a moment."""
        wanted = self._wanted()
        if self._over or not wanted:
            return
        options, document = wanted[0]
        text = shown_text(document, self._shelf)
        sample = sample_of(text)
        job = CountJob("count", options, (sample,))
        scale = len(text) / max(1, len(sample))
        self._asked[self._engine.submit(job)] = (options, document), scale
        if len(wanted) > 1:
            self._pause.start()

    def _on_event(self, ticket: int, event: Event) -> None:
        if isinstance(event, Loaded):
            self._unwanted = None
            # The meter hears of the context by the same signal, perhaps after this.
            QTimer.singleShot(0, self, self.reconsider)
        if ticket not in self._asked or not isinstance(event, TERMINAL):
            return
        (options, document), scale = self._asked.pop(ticket)
        if isinstance(event, Counted) and event.tokens:
            self._known[options, document] = scaled(event.tokens[0], scale)
        elif isinstance(event, Failed):
            self._unwanted = options
        self.reconsider()

    def _show(self) -> None:
        load = self.load()
        most = room(load.context)

        def is_too_long(document: Document) -> bool:
            alone = self.of(document) > most > 0
            return document.seen and (alone or (load.too_long and document == load.longest))

        self._composer.bar.set_document_tokens(self.of, is_too_long)
        self._composer.meter.set_pending(load.tokens)
        self.changed.emit()


def room(context: int) -> int:
    """How many tokens documents may take of a context of this size; 0 while it is not known."""
    return round(SHARE * context)


def sample_of(text: str) -> str:
    """`text`, or so much from everywhere in it as is counted in a moment."""
    if len(text) <= _COUNTED:
        return text
    size = _COUNTED // _SAMPLES
    step = (len(text) - size) // (_SAMPLES - 1)
    return "".join(text[number * step : number * step + size] for number in range(_SAMPLES))


def scaled(tokens: int, scale: float) -> int:
    """What the whole takes, if its sample takes `tokens`; estimates are round."""
    return tokens if scale <= 1 else round(tokens * scale / 1000) * 1000


def _plain(document: Document) -> Document:
    """The document without what makes no difference to its text."""
    return replace(document, anyway=False, seen=True)
