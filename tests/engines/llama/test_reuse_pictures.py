"""Pictures among words: what is reused of both gives the logits of a cold start.

In every way of placing a picture, and where no token can be taken back; with positions in two
dimensions also both at once.
"""

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

from desktop_app.core.engine import CancelToken, ModelOptions
from desktop_app.core.events import Event, Finished, Reading, Reason
from desktop_app.core.picture import Image
from desktop_app.engines.llama.context import Context
from desktop_app.engines.llama.engine import LlamaEngine
from desktop_app.engines.llama.library import load_library
from desktop_app.engines.llama.sampler import Sampler
from tests.engines.llama.dialogue import Dialogue
from tests.engines.llama.paint import painted
from tests.engines.llama.reader import Logits, Reader, assert_same
from tests.random_projectors import RandomModels, SeeingPair

pytestmark = pytest.mark.model

SHAPES = [field.name for field in fields(RandomModels)]


class Seeing:
    """A conversation with a model that sees, each answer of which is asked for twice."""

    def __init__(self, pair: SeeingPair, patch: pytest.MonkeyPatch) -> None:
        self.engine = LlamaEngine()
        self._options = ModelOptions(
            str(pair.model),
            context_size=1536,
            threads=1,
            projector=str(pair.projector),
            batch_size=32,  # so that reading has several steps
        )
        self._heard: list[Logits] = []
        draw = Sampler.draw

        def overheard(sampler: Sampler, context: Context) -> int:
            api = load_library().api
            size = api.llama_vocab_n_tokens(api.llama_model_get_vocab(context._model.pointer))
            self._heard.append(Reader(context, size).last())
            return draw(sampler, context)

        patch.setattr(Sampler, "draw", overheard)

    def dialogue(self) -> Dialogue:
        """A new conversation with the model."""
        return Dialogue(self.engine, self._options)

    def asks(self, talk: Dialogue, text: str, *shown: str | Image) -> int:
        """Ask, then ask the same of an empty cache; returns how many tokens were reused."""
        turns = list(talk.turns)
        warm = self._first(talk, text, shown)
        reused = talk.planned.reused_tokens
        kept = list(self.context.tokens.ids), list(talk.turns)
        talk.turns = turns
        self.context.clear()
        assert_same(warm, self._first(talk, text, shown))
        assert talk.planned.reused_tokens == 0
        assert (
            self.context.tokens.ids[: talk.planned.prompt_tokens]
            == (kept[0][: talk.planned.prompt_tokens])
        )
        return reused

    @property
    def context(self) -> Context:
        """What the model answers from."""
        assert self.engine._resident is not None
        return self.engine._resident.context

    def _first(self, talk: Dialogue, text: str, shown: tuple[str | Image, ...]) -> Logits:
        self._heard.clear()
        talk.say(text, shown=shown)
        assert isinstance(talk.events[-1], Finished), talk.events[-1]
        return self._heard[0]


@pytest.fixture(params=SHAPES)
def seeing(
    request: pytest.FixtureRequest, random_models: RandomModels, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Seeing]:
    seeing = Seeing(getattr(random_models, request.param), monkeypatch)
    yield seeing
    seeing.engine.close()


def noise(folder: Path, seed: int, height: int = 60, width: int = 90) -> Image:
    random = np.random.default_rng(seed)
    return painted(folder, random.integers(0, 256, (height, width, 3), np.uint8))


def stop_behind_the_picture(event: Event, cancel: CancelToken) -> None:
    if isinstance(event, Reading) and event.total / 2 < event.done < event.total:
        cancel.set()


def test_words_and_pictures_asked_edited_and_come_back_to(seeing: Seeing, tmp_path: Path) -> None:
    first, second = noise(tmp_path, 1), noise(tmp_path, 2, 120, 50)
    one, other = seeing.dialogue(), seeing.dialogue()
    seeing.asks(one, "a", first)
    assert seeing.asks(one, "b") > 0
    before = list(one.turns)
    seeing.asks(other, "c", "First: ", second, "then: ", first)
    seeing.asks(one, "d")
    one.turns = before[:2]
    seeing.asks(one, "e", second)  # another picture where a question stood
    one.turns = []
    seeing.asks(one, "a", second)  # and in the place of the first
    seeing.asks(one, "a longer one", "Look: ", first)


def test_a_stop_behind_a_picture(seeing: Seeing, tmp_path: Path) -> None:
    first, second = noise(tmp_path, 1), noise(tmp_path, 2, 120, 50)
    talk = seeing.dialogue()
    talk.say("a", shown=[first])
    talk.say("b " * 90, stop_behind_the_picture, shown=[second])
    assert talk.finished.reason is Reason.CANCELLED
    del talk.turns[-2:]
    seeing.asks(talk, "c", second)


def test_a_picture_that_the_cache_never_saw_is_missed(seeing: Seeing, tmp_path: Path) -> None:
    first, second = noise(tmp_path, 1), noise(tmp_path, 2)
    talk = seeing.dialogue()
    talk.say("a", shown=[first])
    held = seeing.context.tokens.frozen()
    seeing.context.clear()
    other = seeing.dialogue()
    other.say("a", shown=[second])
    other.turns[-1] = talk.turns[-1]
    seeing.context.tokens.ids[:] = held.ids  # though it saw another one
    seeing.context.tokens.spans[:] = held.spans

    with pytest.raises(AssertionError, match="differ by"):
        seeing.asks(talk, "b")
