"""The devices that llama.cpp can compute on, and which of them are to be used."""

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.core.device import AUTOMATIC, PROCESSOR, Device, DeviceKind
from desktop_app.engines.llama.library import Library

_KINDS = (
    DeviceKind.PROCESSOR,
    DeviceKind.GPU,
    DeviceKind.INTEGRATED,
    DeviceKind.ACCELERATOR,
)
"""In the order of `ggml_backend_dev_type`."""


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


@dataclass(frozen=True, slots=True)
class Choice:
    """The graphics cards to give layers to; none is the processor alone.

    `missing` is the name of a device that was wanted and is not there.
    """

    cards: tuple[Found, ...]
    missing: str = ""

    @property
    def devices(self) -> tuple[Device, ...]:
        """The cards without their handles."""
        return tuple(found.device for found in self.cards)


def list_devices(library: Library) -> tuple[Found, ...]:
    """What can compute here, with the memory that is free now."""
    count = library.function("ggml_backend_dev_count", ctypes.c_size_t)
    get = library.function("ggml_backend_dev_get", ctypes.c_void_p, ctypes.c_size_t)
    return tuple(_found(library, get(index)) for index in range(count()))


def choose_cards(found: Sequence[Found], wanted: str) -> Choice:
    """The cards for `wanted`: a device's name, `AUTOMATIC` or `PROCESSOR`.

    By itself llama.cpp takes the same ones (`llama_prepare_model_devices`): all cards with memory
    of their own, each once, and a graphics processor that shares main memory only where there is
    none. A wanted device that is not there leaves the choice to that.
    """
    if wanted == PROCESSOR:
        return Choice(())
    if wanted == AUTOMATIC:
        return Choice(_best(found))
    named = [each for each in found if each.device.name == wanted]
    if not named:
        return Choice(_best(found), missing=wanted)
    return Choice(tuple(each for each in named[:1] if each.device.is_gpu))


def handles(cards: Sequence[Found]) -> ctypes.Array[ctypes.c_void_p]:
    """The list that `llama_model_params.devices` takes: it ends with a null pointer.

    llama.cpp reads it while it loads; it must be kept until then. An empty list keeps everything
    on the processor, also what llama.cpp would lend to a card for large batches.
    """
    return (ctypes.c_void_p * (len(cards) + 1))(*(card.handle for card in cards), None)


def _best(found: Sequence[Found]) -> tuple[Found, ...]:
    cards: list[Found] = []
    for each in found:
        known = each.id and any(each.id == card.id for card in cards)
        if each.device.kind is DeviceKind.GPU and not known:
            cards.append(each)
    if cards:
        return tuple(cards)
    shared = [each for each in found if each.device.kind is DeviceKind.INTEGRATED]
    # One that several backends drive has no id to tell it by: the first backend has it.
    return tuple(each for each in shared if each.device.backend == shared[0].device.backend)


def _found(library: Library, handle: int) -> Found:
    properties = library.function(
        "ggml_backend_dev_get_props", None, ctypes.c_void_p, ctypes.POINTER(_Props)
    )
    registry = library.function("ggml_backend_dev_backend_reg", ctypes.c_void_p, ctypes.c_void_p)
    backend = library.function("ggml_backend_reg_name", ctypes.c_char_p, ctypes.c_void_p)
    props = _Props()
    properties(handle, ctypes.byref(props))
    kind = _KINDS[props.type] if props.type < len(_KINDS) else DeviceKind.ACCELERATOR
    device = Device(
        name=_text(props.name),
        title=_text(props.description).strip(),
        backend=_text(backend(registry(handle))),
        kind=kind,
        free=props.memory_free,
        total=props.memory_total,
    )
    return Found(device, handle, _text(props.device_id))


def _text(value: bytes | None) -> str:
    return (value or b"").decode("utf-8", "replace")
