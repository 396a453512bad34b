"""Graphics cards of this computer that this build of llama.cpp does not use, and why.

The cards are found without any library of theirs: it is the one that may be missing. Virtual ones
(virtio, VMware, a server's console) are none: only the makers of cards that compute count.
"""

import platform
import re
import sys
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from desktop_app.core.device import DeviceKind
from desktop_app.core.errors import Problem
from desktop_app.core.text import QT_TRANSLATE_NOOP, Sentence
from desktop_app.engines.llama.device import Found

ROOT = Path("/")

NVIDIA, AMD, INTEL, APPLE = "NVIDIA", "AMD", "Intel", "Apple"

_CARD = QT_TRANSLATE_NOOP("Graphics", "{maker} graphics card")

_PCI_MAKERS = {0x10DE: NVIDIA, 0x1002: AMD, 0x8086: INTEL}
"""By their numbers as PCI vendors."""

_BACKENDS = {
    NVIDIA: ("cuda", "vulkan"),
    AMD: ("hip", "vulkan"),
    INTEL: ("sycl", "vulkan"),
    APPLE: ("metal",),
}
"""The parts of llama.cpp that drive a maker's cards; in the order of what is worth most."""

_FLAGS = {NVIDIA: "GGML_CUDA", AMD: "GGML_VULKAN", INTEL: "GGML_VULKAN", APPLE: "GGML_METAL"}
"""What llama.cpp is to be built with for them."""

_DISPLAY_CLASS = 0x03
"""Of PCI devices: VGA, 3D and other display controllers."""

_ADAPTERS = r"SYSTEM\CurrentControlSet\Control\Class\{4d36e968-e325-11ce-bfc1-08002be10318}"
"""Where Windows lists its display adapters."""

_WINDOWS_MAKER = re.compile(r"ven_([0-9a-f]{4})", re.IGNORECASE)


def unused_card(
    makers: Collection[str], backends: Collection[str], found: Iterable[Found]
) -> Problem | None:
    """What to say about a card that is there and computes nothing; None when all is well.

    `makers` are those of the cards in this computer, `backends` the parts that llama.cpp was built
    with ("cuda", "vulkan"), `found` the devices that it lists. Where one of them is a graphics
    card, a second one that is idle is no loss.
    """
    kinds = (DeviceKind.GPU, DeviceKind.INTEGRATED)
    if any(each.device.kind in kinds and each.device.backend != "RPC" for each in found):
        return None
    for maker in _BACKENDS:
        if maker not in makers:
            continue
        card = Sentence("Graphics", _CARD, {"maker": maker})
        if any(backend in backends for backend in _BACKENDS[maker]):
            # A Mac without one is a virtual machine, and its driver comes with the system.
            return None if maker == APPLE else Problem("device.no_driver", {"card": card})
        return Problem("device.unused", {"card": card, "flag": _FLAGS[maker]})
    return None


def card_makers(root: Path = ROOT) -> frozenset[str]:
    """The makers of this computer's graphics cards, the processor's own among them."""
    if sys.platform == "win32":
        makers = makers_of_windows(_windows_adapters())
    elif sys.platform == "darwin":
        makers = frozenset({APPLE} if platform.machine() == "arm64" else ())
    else:
        makers = makers_of_linux(root)
    return makers


def makers_of_linux(root: Path) -> frozenset[str]:
    """By the PCI devices in the file system at `root`, and by the driver of NVIDIA.

    A card of NVIDIA may be on no PCI bus: it can be a part of the processor, and Linux inside
    Windows sees the system's own driver alone.
    """
    makers = set()
    for folder in (root / "sys/bus/pci/devices").glob("*"):
        if _hexadecimal(folder / "class") >> 16 == _DISPLAY_CLASS:
            makers.add(_PCI_MAKERS.get(_hexadecimal(folder / "vendor"), ""))
    signs = ("proc/driver/nvidia/version", "usr/lib/wsl/lib/libcuda.so.1")
    if any((root / sign).exists() for sign in signs):
        makers.add(NVIDIA)
    return frozenset(makers - {""})


def makers_of_windows(ids: Iterable[str]) -> frozenset[str]:
    r"""By the hardware ids of display adapters, such as `pci\ven_10de&dev_2786`."""
    found = (_WINDOWS_MAKER.search(id) for id in ids)
    makers = {_PCI_MAKERS.get(int(match[1], 16), "") for match in found if match}
    return frozenset(makers - {""})


def _windows_adapters() -> Sequence[str]:
    ids: list[str] = []
    if sys.platform == "win32":
        import winreg

        try:
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, _ADAPTERS) as adapters:
                for index in range(winreg.QueryInfoKey(adapters)[0]):
                    ids.append(_windows_id(f"{_ADAPTERS}\\{winreg.EnumKey(adapters, index)}"))
        except OSError:
            pass  # then there are none to speak of
    return ids


def _windows_id(path: str) -> str:
    id = ""
    if sys.platform == "win32":
        import winreg

        try:
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, path) as adapter:
                id = str(winreg.QueryValueEx(adapter, "MatchingDeviceId")[0])
        except OSError:
            pass  # "Properties" may not be read, and is no adapter
    return id


def _hexadecimal(path: Path) -> int:
    try:
        return int(path.read_text(), 16)
    except (OSError, ValueError):
        return 0
