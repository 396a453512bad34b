"""What the processor of this computer has."""

import platform
import sys

import pytest

from desktop_app.core.processor_need import NEEDED, WANTED_BY_WHISPER_CPP, lacking
from desktop_app.engines.instruction_set import features, features_by

ON_X86 = platform.machine() in ("x86_64", "AMD64")


@pytest.mark.skipif(not (ON_X86 and sys.platform == "linux"), reason="others may not say")
def test_the_kernel_is_understood() -> None:
    found = features()
    assert found is not None
    assert "sse2" in found


def test_who_runs_these_tests_has_what_is_needed() -> None:
    # numpy and Qt are loaded by them.
    assert lacking(NEEDED, features()) == ()


@pytest.mark.parametrize(
    ("first_not_there", "whisper", "needed"),
    [(41, True, True), (40, False, True), (38, False, False)],
    ids=["avx2", "no avx2", "no sse4.2"],
)
def test_windows_answers_to_numbers(first_not_there: int, whisper: bool, needed: bool) -> None:
    found = frozenset(features_by(lambda number: number < first_not_there))
    assert (lacking(WANTED_BY_WHISPER_CPP, found) == ()) is whisper
    assert (lacking(NEEDED, found) == ()) is needed
