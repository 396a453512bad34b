"""How well the models of this computer would run: judged by their headers, which are read for it.

Reading one takes up to 0.2 s and may wait for a slow drive, judging it some milliseconds. So it is
done one model after the other, for those that somebody looks at; of the others the bytes of their
files have to do.
"""

import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.core.gguf import Header, read_header
from desktop_app.core.gguf_cursor import GgufError
from desktop_app.core.judgement import Fits, Judgement
from desktop_app.core.local_model import LocalModel
from desktop_app.core.projector_size import projector_bytes
from desktop_app.ui.models.appraiser import Appraiser

_POLL = 15
"""Milliseconds between two looks at whether a header is read, and between two judgements."""
_PIECE = 0.008
"""Seconds for which sizes are judged at a time."""


class LocalFits(QObject):
    """Judges one model after the other. Belongs to the UI thread.

    Headers are read on another thread, which tells nobody when it is done: it is asked. So it
    does no harm when this object is gone first.
    """

    changed = Signal(str)
    """The model with this path is judged otherwise than before."""

    all_changed = Signal()
    """What is known by the bytes of files alone is known, or another."""

    def __init__(self, appraiser: Appraiser, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._appraiser = appraiser
        self._judgements: dict[str, Judgement] = {}
        self._by_size: dict[int, Fits | None] = {}
        self._sizes: set[int] = set()
        """Sizes of models that are not judged yet."""
        self._readings: dict[str, _Reading] = {}
        self._wanted: tuple[LocalModel, ...] = ()
        self._waiting: list[LocalModel] = []
        self._poll = QTimer(self, interval=_POLL)
        self._poll.timeout.connect(self._step)
        appraiser.changed.connect(self._on_memory)

    def of(self, model: LocalModel) -> Fits | None:
        """How well it fits, as far as is known; None before anything is."""
        if judgement := self._judgements.get(model.path):
            return judgement.fits
        if model.size not in self._by_size:
            self._sizes.add(model.size)
            self._go_on()
        return self._by_size.get(model.size)

    def judgement(self, model: LocalModel) -> Judgement | None:
        """How it would be run, None before it was judged by its header."""
        return self._judgements.get(model.path)

    def want(self, models: Sequence[LocalModel]) -> None:
        """Judge these, in this order, and leave those that waited before."""
        self._wanted = tuple(model for model in models if model.problem is None)
        self._waiting = [model for model in self._wanted if model.path not in self._judgements]
        self._go_on()

    def _on_memory(self) -> None:
        """Judge again what somebody looks at; until then the judgements of before stand there."""
        self._sizes.update(self._by_size)
        shown = {model.path for model in self._wanted}
        self._judgements = {p: each for p, each in self._judgements.items() if p in shown}
        self._waiting = list(self._wanted)
        self._go_on()

    def _go_on(self) -> None:
        if not self._poll.isActive():  # Started anew it would begin to wait anew.
            self._poll.start()

    def _step(self) -> None:
        """Judge the next one, once it is read; before that by their sizes as many as there is
        time for."""
        if self._sizes:
            self._judge_sizes()
            return
        if not self._waiting:
            self._poll.stop()
            return
        model = self._waiting[0]
        reading = self._readings.get(model.path)
        if reading is None or reading.model != model:
            if any(other.is_alive() for other in self._readings.values()):
                return  # One at a time: it may be a disk that turns.
            reading = self._readings[model.path] = _Reading(model)
            reading.start()
        elif not reading.is_alive():
            del self._waiting[0]
            self._judge(reading)

    def _judge_sizes(self) -> None:
        until = time.perf_counter() + _PIECE
        while self._sizes and time.perf_counter() < until:
            size = self._sizes.pop()
            self._by_size[size] = self._appraiser.judge_size(size)
        if not self._sizes:
            self.all_changed.emit()

    def _judge(self, reading: "_Reading") -> None:
        model, before = reading.model, self.of(reading.model)
        judgement = None
        if reading.headers:
            # A header may say what no model has; the engine would refuse it as well.
            with suppress(ArithmeticError, IndexError, KeyError, ValueError):
                judgement = self._appraiser.judge(reading.headers, reading.projector)
        known = self._judgements.get(model.path)
        if judgement is not None:
            self._judgements[model.path] = judgement
        if judgement != known or self.of(model) is not before:
            self.changed.emit(model.path)


class _Reading(threading.Thread):
    """Reads the headers of a model's files; `headers` may be asked for when it is over."""

    def __init__(self, model: LocalModel) -> None:
        super().__init__(name="headers", daemon=True)
        self.model = model
        self.headers: tuple[Header, ...] = ()
        """Of all files; none where one of them cannot be read."""
        self.projector = 0
        """Bytes that the part that sees takes."""

    def run(self) -> None:
        if self.model.projector:
            with suppress(OSError, GgufError):  # Without it the model is run blind.
                self.projector = projector_bytes(_header(self.model.projector))
        with suppress(OSError, GgufError):
            self.headers = tuple(_header(path) for path in self.model.files)


def _header(path: str) -> Header:
    with Path(path).open("rb") as stream:
        return read_header(stream)
