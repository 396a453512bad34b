"""Files as ChatGPT, Claude and Open WebUI export them, after what is publicly known of them."""

import io
import json
import zipfile
from base64 import b64encode
from collections.abc import Mapping
from typing import Any

from PIL import Image

Json = dict[str, Any]


def png(colour: str = "red", size: tuple[int, int] = (40, 30)) -> bytes:
    """A small picture."""
    stream = io.BytesIO()
    Image.new("RGB", size, colour).save(stream, "PNG")
    return stream.getvalue()


def chatgpt_node(
    id: str,
    parent: str | None,
    role: str = "",
    *parts: Any,
    kind: str = "text",
    hidden: bool = False,
    recipient: str = "all",
    **content: Any,
) -> Json:
    """A node of a `mapping`; without a role one without a message."""
    node: Json = {"id": id, "parent": parent, "children": [], "message": None}
    if role:
        node["message"] = {
            "id": id,
            "author": {"role": role, "name": None, "metadata": {}},
            "create_time": 1_736_209_412.345,
            "update_time": None,
            "content": {
                "content_type": kind,
                **({"parts": list(parts)} if parts else {}),
                **content,
            },
            "status": "finished_successfully",
            "end_turn": True,
            "weight": 0.0 if hidden else 1.0,
            "metadata": {
                "model_slug": "gpt-4o" if role == "assistant" else None,
                "is_visually_hidden_from_conversation": hidden,
            },
            "recipient": recipient,
            "channel": None,
        }
    return node


def chatgpt(nodes: list[Json], current: str, title: str = "Rivers", id: str = "c-1") -> Json:
    """A conversation of ChatGPT's."""
    by_id = {node["id"]: node for node in nodes}
    for node in nodes:
        if node["parent"] in by_id:
            by_id[node["parent"]]["children"].append(node["id"])
    return {
        "title": title,
        "create_time": 1_736_209_400.0,
        "update_time": 1_736_209_800.0,
        "mapping": by_id,
        "moderation_results": [],
        "current_node": current,
        "conversation_id": id,
        "default_model_slug": "gpt-4o",
        "is_archived": False,
        "safe_urls": [],
        "id": id,
    }


def chatgpt_talk(id: str = "c-1") -> Json:
    """Two versions of an answer, thoughts, a picture, a tool; the second version is shown."""
    picture = {
        "content_type": "image_asset_pointer",
        "asset_pointer": "file-service://file-AbC123",
        "size_bytes": 100,
        "width": 40,
        "height": 30,
    }
    nodes = [
        chatgpt_node("root", None),
        chatgpt_node("sys", "root", "system", "", hidden=True),
        chatgpt_node("q1", "sys", "user", picture, "Which river?", kind="multimodal_text"),
        chatgpt_node("a1", "q1", "assistant", "The Rhine."),
        chatgpt_node(
            "t2",
            "q1",
            "assistant",
            kind="thoughts",
            thoughts=[{"summary": "Looking", "content": "It is wide."}],
        ),
        chatgpt_node("tool", "t2", "tool", "lookup()", kind="text"),
        chatgpt_node("a2", "tool", "assistant", "The **Danube**."),
        chatgpt_node("q2", "a2", "user", "Thanks"),
    ]
    return chatgpt(nodes, "q2", id=id)


def zipped(members: Mapping[str, bytes | str]) -> bytes:
    """A .zip of these."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def chatgpt_zip() -> bytes:
    """The whole export: conversations, a picture, and other things."""
    return zipped(
        {
            "user.json": json.dumps({"id": "user-1", "email": "someone@example.org"}),
            "conversations.json": json.dumps([chatgpt_talk()]),
            "file-AbC123-photo.png": png(),
            "chat.html": "<html></html>",
        }
    )


def claude_talk(id: str = "6ac8b0f2-0000-4000-8000-000000000001", **more: Any) -> Json:
    """A conversation of Claude's with thoughts and an attached text."""

    def message(uuid: str, sender: str, *content: Json, **fields: Any) -> Json:
        return {
            "uuid": uuid,
            "text": "",
            "content": list(content),
            "sender": sender,
            "created_at": "2024-11-03T10:00:00.123456Z",
            "updated_at": "2024-11-03T10:00:00.123456Z",
            "attachments": [],
            "files": [],
            **fields,
        }

    return {
        "uuid": id,
        "name": "A haiku",
        "summary": "",
        "created_at": "2024-11-03T09:59:00.000000Z",
        "updated_at": "2024-11-03T10:05:00.000000Z",
        "account": {"uuid": "6ac8b0f2-0000-4000-8000-00000000000a"},
        "chat_messages": [
            message(
                "m1",
                "human",
                {"type": "text", "text": "What is in it?"},
                attachments=[
                    {
                        "file_name": "notes.txt",
                        "file_size": 9,
                        "file_type": "txt",
                        "extracted_content": "Fish ``` swim",
                    }
                ],
                files=[{"file_name": "photo.jpg"}],
            ),
            message(
                "m2",
                "assistant",
                {"type": "thinking", "thinking": "Notes."},
                {"type": "tool_use", "name": "search", "input": {}},
                {"type": "text", "text": "Fish."},
            ),
        ],
        **more,
    }


def open_webui_talk(id: str = "ow-1") -> Json:
    """A chat of Open WebUI's with a picture, thoughts and two versions of an answer."""
    url = f"data:image/png;base64,{b64encode(png('blue')).decode()}"

    def message(id: str, parent: str | None, role: str, content: str, **more: Any) -> Json:
        return {
            "id": id,
            "parentId": parent,
            "childrenIds": [],
            "role": role,
            "content": content,
            "timestamp": 1_730_000_000,
            **more,
        }

    thought = (
        '<details type="reasoning" done="true" duration="5">\n'
        "<summary>Thought for 5 seconds</summary>\n&gt; It is blue.\n</details>\nBlue."
    )
    messages = [
        message("u", None, "user", "Which colour?", files=[{"type": "image", "url": url}]),
        message("a", "u", "assistant", "Red.", model="llama3", done=True),
        message("b", "u", "assistant", thought, model="qwen3", modelName="Qwen 3", done=True),
    ]
    return {
        "id": id,
        "user_id": "someone",
        "title": "Colours",
        "chat": {
            "id": "",
            "title": "Colours",
            "models": ["qwen3"],
            "params": {"system": "Be short."},
            "history": {"messages": {each["id"]: each for each in messages}, "currentId": "a"},
            "messages": messages[:2],
            "timestamp": 1_730_000_000_000,
        },
        "updated_at": 1_730_000_100,
        "created_at": 1_730_000_000,
        "archived": False,
        "meta": {},
    }
