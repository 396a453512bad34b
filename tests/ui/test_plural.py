"""What counts something has a form for each sort of number: nobody reads "1 messages"."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from desktop_app.core.errors import KINDS, Problem
from desktop_app.core.interface_language import LANGUAGES
from desktop_app.core.spoken import ONE
from desktop_app.core.text import Sentence
from desktop_app.ui.words import form, say

ENGLISH = Path(__file__).resolve().parents[2] / "resources" / "translations" / "parley_en.ts"

_FIELD = re.compile(r"\{(\w+)\}")

_COUNTED = re.compile(r"\{(\w+)\} (?:(?!s |for |on )\w+ )?([a-z]{2,}s|\w+ wait)\b(?!/)")
"""A value with what there is more than one of."""

_NAMES = {
    *("address", "card", "device", "film", "folder", "heir", "host", "key", "kind", "maker"),
    *("message", "model", "name", "other", "path", "preset", "repo", "title", "version"),
}
"""Values that are words: what stands behind them is done by what they name."""

_SAME = {
    "{count} parameters": "the number is a short one such as 135M: always many",
    "{speed} times as fast as Large": "a share such as 3.5",
}
"""What is written the same whatever the number."""


def messages() -> list[tuple[str, ElementTree.Element]]:
    """Every sentence of the program with its context."""
    return [
        (context.findtext("name", ""), message)
        for context in ElementTree.parse(ENGLISH).getroot().iter("context")
        for message in context.iter("message")
    ]


def plurals() -> dict[tuple[str, str], list[str]]:
    """The English forms of each sentence that has them, that for one first."""
    return {
        (context, message.findtext("source", "")): [
            each.text or "" for each in message.iter("numerusform")
        ]
        for context, message in messages()
        if message.get("numerus")
    }


def counts(source: str) -> bool:
    """Whether the sentence says how many of something there are."""
    if source in _SAME:
        return False
    return any(found[1] not in _NAMES for found in _COUNTED.finditer(source))


@pytest.mark.parametrize("source", ["{count} messages", "Show {count} more sizes", "of {n} pages"])
def test_what_counts_is_known(source: str) -> None:
    assert counts(source)


@pytest.mark.parametrize("source", ["{name} was deleted.", "{rate} tokens/s", "{seconds} s left"])
def test_what_does_not_count_is_known(source: str) -> None:
    assert not counts(source)


def test_what_counts_something_has_forms() -> None:
    guilty = [
        f"{context}: {message.findtext('source')}"
        for context, message in messages()
        if not message.get("numerus") and counts(message.findtext("source", ""))
    ]
    assert guilty == [], "\n".join(guilty)
    assert len(plurals()) > 60


def test_english_has_both_forms_of_each() -> None:
    for (context, source), forms in plurals().items():
        where = f"{context}: {source}"
        assert len(forms) == 2, where
        one, many = forms
        assert many == source, where
        assert one, where
        # That for one may do without the number, not without anything else.
        left_out = set(_FIELD.findall(source)) - set(_FIELD.findall(one))
        assert len(left_out) <= 1, where
        assert not set(_FIELD.findall(one)) - set(_FIELD.findall(source)), where
        assert "more" in source or one != many, where


@pytest.fixture(params=sorted(LANGUAGES))
def translator(request: pytest.FixtureRequest, qapp: QApplication) -> QTranslator:
    made = QTranslator()
    assert made.load(f"parley_{request.param}", str(ENGLISH.parent))
    return made


def test_the_window_has_a_form_for_every_number(translator: QTranslator) -> None:
    english = translator.language().startswith("en")
    for (context, source), (one, _) in plurals().items():
        said = {
            number: translator.translate(context, source, "", number)
            for number in (0, 1, 2, 5, 21, 100)
        }
        assert all(said.values()), source
        if english:
            assert said.pop(1) == one
            assert set(said.values()) == {source}


def test_what_core_says_of_one_is_what_the_window_says() -> None:
    for words, one in ONE.items():
        assert plurals()["Spoken", words][0] == one


def test_a_sentence_of_core_has_its_form_without_a_window() -> None:
    (words, one), *_ = ONE.items()
    assert Sentence("Spoken", words, {"lines": 1}, 1, one).english() == one
    assert Sentence("Spoken", words, {"lines": 1234}, 1234, one).english() == "Code, 1,234 lines."
    assert say(Sentence("Spoken", words, {"lines": 1}, 1, one)) == one
    assert say(Sentence("Spoken", words, {"lines": 2}, 2, one)) == "Code, 2 lines."


def test_a_problem_that_counts_says_what() -> None:
    forms = plurals()
    for kind in KINDS.values():
        assert (("Problem", kind.sentence) in forms) == bool(kind.counts), kind.sentence
        assert not kind.counts or f"{{{kind.counts}}}" in kind.sentence
        assert ("Problem", kind.remedy) not in forms
    problem = Problem("message.too_long", {"tokens": 1, "limit": 8})
    assert say(problem.sentence).startswith("This message has 1 token, ")


@pytest.mark.parametrize("number", [0, 1, 21, 2**31, 2**40 + 1, 10**18])
def test_the_form_of_any_number_can_be_asked_for(number: int) -> None:
    assert form(number) < 2**31
    assert form(number) % 100 == number % 100
    assert (form(number) == 1) == (number == 1)
    assert QLocale().toString(number) in say(
        Sentence("Results", "{count} downloads", {"count": number}, number)
    )
