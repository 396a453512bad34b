"""Compilers and tools for builds: each the file that was meant, and where it is looked for."""

import hashlib
import io
import os
import re
import sys
import tarfile
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from parley_package import appimage, msvc, toolchain
from parley_package.target import Target
from parley_package.toolchain import APPIMAGE_RUNTIME, APPIMAGETOOL, CUDA, RUNTIME, VULKAN, Part
from parley_setup.console import SetupError

LINUX, WINDOWS = Target("linux", "x86_64"), Target("windows", "x86_64")
ALL = [part for table in (*CUDA, VULKAN, APPIMAGETOOL, APPIMAGE_RUNTIME) for part in table.values()]


def served(content: bytes, folder: Path, name: str, sha256: str = "") -> Part:
    """A part that is fetched from this computer's own disk."""
    folder.mkdir(exist_ok=True)
    file = folder / name
    file.write_bytes(content)
    return Part(file.as_uri(), sha256 or hashlib.sha256(content).hexdigest())


def tarball(files: dict[str, bytes], form: str = "xz") -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode=f"w:{form}") as archive:
        for name, content in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return packed.getvalue()


def zipped(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def test_every_part_is_named_with_its_version_and_sum() -> None:
    assert len({part.sha256 for part in ALL}) == len(ALL) == 14
    for part in ALL:
        assert re.fullmatch("[0-9a-f]{64}", part.sha256)
        assert part.url.startswith("https://")
        assert re.search(r"\d+\.\d+|\d{8}", part.url)
        assert "continuous" not in part.url
        assert "latest" not in part.url


def test_the_file_that_was_meant(tmp_path: Path) -> None:
    part = served(b"tool", tmp_path / "there", "tool.bin")
    assert toolchain.fetch(part, tmp_path / "here").read_bytes() == b"tool"


def test_another_file_is_refused_and_does_not_stay(tmp_path: Path) -> None:
    part = served(b"evil", tmp_path / "there", "tool.bin", hashlib.sha256(b"tool").hexdigest())
    with pytest.raises(SetupError, match=r"tool\.bin has the SHA-256"):
        toolchain.fetch(part, tmp_path / "here")
    assert not list((tmp_path / "here").iterdir())


def test_a_file_that_is_gone(tmp_path: Path) -> None:
    part = served(b"", tmp_path / "there", "tool.bin")
    (tmp_path / "there" / "tool.bin").unlink()
    with pytest.raises(SetupError, match="cannot be fetched"):
        toolchain.fetch(part, tmp_path / "here")


def test_an_archive_stays_in_its_folder(tmp_path: Path) -> None:
    part = served(tarball({"../outside": b"x"}), tmp_path / "there", "bad.tar.xz")
    with pytest.raises(tarfile.FilterError):
        toolchain.unpack(toolchain.fetch(part, tmp_path / "here"), tmp_path / "into")
    assert not (tmp_path / "outside").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="links are not everybody's there")
def test_cuda_on_linux_is_one_tree(tmp_path: Path, monkeypatch) -> None:
    parts = [
        {"nvcc-1/bin/nvcc": b"#!"},
        {"cudart-2/lib/libcudart.so": b"E", "cudart-2/LICENSE": b"L"},
    ]
    served_parts = [
        {"linux": served(tarball(files), tmp_path / "there", f"{number}.tar.xz")}
        for number, files in enumerate(parts)
    ]
    monkeypatch.setattr(toolchain, "CUDA", served_parts)
    provided = toolchain.provide_cuda(LINUX, tmp_path / "here")
    toolkit = tmp_path / "here" / "cuda"
    assert provided.variables["CUDACXX"] == str(toolkit / "bin" / "nvcc")
    assert provided.folders == (toolkit / "bin",)
    assert (toolkit / "lib64" / "libcudart.so").read_bytes() == b"E"
    assert provided.variables["LD_LIBRARY_PATH"] == str(toolkit / "lib")


def test_cuda_on_windows_is_compiled_with_microsofts_compiler(tmp_path: Path, monkeypatch) -> None:
    part = served(zipped({"nvcc-1/bin/nvcc.exe": b"MZ"}), tmp_path / "there", "nvcc.zip")
    monkeypatch.setattr(toolchain, "CUDA", [{"windows": part}])
    compiler = msvc.Compiler({"CC": "cl"}, (Path("vc"),))
    monkeypatch.setattr(msvc, "environment", lambda: compiler)
    provided = toolchain.provide_cuda(WINDOWS, tmp_path / "here")
    programs = tmp_path / "here" / "cuda" / "bin"
    assert provided.folders == (programs, Path("vc"))
    assert provided.variables == {
        "CC": "cl",
        "CUDA_PATH": str(programs.parent),
        "CUDACXX": str(programs / "nvcc.exe"),
        "CMAKE_GENERATOR": "Ninja",
    }
    assert (programs / "nvcc.exe").is_file()


def test_vulkan_on_linux(tmp_path: Path, monkeypatch) -> None:
    name = f"{toolchain._VULKAN}/x86_64/bin/glslc"
    part = served(tarball({name: b"E"}), tmp_path / "there", "sdk.tar.xz")
    monkeypatch.setattr(toolchain, "VULKAN", {"linux": part})
    provided = toolchain.provide_vulkan(LINUX, tmp_path / "here")
    assert (provided.folders[0] / "glslc").is_file()
    assert Path(provided.variables["VULKAN_SDK"]) == provided.folders[0].parent


def test_the_tool_for_appimages(tmp_path: Path, monkeypatch) -> None:
    tool = served(b"tool", tmp_path / "there", "appimagetool-x86_64.AppImage")
    runtime = served(b"runtime", tmp_path / "there", "runtime-x86_64")
    monkeypatch.setattr(toolchain, "APPIMAGETOOL", {"x86_64": tool})
    monkeypatch.setattr(toolchain, "APPIMAGE_RUNTIME", {"x86_64": runtime})
    (provided,) = toolchain.provide(LINUX, "", tmp_path / "here")
    program = provided.folders[0] / "appimagetool"
    assert program.read_bytes() == b"tool"
    assert os.access(program, os.X_OK)
    assert Path(provided.variables[RUNTIME]).read_bytes() == b"runtime"


def test_the_one_who_makes_appimages_looks_for_both() -> None:
    assert appimage.RUNTIME == RUNTIME
    assert {Path(part.name).stem for part in APPIMAGETOOL.values()} == {
        "appimagetool-x86_64",
        "appimagetool-aarch64",
    }


@pytest.mark.parametrize("target", [Target("macos", "arm64"), Target("linux", "arm64")])
def test_no_card_where_there_are_no_tools_for_it(target: Target, tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="There is no cuda"):
        toolchain.provide(target, "cuda", tmp_path)


def test_a_mac_needs_nothing(tmp_path: Path) -> None:
    assert toolchain.provide(Target("macos", "arm64"), "", tmp_path) == []
    assert toolchain.provide(WINDOWS, "", tmp_path) == []


def test_steps_behind_are_told(tmp_path: Path, monkeypatch) -> None:
    for name in ("RUNNER_TEMP", "GITHUB_ENV", "GITHUB_PATH"):
        monkeypatch.setenv(name, str(tmp_path / name))
    provided = toolchain.Provided({"CC": "gcc-14"}, (Path("tools"),))
    asked = []

    def provide(target: Target, variant: str, folder: Path) -> list[toolchain.Provided]:
        asked.append((target, variant, folder))
        return [provided, replace(provided, variables={"CXX": "g++-14"}, folders=())]

    monkeypatch.setattr(toolchain, "provide", provide)
    # The compiler that the variable asks for is what this step brings.
    monkeypatch.setenv("PARLEY_LLAMA_VARIANT", "cuda")
    assert toolchain.main(["--variant=cuda"]) == 0
    assert asked[0][1:] == ("cuda", tmp_path / "RUNNER_TEMP" / "toolchain")
    assert (tmp_path / "GITHUB_ENV").read_text() == "CC=gcc-14\nCXX=g++-14\n"
    assert (tmp_path / "GITHUB_PATH").read_text() == "tools\n"
