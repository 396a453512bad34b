"""Records data/film/moving.mp4 with Qt's own encoder: `python -m tests.record_film`.

A film of whole pictures alone says nothing of how exactly a place is found: cameras write one
whole picture every few seconds, and what changes between. This one has a black block that moves
a point to the right with each picture, so that a test can tell which one it sees.
"""

from pathlib import Path

from PySide6.QtCore import QRect, QUrl
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from PySide6.QtMultimedia import (
    QMediaCaptureSession,
    QMediaFormat,
    QMediaRecorder,
    QVideoFrame,
    QVideoFrameFormat,
    QVideoFrameInput,
)

from tests.film import MOVING, MOVING_RATE

PICTURES = 100
SIZE = (128, 48)
BLOCK = 16
"""Its width and height; its upper edge is as far from that of the picture."""


def record(path: Path) -> None:
    """Write the film and wait for its end."""
    application = QGuiApplication.instance() or QGuiApplication([])
    form = QMediaFormat(QMediaFormat.FileFormat.MPEG4)
    form.setVideoCodec(QMediaFormat.VideoCodec.MPEG4)
    source, recorder, session = QVideoFrameInput(), QMediaRecorder(), QMediaCaptureSession()
    recorder.setMediaFormat(form)
    recorder.setVideoFrameRate(MOVING_RATE)
    recorder.setOutputLocation(QUrl.fromLocalFile(str(path)))
    recorder.setAutoStop(True)
    session.setVideoFrameInput(source)
    session.setRecorder(recorder)
    frames = [_frame(number) for number in range(PICTURES)] + [QVideoFrame()]

    def push() -> None:
        while frames and source.sendVideoFrame(frames[0]):
            del frames[0]

    source.readyToSendVideoFrame.connect(push)
    stopped = QMediaRecorder.RecorderState.StoppedState
    recorder.recorderStateChanged.connect(
        lambda state: application.quit() if state is stopped else None
    )
    recorder.record()
    application.exec()


def _frame(number: int) -> QVideoFrame:
    image = QImage(*SIZE, QImage.Format.Format_RGBA8888)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.fillRect(QRect(number, BLOCK, BLOCK, BLOCK), QColor("black"))
    painter.end()
    frame = QVideoFrame(QVideoFrameFormat(image.size(), QVideoFrameFormat.Format_RGBA8888))
    frame.map(QVideoFrame.MapMode.WriteOnly)
    frame.bits(0)[:] = bytes(image.constBits())
    frame.unmap()
    frame.setStartTime(number * 1_000_000 // MOVING_RATE)
    frame.setEndTime((number + 1) * 1_000_000 // MOVING_RATE)
    return frame


if __name__ == "__main__":
    record(MOVING)
