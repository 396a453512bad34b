"""Keeps how fast each model wrote on this computer, as its replies tell."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from desktop_app.core.engine import ChatJob, Job
from desktop_app.core.errors import ParleyError
from desktop_app.core.events import TERMINAL, Event, Finished
from desktop_app.core.model_record import Record, Records, key_of
from desktop_app.core.speed import is_news
from desktop_app.ui.engine_thread import EngineThread


class SpeedNote(QObject):
    """Listens to the engine of the chat, whoever asks it. Lives on the UI thread."""

    failed = Signal(object)
    """It could not be saved; carries the `Problem`. Told once."""

    def __init__(
        self, engine: EngineThread, records: Records, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._records = records
        self._paths: dict[int, str] = {}
        self._told = False
        engine.submitted.connect(self._on_job)
        engine.happened.connect(self._on_event)

    def _on_job(self, ticket: int, job: Job) -> None:
        if isinstance(job, ChatJob) and job.model.path:
            self._paths[ticket] = job.model.path

    def _on_event(self, ticket: int, event: Event) -> None:
        if not isinstance(event, TERMINAL) or ticket not in self._paths:
            return
        path = self._paths.pop(ticket)
        if isinstance(event, Finished):
            key = key_of(path)
            record = self._records.of(key)
            if is_news(record.speed, event.usage):
                self._keep(key, record, event.usage.writing_tokens_per_second)

    def _keep(self, key: str, record: Record, speed: float) -> None:
        try:
            self._records.put(key, replace(record, speed=round(speed, 1)))
        except ParleyError as error:
            if not self._told:
                self.failed.emit(error.problem)
            self._told = True
