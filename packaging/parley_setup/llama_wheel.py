"""llama-cpp-python: a ready wheel where there is one, the compiler where there is none."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from parley_setup import system_library
from parley_setup.console import CommandError, Console, SetupError
from parley_setup.machine import Machine, cache_folder
from parley_setup.pip import Pip, once
from parley_setup.stamp import key_of

UPSTREAM_INDEX = "https://abetlen.github.io/llama-cpp-python/whl"

# Processor time of one build, in minutes; it spreads well over the cores.
_CPU_MINUTES = 22
_CUDA_CPU_MINUTES = 90

# They would change what is built behind the back of the flags, which name the cached wheel.
_MEDDLING_VARIABLES = ("CMAKE_ARGS", "FORCE_CMAKE", "SOURCE_DATE_EPOCH", "SKBUILD_CMAKE_ARGS")


@dataclass(frozen=True)
class LlamaBuild:
    """Which llama-cpp-python is wanted: its version and the CMake flags it is built with."""

    version: str
    flags: Mapping[str, str]

    def key(self, machine: Machine) -> str:
        """A name for the wheel that these flags give on this kind of machine."""
        facts = (self.version, sorted(self.flags.items()), machine.system, machine.processor)
        return key_of(*facts)


def matching(wheels: Iterable[Path], version: str, machine: Machine) -> Path | None:
    """The first of these files that is a wheel of this version for this system and processor."""
    for wheel in sorted(wheels):
        if wheel.suffix != ".whl":
            continue
        # name-version[-build]-python-abi-platform
        parts = wheel.stem.split("-")
        if len(parts) < 5 or parts[0].replace("-", "_").lower() != "llama_cpp_python":
            continue
        # A local part such as "+cu124" only says more about the same version.
        if parts[1].partition("+")[0] != version:
            continue
        if any(machine.accepts(tag) for tag in parts[-1].split(".")):
            return wheel
    return None


def indexes(machine: Machine) -> tuple[str, ...]:
    """The upstream indexes of ready wheels for this machine, best first."""
    if machine.system == "Darwin":
        kinds: tuple[str, ...] = ("metal",) if machine.processor == "arm64" else ("cpu",)
    elif machine.cuda:
        kinds = ("cu" + "".join(machine.cuda.split(".")[:2]), "cpu")
    elif machine.vulkan:
        kinds = ("vulkan", "cpu")
    else:
        kinds = ("cpu",)
    return tuple(f"{UPSTREAM_INDEX}/{kind}" for kind in kinds)


def install(
    pip: Pip, build: LlamaBuild, machine: Machine, console: Console, *, compiled: bool = False
) -> None:
    """Install the wheel. With `compiled`, a ready one is passed over. Raises SetupError."""
    with tempfile.TemporaryDirectory() as scratch:
        wheel = (None if compiled else _offered(build, machine, console)) or _cached(build, machine)
        if wheel is None and not compiled:
            wheel = _downloaded(pip, build, machine, Path(scratch))
        if wheel is None:
            wheel = _built(pip, build, machine, console)
        try:
            pip(
                "install",
                "--no-deps",
                "--no-index",
                "--force-reinstall",
                str(wheel),
                title=f"Installing llama-cpp-python {build.version}",
            )
        except CommandError as error:
            raise SetupError(
                f"{wheel.name} could not be installed.",
                f"The log is {console.log}. Take the file out of {wheel.parent}, then run: "
                "python3 dev.py setup",
            ) from error


def _offered(build: LlamaBuild, machine: Machine, console: Console) -> Path | None:
    """A wheel in the folder that PARLEY_WHEELS names."""
    folder = os.environ.get("PARLEY_WHEELS")
    if not folder:
        return None
    wheel = matching(Path(folder).glob("*.whl"), build.version, machine)
    if wheel is None:
        console.say(
            f"PARLEY_WHEELS: no llama-cpp-python {build.version} for "
            f"{machine.system} {machine.processor} in {folder}; looking elsewhere."
        )
    return wheel


def _wheel_folder(build: LlamaBuild, machine: Machine) -> Path:
    return cache_folder() / "wheels" / build.key(machine)


def _cached(build: LlamaBuild, machine: Machine) -> Path | None:
    """A wheel that was built here before with the same flags."""
    return matching(_wheel_folder(build, machine).glob("*.whl"), build.version, machine)


def _downloaded(pip: Pip, build: LlamaBuild, machine: Machine, scratch: Path) -> Path | None:
    """A ready wheel of the project that makes llama-cpp-python, where it can be reached."""
    for index in indexes(machine):
        try:
            pip(
                "download",
                "--no-deps",
                "--no-cache-dir",
                "--only-binary=:all:",
                "--dest",
                str(scratch),
                *once(("--index-url", index)),
                f"llama-cpp-python=={build.version}",
                title=f"Looking for a ready llama-cpp-python at {index}",
            )
        except CommandError:
            continue
        return matching(scratch.glob("*.whl"), build.version, machine)
    return None


def build_arguments(build: LlamaBuild) -> list[str]:
    """pip's arguments that carry the flags to CMake."""
    settings = [f"--config-settings=cmake.define.{name}={v}" for name, v in build.flags.items()]
    return [*settings, "--config-settings=install.strip=true"]


def build_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment without the variables that would change what is built."""
    return {name: v for name, v in environment.items() if name not in _MEDDLING_VARIABLES}


def minutes_to_build(build: LlamaBuild, cores: int) -> int:
    """About how long the compiler takes, in minutes."""
    cpu_minutes = _CUDA_CPU_MINUTES if "GGML_CUDA" in build.flags else _CPU_MINUTES
    return max(2, round(cpu_minutes / max(1, cores)))


def _built(pip: Pip, build: LlamaBuild, machine: Machine, console: Console) -> Path:
    """Compile a wheel into the cache, whole or not at all."""
    _need_compiler(machine, console)
    folder = _wheel_folder(build, machine)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        try:
            pip(
                "wheel",
                "--no-deps",
                "--no-cache-dir",  # pip would hand back an old wheel whatever the flags say
                "--no-binary=llama-cpp-python",
                *build_arguments(build),
                "--wheel-dir",
                scratch,
                f"llama-cpp-python=={build.version}",
                title="Compiling llama.cpp",
                expect=f"about {minutes_to_build(build, os.cpu_count() or 1)} minutes, once",
                env=build_environment(os.environ),
            )
        except CommandError as error:
            raise SetupError(
                f"llama-cpp-python {build.version} could not be compiled:\n{error.tail}",
                f"The log is {console.log}. A ready wheel in a folder named by PARLEY_WHEELS "
                "does as well.",
            ) from error
        wheel = matching(Path(scratch).glob("*.whl"), build.version, machine)
        if wheel is None:
            raise SetupError(
                f"The compiler gave no wheel for {machine.system} {machine.processor}.",
                f"The log is {console.log}.",
            )
        return wheel.replace(folder / wheel.name)


def _need_compiler(machine: Machine, console: Console) -> None:
    """See that there is a C++ compiler, or say how to get one. Raises SetupError."""
    if _has_compiler(machine):
        return
    if system_library.may_install():
        system_library.apt_install(console, "Installing a compiler", ["build-essential"])
        if _has_compiler(machine):
            return
    remedies = {
        "Darwin": "Run: xcode-select --install",
        "Windows": "Install the Visual Studio Build Tools with “Desktop development with C++”",
    }
    raise SetupError(
        "No ready llama-cpp-python was found for this computer, and there is no C++ compiler.",
        remedies.get(machine.system, "Install g++ (Debian and Ubuntu: sudo apt-get install g++)")
        + ", then run: python3 dev.py setup",
    )


def _has_compiler(machine: Machine, names: Sequence[str] = ("c++", "g++", "clang++")) -> bool:
    # CMake finds Visual Studio by itself, and nothing on the PATH would tell.
    return machine.system == "Windows" or any(shutil.which(name) for name in names)
