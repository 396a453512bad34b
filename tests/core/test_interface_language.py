import pytest

from desktop_app.core.interface_language import LANGUAGES, SYSTEM, interface_language


@pytest.mark.parametrize("choice", LANGUAGES)
def test_a_choice_counts_over_the_system(choice: str) -> None:
    assert interface_language(choice, ["de-DE", "zh-Hans-CN", "en-US"]) == choice


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (["en-US"], "en"),
        (["zh-Hans-CN", "zh-CN", "zh"], "zh_CN"),
        (["zh_CN"], "zh_CN"),
        (["zh-SG"], "zh_CN"),
        (["zh-Hans-HK"], "zh_CN"),
        (["zh-TW", "zh-Hant"], "en"),
        (["zh-Hant-HK", "en-GB"], "en"),
        (["de-DE", "zh-CN"], "zh_CN"),
        (["de-DE", "fr"], "en"),
        ([], "en"),
        (["C", ""], "en"),
    ],
)
def test_the_first_that_the_window_speaks(wanted: list[str], expected: str) -> None:
    assert interface_language(SYSTEM, wanted) == expected


def test_a_language_of_a_newer_parley_is_that_of_the_system() -> None:
    assert interface_language("fr", ["zh-CN"]) == "zh_CN"
