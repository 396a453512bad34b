"""Tokens of a prompt, some of which stand for pictures.

A picture has no token ids: its embeddings are decoded in their place. In the list of ids each of
them is a number below zero that is made from what is seen, so that two prompts with the same ids
show the same pictures.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from desktop_app.core.picture import Image


@dataclass(frozen=True, slots=True)
class Patch:
    """A picture, or one tile of it, as a model takes it in.

    `count` embeddings take `positions` positions: fewer where a model has positions in two
    dimensions (M-RoPE). `index` is the place of its chunk in the picture's layout, `id` the
    number that stands for it.
    """

    image: Image
    index: int
    count: int
    positions: int
    id: int


@dataclass(frozen=True, slots=True)
class Span:
    """Where in a list of ids a patch stands."""

    start: int
    patch: Patch

    @property
    def stop(self) -> int:
        """The first index behind it."""
        return self.start + self.patch.count


@dataclass(frozen=True, slots=True)
class Tokens:
    """Ids, and the spans of them that are pictures, in order."""

    ids: tuple[int, ...] = ()
    spans: tuple[Span, ...] = ()

    def __len__(self) -> int:
        return len(self.ids)

    def image_tokens(self, begin: int = 0, end: int | None = None) -> int:
        """How many of the tokens from `begin` to `end` stand for pictures."""
        stop = len(self.ids) if end is None else end
        return sum(span.patch.count for span in self.spans if begin <= span.start < stop)

    def begins(self, other: "Tokens") -> bool:
        """Whether `other` begins with these."""
        return other.ids[: len(self.ids)] == self.ids


@dataclass(slots=True)
class TokenList:
    """Tokens that grow: a prompt being put together, or what a KV cache holds."""

    ids: list[int] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    position: int = 0
    """The position of the next token."""

    def extend(self, ids: Sequence[int]) -> None:
        """Add ordinary tokens."""
        self.ids.extend(ids)
        self.position += len(ids)

    def append(self, id: int) -> None:
        """Add one ordinary token."""
        self.ids.append(id)
        self.position += 1

    def show(self, patch: Patch) -> None:
        """Add a picture."""
        self.spans.append(Span(len(self.ids), patch))
        self.ids.extend([patch.id] * patch.count)
        self.position += patch.positions

    @property
    def ends_with_picture(self) -> bool:
        """Whether the last token stands for a picture."""
        return bool(self.spans) and self.spans[-1].stop == len(self.ids)

    def whole(self, count: int) -> int:
        """`count`, or where the picture begins that so many tokens would cut in two."""
        for span in reversed(self.spans):
            if span.start < count < span.stop:
                return span.start
        return count

    def cut(self, count: int) -> None:
        """Keep the first `count` tokens, which cut no picture."""
        while self.spans and self.spans[-1].start >= count:
            self.spans.pop()
        del self.ids[count:]
        self.position = count - sum(span.patch.count - span.patch.positions for span in self.spans)

    def clear(self) -> None:
        """Keep nothing."""
        self.cut(0)

    def frozen(self) -> Tokens:
        """The tokens as they are now."""
        return Tokens(tuple(self.ids), tuple(self.spans))
