"""Ending a reply at a stop string, none of which is ever shown."""

from collections.abc import Sequence


def held_length(text: str, markers: Sequence[str]) -> int:
    """How many characters at the end of `text` may be the start of one of `markers`."""
    longest = max(map(len, markers), default=1) - 1
    starts = {marker[0] for marker in markers}
    for at in range(max(0, len(text) - longest), len(text)):
        if text[at] in starts:
            tail = text[at:]
            if any(len(marker) > len(tail) and marker.startswith(tail) for marker in markers):
                return len(tail)
    return 0


class StopMatcher:
    """Passes text on until a stop string comes; holds back what may be the start of one."""

    def __init__(self, strings: Sequence[str]) -> None:
        self._strings = tuple(string for string in strings if string)
        self._starts = frozenset(string[0] for string in self._strings)
        self._held = ""
        self.stopped = False

    def feed(self, text: str) -> str:
        """What of the text so far may be shown now. Nothing comes after `stopped` is set."""
        if self.stopped:
            return ""
        # Most tokens by far: no letter begins a stop string. This is done for every one of them.
        if not self._held and self._starts.isdisjoint(text):
            return text
        text = self._held + text
        found = [at for at in map(text.find, self._strings) if at >= 0]
        if found:
            self.stopped, self._held = True, ""
            return text[: min(found)]
        held = held_length(text, self._strings)
        self._held = text[len(text) - held :]
        return text[: len(text) - held]

    def finish(self) -> str:
        """What was held back and turned out to be no stop string."""
        held, self._held = self._held, ""
        return held
