"""What can happen to the processes that compute."""

from collections.abc import Mapping

from desktop_app.core.kinds.kind import Action, Kind
from desktop_app.core.text import QT_TRANSLATE_NOOP

ENGINE_KINDS: Mapping[str, Kind] = {
    "engine.crashed": Kind(
        QT_TRANSLATE_NOOP("Problem", "The model stopped unexpectedly ({cause})."),
        QT_TRANSLATE_NOOP("Problem", "What it wrote is kept, and it starts again with your next message."),
        Action.TRY_AGAIN,
    ),
    "engine.crashed_loading": Kind(
        QT_TRANSLATE_NOOP("Problem", "{name} could not be loaded: the engine stopped over it ({cause})."),
        QT_TRANSLATE_NOOP("Problem", "The file is probably damaged: fetch it again, or choose another one. If it is sound, use the processor alone."),
        Action.CHOOSE_MODEL,
        Action.USE_PROCESSOR,
    ),
    "engine.crashed_again": Kind(
        QT_TRANSLATE_NOOP("Problem", "{name} stopped unexpectedly twice in a row ({cause})."),
        QT_TRANSLATE_NOOP("Problem", "Try a smaller context, or choose another model file."),
        Action.SMALLER_CONTEXT,
    ),
    "engine.no_memory": Kind(
        QT_TRANSLATE_NOOP("Problem", "The system ended the model, most likely because memory ran out."),
        QT_TRANSLATE_NOOP("Problem", "Close other programs, use a smaller context, or choose a smaller model."),
        Action.SMALLER_CONTEXT,
    ),
    "engine.device_lost": Kind(
        QT_TRANSLATE_NOOP("Problem", "{device} stopped answering, and the model with it."),
        QT_TRANSLATE_NOOP("Problem", "What it wrote is kept; try again, or use the processor alone."),
        Action.TRY_AGAIN,
        Action.USE_PROCESSOR,
    ),
    "engine.illegal_instruction": Kind(
        QT_TRANSLATE_NOOP("Problem", "This computer's processor lacks instructions that this build of Parley needs."),
        QT_TRANSLATE_NOOP("Problem", "Where Parley runs from its sources, run the set-up on this computer; else please report it."),
    ),
    "engine.stuck": Kind(
        QT_TRANSLATE_NOOP("Problem", "The model did not answer a Stop and was ended."),
        QT_TRANSLATE_NOOP("Problem", "What it wrote is kept, and it starts again with your next message."),
    ),
    "engine.not_started": Kind(
        QT_TRANSLATE_NOOP("Problem", "The part of Parley that runs the model could not be started."),
        QT_TRANSLATE_NOOP("Problem", "Run the set-up again; the details say what is missing."),
        Action.OPEN_LOG_FOLDER,
    ),
    "engine.failed": Kind(
        QT_TRANSLATE_NOOP("Problem", "The model could not go on with this reply."),
        QT_TRANSLATE_NOOP("Problem", "Try again; if it happens again, choose another model."),
        Action.TRY_AGAIN,
    ),
    "part.crashed": Kind(
        QT_TRANSLATE_NOOP("Problem", "A part of Parley stopped unexpectedly ({cause})."),
        QT_TRANSLATE_NOOP("Problem", "Try again: it starts anew, and nothing that you said or wrote is lost."),
        Action.TRY_AGAIN,
    ),
    "part.crashed_again": Kind(
        QT_TRANSLATE_NOOP("Problem", "A part of Parley stopped unexpectedly twice in a row ({cause})."),
        QT_TRANSLATE_NOOP("Problem", "Choose another voice model or microphone in the settings."),
        Action.OPEN_VOICE_SETTINGS,
    ),
    "part.no_memory": Kind(
        QT_TRANSLATE_NOOP("Problem", "The system ended a part of Parley, most likely because memory ran out."),
        QT_TRANSLATE_NOOP("Problem", "Close other programs, or choose a smaller voice model."),
        Action.OPEN_VOICE_SETTINGS,
    ),
    "part.stuck": Kind(
        QT_TRANSLATE_NOOP("Problem", "A part of Parley did not answer a Stop and was ended."),
        QT_TRANSLATE_NOOP("Problem", "Try again: it starts anew, and nothing that you said or wrote is lost."),
    ),
    "part.not_started": Kind(
        QT_TRANSLATE_NOOP("Problem", "A part of Parley could not be started."),
        QT_TRANSLATE_NOOP("Problem", "Run the set-up again; the details say what is missing."),
        Action.OPEN_LOG_FOLDER,
    ),
}  # fmt: skip
