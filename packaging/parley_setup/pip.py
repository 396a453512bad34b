"""Calling pip inside the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from parley_setup.console import Console


class Pip:
    """The pip of one virtual environment."""

    def __init__(self, python: Path, console: Console) -> None:
        self.python = python
        self._console = console

    def __call__(
        self,
        *arguments: str,
        title: str,
        expect: str = "",
        env: Mapping[str, str] | None = None,
    ) -> str:
        """Run `pip ARGUMENTS` and return what it printed. Raises CommandError."""
        settings = {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1"}
        return self._console.run(
            title,
            [str(self.python), "-m", "pip", *arguments],
            expect=expect,
            env={**(os.environ if env is None else env), **settings},
        )

    def version_of(self, package: str) -> str:
        """The installed version of `package`, or an empty string."""
        code = (
            "import sys\n"
            "from importlib.metadata import PackageNotFoundError, version\n"
            "try: print(version(sys.argv[1]))\n"
            "except PackageNotFoundError: pass\n"
        )
        return self._console.run("", [str(self.python), "-c", code, package]).strip()


def once(arguments: Sequence[str]) -> list[str]:
    """Arguments for an index that may be out of reach: ask briefly, do not insist."""
    return ["--retries", "1", "--timeout", "20", *arguments]
