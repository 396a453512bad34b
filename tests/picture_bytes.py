"""Picture files, and colour profiles, that no library writes: put together byte by byte."""

import struct
import zlib
from collections.abc import Iterable

_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"

Numbers = tuple[float, float, float]
RED_XYZ: Numbers = (0.43607, 0.22249, 0.01392)
GREEN_XYZ: Numbers = (0.38515, 0.71687, 0.09708)
BLUE_XYZ: Numbers = (0.14307, 0.06061, 0.71410)
"""The primaries of sRGB, adapted to the white of profiles (D50)."""
_WHITE_XYZ: Numbers = (0.96420, 1.0, 0.82491)
SRGB_GAMMA = 2.2


def png(width: int, height: int, depth: int, colour_type: int, rows: Iterable[bytes]) -> bytes:
    """A PNG of any depth: 0 is the colour type of grey, 2 of RGB, 6 of RGBA. Rows unfiltered."""
    header = struct.pack(">IIBBBBB", width, height, depth, colour_type, 0, 0, 0)
    pixels = zlib.compress(b"".join(b"\0" + row for row in rows))
    parts = ((b"IHDR", header), (b"IDAT", pixels), (b"IEND", b""))
    return _PNG_SIGNATURE + b"".join(png_chunk(name, data) for name, data in parts)


def png_chunk(name: bytes, data: bytes) -> bytes:
    check = zlib.crc32(name + data)
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", check)


def tiff(width: int, height: int, samples: int, pixels: bytes) -> bytes:
    """A plain TIFF of 16-bit samples: one for grey, three for RGB."""
    bits = struct.pack(f"<{samples}H", *[16] * samples)
    entries = (
        (256, 4, 1, width),
        (257, 4, 1, height),
        # Of three numbers only the place fits into the entry.
        (258, 3, samples, 16 if samples == 1 else 8),
        (259, 3, 1, 1),
        (262, 3, 1, 1 if samples == 1 else 2),
        (273, 4, 1, 8 + len(bits)),
        (277, 3, 1, samples),
        (278, 4, 1, height),
        (279, 4, 1, len(pixels)),
    )
    directory = struct.pack("<H", len(entries))
    directory += b"".join(struct.pack("<HHII", *entry) for entry in entries)
    start = 8 + len(bits) + len(pixels)
    return struct.pack("<2sHI", b"II", 42, start) + bits + pixels + directory + bytes(4)


def empty_tiff(width: int, height: int) -> bytes:
    """One that says it is so large, and has no pixels."""
    return tiff(width, height, 1, b"")


def empty_bmp(width: int, height: int) -> bytes:
    header = struct.pack("<IiiHHIIiiII", 40, width, height, 1, 24, 0, 0, 0, 0, 0, 0)
    return struct.pack("<2sIHHI", b"BM", 54, 0, 0, 54) + header


def empty_gif(width: int, height: int) -> bytes:
    """One that wants its ground painted before there is a pixel."""
    screen = struct.pack("<HHBBB", width, height, 0x80, 0, 0) + bytes(6)
    screen += bytes((0x21, 0xF9, 4, 2 << 2, 0, 0, 0, 0))
    frame = b"," + struct.pack("<HHHHB", 0, 0, width, height, 0)
    return b"GIF89a" + screen + frame + b"\x02\x02\x4c\x01\x00;"


def webp_animation(width: int, height: int, *frame: int, pixels: bytes) -> bytes:
    """An animation on a canvas of this size, with one frame of another (its width and height)."""

    def numbers(*values: int) -> bytes:
        return b"".join(value.to_bytes(3, "little") for value in values)

    def chunk(name: bytes, data: bytes) -> bytes:
        return name + struct.pack("<I", len(data)) + data + bytes(len(data) % 2)

    data = chunk(b"VP8X", bytes((2, 0, 0, 0)) + numbers(width - 1, height - 1))
    data += chunk(b"ANIM", bytes(6))
    placed = numbers(0, 0, *(side - 1 for side in frame), 100) + b"\0"
    data += chunk(b"ANMF", placed + pixels)
    return b"RIFF" + struct.pack("<I", 4 + len(data)) + b"WEBP" + data


def rgb_profile(red: Numbers, green: Numbers, blue: Numbers) -> bytes:
    """An ICC profile of a screen with these primaries."""
    curve = _curve(SRGB_GAMMA)
    return _profile(
        b"RGB ",
        {
            b"rXYZ": _xyz(red),
            b"gXYZ": _xyz(green),
            b"bXYZ": _xyz(blue),
            b"rTRC": curve,
            b"gTRC": curve,
            b"bTRC": curve,
        },
    )


def grey_profile(gamma: float) -> bytes:
    """An ICC profile for pictures without colour."""
    return _profile(b"GRAY", {b"kTRC": _curve(gamma)})


def _profile(space: bytes, tags: dict[bytes, bytes]) -> bytes:
    description = b"made for a test\0"
    text = struct.pack(">4sII", b"desc", 0, len(description)) + description + bytes(78)
    tags = {
        b"desc": text,
        b"cprt": b"text" + bytes(4) + b"nobody's\0",
        b"wtpt": _xyz(_WHITE_XYZ),
        **tags,
    }
    start = 128 + 4 + 12 * len(tags)
    table, data = struct.pack(">I", len(tags)), b""
    for name, value in tags.items():
        table += struct.pack(">4sII", name, start + len(data), len(value))
        data += value + bytes(-len(value) % 4)
    size = start + len(data)
    header = struct.pack(">I4xI4s4s4s", size, 0x02100000, b"mntr", space, b"XYZ ")
    header += struct.pack(">6H4s", 2026, 1, 1, 0, 0, 0, b"acsp")
    header = header.ljust(68, b"\0") + _xyz(_WHITE_XYZ)[8:]
    return header.ljust(128, b"\0") + table + data


def _xyz(numbers: Numbers) -> bytes:
    return b"XYZ " + bytes(4) + struct.pack(">3i", *(round(n * 65536) for n in numbers))


def _curve(gamma: float) -> bytes:
    return struct.pack(">4s4xIH", b"curv", 1, round(gamma * 256))
