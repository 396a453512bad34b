"""The step of `parley selftest` about documents: some are written, and read as the window does."""

import io
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from desktop_app.cli.step import Step, StepError, problem_words
from desktop_app.core.document import Documented, DocumentFile, DocumentJob
from desktop_app.core.engine import CancelToken, Engine
from desktop_app.core.engine_names import DOCUMENTS
from desktop_app.core.events import Failed
from desktop_app.core.paths import Places
from desktop_app.core.picture import PictureFolder
from desktop_app.core.picture_shelf import PictureShelf
from desktop_app.engines.isolated import IsolatedEngine

WORDS = "A few words to be read again"
_OLD = "Все счастливые семьи похожи друг на друга. "
"""In an encoding without a mark, which has to be guessed."""

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


class DocumentStep:
    """Reads a text, a PDF and a Word document, in a process of its own."""

    def __init__(self, places: Places) -> None:
        self._places = places

    def __iter__(self) -> Iterator[tuple[str, Step]]:
        yield "documents", self.read

    def read(self) -> str:
        """What was written is what is read."""
        files = {
            "old.txt": ((_OLD * 8).encode("cp1251"), _OLD.strip()),
            "page.pdf": (_pdf(), WORDS),
            "letter.docx": (_docx(), WORDS),
        }
        spec, logs = DOCUMENTS, self._places.logs
        with (
            TemporaryDirectory(prefix="parley-") as folder,
            closing(IsolatedEngine(spec, logs, name="selftest-documents", family="part")) as engine,
        ):
            for name, (data, words) in files.items():
                text = _text_of(engine, Path(folder), name, data)
                if words not in text:
                    raise StepError(f"{name} was read as {text[:80]!r}")
        return ", ".join(files)


def _text_of(engine: Engine, folder: Path, name: str, data: bytes) -> str:
    """What the engine reads in a file with this content. Raises StepError."""
    (folder / name).write_bytes(data)
    job = DocumentJob(name, DocumentFile(str(folder / name)), PictureFolder(str(folder)), name)
    events = list(engine.run(job, CancelToken()))
    if isinstance(end := events[-1], Failed):
        raise StepError(f"{name}: {problem_words(end.problem)}")
    made = next((event for event in events if isinstance(event, Documented)), None)
    if made is None:
        raise StepError(f"{name} was not read")
    return PictureShelf(folder).text(made.document)


def _pdf() -> bytes:
    """One page with the words on it, written without the parts that are being tried."""
    stream = f"BT /F1 12 Tf 72 720 Td ({WORDS}) Tj ET"
    page = (
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        " /Resources << /Font << /F1 5 0 R >> >> >>"
    )
    objects = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        page,
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    text, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(text))
        text += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    text += (
        f"xref\n0 {size}\n0000000000 65535 f \n{table}"
        f"trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{len(text)}\n%%EOF\n"
    )
    return text.encode("ascii")


def _docx() -> bytes:
    """One paragraph with the words in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{_WORD}"><w:body><w:p><w:r><w:t>{WORDS}</w:t></w:r></w:p>'
            "</w:body></w:document>",
        )
    return out.getvalue()
