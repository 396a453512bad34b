"""Asking a model about pictures by llama.cpp's own functions, the plainest way there is.

Nothing of Parley's engine is in it but the loading of the library: it tells what a model and its
projector can do, whatever the engine makes of them.
"""

import ctypes
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from desktop_app.engines.llama.library import load_library

Pixels = NDArray[np.uint8]
"""A picture: height, width and three colours."""

Enough = Callable[[str], object]

_IMAGE = 1
_SEQUENCE = 0
_PIECE = 256


def _never(_text: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Chunk:
    """A part of a prompt as it went into the KV cache; `whole` means it had to at once."""

    is_image: bool
    tokens: int
    positions: int
    whole: bool


class BareVision:
    """A model with its projector and one conversation, on one thread.

    Raises ValueError when a file cannot be loaded, or the two do not belong together.
    """

    def __init__(self, model: Path, projector: Path, size: int = 1024, batch: int = 512) -> None:
        self._library = load_library()
        self._api, self._vision = self._library.api, self._library.vision
        self._library.log.clear()
        self._batch, self.position = batch, 0
        self._cleanup = ExitStack()
        with self._cleanup:
            self._load(os.fsencode(model), os.fsencode(projector), size)
            self._cleanup = self._cleanup.pop_all()

    @property
    def uses_mrope(self) -> bool:
        """Whether a picture takes fewer positions than it has tokens."""
        return bool(self._vision.mtmd_decode_use_mrope(self._projector))

    @property
    def sliding_window(self) -> int:
        """How many tokens some of the layers look back on; 0 when all look back on all."""
        return int(self._api.llama_model_n_swa(self._model))

    def forget(self, after: int = 0) -> None:
        """Go back to where `position` was `after`; 0 begins a new conversation."""
        memory = self._api.llama_get_memory(self._context)
        assert self._api.llama_memory_seq_rm(memory, _SEQUENCE, after, -1)
        self.position = after

    def ask(self, *parts: str | Pixels, most: int = 24, enough: Enough = _never) -> str:
        """The most likely answer to `parts`, which follow what was asked and answered before."""
        self.read(*parts)
        return self.write(most, enough)

    def read(self, *parts: str | Pixels) -> list[Chunk]:
        """Decode texts (with special tokens in them) and pictures; the way they went."""
        with self._tokenised(parts) as chunks:
            count = self._vision.mtmd_input_chunks_size(chunks)
            pointers = [self._vision.mtmd_input_chunks_get(chunks, i) for i in range(count)]
            return [self._decoded(pointer) for pointer in pointers]

    def write(self, most: int, enough: Enough = _never) -> str:
        """Greedily continue with up to `most` tokens, or until `enough` is true of the text."""
        written = b""
        for _ in range(most):
            token = int(np.argmax(self.logits()))
            if self._api.llama_vocab_is_eog(self._vocabulary, token):
                break
            written += self._piece(token)
            self._decode((token,))
            if enough(written.decode("utf-8", "replace")):
                break
        return written.decode("utf-8", "replace")

    def logits(self) -> NDArray[np.float32]:
        """How likely each token is to come next, before they are made to sum to one."""
        size = self._api.llama_vocab_n_tokens(self._vocabulary)
        pointer = self._api.llama_get_logits_ith(self._context, -1)
        return np.ctypeslib.as_array(pointer, (size,)).copy()

    def close(self) -> None:
        """Free everything."""
        self._cleanup.close()

    def _load(self, model: bytes, projector: bytes, size: int) -> None:
        api, vision = self._api, self._vision
        self._model = self._loaded(
            api.llama_model_load_from_file(model, self._model_params()), api.llama_model_free
        )
        self._context = self._loaded(
            api.llama_init_from_model(self._model, self._context_params(size)), api.llama_free
        )
        self._projector = self._loaded(
            vision.mtmd_init_from_file(projector, self._model, self._vision_params()),
            vision.mtmd_free,
        )
        self._vocabulary = api.llama_model_get_vocab(self._model)

    def _loaded(self, pointer: int | None, free: Callable[[int], None]) -> int:
        if pointer is None:
            raise ValueError(self._library.log.text())
        self._cleanup.callback(free, pointer)
        return pointer

    def _model_params(self) -> Any:
        params = self._api.llama_model_default_params()
        params.n_gpu_layers = 0
        return params

    def _context_params(self, size: int) -> Any:
        params = self._api.llama_context_default_params()
        params.n_ctx = size
        params.n_batch = params.n_ubatch = self._batch
        params.n_threads = params.n_threads_batch = 1
        params.n_outputs_max = 1
        return params

    def _vision_params(self) -> Any:
        params = self._vision.mtmd_context_params_default()
        params.use_gpu = params.print_timings = params.warmup = False
        params.n_threads = 1
        return params

    @contextmanager
    def _tokenised(self, parts: Sequence[str | Pixels]) -> Iterator[int]:
        vision = self._vision
        made, bitmaps = [], []
        for part in parts:
            if isinstance(part, str):
                data = part.encode()
                text = vision.mtmd_input_text(data, len(data), False, True)
                made.append(vision.mtmd_input_part(ctypes.pointer(text), None))
            else:
                bitmaps.append(self._bitmap(part))
                made.append(vision.mtmd_input_part(None, bitmaps[-1]))
        kind = ctypes.POINTER(vision.mtmd_input_part)
        array = (kind * len(made))(*map(ctypes.pointer, made))
        chunks = vision.mtmd_input_chunks_init()
        try:
            code = vision.mtmd_tokenize_from_parts(self._projector, chunks, array, len(made), False)
            assert code == 0, self._library.log.text()
            yield chunks
        finally:
            vision.mtmd_input_chunks_free(chunks)
            for bitmap in bitmaps:
                vision.mtmd_bitmap_free(bitmap)

    def _bitmap(self, pixels: Pixels) -> int:
        height, width, _ = pixels.shape
        data = np.ascontiguousarray(pixels).ctypes.data_as(ctypes.POINTER(ctypes.c_uint8))
        pointer: int = self._vision.mtmd_bitmap_init(width, height, data)
        return pointer

    def _decoded(self, chunk: int) -> Chunk:
        vision = self._vision
        count = vision.mtmd_input_chunk_get_n_tokens(chunk)
        is_image = vision.mtmd_input_chunk_get_type(chunk) == _IMAGE
        whole = is_image and vision.mtmd_decode_use_non_causal(self._projector, chunk)
        before = self.position
        if is_image:
            self._decode_image(chunk)
        else:
            size = ctypes.c_size_t()
            tokens = vision.mtmd_input_chunk_get_tokens_text(chunk, ctypes.byref(size))
            self._decode(tokens[:count])
        return Chunk(is_image, count, self.position - before, bool(whole))

    def _decode_image(self, chunk: int) -> None:
        vision = self._vision
        assert vision.mtmd_encode_chunk(self._projector, chunk) == 0, self._library.log.text()
        end = ctypes.c_int32()
        code = vision.mtmd_helper_decode_image_chunk(
            self._projector,
            self._context,
            chunk,
            vision.mtmd_get_output_embd(self._projector),
            self.position,
            _SEQUENCE,
            self._batch,
            ctypes.byref(end),
            vision.mtmd_helper_post_decode_callback(),
            None,
        )
        assert code == 0, self._library.log.text()
        self.position = end.value

    def _decode(self, tokens: Sequence[int]) -> None:
        # The position is told: after a picture it need not be that of the last token plus one.
        count = len(tokens)
        ids = (ctypes.c_int32 * count)(*tokens)
        batch = self._api.llama_batch_get_one(ids, count)
        batch.pos = (ctypes.c_int32 * count)(*range(self.position, self.position + count))
        assert self._api.llama_decode(self._context, batch) == 0, self._library.log.text()
        self.position += count

    def _piece(self, token: int) -> bytes:
        buffer = ctypes.create_string_buffer(_PIECE)
        size = self._api.llama_token_to_piece(self._vocabulary, token, buffer, _PIECE, 0, False)
        return buffer.raw[: max(0, size)]
