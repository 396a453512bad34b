"""From a sound file to its words: files are read, written down and shown, one after the other."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, QPoint, QTimer
from PySide6.QtWidgets import QFileDialog

from desktop_app.core.engine import UnloadJob
from desktop_app.core.errors import Problem
from desktop_app.core.events import TERMINAL, Event, Failed, Loading, Segment, Transcribing
from desktop_app.core.recording import SOUND_SUFFIXES, Recording
from desktop_app.ui.banner import Banner
from desktop_app.ui.engine_thread import EngineThread
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.precedence import Precedence
from desktop_app.ui.recording_dialog import RecordingDialog, Stage
from desktop_app.ui.theme import Theme
from desktop_app.ui.transcriber import Transcriber

_CASCADE = 32
"""So far (px) a dialog stands beside the one before, which would be hidden otherwise."""

JOB = "recording"
"""The id of the jobs that write down a file; every other one comes first."""


@dataclass(eq=False, slots=True)
class _Item:
    """One file: its words, their dialog while it is open, the tickets of its jobs (0: none).

    It is `stopped` by the person, or because of a `fault`. While its dialog is put aside `news`
    tells of it.
    """

    recording: Recording
    dialog: RecordingDialog | None = None
    news: Banner | None = None
    stopped: bool = False
    fault: bool = False
    reading: int = 0
    writing: int = 0


class RecordingController(QObject):
    """Does the jobs of each `Recording` and keeps its dialog true. Lives on the UI thread.

    While one window of a file is written down the next is read already. Who dictates comes first.
    """

    def __init__(
        self,
        reader: EngineThread,
        transcriber: Transcriber,
        precedence: Precedence,
        window: MainWindow,
        theme: Theme,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._reader = reader
        self._transcriber = transcriber
        self._precedence = precedence
        self._window = window
        self._theme = theme
        self._items: list[_Item] = []
        self._reader_awake = False
        reader.happened.connect(self._on_reading)
        transcriber.happened.connect(self._on_writing)
        precedence.changed.connect(self._on_precedence)
        window.sounds_dropped.connect(self.open)
        window.transcribe_requested.connect(self.choose)

    def choose(self) -> None:
        """Ask for sound files."""
        endings = " ".join(f"*{ending}" for ending in SOUND_SUFFIXES)
        paths, _ = QFileDialog.getOpenFileNames(
            self._window,
            self.tr("Transcribe sound files"),
            "",
            self.tr("Sound and films ({endings});;All files (*)").format(endings=endings),
        )
        self.open(paths)

    def open(self, paths: list[str]) -> None:
        """Write down each of these files, in a dialog of its own; open ones come forward."""
        for path in paths:
            item = next((item for item in self._items if item.recording.path == path), None)
            if item is not None and item.dialog is not None:
                self._bring_back(item)
            else:
                self._show(item or _Item(Recording(path)))

    def dialogs(self) -> list[RecordingDialog]:
        """Those that are open, the first file's first."""
        return [item.dialog for item in self._items if item.dialog is not None]

    def shut_down(self) -> None:
        """Begin nothing any more."""
        items, self._items = self._items, []
        for item in items:
            self._cancel(item)

    def _show(self, item: _Item) -> None:
        """Open the dialog of a recording, and go on with what is left of it to do."""
        dialog = RecordingDialog(self._theme, item.recording, self._window)
        dialog.stop_requested.connect(lambda: self._stop(item))
        dialog.resume_requested.connect(lambda: self._resume(item))
        dialog.asked.connect(lambda quote: self._ask(item, quote))
        dialog.sounds_dropped.connect(self.open)
        dialog.remedy_requested.connect(self._window.notices.action_requested)
        dialog.finished.connect(lambda: self._close(item))
        dialog.show_problem(item.recording.problem)
        aside = _CASCADE * len(self.dialogs())
        item.dialog = dialog
        if item not in self._items:
            self._items.append(item)
        dialog.show()
        dialog.move(dialog.pos() + QPoint(aside, aside))
        self._advance()

    def _advance(self) -> None:
        """Do what can be done now for the first file that is not done, and show where all are."""
        while (current := next(filter(_wants_work, self._items), None)) is not None:
            self._read(current)
            self._write(current)
            if not current.stopped:
                break
        self._items = [item for item in self._items if item.dialog or item.reading or item.writing]
        if self._reader_awake and not any(map(_wants_reader, self._items)):
            self._reader_awake = False
            self._reader.submit(UnloadJob("unload"))  # Its process, too, is needed no more.
        for item in self._items:
            if item.dialog is not None:
                item.dialog.refresh(self._stage(item, current))
            if item.news is not None and not _wants_work(item):
                self._tell_end(item)

    def _read(self, item: _Item) -> None:
        if not item.reading and (job := item.recording.reading_job()):
            self._reader_awake = True
            item.reading = self._reader.submit(job)

    def _write(self, item: _Item) -> None:
        if item.writing or self._precedence.taken:
            return
        if problem := self._transcriber.obstacle():
            self._halt(item, problem)
        elif (sound := item.recording.next_window()) is not None:
            item.recording.asked = self._transcriber.language()
            item.writing = self._transcriber.transcribe(JOB, sound)

    def _on_reading(self, ticket: int, event: Event) -> None:
        item = next((item for item in self._items if item.reading == ticket), None)
        if item is None:
            return
        item.recording.on_reading(event)
        if isinstance(event, TERMINAL):
            item.reading = 0
            if item.dialog is not None and item.recording.problem:
                item.dialog.show_problem(item.recording.problem)
            self._advance()

    def _on_writing(self, ticket: int, event: Event) -> None:
        item = next((item for item in self._items if item.writing == ticket), None)
        if item is None:
            return
        item.recording.on_writing(event)
        if item.dialog is not None:
            match event:
                case Loading(fraction):
                    item.dialog.refresh(Stage.LOADING, fraction)
                case Segment():
                    item.dialog.add(item.recording.segments[-1])
                case Transcribing():
                    item.dialog.refresh(self._stage(item, item))
        if isinstance(event, TERMINAL):
            item.writing = 0
            if isinstance(event, Failed) and not item.recording.worth_another_try(event.problem):
                self._halt(item, event.problem)
            self._advance()

    def _on_precedence(self) -> None:
        if self._precedence.taken:
            for item in self._items:
                if item.writing:
                    self._transcriber.cancel(item.writing)
            self._advance()
        else:
            # The last words of a dictation may be submitted in this very moment.
            QTimer.singleShot(0, self, self._advance)

    def _stop(self, item: _Item) -> None:
        item.stopped = True
        self._cancel(item)
        self._advance()

    def _halt(self, item: _Item, problem: Problem) -> None:
        """It cannot go on before somebody does something about it."""
        item.stopped = item.fault = True
        self._cancel(item)
        if item.dialog is not None:
            item.dialog.show_problem(problem)

    def _resume(self, item: _Item) -> None:
        if item.fault and self._transcriber.obstacle() is None:
            self._transcriber.forgive()
        item.stopped = item.fault = False
        if item.dialog is not None:
            item.dialog.show_problem(item.recording.problem)
        self._advance()

    def _cancel(self, item: _Item) -> None:
        if item.reading:
            self._reader.cancel(item.reading)
        if item.writing:
            self._transcriber.cancel(item.writing)

    def _close(self, item: _Item) -> None:
        """The dialog is closed; its words can be had back for some seconds."""
        item.dialog = None
        self._cancel(item)
        if item.recording.segments and item in self._items:
            name = item.recording.name
            self._window.notices.show_undo(
                self.tr("The transcript of {name} was closed.").format(name=name),
                lambda: self._show(item),
            )
        self._advance()

    def _ask(self, item: _Item, quote: str) -> None:
        """Put the words before what is to be asked about them."""
        composer = self._window.composer
        written = composer.text().rstrip()
        composer.edit.set_text((f"{written}\n\n" if written else "") + f"{quote}\n")
        self._put_aside(item)
        self._window.activateWindow()
        composer.focus()

    def _put_aside(self, item: _Item) -> None:
        """The dialog would stand over the composer. What is being written down goes on unseen."""
        if item.dialog is None:
            return
        if _wants_work(item):
            item.dialog.hide()
            self._offer(item, self.tr("The transcript of {name} goes on."))
        else:
            item.dialog.close()

    def _tell_end(self, item: _Item) -> None:
        """Nothing more comes of what was put aside: it is done, or somebody has to see to it."""
        if item.recording.finished and item.recording.problem is None:
            self._offer(item, self.tr("The transcript of {name} is done."))
            item.news = None
        else:
            self._bring_back(item)

    def _offer(self, item: _Item, news: str) -> None:
        """Tell the `news` in place of what was told before, with a way back to the dialog."""
        self._take_back_news(item)
        text = news.format(name=item.recording.name)
        show = self.tr("Show")
        item.news = self._window.notices.show_offer(text, show, lambda: self._bring_back(item))

    def _bring_back(self, item: _Item) -> None:
        self._take_back_news(item)
        if item.dialog is not None:
            item.dialog.show()
            item.dialog.raise_()
            item.dialog.activateWindow()

    def _take_back_news(self, item: _Item) -> None:
        news, item.news = item.news, None
        if news is not None:
            news.closed.emit()

    def _stage(self, item: _Item, current: _Item | None) -> Stage:
        if item.recording.finished:
            return Stage.DONE
        if item.stopped:
            return Stage.STOPPED
        if item is not current:
            return Stage.WAITING
        if self._precedence.taken:
            return Stage.YIELDING
        return Stage.WRITING if item.writing else Stage.READING


def _wants_work(item: _Item) -> bool:
    return item.dialog is not None and not item.stopped and not item.recording.finished


def _wants_reader(item: _Item) -> bool:
    return bool(item.reading) or _wants_work(item)
