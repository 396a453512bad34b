"""`dev.py catalog`, against a Hub on this computer."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import dev
from desktop_app.core.catalog import load_catalog, parse_catalog
from tests.catalog_check.__main__ import main
from tests.gguf_file import F32, gguf_bytes
from tests.hub_api import HubApi

SIZE = 65536
PARAMETERS = SIZE * 8 / 4.85 / 1e9

CATALOG = f"""\
# What stands above is kept.
[[model]]
id = "one"
name = "One"
repo = "maker/One-GGUF"
quantizations = ["Q4_K_M"]
maker = "Maker"
licence = "apache-2.0"  # as its card says
parameters = {PARAMETERS:.12f}
context = 4096
architecture = "llama"
source = "https://example.org/one"

# The second one.
[[model]]
id = "two"
name = "Two"
repo = "maker/Two-GGUF"
quantizations = ["Q4_K_M", "Q8_0"]
maker = "Maker"
licence = "apache-2.0"
parameters = {PARAMETERS:.12f}
sees = true
source = "https://example.org/two"
checked = "2026-01-01"
"""


def model(architecture: str = "llama", context: int = 8192, size: int = SIZE) -> bytes:
    facts = {"general.architecture": architecture, f"{architecture}.context_length": context}
    return gguf_bytes(facts, [("token_embd.weight", (16,), F32, size)])


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[HubApi]:
    with HubApi() as hub:
        monkeypatch.setenv("HF_ENDPOINT", hub.address)
        monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)
        yield hub


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "catalog.toml"
    path.write_text(CATALOG, encoding="utf-8")
    return path


def fill(hub: HubApi) -> None:
    hub.add_repo("maker/One-GGUF", {"One-Q4_K_M.gguf": model(), "README.md": "# One"})
    eyes = gguf_bytes({"general.architecture": "clip"})
    hub.add_repo("maker/Two-GGUF", {"Two-Q4_K_M.gguf": model(), "mmproj-Two-f16.gguf": eyes})


def check(file: Path, *arguments: str) -> int:
    return main(["--file", str(file), *arguments])


def test_what_is_as_it_is_described_gets_the_day(
    hub: HubApi, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(hub)

    assert check(file, "--write") == 0
    printed = capsys.readouterr().out
    assert printed.count("right") == 2
    assert "2 of 2 as they are described." in printed
    one, two = load_catalog(file)
    assert len(one.checked) == 10
    assert two.checked == one.checked > "2026-01-01"
    text = file.read_text(encoding="utf-8")
    for comment in ("# What stands above is kept.", "# as its card says", "# The second one."):
        assert comment in text


def test_without_write_nothing_is_written(hub: HubApi, file: Path) -> None:
    fill(hub)

    assert check(file) == 0
    assert file.read_text(encoding="utf-8") == CATALOG


def test_a_repository_that_is_gone_is_searched_for(
    hub: HubApi, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(hub)
    del hub.repos["maker/Two-GGUF"]
    hub.add_repo("other/Two-GGUF", {"Two-Q4_K_M.gguf": model()})

    assert check(file, "--write") == 1
    assert "maker/Two-GGUF is not there; other/Two-GGUF" in capsys.readouterr().out
    one, two = load_catalog(file)
    assert one.checked
    assert two.checked == "", "what is wrong is not recommended any more"


@pytest.mark.parametrize(
    ("files", "facts", "fault"),
    [
        ({"One-Q2_K.gguf": model()}, {}, "none of Q4_K_M; there are Q2_K"),
        ({"One-Q4_K_M.gguf": model("qwen3")}, {}, "family qwen3, and not llama"),
        ({"One-Q4_K_M.gguf": model(context=2048)}, {}, "context of 2048 tokens, and not 4096"),
        ({"One-Q4_K_M.gguf": model(size=10 * SIZE)}, {}, "another size"),
        ({"One-Q4_K_M.gguf": b"no model at all" * 5000}, {}, "its header cannot be read"),
        ({"One-Q4_K_M.gguf": model()}, {"licence": "mit"}, "licence mit, and not apache-2.0"),
        ({"README.md": "# One"}, {}, "no GGUF file"),
        ({"One-Q4_K_M.gguf": model()}, {"gated": "auto"}, "agreed to its licence"),
        (
            {"One-Q4_K_M.gguf": model(), "mmproj-f16.gguf": model("clip")},
            {},
            "a projector is there",
        ),
    ],
)
def test_what_is_not_as_described_is_told(
    hub: HubApi,
    file: Path,
    capsys: pytest.CaptureFixture[str],
    files: dict[str, bytes | str],
    facts: dict[str, str],
    fault: str,
) -> None:
    hub.add_repo("maker/One-GGUF", files, **facts)  # type: ignore[arg-type]

    assert check(file, "one") == 1
    printed = capsys.readouterr().out
    assert fault in printed
    assert "WRONG" in printed


def test_eyes_and_checksums_that_are_missing_are_told(
    hub: HubApi, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hub.add_repo("maker/Two-GGUF", {"Two-Q4_K_M.gguf": model()}).checksums = False

    assert check(file, "two") == 1
    printed = capsys.readouterr().out
    assert "no projector: it would not see" in printed
    assert "no checksum of Two-Q4_K_M.gguf" in printed


def test_a_hub_that_is_not_there_changes_nothing(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")

    assert check(file, "--write") == 3
    assert capsys.readouterr().out.count("not known") == 2
    assert parse_catalog(file.read_text(encoding="utf-8")) == parse_catalog(CATALOG)


def test_it_is_a_command_of_dev() -> None:
    assert dev.COMMANDS["catalog"] is dev.check_catalog
    assert "dev.py catalog" in str(dev.__doc__)
