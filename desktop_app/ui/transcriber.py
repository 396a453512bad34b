"""The voice engine as the window uses it: which model hears, when it is loaded and let go."""

from pathlib import Path

from PySide6.QtCore import QLocale, QObject, QTimer, Signal

from desktop_app.core.audio import Audio
from desktop_app.core.engine import Job, LoadJob, UnloadJob
from desktop_app.core.errors import Problem
from desktop_app.core.events import TERMINAL, Event, Failed, Finished
from desktop_app.core.languages import ENGLISH, whisper_code
from desktop_app.core.settings import Settings
from desktop_app.core.voice import DETECT, TranscribeJob, VoiceOptions
from desktop_app.core.voice_models import voice_model_name, voice_model_of
from desktop_app.ui.engine_thread import EngineThread

AUTOMATIC = "auto"
"""The setting voice.language says that the model is to find out which language is spoken."""


class Transcriber(QObject):
    """Puts questions to the voice engine for whoever has sound. Lives on the UI thread.

    Who asks keeps the ticket and hears the answer in `happened`. One native library a child:
    where the settings name another engine than the last job's, the child is ended first.
    """

    happened = Signal(int, object)
    """An event of the voice engine, with the ticket of its job."""

    failed = Signal(object)
    """The model could not be loaded ahead of time; carries the `Problem`."""

    def __init__(
        self,
        engine: EngineThread,
        settings: Settings,
        fallback: Path | None,
        parent: QObject | None = None,
    ) -> None:
        """`fallback` is the voice model that came with Parley, used until one is chosen."""
        super().__init__(parent)
        self._engine = engine
        self._settings = settings
        self._fallback = fallback
        self._open: dict[int, Job] = {}
        self._in_use: VoiceOptions | None = None
        self._idle = QTimer(self, singleShot=True)
        self._idle.timeout.connect(self._fall_asleep)
        engine.submitted.connect(self._on_submitted)
        engine.happened.connect(self._on_event)

    @property
    def path(self) -> str:
        """The chosen voice model's file, the one that came with Parley, or ""."""
        chosen = str(self._settings.get("voice.model"))
        return chosen or (str(self._fallback) if self._fallback else "")

    @property
    def free(self) -> bool:
        """Whether a job would begin at once: none waits, none runs."""
        return not self._open

    def options(self) -> VoiceOptions:
        """Which model a job is to use, and with what engine."""
        return self._settings.voice_options(self.path)

    def obstacle(self) -> Problem | None:
        """Why speech cannot be written down as the settings are now, `None` when it can."""
        if not self.path:
            return Problem("voice.no_model")
        values = {"name": voice_model_name(self.path)}
        if not Path(self.path).is_file():
            return Problem("voice.model_missing", values)
        model = voice_model_of(self.path)
        if model is None:
            return None  # A file of the person's own: what it can, only its content tells.
        if self._settings.get("voice.translate") and not model.translates:
            return Problem("voice.translate", values)
        if not model.multilingual and self.language() not in (ENGLISH, DETECT):
            return Problem("voice.language", values)
        return None

    def language(self) -> str:
        """The language to expect, `DETECT` when the model is to find out."""
        chosen = str(self._settings.get("voice.language"))
        return DETECT if chosen == AUTOMATIC else chosen or system_language()

    def wake(self) -> None:
        """Load the model now, so that the first words need not wait for it."""
        options = self.options()
        if options != self._in_use:
            self._submit(LoadJob("load", options), options)

    def transcribe(self, name: str, audio: Audio, *, before: str = "", draft: bool = False) -> int:
        """Write down `audio`; the ticket of the job. See `TranscribeJob` for the rest."""
        options = self.options()
        job = TranscribeJob(
            name,
            options,
            audio,
            language=self.language(),
            fallback=system_language(),
            translate=bool(self._settings.get("voice.translate")),
            words=tuple(self._settings.get("voice.words")),
            before=before,
            draft=draft,
        )
        return self._submit(job, options)

    def forgive(self) -> None:
        """The person asks once more: try also what crashed twice."""
        options = self.options()
        self._submit(LoadJob("load", options), options)

    def cancel(self, ticket: int) -> None:
        """End one job; it still says that it has ended."""
        self._engine.cancel(ticket)

    def _submit(self, job: Job, options: VoiceOptions) -> int:
        if self._in_use is not None and self._in_use.engine != options.engine:
            self._engine.submit(UnloadJob("unload"))
        return self._engine.submit(job)

    def _on_submitted(self, ticket: int, job: Job) -> None:
        self._idle.stop()
        self._open[ticket] = job
        if isinstance(job, UnloadJob):
            self._in_use = None
        elif isinstance(job, LoadJob | TranscribeJob) and isinstance(job.model, VoiceOptions):
            self._in_use = job.model

    def _on_event(self, ticket: int, event: Event) -> None:
        job = self._open.get(ticket)
        if isinstance(event, TERMINAL):
            self._open.pop(ticket, None)
            if isinstance(event, Failed):
                self._in_use = None  # Whatever it was: the next one loads its model itself.
                # Of a child that died while it loaded tells the job that finds it dead again;
                # that a recording is kept is told of one.
                own = ("part.", "voice.failed")
                if isinstance(job, LoadJob) and not event.problem.code.startswith(own):
                    self.failed.emit(event.problem)
            self._restart_idle(event)
        self.happened.emit(ticket, event)

    def _restart_idle(self, event: Event) -> None:
        minutes = self._settings.get("voice.idle_minutes")
        if minutes and not self._open and self._in_use and isinstance(event, Finished):
            self._idle.start(int(minutes) * 60_000)

    def _fall_asleep(self) -> None:
        if self.free:
            self._engine.submit(UnloadJob("unload"))


def system_language() -> str:
    """The language of this system, as ISO 639-1 has it."""
    language = QLocale.system().language()
    code = QLocale.languageToCode(language, QLocale.LanguageCodeType.ISO639Part1)
    return whisper_code(code) or ENGLISH  # "C", where a system has no wish.
