"""Conversations to be shown: made up, written to a home as the program itself keeps them."""

from pathlib import Path

from desktop_app.core.conversation import Conversation, Role
from desktop_app.core.paths import Places
from desktop_app.core.store import Store

QUESTION = "How does this work, and where would I change it? Please show me an example."

ANSWER = """\
It is made of **three parts**, each of which does *one* thing:

1. the reader, `read_lines`, takes the file apart,
2. the counter adds up what the reader found,
3. the printer shows the sum.

```python
def count(lines: list[str]) -> dict[str, int]:
    \"\"\"How often each word occurs.\"\"\"
    found: dict[str, int] = {}
    for line in lines:
        for word in line.split():
            found[word] = found.get(word, 0) + 1
    return found
```

> To change it, begin with the reader: the others follow.
"""

FILLER = "There is more to be said about this, but it can wait until the next question. "


def reply(characters: int) -> str:
    """Markdown with code, of at least so many characters."""
    parts = ["# What it does\n"]
    while sum(map(len, parts)) < characters:
        parts.append(f"\n## Part {len(parts)}\n\n{ANSWER}\n{FILLER * 3}\n")
    return "".join(parts)


def keep(home: Path, title: str, messages: int, characters: int) -> str:
    """Put a conversation of so many messages and characters into the home; its id."""
    places = Places(home)
    places.create()
    store = Store.open(places.database)
    conversation = Conversation(title=title)
    per_pair = 2 * characters // messages
    parent = ""
    for number in range(messages):
        role = Role.ASSISTANT if number % 2 else Role.USER
        text = QUESTION if role is Role.USER else _answer(per_pair - len(QUESTION))
        parent = conversation.add(role, text, parent).id
    store.save_messages(conversation, conversation.messages.values(), durable=True)
    store.close()
    return conversation.id


def _answer(characters: int) -> str:
    repeats = max(0, characters - len(ANSWER)) // len(FILLER)
    return ANSWER + "\n" + FILLER * (repeats + 1)
