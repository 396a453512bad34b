"""`parley data`: where all of it is and how big, backups, and an end of it."""

from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

from desktop_app.cli.arguments import Arguments
from desktop_app.cli.exchange_process import do
from desktop_app.cli.terminal import FAILED, say, tell, write
from desktop_app.core import file_lock
from desktop_app.core.changeover import (
    asides,
    begin_erase,
    begin_restore,
    begin_undo,
    carry_out,
    settle,
)
from desktop_app.core.engine_names import HOUSEKEEPING
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.housekeeping import (
    BackedUp,
    BackupJob,
    Checked,
    CheckJob,
    ForgetJob,
    Part,
    Weighed,
    WeighJob,
)
from desktop_app.core.paths import Places
from desktop_app.core.room import RoomJob
from desktop_app.core.settings import Settings

_NAMES = {
    Part.CONVERSATIONS: "conversations",
    Part.DELETED: "of these deleted",
    Part.PICTURES: "pictures, attached files",
    Part.SETTINGS: "settings, presets",
    Part.MODELS: "models",
    Part.VOICE_MODELS: "voice models",
    Part.LOGS: "logs",
    Part.CACHE: "cache",
    Part.ASIDE: "set aside by a restore",
}


def data(arguments: Arguments) -> int:
    """Show, back up, restore or erase; the exit status."""
    places = Places(arguments.home)
    settle(places)
    if arguments.action == "where":
        return _where(places)
    if arguments.action == "size":
        return _size(places)
    places.create()
    if arguments.action == "backup":
        return _back_up(places, arguments)
    if not arguments.yes:
        tell("This changes what is here: say --yes.")
        return FAILED
    if arguments.action == "erase":
        parts = {Part.CONVERSATIONS, Part.SETTINGS, Part.LOGS, Part.CACHE}
        if arguments.all:
            own = _folders(places)[Part.MODELS] == places.models
            parts.add(Part.MODELS if own else Part.VOICE_MODELS)
        return _alone(places, lambda: begin_erase(places, parts), "deleted")
    if arguments.action == "undo":
        if not asides(places):
            tell("Nothing was set aside: there is nothing to bring back.")
            return FAILED
        return _alone(places, lambda: begin_undo(places), "brought back")
    return _restore(places, arguments.archive)


def _where(places: Places) -> int:
    for part, folder in _folders(places).items():
        write(f"{_NAMES[part]}: {folder}\n")
    return 0


def _size(places: Places) -> int:
    job = WeighJob("weigh", places, str(_folders(places)[Part.MODELS]))
    for event in do(HOUSEKEEPING, job, places, "housekeeping", "weighing"):
        if isinstance(event, Weighed):
            weight = event.weight
            write(f"{weight.size:>16,}  {_NAMES[weight.part]} ({weight.count:,})\n")
    return 0


def _back_up(places: Places, arguments: Arguments) -> int:
    path = arguments.archive
    if path.exists() and not arguments.yes:
        tell(f"{path} is there already: say --yes to replace it.")
        return FAILED
    job = BackupJob("backup", places, str(path.absolute()))
    for event in do(HOUSEKEEPING, job, places, "housekeeping", "backing up"):
        if isinstance(event, BackedUp):
            write(f"{event.path}\n")
            tell(f"{_conversations(event.conversations)}, {event.size:,} bytes.")
    return 0


def _restore(places: Places, path: Path) -> int:
    found: list[Checked] = []

    def check() -> None:
        job = CheckJob("check", places, str(path.absolute()))
        found.extend(event for event in _done(places, job) if isinstance(event, Checked))
        begin_restore(places)

    status = _alone(places, check, "restored")
    for checked in found if status == 0 else ():
        made = datetime.fromtimestamp(checked.made).strftime("%Y-%m-%d %H:%M")
        tell(
            f"{_conversations(checked.conversations)} of {made}. What was here is set aside:"
            " `parley data undo --yes` brings it back."
        )
    return status


def _done(places: Places, job: RoomJob) -> list[object]:
    try:
        return list(do(HOUSEKEEPING, job, places, "housekeeping", "checking"))
    except KeyboardInterrupt:
        list(do(HOUSEKEEPING, ForgetJob("forget", places), places, "housekeeping", "stopping"))
        raise


def _alone(places: Places, begin: Callable[[], None], done: str) -> int:
    """Begin a change of the whole home and do it, while no window has its files open."""
    lock = file_lock.hold(places.data / file_lock.HOME)
    if lock is None:
        tell("Parley is open: close its window first.")
        return FAILED
    with closing(lock):
        try:
            begin()
            outcome = carry_out(places)
        except OSError as error:
            raise ParleyError(Problem("backup.not_restored", details=str(error))) from error
        places.create()
    if outcome is not None and outcome.problem is not None:
        say(outcome.problem)
        return FAILED
    write(f"{done}\n")
    return 0


def _conversations(number: int) -> str:
    return f"{number:,} conversation{'' if number == 1 else 's'}"


def _folders(places: Places) -> dict[Part, Path]:
    settings = Settings.load(places.settings)
    return {
        Part.CONVERSATIONS: places.database,
        Part.PICTURES: places.pictures,
        Part.SETTINGS: places.settings,
        Part.MODELS: places.model_folder(settings.get("models.folder")),
        Part.VOICE_MODELS: places.voice_models,
        Part.LOGS: places.logs,
        Part.CACHE: places.cache,
    }
