"""What a setting is: its key, the type and range of its values, its words."""

import math
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from desktop_app.core.text import Sentence
from desktop_app.core.utf8 import well_formed

CONTEXT = "Settings"

SettingValue = str | bool | int | float | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting. `key` is where it stands in the file: "table.name", or a name alone.

    `kind` is the type of its values (`tuple` means a list of texts). `minimum` and `maximum`
    are inclusive. `choices` maps the values that are allowed to their English words, and `offered`
    tells those that can be chosen in this build (None: all). A `default` of `None` leaves the
    value to the model, or is what the words `unset` say. `unit` is what a number counts; `lowest`
    are the words for the minimum where that is no amount but means something of its own. An
    `advanced` setting is folded away in the dialog; one without a `section` has another place in
    the window, and one that this build has no use for, as `here` tells (None: it has), has none.
    """

    key: str
    kind: type
    default: SettingValue
    label: str = ""
    help: str = ""
    section: str = ""
    minimum: float | None = None
    maximum: float | None = None
    choices: Mapping[str, str] | None = None
    offered: Callable[[], Collection[str]] | None = None
    here: Callable[[], bool] | None = None
    advanced: bool = False
    unit: str = ""
    lowest: str = ""
    unset: str = ""

    @property
    def sentence(self) -> Sentence:
        """What the setting does, for the person."""
        return Sentence(CONTEXT, self.help)

    def accept(self, value: object) -> SettingValue:
        """`value` as this setting keeps it; raises `ValueError` when it cannot be used."""
        if value is None and self.default is None:
            return None
        accepted = self._typed(value)
        if self.choices is not None and accepted not in self.choices:
            raise ValueError(f"{self.key} is one of {', '.join(self.choices)}, not {value!r}")
        if isinstance(accepted, int | float) and not isinstance(accepted, bool):
            self._check_range(accepted)
        return accepted

    def _typed(self, value: object) -> SettingValue:
        if self.kind is tuple and isinstance(value, list | tuple):
            if all(isinstance(item, str) for item in value):
                return tuple(well_formed(item) for item in value)
        elif self.kind is float and isinstance(value, int | float) and not _is_bool(value):
            return float(value)
        elif self.kind is int and isinstance(value, int) and not _is_bool(value):
            return int(value)
        elif self.kind is bool and _is_bool(value):
            return bool(value)
        elif self.kind is str and isinstance(value, str):
            return well_formed(value)
        raise ValueError(f"{self.key} cannot be {value!r}")

    def _check_range(self, number: float) -> None:
        low = -math.inf if self.minimum is None else self.minimum
        high = math.inf if self.maximum is None else self.maximum
        # Written so that NaN, which compares false with everything, is refused too.
        if not (low <= number <= high and math.isfinite(number)):
            raise ValueError(f"{self.key} lies between {low} and {high}, {number} does not")


def _is_bool(value: object) -> bool:
    return isinstance(value, bool)
