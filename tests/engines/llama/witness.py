"""Following what an engine says, token by token, with a context that begins anew."""

from dataclasses import replace

import pytest

from desktop_app.core.engine import ModelOptions
from desktop_app.engines.llama.context import Context
from desktop_app.engines.llama.engine import LlamaEngine
from desktop_app.engines.llama.library import load_library
from desktop_app.engines.llama.sampler import Sampler
from tests.engines.llama.dialogue import GREEDY, Dialogue
from tests.engines.llama.reader import TOLERANCE, Logits, Reader, assert_same

SAMPLING = replace(GREEDY, max_tokens=12, ignore_end=True)


class Witness:
    """Hears the logits that an engine draws from, and follows them with a context of its own."""

    def __init__(
        self, engine: LlamaEngine, options: ModelOptions, patch: pytest.MonkeyPatch
    ) -> None:
        self.engine = engine
        self._options = options
        self._cold: Reader | None = None
        self._heard: list[Logits] = []
        self.followed = 0
        draw = Sampler.draw

        def overheard(sampler: Sampler, context: Context) -> int:
            self._heard.append(self._reader(context).last())
            return draw(sampler, context)

        patch.setattr(Sampler, "draw", overheard)

    def dialogue(self) -> Dialogue:
        """A new conversation with the engine."""
        return Dialogue(self.engine, self._options, SAMPLING)

    @property
    def context(self) -> Context:
        """What the engine answers from."""
        assert self.engine._resident is not None
        return self.engine._resident.context

    def agrees(self, talk: Dialogue, tolerance: float = TOLERANCE) -> None:
        """Fail unless a cold start would have drawn the last reply from the same logits."""
        ids, length = self.context.tokens.ids, talk.planned.prompt_tokens
        assert len(self._heard) > 1, "nothing was written"
        if self._cold is None:
            options = self.context.options
            self._cold = self._reader(Context(load_library(), self.context._model, options))
        self._cold.context.clear()
        for count, heard in enumerate(self._heard, length):
            assert_same(heard, self._cold.logits(ids[:count], 100), tolerance)
        self.followed += len(self._heard)

    def hears(self, talk: Dialogue, text: str, tolerance: float = TOLERANCE) -> None:
        """Ask, and check the answer."""
        self._heard.clear()
        talk.say(text)
        self.agrees(talk, tolerance)

    def close(self) -> None:
        """Free the context."""
        if self._cold is not None:
            self._cold.context.close()

    def _reader(self, context: Context) -> Reader:
        api = load_library().api
        vocabulary = api.llama_model_get_vocab(context._model.pointer)
        return Reader(context, api.llama_vocab_n_tokens(vocabulary))
