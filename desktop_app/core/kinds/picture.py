"""What can be wrong with pictures and films."""

from collections.abc import Mapping

from desktop_app.core.kinds.kind import Action, Kind
from desktop_app.core.text import QT_TRANSLATE_NOOP

PICTURE_KINDS: Mapping[str, Kind] = {
    "picture.not_shown": Kind(
        QT_TRANSLATE_NOOP("Problem", "{name} cannot see pictures: it is shown the words alone."),
        QT_TRANSLATE_NOOP("Problem", "Choose a model that can see to ask about the pictures."),
        Action.CHOOSE_MODEL,
    ),
    "picture.lost": Kind(
        QT_TRANSLATE_NOOP("Problem", "A picture of this conversation cannot be read any more."),
        QT_TRANSLATE_NOOP("Problem", "Attach it again, or remove it from the context."),
    ),
    "picture.not_seen": Kind(
        QT_TRANSLATE_NOOP("Problem", "The model could not take in a picture."),
        QT_TRANSLATE_NOOP("Problem", "Try again; if it happens again, remove the picture."),
        Action.TRY_AGAIN,
    ),
    "picture.missing": Kind(
        QT_TRANSLATE_NOOP("Problem", "The picture {name} is not there any more."),
        QT_TRANSLATE_NOOP("Problem", "Choose another file, or bring back its folder or drive."),
    ),
    "picture.forbidden": Kind(
        QT_TRANSLATE_NOOP("Problem", "Parley may not read the picture {name}."),
        QT_TRANSLATE_NOOP("Problem", "Allow your user to read the file, or choose another one."),
    ),
    "picture.unreadable": Kind(
        QT_TRANSLATE_NOOP("Problem", "{name} is not a picture that Parley can read."),
        QT_TRANSLATE_NOOP("Problem", "Choose a PNG, JPEG, WebP, GIF, BMP, TIFF, AVIF or HEIC file; the details say what this one is."),
    ),
    "picture.damaged": Kind(
        QT_TRANSLATE_NOOP("Problem", "The picture {name} is damaged or incomplete."),
        QT_TRANSLATE_NOOP("Problem", "Copy or download it again, or choose another one."),
    ),
    "picture.too_large": Kind(
        QT_TRANSLATE_NOOP("Problem", "The picture {name} has too many pixels to be opened here."),
        QT_TRANSLATE_NOOP("Problem", "Make it smaller with another program, or cut out the part that matters."),
    ),
    "picture.no_codec": Kind(
        QT_TRANSLATE_NOOP("Problem", "{name} is a {kind} picture, and the part of Parley that reads these is missing."),
        QT_TRANSLATE_NOOP("Problem", "Run the set-up again, or save it as JPEG or PNG with another program."),
    ),
    "picture.full": Kind(
        QT_TRANSLATE_NOOP("Problem", "There is not enough room on the disk to keep the picture {name}."),
        QT_TRANSLATE_NOOP("Problem", "Free some space, then add it again."),
        Action.OPEN_DATA_FOLDER,
    ),
    "picture.failed": Kind(
        QT_TRANSLATE_NOOP("Problem", "The picture {name} could not be written to the disk."),
        QT_TRANSLATE_NOOP("Problem", "See that the data folder exists and may be written to, then try again."),
        Action.OPEN_DATA_FOLDER,
    ),
    "film.missing": Kind(
        QT_TRANSLATE_NOOP("Problem", "The film {name} is not there any more."),
        QT_TRANSLATE_NOOP("Problem", "Choose another file, or bring back its folder or drive."),
    ),
    "film.unreadable": Kind(
        QT_TRANSLATE_NOOP("Problem", "No pictures could be read from {name}."),
        QT_TRANSLATE_NOOP("Problem", "Play it in another program: if that shows it, save it there as MP4 (H.264)."),
    ),
    "film.damaged": Kind(
        QT_TRANSLATE_NOOP("Problem", "Only some of the pictures of {name} could be read."),
        QT_TRANSLATE_NOOP("Problem", "Play it in another program: if that shows all of it, save it there as MP4 (H.264)."),
    ),
    "film.unseen": Kind(
        QT_TRANSLATE_NOOP("Problem", "{name} cannot see: it is given only what is said in {film}."),
        QT_TRANSLATE_NOOP("Problem", "Choose a model that can see, with its projector, to show it the pictures as well."),
    ),
    "film.shorter": Kind(
        QT_TRANSLATE_NOOP("Problem", "The film {name} is over at {time} already."),
        QT_TRANSLATE_NOOP("Problem", "Choose a part that begins before that."),
    ),
    "film.silent": Kind(
        QT_TRANSLATE_NOOP("Problem", "Nothing is said in this part of {name}."),
        QT_TRANSLATE_NOOP("Problem", "Choose another part of it, or show its pictures to a model that can see."),
    ),
    "film.not_kept": Kind(
        QT_TRANSLATE_NOOP("Problem", "The pictures of {name} could not be kept."),
        QT_TRANSLATE_NOOP("Problem", "See that there is space and that the data folder may be written to, then try again."),
        Action.OPEN_DATA_FOLDER,
    ),
    "picture.gone": Kind(
        QT_TRANSLATE_NOOP("Problem", "The file of this picture is not there any more."),
        QT_TRANSLATE_NOOP("Problem", "If you have the picture elsewhere, show it again in a new message."),
    ),
    "picture.not_saved": Kind(
        QT_TRANSLATE_NOOP("Problem", "The picture could not be saved as {name}."),
        QT_TRANSLATE_NOOP("Problem", "See that there is space and that the folder may be written to, or choose another one."),
    ),
    "picture.elsewhere": Kind(
        QT_TRANSLATE_NOOP("Problem", "This picture is on the network, and Parley does not go there for it."),
        QT_TRANSLATE_NOOP("Problem", "Save it first, or copy the picture itself, and bring that."),
    ),
    "picture.not_taken": Kind(
        QT_TRANSLATE_NOOP("Problem", "The picture could not be taken over from the other program."),
        QT_TRANSLATE_NOOP("Problem", "Save it as a file there, then drop the file; the details say what went wrong."),
    ),
    "picture.crashed": Kind(
        QT_TRANSLATE_NOOP("Problem", "The part of Parley that reads pictures broke off over {name}, twice."),
        QT_TRANSLATE_NOOP("Problem", "Save it anew with another program, and attach that; the details say what happened."),
    ),
    "screenshot.unavailable": Kind(
        QT_TRANSLATE_NOOP("Problem", "This desktop lets no program ask for a screenshot."),
        QT_TRANSLATE_NOOP("Problem", "Take one with the system's own key, often Print, and paste it with Ctrl+V."),
    ),
    "screenshot.failed": Kind(
        QT_TRANSLATE_NOOP("Problem", "The system took no screenshot."),
        QT_TRANSLATE_NOOP("Problem", "Take one with the system's own key, often Print, and paste it with Ctrl+V."),
    ),
}  # fmt: skip
