"""What a model is shown of messages: their words, their pictures, and films as frames and words."""

from collections.abc import Iterable, Iterator, Sequence

from desktop_app.core.attachment import Attachment, Film
from desktop_app.core.conversation import Message, Role
from desktop_app.core.engine import Turn
from desktop_app.core.events import Segment
from desktop_app.core.picture import Image, Picture
from desktop_app.core.picture_shelf import PictureShelf
from desktop_app.core.subtitles import clock

SYSTEM_TURN = "system"
"""The id of the turn that holds the system prompt; no message has it."""

GONE = "(a picture that is no longer there)\n"
"""Stands in the place of a picture whose file is missing, so that the model does not invent it."""

HIDDEN = "(a picture that is not shown any more)"
"""All that is left of a message without words whose pictures were taken out of sight: a turn that
says nothing is left out, and some templates want one of each side in turns."""


def turns_of(
    messages: Iterable[Message], prompt: str, shelf: PictureShelf, with_thoughts: bool = False
) -> tuple[Turn, ...]:
    """What a model is to see of these messages, below the system prompt, if there is one.

    Replies without words are not sent back, and thoughts only where they are asked for.
    """
    turns = [
        _turn(message, shelf, with_thoughts)
        for message in messages
        if message.text or message.role is not Role.ASSISTANT
    ]
    if prompt.strip():
        turns.insert(0, Turn(SYSTEM_TURN, Role.SYSTEM, prompt))
    return tuple(turns)


def _turn(message: Message, shelf: PictureShelf, with_thoughts: bool) -> Turn:
    parts = shown(message.attachments, shelf)
    says_nothing = message.attachments and not parts and not message.text.strip()
    text = HIDDEN if says_nothing else message.text
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
        else:
            parts.append(_picture(attachment, shelf))
    return tuple(parts)


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
