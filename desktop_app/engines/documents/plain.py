"""Bytes that are text already: in which encoding, or whether they are none at all."""

import codecs
import itertools
import re

from desktop_app.engines.documents.source import Source, problem

_BOMS = (  # that of UTF-32 begins as that of UTF-16 does
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_SAMPLE = 100_000
"""Bytes from which an encoding is guessed: more of them take seconds."""

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
"""Characters that text does not have; form feeds it has, and the escapes of terminals in logs."""

_MOST_CONTROL = 0.01
"""The share of them from which on it is no text."""

_UNREADABLE = (
    b"\x7fELF",
    b"MZ",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"{\\rtf",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"SQLite format 3\0",
)
"""How files begin that are no text, or (the old Word, RTF) are not to be read as such."""


def plain_text(source: Source) -> str:
    """The text of a file that is one. Raises `ParleyError` and `StoppedError`."""
    data = source.data
    if data.startswith(_UNREADABLE):
        raise problem("binary", source.name, f"it begins with {data[:8]!r}")
    source.check()
    text = _decoded(data)
    source.check()
    if text is None or _is_garbage(text):
        raise problem("binary", source.name, "its bytes are no text in any encoding")
    return text.replace("\0", "")


def _decoded(data: bytes) -> str | None:
    """The text, or `None` for what is none."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.decode(encoding, "replace")
    try:
        # One odd byte at its end: a log that is being written, a file that was cut.
        text, _ = codecs.utf_8_decode(data, "strict", False)
        if len(data) == 0 or text:
            return text
    except UnicodeDecodeError:
        pass
    if b"\0" in data[:_SAMPLE]:
        return _utf16(data)
    return _guessed(data)


def _utf16(data: bytes) -> str | None:
    """Windows writes it, at times without saying so; where every second byte is 0 it is that."""
    sample = data[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) < len(sample) // 8 or min(even, odd) * 8 > max(even, odd):
        return None
    return data.decode("utf-16-be" if even > odd else "utf-16-le", "replace")


def _guessed(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    # The likeliest comes first, but it often takes one Russian encoding for another, which shows
    # in capitals within words.
    best = min(
        from_bytes(data[:_SAMPLE]), key=lambda match: _odd_capitals(str(match)), default=None
    )
    return data.decode(best.encoding, "replace") if best is not None else None


def _odd_capitals(text: str) -> int:
    """How often a capital follows a small letter."""
    pairs = itertools.pairwise(text)
    return sum(before.islower() and after.isupper() for before, after in pairs)


def _is_garbage(text: str) -> bool:
    if not text:
        return False
    odd = len(_CONTROL.findall(text)) + text.count("\N{REPLACEMENT CHARACTER}")
    return odd > _MOST_CONTROL * len(text) + 1
