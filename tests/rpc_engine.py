"""The engine that runs models, with RPC devices registered: `tests.rpc_engine:create`.

For child processes alone. A device cannot be taken back, and llama.cpp aborts the process in
which it asks for the memory of one that is gone.
"""

import ctypes
import os
import socket
from dataclasses import dataclass

from desktop_app.core.engine import Engine, EngineSpec
from desktop_app.engines.llama.engine import LlamaEngine
from desktop_app.engines.llama.library import Library, load_library

REACH_SECONDS = 5.0

_HIDING = {
    "CUDA_VISIBLE_DEVICES": "-1",
    "HIP_VISIBLE_DEVICES": "-1",
    "GGML_VK_VISIBLE_DEVICES": "",
}


@dataclass(frozen=True, slots=True)
class RpcOptions:
    """Where the devices are served."""

    endpoints: tuple[str, ...]


def rpc_spec(*endpoints: str) -> EngineSpec:
    """Names the engine with these devices."""
    return EngineSpec("tests.rpc_engine:create", RpcOptions(endpoints))


def create(options: object) -> Engine:
    """The engine. A device that is gone is not there, as with a card whose driver is gone."""
    assert isinstance(options, RpcOptions)
    if options.endpoints:
        # A card of this very machine would get the layers that are meant for the others.
        os.environ.update(_HIDING)
    library = load_library()
    for endpoint in options.endpoints:
        if is_served(endpoint):
            register(library, endpoint)
    return LlamaEngine()


def is_served(endpoint: str) -> bool:
    """Whether somebody listens there: llama.cpp aborts the process where nobody does."""
    host, _, port = endpoint.partition(":")
    try:
        socket.create_connection((host, int(port)), REACH_SECONDS).close()
    except OSError:
        return False
    return True


def register(library: Library, endpoint: str) -> None:
    """Have llama.cpp list the device. Before anything is loaded."""
    lib = library.api._lib
    pointer, text = ctypes.c_void_p, ctypes.c_char_p
    by_name = lib.ggml_backend_reg_by_name
    by_name.restype, by_name.argtypes = pointer, (text,)
    address_of = lib.ggml_backend_reg_get_proc_address
    address_of.restype, address_of.argtypes = pointer, (pointer, text)
    add = lib.ggml_backend_register
    add.restype, add.argtypes = None, (pointer,)
    server = address_of(by_name(b"RPC"), b"ggml_backend_rpc_add_server")
    registry = ctypes.CFUNCTYPE(pointer, text)(server)(endpoint.encode())
    assert registry, f"no device at {endpoint}"
    add(registry)
