"""llama.cpp without its work: decoding one token is a pause of a fixed length.

What is left is what the layers above cost, and it can be measured to a microsecond a token. The
logits stay those of the last prompt, so a reply is one token over and over; sampling is real.
"""

from time import sleep
from typing import Any

from desktop_app.core.engine import Engine


def pace(api: Any, seconds: float) -> None:
    """Replace `llama_decode` of the bindings for batches of one token; 0 leaves it alone."""
    if not seconds:
        return
    decode = api.llama_decode

    def paced(context: Any, batch: Any) -> int:
        if batch.n_tokens != 1:
            return int(decode(context, batch))
        sleep(seconds)
        return 0

    api.llama_decode = paced


def create(options: object) -> Engine:
    """The llama engine at a pace: the factory for an `EngineSpec`; `options` are the seconds."""
    from desktop_app.engines import llama
    from desktop_app.engines.llama.library import load_library

    assert isinstance(options, float)
    pace(load_library().api, options)
    return llama.create()
