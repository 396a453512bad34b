"""How a chat template is to be given a conversation: found out by trying it.

Templates differ in what they read beside roles and texts. Nothing says what one reads, so it is
rendered with a word that it cannot know, and its output is looked at.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from desktop_app.core.conversation import Role
from desktop_app.core.engine import Turn
from desktop_app.core.thinking import Mode, Thinks
from desktop_app.engines.llama.thoughts import opened_by

SWITCHES = ("enable_thinking", "thinking")
"""Variables that turn thoughts on and off: Qwen 3, GLM and SmolLM3 read the first, Granite and
DeepSeek 3.1 the second."""

EFFORT = "reasoning_effort"
"""How much to think: gpt-oss and others."""

LITTLE, MUCH = ("low", "none"), ("high",)
"""Its values, the one that is tried first in front: some templates refuse what they do not know."""

FIELDS = ("reasoning_content", "reasoning", "thinking", "thought")
"""Of a message: where templates look for what was thought before it."""

KEEPING: Mapping[str, object] = {
    "preserve_thinking": True,
    "keep_past_thinking": True,
    "clear_thinking": False,
    "truncate_history_thinking": False,
}
"""Variables that let the thoughts of earlier replies stay."""

INLINE = "<think>\n{thoughts}\n</think>\n\n{text}"
"""Thoughts for a template that knows nothing of them: as models write them."""

NOTHING: Mapping[str, object] = {"tools": None, "documents": None}
"""What a template is told when there are no tools and no documents."""

EMPTY: Mapping[str, object] = {"tools": [], "documents": []}
"""The same for templates that go through them without looking whether there are any."""

Variables = Mapping[str, object]
Message = dict[str, Any]
Attempt = Callable[[Sequence[Message], Variables], str | None]
"""Renders messages; None where the template refuses them."""

_WORD = "parleysample"
_ASKED = Turn("", Role.USER, _WORD)
_ANSWERED = Turn("", Role.ASSISTANT, "yes", thoughts=_WORD)
_ASKED_AGAIN = Turn("", Role.USER, "why")


@dataclass(frozen=True, slots=True)
class Manner:
    """What a template wants to be given.

    `always` are the variables that it gets with any prompt, `little` and `much` those for less and
    for more thoughts, `keeping` those that let old thoughts stay. `field` of a message holds its
    thoughts, "" puts them into the text, and None leaves them out: the template would not show
    them. `parts` says that the content of a message is a list. `unasked` says that it
    lets the model think where nothing is said about it, if that can be turned off at all.
    """

    thinks: Thinks = Thinks.NEVER
    always: Variables = field(default_factory=lambda: NOTHING)
    little: Variables = field(default_factory=dict)
    much: Variables = field(default_factory=dict)
    keeping: Variables = field(default_factory=dict)
    field: str | None = None
    parts: bool = False
    unasked: bool = True

    def variables(self, mode: Mode, with_thoughts: bool) -> Variables:
        """The variables for what is wanted."""
        wanted = {Mode.AUTO: {}, Mode.ON: self.much, Mode.OFF: self.little}[mode]
        return {**self.always, **wanted, **(self.keeping if with_thoughts else {})}

    def message(self, turn: Turn) -> Message:
        """A turn as the template reads it."""
        text, more = turn.text, {}
        if turn.thoughts and self.field is not None:
            if self.field:
                more = {self.field: turn.thoughts}
            else:
                text = INLINE.format(thoughts=turn.thoughts, text=text)
        content = [{"type": "text", "text": text}] if self.parts else text
        return {"role": turn.role.value, "content": content, **more}


def manner_of(attempt: Attempt, variables: set[str], words: set[str]) -> Manner:
    """What the template reads. `variables` are the names it looks up, `words` those of fields."""
    choices = [Manner(always=always, parts=parts) for always, parts in _WAYS]
    manner = next((choice for choice in choices if _arrives(attempt, choice)), choices[0])
    thinks, little, much = _thinks(attempt, variables, manner)
    keeping = {name: value for name, value in KEEPING.items() if name in variables}
    place = _place(attempt, words, replace(manner, keeping=keeping))
    manner = replace(manner, thinks=thinks, little=little, much=much, keeping=keeping, field=place)
    return replace(manner, unasked=_is_unasked(attempt, manner))


_WAYS = ((NOTHING, False), (NOTHING, True), (EMPTY, False), (EMPTY, True))


def _arrives(attempt: Attempt, manner: Manner) -> bool:
    """Whether words that are given in this way are in the prompt."""
    written = attempt([manner.message(_ASKED)], manner.always) or ""
    # A template that expects a text may print a list itself, with quotes around the word.
    return _WORD in written and repr(_WORD) not in written


def _thinks(
    attempt: Attempt, variables: set[str], manner: Manner
) -> tuple[Thinks, Variables, Variables]:
    """What the template offers, with the variables for less and for more thoughts."""
    messages = [manner.message(_ASKED)]

    def first(choices: Sequence[Variables]) -> tuple[Variables, str | None]:
        tried = ((choice, attempt(messages, {**manner.always, **choice})) for choice in choices)
        return next((found for found in tried if found[1] is not None), ({}, None))

    names = [name for name in SWITCHES if name in variables]
    off, without = first([dict.fromkeys(names, False)])
    on, thinking = first([dict.fromkeys(names, True)])
    if without is not None and thinking is not None and without != thinking:
        return Thinks.SWITCH, off, on
    if EFFORT in variables:
        off, without = first([{EFFORT: value} for value in LITTLE])
        on, thinking = first([{EFFORT: value} for value in MUCH])
        if without is not None and thinking is not None and without != thinking:
            return Thinks.EFFORT, off, on
    always = opened_by(attempt(messages, manner.always) or "")
    return (Thinks.ALWAYS if always else Thinks.NEVER), {}, {}


def _is_unasked(attempt: Attempt, manner: Manner) -> bool:
    """Whether the prompt is another one where thoughts are turned off."""
    if manner.thinks is not Thinks.SWITCH:
        return True
    silent, off = (
        attempt([manner.message(_ASKED)], manner.variables(mode, with_thoughts=False))
        for mode in (Mode.AUTO, Mode.OFF)
    )
    return silent != off


def _place(attempt: Attempt, words: set[str], manner: Manner) -> str | None:
    """Where the thoughts of a reply are to stand so that they are shown later on."""
    read = [name for name in FIELDS if name in words]
    # A template that knows a field has its reasons to leave its content out.
    for place in read or [""]:
        manner = replace(manner, field=place)
        messages = [manner.message(turn) for turn in (_ASKED_AGAIN, _ANSWERED, _ASKED_AGAIN)]
        if _WORD in (attempt(messages, manner.variables(Mode.AUTO, with_thoughts=True)) or ""):
            return place
    return None
