"""The process in which a command looks after models, as the window does, and what it finds."""

from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.cli.arguments import Arguments
from desktop_app.cli.terminal import Interrupt, Progress, say
from desktop_app.core.engine import CancelToken
from desktop_app.core.engine_names import LIBRARY
from desktop_app.core.errors import ParleyError
from desktop_app.core.event_json import as_json
from desktop_app.core.events import Event, Failed, Fetching, Notice
from desktop_app.core.local_model import (
    LibraryJob,
    LocalModel,
    ScanJob,
    ShelfPlaces,
    Shelved,
)
from desktop_app.core.model_record import Records
from desktop_app.core.named_model import named_model
from desktop_app.core.paths import Places, starter_model
from desktop_app.core.settings import Settings

if TYPE_CHECKING:
    from desktop_app.engines.isolated import IsolatedEngine


@dataclass(frozen=True)
class Desk:
    """What every command about models of this computer needs."""

    places: Places
    settings: Settings
    records: Records

    @classmethod
    def of(cls, arguments: Arguments) -> "Desk":
        """That of the home that was named; what is wrong with its files is told."""
        places = Places(arguments.home)
        desk = cls(places, Settings.load(places.settings), Records.load(places.records))
        for problem in (*desk.settings.problems, *desk.records.problems):
            say(problem)
        return desk

    @property
    def shelf(self) -> ShelfPlaces:
        """Where there are models, as the window has it."""
        starter = starter_model()
        return ShelfPlaces(
            # With a home of its own Parley looks at nothing of the person's.
            home=str(self.places.home or Path.home()),
            folder=str(self.places.model_folder(self.settings.get("models.folder"))),
            folders=tuple(self.settings.get("models.folders")),
            starter=str(starter) if starter else "",
            opened=tuple(self.settings.get("model.recent")),
            index=str(self.places.model_index),
        )

    def models(self) -> list[LocalModel]:
        """All models of this computer, by title. Raises as `do` does."""
        progress = Progress()
        found: list[LocalModel] = []
        for event in self.do(ScanJob("list", self.shelf), progress):
            if isinstance(event, Shelved):
                found += event.models
                progress.show(f"looking… {len(found):,} models")
        progress.clear()
        return sorted(found, key=lambda model: (self.title(model).casefold(), model.path))

    def model(self, name: str) -> LocalModel:
        """The one that is named; raises `ParleyError` for none, and as `do` does."""
        return named_model(name, self.models(), lambda model: self.records.of(model.key).name)

    def title(self, model: LocalModel) -> str:
        """What the person calls a model, or else its own title."""
        return self.records.of(model.key).name or model.title

    def do(self, job: LibraryJob, progress: Progress, doing: str = "") -> Iterator[Event]:
        """What a job tells, without its end; `doing` is the word for how far it has come.

        Notices are told at once. Raises ParleyError when it fails, and KeyboardInterrupt after
        Ctrl-C.
        """
        cancel = CancelToken()
        with closing(library_process(self.places)) as engine, Interrupt() as interrupt:
            interrupt.watch(cancel)
            try:
                for event in engine.run(job, cancel):
                    if isinstance(event, Failed) and not cancel.is_set():
                        raise ParleyError(event.problem)
                    if isinstance(event, Notice):
                        progress.clear()
                        say(event.problem)
                    elif isinstance(event, Fetching):
                        share = event.done / event.total if event.total else 0
                        progress.show(f"{doing}… {share:.0%}")
                    else:
                        yield event
            finally:
                interrupt.watch(None)
                progress.clear()
        if cancel.is_set():
            raise KeyboardInterrupt


def library_process(places: Places) -> "IsolatedEngine":
    """An engine in a process of its own, which its first job starts."""
    from desktop_app.engines.isolated import IsolatedEngine

    return IsolatedEngine(LIBRARY, places.logs, name="library", family="part")


def model_values(model: LocalModel, desk: Desk) -> Mapping[str, object]:
    """What is known of a model, for JSON."""
    record = desk.records.of(model.key)
    values = asdict(model)
    values.pop("problem")
    return {
        **values,
        "source": model.source.value,
        "own": model.own,
        "sees": model.sees,
        "problem": as_json(Notice(model.problem)) if model.problem else None,
        "name": record.name,
        "notes": record.notes,
        "speed": record.speed,
        "settings": dict(record.settings),
    }
