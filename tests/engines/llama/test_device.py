import ctypes
import platform

import pytest

from desktop_app.core.device import AUTOMATIC, Device, DeviceKind
from desktop_app.core.machine import Machine
from desktop_app.engines.llama.device import Found, _Props, distinct, handles, list_devices
from desktop_app.engines.llama.library import Library, load_library
from desktop_app.engines.llama.memory import Memory

CUDA = Found(Device("CUDA0", "GeForce", "CUDA", DeviceKind.GPU), 11, "0000:01:00.0")
VULKAN = Found(Device("Vulkan0", "GeForce", "Vulkan", DeviceKind.GPU), 12, "0000:01:00.0")
SECOND = Found(Device("CUDA1", "Quadro", "CUDA", DeviceKind.GPU), 13, "0000:02:00.0")
INTEGRATED = Found(Device("Vulkan1", "UHD", "Vulkan", DeviceKind.INTEGRATED), 14)
NAMELESS = Found(Device("RPC0", "localhost", "RPC", DeviceKind.GPU), 15)
PROCESSOR = Found(Device("CPU", "Ryzen", "CPU", DeviceKind.PROCESSOR), 16)
ALL = (CUDA, SECOND, INTEGRATED, VULKAN, NAMELESS, PROCESSOR)


@pytest.mark.model
def test_the_processor_is_listed_with_its_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    memory = Memory(free=3 << 30, total=8 << 30)
    monkeypatch.setattr("desktop_app.engines.llama.device.main_memory", lambda: memory)
    (found,) = (one for one in list_devices(load_library()) if one.device.name == "CPU")

    assert found.handle
    assert found.device.backend == "CPU"
    assert found.device.kind is DeviceKind.PROCESSOR
    assert found.device.title, "what the hardware is called"
    assert (found.device.free, found.device.total) == (memory.free, memory.total)


class FakeLibrary(Library):
    """llama.cpp with one device: a graphics card that `driver` drives."""

    driver = b"CUDA"

    def function(self, name: str, result: object, *arguments: object) -> object:
        """The functions that `list_devices` asks for."""
        del result, arguments
        return {
            "ggml_backend_dev_count": lambda: 1,
            "ggml_backend_dev_get": lambda index: 100 + index,
            "ggml_backend_dev_backend_reg": lambda device: device + 1,
            "ggml_backend_reg_name": lambda registry: self.driver if registry == 101 else None,
            "ggml_backend_dev_get_props": self._props,
        }[name]

    def _props(self, device: int, reference: object) -> None:
        assert device == 100
        props = ctypes.cast(reference, ctypes.POINTER(_Props)).contents  # type: ignore[arg-type]
        props.name, props.description = b"GPU0", b" Fast \xff card "
        props.memory_free, props.memory_total = 3 << 30, 8 << 30
        props.type, props.device_id = 1, b"0000:01:00.0"


def test_what_llama_cpp_says_of_a_device() -> None:
    library = FakeLibrary(None, None, None, None)  # type: ignore[arg-type]

    device = Device("GPU0", "Fast \ufffd card", "CUDA", DeviceKind.GPU, 3 << 30, 8 << 30)
    assert list_devices(library) == (Found(device, 100, "0000:01:00.0"),)


@pytest.mark.parametrize(
    ("machine", "kind"), [("arm64", DeviceKind.INTEGRATED), ("x86_64", DeviceKind.GPU)]
)
def test_metal_is_called_metal_and_computes_in_apples_main_memory(
    monkeypatch: pytest.MonkeyPatch, machine: str, kind: DeviceKind
) -> None:
    monkeypatch.setattr(FakeLibrary, "driver", b"MTL")
    monkeypatch.setattr(platform, "machine", lambda: machine)
    (found,) = list_devices(FakeLibrary(None, None, None, None))  # type: ignore[arg-type]

    assert (found.device.backend, found.device.kind) == ("Metal", kind)


@pytest.mark.parametrize(
    ("wanted", "left_out"),
    [(AUTOMATIC, VULKAN), ("CUDA1", VULKAN), ("Vulkan0", CUDA), ("gone", VULKAN)],
)
def test_a_card_that_two_backends_drive_is_there_once(wanted: str, left_out: Found) -> None:
    assert distinct(ALL, wanted) == tuple(one for one in ALL if one is not left_out)


def test_layers_go_to_each_card_once() -> None:
    machine = Machine(1, 1, tuple(one.device for one in distinct(ALL, AUTOMATIC)))

    assert [card.name for card in machine.graphics(AUTOMATIC)] == ["RPC0", "CUDA0", "CUDA1"]


def test_the_list_for_llama_cpp_ends_with_a_null_pointer() -> None:
    assert list(handles((CUDA, SECOND))) == [11, 13, None]
    assert list(handles(())) == [None]
