"""Telling a model's thoughts from its answer, by the markers between them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from desktop_app.engines.llama.stop import held_length

PAIRS: Mapping[str, str] = {
    "<think>": "</think>",
    "<thinking>": "</thinking>",
    "<thought>": "</thought>",
    "<reasoning>": "</reasoning>",
    "<seed:think>": "</seed:think>",
    "[THINK]": "[/THINK]",
    "<|START_THINKING|>": "<|END_THINKING|>",
    "<|inner_prefix|>": "<|inner_suffix|>",
    "\u25c1think\u25b7": "\u25c1/think\u25b7",
}
"""What opens thoughts, and what closes them."""

CHANNEL, ROLE, MESSAGE, END = "<|channel|>", "<|start|>", "<|message|>", "<|end|>"
"""Harmony: `<|start|>assistant<|channel|>analysis<|message|>…<|end|>`."""

LINE_CHANNEL, LINE_CHANNEL_END = "<|channel>", "<channel|>"
"""Gemma 4: `<|channel>thought`, a line end, the thoughts, `<channel|>`."""

ANSWERING_CHANNEL = "final"

ANSWER, ANSWER_END = "<response>", "</response>"
"""Granite: around the answer that follows its thoughts."""

HARMONY_REPLY = f"{ROLE}assistant"
HARMONY_ANSWER = f"{CHANNEL}{ANSWERING_CHANNEL}{MESSAGE}"
"""How a reply begins in Harmony, and how its answer does."""

_LINE_END = "\n"

_OPENING = (*PAIRS, CHANNEL, ROLE, LINE_CHANNEL)
_CLOSING = (*PAIRS.values(), LINE_CHANNEL_END)
_KNOWN = frozenset((*_OPENING, *_CLOSING, MESSAGE, END))
_STARTS = frozenset(marker[0] for marker in _KNOWN)
_OPEN_AT_END = re.compile(
    "(" + "|".join(map(re.escape, PAIRS)) + r")\s*$|" + re.escape(LINE_CHANNEL) + r"\w*\s*$"
)


class Kind(Enum):
    """What a stretch of text is."""

    ANSWER = "answer"
    THOUGHT = "thought"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the reply."""

    kind: Kind
    text: str
    so_far: bool = False
    """All answer before this was thoughts too: their end was marked, their beginning was not."""


def opened_by(prompt: str) -> str:
    """What closes the thoughts that the prompt's end has opened already, "" when it has not."""
    found = _OPEN_AT_END.search(prompt[-64:])
    if not found:
        return ""
    return PAIRS[found[1]] if found[1] else LINE_CHANNEL_END


def names_marker(text: str) -> bool:
    """Whether a marker of thoughts stands somewhere in `text`."""
    return any(marker in text for marker in (*_OPENING, *_CLOSING))


def answer_opening(prompt: str) -> str:
    """What is to follow `prompt`, the end of one, so that the model does not think any more.

    "" where nothing is needed: the reply begins with the answer.
    """
    if closing := opened_by(prompt):
        # With a line end as Qwen 3 writes thoughts it does not have, without as DeepSeek does.
        return f"\n{closing}\n\n" if prompt.endswith("\n") else closing
    return HARMONY_ANSWER if prompt.endswith(HARMONY_REPLY) else ""


class ThoughtSplitter:
    """Cuts a stream of text into thoughts and answer; the markers themselves are never shown.

    An opening marker counts where a reply begins, so that an answer may speak of `<think>`.
    A marker that is a control token counts anywhere.
    """

    def __init__(self, closing: str = "") -> None:
        """`closing` is the marker that ends thoughts which the prompt has opened."""
        self._closing = closing
        self._header = ""
        """What ends the name of a channel, while that is being read."""
        self._channel: str | None = None
        self._held = ""
        self._fresh = True
        """Nothing but space was told since the last marker."""
        self._harmony = False
        self._wrapped = False
        """The answer stands between markers of its own."""
        self._cut_short = False
        """The thoughts were ended for the model, which may go on with them and end them itself."""
        self.saw_marker = bool(closing)

    def feed(self, text: str) -> Iterator[Span]:
        """The spans that are certain after this text. Takes it apart only as it is iterated."""
        if not (self._held or self._fresh or self._header) and _STARTS.isdisjoint(text):
            # Most tokens by far: no letter begins a marker. This is done for every one of them.
            yield from self._told(text)
            return
        text = self._held + text
        self._held = ""
        while text:
            markers = self._markers()
            at, marker = _first(text, markers)
            if self._at_start and text[:at].strip():
                marker = ""
            if marker:
                if not self._at_start:
                    yield from self._before(marker, text[:at])
                self._turn(marker)
                text = text[at + len(marker) :]
                continue
            known = len(text) - self._uncertain(text, markers)
            if self._at_start and known:
                # This is an answer; other markers count in it, so it is looked at anew.
                text = text.lstrip() if self.saw_marker else text
                self._fresh = False
                continue
            self._held = text[known:]
            yield from self._told(text[:known])
            break

    def control(self, name: str) -> Iterator[Span]:
        """A control token: a marker by its very nature, or nothing to be seen."""
        if name not in _KNOWN:
            yield from self.finish()
            return
        held, self._held = self._held, ""
        yield from self._before(name, held)
        self._turn(name)

    @property
    def thinking(self) -> bool:
        """Whether what comes next belongs to the thoughts."""
        return bool(self._closing) and not self._header

    def cut_short(self) -> str:
        """What is to be written now to end the thoughts, "" when there is nothing to end.

        Not before it is certain that what has come last is no marker.
        """
        if not self.thinking or self._held.strip():
            return ""
        self._cut_short = True
        if self._closing == END:
            return f"{END}{HARMONY_REPLY}{HARMONY_ANSWER}"
        return f"\n{self._closing}\n\n"

    def finish(self) -> Iterator[Span]:
        """What was held back and turned out to be no marker."""
        held, self._held = self._held, ""
        if held:
            yield from self._told(held)

    @property
    def _at_start(self) -> bool:
        """Whether the next letter decides between thoughts and answer."""
        return self._fresh and not (self._closing or self._header or self._harmony)

    def _markers(self) -> tuple[str, ...]:
        """The markers that count now, when they come as text."""
        if self._header:
            return (self._header,) if self._header == _LINE_END else (self._header, CHANNEL)
        if self._closing:
            return (self._closing, CHANNEL, ROLE) if self._harmony else (self._closing,)
        if self._harmony:
            return (CHANNEL, ROLE, END)
        if self._fresh:
            return (*_OPENING, *_CLOSING, *((ANSWER,) if self.saw_marker else ()))
        if self._wrapped:
            return (ANSWER_END,)
        # The model may close what nobody opened, once.
        return _CLOSING if self._closes_nothing else ()

    @property
    def _closes_nothing(self) -> bool:
        """Whether a closing marker would say that all before it was thoughts."""
        return not self._closing and (not self.saw_marker or self._cut_short)

    def _uncertain(self, text: str, markers: tuple[str, ...]) -> int:
        """How many characters at the end of `text` must wait for more."""
        if self._fresh and text.isspace():
            return len(text)
        held = held_length(text, markers)
        if self._at_start and not text[: len(text) - held].strip():
            return len(text)
        return held if not self._at_start else 0

    def _before(self, marker: str, text: str) -> Iterator[Span]:
        """What stands before a marker."""
        if marker in _CLOSING and self._closes_nothing:
            self._cut_short = False
            yield Span(Kind.THOUGHT, text, so_far=True)
        elif text:
            yield from self._told(text)

    def _turn(self, marker: str) -> None:
        """Go over to what comes after `marker`."""
        self._harmony = self._harmony or marker in (CHANNEL, ROLE)
        self._closing = self._header = ""
        self._wrapped = marker == ANSWER
        self._fresh = self.saw_marker = True
        if marker in PAIRS:
            self._closing = PAIRS[marker]
        elif marker == ROLE:
            self._header, self._channel = MESSAGE, None
        elif marker == CHANNEL:
            self._header, self._channel = MESSAGE, ""
        elif marker == LINE_CHANNEL:
            self._header = _LINE_END
        elif marker == _LINE_END:
            self._closing = LINE_CHANNEL_END
        elif marker == MESSAGE and self._channel is not None:
            answering = self._channel.strip().startswith(ANSWERING_CHANNEL)
            self._closing = "" if answering else END

    def _told(self, text: str) -> Iterator[Span]:
        if self._header:
            if self._channel is not None:
                self._channel += text
            return
        if self._fresh and self.saw_marker:
            text = text.lstrip()
        if text:
            self._fresh = self._fresh and text.isspace()
            yield Span(Kind.THOUGHT if self._closing else Kind.ANSWER, text)


def _first(text: str, markers: tuple[str, ...]) -> tuple[int, str]:
    """Where the first of `markers` stands in `text`, and which; the longer one at one place."""
    found = [(text.find(marker), -len(marker), marker) for marker in markers if marker in text]
    if not found:
        return 0, ""
    at, _, marker = min(found)
    return at, marker
