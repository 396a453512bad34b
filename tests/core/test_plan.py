import io

import pytest

from desktop_app.core.engine import ModelOptions
from desktop_app.core.gguf import Header, read_header
from desktop_app.core.machine import Machine
from desktop_app.core.plan import plan
from tests.gguf_file import gguf_bytes

SMOLLM2 = {
    "general.architecture": "llama",
    "llama.block_count": 30,
    "llama.context_length": 8192,
    "llama.embedding_length": 576,
    "llama.attention.head_count": 9,
    "llama.attention.head_count_kv": 3,
}
TERABYTE = 1 << 40


def header(metadata: dict[str, object]) -> Header:
    return read_header(io.BytesIO(gguf_bytes(metadata)))


@pytest.mark.parametrize(
    ("wanted", "trained", "size"),
    [(0, 8192, 8192), (0, 131072, 8192), (0, 2048, 2048), (1000, 8192, 1024), (9000, 4096, 4096)],
)
def test_context_size_with_enough_memory(wanted: int, trained: int, size: int) -> None:
    model = header(SMOLLM2 | {"llama.context_length": trained})
    chosen = plan([model], ModelOptions("", context_size=wanted), Machine(TERABYTE, TERABYTE))

    assert (chosen.context_size, chosen.reduced) == (size, False)
    assert chosen.fits
