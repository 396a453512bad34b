"""What can be wrong with a model, its file or its context."""

from collections.abc import Mapping

from desktop_app.core.kinds.kind import Action, Kind
from desktop_app.core.text import QT_TRANSLATE_NOOP

MODEL_KINDS: Mapping[str, Kind] = {
    "model.none": Kind(
        QT_TRANSLATE_NOOP("Problem", "No model is chosen yet."),
        QT_TRANSLATE_NOOP("Problem", "Choose a model file (.gguf) on this computer."),
        Action.CHOOSE_MODEL,
    ),
    "model.missing": Kind(
        QT_TRANSLATE_NOOP("Problem", "The model file {name} is not there any more."),
        QT_TRANSLATE_NOOP("Problem", "Choose another file, or bring back its folder or drive."),
        Action.CHOOSE_MODEL,
    ),
    "model.unreadable": Kind(
        QT_TRANSLATE_NOOP("Problem", "Parley may not read the model file {name}."),
        QT_TRANSLATE_NOOP("Problem", "Allow your user to read the file, or choose another one."),
        Action.CHOOSE_MODEL,
    ),
    "model.not_gguf": Kind(
        QT_TRANSLATE_NOOP("Problem", "{name} is not a GGUF model file."),
        QT_TRANSLATE_NOOP("Problem", "Choose a file that ends in .gguf; perhaps a web page was saved in its place."),
        Action.CHOOSE_MODEL,
    ),
    "model.truncated": Kind(
        QT_TRANSLATE_NOOP("Problem", "The model file {name} is incomplete: a part of it is missing."),
        QT_TRANSLATE_NOOP("Problem", "Download the file again, or choose another one."),
        Action.CHOOSE_MODEL,
    ),
    "model.damaged": Kind(
        QT_TRANSLATE_NOOP("Problem", "The model file {name} is damaged and cannot be loaded."),
        QT_TRANSLATE_NOOP("Problem", "Download the file again, or choose another one."),
        Action.CHOOSE_MODEL,
    ),
    "model.other_version": Kind(
        QT_TRANSLATE_NOOP("Problem", "{name} is written in a version of GGUF that this Parley does not read."),
        QT_TRANSLATE_NOOP("Problem", "Look for a newer copy of the model, or install a newer Parley."),
        Action.CHOOSE_MODEL,
    ),
    "model.no_model": Kind(
        QT_TRANSLATE_NOOP("Problem", "{name} holds no model, but something that belongs to one."),
        QT_TRANSLATE_NOOP("Problem", "Choose the model file itself; this one may be an adapter (LoRA), statistics or a vocabulary."),
        Action.CHOOSE_MODEL,
    ),
    "model.crashed_before": Kind(
        QT_TRANSLATE_NOOP("Problem", "Loading {name} did not come to an end last time, so it is not loaded by itself."),
        QT_TRANSLATE_NOOP("Problem", "Try again; if it happens again, use the processor alone, a smaller context or another model."),
        Action.TRY_AGAIN,
        Action.USE_PROCESSOR,
    ),
    "model.projector": Kind(
        QT_TRANSLATE_NOOP("Problem", "{name} is the picture part (projector) of a model, not a model to talk with."),
        QT_TRANSLATE_NOOP("Problem", "Choose the model file that it belongs to."),
        Action.CHOOSE_MODEL,
    ),
    "model.cannot_chat": Kind(
        QT_TRANSLATE_NOOP("Problem", "{name} cannot answer: models of the kind \u201c{architecture}\u201d are made for something else."),
        QT_TRANSLATE_NOOP("Problem", "Choose a model made for chatting (\u201cinstruct\u201d or \u201cchat\u201d)."),
        Action.CHOOSE_MODEL,
    ),
    "model.unknown_architecture": Kind(
        QT_TRANSLATE_NOOP("Problem", "This version of Parley does not know models of the kind \u201c{architecture}\u201d."),
        QT_TRANSLATE_NOOP("Problem", "Choose another model, or install a newer Parley."),
        Action.CHOOSE_MODEL,
    ),
    "model.too_big": Kind(
        QT_TRANSLATE_NOOP("Problem", "{name} needs about {needed} of memory, and {available} is free."),
        QT_TRANSLATE_NOOP("Problem", "Close other programs, or choose a smaller model; loaded anyway, it may slow the computer down."),
        Action.CHOOSE_MODEL,
        Action.LOAD_ANYWAY,
    ),
    "model.no_memory": Kind(
        QT_TRANSLATE_NOOP("Problem", "The system gave {name} less memory than it said was free."),
        QT_TRANSLATE_NOOP("Problem", "Close other programs and try again, or choose a smaller model."),
        Action.TRY_AGAIN,
        Action.CHOOSE_MODEL,
    ),
    "model.no_context": Kind(
        QT_TRANSLATE_NOOP("Problem", "There is not enough memory for a context of {context_size} tokens; {fitting} would fit.", "", 1),
        QT_TRANSLATE_NOOP("Problem", "Use a smaller context."),
        Action.SMALLER_CONTEXT,
        counts="context_size",
    ),
    "model.stepped_down": Kind(
        QT_TRANSLATE_NOOP("Problem", "{device} could not hold what was planned: {layers} of {all_layers} layers are on it, with a context of {context_size} tokens.", "", 1),
        QT_TRANSLATE_NOOP("Problem", "Nothing needs to be done; other programs that use the graphics card leave less room on it."),
        counts="all_layers",
    ),
    "model.on_processor": Kind(
        QT_TRANSLATE_NOOP("Problem", "{device} could not be used, so the model runs on the processor."),
        QT_TRANSLATE_NOOP("Problem", "Nothing needs to be done; the details say what went wrong."),
    ),
    "device.missing": Kind(
        QT_TRANSLATE_NOOP("Problem", "The device {device} that was chosen is not there, so another one is used."),
        QT_TRANSLATE_NOOP("Problem", "Choose one in the settings, or bring it back."),
        Action.OPEN_SETTINGS,
    ),
    "device.unused": Kind(
        QT_TRANSLATE_NOOP("Problem", "{card} is not used: this build of Parley computes on the processor alone."),
        QT_TRANSLATE_NOOP("Problem", "Build Parley with {flag} on this computer, as the guide says, and it will be."),
    ),
    "device.no_driver": Kind(
        QT_TRANSLATE_NOOP("Problem", "{card} is not used: its driver does not answer."),
        QT_TRANSLATE_NOOP("Problem", "Install or update the driver of the graphics card, then start Parley again."),
    ),
    "model.template": Kind(
        QT_TRANSLATE_NOOP("Problem", "The chat template inside {name} cannot be used."),
        QT_TRANSLATE_NOOP("Problem", "Choose another model file; the details say what is wrong with this one."),
        Action.CHOOSE_MODEL,
    ),
    "model.no_template": Kind(
        QT_TRANSLATE_NOOP("Problem", "{name} brings no chat template, so a common one is used."),
        QT_TRANSLATE_NOOP("Problem", "If the answers look odd, choose a model made for chatting (\u201cinstruct\u201d or \u201cchat\u201d)."),
    ),
    "model.context_reduced": Kind(
        QT_TRANSLATE_NOOP("Problem", "The context was reduced to {context_size} tokens, because more does not fit into memory.", "", 1),
        QT_TRANSLATE_NOOP("Problem", "Nothing needs to be done; a smaller model leaves room for a longer context."),
        counts="context_size",
    ),
    "model.context_longest": Kind(
        QT_TRANSLATE_NOOP("Problem", "{name} is made for a context of {context_size} tokens, so it gets no longer one.", "", 1),
        QT_TRANSLATE_NOOP("Problem", "Nothing needs to be done; other models are made for a longer context."),
        counts="context_size",
    ),
    "model.cannot_see": Kind(
        QT_TRANSLATE_NOOP("Problem", "{name} cannot see: it reads words alone."),
        QT_TRANSLATE_NOOP("Problem", "Choose a model that can see, or take the picture out."),
        Action.CHOOSE_MODEL,
    ),
    "projector.missing": Kind(
        QT_TRANSLATE_NOOP("Problem", "The part of {name} that sees (its projector) is missing."),
        QT_TRANSLATE_NOOP("Problem", "Choose its file, or put it beside the model; its name mostly begins with \u201cmmproj\u201d."),
        Action.CHOOSE_PROJECTOR,
    ),
    "projector.wrong": Kind(
        QT_TRANSLATE_NOOP("Problem", "The projector {name} belongs to another model."),
        QT_TRANSLATE_NOOP("Problem", "Choose the one that came with this model."),
        Action.CHOOSE_PROJECTOR,
    ),
    "projector.not_one": Kind(
        QT_TRANSLATE_NOOP("Problem", "{name} is not a projector: there is no part in it that sees."),
        QT_TRANSLATE_NOOP("Problem", "Choose the file that came with the model; its name mostly begins with \u201cmmproj\u201d."),
        Action.CHOOSE_PROJECTOR,
    ),
    "projector.damaged": Kind(
        QT_TRANSLATE_NOOP("Problem", "The projector {name} cannot be read: it is incomplete, damaged, or another user's."),
        QT_TRANSLATE_NOOP("Problem", "Fetch it again, or choose another copy of it."),
        Action.CHOOSE_PROJECTOR,
    ),
    "projector.no_memory": Kind(
        QT_TRANSLATE_NOOP("Problem", "There is not enough memory for the part of the model that sees, {name}."),
        QT_TRANSLATE_NOOP("Problem", "Close other programs, or use a smaller context."),
        Action.SMALLER_CONTEXT,
    ),
    "projector.offered": Kind(
        QT_TRANSLATE_NOOP("Problem", "{name} is not a model to talk with, but the part of {model} that sees."),
        QT_TRANSLATE_NOOP("Problem", "Use it, and {model} can be shown pictures."),
        Action.USE_PROJECTOR,
    ),
    "model.thinks_not": Kind(
        QT_TRANSLATE_NOOP("Problem", "The reply has only thoughts so far, and this model cannot go on with thoughts."),
        QT_TRANSLATE_NOOP("Problem", "Choose the model that began it, or have another reply written."),
        Action.CHOOSE_MODEL,
    ),
    "model.reply_full": Kind(
        QT_TRANSLATE_NOOP("Problem", "The reply cannot go on: with its question it fills all that the model can read at once."),
        QT_TRANSLATE_NOOP("Problem", "Raise the context size, or ask for the rest in a new message."),
    ),
    "message.too_long": Kind(
        QT_TRANSLATE_NOOP("Problem", "This message has {tokens} tokens, and the model can read at most {limit} at once.", "", 1),
        QT_TRANSLATE_NOOP("Problem", "Shorten it, or raise the context size; nothing was sent."),
        Action.EDIT_MESSAGE,
        counts="tokens",
    ),
}  # fmt: skip
