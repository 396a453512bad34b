"""The rows of the library: sorted, filtered, spoken."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.core.errors import Problem
from desktop_app.core.judgement import Fits
from desktop_app.core.local_model import LocalModel, Source
from desktop_app.core.model_record import Record
from desktop_app.ui.models.shelf_entry import Entries, Entry
from desktop_app.ui.models.shelf_model import Filter, Order, ShelfModel, ShelfRole
from tests.ui.models.shelf_script import model

LLAMA = model("Llama 3B", Source.OLLAMA, size=2_000, modified=3.0)
GEMMA = model("gemma 4B", size=3_000, modified=1.0, projector="/p.gguf", architecture="gemma3")
QWEN = model("Qwen 8B", Source.HUB, size=5_000, modified=2.0, thinks=True, repo="Qwen/Q-GGUF")
BROKEN = model("Broken", size=1, modified=0.0, problem=Problem("model.damaged", {"name": "B"}))


def fits(model: LocalModel) -> Fits | None:
    return {2_000: Fits.MEMORY, 3_000: None, 5_000: Fits.TOO_LARGE}.get(model.size, Fits.MEMORY)


@pytest.fixture
def shelf(qtbot: QtBot, qapp: object) -> ShelfModel:
    shelf = ShelfModel(fits)
    speeds = {LLAMA.path: 20.0, QWEN.path: 30.0}
    shelf.set_entries(
        [
            Entry(each, Record(speed=speeds.get(each.path, 0.0)))
            for each in (QWEN, LLAMA, BROKEN, GEMMA)
        ]
    )
    return shelf


def names(shelf: ShelfModel) -> list[str]:
    return [shelf.index(row).data() for row in range(shelf.rowCount())]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (Order.NAME, ["Broken", "gemma 4B", "Llama 3B", "Qwen 8B"]),
        (Order.SIZE, ["Qwen 8B", "gemma 4B", "Llama 3B", "Broken"]),
        (Order.DATE, ["Llama 3B", "Qwen 8B", "gemma 4B", "Broken"]),
        (Order.SPEED, ["Qwen 8B", "Llama 3B", "Broken", "gemma 4B"]),
    ],
)
def test_orders(shelf: ShelfModel, order: Order, expected: list[str]) -> None:
    shelf.set_order(order)

    assert names(shelf) == expected


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Filter("ollama LLAMA"), ["Llama 3B"]),
        (Filter("q-gguf"), ["Qwen 8B"]),
        (Filter("gemma3"), ["gemma 4B"]),
        (Filter("none such"), []),
        (Filter(sees=True), ["gemma 4B"]),
        (Filter(thinks=True), ["Qwen 8B"]),
        # What is not judged yet may fit; what cannot be used does not.
        (Filter(fits=True), ["gemma 4B", "Llama 3B"]),
        (Filter(), ["Broken", "gemma 4B", "Llama 3B", "Qwen 8B"]),
    ],
)
def test_filters(shelf: ShelfModel, wanted: Filter, expected: list[str]) -> None:
    shelf.set_filter(wanted)

    assert names(shelf) == expected
    assert shelf.total == 4


def test_a_name_of_ones_own_is_shown_sorted_and_found_by(shelf: ShelfModel) -> None:
    shelf.set_filter(Filter("llama"))
    shelf.set_filter(Filter())
    named = Record(name="Zebra", notes="for Émile")
    shelf.set_entries([Entry(LLAMA, named), Entry(QWEN, Record())])
    assert names(shelf) == ["Qwen 8B", "Zebra"]

    shelf.set_filter(Filter("ÉMILE zebra"))

    assert names(shelf) == ["Zebra"]


def test_numbers_stand_in_their_order(shelf: ShelfModel) -> None:
    shelf.set_entries(
        [Entry(model(f"Qwen {size}B"), Record()) for size in ("14", "8", "0.6", "32")]
    )

    assert names(shelf) == ["Qwen 0.6B", "Qwen 8B", "Qwen 14B", "Qwen 32B"]


def test_a_row_says_all_of_it(shelf: ShelfModel) -> None:
    shelf.set_in_use(LLAMA.path)
    row = shelf.index(shelf.row_of(LLAMA.path))

    spoken = row.data(Qt.ItemDataRole.AccessibleTextRole)

    assert spoken == (
        "Llama 3B, in use, 2 kB, llama, 1B, Q4_K_M, Ollama, 20 tokens/s, Fits in memory"
    )
    seeing = shelf.index(shelf.row_of(GEMMA.path)).data(Qt.ItemDataRole.AccessibleTextRole)
    assert seeing.endswith("Sees pictures")
    broken = shelf.index(shelf.row_of(BROKEN.path)).data(Qt.ItemDataRole.AccessibleTextRole)
    assert broken.endswith("cannot be used")


def test_the_model_in_use_is_one(shelf: ShelfModel) -> None:
    shelf.set_in_use(LLAMA.path)
    shelf.set_in_use(QWEN.path)

    used = [entry.name for row, entry in enumerate(shelf.entries()) if _in_use(shelf, row)]
    assert used == ["Qwen 8B"]


def _in_use(shelf: ShelfModel, row: int) -> bool:
    return bool(shelf.index(row).data(ShelfRole.IN_USE))


def test_the_same_models_again_are_no_news(qtbot: QtBot, shelf: ShelfModel) -> None:
    entries = [Entry(model("A"), Record())]
    shelf.set_entries(entries)

    with qtbot.assertNotEmitted(shelf.modelReset):
        shelf.set_entries(list(entries))


def test_only_what_changed_is_told_of(shelf: ShelfModel) -> None:
    told: list[tuple[int, int]] = []
    shelf.dataChanged.connect(lambda first, last, _: told.append((first.row(), last.row())))

    shelf.renew(QWEN.path)
    shelf.renew("/not/here.gguf")
    shelf.renew_all()

    assert told == [(3, 3), (0, 3)]


def test_entries_are_made_once() -> None:
    asked: list[str] = []

    def record(model: LocalModel) -> Record:
        asked.append(model.title)
        return Record()

    entries = Entries(record)
    first = entries.of([LLAMA, QWEN])
    assert entries.of([LLAMA, QWEN]) == first
    assert asked == ["Llama 3B", "Qwen 8B"]

    entries.forget(QWEN.key)
    entries.of([LLAMA, QWEN])
    moved = model("Llama 3B", path=LLAMA.path, also=("/x",), size=2_000)
    entries.of([moved])

    assert asked == ["Llama 3B", "Qwen 8B", "Qwen 8B", "Llama 3B"]
