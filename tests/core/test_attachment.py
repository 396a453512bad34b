import json
from dataclasses import asdict, replace

import pytest

from desktop_app.core.attachment import (
    Attachment,
    Film,
    Frame,
    as_values,
    of_values,
    pictures_of,
    with_seen,
)
from desktop_app.core.events import Segment
from desktop_app.core.picture import Picture

CAT = Picture("ca" * 32, ".jpg", 640, 480, "cat.jpg")
PASTED = Picture("d0" * 32, ".png", 100, 50, seen=False)
FRAMES = (Frame(3.5, replace(CAT, name="")), Frame(8.0, PASTED))
SAID = (Segment(2.0, 3.0, "Look!"), Segment(4.5, 6.0, "There."))
FILM = Film("cats.mp4", 12.0, 1.5, 9.0, FRAMES, SAID)
SILENT = Film("", 0.0, 0.0, 0.0, seen=False)

every = pytest.mark.parametrize("attachment", [CAT, PASTED, FILM, SILENT])


@every
def test_an_attachment_comes_back_from_json(attachment: Attachment) -> None:
    assert of_values(json.loads(json.dumps(as_values(attachment)))) == attachment


@every
def test_all_of_it_is_kept(attachment: Attachment) -> None:
    kept = json.loads(json.dumps(as_values(attachment)))
    kind = kept.pop("kind")
    assert kept == json.loads(json.dumps(asdict(attachment)))
    assert kind == ("picture" if isinstance(attachment, Picture) else "film")


def test_a_kind_of_the_future_is_refused() -> None:
    with pytest.raises(ValueError, match="hologram"):
        of_values({**as_values(CAT), "kind": "hologram"})


def test_frames_are_pictures_too() -> None:
    assert [picture.hash for picture in pictures_of((PASTED, FILM, CAT))] == [
        PASTED.hash,
        CAT.hash,
        PASTED.hash,
        CAT.hash,
    ]


@every
def test_out_of_sight_and_back(attachment: Attachment) -> None:
    assert not with_seen(attachment, False).seen
    assert with_seen(with_seen(attachment, False), True) == replace(attachment, seen=True)


@pytest.mark.parametrize("time", [float("inf"), float("nan"), 10**400])
@pytest.mark.parametrize("field", ["seconds", "start", "end"])
def test_a_time_that_is_none_is_refused(field: str, time: float) -> None:
    with pytest.raises((ValueError, OverflowError)):
        of_values(as_values(FILM) | {field: time})
