"""`parley transcribe`: sound files in, their words out, as text or as subtitles."""

from pathlib import Path

from desktop_app.cli.arguments import Arguments
from desktop_app.cli.clerk import Clerk, job_maker
from desktop_app.cli.terminal import FAILED, INTERRUPTED, Interrupt, Progress, say, tell, write
from desktop_app.cli.voice_choice import voice_options
from desktop_app.core.engine import CancelToken
from desktop_app.core.engine_names import SOUND_FILE, voice_engine
from desktop_app.core.events import Event, Loading, Segment, Transcribing
from desktop_app.core.paths import Places
from desktop_app.core.recording import Recording
from desktop_app.core.settings import Settings
from desktop_app.core.subtitles import FORMATS, Transcript, clock


def transcribe(arguments: Arguments) -> int:
    """Write down every file that was named; the exit status."""
    from desktop_app.engines.isolated import IsolatedEngine

    places = Places(arguments.home)
    settings = Settings.load(places.settings)
    for problem in settings.problems:
        say(problem)
    options = voice_options(
        settings,
        places,
        arguments.model or "",
        arguments.engine or "",
        arguments.threads or 0,
    )
    words = settings.get("voice.words")
    make_job = job_maker(options, words, arguments.language, arguments.translate)
    reader = IsolatedEngine(SOUND_FILE, places.logs, name="sound", family="part")
    writer = IsolatedEngine(
        voice_engine(places.voice_cache), places.logs, name="transcribe", family="part"
    )
    try:
        with Interrupt() as interrupt:
            return _all(arguments, _Desk(Clerk(reader, writer, make_job), interrupt))
    finally:
        reader.close()
        writer.close()


def _all(arguments: Arguments, desk: "_Desk") -> int:
    """One file after the other; one that fails keeps no other from being done."""
    status = 0
    for number, path in enumerate(arguments.files):
        printer = _Printer(arguments.transcript)
        recording = Recording(str(Path(path).expanduser().absolute()))
        if len(arguments.files) > 1:
            printer.begin(recording.name, first=number == 0)
        ended = desk.write_down(recording, printer)
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


class _Desk:
    """Has files written down, one after the other, and tells how far it is."""

    def __init__(self, clerk: Clerk, interrupt: Interrupt) -> None:
        self._clerk = clerk
        self._interrupt = interrupt
        self._progress = Progress()

    def write_down(self, recording: Recording, printer: _Printer) -> int:
        """Print the words of one file; the exit status."""
        cancel = CancelToken()
        self._interrupt.watch(cancel)
        try:
            problem = self._clerk.write_down(
                recording, cancel, lambda event: self._show(recording, event, printer)
            )
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
