"""ChatGPT's export: a list of conversations, each with a `mapping` of nodes by their ids.

A node has `parent`, `children` and perhaps a `message`; `current_node` is the end of the branch
that is shown. Pictures lie beside the list in the .zip, in files whose names begin with the id
that `asset_pointer` names.
"""

from desktop_app.core.arrival.arrival import Arrival, Node, Shown, grown
from desktop_app.core.arrival.value import Value
from desktop_app.core.conversation import Role

_ROLES = {"user": Role.USER, "assistant": Role.ASSISTANT}

_UNSEEN = frozenset(
    {"user_editable_context", "model_editable_context", "tether_browsing_display", "tether_quote"}
    | {"system_error", "app_pairing_content"}
)
"""Contents that ChatGPT does not show as a message either."""


def is_chatgpt(value: Value) -> bool:
    """Whether it is a conversation of ChatGPT's."""
    return isinstance(value.raw, dict) and isinstance(value.raw.get("mapping"), dict)


def arrival_of(value: Value) -> Arrival:
    """The conversation; raises `MalformedError`."""
    created = value["create_time"].time(0.0)
    nodes, lost = [], 0
    for key, each in value["mapping"].members():
        node = Node(key, each["parent"].text(), each.place)
        if each["message"]:
            lost += _fill(node, each["message"])
        nodes.append(node)
    source = value["conversation_id"].text() or value["id"].text()
    return grown(
        "chatgpt",
        source,
        value["title"].text(),
        created,
        value["update_time"].time(created),
        nodes,
        value["current_node"].text(),
        lost=lost,
    )


def _fill(node: Node, message: Value) -> int:
    """Put in what a message says; how many pictures of it cannot come."""
    content, more = message["content"], message["metadata"]
    role = _ROLES.get(message["author"]["role"].text())
    kind = content["content_type"].text()
    parts = list(content["parts"].items()) if "parts" in content.mapping() else []
    pictures = [part for part in parts if isinstance(part.raw, dict) and _asset(part)]
    hidden = bool(more["is_visually_hidden_from_conversation"]) or kind in _UNSEEN
    if role is None or hidden:
        return len(pictures) if role is None and not hidden else 0
    node.role = role
    node.created = message["create_time"].time(0.0)
    node.model = more["model_slug"].text()
    if kind == "thoughts":
        thoughts = (
            "\n".join(filter(None, (each["summary"].text(), each["content"].text())))
            for each in content["thoughts"].items()
        )
        node.thought = "\n\n".join(filter(None, thoughts))
        return 0
    if kind == "reasoning_recap":
        return 0
    if kind in ("code", "execution_output"):
        if message["recipient"].text() in ("", "all"):
            node.text = fenced(content["text"].text(), content["language"].text())
        return 0
    if role is Role.ASSISTANT and message["recipient"].text() not in ("", "all"):
        return 0  # What it says to a tool.
    texts = (part.text() if isinstance(part.raw, str) else _spoken(part) for part in parts)
    node.text = "\n\n".join(text for text in texts if text.strip()) or content["text"].text()
    if role is Role.USER:
        node.shown = [Shown(asset=_asset(part)) for part in pictures]
        return 0
    return len(pictures)


def _asset(part: Value) -> str:
    """The id of the file that a part shows, "" where it shows none."""
    if "image" not in part["content_type"].text():
        return ""
    return part["asset_pointer"].text().rpartition("//")[2].partition("?")[0]


def _spoken(part: Value) -> str:
    """What was said aloud, where the part has the words of it."""
    if part.raw is None:
        return ""
    return part["text"].text() if part["content_type"].text() == "audio_transcription" else ""


def fenced(text: str, language: str) -> str:
    """Code as Markdown has it."""
    if not text.strip():
        return ""
    fence = "```"
    while fence in text:
        fence += "`"
    plain = language if language.isalnum() and language != "unknown" else ""
    return f"{fence}{plain}\n{text}\n{fence}"
