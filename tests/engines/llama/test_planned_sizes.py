"""What is planned for the memory of a family against what llama.cpp says it has allocated."""

import io
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from desktop_app.core.gguf import read_header
from desktop_app.core.machine import Machine
from desktop_app.core.model_size import model_size
from desktop_app.core.placement import Layout, Placement
from desktop_app.engines.llama.context import Context, ContextOptions
from desktop_app.engines.llama.library import Library, load_library
from desktop_app.engines.llama.model import Model, load_model
from tests.engines.llama.families import FAMILIES

pytestmark = pytest.mark.model

MIB = 1 << 20
CONTEXT_SIZE, BATCH_SIZE = 2048, 256
ROUNDED = 0.01 * MIB
"""Sizes are logged with two digits after the point."""

_SIZE = re.compile(r"(model|KV|RS|compute) buffer size = +([0-9.]+) MiB")


@contextmanager
def allocations(library: Library) -> Iterator[Counter[str]]:
    """What llama.cpp allocates within the block, in bytes, by what it is for."""
    sizes: Counter[str] = Counter()

    def hear(_level: int, text: bytes | None, _data: object) -> None:
        for kind, size in _SIZE.findall((text or b"").decode("utf-8", "replace")):
            sizes[kind] += round(float(size) * MIB)

    callback = library.api.llama_log_callback(hear)
    library.api.llama_log_set(callback, None)
    try:
        yield sizes
    finally:
        library.api.llama_log_set(library.keep_alive, None)


@pytest.mark.parametrize("family", FAMILIES)
def test_cache_and_state_are_as_planned(family: str, tmp_path: Path) -> None:
    path = FAMILIES[family].make(tmp_path / "model.gguf")
    header = read_header(io.BytesIO(path.read_bytes()))
    size = model_size([header])
    with allocations(load_library()) as told:
        pointer = load_model(load_library(), str(path), (), (), lambda _: True)
        assert pointer is not None
        model = Model(load_library(), pointer, header)
        Context(load_library(), model, ContextOptions(CONTEXT_SIZE, BATCH_SIZE, 1)).close()
        model.close()
    placement = Placement(size, Machine(1 << 34, 1 << 34), (), BATCH_SIZE, 0)
    (main,) = placement.shares(Layout(CONTEXT_SIZE, 0, "f16"))

    assert main.kv == pytest.approx(told["KV"] + told["RS"], abs=4 * ROUNDED)
    assert main.weights - size.vocabulary == pytest.approx(told["model"], abs=4 * ROUNDED)
    assert told["compute"] <= main.compute < 1.5 * told["compute"]
