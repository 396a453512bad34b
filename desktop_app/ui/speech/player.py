"""Plays the sound that a program made."""

from PySide6.QtCore import QBuffer, QObject, QTimer, Signal
from PySide6.QtMultimedia import QAudioFormat, QAudioSink, QMediaDevices, QtAudio

from desktop_app.core.errors import Problem
from desktop_app.ui.speech.sound import Sound

_REST = 50
"""Milliseconds between two looks at whether the last sample was heard."""


class Player(QObject):
    """Plays one sound at a time on the system's default output. UI thread."""

    ended = Signal()
    """The last sample was heard."""
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sink: QAudioSink | None = None
        self._buffer: QBuffer | None = None
        self._rest = QTimer(self, interval=_REST)
        self._rest.timeout.connect(self._look)

    def find_output(self) -> None:
        """Look for the output, which takes the first time as long as loading what plays."""
        QMediaDevices.defaultAudioOutput()

    def play(self, sound: Sound) -> None:
        """Begin to play `sound`; ends in `ended` or `failed`, unless it is stopped."""
        self.stop()
        device = QMediaDevices.defaultAudioOutput()
        if device.isNull():
            self.failed.emit(Problem("speech.failed", details="there is no audio output device"))
            return
        form = QAudioFormat()
        form.setSampleRate(sound.rate)
        form.setChannelCount(sound.channels)
        form.setSampleFormat(QAudioFormat.SampleFormat.Int16)
        self._buffer = QBuffer(self)
        self._buffer.setData(sound.samples)
        self._buffer.open(QBuffer.OpenModeFlag.ReadOnly)
        self._sink = QAudioSink(device, form, self)
        self._sink.start(self._buffer)
        self._rest.start()

    def pause(self) -> None:
        """Fall silent at once."""
        if self._sink is not None:
            self._sink.suspend()

    def resume(self) -> None:
        """Go on."""
        if self._sink is not None:
            self._sink.resume()

    def stop(self) -> None:
        """Fall silent at once and forget the sound."""
        self._rest.stop()
        sink, self._sink = self._sink, None
        buffer, self._buffer = self._buffer, None
        if sink is not None:
            sink.reset()
            sink.deleteLater()
        if buffer is not None:
            buffer.deleteLater()

    def _look(self) -> None:
        """Whether it is over. Looked at and not heard from: the state says that all was handed
        over, which is a moment before all was heard."""
        sink = self._sink
        if sink is None or sink.state() == QtAudio.State.SuspendedState:
            return
        if sink.error() not in (QtAudio.Error.NoError, QtAudio.Error.UnderrunError):
            details = f"the audio output failed: {sink.error().name}"
            self.stop()
            self.failed.emit(Problem("speech.failed", details=details))
        elif sink.state() != QtAudio.State.ActiveState:
            self.stop()
            self.ended.emit()
