"""Parley's icon in the forms that Windows and macOS want, drawn from its one vector picture."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from parley_setup.console import SetupError

if TYPE_CHECKING:
    from PIL.Image import Image

ICO_SIZES = (16, 20, 24, 32, 40, 48, 64, 96, 128, 256)
"""Pixels: what Explorer and the task bar ask for at 100, 125, 150, 200 and 300 percent."""

ICNS_SIZES = (32, 64, 128, 256, 512, 1024)
"""Pixels: from 16 points on a Retina screen to 512 on one."""

MACOS_SHARE = 0.8
"""How much of its square an icon fills on macOS: those beside it keep such a margin."""


def source(root: Path) -> Path:
    """The vector picture in the source tree."""
    return root / "resources" / "icons" / "parley.svg"


def draw(svg: Path, size: int, share: float = 1.0) -> Image:
    """The picture on a transparent square of `size` pixels, of which it fills `share`.

    Drawn anew for each size: made smaller from a large one, thin lines would blur.
    """
    from PIL import Image
    from PySide6.QtCore import QBuffer, QIODevice, QRectF
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    renderer = QSvgRenderer(str(svg))
    if not renderer.isValid():
        raise SetupError(f"{svg} is no picture that Qt can draw.")
    canvas = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    canvas.fill(0)
    margin = size * (1 - share) / 2
    painter = QPainter(canvas)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(margin, margin, size * share, size * share))
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    # As PNG: Pillow and Qt keep the colours of a half transparent pixel differently.
    canvas.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs want bytes here
    picture = Image.open(BytesIO(buffer.data().data()))
    picture.load()
    return picture


def write_ico(svg: Path, into: Path) -> Path:
    """Write the icon for Windows to `into`, and return that."""
    *smaller, largest = (draw(svg, size) for size in ICO_SIZES)
    into.parent.mkdir(parents=True, exist_ok=True)
    largest.save(
        into, format="ICO", sizes=[(size, size) for size in ICO_SIZES], append_images=smaller
    )
    return into


def write_icns(svg: Path, into: Path) -> Path:
    """Write the icon for macOS to `into`, and return that."""
    *smaller, largest = (draw(svg, size, MACOS_SHARE) for size in ICNS_SIZES)
    into.parent.mkdir(parents=True, exist_ok=True)
    largest.save(into, format="ICNS", append_images=smaller)
    return into
