"""Sentences of core in the words of the window."""

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from pytestqt.qtbot import QtBot

from desktop_app.core.errors import KINDS, Action, Problem
from desktop_app.engines.microphone.library import fix
from desktop_app.ui.words import action_words, count, say, short_count


class Shouting(QTranslator):
    """Translates everything into capitals, but not the names in braces."""

    def translate(
        self, context: str, text: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        del context, disambiguation, n
        return text.upper().replace("{NAME}", "{name}")

    def isEmpty(self) -> bool:
        return False


class Translations(QTranslator):
    """Knows these sentences, by context and source, and leaves all others as they are."""

    def __init__(self, known: dict[tuple[str, str], str]) -> None:
        super().__init__()
        self._known = known

    def translate(
        self, context: str, text: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        del disambiguation, n
        return self._known.get((context, text), text)

    def isEmpty(self) -> bool:
        return False


def test_a_sentence_is_translated_before_it_is_filled(qtbot: QtBot) -> None:
    problem = Problem("model.missing", {"name": "my file.gguf"})
    assert say(problem.sentence) == "The model file my file.gguf is not there any more."
    translator = Shouting()
    QCoreApplication.installTranslator(translator)
    try:
        assert say(problem.sentence) == "THE MODEL FILE my file.gguf IS NOT THERE ANY MORE."
        assert action_words(Action.TRY_AGAIN) == "TRY AGAIN"
    finally:
        QCoreApplication.removeTranslator(translator)


def test_what_fills_a_sentence_is_translated_by_itself(qtbot: QtBot) -> None:
    problem = Problem("microphone.no_library", {"fix": fix("win32")})
    assert problem.remedy.english() == "Run the set-up again."
    translator = Translations({("MicrophoneLibrary", "Run the set-up again."): "Nochmals."})
    QCoreApplication.installTranslator(translator)
    try:
        assert say(problem.remedy) == "Nochmals."
    finally:
        QCoreApplication.removeTranslator(translator)


@pytest.mark.parametrize("action", [action for action in Action if action is not Action.NONE])
def test_every_action_has_words(action: Action) -> None:
    assert action_words(action)


def test_no_action_has_none() -> None:
    assert action_words(Action.NONE) == ""
    assert any(kind.action is Action.NONE for kind in KINDS.values())


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0"),
        (512, "512"),
        (999, "999"),
        (1024, "1k"),
        (2000, "2k"),
        (2500, "2.5k"),
        (8192, "8k"),
        (131_072, "128k"),
    ],
)
def test_short_counts(number: int, text: str) -> None:
    assert short_count(number) == text


def test_counts_have_thousands_marks() -> None:
    assert count(1_240_000) == "1,240,000"
