"""What can compute on this computer: the processor, and graphics cards with their own memory."""

from dataclasses import dataclass
from enum import StrEnum

AUTOMATIC = ""
"""As the wanted device: the best that there is."""

PROCESSOR = "CPU"
"""As the wanted device: the processor alone. It is also the name of main memory in a plan."""


class DeviceKind(StrEnum):
    """ggml's kinds of devices (`ggml_backend_dev_type`)."""

    PROCESSOR = "cpu"
    GPU = "gpu"
    """With memory of its own."""
    INTEGRATED = "igpu"
    """A graphics processor that shares main memory."""
    ACCELERATOR = "accel"
    """Helps the processor, on main memory (BLAS, AMX)."""


@dataclass(frozen=True, slots=True)
class Device:
    """One device as llama.cpp lists it. Memory in bytes as it is now, 0 when it is not said.

    `name` is llama.cpp's ("CUDA0") and what a setting names; `title` is the hardware's ("NVIDIA
    GeForce RTX 4070"); `backend` is what drives it ("CUDA", "Metal", "Vulkan", "CPU").
    """

    name: str
    title: str
    backend: str
    kind: DeviceKind
    free: int = 0
    total: int = 0

    @property
    def is_gpu(self) -> bool:
        """Whether layers of a model can be given to it."""
        return self.kind in (DeviceKind.GPU, DeviceKind.INTEGRATED)
