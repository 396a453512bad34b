"""One sound file that is being read: Qt's decoder, asked for more when more is wanted."""

from pathlib import Path

import numpy as np
import soxr
from numpy.typing import NDArray
from PySide6.QtCore import QEventLoop, QTimer, QUrl
from PySide6.QtMultimedia import QAudioDecoder, QAudioFormat

from desktop_app.core.audio import SAMPLE_RATE, Audio
from desktop_app.core.engine import CancelToken
from desktop_app.media.readable import NotReadableError

_RATE = 48_000
"""Samples a second that Qt is asked for; from there to ours it is soxr's work.

Qt's decoder waits for ever when its resampler makes nothing out of a buffer, as it does at 16 kHz
with what is left of the first frame of most MP3 files of 48 kHz."""

_RAW = np.dtype(np.int32)
"""Only where it makes whole numbers does Qt mix channels with weights that add up to one."""

_FULL_SCALE = np.float32(2**31)

_TICK_MILLISECONDS = 50
"""How long a Stop can go unnoticed."""

_STALL_MILLISECONDS = 30_000
"""A decoder that gives nothing for so long, from a dead network drive, say, is given up."""


class Decoding:
    """Reads one file from its beginning to its end. Made and used on one thread.

    Needs a QCoreApplication. Nothing is read ahead of what is asked for but a few frames, so
    that the length of a file does not matter.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self.position = 0
        """Samples taken so far."""
        self._resampler = soxr.ResampleStream(_RATE, SAMPLE_RATE, 1, dtype="float32", quality="HQ")
        self._ready: NDArray[np.float32] = np.empty(0, np.float32)
        self._raw = bytearray()
        self._wanted = 0
        self._ended = False
        self._flushed = False
        self._error = ""
        self._total = 0.0
        self._cancel = CancelToken()
        self._loop = QEventLoop()
        self._tick = QTimer(interval=_TICK_MILLISECONDS)
        self._tick.timeout.connect(self._look_for_stop)
        self._stall = QTimer(interval=_STALL_MILLISECONDS, singleShot=True)
        self._stall.timeout.connect(self._on_stall)
        self._decoder = _decoder(path)
        self._decoder.bufferReady.connect(self._on_buffer)
        self._decoder.finished.connect(self._on_end)
        self._decoder.error.connect(self._on_error)
        self._decoder.start()

    @property
    def total(self) -> float:
        """Seconds of the whole file as far as its header says, 0 when nobody knows."""
        return self._total

    def take(self, samples: int, cancel: CancelToken) -> Audio:
        """The next `samples`; fewer at the end, none after it, and as they come after a Stop.

        Raises `NotReadableError`, but only when everything before the fault was taken.
        """
        while len(self._ready) < samples and not (self._flushed or cancel.is_set()):
            self._work(samples - len(self._ready), cancel)
            self._convert()
        taken, self._ready = self._ready[:samples], self._ready[samples:]
        self.position += len(taken)
        if self._error and not len(taken):
            raise NotReadableError(self._error)
        return Audio(taken.astype("<f4").tobytes())

    def close(self) -> None:
        """Let the file go. May be called twice."""
        self._ended = True
        self._decoder.stop()

    def _work(self, samples: int, cancel: CancelToken) -> None:
        """Let the decoder go on for so many of our samples, to the end, or until a Stop comes."""
        if self._ended:
            return
        self._wanted = samples * _RATE // SAMPLE_RATE * _RAW.itemsize
        self._cancel = cancel
        self._tick.start()
        self._stall.start()
        self._loop.exec()
        self._tick.stop()
        self._stall.stop()

    def _convert(self) -> None:
        """Turn what the decoder gave into samples of ours; the resampler holds some back."""
        numbers = np.frombuffer(bytes(self._raw), _RAW).astype(np.float32)
        self._raw.clear()
        fresh = self._resampler.resample_chunk(numbers / _FULL_SCALE, last=self._ended)
        self._ready = np.concatenate((self._ready, fresh))
        self._flushed = self._ended

    def _on_buffer(self) -> None:
        buffer = self._decoder.read()
        self._stall.start()
        if self._total == 0.0:
            self._total = max(0, self._decoder.duration()) / 1000
        # The very last one may be empty.
        if (data := buffer.constData()) is not None:
            self._raw += data
        if len(self._raw) >= self._wanted:
            self._loop.quit()

    def _on_end(self) -> None:
        self._ended = True
        self._loop.quit()

    def _on_error(self) -> None:
        self._fail(self._decoder.errorString())

    def _on_stall(self) -> None:
        self._fail("the decoder gives nothing")

    def _fail(self, words: str) -> None:
        self._error = self._error or words or "the decoder does not say why"
        self._on_end()

    def _look_for_stop(self) -> None:
        if self._cancel.is_set():
            self._loop.quit()


def _decoder(path: str) -> QAudioDecoder:
    wanted = QAudioFormat()
    wanted.setSampleRate(_RATE)
    wanted.setChannelCount(1)
    wanted.setSampleFormat(QAudioFormat.SampleFormat.Int32)
    decoder = QAudioDecoder()
    decoder.setAudioFormat(wanted)
    decoder.setSource(QUrl.fromLocalFile(str(Path(path).absolute())))
    return decoder
