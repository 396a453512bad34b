"""What goes into the packaged program, and what stays out of it.

The freezer takes whatever the libraries bring along; this says, by name, what of that nobody
needs, and what must come from the user's own system. `packaging/pyinstaller/parley.spec` asks here,
and so do the tests, which need no freezer.
"""

from __future__ import annotations

import filecmp
import os
import sys
from collections.abc import Collection, Iterable, Mapping
from fnmatch import fnmatchcase
from pathlib import Path, PurePath, PurePosixPath

from desktop_app.core.interface_language import LANGUAGES
from parley_package.edition import Edition
from parley_package.linkage import needed

Entry = tuple[str, str, str]
"""A file as PyInstaller has it in its lists: its place in the program, its source, its kind."""

LINK = "SYMLINK"
"""The kind of an entry whose source is where the link leads, from its own folder."""

NEVER = (
    # Our own tools, and what libraries import only for theirs.
    "_pytest",
    "hatchling",
    "hypothesis",
    "IPython",
    "matplotlib",
    "mypy",
    "pip",
    "pytest",
    "setuptools",
    "tkinter",
    "uv",
    # llama_cpp's server and its download of models: Parley uses its low-level bindings alone.
    "fastapi",
    "llama_cpp.server",
    "uvicorn",
    # What Python has for terminals and old databases: GNU readline is under the GPL, Berkeley DB
    # under terms of its own.
    "_dbm",
    "_gdbm",
    "dbm.gnu",
    "dbm.ndbm",
    "readline",
    # Test tools of the standard library, and its own packager.
    "distutils",
    "ensurepip",
    "idlelib",
    "lib2to3",
    "pydoc_data",
    # numpy's way to compile Fortran.
    "numpy.f2py",
    # File systems on the network: the Hub's library has its own among them, which nobody asks.
    "fsspec.implementations",
    "huggingface_hub._webhooks_payload",
    "huggingface_hub._webhooks_server",
    "huggingface_hub.cli",
    "pydantic",
    # llama_cpp fetches a grammar with it, by address; Parley's come from a file or a schema.
    "requests",
    # Parley brings files itself, with its own patience: the Hub's transfer library is not used.
    "hf_xet",
    # A terminal's colours for the command lines of libraries.
    "rich",
    "typer",
    # GPUs alone need it, and it is as large as all the rest (a gigabyte).
    "triton",
    # Parts of Qt that nothing here shows.
    "PySide6.QtConcurrent",
    "PySide6.QtMultimediaWidgets",
    "PySide6.QtPdf",
    "PySide6.QtQml",
    "PySide6.QtQuick",
    "PySide6.QtSql",
    "PySide6.QtTest",
    "PySide6.QtWebEngineCore",
)
"""Modules that no edition has."""

UNUSED = (
    # llama.cpp's way to computers elsewhere: nothing leaves this one.
    "*/*ggml-rpc*",
    # Qt: databases, printers, bare screens, touch keyboards. Not their
    # libraries: what no plug-in asks for goes by itself, and Qt's FFmpeg asks for QML and Quick.
    "*/Qt*/plugins/sqldrivers/*",
    "*/Qt*/plugins/printsupport/*",
    "*/Qt*/plugins/egldeviceintegrations/*",
    "*/Qt*/plugins/qmltooling/*",
    "*/Qt*/plugins/generic/*",
    "*/plugins/platforms/*qeglfs*",
    "*/plugins/platforms/*qlinuxfb*",
    "*/plugins/platforms/*qminimal*",
    "*/plugins/platforms/*qvkkhrdisplay*",
    "*/plugins/platforms/*qvnc*",
    # Pictures go through Pillow; Qt draws icons, and what Parley kept.
    "*/plugins/imageformats/*qpdf*",
    "*/plugins/imageformats/*qicns*",
    "*/plugins/imageformats/*qtga*",
    "*/plugins/imageformats/*qtiff*",
    "*/plugins/imageformats/*qwbmp*",
    "*/plugins/platforminputcontexts/*virtualkeyboard*",
    # It would bring all of GTK along, from the machine that the package is built on.
    "*/plugins/platformthemes/*qgtk3*",
    # Parley's own connections go through Python's TLS; Qt only talks to a local socket.
    "*/Qt*/plugins/tls/*",
    "*/Qt*/plugins/networkinformation/*",
    # A voice that says nothing, made for Qt's tests.
    "*/plugins/texttospeech/*mock*",
    # Qt's own sentences in languages in which Parley has none of its own.
    "*/Qt*/translations/*",
    # What torch and others carry for those who compile against them.
    "*.a",
    "*.h",
    "*.hpp",
    "*.pyi",
    "*.lib",
    "*/torch/bin/*test*",
    "*/torch/bin/protoc*",
    "*/torch/include/*",
    "*/torch/share/*",
    "*/torch/test/*",
    "*/torch/testing/*",
    "*/torch/_inductor/kernel/*.jinja",
    # One of numba's ways to share work out among threads: it needs a library that is not here.
    "*/numba/np/ufunc/tbbpool.*",
)
"""Files that no edition has, as patterns of their place in the bundle."""

HOST = frozenset(
    {
        # The compilers' libraries: graphics drivers need one at least as new as their own.
        "libgcc_s.so.1",
        "libstdc++.so.6",
        # They find their plug-ins and their configuration in the system's own folders.
        "libasound.so.2",
        "libjack.so.0",
        "libportaudio.so.2",
        "libpulse.so.0",
        "libpulse-mainloop-glib.so.0",
        "libpulsecommon-16.1.so",
        "libpipewire-0.3.so.0",
        # Graphics: they belong to the kernel's driver and to the display server.
        "libdrm.so.2",
        "libgbm.so.1",
        "libva.so.2",
        "libva-drm.so.2",
        "libva-x11.so.2",
        "libvdpau.so.1",
        "libwayland-client.so.0",
        "libwayland-cursor.so.0",
        "libwayland-egl.so.1",
        "libX11.so.6",
        "libX11-xcb.so.1",
        "libXau.so.6",
        "libXdmcp.so.6",
        "libXext.so.6",
        "libXrandr.so.2",
        "libXrender.so.1",
        "libICE.so.6",
        "libSM.so.6",
        "libxcb.so.1",
        "libxcb-dri2.so.0",
        "libxcb-dri3.so.0",
        # Fonts: the system's configuration is read by the system's own version.
        "libexpat.so.1",
        "libfontconfig.so.1",
        "libfreetype.so.6",
        "libfribidi.so.0",
        "libharfbuzz.so.0",
        # Everything of the desktop talks through these.
        "libcom_err.so.2",
        "libdbus-1.so.3",
        "libgpg-error.so.0",
        "libsystemd.so.0",
        "libuuid.so.1",
        "libz.so.1",
    }
)
"""Libraries that a Linux package leaves to the system it runs on."""


def excluded(edition: Edition) -> tuple[str, ...]:
    """The modules that this edition goes without."""
    return (*NEVER, *edition.left_out)


def belongs(place: str, platform: str = sys.platform) -> bool:
    """Whether the file that would lie at `place` in the bundle is to be there."""
    path = "/" + PurePath(place).as_posix()
    if platform == "linux" and PurePosixPath(path).name in HOST:
        return False
    if PurePosixPath(path).name in {f"qtbase_{code}.qm" for code in LANGUAGES}:
        return True
    return not any(fnmatchcase(path, pattern) for pattern in UNUSED)


def is_opened(place: PurePath) -> bool:
    """Whether the file at `place` is opened by its name, and not only because another asks for it.

    The freezer puts what it finds by such asking at the top, or where the wheel has it: in Qt's
    folder of libraries, or in a folder `*.libs`.
    """
    if place.name.startswith("libpython"):
        return True
    if ".cpython-" in place.name or (".abi3." in place.name and place.name[:3] != "lib"):
        return True
    folder = place.parent
    return folder.parts != () and folder.suffix != ".libs" and not folder.match("Qt/lib")


def orphans(libraries: Mapping[str, Collection[str]], wanted: Iterable[str]) -> set[str]:
    """Which of these libraries nobody asks for, once unused files are gone.

    `libraries` says of every file of the bundle, by its base name, the names that it is linked
    to. What is `wanted` stays, and whatever that is linked to, and so on.
    """
    reached: set[str] = set()
    ahead = [name for name in wanted if name in libraries]
    while ahead:
        name = ahead.pop()
        if name not in reached:
            reached.add(name)
            ahead.extend(other for other in libraries[name] if other in libraries)
    return set(libraries) - reached


def without_orphans(entries: Iterable[Entry]) -> list[Entry]:
    """These files, less the libraries that only files left out had asked for.

    The freezer brings in a library for everything that it collects, and some of that is left out
    afterwards: GTK would stay though nobody loads it. Raises SetupError without objdump.
    """
    entries = list(entries)
    files = {PurePath(place): Path(source) for place, source, kind in entries if kind != LINK}
    asked = needed(files.values())
    opened = [place.name for place in files if is_opened(place)]
    gone = orphans({place.name: asked[source] for place, source in files.items()}, opened)
    return [entry for entry in entries if PurePath(entry[0]).name not in gone]


def once(entries: Iterable[Entry]) -> list[Entry]:
    """These files, with a link in place of what is there a second time under a shorter name."""
    first: dict[tuple[str, str], tuple[str, str]] = {}
    result: list[Entry] = []
    for place, source, kind in sorted(entries, key=lambda entry: (-len(entry[0]), entry[0])):
        folder, name = os.path.split(place)
        stem = (folder, name.partition(".so")[0])
        twin = first.setdefault(stem, (name, source)) if kind == "BINARY" else (name, source)
        if twin[0] != name and filecmp.cmp(twin[1], source, shallow=False):
            result.append((place, twin[0], LINK))
        else:
            result.append((place, source, kind))
    return sorted(result)


def chosen(binaries: Iterable[Entry], data: Iterable[Entry]) -> tuple[list[Entry], list[Entry]]:
    """What of PyInstaller's two lists goes into the program, sorted; both have links in them."""
    binaries = [entry for entry in binaries if belongs(entry[0])]
    if sys.platform == "linux":
        binaries = once(without_orphans(binaries))
    data = [entry for entry in data if belongs(entry[0])]
    there = {os.path.normpath(place) for place, _, kind in (*binaries, *data) if kind != LINK}

    def leads_somewhere(entry: Entry) -> bool:
        place, goal, kind = entry
        return kind != LINK or os.path.normpath(Path(place).parent / goal) in there

    return sorted(filter(leads_somewhere, binaries)), sorted(filter(leads_somewhere, data))
