"""Writing conversations into files, one after the other: what every way of exporting shares."""

import errno
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from pathlib import Path
from typing import IO

from desktop_app.core.conversation import Conversation
from desktop_app.core.document import Document
from desktop_app.core.engine import CancelToken
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.events import Event, Fetching
from desktop_app.core.export import as_json, as_markdown
from desktop_app.core.export_formula import Draw
from desktop_app.core.export_html import as_html
from desktop_app.core.export_job import Exported, ExportJob, Format, names_for
from desktop_app.core.formula import Formula, Typeset
from desktop_app.core.picture import Picture
from desktop_app.core.picture_shelf import PictureShelf
from desktop_app.core.store import Store
from desktop_app.core.utf8 import well_formed
from desktop_app.core.whole_file import open_whole

Print = Callable[[str, IO[bytes]], Iterator[Event]]
"""Prints HTML as PDF into a file, telling how far it is."""

_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))


class StoppedError(Exception):
    """The person wants it no more."""


class ExportWriting:
    """Does one `ExportJob`. `run` yields its events but the terminal one.

    Raises `ParleyError` and `StoppedError`; files that were whole by then stay.
    """

    def __init__(
        self, job: ExportJob, print: Print, cancel: CancelToken, draw: Draw | None = None
    ) -> None:
        """`draw` draws formulas; without it they stay as they were written."""
        self._job = job
        self._print = print
        self._draw = draw
        self._cancel = cancel
        folders = [job.unkept.pictures] if job.unkept and job.unkept.pictures else []
        self._shelves = [PictureShelf(Path(folder)) for folder in (*folders, job.pictures)]
        self._lost: set[str] = set()

    def run(self) -> Generator[Event, None, None]:
        """Write all of it."""
        with closing(self._store()) as store:
            for problem in store.problems:
                raise ParleyError(problem)
            titles = {summary.id: summary.title for summary in store.summaries()}
            ids = [id for id in self._job.ids if id in titles] if self._job.ids else list(titles)
            if not ids:
                raise ParleyError(Problem("export.nothing"))
            try:
                yield from self._write(store, ids, titles)
            except OSError as error:
                code = "full" if error.errno in _FULL else "failed"
                values = {"name": Path(self._job.path).name}
                raise ParleyError(Problem(f"export.{code}", values, str(error))) from error

    def _store(self) -> Store:
        if self._job.unkept is not None:
            return Store.restored(self._job.unkept.database)
        return Store.open_for_reading(Path(self._job.database))

    def _write(self, store: Store, ids: list[str], titles: dict[str, str]) -> Iterator[Event]:
        target, end = Path(self._job.path), self._job.format.value
        if self._job.format is Format.JSON and not self._job.folder:
            yield from self._write_list(store, ids, target)
            paths = [target]
        elif len(ids) == 1 and not self._job.folder:
            yield from self._write_one(store.load(ids[0]), target)
            paths = [target]
        else:
            target.mkdir(parents=True, exist_ok=True)
            taken = [path.name for path in target.iterdir()]
            names = names_for((titles[id] for id in ids), end, taken)
            paths = [target / name for name in names]
            for number, (id, path) in enumerate(zip(ids, paths, strict=True)):
                yield Fetching(number, len(ids))
                yield from self._write_one(store.load(id), path, told=False)
        yield Exported(tuple(map(str, paths)), len(ids), len(self._lost))

    def _write_list(self, store: Store, ids: list[str], path: Path) -> Iterator[Event]:
        """One conversation as it is, several as a list."""
        with open_whole(path) as file:
            for number, id in enumerate(ids):
                yield Fetching(number, len(ids))
                self._check_stop()
                text = self._json(store.load(id))
                if len(ids) > 1:
                    text = f"{'[' if not number else ','}\n{text.rstrip()}"
                file.write(text.encode("utf-8"))
            if len(ids) > 1:
                file.write(b"\n]\n")

    def _write_one(
        self, conversation: Conversation, path: Path, told: bool = True
    ) -> Iterator[Event]:
        self._check_stop()
        thoughts = self._job.thoughts
        with open_whole(path) as file:
            match self._job.format:
                case Format.MARKDOWN:
                    text = well_formed(as_markdown(conversation, thoughts=thoughts))
                case Format.JSON:
                    text = self._json(conversation)
                case Format.HTML:
                    text = as_html(conversation, self._bytes, thoughts, draw=self._drawn)
                case Format.PDF:
                    page = as_html(conversation, self._bytes, thoughts, True, self._drawn)
                    for event in self._print(page, file):
                        self._check_stop()
                        if told:
                            yield event
                    return
            file.write(text.encode("utf-8"))

    def _json(self, conversation: Conversation) -> str:
        return well_formed(as_json(conversation, self._bytes, self._job.thoughts))

    def _drawn(self, formula: Formula) -> Typeset | None:
        self._check_stop()
        return self._draw(formula) if self._draw else None

    def _bytes(self, picture: Picture | Document) -> bytes | None:
        for shelf in self._shelves:
            if (data := shelf.read(picture)) is not None:
                return data
        self._lost.add(picture.file_name)
        return None

    def _check_stop(self) -> None:
        if self._cancel.is_set():
            raise StoppedError
