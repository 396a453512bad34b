"""Very many conversations, written to a home: words as often and as rarely as in a language."""

import random
import time
from collections.abc import Iterator
from contextlib import closing
from itertools import accumulate
from pathlib import Path

from desktop_app.core.database import open_database
from desktop_app.core.paths import Places

RARE = "quixotic zeppelin"
"""Words that stand in one message of each thousand."""
MODELS = ("SmolLM2 135M", "Qwen3 4B", "Gemma 3 270M")
_VOCABULARY = 20_000
_WORDS = 55
"""Words of a message, in the middle."""
_CHINESE = "你好世界我们今天去看海明日的天气很好请问怎么做这个程序有问题"
_SPAN = 3 * 365 * 86_400
_SYLLABLES = ("ba", "co", "di", "fe", "gu", "ha", "li", "mo", "nu", "qui", "sta", "tre", "wo")


def keep_many(home: Path, conversations: int, messages: int) -> None:
    """Put so many conversations with so many messages in all into the home."""
    places = Places(home)
    places.create()
    each = messages // conversations
    begun = time.time() - _SPAN
    with closing(open_database(places.database).connection) as db:
        db.execute("PRAGMA synchronous = OFF")
        db.execute("BEGIN")
        sayings = _sayings(random.Random(8))
        for number in range(conversations):
            id = f"c{number:06d}"
            first = begun + _SPAN * number / conversations
            title = " ".join(next(sayings).split()[:5])
            db.execute(
                "INSERT INTO conversations (id, title, created, changed) VALUES (?, ?, ?, ?)",
                (id, title, first, first + 60 * each),
            )
            db.executemany(
                "INSERT INTO messages (id, conversation, parent, role, text, thought,"
                " thought_seconds, created, state, model, deleted)"
                " VALUES (?, ?, ?, ?, ?, '', 0, ?, 'complete', ?, 0)",
                [
                    _message(id, place, number * each + place, sayings, first)
                    for place in range(each)
                ],
            )
        db.execute("COMMIT")


def file_many(home: Path, folders: int) -> None:
    """Put four of five conversations of the home into so many folders, in turn."""
    with closing(open_database(Places(home).database).connection) as db:
        db.executemany(
            "INSERT INTO folders (id, name, place) VALUES (?, ?, ?)",
            [(f"f{number}", f"Folder {number}", number) for number in range(folders)],
        )
        db.execute(
            "UPDATE conversations SET folder = 'f' || (rowid % ?) WHERE rowid % 5 > 0", (folders,)
        )


def _message(
    id: str, place: int, number: int, sayings: Iterator[str], first: float
) -> tuple[object, ...]:
    text = next(sayings)
    if number % 1000 == 500:
        text = f"{text} {RARE}."
    answers = place % 2
    return (
        f"{id}m{place}",
        id,
        f"{id}m{place - 1}" if place else "",
        "assistant" if answers else "user",
        text,
        first + 60 * place,
        MODELS[number // 2 % len(MODELS)] if answers else "",
    )


def _sayings(dice: random.Random) -> Iterator[str]:
    """Made up messages without end; every twentieth is Chinese."""
    words = ["the", "of", "and", "to", "a", "in", "is"]
    words += ["".join(dice.choices(_SYLLABLES, k=dice.randint(1, 4))) for _ in range(_VOCABULARY)]
    weights = list(accumulate(1 / (rank + 1) for rank in range(len(words))))
    # Drawn once: choosing each of fifty million words anew would take longer than the measuring.
    drawn = dice.choices(words, cum_weights=weights, k=400_000)
    while True:
        length = dice.randint(10, 2 * _WORDS)
        if dice.random() < 0.05:
            yield "".join(dice.choices(_CHINESE, k=length))
            continue
        start = dice.randrange(len(drawn) - length)
        yield " ".join(drawn[start : start + length])
