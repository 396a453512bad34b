"""From a decoded frame to a picture: upright, small, and in the colours that a screen shows.

Qt does this on a graphics card. Without one it knows neither ten bits a colour nor films of high
definition (whose colours are coded otherwise), and writes past the end of pictures with an odd
number of lines.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QTransform
from PySide6.QtMultimedia import QVideoFrame, QVideoFrameFormat

Numbers = NDArray[np.float32]
Bytes = NDArray[np.uint8]

_Pixels = QVideoFrameFormat.PixelFormat
_Space = QVideoFrameFormat.ColorSpace
_Transfer = QVideoFrameFormat.ColorTransfer


@dataclass(frozen=True, slots=True)
class _Layout:
    """How the planes of a format lie. `across` and `down` say how many points of light share one
    of colour; `paired` that both colours lie in one plane, `turned` that V comes before U.
    `shift` is how far a sample of 16 bits is to be moved to the right to leave 8 (0: it has 8)."""

    across: int = 2
    down: int = 2
    paired: bool = False
    turned: bool = False
    shift: int = 0


_LAYOUTS = {
    _Pixels.Format_YUV420P: _Layout(),
    _Pixels.Format_YUV422P: _Layout(down=1),
    _Pixels.Format_YV12: _Layout(turned=True),
    _Pixels.Format_NV12: _Layout(paired=True),
    _Pixels.Format_NV21: _Layout(paired=True, turned=True),
    _Pixels.Format_P010: _Layout(paired=True, shift=8),
    _Pixels.Format_P016: _Layout(paired=True, shift=8),
    _Pixels.Format_YUV420P10: _Layout(shift=2),
}

_RED_AND_BLUE = {
    _Space.ColorSpace_BT601: (0.299, 0.114),
    _Space.ColorSpace_BT709: (0.2126, 0.0722),
    _Space.ColorSpace_BT2020: (0.2627, 0.0593),
}
"""How much of red and of blue there is in light (ITU-R BT.601, BT.709 and BT.2020)."""

_LINES_OF_HIGH_DEFINITION = 720
"""From here on a film that does not say so is coded as BT.709 has it."""

_WIDE_TO_USUAL = np.array(
    [[1.6605, -0.5876, -0.0728], [-0.1246, 1.1329, -0.0083], [-0.0182, -0.1006, 1.1187]],
    np.float32,
)
"""From the primary colours of BT.2020 to those of BT.709 (ITU-R BT.2087, linear light)."""

_WHITE = 203.0
"""Candela per square metre of a sheet of paper in a film of high dynamic range (BT.2408)."""


def image_of(frame: QVideoFrame, largest: int, of_jpeg: bool = False) -> QImage:
    """The frame as a picture with no side over `largest` pixels; null where that cannot be.

    `of_jpeg`: it was coded as JPEG, which has its own colours at every size.
    """
    layout = _LAYOUTS.get(frame.pixelFormat())
    size = _fitting(frame.size(), largest)
    if layout is None:
        # What is left are colours that Qt can turn into a picture as they are.
        image = frame.toImage()
        return image if image.isNull() else _scaled(image, _fitting(image.size(), largest))
    if not frame.map(QVideoFrame.MapMode.ReadOnly):
        return QImage()
    try:
        light, u, v = (_plane_scaled(plane, size) for plane in _planes(frame, layout))
    finally:
        frame.unmap()
    form = frame.surfaceFormat()
    colours = _colours(form, _space(form, of_jpeg), (light, u, v))
    return _upright(_picture(colours), form)


def _fitting(size: QSize, largest: int) -> QSize:
    if max(size.width(), size.height()) > largest:
        size = size.scaled(QSize(largest, largest), Qt.AspectRatioMode.KeepAspectRatio)
    return size.expandedTo(QSize(1, 1))


def _scaled(image: QImage, size: QSize) -> QImage:
    if image.size() == size:
        return image
    smooth = Qt.TransformationMode.SmoothTransformation
    return image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)


def _planes(frame: QVideoFrame, layout: _Layout) -> tuple[Bytes, Bytes, Bytes]:
    """Light and both colours, each with eight bits a point."""
    width, height = frame.width(), frame.height()
    across, down = -(-width // layout.across), -(-height // layout.down)
    light = _plane(frame, 0, width, height, layout.shift)
    if layout.paired:
        both = _plane(frame, 1, across * 2, down, layout.shift)
        u, v = both[:, 0::2], both[:, 1::2]
    else:
        u, v = (_plane(frame, number, across, down, layout.shift) for number in (1, 2))
    return (light, v, u) if layout.turned else (light, u, v)


def _plane(frame: QVideoFrame, number: int, width: int, height: int, shift: int) -> Bytes:
    stride = frame.bytesPerLine(number)
    data = np.frombuffer(frame.bits(number), np.uint8)[: stride * height]
    # The last line need not be filled up.
    data = np.pad(data, (0, stride * height - len(data)))
    if not shift:
        return data.reshape(height, stride)[:, :width]
    lines = data.view("<u2").reshape(height, stride // 2)[:, :width]
    return (lines >> shift).astype(np.uint8)


def _plane_scaled(plane: Bytes, size: QSize) -> Numbers:
    """A plane as numbers from 0 to 255, as large as the picture will be."""
    lines = np.ascontiguousarray(plane)
    height, width = lines.shape
    grey = QImage(lines.data, width, height, width, QImage.Format.Format_Grayscale8)
    scaled = _scaled(grey, size).convertToFormat(QImage.Format.Format_Grayscale8)
    stride = scaled.bytesPerLine()
    data = np.frombuffer(scaled.constBits(), np.uint8).reshape(size.height(), stride)
    return data[:, : size.width()].astype(np.float32)


def _space(form: QVideoFrameFormat, of_jpeg: bool) -> QVideoFrameFormat.ColorSpace:
    """In which way its colours are coded."""
    if form.colorSpace() in _RED_AND_BLUE:
        return form.colorSpace()
    high = form.frameHeight() >= _LINES_OF_HIGH_DEFINITION and not of_jpeg
    return _Space.ColorSpace_BT709 if high else _Space.ColorSpace_BT601


def _colours(
    form: QVideoFrameFormat,
    space: QVideoFrameFormat.ColorSpace,
    planes: tuple[Numbers, Numbers, Numbers],
) -> Numbers:
    """Red, green and blue from 0 to 1, as a screen wants them."""
    full = form.colorRange() is QVideoFrameFormat.ColorRange.ColorRange_Full
    black, light_range, colour_range = (0, 255, 255) if full else (16, 219, 224)
    light = (planes[0] - np.float32(black)) / np.float32(light_range)
    u, v = ((part - np.float32(128)) / np.float32(colour_range) for part in planes[1:])
    red_part, blue_part = _RED_AND_BLUE[space]
    red = light + 2 * (1 - red_part) * v
    blue = light + 2 * (1 - blue_part) * u
    green = (light - red_part * red - blue_part * blue) / (1 - red_part - blue_part)
    colours: Numbers = np.clip(np.stack((red, green, blue), axis=-1), 0, 1)
    if form.colorTransfer() is _Transfer.ColorTransfer_ST2084:
        return _for_a_screen(_of_high_range(colours))
    return colours


def _of_high_range(coded: Numbers) -> Numbers:
    """Light of films with a high dynamic range (SMPTE ST 2084), 1 for paper, more for lamps."""
    power = np.power(coded, 1 / 78.84375)
    above = np.maximum(power - 0.8359375, 0)
    share = np.power(above / (18.8515625 - 18.6875 * power), 1 / 0.1593017578125)
    light: Numbers = np.clip(10_000 / _WHITE * share @ _WIDE_TO_USUAL.T, 0, None)
    return light.astype(np.float32)


def _for_a_screen(light: Numbers) -> Numbers:
    """Light as a screen shows it: what is brighter than paper is pressed together (Reinhard's
    curve with a white of four), then coded with a gamma of 2.2."""
    pressed = light * (1 + light / 16) / (1 + light)
    shown: Numbers = np.power(np.clip(pressed, 0, 1), 1 / 2.2)
    return shown.astype(np.float32)


def _picture(colours: Numbers) -> QImage:
    points = np.ascontiguousarray(np.rint(colours * 255).astype(np.uint8))
    height, width, _ = points.shape
    picture = QImage(points.data, width, height, width * 3, QImage.Format.Format_RGB888)
    return picture.copy()  # The numbers go with this function.


def _upright(image: QImage, form: QVideoFrameFormat) -> QImage:
    """The picture as the camera was held."""
    turn = QTransform()
    if form.isMirrored():
        turn.scale(-1, 1)
    turn.rotate(form.rotation().value)
    return image if turn.isIdentity() else image.transformed(turn)
