"""The conversations of somebody in a clean root, as the program itself tells them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from parley_package.proof.clean_root import CleanRoot

_WHOLE = ("complete", "length", "context")
"""The states of an answer that was written to its end."""

_LIMIT = 120
"""Seconds, for a program that starts and reads."""


@dataclass(frozen=True)
class Conversation:
    """`question` is the first one; `answer` is "" until the one to it is whole, and `model` what
    wrote it."""

    title: str
    question: str
    answer: str
    model: str


def read_conversations(root: CleanRoot, parley: Sequence[str] = ("parley",)) -> list[Conversation]:
    """All of the user's, the last changed first; none where none was ever kept."""
    listing = root.run([*parley, "chats", "list"], _LIMIT, statuses=(0, 1))
    return [
        parse(root.run([*parley, "chats", "export", number, "--format", "json"], _LIMIT))
        for number in numbers(listing)
    ]


def numbers(listing: str) -> list[str]:
    """The ids in what `parley chats list` prints."""
    # What it says instead, where there is no database yet, is a sentence: no day stands in it.
    lines = (line.split() for line in listing.splitlines())
    return [words[0] for words in lines if len(words) > 2 and words[1][:4].isdigit()]


def parse(text: str) -> Conversation:
    """Read what `parley chats export --format json` prints."""
    told: dict[str, Any] = json.loads(text)
    messages = told["messages"]
    question = next((each["text"] for each in messages if each["role"] == "user"), "")
    answers = [each for each in messages if each["role"] == "assistant"]
    whole = next((each for each in answers if each["state"] in _WHOLE), None)
    if whole is None:
        return Conversation(told["title"], question, "", "")
    return Conversation(told["title"], question, whole["text"].strip(), whole["model"])
