"""The KV cache of one conversation, and decoding into it."""

import ctypes
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum

from desktop_app.core.engine import CancelToken
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.kv_cache import CONTEXT_STEP
from desktop_app.engines.llama.batch import Batch
from desktop_app.engines.llama.library import Library
from desktop_app.engines.llama.model import Model
from desktop_app.engines.llama.projector import Embeddings, Projector
from desktop_app.engines.llama.reuse import common_prefix, window_is_whole
from desktop_app.engines.llama.tokens import Patch, TokenList, Tokens

_KV_TYPES = {"f16": 1, "q8_0": 8}
"""Their numbers as `ggml_type`."""

_SEQUENCE = 0
_TO_THE_END = -1
_FULL, _ABORTED = 1, 2


class Outcome(Enum):
    """How a decode ended, when it did not fail."""

    DONE = "done"
    FULL = "full"
    ABORTED = "aborted"


@dataclass(frozen=True, slots=True)
class ContextOptions:
    """Sizes in tokens. `batch_size` is the most tokens of one decode; `kv_type` the type of the
    KV cache, "f16" or "q8_0"."""

    size: int
    batch_size: int
    threads: int
    kv_type: str = "f16"


class Context:
    """A `llama_context` and the tokens that its KV cache holds, in `tokens`.

    For one thread at a time. Raises ParleyError when there is no memory for it.
    """

    def __init__(self, library: Library, model: Model, options: ContextOptions) -> None:
        self._api = library.api
        self._log = library.log
        self._abort = library.abort
        self._model = model
        self.options = options
        self.tokens = TokenList()
        params = self._params(options)
        library.log.clear()
        self.pointer: int | None = self._api.llama_init_from_model(model.pointer, params)
        if self.pointer is None:
            # Nobody knows what would fit; half of it may.
            half = max(CONTEXT_STEP, options.size // 2 // CONTEXT_STEP * CONTEXT_STEP)
            values = {"context_size": options.size, "fitting": half}
            raise ParleyError(Problem("model.no_context", values, library.log.text()))
        self.size: int = self._api.llama_n_ctx(self.pointer)
        self._memory = self._api.llama_get_memory(self.pointer)
        self._batch = Batch(library, options.batch_size)
        # Read by llama.cpp between jobs: an empty string, so never a reason to abort.
        self._never = ctypes.create_string_buffer(2)
        self._watch(self._never)

    def _params(self, options: ContextOptions) -> object:
        params = self._api.llama_context_default_params()
        params.n_ctx = options.size
        params.n_batch = params.n_ubatch = options.batch_size
        params.n_seq_max = 1
        # The output of the last token is all that sampling needs; room for more would take
        # the size of the vocabulary for every token of a batch.
        params.n_outputs_max = 1
        params.n_threads = params.n_threads_batch = options.threads
        params.type_k = params.type_v = _KV_TYPES[options.kv_type]
        # llama.cpp asks the devices; a KV cache in 8 bits needs it, and turns it on.
        params.flash_attn_type = self._api.LLAMA_FLASH_ATTN_TYPE_AUTO
        params.swa_full = True
        params.no_perf = True
        return params

    @contextmanager
    def watching(self, cancel: CancelToken) -> Iterator[None]:
        """Within this, setting `cancel` aborts a running decode (on the CPU, at once)."""
        data = (ctypes.c_char * len(cancel.buffer)).from_buffer(cancel.buffer)
        self._watch(data)
        try:
            yield
        finally:
            if self.pointer is not None:
                self._watch(self._never)

    def keep_prefix(self, tokens: Tokens) -> int:
        """Keep of the KV cache what `tokens` begin with; returns how many tokens that is.

        At least one token is left to evaluate: its logits are what the reply begins with. A
        picture is kept whole or not at all.
        """
        held = self.tokens
        count = held.whole(min(common_prefix(held.ids, tokens.ids), len(tokens) - 1))
        if count == len(held.ids):
            return count
        if count == 0 or not self._cut(count):
            self.clear()
        return len(held.ids)

    def decode(self, tokens: Sequence[int], output: bool) -> Outcome:
        """Evaluate `tokens` after those in the cache; with `output`, logits for the last one.

        After ABORTED a part of them may be in the cache; `tokens` of this object says which.
        """
        batch = self._batch.filled(tokens, self.tokens.position, output)
        code = self._api.llama_decode(self.pointer, batch)
        if code == 0:
            self.tokens.extend(tokens)
            return Outcome.DONE
        return self._not_done(code, tokens)

    def decode_one(self, token: int) -> Outcome:
        """Evaluate one token, the shortest way."""
        batch = self._batch.one(token, self.tokens.position)
        code = self._api.llama_decode(self.pointer, batch)
        if code == 0:
            self.tokens.append(token)
            return Outcome.DONE
        return self._not_done(code, (token,))

    def wait(self) -> None:
        """Until a graphics card has computed what it was given: a decode returns before that."""
        self._api.llama_synchronize(self.pointer)

    def show(self, projector: Projector, patch: Patch, embeddings: Embeddings) -> Outcome:
        """Evaluate a picture after the tokens in the cache; after ABORTED nothing of it is there.

        `embeddings` are the rows of this patch. One whose tokens see each other needs a context
        whose batches are as large as it (`must_be_whole`).
        """
        assert self.pointer is not None
        code = projector.decode(
            self.pointer, patch, embeddings, self.tokens.position, self.options.batch_size
        )
        if code == 0:
            self.tokens.show(patch)
            return Outcome.DONE
        # Of a picture that is there in part nothing can be used.
        if self._model.is_recurrent or not self._cut(len(self.tokens.ids)):
            self.clear()
        if code == _FULL:
            return Outcome.FULL
        if code == _ABORTED:
            return Outcome.ABORTED
        raise ParleyError(Problem("engine.failed", details=self._failure(code)))

    def clear(self) -> None:
        """Forget everything."""
        self.tokens.clear()
        # llama.cpp begins a new state by multiplying the old one with 0, and what is no number
        # (one overflow is enough) stays none: the state is emptied. Keys and values are masked.
        self._api.llama_memory_clear(self._memory, self._model.is_recurrent)

    def close(self) -> None:
        """Free the context. May be called twice."""
        pointer, self.pointer = self.pointer, None
        if pointer is not None:
            self._api.llama_free(pointer)

    def _watch(self, data: ctypes.Array[ctypes.c_char]) -> None:
        self._watched = data
        self._api.llama_set_abort_callback(self.pointer, self._abort, ctypes.addressof(data))

    def _not_done(self, code: int, tokens: Sequence[int]) -> Outcome:
        if code == _FULL:
            return Outcome.FULL
        self._settle(tokens)
        if code == _ABORTED:
            return Outcome.ABORTED
        raise ParleyError(Problem("engine.failed", details=self._failure(code)))

    def _failure(self, code: int) -> str:
        return f"llama_decode returned {code}\n{self._log.text()}"

    def _settle(self, tokens: Sequence[int]) -> None:
        """Find out what an unfinished decode of `tokens` has left in the cache."""
        if self._model.is_recurrent:
            # A recurrent state has moved on for tokens that do not count: there is no way back.
            self.clear()
            return
        end = self._api.llama_memory_seq_pos_max(self._memory, _SEQUENCE) + 1
        # Right behind a picture with positions in two dimensions the cache may end before it.
        self.tokens.extend(tokens[: max(0, end - self.tokens.position)])
        if not self._cut(len(self.tokens.ids)):
            self.clear()

    def _cut(self, count: int) -> bool:
        """Keep the first `count` tokens; False when the cache cannot, and holds who knows what."""
        self.tokens.cut(count)
        position = self.tokens.position
        removed = self._api.llama_memory_seq_rm(self._memory, _SEQUENCE, position, _TO_THE_END)
        if not removed:
            return False
        lowest = self._api.llama_memory_seq_pos_min(self._memory, _SEQUENCE)
        return window_is_whole(lowest, position, self._model.sliding_window)
