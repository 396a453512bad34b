"""Everything that can go wrong, each as one sentence and a remedy.

A `Problem` is what crosses boundaries: a code, the values of its sentence and details to copy.
The sentences stand once, in `KINDS`; whoever shows a problem translates them there.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from desktop_app.core.text import QT_TRANSLATE_NOOP, Sentence, Value

CONTEXT = "Problem"


class Action(Enum):
    """What the button beside a problem does; the window gives it its words."""

    NONE = "none"
    CHOOSE_MODEL = "choose_model"
    CHOOSE_PROJECTOR = "choose_projector"
    USE_PROJECTOR = "use_projector"
    TRY_AGAIN = "try_again"
    SMALLER_CONTEXT = "smaller_context"
    EDIT_MESSAGE = "edit_message"
    OPEN_DATA_FOLDER = "open_data_folder"
    OPEN_LOG_FOLDER = "open_log_folder"
    OPEN_SETTINGS = "open_settings"
    OPEN_VOICE_SETTINGS = "open_voice_settings"
    DISCARD_RECORDING = "discard_recording"


@dataclass(frozen=True, slots=True)
class Kind:
    """The words of one sort of problem: what happened, and what the person can do about it.

    `second` is another way out, for those who do not want the first.
    """

    sentence: str
    remedy: str
    action: Action = Action.NONE
    second: Action = Action.NONE


def _kind(
    sentence: str, remedy: str, action: Action = Action.NONE, second: Action = Action.NONE
) -> Kind:
    return Kind(sentence, remedy, action, second)


KINDS: Mapping[str, Kind] = {
    "model.none": _kind(
        QT_TRANSLATE_NOOP("Problem", "No model is chosen yet."),
        QT_TRANSLATE_NOOP("Problem", "Choose a model file (.gguf) on this computer."),
        Action.CHOOSE_MODEL,
    ),
    "model.missing": _kind(
        QT_TRANSLATE_NOOP("Problem", "The model file {name} is not there any more."),
        QT_TRANSLATE_NOOP("Problem", "Choose another file, or bring back its folder or drive."),
        Action.CHOOSE_MODEL,
    ),
    "model.unreadable": _kind(
        QT_TRANSLATE_NOOP("Problem", "Parley may not read the model file {name}."),
        QT_TRANSLATE_NOOP("Problem", "Allow your user to read the file, or choose another one."),
        Action.CHOOSE_MODEL,
    ),
    "model.not_gguf": _kind(
        QT_TRANSLATE_NOOP("Problem", "{name} is not a GGUF model file."),
        QT_TRANSLATE_NOOP("Problem", "Choose a file that ends in .gguf; perhaps a web page was saved in its place."),
        Action.CHOOSE_MODEL,
    ),
    "model.truncated": _kind(
        QT_TRANSLATE_NOOP("Problem", "The model file {name} is incomplete: a part of it is missing."),
        QT_TRANSLATE_NOOP("Problem", "Download the file again, or choose another one."),
        Action.CHOOSE_MODEL,
    ),
    "model.damaged": _kind(
        QT_TRANSLATE_NOOP("Problem", "The model file {name} is damaged and cannot be loaded."),
        QT_TRANSLATE_NOOP("Problem", "Download the file again, or choose another one."),
        Action.CHOOSE_MODEL,
    ),
    "model.projector": _kind(
        QT_TRANSLATE_NOOP("Problem", "{name} is the picture part (projector) of a model, not a model to talk with."),
        QT_TRANSLATE_NOOP("Problem", "Choose the model file that it belongs to."),
        Action.CHOOSE_MODEL,
    ),
    "picture.not_shown": _kind(
        QT_TRANSLATE_NOOP("Problem", "{name} cannot see pictures: it is shown the words alone."),
        QT_TRANSLATE_NOOP("Problem", "Choose a model that can see to ask about the pictures."),
        Action.CHOOSE_MODEL,
    ),
    "picture.lost": _kind(
        QT_TRANSLATE_NOOP("Problem", "A picture of this conversation cannot be read any more."),
        QT_TRANSLATE_NOOP("Problem", "Attach it again, or remove it from the context."),
    ),
    "picture.not_seen": _kind(
        QT_TRANSLATE_NOOP("Problem", "The model could not take in a picture."),
        QT_TRANSLATE_NOOP("Problem", "Try again; if it happens again, remove the picture."),
        Action.TRY_AGAIN,
    ),
    "model.unknown_architecture": _kind(
        QT_TRANSLATE_NOOP("Problem", "This version of Parley does not know models of the kind \u201c{architecture}\u201d."),
        QT_TRANSLATE_NOOP("Problem", "Choose another model, or install a newer Parley."),
        Action.CHOOSE_MODEL,
    ),
    "model.too_big": _kind(
        QT_TRANSLATE_NOOP("Problem", "{name} needs about {needed} of memory, and {available} is free."),
        QT_TRANSLATE_NOOP("Problem", "Close other programs, or choose a smaller model."),
        Action.CHOOSE_MODEL,
    ),
    "model.no_context": _kind(
        QT_TRANSLATE_NOOP("Problem", "There is not enough memory for a context of {context_size} tokens."),
        QT_TRANSLATE_NOOP("Problem", "Use a smaller context."),
        Action.SMALLER_CONTEXT,
    ),
    "model.template": _kind(
        QT_TRANSLATE_NOOP("Problem", "The chat template inside {name} cannot be used."),
        QT_TRANSLATE_NOOP("Problem", "Choose another model file; the details say what is wrong with this one."),
        Action.CHOOSE_MODEL,
    ),
    "model.no_template": _kind(
        QT_TRANSLATE_NOOP("Problem", "{name} brings no chat template, so a common one is used."),
        QT_TRANSLATE_NOOP("Problem", "If the answers look odd, choose a model made for chatting (\u201cinstruct\u201d or \u201cchat\u201d)."),
    ),
    "model.context_reduced": _kind(
        QT_TRANSLATE_NOOP("Problem", "The context was reduced to {context_size} tokens, because more does not fit into memory."),
        QT_TRANSLATE_NOOP("Problem", "Nothing needs to be done; a smaller model leaves room for a longer context."),
    ),
    "model.cannot_see": _kind(
        QT_TRANSLATE_NOOP("Problem", "{name} cannot see: it reads words alone."),
        QT_TRANSLATE_NOOP("Problem", "Choose a model that can see, or take the picture out."),
        Action.CHOOSE_MODEL,
    ),
    "projector.missing": _kind(
        QT_TRANSLATE_NOOP("Problem", "The part of {name} that sees (its projector) is missing."),
        QT_TRANSLATE_NOOP("Problem", "Choose its file, or put it beside the model; its name mostly begins with \u201cmmproj\u201d."),
        Action.CHOOSE_PROJECTOR,
    ),
    "projector.wrong": _kind(
        QT_TRANSLATE_NOOP("Problem", "The projector {name} belongs to another model."),
        QT_TRANSLATE_NOOP("Problem", "Choose the one that came with this model."),
        Action.CHOOSE_PROJECTOR,
    ),
    "projector.not_one": _kind(
        QT_TRANSLATE_NOOP("Problem", "{name} is not a projector: there is no part in it that sees."),
        QT_TRANSLATE_NOOP("Problem", "Choose the file that came with the model; its name mostly begins with \u201cmmproj\u201d."),
        Action.CHOOSE_PROJECTOR,
    ),
    "projector.offered": _kind(
        QT_TRANSLATE_NOOP("Problem", "{name} is not a model to talk with, but the part of {model} that sees."),
        QT_TRANSLATE_NOOP("Problem", "Use it, and {model} can be shown pictures."),
        Action.USE_PROJECTOR,
    ),
    "message.too_long": _kind(
        QT_TRANSLATE_NOOP("Problem", "This message has {tokens} tokens, and the model can read at most {limit} at once."),
        QT_TRANSLATE_NOOP("Problem", "Shorten it, or raise the context size; nothing was sent."),
        Action.EDIT_MESSAGE,
    ),
    "engine.crashed": _kind(
        QT_TRANSLATE_NOOP("Problem", "The model stopped unexpectedly ({cause})."),
        QT_TRANSLATE_NOOP("Problem", "What it wrote is kept, and it starts again with your next message."),
        Action.TRY_AGAIN,
    ),
    "engine.crashed_again": _kind(
        QT_TRANSLATE_NOOP("Problem", "{name} stopped unexpectedly twice in a row ({cause})."),
        QT_TRANSLATE_NOOP("Problem", "Try a smaller context, or choose another model file."),
        Action.SMALLER_CONTEXT,
    ),
    "engine.no_memory": _kind(
        QT_TRANSLATE_NOOP("Problem", "The system ended the model, most likely because memory ran out."),
        QT_TRANSLATE_NOOP("Problem", "Close other programs, use a smaller context, or choose a smaller model."),
        Action.SMALLER_CONTEXT,
    ),
    "engine.illegal_instruction": _kind(
        QT_TRANSLATE_NOOP("Problem", "This computer's processor lacks instructions that this build of Parley needs."),
        QT_TRANSLATE_NOOP("Problem", "Install the build of Parley for older processors."),
    ),
    "engine.stuck": _kind(
        QT_TRANSLATE_NOOP("Problem", "The model did not answer a Stop and was ended."),
        QT_TRANSLATE_NOOP("Problem", "What it wrote is kept, and it starts again with your next message."),
    ),
    "engine.not_started": _kind(
        QT_TRANSLATE_NOOP("Problem", "The part of Parley that runs the model could not be started."),
        QT_TRANSLATE_NOOP("Problem", "Run the set-up again; the details say what is missing."),
        Action.OPEN_LOG_FOLDER,
    ),
    "engine.failed": _kind(
        QT_TRANSLATE_NOOP("Problem", "The model could not go on with this reply."),
        QT_TRANSLATE_NOOP("Problem", "Try again; if it happens again, choose another model."),
        Action.TRY_AGAIN,
    ),
    "part.crashed": _kind(
        QT_TRANSLATE_NOOP("Problem", "A part of Parley stopped unexpectedly ({cause})."),
        QT_TRANSLATE_NOOP("Problem", "Try again: it starts anew, and nothing that you said or wrote is lost."),
        Action.TRY_AGAIN,
    ),
    "part.crashed_again": _kind(
        QT_TRANSLATE_NOOP("Problem", "A part of Parley stopped unexpectedly twice in a row ({cause})."),
        QT_TRANSLATE_NOOP("Problem", "Choose another voice model or microphone in the settings."),
        Action.OPEN_VOICE_SETTINGS,
    ),
    "part.no_memory": _kind(
        QT_TRANSLATE_NOOP("Problem", "The system ended a part of Parley, most likely because memory ran out."),
        QT_TRANSLATE_NOOP("Problem", "Close other programs, or choose a smaller voice model."),
        Action.OPEN_VOICE_SETTINGS,
    ),
    "part.stuck": _kind(
        QT_TRANSLATE_NOOP("Problem", "A part of Parley did not answer a Stop and was ended."),
        QT_TRANSLATE_NOOP("Problem", "Try again: it starts anew, and nothing that you said or wrote is lost."),
    ),
    "part.not_started": _kind(
        QT_TRANSLATE_NOOP("Problem", "A part of Parley could not be started."),
        QT_TRANSLATE_NOOP("Problem", "Run the set-up again; the details say what is missing."),
        Action.OPEN_LOG_FOLDER,
    ),
    "voice.no_model": _kind(
        QT_TRANSLATE_NOOP("Problem", "There is no voice model yet, so Parley cannot write down what you say."),
        QT_TRANSLATE_NOOP("Problem", "Fetch one in the settings."),
        Action.OPEN_VOICE_SETTINGS,
    ),
    "voice.model_missing": _kind(
        QT_TRANSLATE_NOOP("Problem", "The voice model {name} is not there any more."),
        QT_TRANSLATE_NOOP("Problem", "Fetch it again in the settings, or choose another one."),
        Action.OPEN_VOICE_SETTINGS,
    ),
    "voice.model_damaged": _kind(
        QT_TRANSLATE_NOOP("Problem", "The voice model {name} is damaged or incomplete."),
        QT_TRANSLATE_NOOP("Problem", "Fetch it again in the settings, or choose another one."),
        Action.OPEN_VOICE_SETTINGS,
    ),
    "voice.too_big": _kind(
        QT_TRANSLATE_NOOP("Problem", "The voice model {name} needs about {needed} of memory, and {available} is free."),
        QT_TRANSLATE_NOOP("Problem", "Close other programs, or choose a smaller voice model."),
        Action.OPEN_VOICE_SETTINGS,
    ),
    "voice.language": _kind(
        QT_TRANSLATE_NOOP("Problem", "The voice model {name} understands English only."),
        QT_TRANSLATE_NOOP("Problem", "Fetch one for many languages in the settings, or speak English."),
        Action.OPEN_VOICE_SETTINGS,
    ),
    "voice.translate": _kind(
        QT_TRANSLATE_NOOP("Problem", "The voice model {name} cannot translate."),
        QT_TRANSLATE_NOOP("Problem", "Fetch one that can in the settings, or turn the translation off."),
        Action.OPEN_VOICE_SETTINGS,
    ),
    "voice.unavailable": _kind(
        QT_TRANSLATE_NOOP("Problem", "{name} does not work on this computer."),
        QT_TRANSLATE_NOOP("Problem", "Run the set-up again, or choose the other voice engine in the settings."),
        Action.OPEN_VOICE_SETTINGS,
    ),
    "voice.failed": _kind(
        QT_TRANSLATE_NOOP("Problem", "What you said could not be written down."),
        QT_TRANSLATE_NOOP("Problem", "The recording is kept: try again."),
        Action.TRY_AGAIN,
        Action.DISCARD_RECORDING,
    ),
    "voice.unsent": _kind(
        QT_TRANSLATE_NOOP("Problem", "A recording of {seconds} s was not written down when Parley ended."),
        QT_TRANSLATE_NOOP("Problem", "It is kept, and can still be written down."),
        Action.TRY_AGAIN,
        Action.DISCARD_RECORDING,
    ),
    "microphone.no_library": _kind(
        QT_TRANSLATE_NOOP("Problem", "The PortAudio library is missing, so the microphone cannot be used."),
        QT_TRANSLATE_NOOP("Problem", "{fix}"),
    ),
    "microphone.none": _kind(
        QT_TRANSLATE_NOOP("Problem", "No microphone was found."),
        QT_TRANSLATE_NOOP("Problem", "Connect one, then try again."),
        Action.TRY_AGAIN,
    ),
    "microphone.busy": _kind(
        QT_TRANSLATE_NOOP("Problem", "The microphone {name} cannot be opened: perhaps another program uses it."),
        QT_TRANSLATE_NOOP("Problem", "Close the other program, or choose another microphone."),
        Action.OPEN_VOICE_SETTINGS,
    ),
    "microphone.refused": _kind(
        QT_TRANSLATE_NOOP("Problem", "The microphone {name} cannot be used: it offers no form of sound that Parley knows."),
        QT_TRANSLATE_NOOP("Problem", "Choose another microphone; the details say what was tried."),
        Action.OPEN_VOICE_SETTINGS,
    ),
    "microphone.gap": _kind(
        QT_TRANSLATE_NOOP("Problem", "The computer was too busy to hear everything: a moment of the recording is missing."),
        QT_TRANSLATE_NOOP("Problem", "Read what was written with care, and close programs that need much of the computer."),
    ),
    "microphone.blocked": _kind(
        QT_TRANSLATE_NOOP("Problem", "The microphone {name} gives no sound at all: the system blocks it, or it is switched off."),
        QT_TRANSLATE_NOOP("Problem", "Allow Parley to use the microphone in the privacy settings of your system, or turn it on."),
        Action.OPEN_VOICE_SETTINGS,
    ),
    "microphone.lost": _kind(
        QT_TRANSLATE_NOOP("Problem", "The microphone {name} went away."),
        QT_TRANSLATE_NOOP("Problem", "What it heard until then is kept; connect it again, or choose another one."),
        Action.OPEN_VOICE_SETTINGS,
    ),
    "microphone.replaced": _kind(
        QT_TRANSLATE_NOOP("Problem", "The microphone {name} is not there, so {other} is used."),
        QT_TRANSLATE_NOOP("Problem", "Connect it again, or choose another one in the settings."),
        Action.OPEN_VOICE_SETTINGS,
    ),
    "sound.missing": _kind(
        QT_TRANSLATE_NOOP("Problem", "The file {name} is not there any more."),
        QT_TRANSLATE_NOOP("Problem", "Choose another file, or bring back its folder or drive."),
    ),
    "sound.unreadable": _kind(
        QT_TRANSLATE_NOOP("Problem", "No sound could be read from {name}."),
        QT_TRANSLATE_NOOP("Problem", "Choose a WAV, MP3, FLAC, M4A or OGG file; the details say what is wrong with this one."),
    ),
    "sound.damaged": _kind(
        QT_TRANSLATE_NOOP("Problem", "{name} is damaged or incomplete: it can be read up to {time} and no further."),
        QT_TRANSLATE_NOOP("Problem", "What is written down ends there; a whole copy of the file helps."),
    ),
    "picture.missing": _kind(
        QT_TRANSLATE_NOOP("Problem", "The picture {name} is not there any more."),
        QT_TRANSLATE_NOOP("Problem", "Choose another file, or bring back its folder or drive."),
    ),
    "picture.forbidden": _kind(
        QT_TRANSLATE_NOOP("Problem", "Parley may not read the picture {name}."),
        QT_TRANSLATE_NOOP("Problem", "Allow your user to read the file, or choose another one."),
    ),
    "picture.unreadable": _kind(
        QT_TRANSLATE_NOOP("Problem", "{name} is not a picture that Parley can read."),
        QT_TRANSLATE_NOOP("Problem", "Choose a PNG, JPEG, WebP, GIF, BMP, TIFF, AVIF or HEIC file; the details say what this one is."),
    ),
    "picture.damaged": _kind(
        QT_TRANSLATE_NOOP("Problem", "The picture {name} is damaged or incomplete."),
        QT_TRANSLATE_NOOP("Problem", "Copy or download it again, or choose another one."),
    ),
    "picture.too_large": _kind(
        QT_TRANSLATE_NOOP("Problem", "The picture {name} has too many pixels to be opened here."),
        QT_TRANSLATE_NOOP("Problem", "Make it smaller with another program, or cut out the part that matters."),
    ),
    "picture.no_codec": _kind(
        QT_TRANSLATE_NOOP("Problem", "{name} is a {kind} picture, and the part of Parley that reads these is missing."),
        QT_TRANSLATE_NOOP("Problem", "Run the set-up again, or save it as JPEG or PNG with another program."),
    ),
    "picture.full": _kind(
        QT_TRANSLATE_NOOP("Problem", "There is not enough room on the disk to keep the picture {name}."),
        QT_TRANSLATE_NOOP("Problem", "Free some space, then add it again."),
        Action.OPEN_DATA_FOLDER,
    ),
    "picture.failed": _kind(
        QT_TRANSLATE_NOOP("Problem", "The picture {name} could not be written to the disk."),
        QT_TRANSLATE_NOOP("Problem", "See that the data folder exists and may be written to, then try again."),
        Action.OPEN_DATA_FOLDER,
    ),
    "film.missing": _kind(
        QT_TRANSLATE_NOOP("Problem", "The film {name} is not there any more."),
        QT_TRANSLATE_NOOP("Problem", "Choose another file, or bring back its folder or drive."),
    ),
    "film.unreadable": _kind(
        QT_TRANSLATE_NOOP("Problem", "No pictures could be read from {name}."),
        QT_TRANSLATE_NOOP("Problem", "Play it in another program: if that shows it, save it there as MP4 (H.264)."),
    ),
    "film.damaged": _kind(
        QT_TRANSLATE_NOOP("Problem", "Only some of the pictures of {name} could be read."),
        QT_TRANSLATE_NOOP("Problem", "Play it in another program: if that shows all of it, save it there as MP4 (H.264)."),
    ),
    "film.unseen": _kind(
        QT_TRANSLATE_NOOP("Problem", "{name} cannot see: it is given only what is said in {film}."),
        QT_TRANSLATE_NOOP("Problem", "Choose a model that can see, with its projector, to show it the pictures as well."),
    ),
    "film.shorter": _kind(
        QT_TRANSLATE_NOOP("Problem", "The film {name} is over at {time} already."),
        QT_TRANSLATE_NOOP("Problem", "Choose a part that begins before that."),
    ),
    "film.not_kept": _kind(
        QT_TRANSLATE_NOOP("Problem", "The pictures of {name} could not be kept."),
        QT_TRANSLATE_NOOP("Problem", "See that there is space and that the data folder may be written to, then try again."),
        Action.OPEN_DATA_FOLDER,
    ),
    "picture.gone": _kind(
        QT_TRANSLATE_NOOP("Problem", "The file of this picture is not there any more."),
        QT_TRANSLATE_NOOP("Problem", "If you have the picture elsewhere, show it again in a new message."),
    ),
    "picture.not_saved": _kind(
        QT_TRANSLATE_NOOP("Problem", "The picture could not be saved as {name}."),
        QT_TRANSLATE_NOOP("Problem", "See that there is space and that the folder may be written to, or choose another one."),
    ),
    "transcript.failed": _kind(
        QT_TRANSLATE_NOOP("Problem", "The transcript could not be saved as {name}."),
        QT_TRANSLATE_NOOP("Problem", "See that there is space and that the folder may be written to, or choose another one."),
    ),
    "picture.elsewhere": _kind(
        QT_TRANSLATE_NOOP("Problem", "This picture is on the network, and Parley does not go there for it."),
        QT_TRANSLATE_NOOP("Problem", "Save it first, or copy the picture itself, and bring that."),
    ),
    "picture.not_taken": _kind(
        QT_TRANSLATE_NOOP("Problem", "The picture could not be taken over from the other program."),
        QT_TRANSLATE_NOOP("Problem", "Save it as a file there, then drop the file; the details say what went wrong."),
    ),
    "picture.crashed": _kind(
        QT_TRANSLATE_NOOP("Problem", "The part of Parley that reads pictures broke off over {name}, twice."),
        QT_TRANSLATE_NOOP("Problem", "Save it anew with another program, and attach that; the details say what happened."),
    ),
    "screenshot.unavailable": _kind(
        QT_TRANSLATE_NOOP("Problem", "This desktop lets no program ask for a screenshot."),
        QT_TRANSLATE_NOOP("Problem", "Take one with the system's own key, often Print, and paste it with Ctrl+V."),
    ),
    "screenshot.failed": _kind(
        QT_TRANSLATE_NOOP("Problem", "The system took no screenshot."),
        QT_TRANSLATE_NOOP("Problem", "Take one with the system's own key, often Print, and paste it with Ctrl+V."),
    ),
    "speech.no_voice": _kind(
        QT_TRANSLATE_NOOP("Problem", "This system has no voice to read aloud with."),
        QT_TRANSLATE_NOOP("Problem", "{fix}"),
    ),
    "speech.failed": _kind(
        QT_TRANSLATE_NOOP("Problem", "The text could not be read aloud."),
        QT_TRANSLATE_NOOP("Problem", "Choose another voice in the settings; the details say what went wrong."),
        Action.OPEN_VOICE_SETTINGS,
    ),
    "fetch.offline": _kind(
        QT_TRANSLATE_NOOP("Problem", "{host} cannot be reached."),
        QT_TRANSLATE_NOOP("Problem", "See that this computer is online, then go on: what has come stays."),
        Action.TRY_AGAIN,
    ),
    "fetch.refused": _kind(
        QT_TRANSLATE_NOOP("Problem", "{host} does not hand out {name} ({status})."),
        QT_TRANSLATE_NOOP("Problem", "Try again later, or fetch another one."),
        Action.TRY_AGAIN,
    ),
    "fetch.wrong_file": _kind(
        QT_TRANSLATE_NOOP("Problem", "What {host} hands out is not {name}."),
        QT_TRANSLATE_NOOP("Problem", "If this network wants you to log in, do that in a browser, then try again."),
        Action.TRY_AGAIN,
    ),
    "fetch.damaged": _kind(
        QT_TRANSLATE_NOOP("Problem", "{name} arrived damaged and was thrown away."),
        QT_TRANSLATE_NOOP("Problem", "Fetch it again."),
        Action.TRY_AGAIN,
    ),
    "fetch.full": _kind(
        QT_TRANSLATE_NOOP("Problem", "There is not enough room on the disk for {name}: {needed} are missing."),
        QT_TRANSLATE_NOOP("Problem", "Free some space, then go on: what has come stays."),
        Action.TRY_AGAIN,
    ),
    "fetch.failed": _kind(
        QT_TRANSLATE_NOOP("Problem", "{name} could not be written to the disk."),
        QT_TRANSLATE_NOOP("Problem", "See that the data folder exists and may be written to, then try again."),
        Action.OPEN_DATA_FOLDER,
    ),
    "fetch.not_deleted": _kind(
        QT_TRANSLATE_NOOP("Problem", "{name} could not be deleted."),
        QT_TRANSLATE_NOOP("Problem", "Close other programs that use it, or delete it in the data folder yourself."),
        Action.OPEN_DATA_FOLDER,
    ),
    "store.damaged": _kind(
        QT_TRANSLATE_NOOP("Problem", "The file with your conversations was damaged. It was set aside as {name}, and a new one was begun."),
        QT_TRANSLATE_NOOP("Problem", "The old file is kept unchanged beside the new one."),
        Action.OPEN_DATA_FOLDER,
    ),
    "store.newer": _kind(
        QT_TRANSLATE_NOOP("Problem", "Your conversations were written by a newer Parley and are left untouched as {name}."),
        QT_TRANSLATE_NOOP("Problem", "Install the newer Parley to see them; meanwhile a new file is used."),
        Action.OPEN_DATA_FOLDER,
    ),
    "store.full": _kind(
        QT_TRANSLATE_NOOP("Problem", "The disk is full, so your last words could not be saved."),
        QT_TRANSLATE_NOOP("Problem", "Free some space and try again; everything older is safe."),
        Action.OPEN_DATA_FOLDER,
    ),
    "store.failed": _kind(
        QT_TRANSLATE_NOOP("Problem", "Your conversations could not be saved."),
        QT_TRANSLATE_NOOP("Problem", "See that the data folder exists and may be written to, then try again."),
        Action.OPEN_DATA_FOLDER,
    ),
    "store.unreadable": _kind(
        QT_TRANSLATE_NOOP("Problem", "The file with your conversations, {name}, could not be read."),
        QT_TRANSLATE_NOOP("Problem", "Start Parley again: it sets a damaged file aside and begins a new one."),
        Action.OPEN_DATA_FOLDER,
    ),
    "settings.damaged": _kind(
        QT_TRANSLATE_NOOP("Problem", "The settings file could not be read. It was set aside as {name}, and the defaults are used."),
        QT_TRANSLATE_NOOP("Problem", "The old file is kept beside the new one."),
        Action.OPEN_DATA_FOLDER,
    ),
    "settings.value": _kind(
        QT_TRANSLATE_NOOP("Problem", "The setting {key} has a value that Parley cannot use, so its default is used."),
        QT_TRANSLATE_NOOP("Problem", "Choose it again in the settings."),
        Action.OPEN_SETTINGS,
    ),
    "settings.failed": _kind(
        QT_TRANSLATE_NOOP("Problem", "Your settings could not be saved."),
        QT_TRANSLATE_NOOP("Problem", "See that there is space and that the folder may be written to."),
        Action.OPEN_DATA_FOLDER,
    ),
    "internal": _kind(
        QT_TRANSLATE_NOOP("Problem", "Something went wrong inside Parley."),
        QT_TRANSLATE_NOOP("Problem", "Your conversation is safe; the details help those who mend it."),
        Action.OPEN_LOG_FOLDER,
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that went wrong (or that the person should know), ready to cross a boundary.

    `code` is a key of `KINDS`, `values` fill its sentence, `details` is untranslated text for
    copying (a library's log lines, a traceback).
    """

    code: str
    values: Mapping[str, Value] = field(default_factory=dict)
    details: str = ""

    def __post_init__(self) -> None:
        if self.code not in KINDS:
            raise KeyError(f"no such problem: {self.code}")

    @property
    def sentence(self) -> Sentence:
        """What happened."""
        return Sentence(CONTEXT, KINDS[self.code].sentence, self.values)

    @property
    def remedy(self) -> Sentence:
        """What the person can do about it."""
        return Sentence(CONTEXT, KINDS[self.code].remedy, self.values)

    @property
    def action(self) -> Action:
        """What the button beside it does."""
        return KINDS[self.code].action

    @property
    def second(self) -> Action:
        """What the other button does, for those who do not want the first."""
        return KINDS[self.code].second


class ParleyError(Exception):
    """Carries a `Problem` up to the place that turns it into an event or shows it."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.sentence.english())
        self.problem = problem
