"""What the frozen program cannot do without, and a freezer may fail to find."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path, PurePosixPath

import dev
from desktop_app.core.build import FILE, Build, read_build
from parley_package import host_library
from parley_package.edition import FULL
from parley_package.frozen_tree import FrozenTree
from parley_package.listing import listed
from parley_package.release import Release
from parley_setup.console import SetupError
from parley_setup.model_file import ModelFile, is_right

MODELS = (dev.STARTER_MODEL, dev.VOICE_MODEL, dev.VOICE_DETECTION)
"""The models inside, as set-up fetches them."""

_PLATFORMS = {
    "linux": ("qxcb", "qoffscreen"),
    "windows": ("qwindows", "qoffscreen"),
    "macos": ("qcocoa", "qoffscreen"),
}

_PLUGINS = {
    "multimedia": ("ffmpegmediaplugin",),
    "iconengines": ("qsvgicon",),
    "imageformats": ("qsvg",),
}
"""Qt's plug-ins by their folders: sound files and films; icons."""

_VARIANT = re.compile(r"^(lib)?ggml-cpu.*\.(so|dll|dylib)$")


def faults(release: Release, tree: FrozenTree) -> Iterator[SetupError]:
    """All that is missing or not as it must be, each with what to do about it."""
    yield from _programs(release, tree)
    yield from _build(release, tree)
    yield from _own_modules(tree)
    for model in MODELS:
        yield from _model(model, tree)
    if not (tree.path / "licences" / "README.md").is_file():
        yield SetupError(
            "The program comes without the licences of what is in it.",
            "Call collect_licences before the contents are checked.",
        )
    missing = [words for words, there in _libraries(release, tree) if not there]
    if missing:
        yield SetupError(
            f"The program lacks {', '.join(missing)}.",
            "Name it in parley_package/freeze_plan.py or in a hook, and freeze again.",
        )


def _programs(release: Release, tree: FrozenTree) -> Iterator[SetupError]:
    programs = list(tree.programs)
    if release.target.system == "linux":
        programs.append(tree.path / "bin" / "parley")
    for program in programs:
        if not program.is_file() or not os.access(program, os.X_OK):
            yield SetupError(
                f"There is no program {program.relative_to(tree.path).as_posix()} that can be run.",
                "Freeze again, and read what PyInstaller says.",
            )


def _build(release: Release, tree: FrozenTree) -> Iterator[SetupError]:
    wanted = Build(release.edition.name, release.variant, release.homepage, release.revision)
    found = read_build(tree.resources / FILE)
    if found != wanted:
        yield SetupError(
            f"{FILE} among the resources says {found}, and this is {wanted}.",
            "Freeze again: this tree was made for another release.",
        )


def _own_modules(tree: FrozenTree) -> Iterator[SetupError]:
    """The sources may have changed while they were frozen: what is named by a string is then
    missed only when somebody needs it."""
    inside = tree.modules
    if missing := [module for module in own_modules() if module not in inside]:
        yield SetupError(
            f"The program lacks {listed(missing)} of Parley itself.",
            "Freeze again, and leave the sources alone meanwhile.",
        )


def own_modules(root: Path = Path(dev.ROOT)) -> list[str]:
    """The names of Parley's own modules, as its sources under `root` have them."""
    names = []
    for path in sorted((root / "desktop_app").rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        names.append(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
    # The script that is started is packed under a name of its own.
    return [name for name in names if name != "desktop_app.__main__"]


def _model(model: ModelFile, tree: FrozenTree) -> Iterator[SetupError]:
    folder = tree.resources / "models"
    if not is_right(model, folder):
        there = (folder / model.name).is_file()
        state = "not the one that set-up fetches" if there else "missing"
        yield SetupError(
            f"{model.name}, {model.title}, is {state}.", f"Run: {model.again}; then freeze again."
        )


def _libraries(release: Release, tree: FrozenTree) -> Iterator[tuple[str, bool]]:
    """What each thing is called, and whether it is in `tree`."""
    system = release.target.system
    stems = {(place.parent.name, _stem(place.name)) for place in tree.places}
    names = {stem for _, stem in stems}
    for folder, plugins in {"platforms": _PLATFORMS[system], **_PLUGINS}.items():
        for plugin in plugins:
            yield f"Qt's plug-in {folder}/{plugin}", (folder, plugin) in stems
    for library in ("llama", "mtmd", "ggml", "ggml-base"):
        yield f"{library} of llama.cpp", ("lib", library) in stems
    for variant in variants():
        yield f"{variant} of llama.cpp", PurePosixPath("llama_cpp/lib", variant) in tree.places
    if release.variant:
        yield f"llama.cpp for {release.variant}", ("lib", f"ggml-{release.variant}") in stems
    if find_spec("_pywhispercpp"):
        yield "pywhispercpp's module", "_pywhispercpp" in names
        yield "whisper.cpp", "whisper" in names
    if find_spec("py3langid"):
        languages = any(place.parts[:2] == ("py3langid", "data") for place in tree.places)
        yield "py3langid's table of languages", languages
    declared = system == "linux" and "libportaudio.so.2" in host_library.OPENED
    yield "PortAudio", declared or any("portaudio" in name for name in names)
    if release.edition == FULL:
        yield "torch", "torch" in tree.modules
        yield "openai-whisper", "whisper" in tree.modules


def variants() -> list[str]:
    """The plug-ins for kinds of processors that the installed llama.cpp has; none where it is
    built for one kind."""
    found = find_spec("llama_cpp")
    if found is None or found.origin is None:
        return []
    return matching(path.name for path in (Path(found.origin).parent / "lib").iterdir())


def matching(names: Iterable[str]) -> list[str]:
    """Those of `names` that are plug-ins for a kind of processor."""
    return sorted(name for name in names if _VARIANT.match(name))


def _stem(name: str) -> str:
    """The name of a library without "lib", the hash of a wheel, its version and its ending."""
    return re.sub(r"^lib|(-[0-9a-f]{8})?\.(so|dll|dylib|pyd|cpython).*$", "", name)
