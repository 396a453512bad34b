"""What letters tell of the language."""

import pytest

from desktop_app.core.script import BEYOND_LATIN, languages_of, script_of


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Hello, Zoë! 123", "latin"),
        ("Tiếng Việt", "latin"),
        ("Привет", "cyrillic"),
        ("你好，世界", "han"),
        ("日本語の本を読む", "kana"),
        ("안녕하세요", "hangul"),
        ("مرحبا", "arabic"),
        ("नमस्ते", "devanagari"),
        ("สวัสดี", "thai"),
        ("Ελλάδα", "greek"),
        ("Hello, what does 你好 mean?", "latin"),
        ("123 … 😀", ""),
    ],
)
def test_the_script_of_most_letters_counts(text: str, script: str) -> None:
    assert script_of(text) == script


def test_a_script_tells_its_languages() -> None:
    assert languages_of("kana") == ("ja",)
    assert languages_of("cyrillic")[0] == "ru"
    assert languages_of("latin") == languages_of("") == ()
    assert {"ru", "ja", "zh", "ar"} <= BEYOND_LATIN
    assert not BEYOND_LATIN & {"en", "de", "vi"}
