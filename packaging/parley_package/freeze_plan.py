"""What the freezer is told: made here, where it is typed and tested, and read by the spec."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict, dataclass, field
from importlib.util import find_spec
from pathlib import Path

from desktop_app.core import build
from desktop_app.core.paths import STARTER_MODEL, STARTER_VOICE_MODEL, VOICE_DETECTION
from parley_package import bundle, icon, selection
from parley_package.edition import SLIM
from parley_package.places import PackagePlaces
from parley_package.release import Release
from parley_package.version_resource import DESCRIPTIONS, version_resource
from parley_setup.console import SetupError

VARIABLE = "PARLEY_FREEZE_PLAN"
"""The environment's name of the file with the plan."""

WINDOW = "Parley"
CONSOLE = "parley-console"
"""The two programs as frozen. Not "parley": where names know no case, that is the other one."""

MODELS = (STARTER_MODEL, STARTER_VOICE_MODEL, VOICE_DETECTION)

_ASSETS = ("gpt2.tiktoken", "mel_filters.npz", "multilingual.tiktoken")
"""What whisper.cpp needs of openai-whisper, besides a model in its form."""


@dataclass(frozen=True)
class Program:
    """One of the two. `version_file` is for Windows, "" elsewhere."""

    name: str
    console: bool
    version_file: str = ""


@dataclass(frozen=True)
class FreezePlan:
    """`data` are files and the folders in the program that they go to; `packages` go in with all
    their modules, as nothing that can be read names those; `modules` are named by a string too.
    `works` are asked for their versions or for their plug-ins while the program runs.
    """

    script: str
    root: str
    hooks: str
    programs: list[Program]
    data: list[tuple[str, str]]
    excluded: list[str]
    modules: list[str]
    packages: list[str] = field(default_factory=lambda: ["desktop_app", "huggingface_hub"])
    works: list[str] = field(default_factory=lambda: ["huggingface_hub", "keyring"])
    icon: str = ""
    bundle: str = ""
    info_plist: dict[str, object] = field(default_factory=dict)

    @classmethod
    def of(cls, release: Release, places: PackagePlaces) -> FreezePlan:
        """What is right for `release`; what it needs besides is written to its folder of work.

        Raises SetupError when something is not there that set-up would have brought.
        """
        system, work = release.target.system, places.work(release)
        work.mkdir(parents=True, exist_ok=True)
        return cls(
            script=str(places.root / "desktop_app" / "__main__.py"),
            root=str(places.root),
            hooks=str(places.packaging / "pyinstaller" / "hooks"),
            programs=_programs(release, work),
            data=_data(release, places),
            excluded=sorted(selection.excluded(release.edition)),
            modules=sorted(_modules(release)),
            icon=_icon(system, places.root, work),
            bundle=bundle.NAME if system == "macos" else "",
            info_plist=bundle.info_plist(release) if system == "macos" else {},
        )

    def write(self, path: Path) -> None:
        """Write it to `path`, for the spec."""
        path.write_text(json.dumps(asdict(self), indent=1), encoding="utf-8")

    @classmethod
    def read(cls, path: Path) -> FreezePlan:
        """What `path` says."""
        told = json.loads(path.read_text(encoding="utf-8"))
        told["programs"] = [Program(**each) for each in told["programs"]]
        told["data"] = [(source, folder) for source, folder in told["data"]]
        return cls(**told)

    @classmethod
    def told(cls) -> FreezePlan:
        """The one that VARIABLE names; for the spec."""
        return cls.read(Path(os.environ[VARIABLE]))


def build_text(release: Release) -> str:
    """What `build.toml` says, which core/build.py reads."""
    said = {
        "edition": release.edition.name,
        "variant": release.variant,
        "homepage": release.homepage,
        "revision": release.revision,
    }
    # A string of JSON without what it escapes beyond ASCII is one of TOML.
    return "".join(f"{name} = {json.dumps(value)}\n" for name, value in said.items())


def _programs(release: Release, work: Path) -> list[Program]:
    programs = [Program(WINDOW, console=False), Program(CONSOLE, console=True)]
    if release.target.system != "windows":
        return programs
    described = []
    for program, name in zip(programs, DESCRIPTIONS, strict=True):
        told = work / f"{program.name}.version.py"
        told.write_text(version_resource(release, name), encoding="utf-8")
        described.append(Program(program.name, program.console, str(told)))
    return described


def _icon(system: str, root: Path, work: Path) -> str:
    if system == "windows":
        return str(icon.write_ico(icon.source(root), work / "parley.ico"))
    if system == "macos":
        return str(icon.write_icns(icon.source(root), work / "parley.icns"))
    return ""


def _data(release: Release, places: PackagePlaces) -> list[tuple[str, str]]:
    resources = places.root / "resources"
    found = [
        (str(path), path.relative_to(places.root).parent.as_posix())
        for path in sorted(resources.rglob("*"))
        if path.is_file() and path.relative_to(resources).parts[0] not in ("models", build.FILE)
    ]
    for name in MODELS:
        if not (places.models / name).is_file():
            raise SetupError(f"{name} is not there.", "Run: python3 dev.py setup")
        found.append((str(places.models / name), "resources/models"))
    told = places.work(release) / build.FILE
    told.write_text(build_text(release), encoding="utf-8", newline="\n")
    found.append((str(told), "resources"))
    if release.edition == SLIM:
        found.extend((str(path), "resources/whisper") for path in _whisper_assets())
    return found


def _whisper_assets() -> list[Path]:
    spec = find_spec("whisper")
    places = list(spec.submodule_search_locations or ()) if spec else []
    found = [Path(place) / "assets" / name for place in places for name in _ASSETS]
    if not found or not all(path.is_file() for path in found):
        raise SetupError(
            "openai-whisper's vocabularies are not there, which whisper.cpp needs.",
            "Run: python3 dev.py setup",
        )
    return found


def _modules(release: Release) -> list[str]:
    modules = [
        "PIL.ImageCms",
        "PySide6.QtMultimedia",
        "PySide6.QtTextToSpeech",
        "pi_heif",
        "py3langid.langid",
        "sounddevice",
    ]
    if sys.platform == "linux":
        modules.append("PySide6.QtDBus")
    if find_spec("_pywhispercpp"):
        modules.append("_pywhispercpp")
    if release.edition != SLIM:
        modules += ["torch", "whisper"]
    return modules
