from dataclasses import replace

import pytest

from desktop_app.core.device import AUTOMATIC, PROCESSOR, Device, DeviceKind
from desktop_app.core.machine import Machine, reserve, shares_main_memory
from tests.model_headers import GB, MB

CPU = Device("CPU", "Ryzen", "CPU", DeviceKind.PROCESSOR, 8 * GB, 16 * GB)
BLAS = Device("BLAS", "OpenBLAS", "BLAS", DeviceKind.ACCELERATOR)
CARD = Device("CUDA0", "RTX", "CUDA", DeviceKind.GPU, 5 * GB, 6 * GB)
IRIS = Device("Vulkan0", "Iris", "Vulkan", DeviceKind.INTEGRATED, 7 * GB, 8 * GB)
OTHER_IRIS = replace(IRIS, name="SYCL0", backend="SYCL")
REMOTE = Device("RPC0", "10.0.0.2", "RPC", DeviceKind.GPU, 5 * GB, 6 * GB)
APPLE = Device("MTL0", "Apple M3", "Metal", DeviceKind.INTEGRATED, 11 * GB, 12 * GB)
RADEON = Device("MTL0", "Radeon Pro 5500M", "Metal", DeviceKind.GPU, 7 * GB, 8 * GB)


@pytest.mark.parametrize(
    ("devices", "wanted", "names"),
    [
        ((CPU, BLAS), AUTOMATIC, []),
        ((CPU, IRIS), AUTOMATIC, ["Vulkan0"]),
        ((CPU, IRIS, CARD), AUTOMATIC, ["CUDA0"]),
        ((IRIS, OTHER_IRIS), AUTOMATIC, ["Vulkan0"]),
        ((CARD, REMOTE), AUTOMATIC, ["RPC0", "CUDA0"]),
        ((IRIS, REMOTE), AUTOMATIC, ["RPC0", "Vulkan0"]),
        ((IRIS, CARD), "Vulkan0", ["Vulkan0"]),
        ((IRIS, CARD), "gone", ["CUDA0"]),
        ((CPU, CARD), PROCESSOR, []),
        ((BLAS, CARD), "BLAS", ["CUDA0"]),
    ],
)
def test_which_cards_a_model_is_given_to(
    devices: tuple[Device, ...], wanted: str, names: list[str]
) -> None:
    machine = Machine(8 * GB, 16 * GB, devices)

    assert [card.name for card in machine.graphics(wanted)] == names


def test_free_is_what_is_free_and_what_will_be() -> None:
    freed = {PROCESSOR: GB, "CUDA0": GB // 2}
    machine = Machine(8 * GB, 16 * GB, engine=60 * MB, freed=freed)

    assert machine.main_free == 9 * GB + 60 * MB
    assert machine.free_on(CARD) == 5 * GB + GB // 2
    assert machine.free_on(IRIS) == 7 * GB


def test_no_more_is_free_than_there_is() -> None:
    machine = Machine(8 * GB, 9 * GB, engine=GB, freed={PROCESSOR: GB, "CUDA0": 2 * GB})

    assert machine.main_free == 9 * GB
    assert machine.free_on(CARD) == 6 * GB
    assert Machine(8 * GB, 0, freed={PROCESSOR: GB}).main_free == 9 * GB


def test_a_device_that_does_not_say_computes_on_main_memory() -> None:
    mute = replace(CARD, free=0, total=0)

    assert Machine(8 * GB, 9 * GB).free_on(mute) == 8 * GB
    assert shares_main_memory(mute)


def test_whose_memory_it_is() -> None:
    assert shares_main_memory(IRIS)
    assert shares_main_memory(APPLE)
    assert not shares_main_memory(RADEON), "the card of a Mac with Intel's processor"
    assert not shares_main_memory(CARD)
    assert not shares_main_memory(REMOTE)


def test_the_reserve_is_a_part_of_a_small_memory_and_not_more_of_a_large_one() -> None:
    assert reserve(4 << 30, on_card=False) == 256 << 20
    assert reserve(64 << 30, on_card=False) == 512 << 20
    assert reserve(4 << 30, on_card=True) == 512 << 20
    assert reserve(24 << 30, on_card=True) == 1 << 30
