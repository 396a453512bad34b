"""Pictures in the text of a turn: marks that no person can write, and what they stand for.

Chat templates place text. A picture travels through them as a word of its own, random for every
prompt, so that nothing a person writes is ever taken for one.
"""

import re
import secrets
from collections.abc import Sequence
from dataclasses import replace

from desktop_app.core.engine import Turn
from desktop_app.core.picture import Image

UNSEEN = "(a picture that cannot be seen)"
"""Stands in the prompt where a picture was shown to a model that does not see."""


class Marks:
    """The marks of one prompt."""

    def __init__(self) -> None:
        # A plain word: no template treats it as markup, none breaks it.
        self._word = f"picture{secrets.token_hex(16)}"
        self._images: list[Image] = []
        self._parts = re.compile(f"({self._word}x[0-9]+x)")

    def put(self, turns: Sequence[Turn]) -> tuple[Turn, ...]:
        """The same turns with what they show in their text, each picture as a mark."""
        return tuple(self._put(turn) if turn.shown else turn for turn in turns)

    def split(self, text: str) -> list[str | Image]:
        """The text cut at its marks: what is written, and the pictures."""
        return [self._meant(part) for part in self._parts.split(text) if part]

    def _put(self, turn: Turn) -> Turn:
        shown = "".join(
            part if isinstance(part, str) else f"{self._mark(part)}\n" for part in turn.shown
        )
        return replace(turn, text=shown + turn.text, shown=())

    def _mark(self, image: Image) -> str:
        self._images.append(image)
        return f"{self._word}x{len(self._images) - 1}x"

    def _meant(self, part: str) -> str | Image:
        if not part.startswith(self._word) or not self._parts.fullmatch(part):
            return part
        number = int(part[len(self._word) + 1 : -1])
        return self._images[number] if number < len(self._images) else part


def images_of(turns: Sequence[Turn]) -> tuple[Image, ...]:
    """The pictures that turns show, in order, each as often as it is shown."""
    return tuple(part for turn in turns for part in turn.shown if isinstance(part, Image))


def without_images(turn: Turn) -> Turn:
    """The same turn for a model that does not see: words in the place of pictures."""
    shown = tuple(part if isinstance(part, str) else f"{UNSEEN}\n" for part in turn.shown)
    return replace(turn, shown=shown)
