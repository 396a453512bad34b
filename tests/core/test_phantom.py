import pytest

from desktop_app.core.phantom import is_phantom, plain


@pytest.mark.parametrize(
    "text",
    [
        "Thank you.",
        " thanks for watching! ",
        "Don’t forget to subscribe.",
        "Vielen Dank.",
        "Untertitel der Amara.org-Community",
        "Sous-titres réalisés par la communauté d'Amara.org",
        "ご視聴ありがとうございました。",
        "Спасибо за просмотр!",
        "字幕由志愿者提供",
    ],
)
def test_what_whisper_makes_of_nothing(text: str) -> None:
    assert is_phantom(text)


@pytest.mark.parametrize(
    "text", ["", "...", "Thank you for the letter.", "Yes.", "Danke für das Buch.", "The weather"]
)
def test_what_people_say(text: str) -> None:
    assert not is_phantom(text)


def test_plain() -> None:
    assert plain("  Don’t  stop—Now! ") == "don't stopnow"
    assert plain("Cafe\u0301") == plain("CAFÉ")
    assert plain("?!") == ""
