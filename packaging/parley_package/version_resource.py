"""What Windows shows of a program in its properties: the version resource, as PyInstaller reads it.

Also the form of a version that Windows and macOS understand, which is numbers and nothing else.
"""

from __future__ import annotations

import re

from parley_package.release import Release

PRODUCT = "Parley"
PUBLISHER = "The authors of Parley"
COPYRIGHT = "Copyright The authors of Parley. Licensed under the Apache License, Version 2.0."
DESCRIPTIONS = {
    "Parley.exe": "Parley",
    "parley.com": "Parley for terminals",
}
"""Programs on Windows, and what the task manager calls them."""

_ENGLISH, _UNICODE = 0x0409, 0x04B0
_LARGEST = 65_535


def numbers(version: str) -> tuple[int, int, int, int]:
    """The four numbers of a version for Windows: "1.2.0rc1" has 1, 2, 0, 0.

    Raises ValueError for one that does not begin with a number, or has one above 65535.
    """
    found = re.match(r"\d+(?:\.\d+)*", version)
    if not found:
        raise ValueError(version)
    parts = [int(word) for word in found[0].split(".")][:4]
    if max(parts) > _LARGEST:
        raise ValueError(version)
    first, second, third, fourth = parts + [0] * (4 - len(parts))
    return first, second, third, fourth


def dotted(version: str, places: int) -> str:
    """The first `places` numbers of a version: "1.2.0" for "1.2.0rc1" and 3."""
    return ".".join(map(str, numbers(version)[:places]))


def version_resource(release: Release, program: str) -> str:
    """The text for PyInstaller's EXE(version=...) of this program, one of `DESCRIPTIONS`."""
    of_file = numbers(release.version)
    told = {
        "CompanyName": PUBLISHER,
        "FileDescription": DESCRIPTIONS[program],
        "FileVersion": release.version,
        "InternalName": program.partition(".")[0],
        "LegalCopyright": COPYRIGHT,
        "OriginalFilename": program,
        "ProductName": PRODUCT,
        "ProductVersion": release.version,
    }
    if release.revision:
        told["Comments"] = f"{release.edition.name} edition, {release.revision[:12]}"
    strings = "".join(f"        StringStruct({name!r}, {text!r}),\n" for name, text in told.items())
    return (
        "VSVersionInfo(\n"
        f"  ffi=FixedFileInfo(filevers={of_file}, prodvers={of_file}, mask=0x3F, flags=0x0,\n"
        "    OS=0x40004, fileType=0x1, subtype=0x0, date=(0, 0)),\n"
        "  kids=[\n"
        f"    StringFileInfo([StringTable('{_ENGLISH:04X}{_UNICODE:04X}', [\n{strings}    ])]),\n"
        f"    VarFileInfo([VarStruct('Translation', [{_ENGLISH}, {_UNICODE}])]),\n"
        "  ],\n"
        ")\n"
    )
