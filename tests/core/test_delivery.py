"""What is said of a parcel on its way is what has come of all its files."""

from pathlib import Path

import pytest

from desktop_app.core.delivery import SPAN_SECONDS, Delivery
from desktop_app.core.download import Parcel
from desktop_app.core.events import Fetching
from desktop_app.core.fetch import RemoteFile

EYES = 200
MODEL = 1000


@pytest.fixture
def parcel(tmp_path: Path) -> Parcel:
    files = tuple(
        RemoteFile(f"https://hub.invalid/{name}", "", size, str(tmp_path / name))
        for name, size in (("eyes", EYES), ("model", MODEL))
    )
    return Parcel("id", "title", "maker/model", "c0", files, files[-1].path)


def test_one_file_after_the_other(parcel: Parcel) -> None:
    delivery = Delivery(parcel)
    assert delivery.file == parcel.files[0]
    delivery.on_fetching(Fetching(150, EYES), 0.0)
    assert (delivery.done, delivery.total) == (150, 1200)
    delivery.on_arrived()
    assert delivery.file == parcel.files[1]
    assert delivery.done == EYES
    delivery.on_fetching(Fetching(500, MODEL), 1.0)
    assert delivery.done == 700
    delivery.on_arrived()
    delivery.on_fetching(Fetching(1, MODEL), 2.0)
    assert delivery.done == delivery.total


def test_at_last_there_is_no_file_left(parcel: Parcel) -> None:
    delivery = Delivery(parcel)
    delivery.on_arrived()
    delivery.on_arrived()
    assert delivery.file is None


def test_what_is_here_already_counts(parcel: Parcel) -> None:
    eyes, model = parcel.files
    Path(eyes.path).write_bytes(bytes(EYES))
    model.part.write_bytes(bytes(300))
    delivery = Delivery(parcel)
    assert delivery.done == 500
    assert delivery.more == 700
    delivery.on_arrived()
    assert delivery.more == 0


def test_speed_and_time_left(parcel: Parcel) -> None:
    delivery = Delivery(parcel)
    delivery.on_arrived()
    delivery.on_fetching(Fetching(0, MODEL), 100.0)
    assert (delivery.speed, delivery.seconds) == (0.0, 0.0)
    delivery.on_fetching(Fetching(10, MODEL), 100.1)
    assert delivery.speed == 0.0
    delivery.on_fetching(Fetching(400, MODEL), 104.0)
    assert delivery.speed == pytest.approx(100.0)
    assert delivery.seconds == pytest.approx(6.0)


def test_only_lately_counts(parcel: Parcel) -> None:
    delivery = Delivery(parcel)
    delivery.on_arrived()
    delivery.on_fetching(Fetching(0, MODEL), 0.0)
    delivery.on_fetching(Fetching(500, MODEL), 2.0)
    delivery.on_fetching(Fetching(510, MODEL), 2.0 + SPAN_SECONDS)
    assert delivery.speed == pytest.approx(10 / SPAN_SECONDS)


def test_while_nothing_comes_there_is_no_speed(parcel: Parcel) -> None:
    delivery = Delivery(parcel)
    delivery.on_arrived()
    delivery.on_fetching(Fetching(0, MODEL), 0.0)
    delivery.on_fetching(Fetching(500, MODEL), 2.0)
    delivery.on_fetching(Fetching(500, MODEL, tries=1), 40.0)
    assert (delivery.tries, delivery.speed, delivery.seconds) == (1, 0.0, 0.0)
    delivery.on_fetching(Fetching(510, MODEL), 70.0)
    assert delivery.tries == 0
    assert delivery.speed == 0.0
    delivery.on_fetching(Fetching(610, MODEL), 72.0)
    assert delivery.speed == pytest.approx(50.0)


def test_a_file_that_begins_anew_has_no_speed_yet(parcel: Parcel) -> None:
    delivery = Delivery(parcel)
    delivery.on_arrived()
    delivery.on_fetching(Fetching(0, MODEL), 0.0)
    delivery.on_fetching(Fetching(900, MODEL), 5.0)
    delivery.on_fetching(Fetching(100, MODEL), 6.0)
    assert delivery.speed == 0.0
    assert delivery.done == EYES + 100
