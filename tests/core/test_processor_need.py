"""What a processor has to have, read from the text of the kernel."""

from pathlib import Path

import pytest

from desktop_app.core.processor_need import (
    NEEDED,
    WANTED_BY_WHISPER_CPP,
    features_in,
    features_of_linux,
    lacking,
)

CORE_2 = b"""processor\t: 0
vendor_id\t: GenuineIntel
model name\t: Intel(R) Core(TM)2 Duo CPU     T7700  @ 2.40GHz
flags\t\t: fpu sse sse2 ssse3 cx16 lahf_lm
bugs\t\t: cpu_meltdown
"""
NEHALEM = CORE_2.replace(b"ssse3", b"ssse3 sse4_1 sse4_2 popcnt")
HASWELL = NEHALEM.replace(b"popcnt", b"popcnt avx f16c fma bmi1 bmi2 avx2")
RASPBERRY = b"processor\t: 0\nBogoMIPS\t: 108.00\nFeatures\t: fp asimd evtstrm crc32 cpuid\n"


@pytest.mark.parametrize(
    ("text", "needed", "whisper"),
    [
        (CORE_2, ("POPCNT", "SSE4.1", "SSE4.2"), ("AVX", "AVX2", "BMI2", "F16C", "FMA")),
        (NEHALEM, (), ("AVX", "AVX2", "BMI2", "F16C", "FMA")),
        (HASWELL, (), ()),
        (RASPBERRY, (), ()),
        (b"", (), ()),
    ],
    ids=["core2", "nehalem", "haswell", "arm", "nothing"],
)
def test_what_a_processor_lacks(
    text: bytes, needed: tuple[str, ...], whisper: tuple[str, ...]
) -> None:
    features = features_in(text)
    assert lacking(NEEDED, features) == needed
    assert lacking(WANTED_BY_WHISPER_CPP, features) == whisper


def test_the_first_processor_is_the_one_that_counts() -> None:
    assert features_in(CORE_2 + b"\n" + HASWELL) == features_in(CORE_2)


def test_a_line_of_another_name_is_none() -> None:
    assert features_in(b"vmx flags\t: vnmi ept\n") is None


def test_a_system_without_the_file_says_nothing(tmp_path: Path) -> None:
    assert features_of_linux(str(tmp_path / "none")) is None
    file = tmp_path / "cpuinfo"
    file.write_bytes(HASWELL)
    assert features_of_linux(str(file)) == features_in(HASWELL)
