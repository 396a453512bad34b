import math
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as rules
from hypothesis import strategies as st

from desktop_app.core import whole_file
from desktop_app.core.engine import ModelOptions, Sampling
from desktop_app.core.errors import ParleyError
from desktop_app.core.setting import SETTINGS, Setting
from desktop_app.core.settings import Settings


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


def sample(setting: Setting) -> object:
    """A value that is allowed and is not the default."""
    if setting.choices:
        return next(choice for choice in setting.choices if choice != setting.default)
    return {
        str: "grüße\n\"'#\\",
        bool: not setting.default,
        tuple: ("/a ü/b.gguf", "C:\\b"),
    }.get(setting.kind, setting.maximum)


@pytest.mark.parametrize("setting", SETTINGS.values(), ids=lambda setting: setting.key)
def test_every_setting_comes_back(path: Path, setting: Setting) -> None:
    value = sample(setting)
    Settings.load(path).set(setting.key, value)
    again = Settings.load(path)
    assert again.get(setting.key) == value
    assert type(again.get(setting.key)) is setting.kind
    assert again.problems == []
    again.reset(setting.key)
    assert Settings.load(path).get(setting.key) == setting.default


@pytest.mark.parametrize("setting", SETTINGS.values(), ids=lambda setting: setting.key)
def test_every_default_is_allowed(setting: Setting) -> None:
    assert setting.accept(setting.default) == setting.default
    assert not setting.section or (setting.label and setting.help)


@pytest.mark.parametrize("setting", SETTINGS.values(), ids=lambda setting: setting.key)
def test_words_for_the_lowest_have_a_number(setting: Setting) -> None:
    if setting.lowest:
        assert setting.kind in (int, float)
        assert setting.accept(setting.minimum) == setting.minimum
    assert not setting.unit or setting.kind in (int, float)


def test_all_together_come_back(path: Path) -> None:
    values = {key: sample(setting) for key, setting in SETTINGS.items()}
    Settings.load(path).update(values)
    again = Settings.load(path)
    assert {key: again.get(key) for key in SETTINGS} == values


def test_a_missing_file_means_defaults_and_none_is_made(path: Path) -> None:
    settings = Settings.load(path)
    assert settings.problems == []
    assert settings.get("theme") == "system"
    assert settings.get("sampling.temperature") is None
    assert not path.exists()


def test_what_parley_does_not_know_stays(path: Path) -> None:
    path.write_text(
        '# mine\r\ntheme = "dark"   # I like it\r\nfuture = [1, 2]\r\n\r\n'
        "[chat]\r\n# about chats\r\nenter_sends = false\r\n\r\n[newer]\r\nkey = 1979-05-27\r\n",
        newline="",
    )
    settings = Settings.load(path)
    assert settings.problems == []
    settings.set("chat.system_prompt", "Be kind.")
    settings.set("theme", "light")
    settings.reset("chat.enter_sends")
    text = path.read_bytes().decode()
    for kept in ("# mine", "# I like it", "future = [1, 2]", "# about chats", "key = 1979-05-27"):
        assert kept in text
    written = tomllib.loads(text)
    assert written["theme"] == "light"
    assert written["chat"] == {"system_prompt": "Be kind."}


def test_a_name_without_a_table_can_follow_tables(path: Path) -> None:
    settings = Settings.load(path)
    settings.set("chat.enter_sends", False)
    settings.set("theme", "dark")
    assert tomllib.loads(path.read_text())["theme"] == "dark"
    assert Settings.load(path).get("chat.enter_sends") is False


def test_what_a_person_changed_meanwhile_is_not_undone(path: Path) -> None:
    settings = Settings.load(path)
    settings.set("theme", "dark")
    path.write_text('theme = "light"\n[sampling]\ntemperature = 0.25\n')
    settings.set("reply.show_stats", True)
    again = Settings.load(path)
    assert again.get("theme") == "light"
    assert again.get("sampling.temperature") == 0.25
    assert again.get("reply.show_stats") is True


def test_a_byte_order_mark_is_no_damage(path: Path) -> None:
    path.write_bytes(b'\xef\xbb\xbftheme = "dark"\r\n')
    settings = Settings.load(path)
    assert settings.problems == []
    assert settings.get("theme") == "dark"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('theme = "pink"', "theme"),
        ("theme = 1", "theme"),
        ('[sampling]\ntemperature = "hot"', "sampling.temperature"),
        ("[sampling]\ntemperature = -0.1", "sampling.temperature"),
        ("[sampling]\ntemperature = nan", "sampling.temperature"),
        ("[sampling]\ntemperature = inf", "sampling.temperature"),
        ("[sampling]\ntop_k = 1.5", "sampling.top_k"),
        ("[sampling]\ntop_k = true", "sampling.top_k"),
        ("[sampling]\nseed = 4294967295", "sampling.seed"),
        ("[model]\nrecent = [1]", "model.recent"),
        ('[model]\nrecent = "a.gguf"', "model.recent"),
        ("[chat]\nenter_sends = 1", "chat.enter_sends"),
        ("[chat]\nsystem_prompt = 2020-01-01", "chat.system_prompt"),
    ],
)
def test_a_value_of_no_use_is_told_and_its_default_taken(path: Path, text: str, key: str) -> None:
    path.write_text(text + "\n")
    settings = Settings.load(path)
    assert settings.get(key) == SETTINGS[key].default
    assert [(problem.code, problem.values) for problem in settings.problems] == [
        ("settings.value", {"key": key})
    ]
    assert path.read_text() == text + "\n"


def test_a_table_where_a_value_should_be(path: Path) -> None:
    path.write_text("chat = 3\n[theme]\na = 1\n")
    settings = Settings.load(path)
    assert [problem.values["key"] for problem in settings.problems] == ["theme"]
    settings.set("chat.system_prompt", "Be kind.")
    settings.set("theme", "dark")
    assert tomllib.loads(path.read_text()) == {
        "chat": {"system_prompt": "Be kind."},
        "theme": "dark",
    }


@pytest.mark.parametrize(
    "content", [b"theme = ", b"\x00\x01\x02", b"a = '\xff'", b"[a]\n[a]\n", b"a = " + b"[" * 9000]
)
def test_a_damaged_file_is_set_aside(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    settings = Settings.load(path)
    (problem,) = settings.problems
    assert problem.code == "settings.damaged"
    aside = path.with_name(str(problem.values["name"]))
    assert aside.read_bytes() == content
    settings.set("theme", "dark")
    assert Settings.load(path).get("theme") == "dark"
    assert aside.read_bytes() == content


def test_a_file_that_is_damaged_while_parley_runs_is_set_aside_too(path: Path) -> None:
    settings = Settings.load(path)
    path.write_text("theme = ")
    settings.set("reply.show_stats", True)
    assert [problem.code for problem in settings.problems] == ["settings.damaged"]
    aside = path.with_name(str(settings.problems[0].values["name"]))
    assert aside.read_text() == "theme = "
    assert Settings.load(path).get("reply.show_stats") is True


def test_an_unreadable_file_is_told(path: Path) -> None:
    path.mkdir()
    settings = Settings.load(path)
    assert [problem.code for problem in settings.problems] == ["settings.failed"]
    assert settings.get("theme") == "system"


def test_a_value_that_cannot_be_saved_counts_until_the_end(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings.load(path)
    settings.set("reply.show_stats", True)
    before = path.read_bytes()
    told: list[str] = []
    settings.changed.append(told.append)

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(whole_file.os, "fsync", full)
    with pytest.raises(ParleyError) as caught:
        settings.set("theme", "dark")
    assert caught.value.problem.code == "settings.failed"
    assert settings.get("theme") == "dark"
    assert told == ["theme"]
    assert path.read_bytes() == before


def test_a_wrong_value_changes_nothing(path: Path) -> None:
    settings = Settings.load(path)
    with pytest.raises(ValueError, match=r"sampling\.top_p"):
        settings.update({"theme": "dark", "sampling.top_p": 1.5})
    with pytest.raises(ValueError, match="theme"):
        settings.set("theme", None)
    with pytest.raises(KeyError):
        settings.set("no.such", 1)
    assert settings.get("theme") == "system"
    assert not path.exists()


def test_only_what_changed_is_told(path: Path) -> None:
    settings = Settings.load(path)
    told: list[str] = []
    settings.changed.append(told.append)
    settings.update({"theme": "dark", "reply.show_stats": False})
    settings.set("theme", "dark")
    settings.reset("theme")
    assert told == ["theme", "theme"]


def test_the_engine_is_told_what_was_chosen(path: Path) -> None:
    settings = Settings.load(path)
    assert settings.sampling() == Sampling()
    assert settings.model_options("/m.gguf") == ModelOptions("/m.gguf")
    settings.update(
        {
            "sampling.temperature": 1,
            "sampling.seed": 7,
            "sampling.max_tokens": 64,
            "model.context_size": 2048,
            "model.threads": 1,
            "model.gpu_layers": 0,
        }
    )
    assert settings.sampling() == Sampling(temperature=1.0, seed=7, max_tokens=64)
    assert settings.model_options("/m.gguf") == ModelOptions("/m.gguf", 2048, 1, 0)
    assert settings.model_options("/m.gguf", "/eyes.gguf").projector == "/eyes.gguf"


def test_a_model_that_is_used_is_remembered(path: Path) -> None:
    settings = Settings.load(path)
    for model in ("/a.gguf", "/b.gguf", "/a.gguf"):
        settings.use_model(model)
    again = Settings.load(path)
    assert again.get("model.path") == "/a.gguf"
    assert again.get("model.recent") == ("/a.gguf", "/b.gguf")


def test_a_file_that_is_no_model_is_forgotten(path: Path) -> None:
    settings = Settings.load(path)
    for model in ("/a.gguf", "/b.gguf"):
        settings.use_model(model)
    told: list[str] = []
    settings.changed.append(told.append)
    settings.forget_model("/a.gguf")
    settings.forget_model("/never seen.gguf")
    assert Settings.load(path).get("model.recent") == ("/b.gguf",)
    assert told == ["model.recent"]


@rules(deadline=None)
@given(number=st.floats())
def test_a_number_is_kept_in_its_range(number: float) -> None:
    setting = SETTINGS["sampling.top_p"]
    if math.isfinite(number) and 0 <= number <= 1:
        assert setting.accept(number) == number
    else:
        with pytest.raises(ValueError, match="between"):
            setting.accept(number)


@rules(deadline=None)
@given(text=st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_is_kept(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("settings") / "settings.toml"
    Settings.load(path).set("chat.system_prompt", text)
    again = Settings.load(path)
    assert again.problems == []
    assert again.get("chat.system_prompt") == text


def test_half_a_character_from_a_broken_clipboard_does_no_harm(path: Path) -> None:
    Settings.load(path).set("chat.system_prompt", "Be \ud83d kind.")
    assert Settings.load(path).get("chat.system_prompt") == "Be ? kind."
