"""A vocabulary with a token for each letter, and for each of a family's control tokens."""

from collections.abc import Sequence

_FIRST_CONTROL = 1 << 21
"""Behind all of Unicode."""


class Alphabet:
    """Stands in for `Vocabulary`, with tokens that can be read again."""

    def __init__(self, controls: Sequence[str], start: str = "", adds_start: bool = False) -> None:
        # The longest first: one name may begin with another.
        self._names = sorted(controls, key=len, reverse=True)
        self.adds_start = adds_start
        self.start = self._control(start) if start else -1
        self.start_text = start

    def tokenise(self, text: str, special: bool) -> tuple[int, ...]:
        tokens, at = [], 0
        while at < len(text):
            name = next((n for n in self._names if special and text.startswith(n, at)), "")
            tokens.append(self._control(name) if name else ord(text[at]))
            at += len(name) or 1
        return tuple(tokens)

    def text(self, tokens: Sequence[int]) -> str:
        """What the tokens say, control tokens by their names."""
        return "".join(self.piece(token).decode() for token in tokens)

    def piece(self, token: int) -> bytes:
        if token >= _FIRST_CONTROL:
            return self._names[token - _FIRST_CONTROL].encode()
        return chr(token).encode()

    def is_control(self, token: int) -> bool:
        return token >= _FIRST_CONTROL

    def _control(self, name: str) -> int:
        return _FIRST_CONTROL + self._names.index(name)
