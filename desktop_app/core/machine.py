"""The memories of a computer, as a memory plan finds them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop_app.core.device import PROCESSOR, Device, DeviceKind

_GIBIBYTE = 1 << 30

_MOST_RESERVE = {True: _GIBIBYTE, False: _GIBIBYTE // 2}
_RESERVED_PART = {True: 8, False: 16}

_REMOTE = "RPC"


@dataclass(frozen=True, slots=True)
class Machine:
    """What there is, in bytes, as it is now.

    `free` and `total` are main memory: `free` is what programs can have without swapping.
    `devices` are what llama.cpp lists. `engine` is the resident memory of the process that will
    load the model, as it is without a model; it is not part of `free`, and counted back, because
    a plan counts it too. `freed` is what unloading the model that is loaded now will free, by the
    names of the devices, `PROCESSOR` for main memory.
    """

    free: int
    total: int
    devices: tuple[Device, ...] = ()
    engine: int = 0
    freed: Mapping[str, int] = field(default_factory=dict)

    @property
    def main_free(self) -> int:
        """Bytes of main memory that the engine can have altogether."""
        free = max(0, self.free) + self.engine + self.freed.get(PROCESSOR, 0)
        return min(free, self.total) if self.total else free

    def free_on(self, device: Device) -> int:
        """Bytes that a model can have on `device`.

        One that does not say what it has is taken to compute on main memory, as by llama.cpp.
        """
        if not device.free and not device.total:
            return self.main_free
        free = device.free + self.freed.get(device.name, 0)
        return min(free, device.total) if device.total else free

    def graphics(self, wanted: str) -> tuple[Device, ...]:
        """The graphics cards that a model is given to, in llama.cpp's order.

        `wanted` is a device's name, `AUTOMATIC` or `PROCESSOR`. Left to itself llama.cpp takes
        all graphics cards, those of other computers first, and integrated ones, those of one
        backend, only where there are no others (`llama_prepare_model_devices`). A name that is
        not there counts as automatic.
        """
        if wanted == PROCESSOR:
            return ()
        named = tuple(one for one in self.devices if one.is_gpu and one.name == wanted)
        if named:
            return named
        remote = [one for one in self.devices if one.is_gpu and one.backend == _REMOTE]
        own = [one for one in self.devices if one.kind is DeviceKind.GPU and one not in remote]
        integrated = [one for one in self.devices if one.kind is DeviceKind.INTEGRATED]
        alike = [one for one in integrated if one.backend == integrated[0].backend]
        return (*remote, *(own or alike))


def shares_main_memory(device: Device) -> bool:
    """Whether what a device holds takes main memory."""
    return device.kind is DeviceKind.INTEGRATED or not (device.free or device.total)


def reserve(total: int, on_card: bool) -> int:
    """Bytes of a memory that no plan touches: what else is there goes on growing and shrinking.

    On a graphics card 1 GiB, as llama.cpp itself leaves (common.h, `fit_params_target`): the
    desktop's windows, and what the drivers take when they compute (workspaces of cuBLAS, copies
    of weights in 16 bits), which no one counts. Of a small card it is an eighth. In main memory,
    of which the system says what can be had without swapping, it is half a GiB, for what other
    programs will want; of a small one a sixteenth.
    """
    return min(_MOST_RESERVE[on_card], total // _RESERVED_PART[on_card])
