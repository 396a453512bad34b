"""One film that is open: what it is, and the picture that stands at a time."""

import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QEventLoop, QObject, QSize, QTimer, QUrl, Slot
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import (
    QMediaFormat,
    QMediaMetaData,
    QMediaPlayer,
    QVideoFrame,
    QVideoSink,
)

from desktop_app.core.engine import CancelToken
from desktop_app.core.film import LARGEST_SIDE
from desktop_app.media.frame_image import image_of
from desktop_app.media.readable import NotReadableError

_TICK_MILLISECONDS = 50
"""How long a Stop can go unnoticed."""

_STALL_MILLISECONDS = 30_000
"""A decoder that gives nothing for so long, from a dead network drive, say, is given up."""

_NO_TRACK = -1

_SECOND = 1_000_000
"""In the microseconds of a frame's times."""

_TINY = 0.002
"""Seconds by which times are rounded on their way."""

_CLOSE_ENOUGH = 0.1
"""Seconds by which a frame that is looked for, or the end of a film, may be missed."""

_LONGEST_REST = 10.0
"""Seconds that the last frame may stand; a film that has none for longer is incomplete."""

_FIRST_STRIDE = 64.0
_LONGEST_FILM = 48 * 3600.0
"""Seconds: from the one to the other the end of a film is looked for."""

# The drivers of graphics cards decode differently from card to card, and some crash.
os.environ.setdefault("QT_FFMPEG_DECODING_HW_DEVICE_TYPES", ",")


class Viewing(QObject):
    """Reads one film. Made and used on one thread, which needs a QCoreApplication.

    The player is never played: each place that it is sent to while it pauses gives the picture
    that stands there. Sound is not decoded.
    """

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path
        self.has_sound = False
        self.failed = False
        """Whether it is to be opened anew: a player says the same fault only once."""
        self.size = QSize()
        """Of the last picture as it is in the film, upright."""
        self._error = ""
        self._wanted = 0
        self._frame: QVideoFrame | None = None
        self._loop = QEventLoop()
        self._tick = QTimer(interval=_TICK_MILLISECONDS)
        self._tick.timeout.connect(self._loop.quit)
        self._sink = QVideoSink()
        self._sink.videoFrameChanged.connect(self._on_frame)
        self._player = QMediaPlayer()
        self._player.setVideoSink(self._sink)
        self._player.mediaStatusChanged.connect(self._on_status)
        self._player.errorOccurred.connect(self._on_error)
        self._player.setSource(QUrl.fromLocalFile(str(Path(path).absolute())))

    @property
    def has_pictures(self) -> bool:
        """Whether anything moves in it; the cover of a song does not."""
        return self._player.hasVideo()

    @property
    def told_length(self) -> float:
        """Seconds of the film as its header has them, 0 when it has none."""
        return max(0, self._player.duration()) / 1000

    def open(self, cancel: CancelToken) -> None:
        """Read what stands at the beginning of the file. Raises `NotReadableError`."""
        waiting = (QMediaPlayer.MediaStatus.NoMedia, QMediaPlayer.MediaStatus.LoadingMedia)
        self._wait(lambda: self._player.mediaStatus() not in waiting, cancel)
        if self._error:
            raise NotReadableError(self._error)
        self.has_sound = self._player.hasAudio()
        # Sound that cannot be decoded is no fault of the pictures.
        self._player.setActiveAudioTrack(_NO_TRACK)
        self._player.setActiveSubtitleTrack(_NO_TRACK)

    def length(self, cancel: CancelToken) -> float:
        """Seconds of the film. Where its header does not tell, as in what browsers record, the
        end is looked for; 0 after a Stop."""
        if self.told_length:
            return self.told_length
        inside, outside = 0.0, _FIRST_STRIDE
        while outside < _LONGEST_FILM and self._frame_from(outside, cancel) is not None:
            inside, outside = outside, outside * 2
        while outside - inside > _CLOSE_ENOUGH and not cancel.is_set():
            middle = (inside + outside) / 2
            if self._frame_from(middle, cancel) is None:
                outside = middle
            else:
                inside = middle
        return 0.0 if cancel.is_set() else inside

    def picture(self, at: float, cancel: CancelToken) -> QImage | None:
        """The picture that stands at so many seconds, upright and with no side over
        `LARGEST_SIDE`; `None` behind the end, and after a Stop.

        Raises `NotReadableError` when it cannot be decoded.
        """
        if not self.has_pictures:
            raise NotReadableError("there are no pictures in it")
        frame = self._frame_at(at, cancel)
        if frame is None or cancel.is_set():
            return None
        self.size = frame.size()
        if frame.surfaceFormat().rotation().value % 180:
            self.size.transpose()
        codec = self._player.metaData().value(QMediaMetaData.Key.VideoCodec)
        of_jpeg = codec is QMediaFormat.VideoCodec.MotionJPEG
        image = image_of(frame, LARGEST_SIDE, of_jpeg)
        if image.isNull():
            raise NotReadableError(f"pictures of this kind are unknown: {frame.pixelFormat()}")
        return image

    def close(self) -> None:
        """Let the file go. May be called twice."""
        self._player.stop()
        self._player.setSource(QUrl())

    def _frame_at(self, at: float, cancel: CancelToken) -> QVideoFrame | None:
        """The last frame that begins no later than `at`.

        Files do not always say how long a frame stands, and then the player finds the one after
        it. So the place where it still finds the one before is looked for.
        """
        frame = self._frame_from(at, cancel)
        if frame is not None and frame.startTime() / _SECOND <= at + _TINY:
            return frame
        step, too_late = _CLOSE_ENOUGH, at
        while not cancel.is_set() and (frame is not None or at - too_late < _LONGEST_REST):
            place = max(0.0, too_late - step)
            earlier = self._frame_from(place, cancel)
            if earlier is not None and earlier.startTime() / _SECOND <= at:
                return self._last_before(at, place, too_late, earlier, cancel)
            if place == 0.0:
                return frame
            step, too_late = step * 2, place
        return None

    def _last_before(
        self, at: float, place: float, too_late: float, frame: QVideoFrame, cancel: CancelToken
    ) -> QVideoFrame:
        """The last frame that begins no later than `at`; `frame` is found from `place` on, and
        from `too_late` on one that begins later."""
        while too_late - place > _CLOSE_ENOUGH and not cancel.is_set():
            middle = (place + too_late) / 2
            found = self._frame_from(middle, cancel)
            if found is not None and found.startTime() / _SECOND <= at:
                place, frame = middle, found
            else:
                too_late = middle
        return frame

    def _frame_from(self, at: float, cancel: CancelToken) -> QVideoFrame | None:
        """The first frame that ends after `at`; `None` where there is none, and after a Stop."""
        self._frame, self._error = None, ""
        # A frame that ends in this very moment is over.
        self._wanted = round(at * 1000) + 1
        if self._player.playbackState() is not QMediaPlayer.PlaybackState.PausedState:
            self._player.pause()
        self._player.setPosition(self._wanted)
        end = QMediaPlayer.MediaStatus.EndOfMedia
        self._wait(lambda: self._frame is not None or self._player.mediaStatus() is end, cancel)
        if self._frame is None and self._error:
            raise self._fault(self._error)
        return None if cancel.is_set() else self._frame

    def _wait(self, done: Callable[[], bool], cancel: CancelToken) -> None:
        """Let Qt work until it is `done`, fails, or a Stop comes; raises when nothing happens."""
        clock = QElapsedTimer()
        clock.start()
        self._tick.start()
        while not (done() or self._error or cancel.is_set()):
            self._loop.exec()
            if clock.hasExpired(_STALL_MILLISECONDS):
                self._tick.stop()
                raise self._fault("the decoder gives nothing")
        self._tick.stop()

    def _fault(self, words: str) -> NotReadableError:
        self.failed = True
        return NotReadableError(words)

    @Slot(QVideoFrame)
    def _on_frame(self, frame: QVideoFrame) -> None:
        # One of the place before may still be on its way, and at the end comes an empty one.
        wanted = min(self._wanted, self._player.duration() or self._wanted)
        if frame.isValid() and frame.endTime() * 1000 >= (wanted - 1) * _SECOND:
            self._frame = frame
        self._loop.quit()

    @Slot(QMediaPlayer.MediaStatus)
    def _on_status(self, status: QMediaPlayer.MediaStatus) -> None:
        del status
        self._loop.quit()

    @Slot(QMediaPlayer.Error, str)
    def _on_error(self, error: QMediaPlayer.Error, words: str) -> None:
        self._error = words or str(error)
        self._loop.quit()
