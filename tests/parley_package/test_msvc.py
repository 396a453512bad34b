"""Microsoft's compiler, by what its script changes."""

from pathlib import Path

from parley_package.msvc import changed

BEFORE = {"PATH": r"C:\Git\bin;C:\Windows", "TEMP": r"C:\T", "OS": "Windows_NT"}
AFTER = r"""**********************************************************************
=C:=C:\work
INCLUDE=C:\VC\include;C:\Kits
OS=Windows_NT
Path=C:\VC\bin;C:\Kits\bin;C:\Git\bin;C:\Windows;C:\VC\bin
TEMP=C:\T
VSCMD_ARG_TGT_ARCH=x64
"""


def test_only_what_is_new_is_handed_on() -> None:
    found = changed(BEFORE, AFTER)
    assert found.variables == {
        "INCLUDE": r"C:\VC\include;C:\Kits",
        "VSCMD_ARG_TGT_ARCH": "x64",
        "CC": "cl",
        "CXX": "cl",
    }
    assert found.folders == (Path(r"C:\VC\bin"), Path(r"C:\Kits\bin"))
