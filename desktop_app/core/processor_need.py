"""Which instructions of a processor Parley cannot do without, and which its dictation wants."""

from collections.abc import Mapping

NEEDED: Mapping[str, str] = {
    "cx16": "CMPXCHG16B",
    "lahf_lm": "LAHF",
    "popcnt": "POPCNT",
    "ssse3": "SSSE3",
    "sse4_1": "SSE4.1",
    "sse4_2": "SSE4.2",
}
"""x86-64-v2 (psABI), by the names that Linux has for it: the baseline of Qt's and of numpy's
wheels. Below it they end the process with an illegal instruction. Processors from about 2009 on
have it; a virtual machine may keep it from its guests."""

WANTED_BY_WHISPER_CPP: Mapping[str, str] = {
    "avx": "AVX",
    "avx2": "AVX2",
    "bmi2": "BMI2",
    "f16c": "F16C",
    "fma": "FMA",
}
"""What ggml is built for without GGML_NATIVE, in pywhispercpp's wheels; from about 2013 on."""

_FLAGS = b"flags"
_BEGINNING = 4096
"""Bytes of /proc/cpuinfo that hold the first processor: the kernel asks each core for more."""


def features_of_linux(path: str = "/proc/cpuinfo") -> frozenset[str] | None:
    """The instructions that the first processor has; None where the system does not say.

    Processors other than those of x86 have no such line.
    """
    try:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - pathlib is slower to import
            text = file.read(_BEGINNING)
    except OSError:
        return None
    return features_in(text)


def features_in(text: bytes) -> frozenset[str] | None:
    """The flags of the first processor in the text of /proc/cpuinfo, None where there are none."""
    for line in text.split(b"\n"):
        name, _, flags = line.partition(b":")
        if name.strip() == _FLAGS:
            return frozenset(flags.decode("ascii", "replace").split())
    return None


def lacking(wanted: Mapping[str, str], features: frozenset[str] | None) -> tuple[str, ...]:
    """The names of those that are wanted and not there; none where nothing is known."""
    if features is None:
        return ()
    return tuple(name for flag, name in wanted.items() if flag not in features)
