"""Which voice says what."""

import pytest

from desktop_app.core.speech import UNKNOWN, Voice, primary, voice_for

US, GB = Voice("1", "Mary", "en-us"), Voice("2", "Anna", "en-GB")
DE, NB, ZH = Voice("3", "Bernd", "de"), Voice("4", "Kari", "nb_NO"), Voice("5", "Li", "cmn")
VOICES = (DE, US, GB, NB, ZH)


@pytest.mark.parametrize(
    ("language", "chosen", "home", "expected"),
    [
        ("en", "", "en-US", US),
        ("en", "", "en-GB", GB),  # Of the country of the system.
        ("en-GB", "", "en-US", GB),
        ("en", "2", "en-US", GB),  # Chosen.
        ("de", "2", "en-US", DE),  # The chosen one speaks no German.
        ("no", "", "en-US", NB),  # Two names of one language.
        ("zh", "", "en-US", ZH),
        ("fr", "", "de-AT", DE),  # Nobody speaks it: the system's language.
        ("fr", "2", "de-AT", GB),
        (UNKNOWN, "", "de-AT", DE),
        (UNKNOWN, "1", "de-AT", US),
        ("fr", "", "fr-FR", US),  # Nobody at all: whoever is there.
        ("en", "gone", "en-GB", GB),
        ("ja", "", "C", US),
    ],
)
def test_the_voice_for_a_language(language: str, chosen: str, home: str, expected: Voice) -> None:
    assert voice_for(VOICES, language, chosen, home) == expected


def test_without_voices_there_is_none() -> None:
    assert voice_for((), "en") is None


def test_tags_begin_with_a_language() -> None:
    assert [primary(tag) for tag in ("en", "pt_BR", "zh-Hans-CN", "cmn", "nb-NO", "")] == [
        "en", "pt", "zh", "zh", "no", "",
    ]  # fmt: skip
