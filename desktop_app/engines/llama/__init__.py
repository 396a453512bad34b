"""Chatting with a GGUF model by llama.cpp, on the low-level bindings.

Importing this package loads no native library; the first job does.
"""

from desktop_app.core.engine import Engine


def create(options: object = None) -> Engine:
    """The engine. `options` is not used: everything comes with the jobs."""
    del options
    from desktop_app.engines.llama.engine import LlamaEngine

    return LlamaEngine()
