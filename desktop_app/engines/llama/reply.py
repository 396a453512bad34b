"""From drawn tokens to what is shown: letters, thoughts, stop strings."""

import codecs
from collections.abc import Iterator, Sequence

from desktop_app.core.events import TextDelta, ThoughtDelta
from desktop_app.engines.llama.stop import StopMatcher
from desktop_app.engines.llama.thoughts import Kind, Span, ThoughtSplitter
from desktop_app.engines.llama.vocabulary import Vocabulary

Delta = TextDelta | ThoughtDelta


class Reply:
    """The reply as it is written, token by token.

    A token may end within a letter, a letter may be the start of a marker: nothing is shown
    before it is certain, and `stopped` is set when a stop string has come.
    """

    def __init__(self, vocabulary: Vocabulary, stops: Sequence[str], closing: str) -> None:
        self._vocabulary = vocabulary
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._thoughts = ThoughtSplitter(closing)
        self._stops = StopMatcher(stops)
        self._waiting = 0
        self._written: list[str] = []
        self._whole_tokens = self._whole_parts = 0
        self.tokens: list[int] = []
        self.thought_tokens = 0
        self._only_answer = not closing

    @property
    def stopped(self) -> bool:
        """Whether a stop string has ended the reply."""
        return self._stops.stopped

    def add(self, token: int) -> Iterator[Delta]:
        """What may be shown after one more token."""
        self.tokens.append(token)
        self._waiting += 1
        yield from self._taken(token)
        self.thought_tokens += self._thoughts.thinking

    def _taken(self, token: int) -> Iterator[Delta]:
        if self._vocabulary.is_control(token):
            self._only_answer = False
            name = self._vocabulary.piece(token).decode("utf-8", "replace")
            yield from self._shown(self._thoughts.control(name))
            return
        text = self._decoder.decode(self._vocabulary.piece(token))
        if text:
            self._written.append(text)
            yield from self._shown(self._thoughts.feed(text))
        if not self._decoder.getstate()[0]:
            self._whole_tokens = len(self.tokens)
            self._whole_parts = len(self._written)

    def finish(self, complete: bool) -> Iterator[Delta]:
        """What was held back. A letter cut in two is shown only when the model is done with it.

        `complete` says that the model ended the reply itself.
        """
        if complete and (text := self._decoder.decode(b"", final=True)):
            yield from self._shown(self._thoughts.feed(text))
        yield from self._shown(self._thoughts.finish())
        if not self.stopped and (held := self._stops.finish()):
            yield self._answered(held)

    def ending(self, budget: int) -> str:
        """What is to be written now that the thoughts have taken `budget` tokens.

        "" while they may go on, and within a letter or what may be a marker.
        """
        if not budget or self.thought_tokens < budget or self._decoder.getstate()[0]:
            return ""
        return self._thoughts.cut_short()

    def kept(self) -> tuple[str, tuple[int, ...]]:
        """The answer with the tokens it was made of; ("", ()) when they say more than it."""
        if not self._only_answer or self._thoughts.saw_marker:
            return "", ()
        text = "".join(self._written[: self._whole_parts])
        return text, tuple(self.tokens[: self._whole_tokens])

    def _shown(self, spans: Iterator[Span]) -> Iterator[Delta]:
        for span in spans:
            if span.kind is Kind.THOUGHT:
                tokens, self._waiting = self._waiting, 0
                held = ""
                if span.so_far:
                    held, self.thought_tokens = self._stops.finish(), len(self.tokens) - 1
                yield ThoughtDelta(held + span.text, tokens, span.so_far)
            elif text := self._stops.feed(span.text):
                yield self._answered(text)

    def _answered(self, text: str) -> TextDelta:
        tokens, self._waiting = self._waiting, 0
        return TextDelta(text, tokens)
