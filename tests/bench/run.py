"""What every group of benchmarks is given: how thorough to be, and where to tell of progress."""

import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
MODEL = ROOT / "resources" / "models" / "SmolLM2-135M-Instruct.Q4_1.gguf"

LIMIT_SECONDS = 1500.0
"""After this no further group is begun."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the benchmarks. `quick` tries the machinery; its numbers mean little."""

    quick: bool = False
    began: float = field(default_factory=time.monotonic)

    @property
    def pairs(self) -> int:
        """Interleaved pairs of every ratio."""
        return 3 if self.quick else 9

    @property
    def is_late(self) -> bool:
        """Whether the time for all is used up."""
        return time.monotonic() - self.began > LIMIT_SECONDS

    def say(self, text: str) -> None:
        """Tell what is being done, on standard error."""
        print(f"{time.monotonic() - self.began:6.0f} s  {text}", file=sys.stderr, flush=True)
