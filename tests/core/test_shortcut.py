"""The table of the window's keys: each its own, none that belongs to the system."""

import re

import pytest

from desktop_app.core.setting import SETTINGS
from desktop_app.core.shortcut import RESERVED, SHORTCUTS, clash

FIRST = {id: shortcut.keys for id, shortcut in SHORTCUTS.items()}


def test_no_two_have_one_key_and_none_is_the_systems() -> None:
    keys = [(s.context, key) for s in SHORTCUTS.values() for key in s.keys]
    assert len(keys) == len(set(keys))
    assert not RESERVED & {key for _, key in keys}


@pytest.mark.parametrize("id", SHORTCUTS)
def test_each_has_words_a_plain_id_and_a_setting(id: str) -> None:
    shortcut = SHORTCUTS[id]
    assert shortcut.words
    assert re.fullmatch(r"[a-z][a-z_]*", id)
    assert SETTINGS[f"keys.{id}"].default == shortcut.keys
    for key in shortcut.keys:
        assert clash(id, key, key, FIRST) is None


def test_a_key_of_another_can_be_taken_over() -> None:
    found = clash("new", "Ctrl+O", "⌘O", FIRST)
    assert found is not None
    assert found.taken_by == "open_model"
    assert found.sentence.english().startswith("⌘O is taken by “Open a model file”.")


@pytest.mark.parametrize("key", ["Ctrl+C", "Ctrl+V", "Alt+F4", "F2"])
def test_the_systems_keys_are_not_to_be_had(key: str) -> None:
    found = clash("new", key, key, FIRST)
    assert found is not None
    assert not found.taken_by


@pytest.mark.parametrize("key", ["A", "Shift+A", "/", "+", "Return", "F", "Space"])
def test_what_is_needed_for_writing_is_not_to_be_had(key: str) -> None:
    assert clash("new", key, key, FIRST) is not None


@pytest.mark.parametrize("key", ["Ctrl+Alt++", "Alt+A", "F7", "Shift+F7", "Meta+K"])
def test_others_are(key: str) -> None:
    assert clash("new", key, key, FIRST) is None
