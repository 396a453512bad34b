import pytest

from desktop_app.core.languages import LANGUAGES, whisper_code


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("en", "en"),
        ("en-US", "en"),
        ("zh_Hans_CN", "zh"),
        ("PT-br", "pt"),
        ("nb-NO", "no"),
        ("jv", "jw"),
        ("fil", "tl"),
        ("yue", "yue"),
        ("xx", ""),
        ("C", ""),
        ("", ""),
    ],
)
def test_tags_of_other_kinds(tag: str, code: str) -> None:
    assert whisper_code(tag) == code


def test_the_table_is_that_of_the_largest_vocabulary() -> None:
    assert len(LANGUAGES) == 100
    assert next(iter(LANGUAGES)) == "en"
    assert list(LANGUAGES)[-1] == "yue"
    assert LANGUAGES["ht"] == "Haitian Creole"
    assert all(code.islower() and name for code, name in LANGUAGES.items())
