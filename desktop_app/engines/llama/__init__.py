"""Chatting with a GGUF model by llama.cpp, on the low-level bindings.

Importing this package loads no native library; the first job does.
"""

from pathlib import Path

from desktop_app.core.engine import Engine


def create(options: object = None) -> Engine:
    """The engine. `options` is the folder for what was seen of pictures; None keeps it nowhere."""
    from desktop_app.engines.llama.engine import LlamaEngine

    return LlamaEngine(Path(str(options)) if options else None)
