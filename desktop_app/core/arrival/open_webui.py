"""Open WebUI's export: a list of chats, each with `chat.history.messages` by their ids.

A message has `parentId`, `role`, `content` and perhaps `files`; pictures are in data: URLs.
Thoughts stand in the content, in <details type="reasoning">.
"""

import re
from html import unescape

from desktop_app.core.arrival.arrival import Arrival, Node, Shown, grown
from desktop_app.core.arrival.value import Value
from desktop_app.core.conversation import Role

_ROLES = {"user": Role.USER, "assistant": Role.ASSISTANT}
_BEGIN = re.compile(r'<details\s+type="(\w+)"[^<>]{0,400}>')
_END = "</details>"
_SUMMARY = re.compile(r"\A\s*<summary>[^<>]*</summary>\s*")


def is_open_webui(value: Value) -> bool:
    """Whether it is a chat of Open WebUI's."""
    if not isinstance(value.raw, dict):
        return False
    chat = value.raw.get("chat", value.raw)
    history = chat.get("history") if isinstance(chat, dict) else None
    return isinstance(history, dict) and isinstance(history.get("messages"), dict)


def arrival_of(value: Value) -> Arrival:
    """The conversation; raises `MalformedError`."""
    chat = value["chat"] if "chat" in value.mapping() else value
    created = value["created_at"].time(chat["timestamp"].time(0.0))
    nodes, lost = [], 0
    for key, message in chat["history"]["messages"].members():
        node, gone = _node(key, message)
        nodes.append(node)
        lost += gone
    return grown(
        "open-webui",
        value["id"].text(),
        value["title"].text() or chat["title"].text(),
        created,
        value["updated_at"].time(created),
        nodes,
        chat["history"]["currentId"].text(),
        chat["params"]["system"].text(),
        lost,
    )


def _node(key: str, message: Value) -> tuple[Node, int]:
    """A message, and how many pictures of it are not in the file."""
    node = Node(key, message["parentId"].text(), message.place, _ROLES.get(message["role"].text()))
    node.created = message["timestamp"].time(0.0)
    node.model = message["modelName"].text() or message["model"].text()
    node.text = message["content"].text()
    if node.role is Role.ASSISTANT:
        _take_thoughts(node)
    pictures = [each for each in message["files"].items() if each["type"].text() == "image"]
    urls = [(each["url"].text(), each["name"].text()) for each in pictures]
    if node.role is Role.USER:
        node.shown = [Shown(data=url, name=name) for url, name in urls if url[:5] == "data:"]
    return node, len(urls) - len(node.shown)


def _take_thoughts(node: Node) -> None:
    """Part what was thought from what was said; other folded parts are of tools, and go."""
    thoughts, words, at = [], [], 0
    while (begin := _BEGIN.search(node.text, at)) and (
        end := node.text.find(_END, begin.end())
    ) > 0:
        words.append(node.text[at : begin.start()])
        at = end + len(_END)
        if begin[1] == "reasoning":
            inner = _SUMMARY.sub("", node.text[begin.end() : end], count=1)
            lines = unescape(inner).strip().splitlines()
            thoughts.append("\n".join(re.sub(r"^> ?", "", line) for line in lines))
    words.append(node.text[at:])
    node.text = "".join(words).strip("\n")
    node.thought = "\n\n".join(thoughts)
