"""The computers that a package is for, and what each packager calls them."""

from __future__ import annotations

from dataclasses import dataclass

from parley_setup.console import SetupError
from parley_setup.machine import Machine

_SYSTEMS = {"Linux": "linux", "Windows": "windows", "Darwin": "macos"}
_PROCESSORS = {"x86_64": "x86_64", "aarch64": "arm64", "arm64": "arm64", "ARM64": "arm64"}


@dataclass(frozen=True)
class Target:
    """`system` is "linux", "windows" or "macos"; `processor` is "x86_64" or "arm64"."""

    system: str
    processor: str

    @classmethod
    def here(cls) -> Target:
        """The computer this runs on. Raises SetupError where Parley is made for none such."""
        return cls.of(Machine.here())

    @classmethod
    def of(cls, machine: Machine) -> Target:
        """That of `machine`. Raises SetupError where Parley is made for none such."""
        try:
            return cls(_SYSTEMS[machine.system], _PROCESSORS[machine.processor])
        except KeyError as error:
            raise SetupError(
                f"There is no package of Parley for {machine.system} on {machine.processor}.",
                "Start it from the source instead: python3 dev.py run",
            ) from error

    @property
    def debian(self) -> str:
        """What Debian and Go call the processor."""
        return {"x86_64": "amd64", "arm64": "arm64"}[self.processor]

    @property
    def fedora(self) -> str:
        """What RPM calls the processor, and uname on Linux."""
        return {"x86_64": "x86_64", "arm64": "aarch64"}[self.processor]
