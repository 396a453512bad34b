"""What can be wrong with speech: the voice model, the microphone, sound, reading aloud."""

from collections.abc import Mapping

from desktop_app.core.kinds.kind import Action, Kind
from desktop_app.core.text import QT_TRANSLATE_NOOP

VOICE_KINDS: Mapping[str, Kind] = {
    "voice.no_model": Kind(
        QT_TRANSLATE_NOOP("Problem", "There is no voice model yet, so Parley cannot write down what you say."),
        QT_TRANSLATE_NOOP("Problem", "Fetch one in the settings."),
        Action.OPEN_VOICE_SETTINGS,
    ),
    "voice.model_missing": Kind(
        QT_TRANSLATE_NOOP("Problem", "The voice model {name} is not there any more."),
        QT_TRANSLATE_NOOP("Problem", "Fetch it again in the settings, or choose another one."),
        Action.OPEN_VOICE_SETTINGS,
    ),
    "voice.model_damaged": Kind(
        QT_TRANSLATE_NOOP("Problem", "The voice model {name} is damaged or incomplete."),
        QT_TRANSLATE_NOOP("Problem", "Fetch it again in the settings, or choose another one."),
        Action.OPEN_VOICE_SETTINGS,
    ),
    "voice.too_big": Kind(
        QT_TRANSLATE_NOOP("Problem", "The voice model {name} needs about {needed} of memory, and {available} is free."),
        QT_TRANSLATE_NOOP("Problem", "Close other programs, or choose a smaller voice model."),
        Action.OPEN_VOICE_SETTINGS,
    ),
    "voice.language": Kind(
        QT_TRANSLATE_NOOP("Problem", "The voice model {name} understands English only."),
        QT_TRANSLATE_NOOP("Problem", "Fetch one for many languages in the settings, or speak English."),
        Action.OPEN_VOICE_SETTINGS,
    ),
    "voice.translate": Kind(
        QT_TRANSLATE_NOOP("Problem", "The voice model {name} cannot translate."),
        QT_TRANSLATE_NOOP("Problem", "Fetch one that can in the settings, or turn the translation off."),
        Action.OPEN_VOICE_SETTINGS,
    ),
    "voice.unavailable": Kind(
        QT_TRANSLATE_NOOP("Problem", "{name} does not work on this computer."),
        QT_TRANSLATE_NOOP("Problem", "Run the set-up again, or choose the other voice engine in the settings."),
        Action.OPEN_VOICE_SETTINGS,
    ),
    "voice.processor": Kind(
        QT_TRANSLATE_NOOP("Problem", "{name} needs a newer processor: this computer's lacks {missing}."),
        QT_TRANSLATE_NOOP("Problem", "Choose the other voice engine in the settings."),
        Action.OPEN_VOICE_SETTINGS,
    ),
    "voice.processor_slim": Kind(
        QT_TRANSLATE_NOOP("Problem", "Dictation needs a newer processor: this computer's lacks {missing}."),
        QT_TRANSLATE_NOOP("Problem", "Everything else works. The full edition of Parley can write down speech here as well."),
    ),
    "voice.failed": Kind(
        QT_TRANSLATE_NOOP("Problem", "What you said could not be written down."),
        QT_TRANSLATE_NOOP("Problem", "The recording is kept: try again."),
        Action.TRY_AGAIN,
        Action.DISCARD_RECORDING,
    ),
    "voice.unsent": Kind(
        QT_TRANSLATE_NOOP("Problem", "A recording of {seconds} s was not written down when Parley ended."),
        QT_TRANSLATE_NOOP("Problem", "It is kept, and can still be written down."),
        Action.TRY_AGAIN,
        Action.DISCARD_RECORDING,
    ),
    "microphone.no_library": Kind(
        QT_TRANSLATE_NOOP("Problem", "The PortAudio library is missing, so the microphone cannot be used."),
        QT_TRANSLATE_NOOP("Problem", "{fix}"),
    ),
    "microphone.none": Kind(
        QT_TRANSLATE_NOOP("Problem", "No microphone was found."),
        QT_TRANSLATE_NOOP("Problem", "Connect one, then try again."),
        Action.TRY_AGAIN,
    ),
    "microphone.busy": Kind(
        QT_TRANSLATE_NOOP("Problem", "The microphone {name} cannot be opened: perhaps another program uses it."),
        QT_TRANSLATE_NOOP("Problem", "Close the other program, or choose another microphone."),
        Action.OPEN_VOICE_SETTINGS,
    ),
    "microphone.refused": Kind(
        QT_TRANSLATE_NOOP("Problem", "The microphone {name} cannot be used: it offers no form of sound that Parley knows."),
        QT_TRANSLATE_NOOP("Problem", "Choose another microphone; the details say what was tried."),
        Action.OPEN_VOICE_SETTINGS,
    ),
    "microphone.gap": Kind(
        QT_TRANSLATE_NOOP("Problem", "The computer was too busy to hear everything: a moment of the recording is missing."),
        QT_TRANSLATE_NOOP("Problem", "Read what was written with care, and close programs that need much of the computer."),
    ),
    "microphone.blocked": Kind(
        QT_TRANSLATE_NOOP("Problem", "The microphone {name} gives no sound at all: the system blocks it, or it is switched off."),
        QT_TRANSLATE_NOOP("Problem", "Allow Parley to use the microphone in the privacy settings of your system, or turn it on."),
        Action.OPEN_VOICE_SETTINGS,
    ),
    "microphone.lost": Kind(
        QT_TRANSLATE_NOOP("Problem", "The microphone {name} went away."),
        QT_TRANSLATE_NOOP("Problem", "What it heard until then is kept; connect it again, or choose another one."),
        Action.OPEN_VOICE_SETTINGS,
    ),
    "microphone.replaced": Kind(
        QT_TRANSLATE_NOOP("Problem", "The microphone {name} is not there, so {other} is used."),
        QT_TRANSLATE_NOOP("Problem", "Connect it again, or choose another one in the settings."),
        Action.OPEN_VOICE_SETTINGS,
    ),
    "sound.missing": Kind(
        QT_TRANSLATE_NOOP("Problem", "The file {name} is not there any more."),
        QT_TRANSLATE_NOOP("Problem", "Choose another file, or bring back its folder or drive."),
    ),
    "sound.unreadable": Kind(
        QT_TRANSLATE_NOOP("Problem", "No sound could be read from {name}."),
        QT_TRANSLATE_NOOP("Problem", "Choose a WAV, MP3, FLAC, M4A or OGG file; the details say what is wrong with this one."),
    ),
    "sound.damaged": Kind(
        QT_TRANSLATE_NOOP("Problem", "{name} is damaged or incomplete: it can be read up to {time} and no further."),
        QT_TRANSLATE_NOOP("Problem", "What is written down ends there; a whole copy of the file helps."),
    ),
    "transcript.failed": Kind(
        QT_TRANSLATE_NOOP("Problem", "The transcript could not be saved as {name}."),
        QT_TRANSLATE_NOOP("Problem", "See that there is space and that the folder may be written to, or choose another one."),
    ),
    "speech.no_voice": Kind(
        QT_TRANSLATE_NOOP("Problem", "This system has no voice to read aloud with."),
        QT_TRANSLATE_NOOP("Problem", "{fix}"),
    ),
    "speech.failed": Kind(
        QT_TRANSLATE_NOOP("Problem", "The text could not be read aloud."),
        QT_TRANSLATE_NOOP("Problem", "Choose another voice in the settings; the details say what went wrong."),
        Action.OPEN_VOICE_SETTINGS,
    ),
}  # fmt: skip
