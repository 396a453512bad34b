"""What can speak: the protocol of every way to the system's voices."""

import math

from PySide6.QtCore import QObject, Signal

from desktop_app.core.speech import Voice


class Synthesizer(QObject):
    """Says one sentence at a time. UI thread; no method may wait for anything.

    Voices are looked for once, by `find_voices`; `voices_found` says that `voices` are known, and
    none of them means that this way is closed. `say` ends in exactly one `spoken` or `failed`,
    unless `stop` comes first: then in neither.
    """

    voices_found = Signal()
    spoken = Signal()
    failed = Signal(object)
    """Carries a `Problem`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.voices: tuple[Voice, ...] = ()

    def find_voices(self) -> None:
        """Begin to look for voices."""
        raise NotImplementedError

    def say(self, text: str, voice: Voice, rate: float) -> None:
        """Say `text`; `rate` 1 is the voice's own speed."""
        raise NotImplementedError

    def prepare(self, text: str, voice: Voice, rate: float) -> None:
        """This is going to be said next: what takes time may be done now."""

    def pause(self) -> None:
        """Fall silent at once, so that `resume` can go on."""
        raise NotImplementedError

    def resume(self) -> None:
        """Go on where `pause` fell silent, or at the beginning of the sentence."""
        raise NotImplementedError

    def stop(self) -> None:
        """Fall silent at once and forget the sentence, also a prepared one."""
        raise NotImplementedError

    def close(self) -> None:
        """End what was started for speaking."""
        self.stop()


FASTEST = 3.0
"""The factor of its own speed that most systems let a voice speak at most."""


def slider(rate: float) -> float:
    """A factor of the speed, on the scale from -1 (slowest) to 1 that most systems have."""
    return max(-1.0, min(1.0, math.log(rate, FASTEST)))
