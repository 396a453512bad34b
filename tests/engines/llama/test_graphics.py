import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.core.device import Device, DeviceKind
from desktop_app.core.errors import Problem
from desktop_app.engines.llama.device import Found
from desktop_app.engines.llama.graphics import (
    AMD,
    APPLE,
    INTEL,
    NVIDIA,
    card_makers,
    makers_of_linux,
    makers_of_windows,
    unused_card,
)
from desktop_app.engines.llama.library import load_library

PROCESSOR = Found(Device("CPU", "Ryzen", "CPU", DeviceKind.PROCESSOR), 1)
REMOTE = Found(Device("RPC0", "localhost", "RPC", DeviceKind.GPU), 2)
CARD = Found(Device("CUDA0", "GeForce", "CUDA", DeviceKind.GPU), 3)
INTEGRATED = Found(Device("Vulkan0", "UHD", "Vulkan", DeviceKind.INTEGRATED), 4)

VGA, RENDERER, NETWORK = "0x030000", "0x030200", "0x020000"

Plug = Callable[[str, str], None]


@pytest.fixture
def plug(tmp_path: Path) -> Plug:
    """Puts a PCI device of a class and a vendor into the computer at `tmp_path`."""
    folder = tmp_path / "sys/bus/pci/devices"
    folder.mkdir(parents=True)

    def add(kind: str, vendor: str) -> None:
        device = folder / f"0000:00:{len(list(folder.iterdir())):02x}.0"
        device.mkdir()
        (device / "class").write_text(f"{kind}\n")
        (device / "vendor").write_text(f"{vendor}\n")

    return add


def test_a_computer_without_a_card(tmp_path: Path) -> None:
    assert makers_of_linux(tmp_path) == frozenset()


def test_the_cards_of_a_laptop(tmp_path: Path, plug: Plug) -> None:
    plug(VGA, "0x8086")
    plug(RENDERER, "0x10de")
    plug(NETWORK, "0x1002")

    assert makers_of_linux(tmp_path) == {INTEL, NVIDIA}


@pytest.mark.parametrize(
    "vendor",
    ["0x1af4", "0x1234", "0x15ad", "0x1414", "0x1b36", "0x1a03", "0x102b", "", "none"],
    ids=["virtio", "bochs", "vmware", "hyper-v", "qxl", "aspeed", "matrox", "empty", "no number"],
)
def test_a_screen_of_a_virtual_machine_or_a_server_is_no_card(
    tmp_path: Path, plug: Plug, vendor: str
) -> None:
    plug(VGA, vendor)

    assert makers_of_linux(tmp_path) == frozenset()


@pytest.mark.parametrize("sign", ["proc/driver/nvidia/version", "usr/lib/wsl/lib/libcuda.so.1"])
def test_a_card_that_is_on_no_bus(tmp_path: Path, plug: Plug, sign: str) -> None:
    plug(RENDERER, "0x1414")
    (tmp_path / sign).parent.mkdir(parents=True)
    (tmp_path / sign).write_text("")

    assert makers_of_linux(tmp_path) == {NVIDIA}


def test_the_display_adapters_of_windows() -> None:
    ids = [r"PCI\VEN_10DE&DEV_2786", r"pci\ven_8086&dev_9a49", r"root\basicdisplay", ""]

    assert makers_of_windows(ids) == {NVIDIA, INTEL}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows asks its registry")
def test_on_a_mac_the_processor_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop_app.engines.llama.graphics.sys.platform", "darwin")
    for machine, makers in (("arm64", {APPLE}), ("x86_64", set())):
        monkeypatch.setattr(
            "desktop_app.engines.llama.graphics.platform.machine", lambda name=machine: name
        )
        assert card_makers() == makers


def told(problem: Problem | None) -> tuple[str, str, object] | None:
    if problem is None:
        return None
    return problem.code, problem.sentence.english().partition(" is ")[0], problem.values.get("flag")


@pytest.mark.parametrize(
    ("makers", "backends", "expected"),
    [
        ({NVIDIA}, {"cpu", "rpc"}, ("device.unused", "NVIDIA graphics card", "GGML_CUDA")),
        ({AMD}, {"cpu"}, ("device.unused", "AMD graphics card", "GGML_VULKAN")),
        ({AMD}, {"cpu", "cuda"}, ("device.unused", "AMD graphics card", "GGML_VULKAN")),
        ({INTEL, NVIDIA}, {"cpu"}, ("device.unused", "NVIDIA graphics card", "GGML_CUDA")),
        ({INTEL}, {"cpu"}, ("device.unused", "Intel graphics card", "GGML_VULKAN")),
        ({APPLE}, {"cpu"}, ("device.unused", "Apple graphics card", "GGML_METAL")),
        ({NVIDIA}, {"cpu", "cuda"}, ("device.no_driver", "NVIDIA graphics card", None)),
        ({NVIDIA}, {"cpu", "vulkan"}, ("device.no_driver", "NVIDIA graphics card", None)),
        ({APPLE}, {"cpu", "metal"}, None),
        (set(), {"cpu"}, None),
    ],
)
def test_why_a_card_is_not_used(
    makers: set[str], backends: set[str], expected: tuple[str, str, object] | None
) -> None:
    assert told(unused_card(makers, backends, [PROCESSOR, REMOTE])) == expected


@pytest.mark.parametrize("card", [CARD, INTEGRATED])
def test_where_a_card_computes_another_one_may_rest(card: Found) -> None:
    assert unused_card({NVIDIA, AMD, INTEL}, {"cpu", "cuda"}, [card, PROCESSOR]) is None


@pytest.mark.model
def test_what_this_build_has() -> None:
    library = load_library()

    assert "cpu" in library.backends
    assert "base" not in library.backends
    assert library.about().startswith("llama.cpp ")
    assert "\n" not in library.about()
