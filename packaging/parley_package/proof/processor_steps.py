"""Steps of the proof: processors of other years, as qemu plays them."""

from __future__ import annotations

import platform
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from parley_package.proof.command import tail
from parley_package.proof.namespace import Circumstances
from parley_package.proof.report import SkippedError, Step
from parley_package.proof.stage import Stage, need, shortened

_LIMIT = 1800
"""Seconds: it computes some thirty times slower than the processor it runs on."""

_QEMU = "qemu-x86_64-static"
_BY_SIGNAL = 128
"""A status from here on means that a signal ended the program: 132 is an illegal instruction."""

_CORE_2 = "fpu cx8 cmov mmx fxsr sse sse2 ssse3 cx16 lm lahf_lm"
_NEHALEM = f"{_CORE_2} sse4_1 sse4_2 popcnt"


@dataclass(frozen=True)
class ProcessorSteps:
    """In one process: a child would be started on the real processor."""

    stage: Stage

    def __iter__(self) -> Iterator[Step]:
        yield Step("processor of 2009", self.old)
        yield Step("processor of 2006", self.too_old)

    def old(self) -> str:
        """One without AVX: the engine takes the plug-in for it, and answers."""
        words = ["ask", "--in-process", "--max-tokens", "4", "Hi"]
        told = self._run("Nehalem", _NEHALEM, words, statuses=(0,))
        return f"answered “{shortened(told)}”"

    def too_old(self) -> str:
        """One below what Qt can run on: a sentence, and no illegal instruction."""
        told = self._run("core2duo", _CORE_2, ["--version"], statuses=range(_BY_SIGNAL))
        need("SSE4.2" in told, f"It does not say what is missing: {tail(told)}")
        return f"“{tail(told, 1)}”"

    def _run(self, processor: str, flags: str, words: list[str], statuses: Sequence[int]) -> str:
        if platform.machine() != "x86_64":
            raise SkippedError("qemu plays the processors of PCs here")
        stage = self.stage
        shutil.copy(shutil.which(_QEMU) or _QEMU, stage.root.inside("usr/local/bin"))
        cpuinfo = stage.work / f"cpuinfo-{processor}"
        cpuinfo.write_text(f"processor\t: 0\nflags\t\t: {flags}\n\n", encoding="ascii")
        program = f"/{stage.deb.folder}/parley-console"
        command = [*emulated(processor, program), *words]
        found = Circumstances(network=False, cpuinfo=cpuinfo)
        return stage.root.run(command, _LIMIT, found, statuses=statuses)


def emulated(processor: str, program: str) -> list[str]:
    """The words that run a frozen program on a processor that qemu plays.

    PyInstaller's loader sets variables and starts itself again, which would be on the real one:
    it is given what it would set, and takes itself for the second.
    """
    variables = {
        "LD_LIBRARY_PATH": str(Path(program).with_name("_internal")),
        "_PYI_ARCHIVE_FILE": program,
        "_PYI_PARENT_PROCESS_LEVEL": "-1",
        "_PYI_LINUX_PROCESS_NAME": Path(program).name,
        "OMP_NUM_THREADS": "1",
    }
    set_ = [word for name, value in variables.items() for word in ("-E", f"{name}={value}")]
    return [_QEMU, "-cpu", processor, *set_, program]
