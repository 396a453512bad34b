"""What can be wrong with what is fetched and kept: files, conversations, settings."""

from collections.abc import Mapping

from desktop_app.core.kinds.kind import Action, Kind
from desktop_app.core.text import QT_TRANSLATE_NOOP

KEEPING_KINDS: Mapping[str, Kind] = {
    "fetch.offline": Kind(
        QT_TRANSLATE_NOOP("Problem", "{host} cannot be reached."),
        QT_TRANSLATE_NOOP("Problem", "See that this computer is online, then go on: what has come stays."),
        Action.TRY_AGAIN,
    ),
    "fetch.refused": Kind(
        QT_TRANSLATE_NOOP("Problem", "{host} does not hand out {name} ({status})."),
        QT_TRANSLATE_NOOP("Problem", "Try again later, or fetch another one."),
        Action.TRY_AGAIN,
    ),
    "fetch.wrong_file": Kind(
        QT_TRANSLATE_NOOP("Problem", "What {host} hands out is not {name}."),
        QT_TRANSLATE_NOOP("Problem", "If this network wants you to log in, do that in a browser, then try again."),
        Action.TRY_AGAIN,
    ),
    "fetch.damaged": Kind(
        QT_TRANSLATE_NOOP("Problem", "{name} arrived damaged and was thrown away."),
        QT_TRANSLATE_NOOP("Problem", "Fetch it again."),
        Action.TRY_AGAIN,
    ),
    "fetch.full": Kind(
        QT_TRANSLATE_NOOP("Problem", "There is not enough room on the disk for {name}: {needed} are missing."),
        QT_TRANSLATE_NOOP("Problem", "Free some space, then go on: what has come stays."),
        Action.TRY_AGAIN,
    ),
    "fetch.too_large": Kind(
        QT_TRANSLATE_NOOP("Problem", "{name} is larger than any file may be on the drive of the folder for models."),
        QT_TRANSLATE_NOOP("Problem", "Choose a folder on another drive; one formatted as FAT32 takes at most 4 GB a file."),
        Action.OPEN_SETTINGS,
    ),
    "fetch.stopped": Kind(
        QT_TRANSLATE_NOOP("Problem", "Fetching {name} stopped unexpectedly."),
        QT_TRANSLATE_NOOP("Problem", "Go on: what has come stays. The details say what happened."),
        Action.TRY_AGAIN,
    ),
    "fetch.failed": Kind(
        QT_TRANSLATE_NOOP("Problem", "{name} could not be written to the disk."),
        QT_TRANSLATE_NOOP("Problem", "See that the folder for models exists and may be written to, then try again."),
        Action.TRY_AGAIN,
    ),
    "fetch.not_deleted": Kind(
        QT_TRANSLATE_NOOP("Problem", "{name} could not be deleted."),
        QT_TRANSLATE_NOOP("Problem", "Close other programs that use it, or delete it in the folder for models yourself."),
    ),
    "store.damaged": Kind(
        QT_TRANSLATE_NOOP("Problem", "The file with your conversations was damaged. It was set aside as {name}, and a new one was begun."),
        QT_TRANSLATE_NOOP("Problem", "The old file is kept unchanged beside the new one."),
        Action.OPEN_DATA_FOLDER,
    ),
    "store.newer": Kind(
        QT_TRANSLATE_NOOP("Problem", "Your conversations were written by a newer Parley and are left untouched as {name}."),
        QT_TRANSLATE_NOOP("Problem", "Install the newer Parley to see them; meanwhile a new file is used."),
        Action.OPEN_DATA_FOLDER,
    ),
    "store.full": Kind(
        QT_TRANSLATE_NOOP("Problem", "The disk is full, so your last words could not be saved."),
        QT_TRANSLATE_NOOP("Problem", "Free some space and try again; everything older is safe."),
        Action.OPEN_DATA_FOLDER,
    ),
    "store.failed": Kind(
        QT_TRANSLATE_NOOP("Problem", "Your conversations could not be saved."),
        QT_TRANSLATE_NOOP("Problem", "See that the data folder exists and may be written to, then try again."),
        Action.OPEN_DATA_FOLDER,
    ),
    "temporary.full": Kind(
        QT_TRANSLATE_NOOP("Problem", "There is not enough room on the disk to keep the temporary conversation."),
        QT_TRANSLATE_NOOP("Problem", "Free some space, then keep it again. Nothing of it is lost as long as it is open."),
        Action.OPEN_DATA_FOLDER,
    ),
    "temporary.failed": Kind(
        QT_TRANSLATE_NOOP("Problem", "The temporary conversation could not be kept."),
        QT_TRANSLATE_NOOP("Problem", "See that the data folder exists and may be written to, then keep it again. Nothing of it is lost as long as it is open."),
        Action.OPEN_DATA_FOLDER,
    ),
    "store.unreadable": Kind(
        QT_TRANSLATE_NOOP("Problem", "The file with your conversations, {name}, could not be read."),
        QT_TRANSLATE_NOOP("Problem", "Start Parley again: it sets a damaged file aside and begins a new one."),
        Action.OPEN_DATA_FOLDER,
    ),
    "settings.damaged": Kind(
        QT_TRANSLATE_NOOP("Problem", "The settings file could not be read. It was set aside as {name}, and the defaults are used."),
        QT_TRANSLATE_NOOP("Problem", "The old file is kept beside the new one."),
        Action.OPEN_DATA_FOLDER,
    ),
    "settings.value": Kind(
        QT_TRANSLATE_NOOP("Problem", "The setting {key} has a value that Parley cannot use, so its default is used."),
        QT_TRANSLATE_NOOP("Problem", "Choose it again in the settings."),
        Action.OPEN_SETTINGS,
    ),
    "settings.failed": Kind(
        QT_TRANSLATE_NOOP("Problem", "Your settings could not be saved."),
        QT_TRANSLATE_NOOP("Problem", "See that there is space and that the folder may be written to."),
        Action.OPEN_DATA_FOLDER,
    ),
    "internal": Kind(
        QT_TRANSLATE_NOOP("Problem", "Something went wrong inside Parley."),
        QT_TRANSLATE_NOOP("Problem", "Your conversation is safe; the details help those who mend it."),
        Action.OPEN_LOG_FOLDER,
    ),
}  # fmt: skip
