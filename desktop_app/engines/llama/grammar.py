"""Holding a reply to a grammar: which of the tokens may come next."""

import ctypes
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from time import thread_time

import numpy as np

from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.grammar import grammar_of
from desktop_app.engines.llama.context import Context
from desktop_app.engines.llama.library import Library
from desktop_app.engines.llama.vocabulary import Vocabulary

SECONDS = 2.0
"""How long one step of a grammar may compute. One that means the same in many ways takes twice
as long with each level; its schema is given up before that hurts."""

_LIKELY = 256
"""So many tokens are looked at before the whole vocabulary, which takes a grammar of a thousand
words a second."""

_CANDIDATE = np.dtype([("id", np.int32), ("logit", np.float32), ("p", np.float32)])
"""llama.cpp's llama_token_data."""


class Candidates:
    """Tokens of the vocabulary with their logits, as samplers take them."""

    def __init__(self, library: Library, size: int) -> None:
        self._api = library.api
        self._size = size
        self._ids = np.arange(size, dtype=np.int32)
        self._data = np.zeros(size, dtype=_CANDIDATE)
        self._array = library.api.llama_token_data_array()

    def fill(self, context: Context, most: int = 0) -> None:
        """Take the logits of the last decode, or only the `most` likeliest tokens; waits for that
        to end."""
        pointer = self._api.llama_get_logits_ith(context.pointer, -1)
        logits, ids = np.ctypeslib.as_array(pointer, shape=(self._size,)), self._ids
        if 0 < most < self._size:
            likely = np.argpartition(logits, -most)[-most:]
            ids = np.sort(likely).astype(np.int32)  # the same order each time, for the same draw
            logits = logits[ids]
        self._data["id"][: len(ids)] = ids
        self._data["logit"][: len(ids)] = logits
        self._data["p"] = 0.0
        self._reset(len(ids))

    def fill_one(self, token: int) -> None:
        """Take this token alone."""
        self._data[0] = (token, 0.0, 0.0)
        self._reset(1)

    def apply(self, sampler: object) -> None:
        """Let a sampler, or a chain of them, do its work."""
        self._api.llama_sampler_apply(sampler, ctypes.byref(self._array))

    def any(self) -> bool:
        """Whether a token is left that may be drawn."""
        return bool(np.isfinite(self._data["logit"][: self._array.size]).any())

    def chosen(self) -> int:
        """The token that the end of a chain has chosen."""
        return int(self._array.data[self._array.selected].id)

    def _reset(self, size: int) -> None:
        pointer = ctypes.POINTER(self._api.llama_token_data)
        self._array.data = self._data.ctypes.data_as(pointer)
        self._array.size, self._array.selected, self._array.sorted = size, -1, False


class Grammar:
    """The grammar of a JSON schema, as far as one reply has come. `close` frees it.

    Raises ParleyError (`presets.schema`) for a schema that cannot be kept to.
    """

    def __init__(self, library: Library, vocabulary: Vocabulary, schema: str) -> None:
        text = grammar_of(schema)
        self._api = library.api
        self._one = Candidates(library, 1)
        with _limited():
            self._sampler = self._api.llama_sampler_init_grammar(
                vocabulary.pointer, text.encode(), b"root"
            )
        if not self._sampler:
            raise _refused(library.log.text())

    def begin(self, tokens: Sequence[int]) -> None:
        """Take in what is written of the reply already. Raises ParleyError when it is not so."""
        for token in tokens:
            if not self.allows(token):
                raise _refused("what is written so far does not keep to it")
            self.accept(token)

    def allows(self, token: int) -> bool:
        """Whether this token may come next."""
        self._one.fill_one(token)
        with _limited():
            self._one.apply(self._sampler)
        return self._one.any()

    def narrow(self, candidates: Candidates, context: Context) -> None:
        """Fill `candidates` with what may come next, the likeliest tokens alone where some of
        them may. Raises ParleyError when there is none."""
        for most in (_LIKELY, 0):
            candidates.fill(context, most)
            with _limited():
                candidates.apply(self._sampler)
            if candidates.any():
                return
        raise _refused("no token of this model goes on as it says")

    def accept(self, token: int) -> None:
        """This token came next. It must be one that is allowed: llama.cpp ends the process
        for any other."""
        with _limited():
            self._api.llama_sampler_accept(self._sampler, token)

    def close(self) -> None:
        """Free it. May be called twice."""
        sampler, self._sampler = self._sampler, None
        if sampler is not None:
            self._api.llama_sampler_free(sampler)


@contextmanager
def _limited() -> Iterator[None]:
    """Raises ParleyError after a step that took too long: the next one would take longer."""
    began = thread_time()
    yield
    if thread_time() - began > SECONDS:
        raise _refused("it has too many meanings at once")


def _refused(details: str) -> ParleyError:
    return ParleyError(Problem("presets.schema", details=details))
