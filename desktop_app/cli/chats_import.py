"""`parley chats import`: conversations from files, brought by a process of their own."""

from collections.abc import Sequence
from pathlib import Path

from desktop_app.cli.exchange_process import do
from desktop_app.cli.terminal import FAILED, say, write
from desktop_app.core.engine_names import IMPORT
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.import_job import ChatImportJob, Imported
from desktop_app.core.paths import Places


def bring(files: Sequence[str], places: Places) -> int:
    """Import these files, each whole or not at all; the exit status."""
    places.create()
    status = 0
    for file in files:
        path = Path(file).absolute()
        job = ChatImportJob(
            "import",
            str(places.database.absolute()),
            str(places.pictures.absolute()),
            str((places.cache / "incoming").absolute()),
            str(path),
        )
        try:
            for event in do(IMPORT, job, places, "import", f"reading {path.name}"):
                if isinstance(event, Imported):
                    _tell(path.name, event)
        except ParleyError as error:
            say(error.problem)
            status = FAILED
    return status


def _tell(name: str, event: Imported) -> None:
    count = len(event.ids)
    came = f"{count:,} conversation{'s' * (count != 1)} imported"
    here = f", {event.here:,} {'was' if event.here == 1 else 'were'} here already"
    write(f"{name}: {came}{here if event.here else ''}\n")
    if event.lost:
        say(Problem("import.pictures_lost", {"name": name}, f"{event.lost:,} left out"))
