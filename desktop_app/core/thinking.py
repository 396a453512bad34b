"""How much a model is to think before it answers, where its chat template leaves the choice."""

from dataclasses import dataclass
from enum import StrEnum


class Thinks(StrEnum):
    """What a model's chat template offers."""

    NEVER = "never"
    """The template knows no thoughts."""
    ALWAYS = "always"
    """It thinks, and there is no way to ask it not to."""
    SWITCH = "switch"
    """Thoughts can be turned on and off (`enable_thinking`, `thinking`)."""
    EFFORT = "effort"
    """More or less of them (`reasoning_effort`)."""


class Mode(StrEnum):
    """What the person wants of it."""

    AUTO = "auto"
    """As the template does it by itself."""
    ON = "on"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Thinking:
    """The wish. After `budget` tokens of thoughts they are ended, and the answer begins; 0 never.

    With `send_back` the thoughts of earlier replies are shown to the model again.
    """

    mode: Mode = Mode.AUTO
    budget: int = 0
    send_back: bool = False
