"""Bytes that are text already: in which encoding, or whether they are none at all."""

import codecs
import itertools
import re
import unicodedata

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

_ORDINARY = "\n\r\t "
_NONE = ("Cc", "Cn", "Co", "Cs")
"""Categories of characters that no text has: control, unassigned, private, halves."""

_WESTERN, _TURKISH = "cp1252", "cp1254"
_MOST_ACCENTS = 0.4
"""The share of letters with accents in languages of the west; others have letters of their own."""

_HALF_ACCENTS = b"\xc2\xc3"
"""What letters with accents begin with in UTF-8; in older encodings no word ends like that."""

_HANGUL = "\uac00", "\ud7a3"
_HAN = "\u4e00", "\u9fff"

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
    if b"\0" in data[:_SAMPLE]:
        # UTF-8 has nothing against it, but no text has one.
        wide = _utf16(data)
        if wide is not None:
            return data.decode(wide, "replace")
    try:
        # Half a letter at its end: a log that is being written, a file that was cut. Where no other
        # letter has an accent, one byte may be a whole one of an older encoding.
        text, read = codecs.utf_8_decode(data, "strict", False)
        if len(data) == read or not text.isascii() or data[read] in _HALF_ACCENTS:
            return text
    except UnicodeDecodeError:
        pass
    return None if b"\0" in data[:_SAMPLE] else _guessed(data)


def _utf16(data: bytes) -> str | None:
    """Windows writes it, at times without saying so: in which order of bytes it makes sense."""
    sample = data[: _SAMPLE // 10 // 2 * 2]
    best, least = None, _MOST_CONTROL
    for encoding in ("utf-16-le", "utf-16-be"):
        text, _ = codecs.lookup(encoding).decode(sample, "replace")
        if (share := _nonsense(text)) < least:
            best, least = encoding, share
    return best


def _nonsense(text: str) -> float:
    """The share of characters that no text has, or that nobody has given a meaning. Ordinary line
    ends and blanks count against it: in the wrong order of bytes there are none."""
    odd = sum(unicodedata.category(letter) in _NONE for letter in text if letter not in _ORDINARY)
    odd += text.count("\N{REPLACEMENT CHARACTER}")
    ordinary = sum(map(text.count, _ORDINARY))
    return (odd - 0.01 * ordinary) / max(1, len(text))


def _guessed(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    sample = data[:_SAMPLE]
    found = [match for match in from_bytes(sample) if not match.encoding.startswith("utf_")]
    if not found:
        return None
    # The likeliest comes first, but it often takes one encoding for another of the same script.
    best = min(found, key=lambda match: _oddities(str(match)))
    encoding = best.encoding
    if sum(byte > 0x7F for byte in sample) < _MOST_ACCENTS * len(sample) and any(
        _WESTERN in (match.encoding, *match.could_be_from_charset) for match in found
    ):
        languages = {match.language for match in found}
        encoding = _TURKISH if "Turkish" in languages else _WESTERN
    return data.decode(encoding, "replace")


def _oddities(text: str) -> int:
    """How often a capital follows a small letter, as in Russian taken for other Russian, and how
    often a Korean sign stands beside a Chinese one, as in Chinese taken for Korean."""
    pairs = itertools.pairwise(text)
    return sum(
        (before.islower() and after.isupper())
        or (_HANGUL[0] <= before <= _HANGUL[1] and _HAN[0] <= after <= _HAN[1])
        for before, after in pairs
    )


def _is_garbage(text: str) -> bool:
    if not text:
        return False
    odd = len(_CONTROL.findall(text)) + text.count("\N{REPLACEMENT CHARACTER}")
    return odd > _MOST_CONTROL * len(text) + 1
