"""The text for a bug report holds what helps, and nothing that is private."""

import getpass
import logging
import platform
import string
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from desktop_app import __version__
from desktop_app.core.device import Device, DeviceKind
from desktop_app.core.diagnostics import WINDOW_LOG, Facts, diagnostics, scrubbed
from desktop_app.core.engine import ModelOptions
from desktop_app.core.errors import Problem
from desktop_app.core.events import Fitted, Loaded
from desktop_app.core.log_excerpt import log_excerpt, told_problems
from desktop_app.core.log_format import LOG_FORMAT, PROBLEM_LINE
from desktop_app.core.memory_plan import Plan, Share
from desktop_app.core.model_facts import ModelFacts, model_facts
from desktop_app.core.paths import Places
from desktop_app.core.setting import SETTINGS
from desktop_app.core.settings import Settings
from desktop_app.core.survey import LOGS, survey
from tests.gguf_file import write_gguf

CPU = Device("CPU", "AMD Ryzen 7", "CPU", DeviceKind.PROCESSOR, 6 * 10**9, 16 * 10**9)
CARD = Device("CUDA0", "NVIDIA RTX 4070", "CUDA", DeviceKind.GPU, 10**10, 12 * 10**9)
PLAN = Plan(
    4096,
    30_000,
    20,
    33,
    "q8_0",
    (
        Share("CPU", 6 * 10**9, 16 * 10**9, weights=2 * 10**9, engine=90_000_000),
        Share("CUDA0", 10**10, 12 * 10**9, weights=3 * 10**9, kv=400_000_000),
    ),
)
FITTED = Fitted(PLAN, (CPU, CARD), "llama.cpp b1, AVX2, FMA")


def facts(**more: object) -> Facts:
    values = {
        "versions": (("Parley", "1.2"), ("Python", "3.12.1")),
        "system": "Linux 6.1 x86_64",
        "processors": 16,
    }
    return Facts(**{**values, **more})  # type: ignore[arg-type]


def test_what_helps_is_in_it() -> None:
    unused = Problem("device.no_driver", {"card": "Radeon"})
    text = diagnostics(
        facts(
            allowed_processors=4,
            fitted=Fitted(PLAN, (CPU, CARD), "llama.cpp b1, AVX2, FMA", unused),
            model=ModelFacts("tiny", "llama", "Q4_1", "135M", 30, 8192, 97_000_000),
            options=ModelOptions("/m/tiny.gguf", gpu_layers=20, kv_type="q8_0", threads=3),
            loaded=Loaded("/m/tiny.gguf", "tiny", 4096, "CUDA0", 4, 1.5, 20, 33, PLAN),
            settings={"model.gpu_layers": 20, "model.device": "CUDA0", "theme": "dark"},
            logs={WINDOW_LOG: "2026-03-01 12:00:00,1 WARNING a:1 problem model.too_big\n"},
        )
    )
    for words in (
        "- Parley 1.2, Python 3.12.1",
        "- system: Linux 6.1 x86_64",
        "- processor: AMD Ryzen 7, 16 logical processors, 4 of them for Parley",
        "- memory: 6.0 GB free of 16.0 GB",
        "- engine: llama.cpp b1, AVX2, FMA",
        "| CUDA0 | NVIDIA RTX 4070 | graphics card, CUDA | 10.0 GB free of 12.0 GB |",
        "Radeon is not used: its driver does not answer. (device.no_driver)",
        "- tiny: llama, 135M parameters, Q4_1, 30 layers, trained for 8,192 tokens, 97 MB",
        "context automatic, at most 8,192 tokens; device automatic; layers 20; KV cache q8_0",
        "- loaded: CUDA0, 4 threads, 20 of 33 layers on a graphics card, context 4,096 tokens",
        "20 of 33 layers on CUDA0, context 4,096 of at most 30,000 tokens, KV cache in q8_0; fits",
        "| context (KV cache) | – | 400 MB |",
        "| needed | 2.1 GB | 3.4 GB |",
        "- model.gpu_layers: 20\n- model.device: CUDA0\n- theme: dark",
        "- 2026-03-01 12:00:00 model.too_big",
    ):
        assert words in text


def test_what_is_not_known_is_not_made_up() -> None:
    text = diagnostics(facts(problem=Problem("engine.not_started", details="/home/me/lib.so")))
    assert "- engine: no answer (engine.not_started)" in text
    assert "lib.so" not in text
    for title in ("Devices", "Memory plan", "Settings", "Last problems", "Logs"):
        assert f"## {title}" not in text
    assert "## Model\n\nnone\n" in text


def test_a_model_that_cannot_be_planned_keeps_the_devices() -> None:
    problem = Problem("model.truncated", {"name": "diary.gguf"})
    text = diagnostics(facts(fitted=FITTED, problem=problem, model=ModelFacts("a")))
    assert "- engine: llama.cpp b1" in text
    assert "- cannot be planned: model.truncated\n" in text
    assert "diary" not in text


def test_equal_facts_give_equal_texts() -> None:
    assert diagnostics(facts(fitted=FITTED)) == diagnostics(facts(fitted=FITTED))


def test_settings_at_their_default_are_not_listed() -> None:
    values = {key: setting.default for key, setting in SETTINGS.items()}
    assert "## Settings" not in diagnostics(facts(settings=values))


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("NVIDIA RTX of ZOË", "NVIDIA RTX of <user>"),
        ("/home/zoë/models/a b.gguf", "<path> b.gguf"),
        ("C:\\Users\\x\\a.gguf: cut", "<path>: cut"),
        ("see /opt/mine/a.so, please", "see <path>, please"),
        ("and/or 16/32", "and/or 16/32"),
        ("zq is in zqa", "<host> is in zqa"),
        ("line\none\x1b[31m", "line one [31m"),
    ],
)
def test_scrubbing(text: str, clean: str) -> None:
    secrets = (("zoë", "<user>"), ("/home/zoë", "<home>"), ("zq", "<host>"), ("", "<never>"))
    assert scrubbed(text, secrets) == clean


# Planted in all places where something of a person can stand: none of it may come out again.

letters = st.text(string.ascii_letters + string.digits + "éß中 '-_./\\:|", min_size=0, max_size=12)
planted = letters.map(lambda text: f"Zqxv{text}Jwkp")


# What leaks is found by its marks: a smaller example says no more, and takes minutes.
@settings(max_examples=60, phases=(Phase.reuse, Phase.generate))
@given(st.data())
def test_nothing_private_comes_through(data: st.DataObject) -> None:
    def secret() -> str:
        return data.draw(planted)

    user, host = f"zoe{secret()}", f"host{secret()}"
    home = f"/home/{user}"
    values = {}
    for key, setting in SETTINGS.items():
        if setting.kind is str and setting.choices is None:
            values[key] = f"{secret()} {home}"
        elif setting.kind is tuple:
            values[key] = (secret(), home)
    card = Device("CUDA0", f"Card of {user}", "CUDA", DeviceKind.GPU, 1, 2)
    options = ModelOptions(
        f"{home}/{secret()}/a.gguf", projector=f"{home}/{secret()}.gguf", device=secret()
    )
    unused = Problem("device.unused", {"card": f"Card in {host}", "flag": "-D"}, details=secret())
    log = (
        f"2026-03-01 12:00:00,1 INFO scribe:9 {secret()}\n{secret()}\n"
        f'  File "{home}/desktop_app/app.py", line 3, in run\nValueError: {secret()} {host}\n'
        f"{home}/ggml.c:3: {secret()}\nllama_load: {home}/{secret()}.gguf\n"
    )
    text = diagnostics(
        facts(
            fitted=Fitted(PLAN, (CPU, card), f"llama.cpp at {home}/lib", unused),
            problem=Problem("internal", details=secret()),
            model=ModelFacts(f"model of {user} on {host}"),
            options=options,
            loaded=Loaded(options.path, secret(), 512, "CUDA0", 1, 1.0),
            settings=values,
            logs=dict.fromkeys(LOGS, log),
            secrets=((user, "<user>"), (home, "<home>"), (host, "<host>")),
        )
    )
    assert "Zqxv" not in text
    assert "Jwkp" not in text
    assert "/home" not in text
    assert text.count("\n## ") == 5


class TestSurvey:
    """What is really found on this computer, with a person's traces all over it."""

    WORDS = "my very own words"

    @pytest.fixture
    def places(self, tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
        monkeypatch.setattr(getpass, "getuser", lambda: "zoeuenal")
        monkeypatch.setattr(platform, "node", lambda: "zoes-laptop.local")
        places = Places(tmp_path / "Zoeuenal" / "parley")
        places.create()
        for name in LOGS:
            (places.logs / name).write_text(
                f"2026-03-01 12:00:00,1 INFO scribe:9 {self.WORDS}\n"
                "2026-03-01 12:00:01,1 WARNING problem_log:9 problem store.full\n"
                f'  File "{home}/desktop_app/app.py", line 3, in run\nValueError: {self.WORDS}\n'
            )
        return places

    @pytest.fixture
    def settings(self, places: Places) -> Settings:
        settings = Settings.load(places.settings)
        settings.update(
            {
                "chat.system_prompt": f"You know {self.WORDS}.",
                "model.recent": ("/secret/place/other.gguf",),
                "model.projector": "/secret/place/eyes.gguf",
                "voice.microphone": "Zoë's headset",
                "voice.words": (self.WORDS,),
                "sampling.temperature": 0.25,
            }
        )
        return settings

    def test_nothing_private_is_found(
        self, settings: Settings, places: Places, home: Path, tmp_path: Path
    ) -> None:
        folder = tmp_path / "cats of zoeuenal"
        folder.mkdir()
        metadata = {"general.architecture": "llama", "general.file_type": 15}
        path = write_gguf(folder / "zoeuenal-7b.gguf", metadata)
        options = settings.model_options(str(path), str(folder / "mmproj.gguf"))
        text = diagnostics(survey(settings, places, options=options, answer=FITTED))
        assert "- <user>-7b: llama, Q4_K_M" in text
        assert "projector yes" in text
        assert "- chat.system_prompt: set\n" in text
        assert "- sampling.temperature: 0.25\n" in text
        assert "- 2026-03-01 12:00:01 store.full\n" in text
        assert "  desktop_app/app.py:3 in run" in text
        lower = text.lower()
        for private in (self.WORDS, "zoeuenal", "zoes-laptop", "cats of", "secret", "headset"):
            assert private not in lower
        for path in (home, tmp_path, places.logs):
            assert str(path).lower() not in lower

    def test_this_program_and_this_computer(self, settings: Settings, places: Places) -> None:
        found = survey(settings, places)
        assert ("Parley", __version__) in found.versions
        assert "llama-cpp-python" in dict(found.versions)
        assert platform.machine() in found.system
        assert found.processors >= 1
        assert found.model is None

    def test_why_the_engine_is_silent(self, settings: Settings, places: Places) -> None:
        found = survey(settings, places, problem=Problem("engine.crashed"))
        assert (found.fitted, found.problem) == (None, Problem("engine.crashed"))

    def test_only_the_end_of_a_long_log_is_read(self, settings: Settings, places: Places) -> None:
        (places.logs / "engine.log").write_text("x" * 10**6 + "\nKeyError\n")
        assert survey(settings, places).logs["engine.log"].endswith("\nKeyError\n")
        assert len(survey(settings, places).logs["engine.log"]) < 10**5

    def test_a_folder_without_logs(self, settings: Settings, tmp_path: Path) -> None:
        assert survey(settings, Places(tmp_path / "nothing here")).logs == {}


class TestModelFacts:
    def test_what_the_header_says(self, tmp_path: Path) -> None:
        path = write_gguf(
            tmp_path / "a.gguf",
            {
                "general.architecture": "qwen3moe",
                "general.file_type": 7,
                "general.size_label": "30B-A3B",
                "qwen3moe.block_count": 48,
                "qwen3moe.context_length": 40960,
            },
        )
        assert model_facts(path) == ModelFacts("a", "qwen3moe", "Q8_0", "30B-A3B", 48, 40960)

    def test_a_file_that_says_odd_things(self, tmp_path: Path) -> None:
        metadata = {
            "general.architecture": "llama /home/zoë|",
            "general.file_type": 999,
            "general.size_label": "as big as a house",
        }
        found = model_facts(write_gguf(tmp_path / "a.gguf", metadata))
        assert (found.file_type, found.parameters) == ("file type 999", "")
        assert found.architecture == "llamahomezoë"

    def test_no_model(self, tmp_path: Path) -> None:
        assert model_facts(tmp_path / "gone.gguf").words == "its header cannot be read"


def test_the_log_says_where_and_the_text_takes_only_that() -> None:
    def line(words: str, value: str) -> str:
        record = logging.LogRecord("a", logging.INFO, "/x/scribe.py", 9, words, (value,), None)
        return logging.Formatter(LOG_FORMAT).format(record)

    (shown,) = log_excerpt(line("not kept: %s", "mine"))
    assert shown.endswith(" INFO scribe:9")
    (told,) = told_problems(line(PROBLEM_LINE, "store.full"))
    assert told.endswith(" store.full")
