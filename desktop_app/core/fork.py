"""A conversation that goes on elsewhere from one of its messages."""

import re
from dataclasses import replace

from desktop_app.core.conversation import Conversation, State, new_id

_NUMBERED = re.compile(r"(.*) \((\d+)\)", re.DOTALL)


def forked(conversation: Conversation, last: str, now: float) -> Conversation:
    """A new conversation with the messages up to `last`, as they were said.

    It has the preset and the prompt of the old one, and none of its other branches. A reply that
    is being written is taken as far as it came. `now` is in seconds since the epoch.
    """
    copies = []
    parent = ""
    for message in conversation.path_to(last):
        state = State.INTERRUPTED if message.state is State.WRITING else message.state
        copies.append(replace(message, id=new_id(), parent=parent, state=state, deleted=False))
        parent = copies[-1].id
    return Conversation.restored(
        new_id(),
        numbered(conversation.title),
        now,
        now,
        "",
        copies,
        {},
        preset=conversation.preset,
        system_prompt=conversation.system_prompt,
    )


def numbered(title: str) -> str:
    """The title of the next one: "Fish" becomes "Fish (2)", and that "Fish (3)"."""
    if match := _NUMBERED.fullmatch(title):
        return f"{match[1]} ({int(match[2]) + 1})"
    return f"{title} (2)"
