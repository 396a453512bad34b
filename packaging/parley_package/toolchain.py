"""What packages are built with and no runner of a workflow has: fetched, compared, unpacked.

    python -m parley_package.toolchain --variant cuda

Each file comes from those who make it, and is the one that was written down here or is not used.
The sums are those of NVIDIA's list for CUDA 12.9.1, and of what LunarG and AppImage publish.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import subprocess
import sys
import tarfile
import urllib.request
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from parley_package import msvc, runner
from parley_package.target import Target
from parley_setup.console import SetupError
from parley_setup.machine import VARIANTS, Machine

RUNTIME = "PARLEY_APPIMAGE_RUNTIME"
"""The environment's name of the program at the head of every AppImage, which mounts the rest. As
in parley_package.appimage, which needs libraries that are not there yet when this is run."""

_SILENCE = 60
"""Seconds after which a server that sends nothing has failed."""

_NVIDIA = "https://developer.download.nvidia.com/compute/cuda/redist"
_LUNARG = "https://sdk.lunarg.com/sdk/download"
_APPIMAGE = "https://github.com/AppImage"

_VULKAN = "1.4.357.0"


@dataclass(frozen=True)
class Part:
    """One file to fetch."""

    url: str
    sha256: str

    @property
    def name(self) -> str:
        """Its file name."""
        return self.url.rpartition("/")[2]


def _cuda(part: str, version: str, linux: str, windows: str) -> dict[str, Part]:
    return {
        "linux": _cuda_part(part, version, "linux-x86_64", "tar.xz", linux),
        "windows": _cuda_part(part, version, "windows-x86_64", "zip", windows),
    }


def _cuda_part(part: str, version: str, system: str, form: str, sha256: str) -> Part:
    return Part(f"{_NVIDIA}/{part}/{system}/{part}-{system}-{version}-archive.{form}", sha256)


CUDA = (
    _cuda(
        *("cuda_nvcc", "12.9.86"),
        linux="7a1a5b652e5ef85c82b721d10672fc9a2dbaab44e9bd3c65a69517bf53998c35",
        windows="227b109663b5e57d2718bcabb24a4ba0d9d4e52d958e327dc476f7c28691be85",
    ),
    _cuda(
        *("cuda_cudart", "12.9.79"),
        linux="1f6ad42d4f530b24bfa35894ccf6b7209d2354f59101fd62ec4a6192a184ce99",
        windows="179e9c43b0735ffe67207b3da556eb5a0c50f3047961882b7657d3b822d34ef8",
    ),
    _cuda(
        *("cuda_cccl", "12.9.27"),
        linux="8b1a5095669e94f2f9afd7715533314d418179e9452be61e2fde4c82a3e542aa",
        windows="17aaa7c6b8f94a417d8f3261780b7e34b9cbdfab7513bce86768623b06aa28b5",
    ),
    _cuda(
        *("libcublas", "12.9.1.4"),
        linux="546addc4a9d82b8f23aa9ba9274b6bc0429a63008a31c759884ac24880796057",
        windows="d534d98b0b453a98914dbf3adf47d7e84b55037abf02f87466439e1dcef581ed",
    ),
)

VULKAN = {
    "linux": Part(
        f"{_LUNARG}/{_VULKAN}/linux/vulkansdk-linux-x86_64-{_VULKAN}.tar.xz",
        "0f09bf6a0625e346bf004be70b92907e934a4c76606b323441b2baf3a5a0e66d",
    ),
    "windows": Part(
        f"{_LUNARG}/{_VULKAN}/windows/vulkansdk-windows-X64-{_VULKAN}.exe",
        "81f474711e9042f4cd22b31b2f7a8870db2e428b21586fb43dd80150be97310d",
    ),
}

APPIMAGETOOL = {
    "x86_64": Part(
        f"{_APPIMAGE}/appimagetool/releases/download/1.9.1/appimagetool-x86_64.AppImage",
        "ed4ce84f0d9caff66f50bcca6ff6f35aae54ce8135408b3fa33abfc3cb384eb0",
    ),
    "arm64": Part(
        f"{_APPIMAGE}/appimagetool/releases/download/1.9.1/appimagetool-aarch64.AppImage",
        "f0837e7448a0c1e4e650a93bb3e85802546e60654ef287576f46c71c126a9158",
    ),
}
APPIMAGE_RUNTIME = {
    "x86_64": Part(
        f"{_APPIMAGE}/type2-runtime/releases/download/20251108/runtime-x86_64",
        "2fca8b443c92510f1483a883f60061ad09b46b978b2631c807cd873a47ec260d",
    ),
    "arm64": Part(
        f"{_APPIMAGE}/type2-runtime/releases/download/20251108/runtime-aarch64",
        "00cbdfcf917cc6c0ff6d3347d59e0ca1f7f45a6df1a428a0d6d8a78664d87444",
    ),
}


@dataclass(frozen=True)
class Provided:
    """What the steps behind are told: variables, and folders for the PATH."""

    variables: dict[str, str]
    folders: tuple[Path, ...]


def fetch(part: Part, folder: Path) -> Path:
    """Fetch a part into `folder`. Raises SetupError when it is another file than was meant."""
    folder.mkdir(parents=True, exist_ok=True)
    into = folder / part.name
    digest = hashlib.sha256()
    try:
        with urllib.request.urlopen(part.url, timeout=_SILENCE) as source, into.open("wb") as file:
            while piece := source.read(1 << 20):
                digest.update(piece)
                file.write(piece)
    except OSError as error:
        raise SetupError(f"{part.url} cannot be fetched: {error}.") from error
    if digest.hexdigest() != part.sha256:
        into.unlink()
        raise SetupError(
            f"{part.name} has the SHA-256 {digest.hexdigest()}, not {part.sha256}.",
            f"Look at {part.url}: it is not what it was.",
        )
    return into


def unpack(archive: Path, into: Path) -> None:
    """Unpack an archive. Raises tarfile.FilterError for one that reaches out of `into`."""
    into.mkdir(parents=True, exist_ok=True)
    if archive.suffix == ".zip":
        with zipfile.ZipFile(archive) as packed:
            packed.extractall(into)
    else:
        with tarfile.open(archive) as packed_tar:
            packed_tar.extractall(into, filter="data")


def provide_cuda(target: Target, folder: Path) -> Provided:
    """CUDA's compiler and libraries in one tree, as CMake looks for them."""
    toolkit = folder / "cuda"
    for part in CUDA:
        apart = folder / "apart"
        unpack(fetch(part[target.system], folder), apart)
        (top,) = apart.iterdir()
        shutil.copytree(top, toolkit, symlinks=True, dirs_exist_ok=True)
        shutil.rmtree(apart)
    programs, libraries = toolkit / "bin", toolkit / "lib"
    variables = {"CUDA_PATH": str(toolkit)}
    if target.system == "windows":
        # Visual Studio's own builds would need CUDA's installer; CMake with Ninja does not.
        found = msvc.environment()
        variables |= found.variables
        variables |= {"CUDACXX": str(programs / "nvcc.exe"), "CMAKE_GENERATOR": "Ninja"}
        return Provided(variables, (programs, *found.folders))
    # nvcc looks there and nowhere else.
    (toolkit / "lib64").symlink_to(libraries.name)
    variables["CUDACXX"] = str(programs / "nvcc")
    # Where PyInstaller finds what the plug-in is linked to.
    variables["LD_LIBRARY_PATH"] = str(libraries)
    return Provided(variables, (programs,))


def provide_vulkan(target: Target, folder: Path) -> Provided:
    """Vulkan's headers, its loader's library, and the compiler of shaders."""
    file = fetch(VULKAN[target.system], folder)
    if target.system == "windows":
        sdk = folder / "vulkan"
        options = ["--accept-licenses", "--default-answer", "--confirm-command"]
        command = [str(file), "--root", str(sdk), *options, "install", "copy_only=1"]
        subprocess.run(command, check=True)
        programs = sdk / "Bin"
    else:
        unpack(file, folder)
        sdk = folder / _VULKAN / "x86_64"
        programs = sdk / "bin"
    return Provided({"VULKAN_SDK": str(sdk), "CMAKE_PREFIX_PATH": str(sdk)}, (programs,))


def provide_appimage(target: Target, folder: Path) -> Provided:
    """The tool that makes an AppImage, and the program that each begins with."""
    programs = folder / "bin"
    tool = fetch(APPIMAGETOOL[target.processor], folder)
    runtime = fetch(APPIMAGE_RUNTIME[target.processor], folder)
    programs.mkdir(exist_ok=True)
    tool = tool.replace(programs / "appimagetool")
    tool.chmod(0o755)
    return Provided({RUNTIME: str(runtime)}, (programs,))


def provide(target: Target, variant: str, folder: Path) -> list[Provided]:
    """All that packages for `target` with this variant of llama.cpp are built with."""
    if variant and (target.system == "macos" or target.processor != "x86_64"):
        raise SetupError(f"There is no {variant} for {target.system} on {target.processor}.")
    provided = []
    if variant:
        provided.append({"cuda": provide_cuda, "vulkan": provide_vulkan}[variant](target, folder))
    if target.system == "linux":
        provided.append(provide_appimage(target, folder))
    if target == Target("linux", "arm64"):
        # The plug-ins for the newest processors: older compilers do not know their instructions.
        provided.append(Provided({"CC": "gcc-14", "CXX": "g++-14"}, ()))
    return provided


def parser() -> argparse.ArgumentParser:
    """What the command line may say."""
    made = argparse.ArgumentParser("parley_package.toolchain", description=__doc__)
    made.add_argument("--variant", choices=("", *VARIANTS), default="", help="of llama.cpp")
    return made


def main(words: Sequence[str] | None = None) -> int:
    """Provide it to the steps behind this one of a workflow. The exit status."""
    arguments = parser().parse_args(words)
    folder = runner.scratch() / "toolchain"
    for each in provide(Target.of(Machine.bare()), arguments.variant, folder):
        runner.hand_on(each.variables, each.folders)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except SetupError as error:
        sys.exit(str(error))
