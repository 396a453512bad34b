"""What the command line asks of the window: the one value that __main__ hands to app."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class WindowOptions:
    """How to open the window. `None` leaves a choice to the settings.

    `home` moves settings, data, cache and logs; `theme` is "system", "light", "dark" or
    "contrast"; `model` is a file to load; `demo` plays scripted replies instead of running a
    model; `in_process` runs the engine without its protecting child process (for debugging);
    `exit_when_shown` closes the window as soon as it takes typing (for measuring the start).
    """

    home: Path | None = None
    theme: str | None = None
    model: str | None = None
    demo: bool = False
    in_process: bool = False
    exit_when_shown: bool = False
