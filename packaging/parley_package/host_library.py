"""The libraries that the frozen program takes from the system it runs on, as packages name them.

They are read from the tree's own programs and libraries: what one of them asks for and the tree
does not have. A list kept by hand would be wrong after the next change in what is frozen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from parley_package.linkage import headers, is_elf
from parley_setup.console import SetupError

OPENED = ("libportaudio.so.2",)
"""Opened by their names, and so in no file's list: sounddevice has no wheel with PortAudio in it
for Linux."""

KEYBOARDS = "libxkbcommon.so.0"
"""Reads the descriptions of all keyboards, which are files that do not come with it."""

_GLIBC = frozenset(
    {
        "ld-linux-aarch64.so.1",
        "ld-linux-x86-64.so.2",
        "libc.so.6",
        "libdl.so.2",
        "libm.so.6",
        "libpthread.so.0",
        "libresolv.so.2",
        "librt.so.1",
        "libutil.so.1",
    }
)

_DRIVERS = frozenset({"libcuda.so.1", "libnvidia-ml.so.1"})
"""They come with a driver, from wherever the driver comes; without one, the processor is used."""

_DEBIAN = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libGLX.so.0": "libglx0",
    "libICE.so.6": "libice6",
    "libOpenGL.so.0": "libopengl0",
    "libSM.so.6": "libsm6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libXau.so.6": "libxau6",
    "libXdmcp.so.6": "libxdmcp6",
    "libXext.so.6": "libxext6",
    "libXrandr.so.2": "libxrandr2",
    "libXrender.so.1": "libxrender1",
    "libasound.so.2": "libasound2 | libasound2t64",
    "libatomic.so.1": "libatomic1",
    "libbz2.so.1.0": "libbz2-1.0",
    "libcom_err.so.2": "libcom-err2",
    "libcrypt.so.1": "libcrypt1",
    "libcrypto.so.3": "libssl3 | libssl3t64",
    "libdbus-1.so.3": "libdbus-1-3",
    "libdrm.so.2": "libdrm2",
    "libexpat.so.1": "libexpat1",
    "libffi.so.8": "libffi8",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libfribidi.so.0": "libfribidi0",
    "libgbm.so.1": "libgbm1",
    "libgcc_s.so.1": "libgcc-s1",
    "libglib-2.0.so.0": "libglib2.0-0 | libglib2.0-0t64",
    "libgomp.so.1": "libgomp1",
    "libgpg-error.so.0": "libgpg-error0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libgthread-2.0.so.0": "libglib2.0-0 | libglib2.0-0t64",
    "libharfbuzz.so.0": "libharfbuzz0b",
    "libjack.so.0": "libjack-jackd2-0 | libjack-0.125",
    "libk5crypto.so.3": "libk5crypto3",
    "libkeyutils.so.1": "libkeyutils1",
    "libkrb5.so.3": "libkrb5-3",
    "liblzma.so.5": "liblzma5",
    "libnuma.so.1": "libnuma1",
    "libpipewire-0.3.so.0": "libpipewire-0.3-0 | libpipewire-0.3-0t64",
    "libportaudio.so.2": "libportaudio2",
    "libpulse-mainloop-glib.so.0": "libpulse-mainloop-glib0 | libpulse-mainloop-glib0t64",
    "libpulse.so.0": "libpulse0",
    "libspeechd.so.2": "libspeechd2",
    "libsqlite3.so.0": "libsqlite3-0",
    "libssl.so.3": "libssl3 | libssl3t64",
    "libstdc++.so.6": "libstdc++6",
    "libsystemd.so.0": "libsystemd0",
    "libudev.so.1": "libudev1",
    "libuuid.so.1": "libuuid1",
    "libva-drm.so.2": "libva-drm2",
    "libva-x11.so.2": "libva-x11-2",
    "libva.so.2": "libva2",
    "libvdpau.so.1": "libvdpau1",
    "libvulkan.so.1": "libvulkan1",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-dri2.so.0": "libxcb-dri2-0",
    "libxcb-dri3.so.0": "libxcb-dri3-0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xinput.so.0": "libxcb-xinput0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
}
"""Debian's packages by the libraries in them; of two names the later has 64-bit time (2024 on)."""

_LIBSTDCXX = {29: "11", 30: "12", 31: "13", 32: "13.2", 33: "14"}
"""The release of GCC that brought GLIBCXX_3.4.x. Older ones are in every system with our glibc."""

_NEEDED = re.compile(r"^\s+NEEDED\s+(\S+)$")
_FROM = re.compile(r"^\s+required from (\S+):$")
_VERSION = re.compile(r"^\s+0x[0-9a-f]+ 0x[0-9a-f]+ \d+ ([A-Z]+)_(\d+(?:\.\d+)*)$")


@dataclass(frozen=True)
class HostLibraries:
    """The `names` of libraries from the host, and the newest versions asked of two of them.

    `glibcxx` is the x of GLIBCXX_3.4.x, 0 for none; `keyboards` tells whether the descriptions of
    keyboards are needed too.
    """

    names: frozenset[str]
    glibc: tuple[int, ...]
    glibcxx: int = 0
    keyboards: bool = False

    def debian(self) -> list[str]:
        """The value of Depends, as a list. Raises SetupError for a library nobody knows."""
        unknown = sorted(self.names - _DEBIAN.keys())
        if unknown:
            raise SetupError(
                f"The program needs {', '.join(unknown)} from the system.",
                "Freeze it in, or name its package in parley_package/host_library.py.",
            )
        found = {_DEBIAN[name] for name in self.names}
        if self.glibcxx in _LIBSTDCXX:
            found.discard("libstdc++6")
            found.add(f"libstdc++6 (>= {_LIBSTDCXX[self.glibcxx]})")
        elif self.glibcxx > max(_LIBSTDCXX):
            raise SetupError(f"Which GCC brought GLIBCXX_3.4.{self.glibcxx} is not known here.")
        if self.keyboards:
            found.add("xkb-data")
        return [f"libc6 (>= {_dotted(self.glibc)})", *sorted(found)]

    def rpm(self) -> list[str]:
        """What the .rpm requires: the libraries themselves, which every RPM system has by these
        names, while its packages are called differently everywhere."""
        found = {f"{name}()(64bit)" for name in self.names}
        if self.glibcxx:
            found.add(f"libstdc++.so.6(GLIBCXX_3.4.{self.glibcxx})(64bit)")
        if self.keyboards:
            found.add("xkeyboard-config")
        return [f"libc.so.6(GLIBC_{_dotted(self.glibc)})(64bit)", *sorted(found)]


def host_libraries(tree: Path) -> HostLibraries:
    """What the frozen program in `tree` needs. Raises SetupError when there is nothing to read."""
    there = {path.name for path in tree.rglob("*")}
    files = [path for path in tree.rglob("*") if is_elf(path)]
    if not files:
        raise SetupError(f"There is no program for Linux in {tree}.")
    return read_headers(headers(files), there)


def read_headers(lines: Iterable[str], there: set[str]) -> HostLibraries:
    """What `objdump --private-headers` said, less the libraries that are `there`."""
    names = {name for name in OPENED if name not in there}
    versions: dict[str, set[tuple[int, ...]]] = {"GLIBC": set(), "GLIBCXX": set()}
    library = ""
    for line in lines:
        if found := _NEEDED.match(line):
            names.add(found[1])
        elif found := _FROM.match(line):
            library = found[1]
        elif (found := _VERSION.match(line)) and found[1] in versions and library not in there:
            versions[found[1]].add(tuple(map(int, found[2].split("."))))
    newest = max(versions["GLIBCXX"], default=())
    return HostLibraries(
        frozenset(names - there - _GLIBC - _DRIVERS),
        max(versions["GLIBC"], default=(2, 17)),
        newest[2] if newest[:2] == (3, 4) and len(newest) > 2 else 0,
        keyboards=KEYBOARDS in there,
    )


def _dotted(numbers: tuple[int, ...]) -> str:
    return ".".join(map(str, numbers))
