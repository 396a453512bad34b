"""A sort of problem: its words, and what helps."""

from dataclasses import dataclass
from enum import Enum


class Action(Enum):
    """What the button beside a problem does; the window gives it its words."""

    NONE = "none"
    CHOOSE_MODEL = "choose_model"
    CHOOSE_PROJECTOR = "choose_projector"
    USE_PROJECTOR = "use_projector"
    TRY_AGAIN = "try_again"
    SMALLER_CONTEXT = "smaller_context"
    LOAD_ANYWAY = "load_anyway"
    USE_PROCESSOR = "use_processor"
    EDIT_MESSAGE = "edit_message"
    OPEN_DATA_FOLDER = "open_data_folder"
    OPEN_LOG_FOLDER = "open_log_folder"
    OPEN_SETTINGS = "open_settings"
    OPEN_MODELS = "open_models"
    FIND_MODELS = "find_models"
    OPEN_PAGE = "open_page"
    LOG_IN = "log_in"
    OPEN_VOICE_SETTINGS = "open_voice_settings"
    DISCARD_RECORDING = "discard_recording"


@dataclass(frozen=True, slots=True)
class Kind:
    """The words of one sort of problem: what happened, and what the person can do about it.

    `second` is another way out, for those who do not want the first. `counts` names the value of
    the sentence that says how many of something there are; such a sentence has a form for each
    sort of number.
    """

    sentence: str
    remedy: str
    action: Action = Action.NONE
    second: Action = Action.NONE
    counts: str = ""
