"""What of a conversation the model is shown, as tokens that fit its window."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop_app.core.context import Exchange, first_kept, reply_room
from desktop_app.core.conversation import Role
from desktop_app.core.engine import ChatJob, Turn
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.marks import Marks
from desktop_app.core.prompt import Piece, normalised
from desktop_app.core.thinking import Mode, Thinks
from desktop_app.engines.llama.assembly import Assembly, See
from desktop_app.engines.llama.kept import KeptReplies
from desktop_app.engines.llama.resumption import resumption
from desktop_app.engines.llama.template import Template
from desktop_app.engines.llama.thoughts import answer_opening, opened_by
from desktop_app.engines.llama.tokens import Tokens
from desktop_app.engines.llama.vocabulary import Vocabulary

_SAMPLE = "a"

_COMMON_MARKER = "<think>"

_CLOSED_AT_ONCE = "</think>"
"""Models that write thoughts before this have learnt from replies with none what that means."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt that fits. `closing` ends the thoughts that its end has opened, if it has.

    `partial` are the tokens of the unfinished reply at its end, empty when there is none.
    """

    tokens: Tokens
    first_seen: str
    closing: str
    partial: tuple[int, ...]


class Planner:
    """Puts prompts together for one loaded model."""

    def __init__(
        self, vocabulary: Vocabulary, template: Template, kept: KeptReplies, context_size: int
    ) -> None:
        self._vocabulary = vocabulary
        self._template = template
        self._kept = kept
        self._size = context_size
        self._frame: int | None = None
        self._assembly = Assembly(vocabulary, kept, Marks(), None)
        self._mode = Mode.AUTO
        self._bound = False

    def prompt(self, job: ChatJob, see: See | None = None) -> Prompt:
        """The prompt of a job. Raises ParleyError for a message that is too long by itself.

        `see` lays out pictures; without it no turn may show one.
        """
        marks = Marks()
        self._assembly = Assembly(self._vocabulary, self._kept, marks, see)
        # What is held to a schema is the answer alone: with it the reply begins.
        self._bound = bool(job.sampling.schema)
        self._mode = Mode.OFF if self._bound else job.thinking.mode
        partial = _begun(job)
        given = self._template.shown(job.turns[:-1] if job.continues else job.turns)
        turns = normalised(marks.put(given))
        system = [turn for turn in turns[:1] if turn.role is Role.SYSTEM]
        exchanges = _exchanges(turns[len(system) :])
        room = reply_room(self._size, job.sampling.max_tokens)
        partial = self._fitting([*system, *exchanges[-1]], partial, room)
        first = self._first_kept(system, exchanges, partial, room)
        while True:
            shown = [*system, *(turn for exchange in exchanges[first:] for turn in exchange)]
            prompt = self._assembled(shown, partial, exchanges[first][0].id if first else "")
            if len(prompt.tokens) <= self._size - room or first == len(exchanges) - 1:
                return prompt
            first += 1

    def _first_kept(
        self,
        system: Sequence[Turn],
        exchanges: Sequence[Sequence[Turn]],
        partial: Turn | None,
        room: int,
    ) -> int:
        least = self._assembled([*system, *exchanges[-1]], partial, "").tokens
        asked = sum(map(self._cost, exchanges[-1])) + (self._cost(partial) if partial else 0)
        limit = self._size - room
        if len(least) > limit and not (partial and len(least) < self._size):
            if partial:
                values = {"tokens": len(least), "limit": self._size}
                raise ParleyError(Problem("model.reply_full", values))
            values = {"tokens": asked, "limit": max(0, limit - (len(least) - asked))}
            raise ParleyError(Problem("message.too_long", values))
        frame = self._frame_cost()
        costs = [
            Exchange(self._cost(exchange[0]) + frame, sum(map(self._cost, exchange[1:])))
            for exchange in exchanges[:-1]
        ]
        return first_kept([*costs, Exchange(asked, 0)], len(least) - asked, limit)

    def _assembled(self, turns: Sequence[Turn], partial: Turn | None, first_seen: str) -> Prompt:
        pieces = self._template.pieces(turns, self._mode_for(partial))
        end = pieces[-1].text if pieces else ""
        if not partial:
            closing = opened_by(end)
            if self._is_to_answer_at_once(closing, end):
                pieces.append(Piece(answer_opening(end)))
                closing = ""
            tokens = self._assembly.tokens(pieces)
            return Prompt(self._checked(tokens, turns), first_seen, closing, ())
        goes_on = resumption(partial, end, self._marker, thinking=self._mode is not Mode.OFF)
        pieces.extend(goes_on.pieces)
        if not partial.text:
            tokens = self._assembly.tokens(pieces)
            return Prompt(self._checked(tokens, turns), first_seen, goes_on.closing, ())
        before = self._assembly.tokens(pieces)
        tokens = self._assembly.tokens([*pieces, Piece(partial.text, partial)])
        # Where the partial text begins between two tokens, its tokens can be kept.
        kept = tokens.ids[len(before) :] if before.begins(tokens) else ()
        return Prompt(self._checked(tokens, turns), first_seen, "", kept)

    def _mode_for(self, partial: Turn | None) -> Mode:
        """What the template is asked for: thoughts that go on are to stand in the prompt, also
        where they are to end there."""
        if partial is None or partial.text:
            return self._mode
        if self._template.thinks is Thinks.SWITCH:
            return Mode.ON
        return Mode.AUTO if self._mode is Mode.OFF else self._mode

    def _fitting(self, asked: Sequence[Turn], partial: Turn | None, room: int) -> Turn | None:
        """The unfinished reply, without the thoughts before its words where they take too much."""
        if partial is None or not (partial.text and partial.thoughts):
            return partial
        whole = self._assembled(asked, partial, "").tokens
        return partial if len(whole) <= self._size - room else replace(partial, thoughts="")

    @property
    def _marker(self) -> str:
        """What opens the model's thoughts, "" where it is not known to have any."""
        if marker := self._template.thoughts_marker:
            return marker
        # A template may be silent of thoughts that the model has learnt a token for.
        known = len(self._vocabulary.tokenise(_COMMON_MARKER, special=True)) == 1
        return _COMMON_MARKER if known else ""

    def _is_to_answer_at_once(self, closing: str, end: str) -> bool:
        """Whether thoughts are unwanted that the template cannot be asked to leave out."""
        if self._bound:
            return bool(answer_opening(end))
        unwanted = self._mode is Mode.OFF and self._template.thinks is Thinks.ALWAYS
        return unwanted and closing == _CLOSED_AT_ONCE

    def _checked(self, tokens: Tokens, turns: Sequence[Turn]) -> Tokens:
        if not tokens:
            raise ParleyError(Problem("model.template", details="the template writes nothing"))
        wanted = sum(self._assembly.patches(turn.text) for turn in turns)
        if len(tokens.spans) != wanted:
            # Without its picture a question is answered by something made up.
            details = f"the template places {len(tokens.spans)} of {wanted} parts of pictures"
            raise ParleyError(Problem("model.template", details=details))
        return tokens

    def _cost(self, turn: Turn) -> int:
        written = self._kept.tokens(turn) if turn.role is Role.ASSISTANT else None
        text = len(written) if written else self._assembly.cost(turn.text)
        return text + (self._assembly.cost(turn.thoughts) if turn.thoughts else 0)

    def _frame_cost(self) -> int:
        """The tokens that the template puts around one exchange."""
        if self._frame is None:
            question = Turn("", Role.USER, _SAMPLE)
            answer = Turn("", Role.ASSISTANT, _SAMPLE)
            two = self._assembled([question, answer, question], None, "").tokens
            one = self._assembled([question], None, "").tokens
            self._frame = max(0, len(two) - len(one) - 2 * self._cost(question))
        return self._frame


def _begun(job: ChatJob) -> Turn | None:
    """The unfinished reply that goes on: it has words, or thoughts alone."""
    last = job.turns[-1]
    return last if job.continues and (last.text or last.thoughts.strip()) else None


def _exchanges(turns: Sequence[Turn]) -> list[list[Turn]]:
    """The turns in groups that begin with a message of the person."""
    result: list[list[Turn]] = []
    for turn in turns:
        if turn.role is Role.USER or not result:
            result.append([])
        result[-1].append(turn)
    return result
