"""What the events of a reply look like on the command line."""

import json
from typing import Protocol

from desktop_app.cli.terminal import Progress, say, write
from desktop_app.core.event_json import as_json
from desktop_app.core.events import (
    Event,
    Failed,
    Finished,
    Loaded,
    Loading,
    Looking,
    Notice,
    Reading,
    TextDelta,
    ThoughtDelta,
    Transcribing,
)
from desktop_app.core.subtitles import clock


class Printer(Protocol):
    """Shows events as they come."""

    def show(self, event: Event) -> None:
        """Print what there is to print of an event, at once."""
        ...


class PlainPrinter:
    """The answer on standard output, problems on standard error; thoughts are not printed."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._last = ""

    def show(self, event: Event) -> None:
        """Print what there is to print of an event, at once."""
        match event:
            case TextDelta(text):
                self._progress.clear()
                write(text)
                self._last = text or self._last
            case Loading(fraction):
                self._progress.show(f"loading… {fraction:.0%}")
            case Loaded(name=name):
                self._progress.show(f"{name} on {where(event)}")
            case Reading(done, total):
                self._progress.show(f"reading… {done:,} of {total:,}")
            case Looking(done, total):
                number = min(done + 1, total)
                self._progress.show(f"looking at picture {number:,} of {total:,}…")
            case Transcribing(done, total):
                self._progress.show(f"listening… {clock(done)} of {clock(total)}")
            case ThoughtDelta():
                self._progress.show("thinking…")
            case Notice(problem):
                self._progress.clear()
                say(problem)
            case Finished():
                self._end_line()
            case Failed(problem):
                self._end_line()
                say(problem)
            case _:
                pass

    def _end_line(self) -> None:
        self._progress.clear()
        if self._last and not self._last.endswith("\n"):
            write("\n")
        self._last = ""


class JsonPrinter:
    """One event a line, as JSON; a failure is told on standard error too."""

    def show(self, event: Event) -> None:
        """Print the event as one line."""
        write(json.dumps(as_json(event), ensure_ascii=False) + "\n")
        if isinstance(event, Failed):
            say(event.problem)


def where(loaded: Loaded) -> str:
    """What a model runs on: "CPU, 4 threads" or "Metal, 33 of 33 layers", or both if split."""
    threads = f"{loaded.threads} thread{'s' * (loaded.threads != 1)}"
    if not loaded.layers:
        return f"{loaded.device}, {threads}"
    layers = f"{loaded.device}, {loaded.layers} of {loaded.all_layers} layers"
    return layers if loaded.layers >= loaded.all_layers else f"{layers}, {threads}"
