"""Answering: the index names messages, the newest first, and their words are looked at."""

import re
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from desktop_app.core.chat_query import ChatQuery, Filters
from desktop_app.core.chat_search import Hit
from desktop_app.core.fold import fold
from desktop_app.core.occurrence import Snippet, first_place, hits, joined, snippet
from desktop_app.engines.search.gram import long_question, short_question
from desktop_app.engines.search.intake import SLOTS

NARROW = 3000
"""Where a filter leaves no more messages than that, their words are looked at without the index."""
MOST_CANDIDATES = 100_000
"""Messages whose words are looked at for one question; signs that no index has occur anywhere."""
_BATCH = 32

_LAST = 2**62

_MARKS = re.compile(r"\*\*|`+|^#{1,6} +|^> ?|^\|[-:| ]+\|$", re.MULTILINE)
"""Of Markdown: bold, code, headings, quotes, the line below the head of a table."""

Row = tuple[int, int, str, str, float, str, str]
"""Place, seq, id, conversation, created, role, model."""

_ROW = "m.place, m.seq, m.id, m.conversation, m.created, m.role, m.model"


@dataclass(frozen=True, slots=True)
class _Clause:
    """A condition on `messages m`, and what fills it."""

    sql: str
    values: tuple[object, ...]


class Searching:
    """One question put to the index and the conversations. Raises sqlite3.Error."""

    def __init__(
        self,
        source: sqlite3.Connection,
        index: sqlite3.Connection,
        query: ChatQuery,
        stopped: Callable[[], bool],
    ) -> None:
        self._source = source
        self._index = index
        self._words = query.words
        self._filters = query.filters
        self._stopped = stopped
        self._titles: dict[str, str] = {}

    def titles(self) -> Iterator[Hit]:
        """Hits in titles, the conversation that changed last first.

        A filter that speaks of single messages leaves titles out.
        """
        filters = self._filters
        if not self._words or filters.model or filters.pictures or filters.role:
            return
        sql, values = ["1"], list[object]()
        for word in self._words:
            sql.append("instr(folded, ?)")
            values.append(word)
        for condition, value in (("changed >= ?", filters.after), ("changed < ?", filters.before)):
            if value:
                sql.append(condition)
                values.append(value)
        kept = _of_conversation(filters)
        rows = self._index.execute(
            f"SELECT id, title, changed FROM conversations c WHERE {' AND '.join(sql)}"
            f" AND {kept.sql} ORDER BY changed DESC",
            (*values, *kept.values),
        )
        for id, title, changed in rows:
            folded = fold(title)
            if all(first_place(folded, word) >= 0 for word in self._words):
                yield Hit(id, self._title(title), changed)

    def messages(self) -> Iterator[Hit | None]:
        """Hits in messages, the newest first; None now and then while there is none."""
        last = time.monotonic()
        for looked, row in enumerate(self._candidates()):
            if self._stopped() or looked > MOST_CANDIDATES:
                return
            hit = self._hit(row)
            if hit is not None:
                yield hit
            elif time.monotonic() - last > 0.03:
                last = time.monotonic()
                yield None

    def _hit(self, row: Row) -> Hit | None:
        _, seq, id, conversation, created, role, model = row
        text = self._source.execute(
            "SELECT text FROM messages WHERE seq = ? AND id = ?", (seq, id)
        ).fetchone()
        if text is None:
            return None
        folded = fold(text[0])
        if not all(first_place(folded, word) >= 0 for word in self._words):
            return None
        title = self._title(self._title_of(conversation))
        if role != "assistant":
            return Hit(conversation, title, created, id, snippet(text[0], self._words))
        words = snippet(self._without_marks(text[0]), self._words)
        return Hit(conversation, title, created, id, words, model)

    def _without_marks(self, text: str) -> str:
        """A reply without the signs of Markdown that the window does not show either, unless what
        was looked for has them in it."""
        bare = _MARKS.sub("", text)
        folded = fold(bare)
        return bare if all(first_place(folded, word) >= 0 for word in self._words) else text

    def _title(self, title: str) -> Snippet:
        return Snippet(title, tuple(joined(hits(title, self._words))))

    def _title_of(self, conversation: str) -> str:
        if conversation not in self._titles:
            row = self._index.execute(
                "SELECT title FROM conversations WHERE id = ?", (conversation,)
            ).fetchone()
            self._titles[conversation] = str(row[0]) if row else ""
        return self._titles[conversation]

    def _candidates(self) -> Iterator[Row]:
        """Messages that may hold the words, the newest first."""
        clause = _of_message(self._filters, self._models())
        long, short = long_question(self._words), short_question(self._words)
        if not (long or short):
            return self._rows("messages m", "1", (), clause)
        if self._filters != Filters() and (few := self._few(clause)) is not None:
            return iter(few)
        questions = [("long_grams", long), ("short_grams", short)]
        # The rarer words lead; whether the others occur too is seen in the text itself.
        table, question = questions[0] if long else questions[1]
        joint = f"{table} g CROSS JOIN messages m ON m.place = g.rowid"
        return self._rows(joint, f"{table} MATCH ?", (question,), clause, "g.rowid")

    def _few(self, clause: _Clause) -> list[Row] | None:
        """The messages that the filters leave, where these are few; else None."""
        rows = self._rows("messages m", "1", (), clause, limit=NARROW + 1)
        few = list(rows)
        return few if len(few) <= NARROW else None

    def _rows(
        self,
        tables: str,
        condition: str,
        values: Sequence[object],
        clause: _Clause,
        order: str = "m.place",
        limit: int = -1,
    ) -> Iterator[Row]:
        filters = self._filters
        low = int(filters.after) * SLOTS if filters.after > 0 else 0
        high = int(filters.before) * SLOTS - 1 if filters.before > 0 else _LAST
        cursor = self._index.execute(
            f"SELECT {_ROW} FROM {tables} WHERE {condition} AND {order} BETWEEN ? AND ?"
            f" AND m.conversation <> '' AND {clause.sql} ORDER BY {order} DESC LIMIT ?",
            (*values, low, high, *clause.values, limit),
        )
        while rows := cursor.fetchmany(_BATCH):
            yield from rows

    def _models(self) -> tuple[str, ...]:
        """The models that the filter means."""
        if not self._filters.model:
            return ()
        names = model_names(self._index)
        return tuple(name for name in names if self._filters.model in fold(name))


def model_names(index: sqlite3.Connection) -> tuple[str, ...]:
    """The names of all models that wrote something.

    From one name to the next in the index of names: reading all messages would take long.
    """
    names: list[str] = []
    name = ""
    while True:
        row = index.execute("SELECT min(model) FROM messages WHERE model > ?", (name,)).fetchone()
        if row[0] is None:
            return tuple(names)
        name = str(row[0])
        names.append(name)


def _of_message(filters: Filters, models: tuple[str, ...]) -> _Clause:
    """What the filters ask of a message, but for its time."""
    sql, values = ["1"], list[object]()
    if filters.model:
        sql.append(f"m.model IN ({', '.join('?' * len(models))}) AND m.role = 'assistant'")
        values += models
    if filters.pictures:
        sql.append("m.pictures")
    if filters.role:
        sql.append("m.role = ?")
        values.append(filters.role.value)
    kept = _of_conversation(filters)
    if kept.values:
        sql.append(f"m.conversation IN (SELECT id FROM conversations c WHERE {kept.sql})")
        values += kept.values
    return _Clause(" AND ".join(sql), tuple(values))


def _of_conversation(filters: Filters) -> _Clause:
    sql, values = ["1"], list[object]()
    if filters.pinned is not None:
        sql.append("c.pinned = ?")
        values.append(int(filters.pinned))
    if filters.folder:
        sql.append("instr(c.folder, ?)")
        values.append(filters.folder)
    return _Clause(" AND ".join(sql), tuple(values))
