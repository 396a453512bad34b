"""What can be wrong with conversations that go out into files, or come in from them."""

from collections.abc import Mapping

from desktop_app.core.kinds.kind import Action, Kind
from desktop_app.core.text import QT_TRANSLATE_NOOP

EXCHANGE_KINDS: Mapping[str, Kind] = {
    "export.nothing": Kind(
        QT_TRANSLATE_NOOP("Problem", "There is no conversation to export."),
        QT_TRANSLATE_NOOP("Problem", "Choose one that is not deleted."),
    ),
    "export.failed": Kind(
        QT_TRANSLATE_NOOP("Problem", "{name} could not be written."),
        QT_TRANSLATE_NOOP("Problem", "See that the folder exists and may be written to, or choose another one."),
    ),
    "export.full": Kind(
        QT_TRANSLATE_NOOP("Problem", "There is not enough room on the disk for {name}."),
        QT_TRANSLATE_NOOP("Problem", "Free some space, or choose a folder on another disk."),
    ),
    "export.pictures_lost": Kind(
        QT_TRANSLATE_NOOP("Problem", "Pictures and texts whose files are gone were left out of {name}."),
        QT_TRANSLATE_NOOP("Problem", "The messages are all there."),
    ),
    "import.missing": Kind(
        QT_TRANSLATE_NOOP("Problem", "{name} cannot be opened."),
        QT_TRANSLATE_NOOP("Problem", "See that the file is there and that you may read it."),
    ),
    "import.unknown": Kind(
        QT_TRANSLATE_NOOP("Problem", "There are no conversations in {name} that Parley knows how to read."),
        QT_TRANSLATE_NOOP("Problem", "Parley reads its own JSON and the exports of ChatGPT, Claude and Open WebUI, as .json or .zip."),
    ),
    "import.newer": Kind(
        QT_TRANSLATE_NOOP("Problem", "{name} was written by a newer Parley."),
        QT_TRANSLATE_NOOP("Problem", "Nothing was imported. Install the newer Parley to read it."),
    ),
    "import.damaged": Kind(
        QT_TRANSLATE_NOOP("Problem", "{name} is damaged: {place}."),
        QT_TRANSLATE_NOOP("Problem", "Nothing was imported. Download or export the file again."),
    ),
    "import.too_large": Kind(
        QT_TRANSLATE_NOOP("Problem", "{name} is larger than any file with conversations: {place}."),
        QT_TRANSLATE_NOOP("Problem", "Nothing was imported. Unpack it with another program to see what is in it."),
    ),
    "import.failed": Kind(
        QT_TRANSLATE_NOOP("Problem", "The conversations of {name} could not be saved."),
        QT_TRANSLATE_NOOP("Problem", "Nothing was imported. See that there is space on the disk, then try again."),
        Action.OPEN_DATA_FOLDER,
    ),
    "import.pictures_lost": Kind(
        QT_TRANSLATE_NOOP("Problem", "Not all pictures and files of {name} could be read."),
        QT_TRANSLATE_NOOP("Problem", "The messages are all there. What an export leaves out cannot come with it."),
    ),
}  # fmt: skip
