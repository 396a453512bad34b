"""The page for finding models over the real engine of the Hub and a server that speaks its API."""

from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.core.engine_names import FETCH, HUB
from desktop_app.engines.hub import token
from desktop_app.ui.models.variant_row import Here
from desktop_app.ui.theme import Theme
from tests.engines.hub.conftest import MemoryKeyring
from tests.gguf_file import gguf_bytes
from tests.hub_api import TOKEN, HubApi
from tests.ui.models.find_desk import FindDesk

REPO, GATED = "maker/Small-GGUF", "maker/Gated-GGUF"
CARD = "---\nlicense: mit\n---\n# Small\n\n<p>A <b>small</b> model.</p>\n"


def model(size: int) -> bytes:
    """A model whose one tensor takes `size` bytes."""
    facts = {
        "general.architecture": "llama",
        "llama.block_count": 1,
        "llama.context_length": 2048,
        "llama.embedding_length": 32,
        "llama.attention.head_count": 1,
    }
    return gguf_bytes(facts, [("blk.0.ffn_up.weight", (32, size // 128), 0, size // 128 * 128)])


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[HubApi]:
    before = keyring.get_keyring()
    keyring.set_keyring(MemoryKeyring())
    monkeypatch.setattr(token, "_known", {})
    with HubApi() as hub:
        hub.lead_to(monkeypatch)
        hub.users[TOKEN] = "ada"
        files = {"Small-Q4_K_M.gguf": model(40_960), "Small-Q8_0.gguf": model(81_920)}
        hub.add_repo(REPO, {**files, "README.md": CARD}, licence="mit")
        hub.add_repo(GATED, {"Gated-Q4_K_M.gguf": model(4096)}, gated="auto").readers.add("ada")
        yield hub
    keyring.set_keyring(before)


@pytest.fixture
def desk(qtbot: QtBot, hub: HubApi, tmp_path: Path) -> Iterator[FindDesk]:
    desk = FindDesk(tmp_path / "home", Theme("light"), real=(HUB, FETCH))
    qtbot.addWidget(desk.page)
    desk.page.resize(1000, 700)
    desk.page.show()
    yield desk
    desk.close()


def test_from_words_to_a_model_that_can_be_used(qtbot: QtBot, desk: FindDesk, hub: HubApi) -> None:
    page = desk.page
    used: list[str] = []
    page.chosen.connect(used.append)
    page.bar.field.setText("small")
    QTest.keyClick(page.bar.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(page.results.list.found) == 1 and not page.search.busy)
    page.results.list.setFocus()
    QTest.keyClick(page.results.list, Qt.Key.Key_Down)
    QTest.keyClick(page.results.list, Qt.Key.Key_Return)
    rows = page.pane.view.variants.rows
    qtbot.waitUntil(lambda: len(rows) == 2 and rows[0].offer.exact and rows[1].offer.exact)
    first = rows[0]
    assert first.name() == "Balanced · Q4_K_M"
    assert first.offer.advised
    qtbot.waitUntil(lambda: page.repository.card != "")
    assert page.pane.view.card.text == "# Small\n\nA small model."
    first.button.click()
    qtbot.waitUntil(lambda: first.offer.here is Here.HERE)
    first.button.click()
    (path,) = used
    assert Path(path).name == "Small-Q4_K_M.gguf"
    assert Path(path).read_bytes() == hub.file(REPO, "Small-Q4_K_M.gguf").data


def test_a_gated_model_is_fetched_once_somebody_is_logged_in(qtbot: QtBot, desk: FindDesk) -> None:
    page = desk.page
    page.open(GATED)
    gate = page.pane.view.gate
    qtbot.waitUntil(lambda: gate.problem is not None)
    dialog = page.log_in()
    qtbot.waitUntil(lambda: dialog.who.text() == "Nobody is logged in.")
    dialog.field.setText(TOKEN)
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.who.text() == "You are logged in as ada.")
    assert "keyring" in dialog.where.text()
    dialog.close()
    qtbot.waitUntil(lambda: page.repository.repo is not None and not page.repository.busy)
    assert gate.problem is None
    (row,) = page.pane.view.variants.rows
    row.button.click()
    qtbot.waitUntil(lambda: row.offer.here is Here.HERE)


def test_a_network_that_wants_a_login_of_its_own_is_told(
    qtbot: QtBot, desk: FindDesk, hub: HubApi
) -> None:
    hub.show_web_page()
    page = desk.page
    page.bar.field.setText("small")
    page.bar.button.click()
    qtbot.waitUntil(lambda: page.results.obstacle.problem is not None)
    assert page.results.obstacle.problem is not None
    assert page.results.obstacle.problem.code == "hub.strange"
