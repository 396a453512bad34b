"""What can go wrong with finding models and updates, with the library of models, and with presets."""

from collections.abc import Mapping

from desktop_app.core.kinds.kind import Action, Kind
from desktop_app.core.text import QT_TRANSLATE_NOOP

HUB_KINDS: Mapping[str, Kind] = {
    "hub.offline": Kind(
        QT_TRANSLATE_NOOP("Problem", "Parley is set to stay offline."),
        QT_TRANSLATE_NOOP(
            "Problem",
            "Models on this computer work as ever; allow it in the settings to find others.",
        ),
        Action.OPEN_SETTINGS,
    ),
    "hub.unreachable": Kind(
        QT_TRANSLATE_NOOP("Problem", "{host} cannot be reached."),
        QT_TRANSLATE_NOOP(
            "Problem",
            "See that this computer is online, and whether the settings name the right proxy, then try again.",
        ),
        Action.TRY_AGAIN,
        Action.OPEN_SETTINGS,
    ),
    "hub.busy": Kind(
        QT_TRANSLATE_NOOP("Problem", "{host} has too much to do at the moment ({status})."),
        QT_TRANSLATE_NOOP("Problem", "Try again in a minute."),
        Action.TRY_AGAIN,
    ),
    "hub.strange": Kind(
        QT_TRANSLATE_NOOP("Problem", "What {host} answers is not what the Hub would say."),
        QT_TRANSLATE_NOOP(
            "Problem", "If this network wants you to log in, do that in a browser, then try again."
        ),
        Action.TRY_AGAIN,
        Action.OPEN_SETTINGS,
    ),
    "hub.address": Kind(
        QT_TRANSLATE_NOOP("Problem", "{address} is no address that can be asked safely."),
        QT_TRANSLATE_NOOP(
            "Problem", "Take one that begins with https://, or none for the Hub itself."
        ),
        Action.OPEN_SETTINGS,
    ),
    "hub.proxy": Kind(
        QT_TRANSLATE_NOOP(
            "Problem", "{address} is no address of a proxy that Parley can go through."
        ),
        QT_TRANSLATE_NOOP("Problem", "Write it as in http://proxy:8080, or leave it empty."),
        Action.OPEN_SETTINGS,
    ),
    "hub.not_found": Kind(
        QT_TRANSLATE_NOOP(
            "Problem", "There is no {repo} on the Hub, or you are not allowed to see it."
        ),
        QT_TRANSLATE_NOOP("Problem", "Search for it; if it is a private one, log in first."),
        Action.FIND_MODELS,
        Action.LOG_IN,
    ),
    "hub.no_models": Kind(
        QT_TRANSLATE_NOOP("Problem", "{repo} has no GGUF file: it is not made for llama.cpp."),
        QT_TRANSLATE_NOOP(
            "Problem", "Search for its name with GGUF: somebody may have converted it."
        ),
        Action.FIND_MODELS,
    ),
    "hub.no_variant": Kind(
        QT_TRANSLATE_NOOP("Problem", "{repo} has no {wanted}."),
        QT_TRANSLATE_NOOP("Problem", "Choose one of: {there}."),
        Action.FIND_MODELS,
    ),
    "hub.no_checksum": Kind(
        QT_TRANSLATE_NOOP(
            "Problem",
            "{host} names no checksum of {name}, so nobody could tell whether it arrived whole.",
        ),
        QT_TRANSLATE_NOOP("Problem", "Fetch it from the Hub itself instead of a mirror."),
        Action.OPEN_SETTINGS,
    ),
    "hub.unsafe_name": Kind(
        QT_TRANSLATE_NOOP(
            "Problem", "{repo} has a file whose name could not be kept safely: {name}."
        ),
        QT_TRANSLATE_NOOP("Problem", "Look for the same model in another repository."),
        Action.FIND_MODELS,
    ),
    "hub.gated": Kind(
        QT_TRANSLATE_NOOP(
            "Problem", "{repo} is handed out only to those who have agreed to its licence."
        ),
        QT_TRANSLATE_NOOP("Problem", "Agree on its page on the Hub, then log in here."),
        Action.OPEN_PAGE,
        Action.LOG_IN,
    ),
    "hub.token": Kind(
        QT_TRANSLATE_NOOP("Problem", "{host} does not accept this token."),
        QT_TRANSLATE_NOOP(
            "Problem", "Copy it once more from your settings on the Hub; it begins with hf_."
        ),
        Action.LOG_IN,
    ),
    "hub.no_keyring": Kind(
        QT_TRANSLATE_NOOP("Problem", "This system has no keyring in which a token could be kept."),
        QT_TRANSLATE_NOOP(
            "Problem",
            "Start Parley with the token in HF_TOKEN, or log in once with the program hf.",
        ),
    ),
    "update.strange": Kind(
        QT_TRANSLATE_NOOP("Problem", "What {host} answers says nothing of a newer Parley."),
        QT_TRANSLATE_NOOP("Problem", "Look at the page where Parley is published."),
    ),
    "hub.crashed_again": Kind(
        QT_TRANSLATE_NOOP(
            "Problem", "The part of Parley that asks the Hub stopped unexpectedly twice ({cause})."
        ),
        QT_TRANSLATE_NOOP(
            "Problem", "Try again; if it stops once more, the log says what it was doing."
        ),
        Action.TRY_AGAIN,
        Action.OPEN_LOG_FOLDER,
    ),
    "hub.no_memory": Kind(
        QT_TRANSLATE_NOOP(
            "Problem",
            "The system ended the part of Parley that asks the Hub, most likely because memory ran out.",
        ),
        QT_TRANSLATE_NOOP("Problem", "Close other programs, then try again."),
        Action.TRY_AGAIN,
    ),
    "library.folder_missing": Kind(
        QT_TRANSLATE_NOOP("Problem", "The folder {folder} is not there at the moment."),
        QT_TRANSLATE_NOOP(
            "Problem", "If it is on another drive, connect it; its models are listed again then."
        ),
        Action.OPEN_MODELS,
    ),
    "library.not_removed": Kind(
        QT_TRANSLATE_NOOP("Problem", "{name} could not be deleted."),
        QT_TRANSLATE_NOOP(
            "Problem", "Close other programs that use it, or delete it in its folder yourself."
        ),
        Action.OPEN_MODELS,
    ),
    "library.not_ours": Kind(
        QT_TRANSLATE_NOOP(
            "Problem", "{name} belongs to another program, and Parley leaves it as it is."
        ),
        QT_TRANSLATE_NOOP("Problem", "Delete it there."),
    ),
    "library.here_already": Kind(
        QT_TRANSLATE_NOOP("Problem", "{name} is in the folder for models already, as {other}."),
        QT_TRANSLATE_NOOP("Problem", "The file that you chose was left where it is."),
    ),
    "library.not_brought": Kind(
        QT_TRANSLATE_NOOP("Problem", "{name} could not be brought into the folder for models."),
        QT_TRANSLATE_NOOP(
            "Problem", "See that there is room in it and that it may be written to, then try again."
        ),
        Action.OPEN_MODELS,
    ),
    "library.no_link": Kind(
        QT_TRANSLATE_NOOP("Problem", "{name} cannot be linked from the folder for models."),
        QT_TRANSLATE_NOOP("Problem", "Copy or move it instead."),
        Action.OPEN_MODELS,
    ),
    "library.unknown": Kind(
        QT_TRANSLATE_NOOP("Problem", "There is no model {name} on this computer."),
        QT_TRANSLATE_NOOP("Problem", "`parley models list` shows those that there are."),
        Action.OPEN_MODELS,
    ),
    "library.ambiguous": Kind(
        QT_TRANSLATE_NOOP("Problem", "Several models are called {name}."),
        QT_TRANSLATE_NOOP("Problem", "Name the file with its folder."),
    ),
    "records.damaged": Kind(
        QT_TRANSLATE_NOOP(
            "Problem",
            "The file with the names and settings of your models was damaged. It was set aside as {name}.",
        ),
        QT_TRANSLATE_NOOP("Problem", "The models themselves are unharmed."),
        Action.OPEN_DATA_FOLDER,
    ),
    "records.failed": Kind(
        QT_TRANSLATE_NOOP("Problem", "The names and settings of your models could not be saved."),
        QT_TRANSLATE_NOOP("Problem", "See that the data folder has room and may be written to."),
        Action.OPEN_DATA_FOLDER,
    ),
    "presets.damaged": Kind(
        QT_TRANSLATE_NOOP(
            "Problem", "The file with your presets was damaged. It was set aside as {name}."
        ),
        QT_TRANSLATE_NOOP("Problem", "Those that came with Parley are still there."),
        Action.OPEN_DATA_FOLDER,
    ),
    "presets.failed": Kind(
        QT_TRANSLATE_NOOP("Problem", "Your presets could not be saved."),
        QT_TRANSLATE_NOOP("Problem", "See that the data folder has room and may be written to."),
        Action.OPEN_DATA_FOLDER,
    ),
    "presets.not_read": Kind(
        QT_TRANSLATE_NOOP("Problem", "{name} holds no presets that Parley can read."),
        QT_TRANSLATE_NOOP("Problem", "Choose a file that was exported by Parley."),
    ),
    "presets.value": Kind(
        QT_TRANSLATE_NOOP("Problem", "The preset {preset} cannot be used as {name} has it."),
        QT_TRANSLATE_NOOP("Problem", "Correct it there; the other presets are unharmed."),
        Action.OPEN_DATA_FOLDER,
    ),
    "presets.unknown": Kind(
        QT_TRANSLATE_NOOP(
            "Problem", "{name} says things of presets that this Parley does not know: {keys}."
        ),
        QT_TRANSLATE_NOOP("Problem", "The presets work without; look for slips of the pen in it."),
    ),
    "presets.none": Kind(
        QT_TRANSLATE_NOOP("Problem", "There is no preset {name}."),
        QT_TRANSLATE_NOOP("Problem", "Choose one of: {there}."),
    ),
    "presets.gone": Kind(
        QT_TRANSLATE_NOOP("Problem", "The preset {preset} of this conversation is gone."),
        QT_TRANSLATE_NOOP(
            "Problem", "The conversation goes on without; type / to choose another one."
        ),
    ),
    "presets.schema": Kind(
        QT_TRANSLATE_NOOP("Problem", "The schema of this preset cannot be kept to."),
        QT_TRANSLATE_NOOP("Problem", "Correct it in the preset, or leave it empty for free text."),
    ),
    "downloads.damaged": Kind(
        QT_TRANSLATE_NOOP(
            "Problem", "The list of what is being fetched was damaged. It was set aside as {name}."
        ),
        QT_TRANSLATE_NOOP("Problem", "Fetch the model again: what has come of it is still there."),
        Action.OPEN_MODELS,
    ),
    "downloads.failed": Kind(
        QT_TRANSLATE_NOOP("Problem", "The list of what is being fetched could not be saved."),
        QT_TRANSLATE_NOOP(
            "Problem", "Fetching goes on, but will not be taken up again by itself after a restart."
        ),
        Action.OPEN_DATA_FOLDER,
    ),
}
