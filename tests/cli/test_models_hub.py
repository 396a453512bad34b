"""`parley models search` and `info` of what is on the Hub."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from desktop_app.cli import main, models_info, models_search
from desktop_app.cli.arguments import Arguments
from desktop_app.cli.models_info import remote_info
from desktop_app.core.device import Device, DeviceKind
from desktop_app.core.engine import CancelToken, FitJob, Job
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.events import Event, Failed, Finished, Fitted
from desktop_app.core.hub import SearchJob
from desktop_app.core.machine import Machine
from desktop_app.engines.hub import create
from tests.gguf_file import gguf_bytes
from tests.hub_api import HubApi

REPO = "maker/name-GGUF"
CPU = Device("CPU", "AMD Ryzen 7", "CPU", DeviceKind.PROCESSOR, 8 * 10**9, 16 * 10**9)
KEYS = {
    "general.architecture": "llama",
    "llama.block_count": 2,
    "llama.context_length": 8192,
    "llama.embedding_length": 64,
    "llama.attention.head_count": 4,
    "llama.feed_forward_length": 128,
}
MODEL = gguf_bytes(
    KEYS, [("token_embd.weight", (64, 100), 0, 25_600), ("blk.0.w", (64, 64), 0, 16_384)]
)


class Memory:
    """Knows what memory there is, and nothing else."""

    def __init__(self, machine: Machine | None) -> None:
        self._machine = machine

    def run(self, job: Job, cancel: CancelToken) -> Iterator[Event]:
        assert isinstance(job, FitJob)
        yield Fitted(None, (CPU,), "a fake", machine=self._machine)

    def close(self) -> None:
        pass


@pytest.fixture(autouse=True)
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[HubApi]:
    """The Hub, asked from within this process: what lies between is tested elsewhere."""
    for module in (models_info, models_search):
        monkeypatch.setattr(module, "hub_process", lambda places: create(None))
    memory = Memory(Machine(8 * 10**9, 16 * 10**9, (CPU,)))
    monkeypatch.setattr(models_info, "model_process", lambda places, name: memory)
    with HubApi() as hub:
        hub.lead_to(monkeypatch)
        yield hub


def add(hub: HubApi) -> None:
    files = {
        "README.md": "# Name",
        "name-Q4_K_M.gguf": MODEL,
        "name-Q8_0.gguf": MODEL + bytes(10_000),
        "name-F16-00001-of-00002.gguf": MODEL,
        "name-F16-00002-of-00002.gguf": MODEL,
        "mmproj-F16.gguf": b"GGUF" * 1000,
    }
    facts = {"total": 7_600_000_000, "architecture": "qwen2", "context_length": 32768}
    hub.add_repo(REPO, files, gguf=facts, downloads=12_345, likes=6)


def test_a_table_of_what_is_found(hub: HubApi, capsys: pytest.CaptureFixture[str]) -> None:
    add(hub)
    hub.add_repo("maker/other", {"x.gguf": b"GGUF"}, gated="auto", licence="mit")

    assert main(["models", "search", "maker", "--sort", "downloads"]) == 0

    heading, first, second = capsys.readouterr().out.splitlines()
    assert heading.split() == ["repository", "weights", "downloads", "likes", "licence", "changed"]
    assert first.split() == [REPO, "7.6B", "12,345", "6", "apache-2.0", "2025-01-01"]
    assert second.split()[:2] == ["maker/other", "(gated)"]


def test_the_options_of_a_search(hub: HubApi, capsys: pytest.CaptureFixture[str]) -> None:
    add(hub)
    words = "models search name --task text --licence apache-2.0 --author maker --min-size 1B"

    assert main([*words.split(), "--max-size", "8B", "--limit", "3", "--json"]) == 0

    (found,) = json.loads(capsys.readouterr().out)
    assert found["id"] == REPO
    assert found["gate"] == ""
    assert found["parameters"] == 7_600_000_000
    assert hub.asked[0].path.count("limit=3") == 1


def test_nothing_is_found(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["models", "search", "nothing"]) == 0

    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == "parley: Nothing like that was found. Fewer words find more.\n"


def test_nothing_is_found_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["models", "search", "nothing", "--json"]) == 0

    assert capsys.readouterr() == ("[]\n", "")


def test_a_hub_that_fails_is_told(hub: HubApi, capsys: pytest.CaptureFixture[str]) -> None:
    hub.show_web_page()

    assert main(["models", "search"]) == 1

    said = capsys.readouterr()
    assert said.out == ""
    assert "is not what the Hub would say" in said.err


def test_names_cannot_command_the_terminal(hub: HubApi, capsys: pytest.CaptureFixture[str]) -> None:
    hub.add_repo("maker/\x1b[31mred", {"x.gguf": b"GGUF"})

    main(["models", "search"])

    assert "\x1b" not in capsys.readouterr().out


def test_what_is_in_a_repository(hub: HubApi, capsys: pytest.CaptureFixture[str]) -> None:
    add(hub)

    assert remote_info(Arguments(name=REPO)) == 0

    text = capsys.readouterr().out
    assert "qwen2, 7.6B parameters, trained for 32,768 tokens, licence apache-2.0" in text
    assert "12,345 downloads, 6 likes, changed on 2025-01-01" in text
    rows = [line.split() for line in text.splitlines() if "Fits in memory" in line]
    assert [(row[0], row[-1]) for row in rows] == (
        [("F16", "memory"), ("Q8_0", "memory"), ("Q4_K_M", "recommended")]
    )
    assert "in 2 files" in text
    assert "mmproj-F16.gguf" in text
    assert text.endswith(f"Fetch it: parley models pull {REPO}:Q4_K_M\n")


@pytest.mark.parametrize(
    "name",
    [
        f"{REPO}:q8_0",
        f"hf.co/{REPO}:Q8_0",
        f"https://huggingface.co/{REPO}/blob/main/name-Q8_0.gguf",
    ],
)
def test_one_of_its_variants(hub: HubApi, capsys: pytest.CaptureFixture[str], name: str) -> None:
    add(hub)

    assert remote_info(Arguments(name=name, json=True)) == 0

    values = json.loads(capsys.readouterr().out)
    (variant,) = values["variants"]
    assert variant["quantization"] == "Q8_0"
    assert variant["size"] == len(MODEL) + 10_000
    assert variant["fits"] == "memory"
    assert not variant["recommended"]
    assert variant["projector"] == "mmproj-F16.gguf"
    assert values["commit"] == hub.repos[REPO].commit


def test_a_variant_that_is_not_there(hub: HubApi) -> None:
    add(hub)

    with pytest.raises(ParleyError) as raised:
        remote_info(Arguments(name=f"{REPO}:Q2_K"))

    assert raised.value.problem.code == "hub.no_variant"
    assert raised.value.problem.remedy.english() == "Choose one of: F16, Q8_0, Q4_K_M."


@pytest.mark.parametrize("name", ["maker/none", "no address", "name"])
def test_a_repository_that_is_not_there(name: str) -> None:
    with pytest.raises(ParleyError) as raised:
        remote_info(Arguments(name=name))

    assert raised.value.problem.code == "hub.not_found"


def test_a_gated_repository_is_judged_by_its_sizes(
    hub: HubApi, capsys: pytest.CaptureFixture[str]
) -> None:
    add(hub)
    hub.repos[REPO].gated = "manual"

    assert remote_info(Arguments(name=REPO)) == 0

    text = capsys.readouterr().out
    assert f"agreed to its licence on {hub.address}/{REPO}\n" in text
    assert text.count("Fits in memory") == 3
    assert not any("/resolve/" in path for path in hub.asked_paths())


def test_variants_of_several_models_are_named_by_their_files(
    hub: HubApi, capsys: pytest.CaptureFixture[str]
) -> None:
    hub.add_repo(REPO, {"a-Q8_0.gguf": MODEL, "b/b-Q8_0.gguf": MODEL})

    remote_info(Arguments(name=REPO))

    text = capsys.readouterr().out
    assert "  a-Q8_0.gguf  " in text
    assert "  b-Q8_0.gguf  " in text
    assert f"{REPO}:a-Q8_0.gguf" in text


def test_without_a_word_about_the_memory_nothing_is_judged(
    hub: HubApi, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    add(hub)
    monkeypatch.setattr(models_info, "model_process", lambda places, name: Memory(None))

    assert remote_info(Arguments(name=REPO, json=True)) == 0

    values = json.loads(capsys.readouterr().out)
    assert {variant["fits"] for variant in values["variants"]} == {None}


def test_ctrl_c_ends_a_search(monkeypatch: pytest.MonkeyPatch) -> None:
    class Interrupted:
        def run(self, job: Job, cancel: CancelToken) -> Iterator[Event]:
            assert isinstance(job, SearchJob)
            cancel.set()
            yield Failed(Problem("internal", details="broken off"))

        def close(self) -> None:
            pass

    engine: Any = Interrupted()
    monkeypatch.setattr(models_search, "hub_process", lambda places: engine)

    assert main(["models", "search"]) == 130


def test_an_engine_that_answers_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    class Silent:
        def run(self, job: Job, cancel: CancelToken) -> Iterator[Event]:
            yield Finished()

        def close(self) -> None:
            pass

    engine: Any = Silent()
    monkeypatch.setattr(models_info, "hub_process", lambda places: engine)

    with pytest.raises(ParleyError):
        remote_info(Arguments(name=REPO))
