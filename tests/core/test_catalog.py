"""The catalogue's file, and how strictly it is read."""

from pathlib import Path

import pytest

from desktop_app.core.catalog import CatalogModel, load_catalog, parse_catalog
from desktop_app.core.catalog_text import GOOD_AT, REASONS, ROLES, SUMMARIES
from desktop_app.core.paths import resources

FILE = resources() / "catalog.toml"

ONE = """
[[model]]
id = "one"
name = "One"
repo = "maker/One-GGUF"
quantizations = ["Q4_K_M", "Q8_0"]
maker = "Maker"
licence = "mit"
parameters = 4
source = "https://example.org/one"
"""


@pytest.fixture(scope="module")
def models() -> tuple[CatalogModel, ...]:
    return load_catalog(FILE)


def test_eight_to_twelve_models_from_under_one_to_thirty_billion(
    models: tuple[CatalogModel, ...],
) -> None:
    sizes = [model.parameters for model in models]

    assert 8 <= len(models) <= 12
    assert min(sizes) < 1.0
    assert 20.0 < max(sizes) <= 32.0
    assert sum(model.sees for model in models) >= 3
    assert sum("zh" in model.strong for model in models) >= 2


def test_each_model_has_a_sentence_and_each_sentence_a_model(
    models: tuple[CatalogModel, ...],
) -> None:
    assert {model.id for model in models} == set(SUMMARIES)
    for model in models:
        assert model.summary == SUMMARIES[model.id]
        assert model.summary.endswith(".")


def test_each_source_is_a_page_of_its_maker(models: tuple[CatalogModel, ...]) -> None:
    """Who sells the use of models repeats their cards, and errs."""
    pages = {
        "Qwen": ("huggingface.co/Qwen/",),
        "Liquid AI": ("huggingface.co/LiquidAI/",),
        "Hugging Face": ("github.com/huggingface/",),
        "Google DeepMind": ("ai.google.dev/gemma/",),
        "Mistral AI": ("huggingface.co/mistralai/",),
        "IBM": ("www.ibm.com/granite/",),
        "OpenAI": ("github.com/openai/",),
    }
    for model in models:
        assert model.source.removeprefix("https://").startswith(pages[model.maker]), model.id


def test_none_is_marked_as_found_on_the_hub_that_nobody_looked_for(
    models: tuple[CatalogModel, ...],
) -> None:
    """Only `dev.py catalog --write` puts a day here; a change by hand would be a claim."""
    days = [model.checked for model in models]

    assert days == [""] * len(models) or all(len(day) in (0, 10) for day in days)


def test_tables_of_words_are_whole() -> None:
    for table in (GOOD_AT, REASONS, ROLES):
        assert all(table.values())
    assert set(ROLES) == {"quick", "balanced", "best"}


def test_numbers_may_be_written_whole() -> None:
    (one,) = parse_catalog(ONE)

    assert one.parameters == 4.0
    assert isinstance(one.parameters, float)
    assert one.quantizations == ("Q4_K_M", "Q8_0")
    assert (one.context, one.sees, one.checked, one.summary) == (0, False, "", "")
    assert one.size == pytest.approx(2.4e9, rel=0.02)


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("size = 5", "one.size: no such key"),
        ('summary = "Good."', "one.summary: no such key"),
        ('context = "long"', "one.context: int expected"),
        ("context = true", "one.context: int expected"),
        ("sees = 1", "one.sees: bool expected"),
        ('languages = "en"', "one.languages: a list"),
        ('languages = ["english"]', "one.languages: 'english'"),
        ("languages = [1]", "one.languages: a list"),
        ('strong = ["zh"]', "one.strong: 'zh'"),
        ('good_at = ["cooking"]', "one.good_at: 'cooking'"),
        ("active = 5.0", "one: its numbers"),
        ("context = -1", "one: its numbers"),
        ('also_read = ["a book"]', "one: the address"),
        ('checked = "yesterday"', "one.checked: a day"),
    ],
)
def test_what_cannot_be_is_told_with_its_place(line: str, place: str) -> None:
    with pytest.raises(ValueError, match="^" + place.replace("[", r"\[")):
        parse_catalog(f"{ONE}{line}\n")


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ('repo = "maker/One-GGUF"', 'repo = "One-GGUF"', "one.repo"),
        ('"Q4_K_M", "Q8_0"', '"best"', "one.quantizations: 'best'"),
        ('licence = "mit"\n', "", "one.licence: missing"),
        ('source = "https://example.org/one"', 'source = ""', "one.source: missing"),
        ('id = "one"\n', "", "model 1.id: missing"),
        ("[[model]]", "[model]", r"model: \[\[model\]\]"),
        ("[[model]]", "[[models]]", "models: only"),
    ],
)
def test_what_is_missing_or_wrong_is_told_with_its_place(old: str, new: str, place: str) -> None:
    assert old in ONE
    with pytest.raises(ValueError, match=f"^{place}"):
        parse_catalog(ONE.replace(old, new))


def test_two_of_one_name_are_one_too_many() -> None:
    with pytest.raises(ValueError, match=r"^one: there are two"):
        parse_catalog(ONE + ONE)


def test_a_file_that_is_not_there_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        load_catalog(tmp_path / "none.toml")


def test_a_mixture_reads_a_part_of_its_weights_for_each_token() -> None:
    dense, mixture = parse_catalog(
        ONE + ONE.replace('"one"', '"two"').replace("= 4\n", "= 4\nactive = 1\n")
    )

    assert (dense.asked_part, mixture.asked_part) == (1.0, 0.25)


def test_the_part_that_sees_of_a_small_model_is_small() -> None:
    """0.205 GB on the Hub beside Qwen3.5 0.8B, 0.92 GB beside Qwen3.5 9B."""
    (blind, small, large) = parse_catalog(
        ONE
        + ONE.replace('"one"', '"two"').replace("= 4\n", "= 0.8\nsees = true\n")
        + ONE.replace('"one"', '"three"').replace("= 4\n", "= 9\nsees = true\n")
    )

    assert blind.eyes == 0
    assert small.eyes == pytest.approx(0.205e9, rel=0.1)
    assert large.eyes == pytest.approx(0.92e9, rel=0.1)
    assert small.size == small.weights + small.eyes


@pytest.mark.parametrize(
    ("model", "size"),
    [
        ("qwen3.5-0.8b", 811_843_840),
        ("lfm2.5-1.2b", 730_895_168),
        ("smollm3-3b", 1_915_305_312),
        ("qwen3.5-4b", 2_740_937_888),
        ("ministral-3-8b", 5_198_911_904),
        ("granite-4.2-8b", 5_347_917_952),
        ("qwen3.5-9b", 5_680_522_464),
        ("qwen3.8-27b", 18_973_870_528),
    ],
)
def test_the_size_is_about_that_of_the_file(
    models: tuple[CatalogModel, ...], model: str, size: int
) -> None:
    """The files of these repositories as others found them on the Hub in autumn 2026."""
    (found,) = [one for one in models if one.id == model]

    assert found.weights == pytest.approx(size, rel=0.15)


def test_which_languages_it_knows() -> None:
    (silent,) = parse_catalog(ONE)
    (named,) = parse_catalog(ONE + 'languages = ["de"]\n')
    (many,) = parse_catalog(ONE + "spoken = 119\n")

    assert silent.speaks("de") is None
    assert (named.speaks("de"), named.speaks("pl")) == (True, False)
    assert many.speaks("pl") is True
