"""`parley models pull`: a model of the Hub comes with all that belongs to it."""

import json
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop_app.cli import main, models_pull
from desktop_app.core.catalog import CatalogModel
from desktop_app.core.engine import CancelToken, Engine, EngineSpec, Job
from desktop_app.core.events import Event, Fetching
from desktop_app.engines import isolated
from desktop_app.engines.fetch import create as create_fetch
from desktop_app.engines.hub import create as create_hub
from tests.hub_api import COMMIT, HubApi

REPO = "maker/Tiny-GGUF"
FILES = {
    "Tiny-Q8_0.gguf": b"eight" * 20_000,
    "Tiny-Q4_K_M.gguf": b"four" * 20_000,
    "mmproj-F16.gguf": b"eyes" * 1000,
}
ENTRY = CatalogModel("tiny", "Tiny", REPO, ("Q8_0",), "maker", "mit", "https://hub.invalid")


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[HubApi]:
    for name in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "HF_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.delenv("HF_HUB_OFFLINE")
    with HubApi() as hub:
        hub.add_repo(REPO, FILES)
        monkeypatch.setenv("HF_ENDPOINT", hub.address)
        yield hub


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both engines run in this process, which takes less time."""
    monkeypatch.setattr(models_pull, "hub_process", lambda places: create_hub(None))
    monkeypatch.setattr(isolated, "IsolatedEngine", lambda *arguments, **more: create_fetch(None))


def pull(home: Path, *words: str) -> int:
    return main(["--home", str(home / "parley"), "models", "pull", *words])


def snapshot(home: Path) -> Path:
    return home / "parley" / "models" / "models--maker--Tiny-GGUF" / "snapshots" / COMMIT


def test_in_processes_of_its_own(
    hub: HubApi, home: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert pull(home, REPO) == 0
    output, errors = capfd.readouterr()
    model = Path(output.strip())
    assert model == snapshot(home) / "Tiny-Q4_K_M.gguf"
    assert model.read_bytes() == FILES[model.name]
    assert (snapshot(home) / "mmproj-F16.gguf").read_bytes() == FILES["mmproj-F16.gguf"]
    assert not (snapshot(home) / "Tiny-Q8_0.gguf").exists()
    assert errors.splitlines() == ["parley: Tiny · Q4_K_M from maker/Tiny-GGUF, 84 kB"]


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    "words",
    [
        (f"{REPO}:q8_0",),
        (REPO, "--quant", "Q8_0"),
        (REPO, "--file", "Tiny-Q8_0.gguf"),
        (f"https://huggingface.co/{REPO}/blob/main/Tiny-Q8_0.gguf",),
    ],
)
def test_another_quantization(
    hub: HubApi, home: Path, capfd: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    assert pull(home, *words, "--no-projector", "--folder", str(home / "other")) == 0
    folder = home / "other" / "models--maker--Tiny-GGUF" / "snapshots" / COMMIT
    assert capfd.readouterr().out == f"{folder / 'Tiny-Q8_0.gguf'}\n"
    assert [path.name for path in folder.iterdir()] == ["Tiny-Q8_0.gguf"]


@pytest.mark.usefixtures("here")
def test_events_for_a_program(hub: HubApi, home: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert pull(home, REPO, "--json") == 0
    output, errors = capfd.readouterr()
    first, *others, last = [json.loads(line) for line in output.splitlines()]
    assert first["type"] == "model"
    assert first["model"] == str(snapshot(home) / "Tiny-Q4_K_M.gguf")
    assert {Path(file["path"]).name for file in first["files"]} == FILES.keys() - {"Tiny-Q8_0.gguf"}
    assert last == {"type": "finished", "reason": "stop"}
    assert {event["type"] for event in others} == {"fetching"}
    done = [event["done"] for event in others]
    assert done == sorted(done)
    assert done[-1] == others[-1]["total"] == 84_000
    assert errors == ""


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((f"{REPO}:Q2_K",), "maker/Tiny-GGUF has no Q2_K. Choose one of: Q8_0, Q4_K_M."),
        (("maker/none",), "There is no maker/none on the Hub"),
        (("nonsense",), "There is no nonsense on the Hub"),
        (("maker/empty",), "maker/empty has no GGUF file"),
        (("maker/gated",), "maker/gated is handed out only to those"),
    ],
)
def test_what_cannot_be_fetched(
    hub: HubApi, home: Path, capfd: pytest.CaptureFixture[str], words: tuple[str, ...], said: str
) -> None:
    hub.add_repo("maker/empty", {"README.md": "# Empty"})
    hub.add_repo("maker/gated", FILES, gated="auto")
    assert pull(home, *words) == 1
    output, errors = capfd.readouterr()
    assert output == ""
    assert errors.startswith(f"parley: {said}")
    assert len(errors.splitlines()) == 1


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("gone", [False, True], ids=["there", "moved"])
def test_a_model_of_the_catalogue(
    hub: HubApi,
    home: Path,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    gone: bool,
) -> None:
    monkeypatch.setattr(models_pull, "load_catalog", lambda path: (ENTRY,))
    if gone:
        del hub.repos[REPO]
        hub.add_repo("other/Tiny-GGUF", FILES)
    assert pull(home, "tiny") == 0
    maker = "other" if gone else "maker"
    assert f"models--{maker}--Tiny-GGUF" in capfd.readouterr().out
    assert not (snapshot(home) / "mmproj-F16.gguf").exists()


class Interrupting:
    """Fetches, and presses Ctrl-C when half of the model is here."""

    def __init__(self, hub: HubApi, engine: Engine) -> None:
        self._hub = hub
        self._engine = engine

    def run(self, job: Job, cancel: CancelToken) -> Iterator[Event]:
        for event in self._engine.run(job, cancel):
            yield event
            if isinstance(event, Fetching) and event.done == 40_000:
                signal.raise_signal(signal.SIGINT)

    def close(self) -> None:
        self._hub.go_on.set()


def test_ctrl_c_pauses(
    hub: HubApi, home: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def make(spec: EngineSpec, *arguments: Any, **more: Any) -> Engine:
        return Interrupting(hub, create_fetch(None))

    monkeypatch.setattr(models_pull, "hub_process", lambda places: create_hub(None))
    served = hub.file(REPO, "Tiny-Q4_K_M.gguf")
    served.hold_at = 40_000
    with monkeypatch.context() as patch:
        patch.setattr(isolated, "IsolatedEngine", make)
        assert pull(home, REPO) == 130
    output, errors = capfd.readouterr()
    assert output == ""
    assert errors.endswith("parley: Paused at 52%. The same command goes on from there.\n")
    assert not (snapshot(home) / "Tiny-Q4_K_M.gguf").exists()
    served.hold_at = -1
    monkeypatch.setattr(isolated, "IsolatedEngine", lambda *words, **more: create_fetch(None))
    assert pull(home, REPO) == 0
    assert hub.asked[-1].range == "bytes=40000-"
