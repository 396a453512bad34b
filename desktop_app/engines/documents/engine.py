"""The engine that makes kept texts of files."""

import errno
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

from desktop_app.core.document import (
    MOST_TEXT_BYTES,
    PAGE_BREAK,
    SUFFIX,
    Document,
    Documented,
    DocumentJob,
    Form,
    PagesRead,
)
from desktop_app.core.engine import CancelToken, Job, LoadJob, UnloadJob
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.events import Event, Failed, Finished, Reason
from desktop_app.core.picture_shelf import PictureShelf
from desktop_app.engines.documents.plain import plain_text
from desktop_app.engines.documents.source import Source, StoppedError, problem, source_of

_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
_PDF, _PDF_WITHIN = b"%PDF-", 1024
_ZIP = b"PK\x03\x04"


class DocumentEngine:
    """Implements `core.engine.Engine`. It keeps nothing between two jobs."""

    def run(self, job: Job, cancel: CancelToken) -> Iterator[Event]:
        """Do a `DocumentJob`; every way it can go ends in one terminal event."""
        if isinstance(job, LoadJob | UnloadJob):
            yield Finished()
            return
        if not isinstance(job, DocumentJob):
            yield Failed(Problem("internal", details=f"not a file: {type(job).__name__}"))
            return
        try:
            yield from _kept(job, cancel)
        except StoppedError:
            yield Finished(Reason.CANCELLED)
        except ParleyError as error:
            yield Failed(error.problem)
        except MemoryError:
            yield Failed(problem("too_large", job.name, "there is not enough memory").problem)
        else:
            yield Finished()

    def close(self) -> None:
        """There is nothing to free."""


def _kept(job: DocumentJob, cancel: CancelToken) -> Iterator[Event]:
    """Read the file and keep its text. Raises `ParleyError` and `StoppedError`."""
    source = source_of(job.model.path, job.name or Path(job.model.path).name, cancel)
    form, pages = _form_of(source), 0
    if form is Form.PDF:
        from desktop_app.engines.documents.pdf import Pdf

        pdf = Pdf(source)
        texts: list[str] = []
        for text in pdf.texts():
            texts.append(text)
            done = len(texts)
            if 100 * done // pdf.pages > 100 * (done - 1) // pdf.pages:  # Nobody reads faster.
                yield PagesRead(done, pdf.pages)
        text, pages = PAGE_BREAK.join(texts), pdf.pages
    elif form is Form.WORD:
        from desktop_app.engines.documents.word import word_text

        text = word_text(source)
    else:
        text = plain_text(source)
    source.check()
    yield Documented(_shelved(job, source, form, text, pages))


def _form_of(source: Source) -> Form:
    """What sort of file it is: its bytes say so, never its name. Raises `ParleyError`."""
    if _PDF in source.data[:_PDF_WITHIN]:
        return Form.PDF
    if not source.data.startswith(_ZIP):
        return Form.TEXT
    from desktop_app.engines.documents.word import is_word

    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
            if is_word(archive):
                return Form.WORD
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise problem("damaged", source.name, f"{type(error).__name__}: {error}") from error
    raise problem("binary", source.name, "it is an archive of another kind")


def _shelved(job: DocumentJob, source: Source, form: Form, text: str, pages: int) -> Document:
    """Keep the text: one kind of line end, and only what UTF-8 can hold. Raises `ParleyError`."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    data = text.encode("utf-8", "replace")
    if len(data) > MOST_TEXT_BYTES:
        raise problem("too_large", source.name, f"{len(data)} bytes of text")
    if not text.strip():
        raise problem("empty", source.name)
    try:
        hash = PictureShelf(Path(job.folder.path)).keep(data, SUFFIX)
    except OSError as error:
        code = "full" if error.errno in _FULL else "failed"
        raise problem(code, source.name, str(error)) from error
    return Document(hash, job.name, form, len(source.data), len(text), pages)
