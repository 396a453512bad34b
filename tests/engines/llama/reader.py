"""Reading prompts with a context as the engine does, and comparing what comes of it.

Logits are compared in units of their spread (the standard deviation over the vocabulary). Two
readings of the same tokens in the same chunks are equal to the bit. In other chunks they are not:
llama.cpp multiplies one row with other kernels than many, sums in another order, and attends with
another precision (its keys and values are 16-bit numbers). `TOLERANCE` is for models whose
weights have 32 bits: in some ten thousand comparisons the largest difference was 0.03. In
quantised models what a layer is given is rounded to 8 bits, and a last bit that falls to the
other side there is a large step for a small model: measured are up to 0.3, hence
`QUANTISED_TOLERANCE`. A cache that is wrong is off by more than twice as much.
"""

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from desktop_app.core.engine import CancelToken, LoadJob, ModelOptions
from desktop_app.core.events import Finished
from desktop_app.engines.llama.context import Context, Outcome
from desktop_app.engines.llama.engine import LlamaEngine
from desktop_app.engines.llama.library import load_library
from desktop_app.engines.llama.tokens import Tokens

TOLERANCE, QUANTISED_TOLERANCE = 0.08, 0.75
_LIVELY = 1.0
"""The least spread of logits by which a difference can be seen."""

Logits = NDArray[np.float32]


def assert_same(warm: Logits, cold: Logits, tolerance: float = TOLERANCE) -> None:
    """Fail unless both say the same: all logits, and which is the largest where that is clear."""
    spread = float(cold.std())
    assert np.isfinite(cold).all()
    assert spread > _LIVELY, f"logits that hardly differ ({spread:.3f}) prove nothing"
    difference = float(np.abs(warm - cold).max()) / spread
    assert difference <= tolerance, f"logits differ by {difference:.3f} of their spread"
    second, first = np.sort(cold)[-2:]
    if first - second > tolerance * spread:
        assert int(warm.argmax()) == int(cold.argmax())


class Reader:
    """A context that reads prompts; `kept` is how many tokens the last one found there."""

    def __init__(self, context: Context, vocabulary_size: int) -> None:
        self.context = context
        self._size = vocabulary_size
        self._api: Any = load_library().api
        self.kept = 0

    def read(self, prompt: Sequence[int], step: int = 64, chunks: int | None = None) -> Outcome:
        """Read what of `prompt` is new, `step` tokens at a time, at most `chunks` times."""
        done = self.kept = self.context.keep_prefix(Tokens(tuple(prompt)))
        while done < len(prompt) and chunks != 0:
            end = min(len(prompt), done + step)
            outcome = self.context.decode(prompt[done:end], output=end == len(prompt))
            if outcome is not Outcome.DONE:
                return outcome
            done, chunks = end, None if chunks is None else chunks - 1
        return Outcome.DONE

    def logits(self, prompt: Sequence[int], step: int = 64) -> Logits:
        """The logits after `prompt`, of which what is there already is not read again."""
        assert self.read(prompt, step) is Outcome.DONE
        return self.last()

    def anew(self, prompt: Sequence[int], step: int = 512) -> Logits:
        """The logits after `prompt`, all of which is read."""
        self.context.clear()
        return self.logits(prompt, step)

    def last(self) -> Logits:
        """The logits of the last token that was decoded."""
        pointer = self._api.llama_get_logits_ith(self.context.pointer, -1)
        return np.ctypeslib.as_array(pointer, (self._size,)).copy()

    def write(self, count: int) -> list[int]:
        """Greedily write `count` tokens behind a prompt; the last of them is not decoded."""
        written = [int(self.last().argmax())]
        while len(written) < count:
            assert self.context.decode_one(written[-1]) is Outcome.DONE
            written.append(int(self.last().argmax()))
        return written

    def spoil(self, width: int) -> None:
        """Decode an embedding of `width` values that are no numbers."""
        batch = self._api.llama_batch_init(1, width, 1)
        batch.n_tokens = batch.n_seq_id[0] = batch.logits[0] = 1
        batch.seq_id[0][0] = 0
        batch.pos[0] = self.context.tokens.position
        for place in range(width):
            batch.embd[place] = math.nan
        assert self._api.llama_decode(self.context.pointer, batch) == 0
        self._api.llama_batch_free(batch)

    @contextmanager
    def aborting(self, nodes: int) -> Iterator[None]:
        """Within this a decode is aborted after so many nodes of its graph, in midst of a layer."""
        asked = 0

        def over(_data: object) -> bool:
            nonlocal asked
            asked += 1
            return asked > nodes

        callback = self._api.ggml_abort_callback(over)
        self._api.llama_set_abort_callback(self.context.pointer, callback, None)
        try:
            yield
        finally:
            with self.context.watching(CancelToken()):
                pass  # which puts the context's own callback back


class Pair:
    """A model with two readers: one that goes on from what it holds, one that begins anew."""

    def __init__(self, path: Path, size: int = 512, **options: int) -> None:
        self._engine = LlamaEngine()
        job = LoadJob("load", ModelOptions(str(path), context_size=size, threads=1))
        end = list(self._engine.run(job, CancelToken()))[-1]
        assert isinstance(end, Finished), end
        resident = self._engine._resident
        assert resident is not None
        self.model = resident.model
        self._options = replace(resident.context.options, **options)
        api = load_library().api
        self.vocabulary_size: int = api.llama_vocab_n_tokens(
            api.llama_model_get_vocab(self.model.pointer)
        )
        self._contexts: list[Context] = []
        self.warm, self.cold = self.reader(), self.reader()

    def reader(self, kind: type[Context] = Context, **options: int) -> Reader:
        """Another one, of the same model; `options` of its context may be other ones."""
        context = kind(load_library(), self.model, replace(self._options, **options))
        self._contexts.append(context)
        return Reader(context, self.vocabulary_size)

    def tokens(self, text: str) -> list[int]:
        """The tokens of a text, with the one that begins every text where the model has it."""
        vocabulary = self.model.vocabulary
        start = [vocabulary.start] if vocabulary.start >= 0 else []
        return [*start, *vocabulary.tokenise(text, special=False)]

    def close(self) -> None:
        """Free everything."""
        for context in self._contexts:
            context.close()
        self._engine.close()

    def __enter__(self) -> "Pair":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
