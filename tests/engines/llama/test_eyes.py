"""Pictures: seen once, kept where they stand, never mistaken for one another."""

import os
import signal
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from desktop_app.core.engine import CancelToken, LookJob, ModelOptions, UnloadJob
from desktop_app.core.engine_names import chat_engine
from desktop_app.core.events import (
    Failed,
    Finished,
    Loading,
    Looking,
    Measured,
    Notice,
    Reading,
    Reason,
    TextDelta,
)
from desktop_app.core.marks import UNSEEN
from desktop_app.core.picture import Image
from desktop_app.engines.isolated import IsolatedEngine
from desktop_app.engines.llama.engine import LlamaEngine
from desktop_app.engines.llama.library import Library
from desktop_app.engines.llama.model import Model
from desktop_app.engines.llama.projector import load_projector
from desktop_app.engines.llama.resident import Resident
from desktop_app.engines.llama.slow_load import Progress
from tests.engines.llama.dialogue import Dialogue
from tests.engines.llama.paint import painted
from tests.random_projectors import RandomModels, SeeingPair
from tests.seeing_model import halves, plain

pytestmark = pytest.mark.model

QUESTION = "What colour is it?"
SHAPES = ("idefics3", "gemma3", "qwen2vl")


@pytest.fixture(scope="module")
def sight(starter_model: Path, seeing_projector: Path) -> ModelOptions:
    return ModelOptions(
        str(starter_model), context_size=1024, threads=1, projector=str(seeing_projector)
    )


@pytest.fixture(scope="module")
def engine() -> Iterator[LlamaEngine]:
    engine = LlamaEngine()
    yield engine
    engine.close()


@pytest.fixture
def talk(engine: LlamaEngine, sight: ModelOptions) -> Dialogue:
    return Dialogue(engine, sight)


@pytest.fixture
def red(tmp_path: Path) -> Image:
    return painted(tmp_path, plain("red"))


@pytest.fixture
def blue(tmp_path: Path) -> Image:
    return painted(tmp_path, plain("blue"))


def start_over(engine: LlamaEngine) -> None:
    """Nothing in the KV cache, no picture seen before."""
    assert engine._resident is not None
    engine._resident.context.clear()
    if engine._resident.eyes is not None:
        engine._resident.eyes._seen._memory.clear()


def test_it_sees(talk: Dialogue, red: Image, blue: Image) -> None:
    assert "red" in talk.say(QUESTION, shown=[red]).lower()
    talk.turns.clear()
    assert "blue" in talk.say(QUESTION, shown=[blue]).lower()


def test_a_follow_up_neither_encodes_nor_reads_the_picture_again(
    talk: Dialogue, tmp_path: Path
) -> None:
    picture = painted(tmp_path, halves("green", "yellow"))
    talk.say(QUESTION, shown=[picture])
    first = talk.finished.usage
    Path(picture.path).unlink()  # nobody looks at it again
    talk.say("And the right side?")
    usage = talk.finished.usage

    assert (first.encoded_images, first.reused_image_tokens) == (1, 0)
    assert usage.encoded_images == 0
    assert usage.reused_image_tokens == usage.image_tokens == first.image_tokens > 0
    assert talk.planned.reused_image_tokens == usage.image_tokens
    assert not any(isinstance(event, Looking) for event in talk.events)
    assert talk.evaluated < 30


def test_two_pictures_in_ten_turns_are_encoded_twice(
    engine: LlamaEngine, talk: Dialogue, red: Image, blue: Image
) -> None:
    shown = {0: [red], 4: [blue]}
    start_over(engine)
    encoded = 0
    for turn in range(10):
        talk.say(QUESTION, shown=shown.get(turn, []))
        encoded += talk.finished.usage.encoded_images

    assert encoded == 2


def test_another_picture_in_the_same_place_is_not_taken_for_the_first(
    talk: Dialogue, red: Image, blue: Image
) -> None:
    talk.say(QUESTION, shown=[red])
    talk.turns.clear()
    answer = talk.say(QUESTION, shown=[blue])

    assert talk.finished.usage.reused_image_tokens == 0
    assert "blue" in answer.lower()


def test_what_is_reused_gives_the_same_answer_as_what_is_read_anew(
    engine: LlamaEngine, talk: Dialogue, tmp_path: Path
) -> None:
    picture = painted(tmp_path, halves("black", "pink"))
    talk.say(QUESTION, shown=[picture])
    warm = talk.say("And the right side?")
    warm_usage = talk.finished.usage
    del talk.turns[-2:]
    start_over(engine)
    cold = talk.say("And the right side?")

    assert warm_usage.reused_image_tokens > 0
    assert talk.finished.usage.reused_image_tokens == 0
    assert cold == warm


def test_a_picture_behind_a_changed_word_is_decoded_but_not_encoded_again(
    talk: Dialogue, red: Image
) -> None:
    talk.say(QUESTION, shown=["Look: ", red])
    talk.turns.clear()
    answer = talk.say(QUESTION, shown=["Look here: ", red])
    usage = talk.finished.usage

    assert (usage.encoded_images, usage.reused_image_tokens) == (0, 0)
    assert usage.image_tokens > 0
    assert "red" in answer.lower()


def test_what_was_seen_is_known_in_another_session(
    sight: ModelOptions, red: Image, tmp_path: Path
) -> None:
    encoded = []
    for _ in range(2):
        engine = LlamaEngine(tmp_path / "seen")
        talk = Dialogue(engine, sight)
        answer = talk.say(QUESTION, shown=[red])
        encoded.append(talk.finished.usage.encoded_images)
        assert "red" in answer.lower()
        engine.close()

    assert encoded == [1, 0]


def test_without_a_picture_the_projector_is_not_even_loaded(
    sight: ModelOptions, red: Image
) -> None:
    engine = LlamaEngine()
    talk = Dialogue(engine, sight)
    talk.say("Say yes.")
    assert engine._resident is not None
    assert engine._resident.eyes is None
    talk.say(QUESTION, shown=[red])
    assert engine._resident.eyes is not None
    engine.close()


def test_a_picture_is_seen_while_its_question_is_written(
    engine: LlamaEngine, talk: Dialogue, sight: ModelOptions, tmp_path: Path
) -> None:
    pictures = tuple(painted(tmp_path, plain(colour, 72)) for colour in ("red", "blue"))
    list(engine.run(UnloadJob("u"), CancelToken()))
    start = list(engine.run(LookJob("look", sight, pictures), CancelToken()))
    measured = next(event for event in start if isinstance(event, Measured))
    looked = [event for event in start if isinstance(event, Looking)]
    talk.say(QUESTION, shown=pictures)

    assert isinstance(start[0], Loading)
    assert sum(measured.tokens) == talk.finished.usage.image_tokens
    assert looked == [Looking(0, 2), Looking(1, 2), Looking(2, 2)]
    assert isinstance(start[-1], Finished)
    assert start[-1].usage.encoded_images == 2
    assert talk.finished.usage.encoded_images == 0


def test_a_stop_between_two_pictures(talk: Dialogue, tmp_path: Path) -> None:
    pictures = [painted(tmp_path, plain(colour, 80)) for colour in ("green", "yellow")]

    def stop(event: object, cancel: CancelToken) -> None:
        if event == Looking(1, 2):
            cancel.set()

    talk.say(QUESTION, stop, shown=pictures)
    assert talk.finished.reason is Reason.CANCELLED
    assert not any(isinstance(event, TextDelta) for event in talk.events)
    talk.turns.clear()
    assert "green" in talk.say(QUESTION, shown=pictures[:1]).lower()
    assert talk.finished.usage.encoded_images == 0


def test_a_stop_while_it_is_read_leaves_a_state_to_go_on_from(
    engine: LlamaEngine, talk: Dialogue, red: Image
) -> None:
    start_over(engine)

    def stop(event: object, cancel: CancelToken) -> None:
        if isinstance(event, Reading):
            cancel.set()

    talk.say(QUESTION, stop, shown=[red])
    assert talk.finished.reason is Reason.CANCELLED
    talk.turns.clear()
    assert "red" in talk.say(QUESTION, shown=[red]).lower()


def test_a_model_without_eyes_refuses_a_question_about_a_picture(
    engine: LlamaEngine, talk: Dialogue, red: Image
) -> None:
    blind = Dialogue(engine, replace(talk.model, projector=""))
    blind.say(QUESTION, shown=[red])

    assert blind.failed.problem.code == "model.cannot_see"


def test_a_model_without_eyes_goes_on_with_the_words_of_a_conversation(
    engine: LlamaEngine, talk: Dialogue, red: Image
) -> None:
    talk.say(QUESTION, shown=[red])
    blind = Dialogue(engine, replace(talk.model, projector=""), turns=list(talk.turns))
    blind.say("Say yes.")
    notice = next(event for event in blind.events if isinstance(event, Notice))

    assert notice.problem.code == "picture.not_shown"
    assert isinstance(blind.events[-1], Finished)
    assert blind.finished.usage.image_tokens == 0
    assert engine._resident is not None
    seen = b"".join(
        map(engine._resident.model.vocabulary.piece, engine._resident.context.tokens.ids)
    )
    assert UNSEEN in seen.decode()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (None, "projector.missing"),
        (b"GGUF", "projector.damaged"),
        (b"no model", "projector.not_one"),
    ],
)
def test_a_projector_that_is_none(
    engine: LlamaEngine,
    talk: Dialogue,
    red: Image,
    tmp_path: Path,
    content: bytes | None,
    code: str,
) -> None:
    path = tmp_path / "mmproj.gguf"
    if content is not None:
        path.write_bytes(content)
    broken = Dialogue(engine, replace(talk.model, projector=str(path)))
    broken.say(QUESTION, shown=[red])

    assert broken.failed.problem.code == code
    broken.turns.clear()
    assert broken.say("Say yes.")
    assert isinstance(broken.events[-1], Finished)


def test_the_projector_of_another_model_is_refused(
    engine: LlamaEngine, talk: Dialogue, red: Image, random_models: RandomModels
) -> None:
    other = str(random_models.idefics3.projector)
    wrong = Dialogue(engine, replace(talk.model, projector=other))
    wrong.say(QUESTION, shown=[red])

    assert wrong.failed.problem.code == "projector.wrong"


def test_a_model_is_no_projector(engine: LlamaEngine, talk: Dialogue, red: Image) -> None:
    wrong = Dialogue(engine, replace(talk.model, projector=talk.model.path))
    wrong.say(QUESTION, shown=[red])

    assert wrong.failed.problem.code == "projector.not_one"


def test_a_picture_that_is_gone_before_it_was_seen(
    engine: LlamaEngine, talk: Dialogue, tmp_path: Path
) -> None:
    picture = painted(tmp_path, halves("orange", "purple"))
    Path(picture.path).unlink()
    talk.say(QUESTION, shown=[picture])

    assert talk.failed.problem.code == "picture.lost"
    talk.turns.clear()
    assert talk.say("Say yes.")


def test_a_file_with_another_picture_in_it_is_not_seen_in_its_place(
    engine: LlamaEngine, talk: Dialogue, red: Image, blue: Image
) -> None:
    talk.say("Say yes.")
    start_over(engine)
    content = Path(red.path).read_bytes()
    Path(red.path).write_bytes(Path(blue.path).read_bytes())
    talk.say(QUESTION, shown=[red])

    assert talk.failed.problem.code == "picture.lost"
    talk.turns.clear()
    Path(red.path).write_bytes(content)
    assert "red" in talk.say(QUESTION, shown=[red]).lower()


def pair_of(models: RandomModels, shape: str) -> ModelOptions:
    pair: SeeingPair = getattr(models, shape)
    return ModelOptions(
        str(pair.model), context_size=2048, threads=1, projector=str(pair.projector)
    )


def noise(folder: Path, seed: int, width: int = 150, height: int = 90) -> Image:
    random = np.random.default_rng(seed)
    return painted(folder, random.integers(0, 256, (height, width, 3), np.uint8))


@pytest.mark.parametrize("shape", SHAPES)
def test_every_way_of_placing_a_picture_is_reused_and_answers_as_if_read_anew(
    random_models: RandomModels, shape: str, tmp_path: Path
) -> None:
    engine = LlamaEngine()
    talk = Dialogue(engine, pair_of(random_models, shape))
    first, second = noise(tmp_path, 1), noise(tmp_path, 2, 64, 200)
    talk.say("a", shown=[first])
    talk.say("b", shown=[second])
    assert talk.finished.usage.reused_image_tokens > 0
    warm = talk.say("c")
    warm_usage = talk.finished.usage
    del talk.turns[-2:]
    start_over(engine)
    cold = talk.say("c")
    engine.close()

    assert warm_usage.encoded_images == 0
    assert warm_usage.reused_image_tokens == warm_usage.image_tokens > 0
    assert talk.finished.usage.encoded_images == 2
    assert talk.finished.usage.reused_image_tokens == 0
    assert cold == warm


@pytest.mark.parametrize("shape", [*SHAPES, "mamba"])
@pytest.mark.parametrize("share", [0.3, 0.8])
def test_a_stop_behind_a_picture_leaves_nothing_wrong_in_the_cache(
    random_models: RandomModels, shape: str, share: float, tmp_path: Path
) -> None:
    engine = LlamaEngine()
    talk = Dialogue(engine, replace(pair_of(random_models, shape), batch_size=32))

    def stop(event: object, cancel: CancelToken) -> None:
        if isinstance(event, Reading) and share * event.total < event.done < event.total:
            cancel.set()

    talk.say("a", shown=[noise(tmp_path, 1, 64, 40)])
    talk.say("b " * 60, stop, shown=[noise(tmp_path, 2), noise(tmp_path, 3)])
    assert talk.finished.reason is Reason.CANCELLED
    del talk.turns[-2:]
    warm = talk.say("c", shown=[noise(tmp_path, 2), noise(tmp_path, 4)])
    del talk.turns[-2:]
    start_over(engine)
    cold = talk.say("c", shown=[noise(tmp_path, 2), noise(tmp_path, 4)])
    engine.close()

    assert cold == warm


def test_positions_in_two_dimensions_are_fewer_than_tokens(
    random_models: RandomModels, tmp_path: Path
) -> None:
    engine = LlamaEngine()
    talk = Dialogue(engine, pair_of(random_models, "qwen2vl"))
    talk.say("a", shown=[noise(tmp_path, 1, 200, 100)])
    assert engine._resident is not None
    held = engine._resident.context.tokens
    lowest = engine._resident.context._api.llama_memory_seq_pos_max(
        engine._resident.context._memory, 0
    )
    engine.close()

    assert held.position < len(held.ids)
    assert lowest == held.position - 1


def test_a_picture_whose_tokens_see_each_other_is_read_at_once(
    random_models: RandomModels, tmp_path: Path
) -> None:
    engine = LlamaEngine()
    options = replace(pair_of(random_models, "gemma3"), batch_size=8)
    talk = Dialogue(engine, options)
    small = talk.say("a", shown=[noise(tmp_path, 1)])
    assert engine._resident is not None
    batch_size = engine._resident.context.options.batch_size
    engine.close()
    whole = LlamaEngine()
    large = Dialogue(whole, replace(options, batch_size=512)).say("a", shown=[noise(tmp_path, 1)])
    whole.close()

    assert talk.finished.usage.image_tokens <= batch_size
    assert batch_size > 8
    assert small == large


def test_a_failed_look_is_told(engine: LlamaEngine, sight: ModelOptions, red: Image) -> None:
    blind = replace(sight, projector="")
    (*_, end) = engine.run(LookJob("look", blind, (red,)), CancelToken())

    assert isinstance(end, Failed)
    assert end.problem.code == "model.cannot_see"


def test_an_engine_killed_while_it_looks_is_replaced_and_sees(
    sight: ModelOptions, red: Image, tmp_path: Path
) -> None:
    engine = IsolatedEngine(chat_engine(tmp_path / "seen"), tmp_path)
    talk = Dialogue(engine, sight)

    def kill(event: object, cancel: CancelToken) -> None:
        if event == Looking(0, 1):
            assert engine.child_pid is not None
            os.kill(engine.child_pid, signal.SIGKILL)

    talk.say(QUESTION, kill, shown=[red])
    assert talk.failed.problem.code.startswith("engine.")
    talk.turns.clear()
    answer = talk.say(QUESTION, shown=[red])
    engine.close()

    assert isinstance(talk.events[-1], Finished)
    assert "red" in answer.lower()


def test_a_picture_too_large_for_the_context_is_seen_smaller(
    random_models: RandomModels, tmp_path: Path
) -> None:
    engine = LlamaEngine()
    options = replace(pair_of(random_models, "qwen2vl"), context_size=1024)
    talk = Dialogue(engine, options)
    large = noise(tmp_path, 1, 1200, 900)
    talk.say("a", shown=[large])
    usage = talk.finished.usage
    talk.say("b")
    engine.close()

    assert 1024 // 8 < usage.image_tokens <= 1024 // 4 + 2
    assert talk.finished.usage.reused_image_tokens == usage.image_tokens
    assert talk.finished.usage.encoded_images == 0


def test_where_size_is_no_matter_a_picture_stays_as_it_is(
    random_models: RandomModels, tmp_path: Path
) -> None:
    engine = LlamaEngine()
    talk = Dialogue(engine, replace(pair_of(random_models, "gemma3"), context_size=768))
    picture = noise(tmp_path, 1)
    talk.say("a", shown=[picture])
    assert engine._resident is not None
    assert engine._resident.eyes is not None
    sized = engine._resident.eyes._sized(picture)
    engine.close()

    assert talk.finished.usage.image_tokens > 768 // 4
    assert sized is picture


def test_a_device_that_cannot_take_the_eyes_leaves_them_to_the_processor(
    engine: LlamaEngine, talk: Dialogue, red: Image, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[int] = []

    def load(
        library: Library, model: Model, path: Path, card: int, threads: int, progress: Progress
    ) -> int | None:
        tried.append(card)
        return None if card else load_projector(library, model, path, card, threads, progress)

    list(engine.run(UnloadJob("u"), CancelToken()))
    talk.say("Say yes.")
    monkeypatch.setattr(Resident, "card", 7)
    monkeypatch.setattr("desktop_app.engines.llama.eyes.load_projector", load)
    answer = talk.say(QUESTION, shown=[red])

    assert tried == [7, 0]
    assert "red" in answer.lower()


@pytest.mark.parametrize(
    ("log", "code"),
    [
        ("ggml_aligned_malloc: failed to allocate 2048.00 MiB", "projector.no_memory"),
        ("clip_init: unknown projector type", "projector.wrong"),
    ],
)
def test_eyes_that_find_no_memory_are_not_those_of_another_model(
    engine: LlamaEngine,
    talk: Dialogue,
    red: Image,
    monkeypatch: pytest.MonkeyPatch,
    log: str,
    code: str,
) -> None:
    def load(library: Library, *_: object) -> None:
        library.log(4, log.encode(), None)

    list(engine.run(UnloadJob("u"), CancelToken()))
    with monkeypatch.context() as patch:
        patch.setattr("desktop_app.engines.llama.eyes.load_projector", load)
        talk.say(QUESTION, shown=[red])
    assert talk.failed.problem.code == code
    assert log in talk.failed.problem.details


def test_a_projector_that_cannot_be_read_to_its_end_is_told(
    engine: LlamaEngine, talk: Dialogue, red: Image, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(path: Path) -> str:
        raise OSError(5, "Input/output error")

    list(engine.run(UnloadJob("u"), CancelToken()))
    with monkeypatch.context() as patch:
        patch.setattr("desktop_app.engines.llama.eyes.identity_of", fail)
        talk.say(QUESTION, shown=[red])
    assert talk.failed.problem.code == "projector.damaged"
