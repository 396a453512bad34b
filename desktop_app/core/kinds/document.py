"""What can be wrong with files whose text is wanted."""

from collections.abc import Mapping

from desktop_app.core.kinds.kind import Action, Kind
from desktop_app.core.text import QT_TRANSLATE_NOOP

DOCUMENT_KINDS: Mapping[str, Kind] = {
    "document.missing": Kind(
        QT_TRANSLATE_NOOP("Problem", "The file {name} is not there any more."),
        QT_TRANSLATE_NOOP("Problem", "Choose another file, or bring back its folder or drive."),
    ),
    "document.forbidden": Kind(
        QT_TRANSLATE_NOOP("Problem", "Parley may not read the file {name}."),
        QT_TRANSLATE_NOOP("Problem", "Allow your user to read the file, or choose another one."),
    ),
    "document.folder": Kind(
        QT_TRANSLATE_NOOP("Problem", "{name} is a folder."),
        QT_TRANSLATE_NOOP("Problem", "Open it and attach the files that matter."),
    ),
    "document.binary": Kind(
        QT_TRANSLATE_NOOP("Problem", "{name} holds no text that Parley can read."),
        QT_TRANSLATE_NOOP("Problem", "Save it as PDF, as Word (.docx) or as plain text with the program that made it, and attach that."),
    ),
    "document.empty": Kind(
        QT_TRANSLATE_NOOP("Problem", "There is no text in {name}."),
        QT_TRANSLATE_NOOP("Problem", "See whether it is the right file: there is nothing in it to show the model."),
    ),
    "document.damaged": Kind(
        QT_TRANSLATE_NOOP("Problem", "The file {name} is damaged or incomplete."),
        QT_TRANSLATE_NOOP("Problem", "Copy or download it again; the details say what is wrong with it."),
    ),
    "document.locked": Kind(
        QT_TRANSLATE_NOOP("Problem", "{name} is locked with a password."),
        QT_TRANSLATE_NOOP("Problem", "Open it with another program, save it there without the password, and attach that."),
    ),
    "document.scanned": Kind(
        QT_TRANSLATE_NOOP("Problem", "{name} holds only pictures of text, and no text itself."),
        QT_TRANSLATE_NOOP("Problem", "Attach a screenshot of the page that matters, for a model that can see, or have the text recognised by another program."),
    ),
    "document.too_large": Kind(
        QT_TRANSLATE_NOOP("Problem", "The file {name} is too large to be read."),
        QT_TRANSLATE_NOOP("Problem", "Attach a part of it: files up to 100 MB, with 10 MB of text and 10,000 pages, can be read."),
    ),
    "document.too_slow": Kind(
        QT_TRANSLATE_NOOP("Problem", "The text of {name} could not be read in three minutes."),
        QT_TRANSLATE_NOOP("Problem", "Save the pages that matter as a file of their own with another program, and attach that."),
    ),
    "document.full": Kind(
        QT_TRANSLATE_NOOP("Problem", "There is not enough room on the disk to keep the text of {name}."),
        QT_TRANSLATE_NOOP("Problem", "Free some space, then add it again."),
        Action.OPEN_DATA_FOLDER,
    ),
    "document.failed": Kind(
        QT_TRANSLATE_NOOP("Problem", "The text of {name} could not be written to the disk."),
        QT_TRANSLATE_NOOP("Problem", "See that the data folder exists and may be written to, then try again."),
        Action.OPEN_DATA_FOLDER,
    ),
    "document.gone": Kind(
        QT_TRANSLATE_NOOP("Problem", "The text of {name} is not there any more."),
        QT_TRANSLATE_NOOP("Problem", "If you have the file elsewhere, attach it again in a new message."),
    ),
    "document.crashed": Kind(
        QT_TRANSLATE_NOOP("Problem", "The part of Parley that reads files broke off over {name}, twice."),
        QT_TRANSLATE_NOOP("Problem", "Save it anew with another program, and attach that; the details say what happened."),
    ),
}  # fmt: skip
