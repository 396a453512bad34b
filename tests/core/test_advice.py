"""Which variant suits, how large a model may be, how fast it will be."""

import pytest

from desktop_app.core.advice import advised, expected_speed, largest_parameters, usual_size
from desktop_app.core.device import Device, DeviceKind
from desktop_app.core.hub import RepoFile, Variant
from desktop_app.core.judgement import Fits
from desktop_app.core.machine import Machine
from tests.model_headers import gpt_oss_20b, llama_3b

GIGABYTE = 10**9


def variant(quantization: str, gigabytes: float) -> Variant:
    path = f"m-{quantization}.gguf"
    return Variant("m", quantization, (RepoFile(path, round(gigabytes * GIGABYTE)),))


IQ2, Q3, Q4, Q8, F16 = (
    variant("IQ2_M", 2.9),
    variant("Q3_K_M", 3.7),
    variant("Q4_K_M", 4.7),
    variant("Q8_0", 8.1),
    variant("F16", 15.2),
)
ALL = (F16, Q8, Q4, Q3, IQ2)
GOOD, PART, MAIN, TIGHT, NO = (
    Fits.GRAPHICS,
    Fits.SPLIT,
    Fits.MEMORY,
    Fits.TIGHT,
    Fits.TOO_LARGE,
)


@pytest.mark.parametrize(
    ("fits", "wanted"),
    [
        ((), Q4),
        ((None, None, None, None, None), Q4),
        ((GOOD, GOOD, GOOD, GOOD, GOOD), Q4),
        ((MAIN, MAIN, MAIN, MAIN, MAIN), Q4),
        ((NO, NO, TIGHT, MAIN, MAIN), Q3),
        ((NO, NO, PART, PART, GOOD), Q4),
        ((PART, GOOD, PART, PART, PART), Q8),
        ((NO, NO, NO, TIGHT, TIGHT), Q3),
        ((NO, NO, NO, NO, NO), None),
    ],
)
def test_the_usual_one_or_what_fits_in_its_place(
    fits: tuple[Fits | None, ...], wanted: Variant | None
) -> None:
    assert advised(ALL, dict(zip(ALL, fits, strict=False))) == wanted


def test_the_largest_model_goes_by_the_larger_memory() -> None:
    card = Device("CUDA0", "", "CUDA", DeviceKind.GPU, 23 * GIGABYTE, 24 * GIGABYTE)
    small = Machine(6 * GIGABYTE, 8 * GIGABYTE)
    assert 6 * GIGABYTE < largest_parameters(small) < 9 * GIGABYTE
    large = Machine(6 * GIGABYTE, 8 * GIGABYTE, (card,))
    assert 28 * GIGABYTE < largest_parameters(large) < 35 * GIGABYTE
    assert largest_parameters(Machine(0, 8 * GIGABYTE)) == 0


def test_a_model_is_as_fast_as_its_weights_are_read() -> None:
    assert expected_speed(50.0 * GIGABYTE, 5 * GIGABYTE, llama_3b()) == 10.0
    assert expected_speed(50.0 * GIGABYTE, 5 * GIGABYTE, None) == 10.0
    assert expected_speed(0.0, 5 * GIGABYTE, None) == 0.0
    assert expected_speed(50.0 * GIGABYTE, 0, None) == 0.0


def test_of_a_model_of_experts_nobody_can_tell() -> None:
    assert expected_speed(50.0 * GIGABYTE, 12 * GIGABYTE, gpt_oss_20b()) == 0.0


def test_the_usual_size_is_about_that_of_four_bits() -> None:
    # Qwen2.5-7B-Instruct-Q4_K_M.gguf has 4.68 GB.
    assert usual_size(round(7.6 * GIGABYTE)) == pytest.approx(4.68 * GIGABYTE, rel=0.03)
