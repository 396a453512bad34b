"""What stands in files of the Hub: a model's header, a repository's card."""

from collections.abc import Iterator
from contextlib import closing
from typing import BinaryIO, cast

from desktop_app.core.gguf import Header, read_beginning, read_header
from desktop_app.core.gguf_cursor import Fault, GgufError
from desktop_app.core.hub import MOST_HEADER, CardJob, CardRead, HeaderJob, HeaderRead
from desktop_app.core.judgement import scaled
from desktop_app.core.kv_cache import layer_count
from desktop_app.engines.hub.question import Question
from desktop_app.engines.hub.repository import CARD

MOST_CARD = 1_000_000
"""Bytes of a card that are shown; those of people are shorter by far."""

_MARK = "---"


def header(job: HeaderJob, question: Question) -> Iterator[HeaderRead]:
    """The header of a GGUF file, by as few of its bytes as hold it."""
    remote = question.open(job.repo, job.commit, job.file.path, job.file.size, MOST_HEADER)
    with closing(remote):
        found = _header_in(cast(BinaryIO, remote), job.file.size)
    yield HeaderRead(found, remote.fetched)


def _header_in(stream: BinaryIO, size: int) -> Header | None:
    """The header of a file of `size` bytes; of one that is too long what its beginning tells."""
    try:
        return read_header(stream)
    except GgufError as error:
        if error.fault is not Fault.TRUNCATED or size <= MOST_HEADER:
            return None
    try:
        stream.seek(0)
        beginning = read_beginning(stream)
        return scaled(beginning, size) if layer_count(beginning) else None
    except GgufError:
        return None


def card(job: CardJob, question: Question) -> Iterator[CardRead]:
    """A repository's model card."""
    with closing(question.open(job.repo, job.commit, CARD, 0, MOST_CARD)) as remote:
        data = remote.read()
    yield CardRead(without_front_matter(data.decode("utf-8-sig", "replace")))


def without_front_matter(text: str) -> str:
    """`text` without the YAML between two lines of "---" at its top, if there is any."""
    lines = text.splitlines(keepends=True)
    if not lines or lines[0].rstrip() != _MARK:
        return text
    for number, line in enumerate(lines[1:], 1):
        if line.rstrip() == _MARK:
            return "".join(lines[number + 1 :]).lstrip("\r\n")
    return text
