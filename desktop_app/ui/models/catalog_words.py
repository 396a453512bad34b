"""What is said of models in the catalogue, of this computer, and of what to expect."""

import math
import os
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QLocale

from desktop_app.core.catalog import MANY_LANGUAGES, CatalogModel
from desktop_app.core.catalog_text import GOOD_AT, REASONS, ROLES
from desktop_app.core.device import AUTOMATIC, DeviceKind
from desktop_app.core.machine import Machine
from desktop_app.core.text import QT_TRANSLATE_NOOP, Sentence, Value
from desktop_app.ui.words import say, size_words

translate = QCoreApplication.translate

MEGABITS = 50
"""The rate at which the time of a download is told before any byte has come, in Mbit/s."""

SEPARATOR = " · "
_MINUTE, _HOUR = 60, 3600
_NAMED_LANGUAGES = 3
_WORDS_PER_TOKEN = 0.75
"""In English, about."""

_WORDS_A_SECOND = QT_TRANSLATE_NOOP("CatalogModel", "{count} words a second", "", 1)
_LANGUAGES = QT_TRANSLATE_NOOP("CatalogModel", "{count} languages", "", 1)
_MORE_LANGUAGES = QT_TRANSLATE_NOOP("CatalogModel", "{languages} and {count} more", "", 1)
_COMPUTER = QT_TRANSLATE_NOOP(
    "CatalogModel",
    "This computer has {total} of memory, {free} of it free, {threads} processor threads",
    "",
    1,
)


def role_words(role: str) -> str:
    """What a choice is among the others: quick, balanced, best."""
    return translate("CatalogModel", ROLES[role])


def task_words(task: str) -> str:
    """What a model can be good at."""
    return translate("CatalogModel", GOOD_AT[task])


def summary_words(model: CatalogModel) -> str:
    """The sentence about a model; "" for one that nobody described."""
    return translate("CatalogModel", model.summary) if model.summary else ""


def reason_words(keys: Sequence[str]) -> str:
    """Reasons in one line, the first with a capital letter."""
    words = ", ".join(translate("CatalogModel", REASONS[key]) for key in keys)
    return words[:1].upper() + words[1:]


def fetch_words(size: int, megabits: float = MEGABITS) -> str:
    """How much is to be fetched, and how long that takes at a rate of so many Mbit/s."""
    seconds = size * 8 / (megabits * 1e6)
    if seconds < _MINUTE:
        time = translate("CatalogModel", "under a minute to fetch")
    elif seconds < _HOUR:
        words = translate("CatalogModel", "{minutes} min to fetch")
        time = words.format(minutes=math.ceil(seconds / _MINUTE))
    else:
        minutes = round(seconds / _MINUTE)
        words = translate("CatalogModel", "{hours} h {minutes} min to fetch")
        time = words.format(hours=minutes // 60, minutes=minutes % 60)
    return SEPARATOR.join((size_words(size), time))


def pace_words(speed: float, rough: bool = False) -> str:
    """How fast it writes, for whoever does not count tokens; "" where that is not known.

    `rough` says that it was made of the speed of a very small model.
    """
    if speed <= 0:
        return ""
    if rough:
        return translate("CatalogModel", "roughly {pace}").format(pace=pace_words(speed))
    words = round(speed * _WORDS_PER_TOKEN)
    if words < 1:
        return translate("CatalogModel", "less than a word a second")
    return say(Sentence("CatalogModel", _WORDS_A_SECOND, {"count": words}, words))


def ability_words(model: CatalogModel, language: str = "") -> list[str]:
    """Whether it sees pictures, and which languages it knows, `language` first."""
    sees = translate("CatalogModel", "sees pictures")
    blind = translate("CatalogModel", "no pictures")
    return [sees if model.sees else blind, *language_words(model, language)]


def language_words(model: CatalogModel, language: str = "") -> list[str]:
    """Which languages it knows, as far as its card says; none where it says nothing.

    The one that is asked for comes first.
    """
    if model.spoken >= MANY_LANGUAGES:
        spoken = model.spoken
        return [say(Sentence("CatalogModel", _LANGUAGES, {"count": spoken}, spoken))]
    if not model.languages:
        return []
    ordered = sorted(model.languages, key=lambda code: code != language)
    first = [_language(code) for code in ordered[:_NAMED_LANGUAGES]]
    more = len(model.languages) - len(first)
    if more:
        named: dict[str, Value] = {"languages": ", ".join(first), "count": more}
        return [say(Sentence("CatalogModel", _MORE_LANGUAGES, named, more))]
    return [", ".join(first)]


def facts_words(
    model: CatalogModel, size: int, speed: float, language: str = "", rough: float = 0.0
) -> str:
    """Size, time, speed and abilities in one line; `language` is the one that matters.

    Where `speed` is not known it is made of `rough`: bytes of weights that a very small model read
    per second.
    """
    guess = rough / max(1.0, model.weights * model.asked_part)
    pace = pace_words(speed) or pace_words(guess, rough=True)
    parts = [fetch_words(size), pace, *ability_words(model, language)]
    return SEPARATOR.join(part for part in parts if part)


def computer_words(machine: Machine, threads: int = 0) -> str:
    """What this computer has to run models on, in one sentence."""
    threads = threads or os.cpu_count() or 1
    values: dict[str, Value] = {
        "total": size_words(machine.total),
        "free": size_words(machine.main_free),
        "threads": threads,
    }
    text = say(Sentence("CatalogModel", _COMPUTER, values, threads))
    cards = machine.graphics(AUTOMATIC)
    if not cards:
        return translate("CatalogModel", "{computer}, and no graphics card that helps.").format(
            computer=text
        )
    card = cards[0]
    if card.kind is DeviceKind.GPU and card.total:
        words = translate("CatalogModel", "{computer}, and the graphics card {card} with {size}.")
        return words.format(computer=text, card=card.title, size=size_words(card.total))
    words = translate("CatalogModel", "{computer}, and the graphics of {card}.")
    return words.format(computer=text, card=card.title or card.name)


def _language(code: str) -> str:
    language = QLocale.codeToLanguage(code)
    return QLocale.languageToString(language) if language else code
