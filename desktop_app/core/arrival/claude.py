"""Claude's export: a list of conversations, each with `chat_messages`, oldest first.

A message has a `sender`, its `text` or a list of `content`, and `attachments` of which the text
is there. Newer exports name the message before it (`parent_message_uuid`).
"""

from desktop_app.core.arrival.arrival import Arrival, Node, grown
from desktop_app.core.arrival.chatgpt import fenced
from desktop_app.core.arrival.value import Value
from desktop_app.core.conversation import Role

_ROLES = {"human": Role.USER, "user": Role.USER, "assistant": Role.ASSISTANT}
_NOBODY = "00000000-0000-4000-8000-000000000000"
"""What the first message names as the one before it."""

_PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".heic", ".bmp", ".avif")


def is_claude(value: Value) -> bool:
    """Whether it is a conversation of Claude's."""
    return isinstance(value.raw, dict) and isinstance(value.raw.get("chat_messages"), list)


def arrival_of(value: Value) -> Arrival:
    """The conversation; raises `MalformedError`."""
    created = value["created_at"].time(0.0)
    nodes: list[Node] = []
    lost = 0
    for number, message in enumerate(value["chat_messages"].items()):
        node, gone = _node(message, number, nodes[-1].id if nodes else "")
        nodes.append(node)
        lost += gone
    return grown(
        "claude",
        value["uuid"].text(),
        value["name"].text(),
        created,
        value["updated_at"].time(created),
        nodes,
        value["current_leaf_message_uuid"].text() or (nodes[-1].id if nodes else ""),
        lost=lost,
    )


def _node(message: Value, number: int, before: str) -> tuple[Node, int]:
    """A message, and how many pictures of it are not in the file."""
    id = message["uuid"].text() or f"message {number}"
    parent = before
    if "parent_message_uuid" in message.mapping():
        named = message["parent_message_uuid"].text()
        parent = "" if named == _NOBODY else named
    node = Node(id, parent, message.place, _ROLES.get(message["sender"].text()))
    node.created = message["created_at"].time(0.0)
    words = []
    for part in message["content"].items():
        kind = part["type"].text()
        if kind == "text":
            words.append(part["text"].text())
        elif kind == "thinking":
            node.thought = "\n\n".join(filter(None, (node.thought, part["thinking"].text())))
    text = "\n\n".join(word for word in words if word.strip()) or message["text"].text()
    node.text = "\n\n".join(filter(None, (text, *_attached(message["attachments"]))))
    names = [each["file_name"].text() for each in message["files"].items()]
    return node, sum(name.lower().endswith(_PICTURES) for name in names)


def _attached(attachments: Value) -> list[str]:
    """The texts of attached files, each below its name."""
    texts = []
    for each in attachments.items():
        name = " ".join(each["file_name"].text().split())
        if text := fenced(each["extracted_content"].text(), ""):
            texts.append(f"{name}\n\n{text}" if name else text)
    return texts
