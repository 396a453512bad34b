"""What a model is shown of messages: their words, pictures, films as frames, and documents."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from desktop_app.core.attachment import Attachment, Film
from desktop_app.core.conversation import Message, Role
from desktop_app.core.document import Document
from desktop_app.core.engine import Turn
from desktop_app.core.events import Segment
from desktop_app.core.picture import Image, Picture
from desktop_app.core.picture_shelf import PictureShelf
from desktop_app.core.subtitles import clock

SYSTEM_TURN = "system"
"""The id of the turn that holds the system prompt; no message has it."""

GONE = "(a picture that is no longer there)\n"
"""Stands in the place of a picture whose file is missing, so that the model does not invent it."""

GONE_TEXT = "(its text is no longer there)"
"""Stands in the place of a document's text, for the same reason."""

_SHORTEST_FENCE = 3
_BACKTICKS = re.compile("`+")

HIDDEN = "(a picture that is not shown any more)"
"""All that is left of a message without words whose attachments were taken out of sight: a turn
that says nothing is left out, and some templates want one of each side in turns."""

HIDDEN_FILE = "(a file that is not shown any more)"
"""The same where only documents were shown."""


def turns_of(
    messages: Sequence[Message],
    prompt: str,
    shelf: PictureShelf,
    with_thoughts: bool = False,
    *,
    goes_on: bool = False,
) -> tuple[Turn, ...]:
    """What a model is to see of these messages, below the system prompt, if there is one.

    Replies without words are not sent back, and thoughts only where they are asked for. Where the
    last message is a reply that `goes_on`, it is sent with its thoughts, with words or without.
    """
    unfinished = messages[-1] if goes_on else None
    turns = [
        _turn(message, shelf, with_thoughts or message is unfinished)
        for message in messages
        if message.text or message.role is not Role.ASSISTANT or message is unfinished
    ]
    if prompt.strip():
        turns.insert(0, Turn(SYSTEM_TURN, Role.SYSTEM, prompt))
    return tuple(turns)


def _turn(message: Message, shelf: PictureShelf, with_thoughts: bool) -> Turn:
    parts = shown(message.attachments, shelf)
    says_nothing = message.attachments and not parts and not message.text.strip()
    text = message.text
    if says_nothing:
        picture = any(not isinstance(item, Document) for item in message.attachments)
        text = HIDDEN if picture else HIDDEN_FILE
    thoughts = message.thought if with_thoughts else ""
    return Turn(message.id, message.role, text, parts, thoughts)


def shown(attachments: Iterable[Attachment], shelf: PictureShelf) -> tuple[str | Image, ...]:
    """What stands before the words of a message, in order: `Turn.shown`.

    The words are English, whatever language the person speaks: they are the model's to read. They
    depend on nothing but what is kept, so that the next turn finds the same prefix in the cache.
    Each ends its line. What the person took out of the model's sight is left out.
    """
    parts: list[str | Image] = []
    for attachment in attachments:
        if not attachment.seen:
            continue
        if isinstance(attachment, Film):
            parts.extend(_film(attachment, shelf))
        elif isinstance(attachment, Document):
            parts.append(shown_text(attachment, shelf))
        else:
            parts.append(_picture(attachment, shelf))
    return tuple(parts)


def shown_text(document: Document, shelf: PictureShelf) -> str:
    """A document as it stands before the words: its name, and below it its text in a fence.

    The fence is longer than any in the text, so that nothing in a file can end it and go on as if
    the person had written it.
    """
    try:
        if shelf.has(document):
            return _kept_text(shelf, replace(document, seen=True, anyway=False))
    except OSError:
        pass
    return _fenced(document, GONE_TEXT)


@lru_cache(maxsize=4)
def _kept_text(shelf: PictureShelf, document: Document) -> str:
    """Remembered: each reply needs it again, and a long one takes a moment to be read."""
    return _fenced(document, document.part_of(shelf.text(document)).rstrip("\n"))


def _fenced(document: Document, text: str) -> str:
    fence = _fence_around(text)
    return f"{_about_document(document)}\n{fence}\n{text}\n{fence}\n\n"


def _fence_around(text: str) -> str:
    """Backticks, more in a row than stand anywhere in a text.

    Only those are looked at that are too many so far: a text of megabytes may consist of them.
    """
    fence = "`" * _SHORTEST_FENCE
    start = 0
    while (start := text.find(fence, start)) >= 0:
        run = _BACKTICKS.match(text, start)
        assert run is not None
        fence = "`" * (len(run[0]) + 1)
        start = run.end()
    return fence


def _about_document(document: Document) -> str:
    """Which file it is, and which part of it follows: one line, whatever the file is called."""
    name = " ".join(document.name.split()).replace('"', "'").replace("`", "'")
    part = ""
    if document.by_pages:
        first, last = document.first, document.last
        pages = f"page {first}" if first == last else f"pages {first} to {last}"
        part = f", {pages} of {document.pages}"
    if 0 < document.most < document.length:
        part += ", only its beginning"
    return f'File "{name}"{part}:'


def _film(film: Film, shelf: PictureShelf) -> Iterator[str | Image]:
    """Its name and length, each frame below its time, and then the words with theirs."""
    words = [_about(film)]
    for frame in film.frames:
        if frame.picture.seen:
            words.append(f"Frame at {clock(frame.at)}:")
            yield _line(words)
            yield _picture(frame.picture, shelf)
            words = []
    if film.said:
        words.append(f"What is said: {_transcript(film.said)}")
    elif words:
        words.append("Nothing of it is shown, and nothing is said in it.")
    if words:
        yield _line(words)


def _about(film: Film) -> str:
    name = " ".join(film.name.split())
    whole = film.start <= 0 and film.end >= film.seconds
    part = "" if whole else f"{clock(film.start)} to {clock(film.end)} of "
    length = f"{film.seconds:.0f} s" if film.seconds < 60 else clock(film.seconds)
    return f'Film "{name}", {part}{length}.'


def _transcript(said: Sequence[Segment]) -> str:
    return " ".join(f"[{clock(part.start)}] {' '.join(part.text.split())}" for part in said)


def _picture(picture: Picture, shelf: PictureShelf) -> str | Image:
    return shelf.image(picture) if shelf.has(picture) else GONE


def _line(words: Sequence[str]) -> str:
    return " ".join(words) + "\n"
