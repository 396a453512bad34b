import pytest

from desktop_app.core.preset import Preset, built_in
from desktop_app.ui.preset_words import matching, preset_name, preset_summary

AUNT = Preset("tante", "My Aunt", "Be kind.", "Kind words.", own=True)


@pytest.mark.parametrize(
    ("typed", "first"),
    [("", "My Aunt"), ("au", "My Aunt"), ("TAN", "My Aunt"), ("explain c", "Explain code")],
)
def test_what_is_typed_finds_names_ids_and_words_in_them(typed: str, first: str) -> None:
    found = matching((AUNT, *built_in().values()), typed)

    assert preset_name(found[0]) == first


def test_beginnings_come_before_words_within() -> None:
    code = Preset("x", "Code golf", "p", own=True)
    found = [preset.id for preset in matching((*built_in().values(), code), "code")]

    assert found == ["x", "explain-code", "write-code"]


@pytest.mark.parametrize("typed", ["/", "zzz", " ", "trans late", "etc/hosts"])
def test_what_is_no_preset_finds_none(typed: str) -> None:
    assert matching((AUNT, *built_in().values()), typed) == []


def test_ones_own_words_are_shown_as_they_are() -> None:
    assert (preset_name(AUNT), preset_summary(AUNT)) == ("My Aunt", "Kind words.")
    assert preset_summary(Preset("a", "A", "p", own=True)) == ""
