"""What a server says before the first byte of a file."""

import email.utils
import re
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

_DIGITS = re.compile(r"[0-9]{1,18}", re.ASCII)
"""A number that a file can have; of thousands of digits Python makes none."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said before the first byte. `total` is the whole file's size, 0 unknown.

    `start` is where the bytes begin in the file. `etag` is "" unless it is a strong one: a weak
    one does not promise equal bytes. `wait` is the seconds to try again after, 0 unknown. `code` is
    the name that the Hub gives an error (X-Error-Code), "" without one; `from_hub` says whether the
    Hub itself answered, and no other server that it sent us to. `encoding` is "" unless what comes
    are not the bytes themselves, but are compressed, say.
    """

    status: int
    start: int
    total: int
    etag: str
    kind: str
    wait: float
    code: str = ""
    from_hub: bool = False
    encoding: str = ""


def answer_of(status: int, headers: Mapping[str, str], *, from_hub: bool = False) -> Answer:
    """What a status and headers say; the names of `headers` must not heed case."""
    start, total = 0, _number(headers.get("Content-Length"))
    if status in (206, 416):
        start, total = _content_range(headers.get("Content-Range", ""))
    etag = headers.get("ETag", "")
    encoding = headers.get("Content-Encoding", "").strip().lower()
    return Answer(
        status=status,
        start=start,
        total=total,
        etag="" if etag.startswith("W/") else etag,
        kind=headers.get("Content-Type", "").partition(";")[0].strip().lower(),
        wait=_seconds(headers.get("Retry-After", ""), headers.get("Date", "")),
        code=headers.get("X-Error-Code", ""),
        from_hub=from_hub,
        encoding="" if encoding == "identity" else encoding,
    )


def _content_range(value: str) -> tuple[int, int]:
    """First byte and size of the whole in "bytes 10-99/100"; -1 for a first byte not named."""
    span, _, total = value.removeprefix("bytes").strip().partition("/")
    first = span.partition("-")[0]
    return (int(first) if _DIGITS.fullmatch(first) else -1), _number(total)


def _number(value: str | None) -> int:
    return int(value) if value is not None and _DIGITS.fullmatch(value) else 0


def _seconds(value: str, now: str) -> float:
    """How long to wait by a Retry-After, which is a number of seconds or a date.

    `now` is what the server takes for the time, "" unknown: the clock here may be wrong.
    """
    if _DIGITS.fullmatch(value):
        return float(value)
    until = _time(value)
    if until is None:
        return 0.0
    began = _time(now)
    return max(0.0, until - (time.time() if began is None else began))


def _time(date: str) -> float | None:
    with suppress(ValueError, OverflowError):
        return email.utils.parsedate_to_datetime(date).timestamp()
    return None
