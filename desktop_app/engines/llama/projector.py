"""The part of a model that sees (mmproj), by llama.cpp's mtmd."""

import ctypes
import hashlib
import os
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.picture import Image
from desktop_app.engines.llama.library import Library
from desktop_app.engines.llama.model import Model
from desktop_app.engines.llama.slow_load import Progress
from desktop_app.engines.llama.tokens import Patch

Embeddings = NDArray[np.float32]
"""Rows of a picture: one for each of its tokens, as wide as the model's own embeddings."""

_SEQUENCE = 0
_IMAGE = 1
_MOST_LAYOUTS = 256
_ID_BYTES = 7
_SAMPLE_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Layout:
    """How a picture stands in a prompt: tokens of the model's own and patches, in order.

    `chunks` are mtmd's chunks of a picture without pixels, which know sizes and positions.
    """

    parts: tuple[tuple[int, ...] | Patch, ...]
    chunks: int

    @property
    def patches(self) -> tuple[Patch, ...]:
        """The patches alone."""
        return tuple(part for part in self.parts if isinstance(part, Patch))

    @property
    def tokens(self) -> int:
        """How many tokens the picture takes in all."""
        return sum(part.count if isinstance(part, Patch) else len(part) for part in self.parts)


class Projector:
    """A loaded projector of one model. For the engine's thread only; freed before the model."""

    def __init__(self, library: Library, model: Model, pointer: int, identity: str) -> None:
        self._library = library
        self._api = library.vision
        self._pointer: int | None = pointer
        self._layouts: OrderedDict[tuple[str, int, int], Layout] = OrderedDict()
        self._width: int = library.api.llama_model_n_embd_inp(model.pointer)
        self.identity = identity

    def layout(self, image: Image) -> Layout:
        """How `image` stands in a prompt. Its pixels are not needed for that."""
        key = (image.hash, image.width, image.height)
        layout = self._layouts.pop(key, None)
        if layout is None:
            chunks = self._tokenised(image, None)
            layout = Layout(tuple(self._parts(image, chunks)), chunks)
        self._layouts[key] = layout
        while len(self._layouts) > _MOST_LAYOUTS:
            self._api.mtmd_input_chunks_free(self._layouts.popitem(last=False)[1].chunks)
        return layout

    def encode(self, image: Image, pixels: NDArray[np.uint8]) -> Embeddings:
        """The embeddings of all patches of `image`, one after the other.

        `pixels` have the shape (height, width, 3). Nothing can stop this but the end of the
        process. Raises ParleyError when the projector cannot do it.
        """
        self._library.log.clear()
        chunks = self._tokenised(image, pixels)
        try:
            return np.concatenate([self._encoded(chunk) for chunk in self._image_chunks(chunks)])
        finally:
            self._api.mtmd_input_chunks_free(chunks)

    def must_be_whole(self, patch: Patch) -> bool:
        """Whether the tokens of `patch` see each other, and so must be decoded all at once."""
        chunk = self._chunk(patch)
        return bool(self._api.mtmd_decode_use_non_causal(self._pointer, chunk))

    def decode(
        self, context: int, patch: Patch, embeddings: Embeddings, position: int, batch_size: int
    ) -> int:
        """Decode a patch into the KV cache of `context` from `position` on.

        `embeddings` are its rows alone. Returns the code of `llama_decode`.
        """
        rows = np.ascontiguousarray(embeddings, np.float32)
        end = ctypes.c_int32(position)
        code: int = self._api.mtmd_helper_decode_image_chunk(
            self._pointer,
            context,
            self._chunk(patch),
            rows.ctypes.data_as(ctypes.POINTER(ctypes.c_float)),
            position,
            _SEQUENCE,
            batch_size,
            ctypes.byref(end),
            self._api.mtmd_helper_post_decode_callback(),
            None,
        )
        return code

    def rows(self, layout: Layout, patch: Patch) -> slice:
        """Which rows of a picture's embeddings are those of `patch`."""
        before = sum(other.count for other in layout.patches if other.index < patch.index)
        return slice(before, before + patch.count)

    def shape(self, layout: Layout) -> tuple[int, int]:
        """The shape that a picture's embeddings have."""
        return sum(patch.count for patch in layout.patches), self._width

    def close(self) -> None:
        """Free it. May be called twice."""
        for layout in self._layouts.values():
            self._api.mtmd_input_chunks_free(layout.chunks)
        self._layouts.clear()
        pointer, self._pointer = self._pointer, None
        if pointer is not None:
            self._api.mtmd_free(pointer)

    def _chunk(self, patch: Patch) -> int:
        chunk: int = self._api.mtmd_input_chunks_get(self.layout(patch.image).chunks, patch.index)
        return chunk

    def _tokenised(self, image: Image, pixels: NDArray[np.uint8] | None) -> int:
        """mtmd's chunks of a picture: with its pixels, or (None) with its size alone."""
        api = self._api
        data = None
        if pixels is not None:
            data = np.ascontiguousarray(pixels).ctypes.data_as(ctypes.POINTER(ctypes.c_uint8))
        bitmap = api.mtmd_bitmap_init(image.width, image.height, data)
        part = api.mtmd_input_part(text=None, bitmap=bitmap)
        parts = (ctypes.POINTER(api.mtmd_input_part) * 1)(ctypes.pointer(part))
        chunks: int = api.mtmd_input_chunks_init()
        code = api.mtmd_tokenize_from_parts(self._pointer, chunks, parts, 1, False)
        api.mtmd_bitmap_free(bitmap)
        if code:
            api.mtmd_input_chunks_free(chunks)
            raise self._failure(f"mtmd_tokenize returned {code}")
        return chunks

    def _parts(self, image: Image, chunks: int) -> Sequence[tuple[int, ...] | Patch]:
        api = self._api
        parts: list[tuple[int, ...] | Patch] = []
        for index in range(api.mtmd_input_chunks_size(chunks)):
            chunk = api.mtmd_input_chunks_get(chunks, index)
            count = api.mtmd_input_chunk_get_n_tokens(chunk)
            if api.mtmd_input_chunk_get_type(chunk) == _IMAGE:
                positions = api.mtmd_input_chunk_get_n_pos(chunk)
                parts.append(Patch(image, index, count, positions, self._id(image, index)))
            else:
                size = ctypes.c_size_t()
                tokens = api.mtmd_input_chunk_get_tokens_text(chunk, ctypes.byref(size))
                parts.append(tuple(tokens[: size.value]))
        return parts

    def _id(self, image: Image, index: int) -> int:
        text = f"{self.identity} {image.hash} {image.width} {image.height} {index}"
        digest = hashlib.sha256(text.encode()).digest()[:_ID_BYTES]
        return -1 - int.from_bytes(digest, "little")

    def _image_chunks(self, chunks: int) -> list[int]:
        api = self._api
        found = [
            api.mtmd_input_chunks_get(chunks, index)
            for index in range(api.mtmd_input_chunks_size(chunks))
        ]
        return [chunk for chunk in found if api.mtmd_input_chunk_get_type(chunk) == _IMAGE]

    def _encoded(self, chunk: int) -> Embeddings:
        api = self._api
        code = api.mtmd_encode_chunk(self._pointer, chunk)
        if code:
            raise self._failure(f"mtmd_encode_chunk returned {code}")
        count = api.mtmd_input_chunk_get_n_tokens(chunk)
        rows = np.ctypeslib.as_array(api.mtmd_get_output_embd(self._pointer), (count, self._width))
        return rows.copy()

    def _failure(self, details: str) -> ParleyError:
        return ParleyError(
            Problem("picture.not_seen", details=f"{details}\n{self._library.log.text()}")
        )


def load_projector(
    library: Library, model: Model, path: Path, card: int, threads: int, progress: Progress
) -> int | None:
    """Load the projector of `model` and return its pointer; blocks, on any thread.

    `card` is llama.cpp's handle of the graphics card that it is to be on, 0 for the processor.
    None when `progress` said stop or the file does not fit the model; the library's log says why.
    """
    api = library.vision

    def on_progress(fraction: float, _data: Any) -> bool:
        return progress(fraction)

    callback = api.mtmd_progress_callback(on_progress)
    params = api.mtmd_context_params_default()
    params.use_gpu = bool(card)
    params.device = card or None
    params.print_timings = False
    params.n_threads = threads
    # The first picture finds the memory it needs itself, and not that of the largest there is.
    params.warmup = False
    params.progress_callback = callback
    pointer: int | None = api.mtmd_init_from_file(os.fsencode(path), model.pointer, params)
    return pointer


def identity_of(path: Path) -> str:
    """What tells this projector from another: size, time, beginning and end.

    The time, because one that was fetched anew after damage in its middle is another one too, and
    to read a gigabyte for that would take a second.
    """
    facts = path.stat()
    size = facts.st_size
    digest = hashlib.sha256(f"{size} {facts.st_mtime_ns}".encode())
    with path.open("rb") as stream:
        digest.update(stream.read(_SAMPLE_BYTES))
        stream.seek(max(0, size - _SAMPLE_BYTES))
        digest.update(stream.read(_SAMPLE_BYTES))
    return digest.hexdigest()
