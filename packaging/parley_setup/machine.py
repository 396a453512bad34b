"""What this computer is, and where set-up keeps things."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path

from parley_setup.console import SetupError

VARIANT = "PARLEY_LLAMA_VARIANT"
"""The environment's name of the kind of card that llama.cpp is built for, with or without one."""

VARIANTS = ("cuda", "vulkan")


@dataclass(frozen=True)
class Machine:
    """System ("Linux", "Darwin", "Windows") and processor ("x86_64", "arm64", "aarch64")."""

    system: str
    processor: str
    cuda: str = ""
    """CUDA version ("12.4") where an NVIDIA card and nvcc are present, otherwise empty."""
    vulkan: bool = False
    """Whether what a build for Vulkan needs is here: its headers, and a compiler of shaders."""

    @classmethod
    def here(cls) -> Machine:
        """The computer this runs on, with the card that VARIANT names in place of its own.

        Raises SetupError when VARIANT names none that llama.cpp can be built for here.
        """
        bare, variant = cls.bare(), os.environ.get(VARIANT, "")
        if not variant:
            return replace(bare, cuda=_cuda(), vulkan=_vulkan())
        if variant not in VARIANTS:
            raise SetupError(f"{VARIANT} is “{variant}”.", f"It may be {' or '.join(VARIANTS)}.")
        if variant == "vulkan":
            return replace(bare, vulkan=True)
        version = _nvcc_version()
        if not version:
            raise SetupError(
                f"{VARIANT} is cuda, and there is no nvcc.", "Install CUDA's compiler."
            )
        return replace(bare, cuda=version)

    @classmethod
    def bare(cls) -> Machine:
        """The computer this runs on, whatever cards it has."""
        processor = platform.machine()
        return cls(platform.system(), "x86_64" if processor == "AMD64" else processor)

    @property
    def is_linux(self) -> bool:
        """Whether this is Linux."""
        return self.system == "Linux"

    def accepts(self, platform_tag: str) -> bool:
        """Whether a wheel with this platform tag is for this system and processor.

        The versions of glibc or macOS in a tag are left to pip and to the check at the end.
        """
        if platform_tag == "any":
            return True
        if self.system == "Windows":
            return platform_tag == {"x86_64": "win_amd64", "ARM64": "win_arm64"}.get(self.processor)
        if self.system == "Darwin":
            return platform_tag.startswith("macosx_") and platform_tag.endswith(
                (f"_{self.processor}", "_universal2")
            )
        return platform_tag.startswith(("linux_", "manylinux")) and platform_tag.endswith(
            f"_{self.processor}"
        )


def _cuda() -> str:
    """The version of nvcc, if there is also a card for it. Asked at every start, so it is quick."""
    return _nvcc_version() if shutil.which("nvcc") and _has_card() else ""


def _nvcc_version() -> str:
    nvcc = shutil.which("nvcc")
    if not nvcc:
        return ""
    try:
        told = subprocess.run([nvcc, "--version"], capture_output=True, text=True, timeout=20)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return cuda_version(told.stdout)


def _vulkan(root: Path = Path("/")) -> bool:
    """Whether somebody has installed what is needed to build for Vulkan; few have it by chance."""
    if not shutil.which("glslc"):
        return False
    headers = root / "usr" / "include" / "vulkan" / "vulkan.h"
    return bool(os.environ.get("VULKAN_SDK")) or headers.is_file()


def cuda_version(text: str) -> str:
    """The version in what `nvcc --version` prints, "12.4" for instance, or an empty string."""
    _, found, rest = text.partition("release ")
    return rest.partition(",")[0].strip() if found else ""


def _has_card() -> bool:
    """Whether NVIDIA's driver is there. nvidia-smi would know better, and take a second."""
    if platform.system() == "Linux":
        cards = Path("/proc/driver/nvidia/gpus")
        return cards.is_dir() and any(cards.iterdir())
    return shutil.which("nvidia-smi") is not None


def cache_folder(system: str | None = None) -> Path:
    """Where built wheels and the log of set-up stay, outside the source tree."""
    system = system or platform.system()
    if system == "Windows":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
        return base / "Parley" / "Cache" / "setup"
    if system == "Darwin":
        return Path.home() / "Library" / "Caches" / "Parley" / "setup"
    base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "parley" / "setup"


def environment_python(environment: Path) -> Path:
    """The interpreter inside a virtual environment."""
    if sys.platform == "win32":
        return environment / "Scripts" / "python.exe"
    return environment / "bin" / "python"
