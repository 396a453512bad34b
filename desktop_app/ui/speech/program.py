"""The speech programs of Linux: each sentence is made by a process and played by us."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QCoreApplication, QObject, QProcess, QTimer, Signal

from desktop_app.core.errors import Problem
from desktop_app.core.speech import Voice
from desktop_app.ui.speech.sound import sound_of
from desktop_app.ui.speech.synthesizer import Synthesizer

if TYPE_CHECKING:
    from desktop_app.ui.speech.player import Player


class Program(Protocol):
    """How one program is asked for its voices and for the sound of a text."""

    name: str

    def list_arguments(self) -> list[str]:
        """What makes it list its voices."""
        ...

    def voices(self, listing: str) -> tuple[Voice, ...]:
        """The voices in that list."""
        ...

    def arguments(self, text: str, voice: Voice, rate: float) -> list[str]:
        """What makes it write a WAV file to its output."""
        ...

    def input(self, text: str) -> bytes:
        """What it reads meanwhile."""
        ...


class Espeak:
    """espeak-ng: small, quick, more than a hundred languages."""

    name = "espeak-ng"
    WORDS_A_MINUTE = 175
    """Its own speed."""

    def list_arguments(self) -> list[str]:
        """What makes it list its voices."""
        return ["--voices"]

    def voices(self, listing: str) -> tuple[Voice, ...]:
        """One a line: priority, language, age and gender, name, file, other languages."""
        rows = [line.split() for line in listing.splitlines()[1:]]
        return tuple(
            Voice(f"{self.name}/{row[1]}", row[3].replace("_", " "), row[1])
            for row in rows
            if len(row) >= 5
        )

    def arguments(self, text: str, voice: Voice, rate: float) -> list[str]:
        """The text comes by its input, where no word of it can be an option."""
        del text
        speed = str(round(self.WORDS_A_MINUTE * rate))
        return ["-v", voice.language, "-s", speed, "-b", "1", "--stdin", "--stdout"]

    def input(self, text: str) -> bytes:
        """Double brackets would be read as phonemes."""
        return text.replace("[[", "[ [").encode()


class Flite:
    """flite: English only."""

    name = "flite"
    _BEST_FIRST = ("slt", "rms", "awb", "kal16", "kal")

    def list_arguments(self) -> list[str]:
        """What makes it list its voices."""
        return ["-lv"]

    def voices(self, listing: str) -> tuple[Voice, ...]:
        """One line of names, among them a voice that can only tell the time."""
        names = listing.partition(":")[2].split()
        known = [name for name in self._BEST_FIRST if name in names]
        return tuple(Voice(f"{self.name}/{name}", name, "en-US") for name in known)

    def arguments(self, text: str, voice: Voice, rate: float) -> list[str]:
        """It takes the text from its arguments, after -t whatever it begins with."""
        stretch = f"duration_stretch={1 / rate:.2f}"
        return ["-voice", voice.name, "--setf", stretch, "-t", text, "-o", "/dev/stdout"]

    def input(self, text: str) -> bytes:
        """Nothing."""
        del text
        return b""


@dataclass(frozen=True, slots=True)
class _Order:
    """What is to be made of which text."""

    text: str
    voice: Voice
    rate: float


class _Run(QObject):
    """One run of a program: its output, or what went wrong.

    The process belongs to the application and is freed when it is dead: QProcess waits in its
    destructor for one that is not, and tells of the end objects that are being freed themselves.
    When the run is freed first, its process is killed.
    """

    ended = Signal()

    def __init__(self, program: str, arguments: list[str], input: bytes, parent: QObject) -> None:
        super().__init__(parent)
        self.output = b""
        self.error = ""
        self.over = False
        self._process = process = QProcess(QCoreApplication.instance())
        process.finished.connect(self._on_finished)
        process.errorOccurred.connect(self._on_error)
        # Slots of Qt's own, without any Python: they work while this object is being freed.
        process.finished.connect(process.deleteLater)
        self.destroyed.connect(process.kill)
        process.start(program, arguments)
        self._process.write(input)
        self._process.closeWriteChannel()

    def give_up(self) -> None:
        """End it; nothing is heard of it any more."""
        if not self.over:
            self.over = True
            self._process.kill()
        self.deleteLater()

    def _on_finished(self, status: int, how: QProcess.ExitStatus) -> None:
        if self.over:
            return
        self.over = True
        self.output = bytes(self._process.readAllStandardOutput().data())
        if status or how is not QProcess.ExitStatus.NormalExit:
            words = bytes(self._process.readAllStandardError().data()).decode(errors="replace")
            self.error = f"{self._process.program()} ended with {status}: {words.strip()}"
        self.ended.emit()

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error is not QProcess.ProcessError.FailedToStart:
            return
        self._process.deleteLater()  # It never began, and so it does not finish.
        if not self.over:
            self.over = True
            self.error = f"{self._process.program()}: {self._process.errorString()}"
            self.ended.emit()


class ProgramSynthesizer(Synthesizer):
    """Speaks through a program. The next sentence is made while one is heard."""

    def __init__(self, program: Program, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._program = program
        self._path = shutil.which(program.name) or ""
        self._listing: _Run | None = None
        self._runs: dict[_Order, _Run] = {}
        self._order: _Order | None = None
        self._paused = False
        self._player: Player | None = None

    def find_voices(self) -> None:
        if not self._path:
            QTimer.singleShot(0, self, self.voices_found.emit)
            return
        self._listing = _Run(self._path, self._program.list_arguments(), b"", self)
        self._listing.ended.connect(self._on_listed)

    def say(self, text: str, voice: Voice, rate: float) -> None:
        order = _Order(text, voice, rate)
        self._paused = False
        self._forget_but(order)
        self._order = order
        if self._run(order).over:
            QTimer.singleShot(0, self, lambda: self._begin(order))
        elif self._player is None:
            QTimer.singleShot(0, self, self._get_ready)

    def prepare(self, text: str, voice: Voice, rate: float) -> None:
        self._run(_Order(text, voice, rate))

    def pause(self) -> None:
        self._paused = True
        if self._player is not None:
            self._player.pause()

    def resume(self) -> None:
        self._paused = False
        if self._order is not None and self._order in self._runs:
            self._begin(self._order)  # It was paused before there was a sound.
        elif self._player is not None:
            self._player.resume()

    def stop(self) -> None:
        self._order = None
        self._forget_but(None)
        if self._player is not None:
            self._player.stop()

    def close(self) -> None:
        super().close()
        if self._listing is not None:
            self._listing.give_up()
            self._listing = None

    def _on_listed(self) -> None:
        if self._listing is not None:
            self.voices = self._program.voices(self._listing.output.decode(errors="replace"))
            self.voices_found.emit()

    def _run(self, order: _Order) -> _Run:
        """The run that makes this sound, begun now if it is not yet."""
        run = self._runs.get(order)
        if run is None:
            arguments = self._program.arguments(order.text, order.voice, order.rate)
            run = _Run(self._path, arguments, self._program.input(order.text), self)
            run.ended.connect(lambda: self._begin(order))
            self._runs[order] = run
        return run

    def _begin(self, order: _Order) -> None:
        """Play it, if it is made and its turn has come."""
        run = self._runs.get(order)
        if order != self._order or self._paused or run is None or not run.over:
            return
        del self._runs[order]
        run.deleteLater()
        if run.error:
            self._fail(run.error)
            return
        try:
            sound = sound_of(run.output)
        except ValueError as error:
            self._fail(str(error))
            return
        if sound.samples:
            self._the_player().play(sound)
        else:
            self._on_ended()

    def _get_ready(self) -> None:
        """While the first sound is made: one thing at a time, the window is used meanwhile."""
        player = self._the_player()
        QTimer.singleShot(0, self, lambda: player.find_output())

    def _the_player(self) -> Player:
        # Not before the first sentence: the library is large.
        from desktop_app.ui.speech.player import Player

        if self._player is None:
            self._player = Player(self)
            self._player.ended.connect(self._on_ended)
            self._player.failed.connect(self._on_failed)
        return self._player

    def _on_ended(self) -> None:
        self._order = None
        self.spoken.emit()

    def _on_failed(self, problem: Problem) -> None:
        self.stop()
        self.failed.emit(problem)

    def _fail(self, details: str) -> None:
        self._on_failed(Problem("speech.failed", details=details))

    def _forget_but(self, order: _Order | None) -> None:
        for other, run in list(self._runs.items()):
            if other != order:
                run.give_up()
                del self._runs[other]
