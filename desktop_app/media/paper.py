"""HTML on paper: a PDF with numbered pages, by Qt's text documents."""

from collections.abc import Iterator
from typing import IO

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QMarginsF,
    QRectF,
    QSize,
    QSizeF,
    Qt,
    QUrl,
)
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QGuiApplication,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QTextDocument,
)
from PySide6.QtSvg import QSvgRenderer

from desktop_app.core.events import Event, Fetching

RESOLUTION = 96
"""Dots an inch, in which the document is laid out: what pixels of its pictures are counted in."""

_MARGIN, _FOOT = 18.0, 10.0
"""Millimetres round the text, and of the line below it that has the page's number."""

_MILLIMETRES = 25.4

_SVG = "image/svg+xml;base64,"
_SHARPNESS = 4
_MOST_DOTS = 8_000
"""Across a drawing: a formula may be a thousand letters wide."""

_application: QGuiApplication | None = None
"""Fonts need one, and a child process has none."""


class _Document(QTextDocument):
    """A document that loads nothing but what is written out in it."""

    def loadResource(self, type: int, name: QUrl | str) -> object:  # noqa: N802 - Qt's name
        """Pictures in data: URLs; nothing from a disk or a network."""
        url = name if isinstance(name, QUrl) else QUrl(name)
        if url.scheme() == "data" and url.path().startswith(_SVG):
            return _sharp(url.path()[len(_SVG) :])
        return super().loadResource(type, url) if url.scheme() == "data" else QByteArray()


def _sharp(data: str) -> QImage:
    """A drawing of outlines with more dots than the document has: paper shows them all."""
    renderer = QSvgRenderer(QByteArray.fromBase64(QByteArray(data.encode("ascii"))))
    size = renderer.defaultSize() * _SHARPNESS
    size = size.boundedTo(QSize(_MOST_DOTS, _MOST_DOTS))
    image = QImage(size.expandedTo(QSize(1, 1)), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    return image


def print_pdf(html: str, file: IO[bytes]) -> Iterator[Event]:
    """Write `html` as PDF into `file`; `Fetching` counts pages. Raises OSError."""
    global _application
    if QGuiApplication.instance() is None:
        _application = QGuiApplication(["parley"])
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(RESOLUTION)
    writer.setCreator("Parley")
    size = QPageSize(QPageSize.PageSizeId.A4)
    margins = QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
    writer.setPageLayout(
        QPageLayout(size, QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter)
    )
    foot = _FOOT / _MILLIMETRES * RESOLUTION
    area = QSizeF(writer.width(), writer.height() - foot)
    document = _Document()
    document.setDocumentMargin(0)
    document.documentLayout().setPaintDevice(writer)
    document.setHtml(html)
    document.setPageSize(area)
    writer.setTitle(document.metaInformation(QTextDocument.MetaInformation.DocumentTitle))
    pages = max(1, document.pageCount())
    painter = QPainter(writer)
    try:
        for page in range(pages):
            yield Fetching(page, pages)
            if page and not writer.newPage():
                raise OSError("Qt could not begin another page")
            _draw(painter, document, page, area)
            foot_area = QRectF(0, area.height(), area.width(), foot)
            painter.setPen(Qt.GlobalColor.darkGray)
            painter.drawText(
                foot_area,
                int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom),
                f"{page + 1} / {pages}",
            )
    finally:
        painter.end()
    file.write(buffer.data().data())


def _draw(painter: QPainter, document: QTextDocument, page: int, area: QSizeF) -> None:
    top = page * area.height()
    context = QAbstractTextDocumentLayout.PaintContext()
    context.clip = QRectF(0, top, area.width(), area.height())
    context.palette.setColor(QPalette.ColorRole.Text, Qt.GlobalColor.black)
    painter.save()
    painter.translate(0, -top)
    painter.setClipRect(QRectF(0, top, area.width(), area.height()))
    document.documentLayout().draw(painter, context)
    painter.restore()
