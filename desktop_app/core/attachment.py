"""What a message shows besides its words: pictures, films as frames and speech, and documents."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from desktop_app.core.document import Document, Form
from desktop_app.core.events import Segment
from desktop_app.core.picture import Picture


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture of a film, at so many seconds from its beginning."""

    at: float
    picture: Picture


@dataclass(frozen=True, slots=True)
class Film:
    """A film as the model is shown it: frames of the chosen range, and what is said in it.

    `start` and `end` are that range and `seconds` the length of the whole film, all in seconds;
    the times of frames and segments count from the film's beginning.
    """

    name: str
    seconds: float
    start: float
    end: float
    frames: tuple[Frame, ...] = ()
    said: tuple[Segment, ...] = ()
    seen: bool = True


Attachment = Picture | Film | Document


def pictures_of(attachments: Sequence[Attachment]) -> Iterator[Picture]:
    """Every picture in these, the frames of films among them, in order."""
    for attachment in attachments:
        if isinstance(attachment, Picture):
            yield attachment
        elif isinstance(attachment, Film):
            yield from (frame.picture for frame in attachment.frames)


def documents_of(attachments: Sequence[Attachment]) -> Iterator[Document]:
    """The documents in these, in order."""
    return (one for one in attachments if isinstance(one, Document))


def with_seen(attachment: Attachment, seen: bool) -> Attachment:
    """The same attachment, shown to the model or not."""
    return replace(attachment, seen=seen)


def as_values(attachment: Attachment) -> dict[str, Any]:
    """An attachment as JSON keeps it: a mapping with all its fields, and its "kind"."""
    if isinstance(attachment, Picture):
        return {"kind": "picture", **_fields_of(attachment)}
    if isinstance(attachment, Document):
        return {"kind": "document", **_fields_of(attachment), "form": attachment.form.value}
    return {
        "kind": "film",
        **_fields_of(attachment),
        "frames": [
            {"at": frame.at, "picture": _fields_of(frame.picture)} for frame in attachment.frames
        ],
        "said": [_fields_of(said) for said in attachment.said],
    }


def of_values(values: Mapping[str, Any]) -> Attachment:
    """The attachment that `as_values` made. Raises KeyError, TypeError or ValueError."""
    if values["kind"] == "picture":
        return _picture(values)
    if values["kind"] == "document":
        return _document(values)
    if values["kind"] != "film":
        raise ValueError(f"an attachment of an unknown kind: {values['kind']}")
    return Film(
        name=str(values["name"]),
        seconds=_seconds(values["seconds"]),
        start=_seconds(values["start"]),
        end=_seconds(values["end"]),
        frames=tuple(
            Frame(_seconds(frame["at"]), _picture(frame["picture"])) for frame in values["frames"]
        ),
        said=tuple(
            Segment(_seconds(said["start"]), _seconds(said["end"]), str(said["text"]))
            for said in values["said"]
        ),
        seen=bool(values["seen"]),
    )


def _fields_of(value: Attachment | Segment) -> dict[str, Any]:
    # Not dataclasses.asdict: that copies, and an hour of speech would take it a tenth of a second.
    return {field.name: getattr(value, field.name) for field in fields(value)}


def _seconds(value: Any) -> float:
    seconds = float(value)
    if not math.isfinite(seconds):
        raise ValueError(f"a time of {seconds}")  # JSON can hold one, no clock can show it
    return seconds


def _picture(values: Mapping[str, Any]) -> Picture:
    return Picture(
        hash=str(values["hash"]),
        suffix=str(values["suffix"]),
        width=int(values["width"]),
        height=int(values["height"]),
        name=str(values["name"]),
        seen=bool(values["seen"]),
    )


def _document(values: Mapping[str, Any]) -> Document:
    numbers = {name: int(values.get(name, 0)) for name in ("pages", "first", "last", "most")}
    size, length = int(values["size"]), int(values["length"])
    if min(size, length, *numbers.values()) < 0 or numbers["first"] > numbers["last"]:
        raise ValueError("a document with a part that cannot be")
    return Document(
        hash=str(values["hash"]),
        name=str(values["name"]),
        form=Form(values["form"]),
        size=size,
        length=length,
        **numbers,
        anyway=bool(values.get("anyway", False)),
        seen=bool(values["seen"]),
    )
