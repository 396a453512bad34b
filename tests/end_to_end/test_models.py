"""From nothing to a conversation with a model of the Hub, and what may come between.

The Hub is a server on this computer. Where somebody talks with a model of it, that is the
starter model's file, under another name; elsewhere a small one, which takes less time.
"""

import json
import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import keyring
import psutil
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from desktop_app.cli import main
from desktop_app.core.conversation import State
from desktop_app.core.download import Stage
from desktop_app.core.engine import CancelToken, Engine, Job, LoadJob
from desktop_app.core.engine_names import FETCH, LLAMA
from desktop_app.core.errors import Problem
from desktop_app.core.events import Event, Failed
from desktop_app.core.paths import starter_model
from desktop_app.engines.fetch import create as create_fetch
from desktop_app.engines.hub import create as create_hub
from desktop_app.engines.hub import token
from desktop_app.engines.isolated import IsolatedEngine
from desktop_app.engines.library import create as create_library
from desktop_app.engines.scripted import ScriptedEngine
from desktop_app.ui.models.page import Page
from desktop_app.ui.models.variant_row import Here
from desktop_app.ui.models.welcome import WELCOMED, Welcome
from tests.end_to_end.conftest import SHORT, Start, close
from tests.end_to_end.test_chat import idle, say, texts
from tests.engines.hub.conftest import MemoryKeyring
from tests.hub_api import TOKEN, HubApi
from tests.processes import of_family
from tests.ui.models.test_find_on_hub import model

pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support raise", extend=True),
]


REPO = "Qwen/Qwen3-0.6B-GGUF"
FILE = "Qwen3-0.6B-Q8_0.gguf"
HALF = 4_000_000
"""A place in the midst of it."""

NEAR = {
    "hub": lambda: create_hub(None),
    "downloads": lambda: create_fetch(None),
    "library": lambda: create_library(None),
}
"""The real engines in this process, which takes less time."""


@pytest.fixture(scope="module")
def weights(starter_model: Path) -> bytes:
    return starter_model.read_bytes()


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[HubApi]:
    """The Hub that the environment means, and a keyring that nobody has put anything into."""
    before = keyring.get_keyring()
    keyring.set_keyring(MemoryKeyring())
    monkeypatch.setattr(token, "_known", {})
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")  # of children
    with HubApi() as hub:
        hub.lead_to(monkeypatch)
        yield hub
        hub.go_on.set()
    keyring.set_keyring(before)


@pytest.fixture(scope="module")
def small() -> bytes:
    """A model of 8 MB that nobody can talk with."""
    return model(8_000_000)


@pytest.fixture
def served(hub: HubApi, small: bytes) -> HubApi:
    """The Hub with one model."""
    hub.add_repo(REPO, {FILE: small, "README.md": "# Qwen3\n\nA **small** model."})
    return hub


def hold(hub: HubApi, repo: str = REPO, file: str = FILE) -> None:
    """Let the server wait in the midst of the model."""
    hub.held.clear()
    hub.go_on.clear()
    hub.file(repo, file).hold_at = HALF


def let_go(hub: HubApi, repo: str = REPO, file: str = FILE) -> None:
    hub.file(repo, file).hold_at = -1
    hub.go_on.set()


def welcome(qtbot, parley) -> Welcome:
    """The card of the first start, when it knows what to offer."""
    page = parley.window.empty_page
    qtbot.waitUntil(lambda: page.findChild(Welcome) is not None)
    card = page.findChild(Welcome)
    qtbot.waitUntil(lambda: card.rows != [])
    return card


def press(qtbot, button) -> None:
    """With the keyboard, as somebody who came there by Tab."""
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)


def find(parley):
    """The page for finding models, in front."""
    return parley.models.open(Page.FIND).page(Page.FIND)


def row_of(qtbot, page):
    """The only model of the repository that is shown, judged by its header."""
    rows = page.pane.view.variants.rows
    qtbot.waitUntil(lambda: len(rows) == 1 and rows[0].offer.exact)
    return rows[0]


def fetch_until_held(qtbot, parley, hub: HubApi) -> None:
    hold(hub)
    page = find(parley)
    assert page.open(REPO)
    press(qtbot, row_of(qtbot, page).button)
    qtbot.waitUntil(lambda: come(parley) == HALF)


def come(parley) -> int:
    orders = parley.models.downloads.orders()
    return parley.models.downloads.progress(orders[0].parcel.id).done if orders else 0


def arrived(parley) -> bool:
    return [order.stage for order in parley.models.downloads.orders()] == [Stage.DONE]


def fetched(home: Path, repo: str = REPO) -> Path:
    """The one model that is in Parley's folder, under its name."""
    folder = home / "models" / f"models--{repo.replace('/', '--')}"
    (path,) = folder.glob("snapshots/*/*.gguf")
    return path


def test_from_the_welcome_to_a_conversation_and_back_to_the_starter(
    qtbot, start: Start, hub: HubApi, weights: bytes, tmp_path: Path
) -> None:
    parley = start(lambda: IsolatedEngine(LLAMA, tmp_path), model="", **NEAR)
    parley.settings.update(
        {"model.threads": 1, "model.context_size": 512, "sampling.temperature": 0.0,
         "sampling.max_tokens": 8}
    )  # fmt: skip
    card = welcome(qtbot, parley)
    row = card.rows[0]
    hub.add_repo(row.model.repo, {f"Model-{row.model.quantizations[0]}.gguf": weights})
    press(qtbot, row.go_button)
    qtbot.waitUntil(lambda: row.go_button.text() == "Use it")
    press(qtbot, row.go_button)
    qtbot.waitUntil(lambda: parley.window.empty_page.findChild(Welcome) is None)
    path = fetched(tmp_path / "home", row.model.repo)
    assert parley.model.path == str(path)
    assert parley.window.composer.isAncestorOf(parley.window.focusWidget())
    say(qtbot, parley, "What is the capital of France?")
    qtbot.waitUntil(lambda: idle(parley) and len(texts(parley)) == 2)
    reply = parley.session.conversation.path()[-1]
    assert (reply.state in (State.COMPLETE, State.LENGTH), bool(reply.text.strip())) == (True, True)
    assert parley.model.loaded_path == str(path)

    delete(qtbot, parley, str(path))
    assert not path.exists()
    assert not list((tmp_path / "home" / "models").rglob(path.resolve().name))
    assert parley.model.path == str(starter_model())
    assert files_in_memory() == []


def delete(qtbot, parley, path: str) -> None:
    """Delete a model in the list, and leave the list, so that nobody can take that back."""
    window = parley.models.open(Page.LIBRARY)
    page, library = window.page(Page.LIBRARY), parley.models.library
    qtbot.waitUntil(lambda: library.model(path) is not None and not library.busy)
    page.show_model(path)
    qtbot.waitUntil(page.detail.delete_button.isVisible)
    press(qtbot, page.detail.delete_button)
    with qtbot.waitSignal(library.removed):
        window.close()
    qtbot.waitUntil(lambda: not library.busy)


def files_in_memory() -> list[str]:
    """The model files that this process and its children have mapped."""
    if not hasattr(psutil.Process, "memory_maps"):  # macOS
        return []
    mapped = of_family(lambda process: [each.path for each in process.memory_maps()])
    return [path for path in mapped if "models--" in path]


def test_by_words_in_processes_of_their_own(
    qtbot, start: Start, hub: HubApi, weights: bytes, tmp_path: Path
) -> None:
    hub.add_repo(REPO, {FILE: weights, "README.md": "# Qwen3\n\nA **small** model."})
    parley = start(model="")
    welcome(qtbot, parley)
    page = find(parley)
    page.bar.field.setFocus()
    qtbot.keyClicks(page.bar.field, "qwen3 0.6b")
    qtbot.keyClick(page.bar.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(page.results.list.found) == 1)
    page.results.list.setFocus()
    qtbot.keyClick(page.results.list, Qt.Key.Key_Down)
    qtbot.keyClick(page.results.list, Qt.Key.Key_Return)
    row = row_of(qtbot, page)
    judged = hub.file(REPO, FILE).sent
    assert judged <= 12_000_000
    press(qtbot, row.button)
    qtbot.waitUntil(lambda: row.offer.here is Here.HERE)
    press(qtbot, row.button)
    path = fetched(tmp_path / "home")
    assert path.read_bytes() == weights
    assert hub.file(REPO, FILE).sent == judged + len(weights)
    assert parley.model.path == str(path)
    assert "Qwen3-0.6B" in parley.window.header.model_button.text()
    # Whoever has found a model needs no card that offers some.
    qtbot.waitUntil(lambda: parley.window.empty_page.findChild(Welcome) is None)


class ChoosyEngine(ScriptedEngine):
    """Finds that files with "bad" in their name are no models."""

    def run(self, job: Job, cancel: CancelToken) -> Iterator[Event]:
        if isinstance(job, LoadJob) and "bad" in job.model.path:
            yield Failed(Problem("model.damaged", {"name": "bad"}))
        else:
            yield from super().run(job, cancel)


def test_the_card_stays_until_another_model_answers(qtbot, start: Start, tmp_path: Path) -> None:
    parley = start(lambda: ChoosyEngine(SHORT), model="", **NEAR)
    card = welcome(qtbot, parley)
    bad, good = tmp_path / "bad.gguf", tmp_path / "good.gguf"
    for path in (bad, good):
        path.write_bytes(b"GGUF")
    card.chosen.emit(str(bad))
    assert parley.model.path == str(bad)
    qtbot.waitUntil(lambda: parley.model.path == str(starter_model()))
    assert parley.window.empty_page.findChild(Welcome) is card
    assert parley.settings.get(WELCOMED) is False
    # Nor does the starter answer it.
    parley.model.choose(str(starter_model()))
    qtbot.waitUntil(lambda: parley.model.loaded_path == str(starter_model()))
    assert parley.window.empty_page.findChild(Welcome) is card

    parley.models.use(str(good))
    qtbot.waitUntil(lambda: parley.window.empty_page.findChild(Welcome) is None)
    assert parley.settings.get(WELCOMED) is True


@pytest.mark.parametrize(
    "pasted", [f"https://huggingface.co/{REPO}/blob/main/{FILE}", f" {REPO}:q8_0 "]
)
def test_by_a_pasted_address(
    qtbot, start: Start, served: HubApi, small: bytes, tmp_path: Path, pasted: str
) -> None:
    parley = start(**NEAR)
    page = find(parley)
    QApplication.clipboard().setText(pasted)
    page.bar.field.setFocus()
    page.bar.field.paste()
    qtbot.keyClick(page.bar.field, Qt.Key.Key_Return)
    row = row_of(qtbot, page)
    press(qtbot, row.button)
    qtbot.waitUntil(lambda: row.offer.here is Here.HERE)
    assert fetched(tmp_path / "home").read_bytes() == small
    assert not [path for path in served.asked_paths() if path == "/api/models"]


def test_a_gated_one_with_a_token_of_the_keyring(
    qtbot, start: Start, served: HubApi, small: bytes, tmp_path: Path
) -> None:
    repo = served.repos[REPO]
    repo.gated = "auto"
    repo.readers.add("ada")
    parley = start(**NEAR)
    page = find(parley)
    assert page.open(REPO)
    gate = page.pane.view.gate
    qtbot.waitUntil(lambda: gate.problem is not None)
    assert gate.problem.code == "hub.gated"
    (log_in,) = (each for each in gate.buttons() if each.text() == "Log in")
    press(qtbot, log_in)
    dialog = page.login
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.who.text() == "Nobody is logged in.")
    qtbot.keyClicks(dialog.field, TOKEN)
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.who.text() == "You are logged in as ada.")
    dialog.close()
    row = row_of(qtbot, page)
    press(qtbot, row.button)
    qtbot.waitUntil(lambda: row.offer.here is Here.HERE)
    assert fetched(tmp_path / "home").read_bytes() == small
    assert list(keyring.get_keyring().kept.values()) == [TOKEN]
    close(parley)  # What it knows of the folders' files is written once they are looked through.
    # What is kept on the disk, logs included, knows nothing of it; nor does the other server.
    texts = [file.read_bytes() for file in kept_files(tmp_path / "home")]
    assert texts
    assert not any(TOKEN.encode() in text for text in texts)
    shown = [asked for asked in served.asked if asked.path.startswith("/cdn/")]
    assert shown
    assert not any("authorization" in asked.headers for asked in shown)


def kept_files(home: Path) -> list[Path]:
    return [path for path in home.rglob("*") if path.is_file() and path.stat().st_size < 1_000_000]


@pytest.mark.model
def test_by_the_command_line(
    hub: HubApi, weights: bytes, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """By the name that a model has in the catalogue."""
    repo, name = "LiquidAI/LFM2.5-1.2B-Instruct-GGUF", "lfm2.5-1.2b"
    hub.add_repo(repo, {f"{name}-Q4_K_M.gguf": weights})
    home = ["--home", str(tmp_path / "home")]
    assert main([*home, "models", "pull", name]) == 0
    path = Path(capfd.readouterr().out.strip())
    assert path == fetched(tmp_path / "home", repo)
    assert path.read_bytes() == weights
    words = ("--threads", "1", "--context", "512", "--max-tokens", "4", "--temperature", "0")
    assert main([*home, "ask", "--model", name, *words, "The capital of France?"]) == 0
    assert capfd.readouterr().out.strip()
    assert main([*home, "models", "list", "--json"]) == 0
    (listed,) = json.loads(capfd.readouterr().out)
    assert (listed["path"], listed["source"]) == (str(path), "parley")


def test_a_restart_in_mid_download_fetches_nothing_twice(
    qtbot, start: Start, served: HubApi, small: bytes, tmp_path: Path
) -> None:
    parley = start(**NEAR)
    fetch_until_held(qtbot, parley, served)
    judged = served.file(REPO, FILE).sent - HALF
    close(parley)
    let_go(served)
    assert not list((tmp_path / "home").rglob("*.gguf"))

    parley = start(**NEAR)
    qtbot.waitUntil(lambda: arrived(parley))
    assert fetched(tmp_path / "home").read_bytes() == small
    assert ranges(served)[-2:] == ["", f"bytes={HALF}-"]
    # Of what was cut the server may have sent a block more, to nobody.
    assert served.file(REPO, FILE).sent <= 1.02 * (judged + len(small))
    (note,) = (each for each in parley.window.notices.banners() if FILE[:5] in each.text())
    press(qtbot, note.button)
    assert parley.model.path == str(fetched(tmp_path / "home"))


def test_a_fetching_process_that_is_killed_is_replaced_and_goes_on(
    qtbot, start: Start, served: HubApi, small: bytes, tmp_path: Path
) -> None:
    engines: list[IsolatedEngine] = []

    def downloads() -> IsolatedEngine:
        engines.append(IsolatedEngine(FETCH, tmp_path, name="downloads", family="part"))
        return engines[-1]

    parley = start(**{**NEAR, "downloads": downloads})
    fetch_until_held(qtbot, parley, served)
    child = engines[0].child_pid
    let_go_after(served, lambda: os.kill(child, getattr(signal, "SIGKILL", signal.SIGTERM)))
    qtbot.waitUntil(lambda: arrived(parley))
    assert engines[0].child_pid != child
    assert fetched(tmp_path / "home").read_bytes() == small
    assert ranges(served)[-2:] == ["", f"bytes={HALF}-"]
    assert parley.window.notices.banners()[0].problem is None, "it is no problem, but news"


def ranges(hub: HubApi) -> list[str]:
    """Which parts of the model were asked for, in their order."""
    return [asked.range for asked in hub.asked if asked.path == f"/cdn/{REPO}/{FILE}"]


def let_go_after(hub: HubApi, strike: Callable[[], None]) -> None:
    """Strike while the server waits, and let it wait no more."""
    hub.file(REPO, FILE).hold_at = -1
    strike()
    hub.go_on.set()


def test_what_is_gone_from_the_hub_is_searched_for_there(qtbot, start: Start, hub: HubApi) -> None:
    parley = start(model="", **NEAR)
    row = welcome(qtbot, parley).rows[0]
    repo = row.model.repo
    name = repo.partition("/")[2]
    hub.add_repo(f"else/{name}", {FILE: b"not for everybody"}, gated="manual")
    press(qtbot, row.go_button)
    qtbot.waitUntil(row.sentence.isVisible)
    assert f"There is no {repo}" in row.sentence.text(), "what is gated takes nobody's place"
    press(qtbot, row.remedy_button)
    assert parley.models.window.shown is Page.FIND
    page = parley.models.window.page(Page.FIND)
    assert page.bar.words() == name.removesuffix("-GGUF").replace("-", " ")
    qtbot.waitUntil(lambda: not page.search.busy)
    assert page.results.list.found.row_of(f"else/{name}") == 0


def test_the_licence_and_the_account_of_what_is_closed(
    qtbot, start: Start, hub: HubApi, small: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: opened.append(url.toString()) or True
    )
    parley = start(model="", **NEAR)
    row = welcome(qtbot, parley).rows[0]
    file = f"Model-{row.model.quantizations[0]}.gguf"
    repo = hub.add_repo(row.model.repo, {file: small}, gated="manual")
    press(qtbot, row.go_button)
    qtbot.waitUntil(row.remedy_button.isVisible)
    press(qtbot, row.remedy_button)
    assert opened == [f"{hub.address}/{repo.id}"]
    press(qtbot, row.second_button)
    dialog = parley.models.find().login
    qtbot.waitUntil(lambda: dialog.who.text() == "Nobody is logged in.")
    repo.readers.add("ada")
    qtbot.keyClicks(dialog.field, TOKEN)
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: arrived(parley))


def test_offline_nobody_is_asked_anything(
    qtbot, start: Start, served: HubApi, tmp_path: Path
) -> None:
    parley = start(model="", **NEAR)
    parley.settings.set("hub.offline", True)
    card = welcome(qtbot, parley)
    assert card.obstacle.problem.code == "hub.offline"
    assert not any(row.go_button.isEnabled() for row in card.rows)
    page = find(parley)
    page.bar.field.setText("qwen3")
    qtbot.keyClick(page.bar.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.results.obstacle.problem is not None)
    assert page.results.obstacle.problem.code == "hub.offline"
    assert page.open(REPO)
    obstacle = page.pane.view.obstacle
    qtbot.waitUntil(lambda: obstacle.problem is not None)
    assert obstacle.problem.code == "hub.offline"
    dialog = page.log_in()
    qtbot.waitUntil(lambda: dialog.who.text() == "Nobody is logged in.")
    qtbot.keyClicks(dialog.field, TOKEN)
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.obstacle.problem is not None)
    assert dialog.obstacle.problem.code == "hub.offline"
    dialog.close()
    assert main(["--home", str(tmp_path / "home"), "models", "pull", REPO]) == 1
    assert served.asked == []


def test_what_waits_is_left_waiting_offline(
    qtbot, start: Start, served: HubApi, small: bytes, tmp_path: Path
) -> None:
    parley = start(**NEAR)
    fetch_until_held(qtbot, parley, served)
    parley.settings.set("hub.offline", True)
    close(parley)
    let_go(served)
    served.asked.clear()

    parley = start(**NEAR)
    assert parley.models.downloads.obstacle.code == "hub.offline"
    assert served.asked == []
    parley.settings.set("hub.offline", False)
    qtbot.waitUntil(lambda: arrived(parley))
    assert fetched(tmp_path / "home").read_bytes() == small


def test_the_card_of_the_first_start_asks_nobody(qtbot, start: Start, served: HubApi) -> None:
    made: list[str] = []

    def noted(name: str) -> Callable[[], Engine]:
        def make() -> Engine:
            made.append(name)
            return NEAR[name]()

        return make

    before = connections()  # of other tests
    parley = start(lambda: IsolatedEngine(LLAMA), model="", **{name: noted(name) for name in NEAR})
    welcome(qtbot, parley)
    assert (served.asked, made) == ([], [])
    assert connections() <= before


def connections() -> set[tuple[int, object]]:
    """What this process and its children are connected to by a network, this computer's too."""
    return set(
        of_family(
            lambda one: [
                (one.pid, each.raddr) for each in one.net_connections("inet") if each.raddr
            ]
        )
    )
