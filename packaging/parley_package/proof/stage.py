"""Where a proof takes place: a clean root, a screen, and the packages that are tried in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from parley_package.proof.apt_source import AptSource
from parley_package.proof.clean_root import CleanRoot
from parley_package.proof.command import ProofError
from parley_package.proof.deb_file import DebFile
from parley_package.proof.namespace import Circumstances
from parley_package.proof.screen import Screen
from parley_package.proof.window import Window, open_window

ONLINE, OFFLINE = Circumstances(), Circumstances(network=False)

WINDOW, CONSOLE = "parley-window", "parley"
"""The two programs, as a shell finds them."""

SETTINGS = "[sampling]\nmax_tokens = 48\ntemperature = 0.0\nseed = 1\n"
"""The user's: the starter model is small, and may find no end."""


@dataclass
class Stage:
    """`older` is the package that is upgraded from, None for one that is made of `deb`; `tarball`
    may not be there. What is to be kept goes to `kept`, all else to `work`."""

    deb: DebFile
    older: Path | None
    tarball: Path | None
    source: AptSource
    cache: Path
    work: Path
    kept: Path
    screen: Screen
    root: CleanRoot = field(init=False)

    def __post_init__(self) -> None:
        self.root = CleanRoot(self.work / "root")

    def chat(self, name: str, question: str, found: Circumstances = ONLINE) -> str:
        """Open the installed window, ask, and keep a picture; what was answered."""
        with open_window(self.root, self.screen, [WINDOW], found, self.log(name)) as window:
            return ask(window, question, [CONSOLE], self.kept / f"{name}.png")

    def log(self, name: str) -> Path:
        """The file for what a program prints."""
        return self.kept / f"{name}.log"


def ask(window: Window, question: str, parley: list[str], picture: Path) -> str:
    """Ask, keep a picture, and say what was answered."""
    conversation = window.ask(question, parley)
    window.screen.picture(picture)
    return f"{question} “{shortened(conversation.answer)}” ({conversation.model})"


def shortened(text: str, length: int = 60) -> str:
    """The beginning of a text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= length else f"{line[: length - 1]}…"


def need(well: bool, sentence: str) -> None:
    """Raises ProofError with the sentence where it is not well."""
    if not well:
        raise ProofError(sentence)
