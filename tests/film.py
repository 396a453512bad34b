"""Films for tests: coloured pictures and a tone, written byte by byte, without an encoder.

A film is a row of `Shot`s, each of one colour; its upper left corner is white, so that a test sees
whether it stands upright.
"""

import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage, QPainter

from tests.sound import RATE, Samples, sine

SIZE = (64, 48)

MOVING = Path(__file__).parent / "data" / "film" / "moving.mp4"
"""A film as cameras write it (see record_film.py): a block is one point further to the right in
each picture."""
MOVING_RATE = 25
"""Pictures a second in it."""
_UNKNOWN = b"\x01" + b"\xff" * 7
"""A size in Matroska's way: nobody knows yet."""


@dataclass(frozen=True)
class Shot:
    """`seconds` of one colour, `rate` pictures a second; 0: one picture for all of it."""

    colour: str
    seconds: float = 1.0
    rate: int = 10

    def times(self) -> Iterable[float]:
        """How long each of its pictures stands."""
        if not self.rate:
            return [self.seconds]
        return [1 / self.rate] * round(self.seconds * self.rate)


RED_GREEN_BLUE = (Shot("red"), Shot("lime"), Shot("blue"))


def write_mov(
    path: Path,
    shots: Sequence[Shot] = RED_GREEN_BLUE,
    *,
    size: tuple[int, int] = SIZE,
    turned: int = 0,
    sound: Samples | None = None,
    pictures: bool = True,
    codec: str = "jpeg",
) -> Path:
    """A QuickTime film (MP4 in all but name) of JPEG pictures and uncompressed sound.

    `turned` says by how many degrees clockwise a player is to turn it, as telephones do; `codec`
    is the name of how the pictures are coded, true or not.
    """
    seconds = sum(shot.seconds for shot in shots)
    tracks, media, at = [], b"", 8
    if pictures:
        frames = [(_jpeg(shot.colour, size), time) for shot in shots for time in shot.times()]
        media = b"".join(data for data, _ in frames)
        tracks.append(_video_track(frames, at, size, turned, codec))
    if sound is not None:
        samples = (sound * 32767).astype("<i2").tobytes()
        tracks.append(_sound_track(samples, at + len(media)))
        media += samples
        seconds = max(seconds if pictures else 0, len(sound) / RATE)
    header = struct.pack(">4xII", 0, 0) + struct.pack(">II", 1000, round(seconds * 1000))
    header += struct.pack(">IH10x", 0x10000, 0x100) + _matrix(0, size) + bytes(24)
    header += struct.pack(">I", 3)
    path.write_bytes(_atom("mdat", media) + _atom("moov", _atom("mvhd", header), *tracks))
    return path


def write_webm(
    path: Path,
    shots: Sequence[Shot] = RED_GREEN_BLUE,
    *,
    size: tuple[int, int] = SIZE,
    sound: Samples | None = None,
) -> Path:
    """A Matroska film as a browser's recorder writes it: without length and without an index."""
    head = _element("1A45DFA3", _element("4282", b"matroska"), _number("4287", 4))
    video = _element("E0", _number("B0", size[0]), _number("BA", size[1]))
    tracks = [_track(1, 1, b"V_MJPEG", video)]
    if sound is not None:
        audio = _element(
            "E1",
            _element("B5", struct.pack(">f", RATE)),
            _number("9F", 1),
            _number("6264", 16),
        )
        tracks.append(_track(2, 2, b"A_PCM/INT/LIT", audio))
    info = _element("1549A966", _number("2AD7B1", 1_000_000))
    content = head + bytes.fromhex("18538067") + _UNKNOWN + info + _element("1654AE6B", *tracks)
    at = 0.0
    for shot in shots:
        for time in shot.times():
            block = [_block(1, _jpeg(shot.colour, size))]
            if sound is not None:
                part = sound[round(at * RATE) : round((at + time) * RATE)]
                block.append(_block(2, (part * 32767).astype("<i2").tobytes()))
            cluster = _number("E7", round(at * 1000)) + b"".join(block)
            content += bytes.fromhex("1F43B675") + _UNKNOWN + cluster
            at += time
    path.write_bytes(content)
    return path


def write_y4m(
    path: Path, shots: Sequence[Shot] = RED_GREEN_BLUE, *, size: tuple[int, int] = SIZE
) -> Path:
    """Uncompressed pictures of ten bits a colour, as films with a high dynamic range have them."""
    content = f"YUV4MPEG2 W{size[0]} H{size[1]} F10:1 Ip A1:1 C420p10\n".encode()
    for shot in shots:
        colour = QColor(shot.colour)
        red, green, blue = colour.redF(), colour.greenF(), colour.blueF()
        light = 0.299 * red + 0.587 * green + 0.114 * blue
        planes = (
            64 + 876 * light,
            512 + 896 * (blue - light) / 1.772,
            512 + 896 * (red - light) / 1.402,
        )
        halves = ((size[0] + 1) // 2) * ((size[1] + 1) // 2)
        areas = (size[0] * size[1], halves, halves)
        frame = b"".join(
            struct.pack("<H", round(value)) * area
            for value, area in zip(planes, areas, strict=True)
        )
        content += b"".join(b"FRAME\n" + frame for _ in shot.times())
    path.write_bytes(content)
    return path


def tone(seconds: float = 3.0) -> Samples:
    """Something to be heard."""
    return sine(440, seconds)


def colour_of(image: QImage) -> str:
    """Which of red, lime and blue its middle is nearest to."""
    seen = image.pixelColor(image.width() // 2, image.height() // 2)
    channels = {"red": seen.red(), "lime": seen.green(), "blue": seen.blue()}
    return max(channels, key=lambda name: channels[name])


def white_corner(image: QImage) -> str:
    """Which of its corners is white, as "top left" and so on; "" for none."""
    right, bottom = image.width() - 3, image.height() - 3
    for name, x, y in (
        ("top left", 2, 2),
        ("top right", right, 2),
        ("bottom left", 2, bottom),
        ("bottom right", right, bottom),
    ):
        if min(image.pixelColor(x, y).getRgb()[:3]) > 200:
            return name
    return ""


def _jpeg(colour: str, size: tuple[int, int]) -> bytes:
    image = QImage(*size, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    painter = QPainter(image)
    painter.fillRect(0, 0, size[0] // 3, size[1] // 3, QColor("white"))
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, "JPEG", 90)
    return buffer.data().data()


def _atom(kind: str, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return struct.pack(">I4s", 8 + len(body), kind.encode()) + body


def _matrix(turned: int, size: tuple[int, int]) -> bytes:
    """The transformation of a track (QuickTime File Format, "Matrices"), clockwise."""
    width, height = size
    a, b, c, d, x, y = {
        0: (1, 0, 0, 1, 0, 0),
        90: (0, 1, -1, 0, height, 0),
        180: (-1, 0, 0, -1, width, height),
        270: (0, -1, 1, 0, 0, width),
    }[turned]
    one = 0x10000
    return struct.pack(">9i", a * one, b * one, 0, c * one, d * one, 0, x * one, y * one, 1 << 30)


def _video_track(
    frames: list[tuple[bytes, float]], at: int, size: tuple[int, int], turned: int, codec: str
) -> bytes:
    inch = 72 << 16
    entry = struct.pack(">6xHHH12xHHIIIH32xHh", 1, 0, 0, *size, inch, inch, 0, 1, 24, -1)
    times = [round(time * 1000) for _, time in frames]
    sizes = [len(data) for data, _ in frames]
    table = _sample_table(_atom(codec, entry), times, sizes, at)
    kind = _atom("vmhd", struct.pack(">IHHHH", 1, 0, 0, 0, 0))
    return _media_track(1, b"vide", kind, table, 1000, sum(times), size, turned)


def _sound_track(samples: bytes, at: int) -> bytes:
    entry = struct.pack(">6xHHHIHHHHI", 1, 0, 0, 0, 1, 16, 0, 0, RATE << 16)
    count = len(samples) // 2
    table = _atom(
        "stbl",
        _atom("stsd", struct.pack(">II", 0, 1), _atom("sowt", entry)),
        _atom("stts", struct.pack(">IIII", 0, 1, count, 1)),
        _atom("stsc", struct.pack(">IIIII", 0, 1, 1, count, 1)),
        _atom("stsz", struct.pack(">III", 0, 2, count)),
        _atom("stco", struct.pack(">III", 0, 1, at)),
    )
    kind = _atom("smhd", bytes(8))
    return _media_track(2, b"soun", kind, table, RATE, count, (0, 0), 0)


def _sample_table(entry: bytes, times: list[int], sizes: list[int], at: int) -> bytes:
    """Where each picture lies (all in one chunk) and how long it stands."""
    count = len(sizes)
    return _atom(
        "stbl",
        _atom("stsd", struct.pack(">II", 0, 1), entry),
        _atom("stts", struct.pack(">II", 0, count), *(struct.pack(">II", 1, t) for t in times)),
        _atom("stsc", struct.pack(">IIIII", 0, 1, 1, count, 1)),
        _atom("stsz", struct.pack(f">III{count}I", 0, 0, count, *sizes)),
        _atom("stco", struct.pack(">III", 0, 1, at)),
    )


def _media_track(
    number: int,
    handler: bytes,
    kind: bytes,
    table: bytes,
    scale: int,
    length: int,
    size: tuple[int, int],
    turned: int,
) -> bytes:
    head = struct.pack(">IIIIII16x", 7, 0, 0, number, 0, length * 1000 // scale)
    head += _matrix(turned, size) + struct.pack(">II", size[0] << 16, size[1] << 16)
    media = _atom("mdhd", struct.pack(">IIIIIHH", 0, 0, 0, scale, length, 0, 0))
    media += _atom("hdlr", struct.pack(">I4s4s12xB", 0, b"mhlr", handler, 0))
    own = _atom("dref", struct.pack(">II", 0, 1), _atom("url ", struct.pack(">I", 1)))
    media += _atom("minf", kind, _atom("dinf", own), table)
    return _atom("trak", _atom("tkhd", head), _atom("mdia", media))


def _element(name: str, *parts: bytes) -> bytes:
    """An element of EBML (RFC 8794), its size always in eight bytes."""
    body = b"".join(parts)
    return bytes.fromhex(name) + struct.pack(">Q", 1 << 56 | len(body)) + body


def _number(name: str, value: int) -> bytes:
    return _element(name, value.to_bytes(8, "big"))


def _track(number: int, kind: int, codec: bytes, more: bytes) -> bytes:
    return _element(
        "AE",
        _number("D7", number),
        _number("73C5", number),
        _number("83", kind),
        _element("86", codec),
        more,
    )


def _block(track: int, data: bytes) -> bytes:
    return _element("A3", bytes([0x80 | track]), struct.pack(">hB", 0, 0x80), data)
