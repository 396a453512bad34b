"""The window of one sound file: how far it is written down, its words, and what to do with them."""

from collections.abc import Callable
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.errors import Problem
from desktop_app.core.events import Segment
from desktop_app.core.kinds.kind import Action
from desktop_app.core.recording import Recording
from desktop_app.core.subtitles import FORMATS, SUFFIXES, as_quote, as_text, clock
from desktop_app.core.whole_file import write_whole
from desktop_app.ui.banner import Banner
from desktop_app.ui.drop_target import accept_copy
from desktop_app.ui.elided_label import ElidedLabel
from desktop_app.ui.first_size import open_at
from desktop_app.ui.language_field import language_name
from desktop_app.ui.offer import offer_of
from desktop_app.ui.recording_text import RecordingText
from desktop_app.ui.theme import CAPTION, SPACE, Theme
from desktop_app.ui.words import action_words, say

_STEPS = 1000

_NOT_SAVED = "transcript.failed"


class Stage(Enum):
    """What is being done with a recording."""

    WAITING = "waiting"
    """For the file before it."""
    READING = "reading"
    LOADING = "loading"
    """The voice model."""
    WRITING = "writing"
    YIELDING = "yielding"
    """To somebody who dictates."""
    STOPPED = "stopped"
    DONE = "done"


class RecordingDialog(QDialog):
    """Shows a `Recording` as it is; whoever changes that calls `refresh` or `add`."""

    stop_requested = Signal()
    resume_requested = Signal()
    asked = Signal(str)
    """The person wants to ask about the words; carries them, quoted."""
    sounds_dropped = Signal(list)
    """The paths of other files, which were dropped here: the dialog may cover the window."""
    remedy_requested = Signal(object, object)
    """The `Action` of the banner's button and its `Problem`."""

    def __init__(self, theme: Theme, recording: Recording, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Transcript of {name}").format(name=recording.name))
        self.setAccessibleName(self.windowTitle())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        open_at(self, QSize(640, 560))
        self._theme = theme
        self._recording = recording
        self.banner: Banner | None = None
        self._build(theme)
        self.text.set_segments(recording.segments)
        self.refresh(Stage.WAITING)

    def add(self, segment: Segment) -> None:
        """Show what was heard just now."""
        self.text.add(segment)
        self._offer()

    def refresh(self, stage: Stage, fraction: float = 0.0) -> None:
        """Show how far it is; `fraction` is of the voice model while that is loaded."""
        self.state.setText(self._words(stage, fraction))
        self.state.setAccessibleName(self.state.text())
        total = self._recording.total
        self.bar.setValue(round(_STEPS * min(1.0, self._recording.done / total)) if total else 0)
        running = stage not in (Stage.STOPPED, Stage.DONE)
        for button, shown in (
            (self.stop_button, running),
            (self.resume_button, stage is Stage.STOPPED and not self._recording.finished),
        ):
            had_focus = button.hasFocus()
            button.setVisible(shown)
            if had_focus and not shown:
                self.text.setFocus()
        self.bar.setVisible(running)
        self._offer()

    def show_problem(self, problem: Problem | None) -> None:
        """Say what went wrong and what helps; `None`: it is mended."""
        if self.banner is not None:
            self._above.removeWidget(self.banner)
            self.banner.deleteLater()
            self.banner = None
        if problem is None:
            return
        banner = Banner(self._theme, "error", say(problem.sentence), say(problem.remedy))
        banner.problem = problem
        if words := action_words(problem.action):
            banner.set_button(words, lambda: self._remedy(problem))
        if problem.details:
            banner.set_details(problem.details)
        banner.closed.connect(lambda: self.show_problem(None))
        self._above.addWidget(banner)
        self.banner = banner

    def save(self, path: Path, form: str) -> None:
        """Write the words into a file, in one of `FORMATS`."""
        text = FORMATS[form](self._recording.transcript)
        try:
            write_whole(path, text.encode())
        except OSError as error:
            self._hint.setText("")
            self.show_problem(Problem(_NOT_SAVED, {"name": path.name}, str(error)))
            return
        told = self.banner.problem if self.banner is not None else None
        if told is not None and told.code == _NOT_SAVED:
            self.show_problem(self._recording.problem)
        self._hint.setText(self.tr("Saved as {name}").format(name=path.name))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take sound files, and films for their sound."""
        if _sounds(event):
            accept_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand them on."""
        accept_copy(event)
        self.sounds_dropped.emit(_sounds(event))

    def _build(self, theme: Theme) -> None:
        name = ElidedLabel(self)
        name.setText(self._recording.name)
        name.setFont(theme.font(1.12, bold=True))
        self.state = ElidedLabel(self)
        self.state.setProperty("tone", "second")
        self.stop_button = self._button(self.tr("Stop"), self.stop_requested.emit)
        self.resume_button = self._button(self.tr("Go on"), self.resume_requested.emit)
        self.bar = QProgressBar(self)
        self.bar.setRange(0, _STEPS)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Written down so far"))
        self.text = RecordingText(theme, self)
        self._hint = ElidedLabel(self)
        self._hint.setProperty("tone", "second")
        self._hint.setFont(theme.font(CAPTION))
        self.copy_button = self._button(self.tr("Copy"), self._copy)
        self.save_button = self._button(self.tr("Save…"), self._save_as)
        self.ask_button = self._button(self.tr("Ask about it"), self._ask)
        self.ask_button.setProperty("kind", "primary")

        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(name)
        words.addWidget(self.state)
        head = QHBoxLayout()
        head.setSpacing(SPACE[2])
        head.addLayout(words, 1)
        head.addWidget(self.stop_button)
        head.addWidget(self.resume_button)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE[1])
        foot.addWidget(self._hint, 1)
        for button in (self.copy_button, self.save_button, self.ask_button):
            foot.addWidget(button)
        self._above = QVBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE[4], SPACE[3], SPACE[4], SPACE[3])
        column.setSpacing(SPACE[2])
        column.addLayout(head)
        column.addWidget(self.bar)
        column.addLayout(self._above)
        column.addWidget(self.text, 1)
        column.addLayout(foot)

    def _button(self, words: str, pressed: Callable[[], object]) -> QPushButton:
        button = QPushButton(words, self)
        button.setAccessibleName(words.rstrip("…"))
        # Enter in the text is no wish to stop.
        button.setAutoDefault(False)
        button.clicked.connect(lambda: pressed())
        return button

    def _offer(self) -> None:
        """There is something to copy, to save and to ask about, or not yet."""
        for button in (self.copy_button, self.save_button, self.ask_button):
            button.setEnabled(bool(self._recording.segments))

    def _words(self, stage: Stage, fraction: float) -> str:
        recording = self._recording
        done, total = clock(recording.done), clock(recording.total)
        match stage:
            case Stage.WAITING:
                return self.tr("waits for the other file")
            case Stage.READING:
                return self.tr("reading")
            case Stage.LOADING:
                return self.tr("loading the voice model, {percent} %").format(
                    percent=round(fraction * 100)
                )
            case Stage.WRITING:
                return self.tr("writing down, {done} of {total}").format(done=done, total=total)
            case Stage.YIELDING:
                return self.tr("waits while you dictate, {done} of {total}").format(
                    done=done, total=total
                )
            case Stage.STOPPED if not recording.done:
                return self.tr("stopped")
            case Stage.STOPPED:
                return self.tr("stopped at {done}").format(done=done)
        if recording.problem:  # The banner says which.
            return (
                self.tr("{done} of it could be read").format(done=total) if recording.total else ""
            )
        if not recording.segments:
            return self.tr("No speech was heard.")
        if not recording.language:
            return total
        return f"{total}\u2002·\u2002{language_name(recording.language)}"

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(as_text(self._recording.transcript))
        self._hint.setText(self.tr("Copied"))

    def _save_as(self) -> None:
        filters = {
            self.tr("Text (*.txt)"): "text",
            self.tr("SubRip subtitles (*.srt)"): "srt",
            self.tr("WebVTT subtitles (*.vtt)"): "vtt",
            self.tr("JSON with all times (*.json)"): "json",
        }
        begin = Path(self._recording.path).with_suffix(SUFFIXES["text"])
        chosen, kind = QFileDialog.getSaveFileName(
            self, self.tr("Save the transcript"), str(begin), ";;".join(filters)
        )
        if not chosen:
            return
        path, form = Path(chosen), filters.get(kind, "text")
        endings = {ending: name for name, ending in SUFFIXES.items()}
        if path.suffix.lower() in endings:
            form = endings[path.suffix.lower()]
        else:
            path = path.with_name(path.name + SUFFIXES[form])
        self.save(path, form)

    def _ask(self) -> None:
        heading = self.tr("Transcript of {name}:").format(name=self._recording.name)
        self.asked.emit(f"{heading}\n\n{as_quote(self._recording.transcript)}")

    def _remedy(self, problem: Problem) -> None:
        if problem.action is Action.TRY_AGAIN:
            self.resume_requested.emit()
        else:
            self.remedy_requested.emit(problem.action, problem)


def _sounds(event: QDropEvent) -> list[str]:
    offer = offer_of(event.mimeData(), read=False)
    return [*offer.sounds, *offer.films]
