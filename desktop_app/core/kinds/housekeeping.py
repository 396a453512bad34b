"""What can be wrong with a backup, and with what is to be deleted."""

from collections.abc import Mapping

from desktop_app.core.kinds.kind import Action, Kind
from desktop_app.core.text import QT_TRANSLATE_NOOP

HOUSEKEEPING_KINDS: Mapping[str, Kind] = {
    "backup.failed": Kind(
        QT_TRANSLATE_NOOP("Problem", "The backup {name} could not be written."),
        QT_TRANSLATE_NOOP("Problem", "See that the folder exists and may be written to, or choose another one."),
    ),
    "backup.full": Kind(
        QT_TRANSLATE_NOOP("Problem", "There is not enough room on the disk for the backup {name}."),
        QT_TRANSLATE_NOOP("Problem", "Free some space, or choose a folder on another disk."),
    ),
    "backup.missing": Kind(
        QT_TRANSLATE_NOOP("Problem", "{name} cannot be opened."),
        QT_TRANSLATE_NOOP("Problem", "See that the file is there and that you may read it."),
    ),
    "backup.unknown": Kind(
        QT_TRANSLATE_NOOP("Problem", "{name} is not a backup of Parley."),
        QT_TRANSLATE_NOOP("Problem", "Nothing was changed. Conversations of other programs come in by Import."),
    ),
    "backup.cut": Kind(
        QT_TRANSLATE_NOOP("Problem", "The backup {name} is not whole: its end is missing."),
        QT_TRANSLATE_NOOP("Problem", "Nothing was changed. Copy the file again from where it came."),
    ),
    "backup.damaged": Kind(
        QT_TRANSLATE_NOOP("Problem", "The backup {name} is damaged at {place}."),
        QT_TRANSLATE_NOOP("Problem", "Nothing was changed. Copy the file again from where it came, or take another backup."),
    ),
    "backup.newer": Kind(
        QT_TRANSLATE_NOOP("Problem", "The backup {name} was written by a newer Parley."),
        QT_TRANSLATE_NOOP("Problem", "Nothing was changed. Install the newer Parley to restore it."),
    ),
    "backup.no_room": Kind(
        QT_TRANSLATE_NOOP("Problem", "There is not enough room on the disk to restore {name}."),
        QT_TRANSLATE_NOOP("Problem", "Nothing was changed. Free some space, then try again."),
        Action.OPEN_DATA_FOLDER,
    ),
    "backup.not_restored": Kind(
        QT_TRANSLATE_NOOP("Problem", "The backup could not be put in place."),
        QT_TRANSLATE_NOOP("Problem", "Everything is as it was. See that the data folder may be written to, then try again."),
        Action.OPEN_DATA_FOLDER,
    ),
    "erase.left": Kind(
        QT_TRANSLATE_NOOP("Problem", "Not everything could be deleted: {name} is still there."),
        QT_TRANSLATE_NOOP("Problem", "Close other programs that use it, then delete it yourself."),
        Action.OPEN_DATA_FOLDER,
    ),
}  # fmt: skip
