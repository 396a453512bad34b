"""Whether a child process died of its graphics card: an exit code and a log become a name.

A driver that fails has no way to tell llama.cpp's caller: the library aborts the process that it
runs in. What is left is what was printed last, and whether a card was in use at all.
"""

import re

_BACKENDS = {
    "ggml-cuda": "CUDA",
    "ggml-hip": "ROCm",
    "ggml-metal": "Metal",
    "ggml-musa": "MUSA",
    "ggml-opencl": "OpenCL",
    "ggml-rpc": "RPC",
    "ggml-sycl": "SYCL",
    "ggml-vulkan": "Vulkan",
    "ggml-webgpu": "WebGPU",
}
"""The folders of ggml's sources for graphics cards, and what their makers call them."""

_ABORTED = re.compile(r"^\S.*?([\w.\\/-]+\.(?:c|cc|cpp|cu|cuh|h|hpp|m|mm)):\d+: ", re.MULTILINE)
"""How ggml says where it gives up (`ggml_abort` in ggml.c)."""

_THROWN = re.compile(r"uncaught exception|terminate called|terminating", re.IGNORECASE)
"""How C++ says that nobody caught an exception."""

_THROWN_BY = {"vk::": "Vulkan", "sycl::": "SYCL"}

_SUDDEN = ("SIGABRT", "SIGSEGV", 0xC0000005, 0xC0000409)
"""Ends that a driver can bring about without a word."""


def lost_device(key: str | int, details: str, in_use: str) -> str:
    """The graphics card that a child died of, "" when it was something else.

    `key` is its signal or exit code as `exit_cause` names them, `details` the end of its log,
    `in_use` the card that held layers of its model, "" for none. The log decides; where it says
    nothing, a sudden end of a child that used a card is the card's: its driver is the one part
    in that process that this program knows nothing of.
    """
    backend, told = _told_by(details)
    if backend:
        return in_use or backend
    return "" if told or key not in _SUDDEN else in_use


def _told_by(details: str) -> tuple[str, bool]:
    """The backend that the log's last words are of ("" for none), and whether it has any."""
    if places := _ABORTED.findall(details):
        source = places[-1].replace("\\", "/")
        names = (name for folder, name in _BACKENDS.items() if folder in source)
        return next(names, ""), True
    if thrown := _THROWN.search(details):
        line = details[thrown.start() :].partition("\n")[0]
        return next((name for space, name in _THROWN_BY.items() if space in line), ""), True
    return "", False
