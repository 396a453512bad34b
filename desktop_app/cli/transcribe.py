"""`parley transcribe`: sound files in, their words out, as text or as subtitles."""

from collections.abc import Callable
from pathlib import Path

from desktop_app.cli.parser import Arguments
from desktop_app.cli.terminal import FAILED, INTERRUPTED, Interrupt, Progress, say, tell, write
from desktop_app.core.engine import CancelToken, Engine
from desktop_app.core.engine_names import SOUND_FILE, voice_engine
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.events import Event, Failed, Loading, Segment, Transcribing
from desktop_app.core.paths import Places, starter_voice_model
from desktop_app.core.recording import Recording
from desktop_app.core.settings import Settings
from desktop_app.core.subtitles import FORMATS, Transcript, clock
from desktop_app.core.voice import DETECT, TranscribeJob, VoiceOptions
from desktop_app.core.voice_models import voice_model, voice_model_of


def transcribe(arguments: Arguments) -> int:
    """Write down every file that was named; the exit status."""
    from desktop_app.engines.isolated import IsolatedEngine

    places = Places(arguments.home)
    settings = Settings.load(places.settings)
    for problem in settings.problems:
        say(problem)
    options = _model(arguments, settings, places)
    reader = IsolatedEngine(SOUND_FILE, places.logs, name="sound", family="part")
    writer = IsolatedEngine(
        voice_engine(places.voice_cache), places.logs, name="transcribe", family="part"
    )
    try:
        with Interrupt() as interrupt:
            clerk = _Clerk(reader, writer, _job_maker(arguments, settings, options), interrupt)
            return _all(arguments, clerk)
    finally:
        reader.close()
        writer.close()


def _all(arguments: Arguments, clerk: "_Clerk") -> int:
    """One file after the other; one that fails keeps no other from being done."""
    status = 0
    for number, path in enumerate(arguments.files):
        printer = _Printer(arguments.transcript)
        recording = Recording(str(Path(path).expanduser().absolute()))
        if len(arguments.files) > 1:
            printer.begin(recording.name, first=number == 0)
        ended = clerk.write_down(recording, printer)
        if ended == INTERRUPTED:
            return INTERRUPTED
        status = status or ended
    return status


class _Printer:
    """What of a file goes to standard output: the words as they come, or a document at its end."""

    def __init__(self, form: str) -> None:
        self._form = form

    def begin(self, name: str, *, first: bool) -> None:
        """Say whose words follow, where a plain text could not tell."""
        if self._form == "text":
            write(f"==> {name} <==\n" if first else f"\n==> {name} <==\n")

    def show(self, segment: Segment) -> None:
        """Print a line of a text."""
        if self._form == "text":
            write(FORMATS["text"](Transcript("", (segment,))))

    def end(self, transcript: Transcript) -> None:
        """Print the document."""
        if self._form != "text":
            write(FORMATS[self._form](transcript))


class _Clerk:
    """Reads files and writes them down, with two engines that stay from file to file."""

    def __init__(
        self,
        reader: Engine,
        writer: Engine,
        make_job: Callable[[Recording], TranscribeJob | None],
        interrupt: Interrupt,
    ) -> None:
        self._reader = reader
        self._writer = writer
        self._make_job = make_job
        self._interrupt = interrupt
        self._progress = Progress()

    def write_down(self, recording: Recording, printer: _Printer) -> int:
        """Print the words of one file; the exit status."""
        cancel = CancelToken()
        self._interrupt.watch(cancel)
        problem: Problem | None = None
        try:
            while not (recording.finished or problem or cancel.is_set()):
                self._read(recording, cancel)
                problem = self._write(recording, printer, cancel)
        finally:
            self._interrupt.watch(None)
            self._progress.clear()
        if cancel.is_set():
            return INTERRUPTED
        problem = problem or recording.problem
        if recording.segments or problem is None:
            printer.end(recording.transcript)
        if problem:
            say(problem)
        elif not recording.segments:
            tell(f"No speech was heard in {recording.name}.")
        return FAILED if problem else 0

    def _read(self, recording: Recording, cancel: CancelToken) -> None:
        if job := recording.reading_job():
            for event in self._reader.run(job, cancel):
                recording.on_reading(event)

    def _write(
        self, recording: Recording, printer: _Printer, cancel: CancelToken
    ) -> Problem | None:
        """Write down the next window; why that cannot be done, if so."""
        job = None if cancel.is_set() else self._make_job(recording)
        if job is None:
            return None
        event: Event | None = None
        for event in self._writer.run(job, cancel):
            recording.on_writing(event)
            self._show(recording, event, printer)
        if isinstance(event, Failed) and not recording.worth_another_try(event.problem):
            return event.problem
        return None

    def _show(self, recording: Recording, event: Event, printer: _Printer) -> None:
        match event:
            case Loading(fraction):
                self._progress.show(f"loading… {fraction:.0%}")
            case Segment():
                self._progress.clear()
                printer.show(recording.segments[-1])
            case Transcribing():
                done, total = clock(recording.done), clock(recording.total)
                self._progress.show(f"{recording.name}: {done} of {total}")
            case _:
                pass


def _job_maker(
    arguments: Arguments, settings: Settings, options: VoiceOptions
) -> Callable[[Recording], TranscribeJob | None]:
    """A function that gives the job for the next window of a recording, if it has one."""

    def make(recording: Recording) -> TranscribeJob | None:
        window = recording.next_window()
        if window is None:
            return None
        recording.asked = arguments.language or DETECT
        return TranscribeJob(
            recording.name,
            options,
            window,
            language=arguments.language or DETECT,
            translate=arguments.translate,
            words=settings.get("voice.words"),
        )

    return make


def _model(arguments: Arguments, settings: Settings, places: Places) -> VoiceOptions:
    """The model that was named, or chosen in the window, or that came with Parley."""
    path: str | Path | None
    if arguments.model:
        path = _named(arguments.model, places)
    else:
        path = settings.get("voice.model") or starter_voice_model()
    if not path:
        raise ParleyError(Problem("voice.no_model"))
    if not Path(path).is_file():
        raise ParleyError(Problem("voice.model_missing", {"name": Path(path).name}))
    return VoiceOptions(
        str(path),
        engine=arguments.engine or settings.get("voice.engine"),
        threads=arguments.threads or 0,
    )


def _named(word: str, places: Places) -> Path:
    """The file of a model: of one in the catalogue by its name, or else at this path."""
    model = voice_model(word)
    if model is None:
        return Path(word).expanduser().absolute()
    fetched = model.path(places.voice_models)
    starter = starter_voice_model()
    if not fetched.is_file() and starter and voice_model_of(starter) is model:
        return starter
    return fetched
