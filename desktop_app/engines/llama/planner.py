"""What of a conversation the model is shown, as tokens that fit its window."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.core.context import Exchange, first_kept, reply_room
from desktop_app.core.conversation import Role
from desktop_app.core.engine import ChatJob, Turn
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.marks import Marks
from desktop_app.core.prompt import Piece, normalised
from desktop_app.core.thinking import Mode, Thinks
from desktop_app.engines.llama.assembly import Assembly, See
from desktop_app.engines.llama.kept import KeptReplies
from desktop_app.engines.llama.template import Template
from desktop_app.engines.llama.thoughts import answer_opening, opened_by
from desktop_app.engines.llama.tokens import Tokens
from desktop_app.engines.llama.vocabulary import Vocabulary

_SAMPLE = "a"

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
        partial = job.turns[-1] if job.continues and job.turns[-1].text else None
        given = self._template.shown(job.turns[:-1] if job.continues else job.turns)
        turns = normalised(marks.put(given))
        system = [turn for turn in turns[:1] if turn.role is Role.SYSTEM]
        exchanges = _exchanges(turns[len(system) :])
        room = reply_room(self._size, job.sampling.max_tokens)
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
            values = {"tokens": asked, "limit": max(0, limit - (len(least) - asked))}
            raise ParleyError(Problem("message.too_long", values))
        frame = self._frame_cost()
        costs = [
            Exchange(self._cost(exchange[0]) + frame, sum(map(self._cost, exchange[1:])))
            for exchange in exchanges[:-1]
        ]
        return first_kept([*costs, Exchange(asked, 0)], len(least) - asked, limit)

    def _assembled(self, turns: Sequence[Turn], partial: Turn | None, first_seen: str) -> Prompt:
        pieces = self._template.pieces(turns, self._mode)
        end = pieces[-1].text if pieces else ""
        closing = opened_by(end)
        if not partial:
            if self._is_to_answer_at_once(closing, end):
                pieces.append(Piece(answer_opening(end)))
                closing = ""
            tokens = self._assembly.tokens(pieces)
            return Prompt(self._checked(tokens, turns), first_seen, closing, ())
        # What is continued is the answer: its thoughts are over.
        if closing and (thoughts := partial.thoughts.strip()):
            pieces.append(Piece(thoughts, partial, is_thoughts=True))
        if opening := answer_opening(end):
            pieces.append(Piece(opening))
        before = self._assembly.tokens(pieces)
        tokens = self._assembly.tokens([*pieces, Piece(partial.text, partial)])
        # Where the partial text begins between two tokens, its tokens can be kept.
        kept = tokens.ids[len(before) :] if before.begins(tokens) else ()
        return Prompt(self._checked(tokens, turns), first_seen, "", kept)

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


def _exchanges(turns: Sequence[Turn]) -> list[list[Turn]]:
    """The turns in groups that begin with a message of the person."""
    result: list[list[Turn]] = []
    for turn in turns:
        if turn.role is Role.USER or not result:
            result.append([])
        result[-1].append(turn)
    return result
