"""The tokens handed to one decode, in memory that is made once."""

import ctypes
from collections.abc import Sequence
from typing import Any

import numpy as np

from desktop_app.engines.llama.library import Library


class Batch:
    """A `llama_batch` for up to `size` tokens of sequence 0, at positions that are told."""

    def __init__(self, library: Library, size: int) -> None:
        self.size = size
        self._tokens = np.zeros(size, np.int32)
        self._positions = np.zeros(size, np.int32)
        self._sequence_counts = np.ones(size, np.int32)
        self._sequence = ctypes.c_int32(0)
        pointer = ctypes.POINTER(ctypes.c_int32)
        self._sequences = (pointer * size)(*([ctypes.pointer(self._sequence)] * size))
        self._outputs = np.zeros(size, np.int8)
        self._batch = library.api.llama_batch(
            n_tokens=0,
            token=self._tokens.ctypes.data_as(pointer),
            embd=None,
            pos=self._positions.ctypes.data_as(pointer),
            n_seq_id=self._sequence_counts.ctypes.data_as(pointer),
            seq_id=ctypes.cast(self._sequences, ctypes.POINTER(pointer)),
            logits=self._outputs.ctypes.data_as(ctypes.POINTER(ctypes.c_int8)),
        )

    def filled(self, tokens: Sequence[int], position: int, output: bool) -> Any:
        """The batch with `tokens` from `position` on; with `output`, logits for the last one."""
        count = len(tokens)
        self._tokens[:count] = tokens
        self._positions[:count] = np.arange(position, position + count)
        self._outputs[:count] = 0
        self._outputs[count - 1] = output
        self._batch.n_tokens = count
        return self._batch

    def one(self, token: int, position: int) -> Any:
        """The batch with one token, whose logits are wanted."""
        self._tokens[0] = token
        self._positions[0] = position
        self._outputs[0] = 1
        self._batch.n_tokens = 1
        return self._batch
