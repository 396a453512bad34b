"""The text of a Word document as Markdown: headings, lists and tables stay what they are.

Macros are not read, nothing outside of the file is, and no picture in it is opened.
"""

import io
import re
import zipfile
import zlib
from xml.parsers import expat

import mammoth  # type: ignore[import-untyped]
from markdownify import MarkdownConverter

from desktop_app.core.errors import ParleyError
from desktop_app.engines.documents.source import Source, StoppedError, problem

MAIN_PART = "word/document.xml"

_MOST_XML_BYTES = 50_000_000
"""Of all parts together, unpacked: in memory they take many times that. The text of a thousand
pages has five."""

_MOST_ELEMENTS = 600_000
"""Of one part: each of them takes a kilobyte of memory, and tags can be short."""

_XML = (".xml", ".rels")


class _DoctypeError(Exception):
    """Word writes no document type; entities, inner or outer, come with one alone."""


def is_word(archive: zipfile.ZipFile) -> bool:
    """Whether the archive is a Word document, by what is in it."""
    return MAIN_PART in archive.namelist()


def word_text(source: Source) -> str:
    """The document as Markdown. Raises `ParleyError` and `StoppedError`."""
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
            _check(archive, source)
        source.check()
        result = mammoth.convert_to_html(
            io.BytesIO(source.data),
            convert_image=_nothing,
            include_embedded_style_map=False,
            external_file_access=False,
        )
        source.check()
        markdown = _Markdown(heading_style="ATX", bullets="-").convert(result.value)
    except (StoppedError, ParleyError):
        raise
    except (MemoryError, RecursionError) as error:
        raise problem("too_large", source.name, repr(error)) from error
    except Exception as error:
        # Readers raise whatever they trip over: KeyError, BadZipFile, ExpatError ...
        raise problem("damaged", source.name, f"{type(error).__name__}: {error}") from error
    return re.sub(r"\n{3,}", "\n\n", markdown).strip()


class _Markdown(MarkdownConverter):
    """As text is written: characters that Markdown could take for signs stay bare."""

    def escape(self, text: str, parent_tags: object = None) -> str:
        del parent_tags
        return text


def _nothing(_image: object) -> list[object]:
    return []


def _check(archive: zipfile.ZipFile, source: Source) -> None:
    """Refuse what is packed too large, locked or holds entities, before anything is built of it."""
    parts = [part for part in archive.infolist() if part.filename.lower().endswith(_XML)]
    if any(part.flag_bits & 1 for part in parts):
        raise problem("locked", source.name)
    size = sum(part.file_size for part in parts)
    if size > _MOST_XML_BYTES:
        raise problem("too_large", source.name, f"{size} bytes of XML, unpacked")
    for part in parts:
        source.check()
        try:
            elements = _elements_of(archive.read(part))
        except (zlib.error, expat.ExpatError) as error:
            raise problem("damaged", source.name, f"{part.filename}: {error}") from error
        if elements > _MOST_ELEMENTS:
            raise problem("too_large", source.name, f"{part.filename}: {elements} elements")


def _elements_of(xml: bytes) -> int:
    """How many there are, without keeping one of them. Raises ExpatError and _DoctypeError."""
    elements = 0

    def count(*_: object) -> None:
        nonlocal elements
        elements += 1

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = count
    parser.Parse(xml, True)
    return elements


def _refuse(*_declared: object) -> None:
    raise _DoctypeError("it declares a document type")
