"""A model is compared with the checksum that its place knows, and only what is known is claimed."""

import hashlib
from pathlib import Path

import pytest

from desktop_app.core.events import Event, Failed, Fetching, Finished, Reason
from desktop_app.core.local_model import Proof, ShelfPlaces, Verified, VerifyJob
from desktop_app.engines.library import create
from tests.engines.contract import do
from tests.engines.library.shelf import look, places_of, stopped_after
from tests.fake_homes import in_hub_cache, in_ollama, model_bytes, put
from tests.model_pair import eyes, model


@pytest.fixture
def places(home: Path) -> ShelfPlaces:
    return places_of(home, folders=(str(home / "mine"),))


def told(events: list[Event]) -> Verified:
    (found,) = [event for event in events if isinstance(event, Verified)]
    assert events[-1] == Finished(Reason.STOP)
    return found


def proof(places: ShelfPlaces) -> Verified:
    (found,) = look(places)
    return told(do(create(None), VerifyJob("1", found)))


@pytest.mark.parametrize("place", ["hub", "ollama"])
def test_the_name_of_a_blob_is_its_checksum(place: str, home: Path, places: ShelfPlaces) -> None:
    data = model_bytes()
    if place == "hub":
        path = in_hub_cache(home / ".cache/huggingface/hub", "a/b", "x.gguf", data)
    else:
        path = in_ollama(home / ".ollama/models", "x", data)
    assert proof(places) == Verified(Proof.RIGHT, hashlib.sha256(data).hexdigest())
    path.resolve().write_bytes(data[:-1] + b"\1")
    assert proof(places).proof is Proof.WRONG


def test_what_nobody_knows_is_not_claimed(home: Path, places: ShelfPlaces) -> None:
    data = model_bytes()
    path = put(home / "mine/x.gguf", data)
    assert proof(places) == Verified(Proof.UNKNOWN, hashlib.sha256(data).hexdigest())
    path.write_bytes(data[:-100])
    assert proof(places).proof is Proof.WRONG


def test_every_file_counts(home: Path, places: ShelfPlaces, tmp_path: Path) -> None:
    cache = home / ".cache/huggingface/hub"
    data = model(tmp_path / "m.gguf", "LLaVA 7B").read_bytes()
    in_hub_cache(cache, "a/b", "llava.gguf", data)
    projector = in_hub_cache(
        cache, "a/b", "mmproj-llava.gguf", eyes(tmp_path / "p.gguf").read_bytes()
    )
    assert proof(places).proof is Proof.RIGHT
    blob = projector.resolve()
    blob.write_bytes(blob.read_bytes() + b"\0")
    assert proof(places).proof is Proof.WRONG


def test_a_file_that_is_gone(home: Path, places: ShelfPlaces) -> None:
    path = put(home / "mine/x.gguf", model_bytes())
    (found,) = look(places)
    path.unlink()
    (end,) = do(create(None), VerifyJob("1", found))
    assert isinstance(end, Failed)
    assert end.problem.code == "model.missing"


def test_it_can_be_stopped(home: Path, places: ShelfPlaces) -> None:
    put(home / "mine/x.gguf", model_bytes() + bytes(5 << 20))
    (found,) = look(places)
    events = stopped_after(create(None), VerifyJob("1", found), 1)
    assert [type(event) for event in events] == [Fetching, Finished]
    assert events[-1] == Finished(Reason.CANCELLED)


def test_one_wrong_file_outweighs_one_that_nobody_knows(
    home: Path, places: ShelfPlaces, tmp_path: Path
) -> None:
    cache = home / ".cache/huggingface/hub"
    data = model(tmp_path / "m.gguf", "LLaVA 7B").read_bytes()
    path = in_hub_cache(cache, "a/b", "llava.gguf", data)
    eyes(path.with_name("mmproj-llava.gguf"))
    assert proof(places).proof is Proof.UNKNOWN
    path.resolve().write_bytes(data[:-1] + b"\1")
    assert proof(places).proof is Proof.WRONG
