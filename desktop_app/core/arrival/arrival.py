"""A conversation that comes from a file, and the tree of its messages."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from desktop_app.core.arrival.value import MalformedError
from desktop_app.core.conversation import Conversation, Message, Role, title_of

MOST_MESSAGES = 200_000
"""Of one conversation: more has nobody said."""

LONGEST_TITLE = 200
"""Characters of another program's title: it is one line of a list."""

_OWN_ID = re.compile(r"[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture of a message: written out (`data`, base64 or a data: URL), or by the name of the
    file beside the conversations that has it (`asset`)."""

    data: str = ""
    asset: str = ""
    name: str = ""


@dataclass(slots=True)
class Node:
    """A message of another program: `id` and `parent` ("" for none) are what it calls them.

    One without a role stands for nothing that is shown; what is below it hangs on its parent.
    """

    id: str
    parent: str
    place: str
    role: Role | None = None
    text: str = ""
    thought: str = ""
    created: float = 0.0
    model: str = ""
    shown: list[Shown] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Arrival:
    """A conversation as it comes from a file, with ids that the same file always gives it.

    `shown` are the pictures of its messages that are to be made; `files` has those that Parley
    itself kept, in base64 by their names, and `texts` those of files, by theirs. `lost` counts
    pictures that cannot come.
    """

    conversation: Conversation
    shown: dict[str, tuple[Shown, ...]] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    lost: int = 0


def stable_id(*words: str) -> str:
    """An id, always the same one for the same words."""
    digest = hashlib.sha256("\0".join(words).encode("utf-8", "replace"))
    return digest.hexdigest()[:16]


def is_id(text: str) -> bool:
    """Whether it is an id as Parley gives them."""
    return bool(_OWN_ID.fullmatch(text))


def grown(
    program: str,
    source: str,
    title: str,
    created: float,
    changed: float,
    nodes: Sequence[Node],
    last: str = "",
    system_prompt: str = "",
    lost: int = 0,
) -> Arrival:
    """The conversation that these nodes make, on the branch that ends in `last`.

    `source` is its id in the program that it comes from. Raises `MalformedError` for a tree that
    is none: ids twice, missing parents, circles.
    """
    ordered = _ordered(nodes)
    id = stable_id(program, source or _print_of(title, ordered))
    merged, stands_for = _merged(ordered)
    own = {node.id: stable_id(id, node.id) for node in merged}
    messages, shown = [], {}
    for node in merged:
        assert node.role is not None
        parent = own.get(node.parent, "")
        messages.append(
            Message(
                own[node.id],
                parent,
                node.role,
                node.text,
                node.created or created,
                thought=node.thought,
                model=node.model if node.role is Role.ASSISTANT else "",
            )
        )
        if node.shown:
            shown[own[node.id]] = tuple(node.shown)
    chosen = _chosen(messages, own.get(stands_for.get(last, ""), ""))
    conversation = Conversation.restored(
        id, _title(title, messages), created, max(changed, created), "", messages, chosen
    )
    conversation.system_prompt = system_prompt
    return Arrival(conversation, shown, lost=lost)


def renamed(arrival: Arrival, id: str) -> Arrival:
    """The same conversation with another id, and with other ids of its messages."""
    before = arrival.conversation
    new = {old: stable_id(id, old) for old in before.messages}
    new[""] = ""
    messages = [
        replace(message, id=new[message.id], parent=new[message.parent])
        for message in before.messages.values()
    ]
    conversation = Conversation.restored(
        id,
        before.title,
        before.created,
        before.changed,
        "",
        messages,
        {new[parent]: new[child] for parent, child in before.chosen.items()},
        preset=before.preset,
        system_prompt=before.system_prompt,
    )
    return replace(
        arrival,
        conversation=conversation,
        shown={new[old]: pictures for old, pictures in arrival.shown.items()},
    )


def content_print(conversation: Conversation) -> str:
    """What is said in a conversation, as a short text that differs when it does."""
    digest = hashlib.sha256()
    for message in conversation.messages.values():
        for part in (message.id, message.parent, message.role.value, message.text):
            digest.update(part.encode("utf-8", "replace") + b"\0")
    return digest.hexdigest()


def check_tree(parents: Iterable[tuple[str, str, str]]) -> list[int]:
    """The order in which (id, parent, place) stand after their parents; siblings keep theirs.

    Raises `MalformedError`.
    """
    entries = list(parents)
    if len(entries) > MOST_MESSAGES:
        raise MalformedError("", f"more than {MOST_MESSAGES:,} messages")
    known: set[str] = set()
    for id, _, place in entries:
        if not id or id in known:
            raise MalformedError(place, "this id stands here twice" if id else "no id")
        known.add(id)
    below: dict[str, list[int]] = {}
    for number, (_, parent, place) in enumerate(entries):
        if parent and parent not in known:
            raise MalformedError(place, "what it answers is not in the file")
        below.setdefault(parent, []).append(number)
    order, waiting = [], below.get("", [])[::-1]
    while waiting:
        number = waiting.pop()
        order.append(number)
        waiting.extend(below.get(entries[number][0], [])[::-1])
    if len(order) < len(entries):
        found = set(order)
        lost = next(number for number in range(len(entries)) if number not in found)
        raise MalformedError(entries[lost][2], "messages answer each other in a circle")
    return order


def _title(title: str, messages: Iterable[Message]) -> str:
    """One line of a list; where there is none, what the first message begins with."""
    line = " ".join(title.replace("\0", " ").split())
    if line:
        return line if len(line) <= LONGEST_TITLE else f"{line[:LONGEST_TITLE].rstrip()}\u2026"
    said = (message.text for message in messages if message.role is Role.USER)
    return title_of(next(said, ""))


def _ordered(nodes: Sequence[Node]) -> list[Node]:
    order = check_tree((node.id, node.parent, node.place) for node in nodes)
    return [nodes[number] for number in order]


def _merged(nodes: Sequence[Node]) -> tuple[list[Node], dict[str, str]]:
    """The nodes that say something, and which of them each node became.

    A reply in several pieces, one below the other (thoughts, tools, words), is one message.
    """
    children: dict[str, int] = {}
    for node in nodes:
        children[node.parent] = children.get(node.parent, 0) + 1
    by_id = {node.id: node for node in nodes}
    stands_for: dict[str, str] = {"": ""}
    # Whether nothing has branched off since the message that a node stands for.
    alone: dict[str, bool] = {"": False}
    kept = []
    for node in nodes:
        parent = stands_for[node.parent]
        only = children[node.parent] == 1 and alone[node.parent]
        above = by_id.get(parent)
        says = node.role is not None and (node.text.strip() or node.thought or node.shown)
        if not says:
            stands_for[node.id], alone[node.id] = parent, only
        elif only and above is not None and above.role is node.role is Role.ASSISTANT:
            above.text = "\n\n".join(filter(None, (above.text, node.text)))
            above.thought = "\n\n".join(filter(None, (above.thought, node.thought)))
            above.shown += node.shown
            above.model = above.model or node.model
            stands_for[node.id], alone[node.id] = parent, True
        else:
            node.parent = parent
            kept.append(node)
            stands_for[node.id], alone[node.id] = node.id, True
    return kept, stands_for


def _chosen(messages: Iterable[Message], last: str) -> dict[str, str]:
    parents = {message.id: message.parent for message in messages}
    chosen: dict[str, str] = {}
    while last:
        chosen[parents[last]] = last
        last = parents[last]
    return chosen


def _print_of(title: str, nodes: Iterable[Node]) -> str:
    digest = hashlib.sha256(title.encode("utf-8", "replace"))
    for node in nodes:
        digest.update(f"{node.id}\0{node.text}\0".encode("utf-8", "replace"))
    return digest.hexdigest()
