from pathlib import Path

import pytest

from desktop_app.core.conversation import Conversation, Role, State
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.events import Usage
from desktop_app.core.store import Store, Summary


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "Gespräche #1 100%.db"


def talk(title: str = "Fish") -> Conversation:
    conversation = Conversation(title=title)
    question = conversation.add(Role.USER, "Which fish fly?", "")
    conversation.add(
        Role.ASSISTANT,
        "Exocoetidae \U0001f41f",
        question.id,
        thought="Hm.",
        thought_seconds=2.5,
        model="small.gguf",
        usage=Usage(prompt_tokens=12, reply_tokens=3, writing_tokens_per_second=20.5),
        problem=Problem("engine.crashed", {"cause": "signal 11"}, "a log line"),
        state=State.FAILED,
    )
    return conversation


def save(store: Store, conversation: Conversation) -> None:
    store.save_messages(conversation, conversation.messages.values(), durable=True)


def test_a_conversation_comes_back_as_it_was(path: Path) -> None:
    conversation = talk()
    conversation.draft = "and which"
    conversation.first_seen = conversation.last_id()
    store = Store.open(path)
    save(store, conversation)
    store.close()

    store = Store.open(path)
    assert store.problems == []
    assert store.load(conversation.id) == conversation
    store.close()
