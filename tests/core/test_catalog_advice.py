"""Which model: what is answered, and why."""

import pytest

from desktop_app.core.catalog import load_catalog
from desktop_app.core.catalog_advice import advice, billions, entry_of
from desktop_app.core.catalog_choice import Wish
from desktop_app.core.errors import Problem
from desktop_app.core.local_model import LocalModel, Source
from desktop_app.core.machine import Machine
from desktop_app.core.paths import resources

GB = 10**9
MODELS = load_catalog(resources() / "catalog.toml")
LAPTOP = Machine(12 * GB, 16 * GB)


def local(title: str, size: int, **more: object) -> LocalModel:
    path = f"/models/{title}.gguf"
    return LocalModel(path, Source.FOLDER, title, (path,), size, 0.0, **more)  # type: ignore[arg-type]


STARTER = local("Starter", 100 * 10**6, parameters="135M")
QWEN = local("My Qwen", 2500 * 10**6, repo="bartowski/Qwen3-4B-Instruct-2507-GGUF")


def test_what_is_here_is_not_told_a_second_time() -> None:
    answers = advice(MODELS, (QWEN,), LAPTOP, Wish("en"), most=20)

    (found,) = [one for one in answers if one.model and one.model.id == "qwen3-4b-2507"]
    assert found.local is QWEN
    assert found.title == "My Qwen"
    assert found.size == QWEN.size
    assert found.reasons[0] == "here"
    assert "speaks" in found.reasons, "the catalogue knows its languages"


def test_what_is_here_comes_before_its_like() -> None:
    with_it = [one.title for one in advice(MODELS, (QWEN,), LAPTOP, Wish("en"), most=20)]
    without = [one.title for one in advice(MODELS, (), LAPTOP, Wish("en"), most=20)]

    assert with_it.index("My Qwen") <= without.index("Qwen3 4B (2507)")


def test_a_file_that_nobody_described_is_judged_by_its_size() -> None:
    huge = local("Huge", 60 * GB)
    answers = advice(MODELS, (STARTER, huge), LAPTOP, Wish("en"), most=20)

    titles = [one.title for one in answers]
    assert "Huge" not in titles
    assert titles[-1] == "Starter"
    assert "small" in answers[-1].reasons
    assert answers[-1].model is None


def test_a_broken_file_is_no_answer() -> None:
    broken = local("Broken", GB, problem=Problem("model.damaged", {"name": "Broken"}))

    assert "Broken" not in [one.title for one in advice(MODELS, (broken,), LAPTOP, Wish())]


def test_pictures_rule_out_what_is_blind() -> None:
    answers = advice(MODELS, (STARTER, QWEN), LAPTOP, Wish("en", sees=True), most=20)

    assert answers
    assert all("sees" in one.reasons for one in answers)
    by_task = advice(MODELS, (), LAPTOP, Wish("en", task="pictures"), most=20)
    assert by_task[0].title in {one.title for one in answers}


def test_speed_is_worth_more_to_who_wants_it() -> None:
    patient = advice(MODELS, (), LAPTOP, Wish("en"), 2e10)
    hurried = advice(MODELS, (), LAPTOP, Wish("en", quick=True), 2e10)

    assert hurried[0].speed > patient[0].speed
    assert hurried[0].memory < patient[0].memory


def test_the_task_moves_what_is_good_at_it_up() -> None:
    def place(wish: Wish) -> int:
        answers = advice(MODELS, (), LAPTOP, wish, most=20)
        return [one.title for one in answers].index("Ministral 3 8B")

    assert place(Wish("en", task="extract")) < place(Wish("en", task="reason"))


def test_the_language_moves_what_is_said_not_to_know_it_down() -> None:
    answers = advice(MODELS, (), LAPTOP, Wish("zh"), most=20)

    assert "strong" in answers[0].reasons
    (small,) = [one for one in answers if one.title == "SmolLM3 3B"]
    assert "silent" in small.reasons
    english = [one.title for one in advice(MODELS, (), LAPTOP, Wish("en"), most=20)]
    assert answers.index(small) > english.index("SmolLM3 3B")


def test_no_more_than_wanted_and_none_where_none_fits() -> None:
    assert len(advice(MODELS, (), LAPTOP, Wish(), most=2)) == 2
    assert advice(MODELS, (), Machine(100, 100), Wish()) == ()


@pytest.mark.parametrize(
    ("written", "number"),
    [("135M", 0.135), ("0.6B", 0.6), ("8x7B", 56.0), ("30B-A3B", 30.0), ("", 0.0), ("tiny", 0.0)],
)
def test_numbers_of_parameters(written: str, number: float) -> None:
    assert billions(written) == pytest.approx(number)


def test_the_entry_of_a_file_is_found_by_the_name_of_its_repository() -> None:
    found = entry_of(QWEN, MODELS)

    assert found is not None
    assert found.id == "qwen3-4b-2507"
    assert entry_of(STARTER, MODELS) is None
