"""`parley chats export --output`: conversations as files, written by a process of their own."""

from collections.abc import Sequence

from desktop_app.cli.arguments import Arguments
from desktop_app.cli.exchange_process import do
from desktop_app.cli.terminal import FAILED, say, tell, write
from desktop_app.core.engine_names import EXPORT
from desktop_app.core.errors import Problem
from desktop_app.core.export_job import Exported, ExportJob, Format
from desktop_app.core.paths import Places


def export(ids: Sequence[str], arguments: Arguments, places: Places) -> int:
    """Write these (none: all) to `--output`; the exit status. The files are printed, one a line."""
    output = arguments.output
    assert output is not None
    format = Format("md" if arguments.format == "markdown" else arguments.format)
    single = len(ids) == 1 or format is Format.JSON
    folder = output.is_dir() or not single
    if folder and output.exists() and not output.is_dir():
        tell(f"{output} is a file: several conversations need a folder.")
        return FAILED
    if not folder and output.exists() and not arguments.yes:
        tell(f"{output} is there already: say --yes to replace it.")
        return FAILED
    job = ExportJob(
        "export",
        str(places.database.absolute()),
        str(places.pictures.absolute()),
        tuple(ids),
        str(output.absolute()),
        format,
        arguments.thoughts or format is Format.JSON,
        folder,
    )
    for event in do(EXPORT, job, places, "export", "exporting"):
        if isinstance(event, Exported):
            for path in event.paths:
                write(f"{path}\n")
            if event.lost:
                say(Problem("export.pictures_lost", {"name": output.name}))
    return 0
