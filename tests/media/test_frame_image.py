"""Frames as decoders give them, made here byte by byte: every layout, every way to code colours."""

import struct

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor
from PySide6.QtMultimedia import QtVideo, QVideoFrame, QVideoFrameFormat

from desktop_app.media.frame_image import image_of

Pixels = QVideoFrameFormat.PixelFormat
Space = QVideoFrameFormat.ColorSpace
Range = QVideoFrameFormat.ColorRange
Transfer = QVideoFrameFormat.ColorTransfer

# Red with eight bits, as BT.601 and BT.709 code it for television.
RED_601 = (81, 90, 240)
RED_709 = (63, 102, 240)


def frame(
    pixels: Pixels, sample: tuple[int, int, int], *, wide: int = 0, **named: object
) -> QVideoFrame:
    """Eight by four points of one colour; `wide`: samples of two bytes, so many bits up."""
    form = QVideoFrameFormat(QSize(8, 4), pixels)
    for name, value in named.items():
        getattr(form, f"set{name}")(value)
    made = QVideoFrame(form)
    assert made.map(QVideoFrame.MapMode.WriteOnly)
    order = [0, 2, 1] if pixels in (Pixels.Format_NV21, Pixels.Format_YV12) else [0, 1, 2]
    coded = [sample[number] << wide for number in order]
    form_of_one = "<H" if wide else "B"
    light, u, v = (struct.pack(form_of_one, value) for value in coded)
    planes = [light, u + v] if made.planeCount() == 2 else [light, u, v]
    for number, pattern in enumerate(planes[: made.planeCount()]):
        size = made.mappedBytes(number)
        made.bits(number)[:] = (pattern * size)[:size]
    made.unmap()
    return made


def colour(made: QVideoFrame) -> QColor:
    image = image_of(made, 100)
    assert (image.width(), image.height()) == (8, 4)
    return image.pixelColor(5, 2)


def is_red(seen: QColor) -> bool:
    return seen.red() > 250 and max(seen.green(), seen.blue()) < 6


@pytest.mark.parametrize(
    ("pixels", "wide"),
    [
        (Pixels.Format_YUV420P, 0),
        (Pixels.Format_YUV422P, 0),
        (Pixels.Format_YV12, 0),
        (Pixels.Format_NV12, 0),
        (Pixels.Format_NV21, 0),
        (Pixels.Format_P010, 8),
        (Pixels.Format_P016, 8),
        (Pixels.Format_YUV420P10, 2),
    ],
)
def test_every_layout(pixels: Pixels, wide: int) -> None:
    assert is_red(colour(frame(pixels, RED_601, wide=wide)))


def test_colours_of_high_definition() -> None:
    space = Space.ColorSpace_BT709
    assert is_red(colour(frame(Pixels.Format_YUV420P, RED_709, ColorSpace=space)))
    assert not is_red(colour(frame(Pixels.Format_YUV420P, RED_709)))


def test_the_full_range() -> None:
    full = Range.ColorRange_Full
    assert colour(frame(Pixels.Format_NV12, (0, 128, 128), ColorRange=full)).red() == 0
    assert colour(frame(Pixels.Format_NV12, (255, 128, 128), ColorRange=full)).red() == 255
    assert colour(frame(Pixels.Format_NV12, (16, 128, 128))).red() == 0
    assert colour(frame(Pixels.Format_NV12, (235, 128, 128))).red() == 255


class TestHighDynamicRange:
    """Light is coded as SMPTE ST 2084 has it: 0.58 of the range is a sheet of paper."""

    def grey(self, light: int) -> int:
        made = frame(
            Pixels.Format_P010,
            (light, 128, 128),
            wide=8,
            ColorSpace=Space.ColorSpace_BT2020,
            ColorTransfer=Transfer.ColorTransfer_ST2084,
        )
        seen = colour(made)
        assert max(seen.getRgb()[:3]) - min(seen.getRgb()[:3]) < 4
        return seen.red()

    def test_paper_is_light_but_leaves_room_for_lamps(self) -> None:
        paper, lamp = self.grey(16 + round(0.58 * 219)), self.grey(16 + round(0.8 * 219))
        assert 170 < paper < 220
        assert paper < lamp <= 255

    def test_darkness_stays_dark_and_shadows_are_seen(self) -> None:
        black, shadow = self.grey(16), self.grey(16 + round(0.3 * 219))
        assert black == 0
        assert 20 < shadow < 100


@pytest.mark.parametrize(
    ("turn", "size"),
    [(QtVideo.Rotation.None_, (8, 4)), (QtVideo.Rotation.Clockwise90, (4, 8))],
)
def test_upright(turn: QtVideo.Rotation, size: tuple[int, int]) -> None:
    image = image_of(frame(Pixels.Format_YUV420P, RED_601, Rotation=turn), 100)
    assert (image.width(), image.height()) == size


@pytest.mark.qt_log_ignore("No RHI backend", extend=True)
def test_no_side_over_the_largest() -> None:
    for pixels in (Pixels.Format_YUV420P, Pixels.Format_RGBA8888):
        image = image_of(frame(pixels, RED_601), 4)
        assert (image.width(), image.height()) == (4, 2)


def test_what_is_no_picture() -> None:
    assert image_of(QVideoFrame(), 100).isNull()
