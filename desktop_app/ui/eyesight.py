"""Whether the model in use sees, and with which file: its projector."""

import threading
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.models import model_name
from desktop_app.core.pairing import Headers, Pairing, pairing, refusal
from desktop_app.core.projector import Sight
from desktop_app.core.settings import Settings

LOOK_AFTER = 400
"""Milliseconds after the start until the model's file is looked at: the window comes first."""

_POLL = 15
"""Milliseconds between two looks at whether a thread is done."""

_Answer = Callable[[], None]
"""What to do on the UI thread with what was read on another."""


class Eyesight(QObject):
    """Looks for the part of a model that sees, and judges the one that a person chooses.

    Belongs to the UI thread; files are read on others, which tell nobody when they are done: they
    are asked. So it does no harm when this object is gone first.
    """

    changed = Signal()
    """What `sight` and `projector` say is another."""

    failed = Signal(object)
    """A file is not what the person took it for; carries the `Problem`."""

    def __init__(self, settings: Settings, model: str, parent: QObject | None = None) -> None:
        """`model` is the path of the model in use, "" without one."""
        super().__init__(parent)
        self._settings = settings
        self._model = model
        self._pairing: Pairing | None = None
        self._then: Callable[[], None] | None = None
        self._headers = Headers()
        self._readers: list[_Reader] = []
        self._last_look: _Reader | None = None
        self._poll = QTimer(self, interval=_POLL)
        self._poll.timeout.connect(self._on_poll)
        QTimer.singleShot(LOOK_AFTER, self, self.look)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._on_state)

    @property
    def known(self) -> bool:
        """Whether the model's file was looked at."""
        return self._pairing is not None or not self._model

    @property
    def projector(self) -> str:
        """The file of the part that sees, "" without one or before it is known."""
        return self._pairing.projector if self._pairing else ""

    def sight(self) -> Sight:
        """Whether the model can be shown pictures."""
        if not self._model:
            return Sight.CANNOT
        return self._pairing.sight if self._pairing else Sight.UNKNOWN

    def follow(self, model: str) -> None:
        """Another model is used from now on."""
        if model != self._model:
            self._model = model
            self._forget()

    def settings_changed(self) -> None:
        """A setting of the model changed: perhaps another projector was chosen."""
        if self._pairing is not None and self._pairing.chosen != self._chosen:
            self._forget()
            self.look()

    def look(self) -> None:
        """Look (again) for the projector: a file may have come since."""
        if model := self._model:
            chosen = self._chosen
            headers = self._headers
            self._last_look = self._read(lambda: self._found(pairing(model, chosen, headers)))

    def look_now(self) -> None:
        """Look at once, if nobody did: somebody cannot go on without. Some 0.1 s."""
        if not self.known:
            self._found(pairing(self._model, self._chosen, self._headers))()

    def when_known(self, then: Callable[[], None]) -> None:
        """Do `then` as soon as the model's file was looked at; only the last wish counts."""
        if self.known:
            then()
            return
        waits = self._then is not None
        self._then = then
        if not waits:
            self.look()

    def drop_wish(self) -> None:
        """Do nothing when the file was looked at."""
        self._then = None

    def shut_down(self) -> None:
        """Say nothing any more. What is being read ends by itself."""
        self._then = None
        self._readers.clear()
        self._poll.stop()

    def choose(self, projector: str) -> None:
        """Let this file be the projector, from now on, of every model that it belongs to.

        `failed` says why, if it does not belong to the one in use.
        """
        self._judge(projector, self._take)

    def offer(self, projector: str) -> None:
        """This projector was chosen as a model: say so, and whether the model in use could see
        with it."""
        self._judge(projector, self._refuse_as_model)

    @property
    def _chosen(self) -> str:
        return str(self._settings.get("model.projector") or "")

    def _on_state(self, state: Qt.ApplicationState) -> None:
        """The person comes back: perhaps they fetched what was missing."""
        came_back = state is Qt.ApplicationState.ApplicationActive
        if came_back and self.sight() is Sight.NO_PROJECTOR:
            self.look()

    def _forget(self) -> None:
        self._pairing = None
        self.changed.emit()

    def _read(self, work: Callable[[], _Answer]) -> "_Reader":
        reader = _Reader(work)
        self._readers.append(reader)
        reader.start()
        self._poll.start()
        return reader

    def _on_poll(self) -> None:
        """Take the answers in the order in which they were asked for."""
        while self._readers and not self._readers[0].is_alive():
            reader = self._readers.pop(0)
            try:
                reader.answer()
            except Exception:
                # A later look may still fulfil the wish.
                if reader is self._last_look:
                    self._then = None
                raise
        if not self._readers:
            self._poll.stop()

    def _found(self, found: Pairing) -> _Answer:

        def take() -> None:
            if (found.model, found.chosen) != (self._model, self._chosen):
                # Another one was chosen since, by somebody who saw that this was under way and
                # waited for it.
                if not self.known:
                    self.look()
                return
            if found != self._pairing:
                self._pairing = found
                self.changed.emit()
            then, self._then = self._then, None
            if then is not None:
                then()

        return take

    def _judge(self, projector: str, then: Callable[[str, Problem | None], None]) -> None:
        model, headers = self._model, self._headers

        def work() -> _Answer:
            problem = refusal(model, projector, headers)
            return lambda: then(projector, problem)

        self._read(work)

    def _take(self, projector: str, problem: Problem | None) -> None:
        if problem is not None:
            self.failed.emit(problem)
            return
        try:
            self._settings.set("model.projector", projector)
        except ParleyError as error:
            self.failed.emit(error.problem)

    def _refuse_as_model(self, projector: str, problem: Problem | None) -> None:
        name = Path(projector).name
        if problem is not None:
            self.failed.emit(Problem("model.projector", {"name": name}))
            return
        values = {"name": name, "model": model_name(self._model), "path": projector}
        self.failed.emit(Problem("projector.offered", values))


class _Reader(threading.Thread):
    """Reads files; `answer` may be asked when it is no longer alive."""

    def __init__(self, work: Callable[[], _Answer]) -> None:
        super().__init__(name="projector", daemon=True)
        self._work = work
        self._answer: _Answer = _nothing
        self._error: Exception | None = None

    def run(self) -> None:
        try:
            self._answer = self._work()
        except Exception as error:
            self._error = error

    def answer(self) -> None:
        """Do what is to be done with what was read; raises what went wrong."""
        if self._error is not None:
            raise self._error
        self._answer()


def _nothing() -> None:
    """There is no answer yet."""
