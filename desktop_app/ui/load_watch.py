"""Marks on the disk which model is being loaded, so that a start after a crash knows it."""

from PySide6.QtCore import QObject

from desktop_app.core.engine import ChatJob, CountJob, Job, LoadJob, LookJob, ModelOptions
from desktop_app.core.events import TERMINAL, Event, Failed, Loaded, Loading
from desktop_app.core.load_mark import LoadMark
from desktop_app.ui.engine_thread import EngineThread


class LoadWatch(QObject):
    """Sees every event of the chat engine. Lives on the UI thread.

    A mark stays where the engine died of the load, and where nobody was left to take it away.
    """

    def __init__(self, engine: EngineThread, mark: LoadMark, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._mark = mark
        self._models: dict[int, str] = {}
        self._loading = False
        engine.submitted.connect(self.expect)
        engine.happened.connect(self.observe)

    def expect(self, ticket: int, job: Job) -> None:
        """A job was put to the engine: it may load the model that it names."""
        model = job.model if isinstance(job, ChatJob | CountJob | LoadJob | LookJob) else None
        if isinstance(model, ModelOptions):
            self._models[ticket] = model.path

    def shut_down(self) -> None:
        """The window is closed while a model is loaded: that is no crash."""
        if self._loading:
            self._loading = False
            self._mark.clear()

    def observe(self, ticket: int, event: Event) -> None:
        """Set the mark where a load begins, and take it away where it ends."""
        model = self._models.get(ticket, "")
        if isinstance(event, TERMINAL):
            self._models.pop(ticket, None)
        if isinstance(event, Loading) and not event.projector and model:
            self._loading = True
            self._mark.set(model)
        elif self._loading and isinstance(event, (Loaded, *TERMINAL)):
            self._loading = False
            if not (isinstance(event, Failed) and event.problem.code.startswith("engine.")):
                self._mark.clear()
