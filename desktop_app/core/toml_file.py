"""A TOML file that a person may edit, and that may be damaged by it."""

import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from desktop_app.core.errors import Problem
from desktop_app.core.whole_file import set_aside


class TomlFile:
    """Reads one file; what is no TOML is set aside, and told in `problems`."""

    def __init__(
        self,
        path: Path,
        damaged: str,
        problems: list[Problem],
        beginning: str = "",
        check: Callable[[str], None] | None = None,
    ) -> None:
        """`damaged` is the code of the problem; `beginning` how the file begins when it is new.

        `check` raises ValueError for a text that is not to be parsed, because of what that takes.
        """
        self._path = path
        self._damaged = damaged
        self._problems = problems
        self._beginning = beginning
        self._check = check

    def read(self) -> tuple[str, Mapping[str, Any]]:
        """The file's text and what it says. A damaged one is set aside first; raises OSError, and
        what `check` raises: such a file stays as it is."""
        try:
            # Notepad begins a file with a byte order mark.
            text = self._path.read_bytes().decode("utf-8-sig")
            if self._check is not None:
                self._check(text)
            return text, tomllib.loads(text)
        except FileNotFoundError:
            pass
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
            aside = set_aside(self._path)
            self._problems.append(Problem(self._damaged, {"name": aside.name}, str(error)))
        return self._beginning, {}
