"""The bundle for macOS: where things lie in it, and what it says of itself."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from desktop_app.core.build import IDENTIFIER
from parley_package.release import Release
from parley_package.version_resource import COPYRIGHT, PRODUCT, dotted
from parley_setup.console import SetupError

NAME = "Parley.app"
PROGRAM = "Parley"
CONSOLE = "parley-console"
COMMAND = "parley"

OLDEST_SYSTEM = "14.0"
"""The oldest macOS that Qt's libraries run on."""

MODEL_TYPE = "org.ggml.gguf"

USAGE = {
    "NSMicrophoneUsageDescription": "Parley listens while you dictate, and writes down what you "
    "say. The sound stays on this computer.",
    "NSCameraUsageDescription": "Parley shows the model a picture that you take with the camera. "
    "It stays on this computer.",
    "NSScreenCaptureUsageDescription": "Parley shows the model a part of your screen that you "
    "choose. It stays on this computer.",
}
"""Why Parley asks: macOS ends a program that uses one of these and does not say why."""

_BESIDE = ("LICENSE", "THIRD_PARTY.md", "licences")


@dataclass(frozen=True)
class Bundle:
    """The bundle in the folder `path`."""

    path: Path

    @classmethod
    def of(cls, tree: Path) -> Bundle:
        """That of a frozen tree. Raises SetupError when there is none."""
        bundle = cls(tree / NAME)
        if not bundle.program.is_file():
            raise SetupError(f"There is no {NAME} with a program in {tree}.")
        return bundle

    @property
    def contents(self) -> Path:
        """The only folder in it."""
        return self.path / "Contents"

    @property
    def program(self) -> Path:
        """What the Finder starts."""
        return self.contents / "MacOS" / PROGRAM

    @property
    def console(self) -> Path:
        """The same for a terminal."""
        return self.contents / "MacOS" / CONSOLE

    @property
    def command(self) -> Path:
        """What a link in a folder of the PATH leads to. A script: so it is no code beside code."""
        return self.contents / "Resources" / "bin" / COMMAND

    def complete(self, tree: Path, macos: Path) -> None:
        """Put into it the command, from the folder `macos`, and what lies beside it in `tree`:
        people drag the bundle out of the disk image, and leave there what is not in it.

        Before it is signed: the signature covers these files too.
        """
        resources = self.contents / "Resources"
        self.command.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(macos / COMMAND, self.command)
        self.command.chmod(0o755)
        for name in _BESIDE:
            beside = tree / name
            if beside.is_dir():
                shutil.copytree(beside, resources / name, dirs_exist_ok=True)
            elif beside.is_file():
                shutil.copyfile(beside, resources / name)


def info_plist(release: Release) -> dict[str, object]:
    """What PyInstaller's BUNDLE(info_plist=...) is given, and Info.plist then says."""
    version = dotted(release.version, 3)
    return {
        "CFBundleIdentifier": IDENTIFIER,
        "CFBundleName": PRODUCT,
        "CFBundleDisplayName": PRODUCT,
        # Said, as there are two programs; and that the bundle has windows, as one has not.
        "CFBundleExecutable": PROGRAM,
        "LSBackgroundOnly": False,
        "CFBundleShortVersionString": version,
        "CFBundleVersion": version,
        "CFBundleDevelopmentRegion": "en",
        "NSHumanReadableCopyright": COPYRIGHT,
        "LSApplicationCategoryType": "public.app-category.productivity",
        "LSMinimumSystemVersion": OLDEST_SYSTEM,
        "NSPrincipalClass": "NSApplication",
        "NSHighResolutionCapable": True,
        # No: it has a dark appearance of its own.
        "NSRequiresAquaSystemAppearance": False,
        # A laptop's second graphics card is asked for by the model, not by the window.
        "NSSupportsAutomaticGraphicsSwitching": True,
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": "Language model (GGUF)",
                "CFBundleTypeRole": "Viewer",
                # Offered among others: such files belong to no one program.
                "LSHandlerRank": "Alternate",
                "LSItemContentTypes": [MODEL_TYPE],
            }
        ],
        "UTImportedTypeDeclarations": [
            {
                "UTTypeIdentifier": MODEL_TYPE,
                "UTTypeDescription": "Language model (GGUF)",
                "UTTypeConformsTo": ["public.data"],
                "UTTypeTagSpecification": {
                    "public.filename-extension": ["gguf"],
                    "public.mime-type": ["application/x-gguf"],
                },
            }
        ],
        **USAGE,
    }
