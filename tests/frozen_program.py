"""A frozen program in small: files where the freezer lays them, with a few bytes in each."""

import hashlib
from importlib import metadata
from pathlib import Path

from PyInstaller.archive.writers import CArchiveWriter, ZlibArchiveWriter

from parley_package import necessity
from parley_package.edition import SLIM
from parley_package.release import Release
from parley_package.target import Target
from parley_setup.model_file import ModelFile

LINUX = Release("1.2.0", SLIM, Target("linux", "x86_64"), revision="abc")

MODEL_BYTES = b"the numbers of a model"
MODEL = ModelFile(
    name="small.gguf",
    title="a small model",
    requirement="small==1",
    member="small/small.gguf",
    size=len(MODEL_BYTES),
    sha256=hashlib.sha256(MODEL_BYTES).hexdigest(),
    lost="Nothing is lost",
)

BUILD = """\
edition = "slim"
variant = ""
homepage = ""
revision = "abc"
"""

NEEDED = (
    "py3langid/data/model.npz.xz",
    "PySide6/Qt/plugins/platforms/libqxcb.so",
    "PySide6/Qt/plugins/platforms/libqoffscreen.so",
    "PySide6/Qt/plugins/multimedia/libffmpegmediaplugin.so",
    "PySide6/Qt/plugins/iconengines/libqsvgicon.so",
    "PySide6/Qt/plugins/imageformats/libqsvg.so",
    "llama_cpp/lib/libllama.so.0",
    "llama_cpp/lib/libmtmd.so.0",
    "llama_cpp/lib/libggml.so.0",
    "llama_cpp/lib/libggml-base.so.0",
    "_pywhispercpp.cpython-311-x86_64-linux-gnu.so",
    "pywhispercpp.libs/libwhisper-1ab89ae8.so.1.8.5",
)


def write(path: Path, content: bytes = b"\0") -> Path:
    """A file with the folders that it needs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    path.chmod(0o644)
    return path


def program(path: Path, modules: dict[str, str]) -> Path:
    """A program with these modules in it, as PyInstaller packs them; without a start program."""
    scratch = path.parent / "modules.pyz"
    path.parent.mkdir(parents=True, exist_ok=True)
    code = {name: compile(source, name, "exec") for name, source in modules.items()}
    entries = [(name, f"{name}.py", "PYMODULE") for name in modules]
    ZlibArchiveWriter(str(scratch), entries, code)
    CArchiveWriter(str(path), [("PYZ.pyz", str(scratch), False, "z")], "libpython3.so")
    scratch.unlink()
    path.chmod(0o755)
    return path


def frozen(folder: Path, modules: dict[str, str] | None = None) -> Path:
    """A program for Linux that lacks nothing; whoever calls has put MODEL in place of the real."""
    tree = folder / "parley"
    for name in ("Parley", "parley-console"):
        program(tree / name, modules or {"desktop_app": "NAME = 'Parley'", "json": "NULL = None"})
    write(tree / "bin" / "parley", b"#!/bin/sh\n").chmod(0o755)
    write(tree / "licences" / "README.md", b"# What is inside\n")
    internal = tree / "_internal"
    for name in NEEDED:
        write(internal / name)
    for name in necessity.variants():
        write(internal / "llama_cpp" / "lib" / name)
    write(internal / "resources" / "build.toml", BUILD.encode())
    write(internal / "resources" / "models" / MODEL.name, MODEL_BYTES)
    return tree


def installed(
    folder: Path,
    name: str,
    files: tuple[str, ...],
    told: str = "License-Expression: MIT",
    text: str = "LICENSE",
) -> metadata.Distribution:
    """A work with these files, as pip would have installed it; without a licence when no text."""
    information = folder / f"{name}-2.0.dist-info"
    write(
        information / "METADATA",
        f"Metadata-Version: 2.4\nName: {name}\nVersion: 2.0\n{told}\n".encode(),
    )
    listed = [*files, f"{information.name}/METADATA"]
    if text:
        write(information / "licenses" / text, b"You may.\n")
        listed.append(f"{information.name}/licenses/{text}")
    write(information / "RECORD", "".join(f"{file},,\n" for file in listed).encode())
    return metadata.PathDistribution(information)
