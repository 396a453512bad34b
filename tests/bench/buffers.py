"""What llama.cpp itself says it has allocated for a model: the sizes in its log.

Run as a side, see side.py.
"""

import re

import llama_cpp.llama_cpp as api

from desktop_app.engines.llama.library import load_library
from tests.bench.answers import Answers
from tests.bench.bare_loop import BareLoop

_SIZE = re.compile(r"(model|KV|RS|compute|output) buffer size = +([0-9.]+) MiB")
_MEBIBYTE = 1 << 20


class Buffers:
    """Loads the model as the bare loop does, and listens."""

    def __init__(self) -> None:
        self._sizes: dict[str, float] = {}
        self._callback = api.llama_log_callback(self._hear)

    def load(self, model: str, context_size: int) -> dict[str, float]:
        """Bytes of the buffers, by what they are for."""
        loop = BareLoop()
        load_library()  # which brings a log of its own
        api.llama_log_set(self._callback, None)
        loop.load(model, context_size)
        return self._sizes

    def _hear(self, level: int, text: bytes | None, data: object) -> None:
        del level, data
        for kind, size in _SIZE.findall((text or b"").decode("utf-8", "replace")):
            self._sizes[kind] = self._sizes.get(kind, 0.0) + float(size) * _MEBIBYTE


if __name__ == "__main__":
    Answers().serve({"load": Buffers().load})
