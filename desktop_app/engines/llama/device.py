"""The devices that llama.cpp can compute on."""

import ctypes
import platform
from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.core.device import Device, DeviceKind
from desktop_app.engines.llama.library import Library
from desktop_app.engines.llama.memory import Memory, main_memory

_KINDS = (
    DeviceKind.PROCESSOR,
    DeviceKind.GPU,
    DeviceKind.INTEGRATED,
    DeviceKind.ACCELERATOR,
)
"""In the order of `ggml_backend_dev_type`."""


_METAL = "MTL"
_BACKEND_NAMES = {_METAL: "Metal"}
"""Backends that call themselves by another name than people know."""


class _Caps(ctypes.Structure):
    """`ggml_backend_dev_caps`, all bools."""

    _fields_ = [
        (name, ctypes.c_bool)
        for name in ("async", "host_buffer", "buffer_from_host_ptr", "events", "mmap_support")
    ]


class _Props(ctypes.Structure):
    """`ggml_backend_dev_props`."""

    _fields_ = [
        ("name", ctypes.c_char_p),
        ("description", ctypes.c_char_p),
        ("memory_free", ctypes.c_size_t),
        ("memory_total", ctypes.c_size_t),
        ("type", ctypes.c_int),
        ("device_id", ctypes.c_char_p),
        ("caps", _Caps),
    ]


@dataclass(frozen=True, slots=True)
class Found:
    """A device, and llama.cpp's own handle of it (`ggml_backend_dev_t`).

    `id` is the same for two devices that are one card, driven by two backends; "" is unknown.
    """

    device: Device
    handle: int
    id: str = ""


def list_devices(library: Library) -> tuple[Found, ...]:
    """What can compute here, with the memory that is free now."""
    count = library.function("ggml_backend_dev_count", ctypes.c_size_t)
    get = library.function("ggml_backend_dev_get", ctypes.c_void_p, ctypes.c_size_t)
    return tuple(_found(library, get(index)) for index in range(count()))


def distinct(found: Sequence[Found], wanted: str) -> tuple[Found, ...]:
    """Each card once, where several backends drive it: by the wanted one, else by the first.

    llama.cpp would give layers to both, and they would share one memory.
    """
    kept: list[Found] = []
    for each in sorted(found, key=lambda one: one.device.name != wanted):
        if not each.id or each.id not in (one.id for one in kept):
            kept.append(each)
    return tuple(each for each in found if each in kept)


def handles(cards: Sequence[Found]) -> ctypes.Array[ctypes.c_void_p]:
    """The list that `llama_model_params.devices` takes: it ends with a null pointer.

    llama.cpp reads it while it loads; it must be kept until then. An empty list keeps everything
    on the processor, also what llama.cpp would lend to a card for large batches.
    """
    return (ctypes.c_void_p * (len(cards) + 1))(*(card.handle for card in cards), None)


def _found(library: Library, handle: int) -> Found:
    properties = library.function(
        "ggml_backend_dev_get_props", None, ctypes.c_void_p, ctypes.POINTER(_Props)
    )
    registry = library.function("ggml_backend_dev_backend_reg", ctypes.c_void_p, ctypes.c_void_p)
    backend = library.function("ggml_backend_reg_name", ctypes.c_char_p, ctypes.c_void_p)
    props = _Props()
    properties(handle, ctypes.byref(props))
    driver = _text(backend(registry(handle)))
    kind = _kind(props.type, driver)
    memory = Memory(props.memory_free, props.memory_total)
    if kind is DeviceKind.PROCESSOR:
        memory = main_memory()  # ggml says that all of it is free
    device = Device(
        name=_text(props.name),
        title=_text(props.description).strip(),
        backend=_BACKEND_NAMES.get(driver, driver),
        kind=kind,
        free=memory.free,
        total=memory.total,
    )
    return Found(device, handle, _text(props.device_id))


def _kind(type: int, driver: str) -> DeviceKind:
    """What `type` means; on Apple's processors Metal computes in main memory, and says it not."""
    kind = _KINDS[type] if type < len(_KINDS) else DeviceKind.ACCELERATOR
    shares = driver == _METAL and platform.machine() == "arm64"
    return DeviceKind.INTEGRATED if shares and kind is DeviceKind.GPU else kind


def _text(value: bytes | None) -> str:
    return (value or b"").decode("utf-8", "replace")
