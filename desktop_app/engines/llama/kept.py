"""The tokens of replies, so that a follow-up does not read again what the model wrote itself."""

from collections import OrderedDict
from collections.abc import Sequence

from desktop_app.core.engine import Turn

MOST_TOKENS = 1 << 18


class KeptReplies:
    """The token ids of replies by the id of their message, the latest ones."""

    def __init__(self) -> None:
        self._replies: OrderedDict[str, tuple[str, tuple[int, ...]]] = OrderedDict()
        self._total = 0

    def keep(self, id: str, text: str, tokens: Sequence[int]) -> None:
        """Remember that the reply `id` has the text `text`, written as `tokens`."""
        self._forget(id)
        if not tokens:
            return
        self._replies[id] = (text, tuple(tokens))
        self._total += len(tokens)
        while self._total > MOST_TOKENS and len(self._replies) > 1:
            self._forget(next(iter(self._replies)))

    def tokens(self, turn: Turn) -> tuple[int, ...] | None:
        """The tokens of `turn`, None when they are not known or no longer its text."""
        text, tokens = self._replies.get(turn.id, ("", None))
        return tokens if text == turn.text else None

    def _forget(self, id: str) -> None:
        _, tokens = self._replies.pop(id, ("", ()))
        self._total -= len(tokens)
