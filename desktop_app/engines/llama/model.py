"""A model in memory."""

import ctypes
import os
from collections.abc import Sequence
from typing import Any

from desktop_app.core.gguf import Header
from desktop_app.engines.llama.device import Found, handles
from desktop_app.engines.llama.library import Library
from desktop_app.engines.llama.slow_load import Progress
from desktop_app.engines.llama.vocabulary import Vocabulary


class Model:
    """A loaded model with its vocabulary. `close` frees it; contexts must be freed before."""

    def __init__(self, library: Library, pointer: int, header: Header) -> None:
        api = library.api
        self.pointer: int | None = pointer
        self.header = header
        self.vocabulary = Vocabulary(library, api.llama_model_get_vocab(pointer))
        self.sliding_window: int = api.llama_model_n_swa(pointer)
        self.is_recurrent: bool = api.llama_model_is_recurrent(
            pointer
        ) or api.llama_model_is_hybrid(pointer)
        self._api = api

    def close(self) -> None:
        """Free the model's memory. May be called twice."""
        pointer, self.pointer = self.pointer, None
        if pointer is not None:
            self._api.llama_model_free(pointer)


def load_model(
    library: Library,
    path: str,
    cards: Sequence[Found],
    layers: Sequence[int],
    progress: Progress,
) -> int | None:
    """Load the weights of `path` and return the model's pointer; blocks, on any thread.

    Each of `cards` gets as many `layers`, the output as the last one; the first ones, and the
    embedding, stay in main memory.
    None when `progress` said stop or the file cannot be loaded; the library's log says why.
    Whether to map the file into memory is left to llama.cpp, which knows the devices.
    """
    api = library.api

    def on_progress(fraction: float, _data: Any) -> bool:
        return progress(fraction)

    callback = api.llama_progress_callback(on_progress)
    listed = handles(cards)
    params = api.llama_model_default_params()
    params.devices = ctypes.addressof(listed)
    params.n_gpu_layers = sum(layers)
    params.tensor_split = _split(api, layers)
    params.progress_callback = callback
    pointer: int | None = api.llama_model_load_from_file(os.fsencode(path), params)
    return pointer


def _split(api: Any, layers: Sequence[int]) -> Any:
    """The shares of the cards, for as many of them as llama.cpp may look at."""
    return (ctypes.c_float * max(len(layers), api.llama_max_devices()))(*layers)
