"""Languages of sentences, with the real detector."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.ui.speech import language as module
from desktop_app.ui.speech.language import LanguageFinder

VOICES = ("en-GB", "en-US", "de", "fr-FR", "pt_BR", "ru", "uk", "zh", "ja", "ar", "fa", "th", "nb")


@pytest.fixture
def finder(qtbot: QtBot, qapp: QApplication) -> Iterator[LanguageFinder]:
    finder = LanguageFinder()
    ready: list[int] = []
    finder.when_ready(lambda: ready.append(1), VOICES)
    qtbot.waitUntil(lambda: ready == [1])
    yield finder
    finder.forget()


def test_sentences_tell_their_languages(finder: LanguageFinder) -> None:
    for text, expected in (
        ("The quick brown fox jumps over the lazy dog.", "en"),
        ("Der schnelle braune Fuchs springt über den faulen Hund.", "de"),
        ("Le chat dort sur le toit de la maison.", "fr"),
        ("Привет, как дела сегодня у вас?", "ru"),
        ("Привіт, як справи сьогодні у вас?", "uk"),
        ("你好", "zh"),
        ("日本語の本を読む", "ja"),
        ("สวัสดี", "th"),
        ("السلام عليكم ورحمة الله وبركاته", "ar"),
    ):
        assert finder.language(text, VOICES, "en-US") == expected, text


def test_the_table_is_narrowed_before_it_is_needed(finder: LanguageFinder) -> None:
    narrowed = finder._loader._narrowed
    assert set(narrowed) == {"en", "de", "fr", "pt", "no"}
    finder.language("The quick brown fox jumps over the lazy dog.", VOICES, "en-US")
    assert finder._loader._narrowed is narrowed


def test_what_is_short_or_unclear_is_in_the_language_around_it(finder: LanguageFinder) -> None:
    assert finder.language("Hello", VOICES, "de-DE") == "de-DE"
    assert finder.language("3, 4, 5", VOICES, "de-DE") == "de-DE"


def test_only_languages_with_a_voice_come_into_question(finder: LanguageFinder) -> None:
    assert finder.language("Le chat dort sur le toit de la maison.", ("en-US",), "en-US") == "en"
    assert finder.language("Привіт, як справи сьогодні у вас?", ("en", "ru"), "en") == "ru"


def test_a_script_without_a_voice_keeps_its_language(finder: LanguageFinder) -> None:
    assert finder.language("你好", ("en-US", "de"), "en-US") == "zh"


def test_without_the_detector_the_script_tells(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(module, "import_module", missing)
    finder = LanguageFinder()
    ready: list[int] = []
    finder.when_ready(lambda: ready.append(1))
    qtbot.waitUntil(lambda: ready == [1])
    assert finder.language("こんにちは", VOICES, "en-US") == "ja"
    assert finder.language("Le chat dort sur le toit de la maison.", VOICES, "en-US") == "en-US"
    assert finder.language("Привет, как дела сегодня у вас?", VOICES, "en-US") == "ru"
