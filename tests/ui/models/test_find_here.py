"""What is on this computer already is used where it lies, whoever fetched it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.core.local_model import Source
from desktop_app.ui.models.variant_row import Here, VariantRow
from desktop_app.ui.theme import Theme
from tests.ui.models.find_desk import FindDesk, files
from tests.ui.models.shelf_script import ShelfEngine, model

QWEN = "bartowski/Qwen2.5-7B-Instruct-GGUF"
SEEING = "ggml-org/Qwen2.5-VL-7B-Instruct-GGUF"
FILES = {file.path.rpartition("-")[2]: file for file in files("Qwen2.5-7B-Instruct")}
SEES = {file.path.rpartition("-")[2]: file for file in files("Qwen2.5-VL-7B")}

OLLAMA = model(
    "qwen:7b",
    Source.OLLAMA,
    path="/ollama/blobs/sha256-" + FILES["Q4_K_M.gguf"].sha256,
    size=FILES["Q4_K_M.gguf"].size,
    sha256=FILES["Q4_K_M.gguf"].sha256,
)
LM_STUDIO = model(
    "Qwen",
    Source.LM_STUDIO,
    path="/lm/bartowski/x/Qwen2.5-7B-Instruct-Q6_K.gguf",
    size=FILES["Q6_K.gguf"].size,
)
BLIND = model("VL", Source.FOLDER, path="/m/Qwen2.5-VL-7B-Q8_0.gguf", size=SEES["Q8_0.gguf"].size)


@pytest.fixture
def shelf() -> ShelfEngine:
    return ShelfEngine([OLLAMA, LM_STUDIO, BLIND])


@pytest.fixture
def desk(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shelf: ShelfEngine
) -> Iterator[FindDesk]:
    monkeypatch.delenv("HF_HUB_OFFLINE")
    desk = FindDesk(tmp_path / "home", Theme("light"), shelf=shelf)
    qtbot.addWidget(desk.page)
    desk.page.show()
    yield desk
    desk.close()


def row(desk: FindDesk, quantization: str) -> VariantRow:
    rows = desk.page.pane.view.variants.rows
    (found,) = [row for row in rows if row.offer.variant.quantization == quantization]
    return found


def opened(qtbot: QtBot, desk: FindDesk, name: str) -> None:
    desk.page.open(name)
    qtbot.waitUntil(lambda: desk.library.looked and bool(desk.page.pane.view.variants.rows))
    desk.page.pane.view.variants.more_button.click()


def test_what_other_programs_fetched_is_here(qtbot: QtBot, desk: FindDesk) -> None:
    opened(qtbot, desk, QWEN)
    assert row(desk, "Q4_K_M").offer.here is Here.HERE
    assert "On this computer (Ollama)" in row(desk, "Q4_K_M").spoken()
    assert "On this computer (LM Studio)" in row(desk, "Q6_K").spoken()
    assert row(desk, "Q8_0").offer.here is Here.ABSENT


def test_it_is_used_where_it_lies(qtbot: QtBot, desk: FindDesk) -> None:
    used: list[str] = []
    desk.page.chosen.connect(used.append)
    opened(qtbot, desk, QWEN)
    row(desk, "Q4_K_M").button.click()
    assert used == [OLLAMA.path]


def test_what_goes_is_here_no_more(qtbot: QtBot, desk: FindDesk, shelf: ShelfEngine) -> None:
    opened(qtbot, desk, QWEN)
    shelf.models.remove(OLLAMA)
    desk.library.scan()
    qtbot.waitUntil(lambda: row(desk, "Q4_K_M").offer.here is Here.ABSENT)
    assert row(desk, "Q6_K").offer.here is Here.HERE


def test_one_without_the_part_that_sees_is_not_all_of_it(qtbot: QtBot, desk: FindDesk) -> None:
    opened(qtbot, desk, SEEING)
    assert row(desk, "Q8_0").offer.here is Here.ABSENT
    desk.page.repository.set_with_projector(False)
    qtbot.waitUntil(lambda: row(desk, "Q8_0").offer.here is Here.HERE)
