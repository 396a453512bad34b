"""What a person keeps, looked after: how big it is, backups, and an end of all of it."""

import itertools
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QLocale, QObject, QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox

from desktop_app.core import changeover
from desktop_app.core.changeover import Deed, Outcome
from desktop_app.core.engine import UnloadJob
from desktop_app.core.errors import Problem
from desktop_app.core.events import TERMINAL, Event, Failed, Fetching, Finished, Reason
from desktop_app.core.housekeeping import (
    BackedUp,
    BackupJob,
    Checked,
    CheckJob,
    ForgetJob,
    Part,
    Weighed,
    WeighJob,
    Weight,
)
from desktop_app.core.paths import Places
from desktop_app.core.room import RoomJob
from desktop_app.core.settings import Settings
from desktop_app.ui.engine_threads import EngineThreads
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.opener import show_folder
from desktop_app.ui.theme import Theme
from desktop_app.ui.words import count, say, size_words

if TYPE_CHECKING:
    from desktop_app.ui.data_dialog import DataDialog
    from desktop_app.ui.erase_dialog import EraseDialog


class DataDesk(QObject):
    """Opens the dialog and has an engine do what it wishes. UI thread, as long as `window`."""

    failed = Signal(object)
    """Something to tell; carries a `Problem`."""

    renewal_requested = Signal()
    """A changeover was begun: the window is to be taken down and made anew."""

    def __init__(
        self,
        engines: EngineThreads,
        settings: Settings,
        places: Places,
        window: MainWindow,
        save_draft: Callable[[], None],
        theme: Theme,
    ) -> None:
        """`save_draft` keeps what stands unsent, so that a backup has it."""
        super().__init__(window)
        self._engine = engines.housekeeping
        self._settings = settings
        self._places = places
        self._window = window
        self._save_draft = save_draft
        self._theme = theme
        self._numbers = itertools.count(1)
        self._folder = _documents()
        self._weights: dict[Part, Weight] = {}
        self._weighing = 0
        self._working: tuple[int, str] | None = None
        """The ticket of a backup or a check, and the name of its file."""
        self._resting = 0
        """The ticket of the job that ends the process."""
        self._dialog: DataDialog | None = None
        window.data_requested.connect(self.open)
        self._engine.happened.connect(self._on_event)

    def open(self) -> "DataDialog":
        """Show what there is; how big it is comes as it is found out."""
        from desktop_app.ui.data_dialog import DataDialog

        if self._dialog is None:
            self._dialog = dialog = DataDialog(self._theme, self._folders(), self._window)
            for wish, act in (
                (dialog.folder_requested, partial(show_folder, parent=dialog)),
                (dialog.trash_requested, self._show_trash),
                (dialog.backup_requested, self._ask_where),
                (dialog.restore_requested, self._ask_which),
                (dialog.undo_requested, self._ask_undo),
                (dialog.forget_requested, self._ask_forget),
                (dialog.erase_requested, self.ask_erase),
                (dialog.stop_requested, self._stop),
            ):
                wish.connect(act)
            for gone in (dialog.finished, dialog.destroyed):
                gone.connect(partial(self._forget, dialog))
            dialog.set_busy(self._working is not None)
            dialog.open()
            if self._working is None:  # What a killed check has left behind holds words.
                self._engine.submit(ForgetJob("forget", self._places))
            self._weigh()
        return self._dialog

    def tell(self, outcome: Outcome) -> None:
        """Say in a window that was made anew what came of a changeover."""
        notices = self._window.notices
        if outcome.problem is not None:
            self.failed.emit(outcome.problem)
        elif outcome.deed is Deed.ERASED:
            notices.show_news(self.tr("What you ticked is deleted."))
        elif outcome.deed is Deed.UNDONE:
            notices.show_news(self.tr("What was here before the restore is back."))
        else:
            words = self.tr("The backup is restored. What was here before is set aside.")
            notices.show_offer(words, self.tr("Undo"), self.undo)

    def back_up(self, path: Path) -> None:
        """Write a backup to this file."""
        self._save_draft()
        job = BackupJob(f"backup {next(self._numbers)}", self._places, str(path.absolute()))
        self._begin(job, path, self.tr("Backing up…"))

    def check(self, path: Path) -> None:
        """Look at a backup, then ask whether it is to be restored."""
        job = CheckJob(f"check {next(self._numbers)}", self._places, str(path.absolute()))
        self._begin(job, path, self.tr("Checking the backup…"))

    def undo(self) -> None:
        """Bring back what was set aside last."""
        self._change(partial(changeover.begin_undo, self._places))

    def ask_erase(self) -> "EraseDialog":
        """Ask what is to be deleted, and whether that is meant."""
        from desktop_app.ui.erase_dialog import EraseDialog

        folder = self._model_folder()
        shared = "" if folder == self._places.models else str(folder)
        parent = self._dialog or self._window
        dialog = EraseDialog(self._theme, self._weights, shared, parent)
        dialog.chosen.connect(
            lambda parts: self._change(partial(changeover.begin_erase, self._places, parts))
        )
        dialog.open()
        return dialog

    def _change(self, begin: Callable[[], None]) -> None:
        try:
            begin()
        except OSError as error:
            self._tell(Problem("backup.not_restored", details=str(error)))
        else:
            if self._dialog is not None:
                self._dialog.close()
            self.renewal_requested.emit()

    def _begin(self, job: RoomJob, path: Path, words: str) -> None:
        if self._working is not None:
            return
        self._folder = str(path.parent)
        self._engine.cancel(self._weighing)
        self._working = self._engine.submit(job), path.name
        if self._dialog is not None:
            self._dialog.set_busy(True)
            self._dialog.say(words)

    def _stop(self) -> None:
        if self._working is not None:
            self._engine.cancel(self._working[0])

    def _weigh(self) -> None:
        job = WeighJob(f"weigh {next(self._numbers)}", self._places, str(self._model_folder()))
        self._weighing = self._engine.submit(job)

    def _on_event(self, ticket: int, event: Event) -> None:
        if isinstance(event, Weighed) and ticket == self._weighing:
            self._weights[event.weight.part] = event.weight
            if self._dialog is not None:
                self._dialog.show_weight(event.weight)
        elif self._working is not None and ticket == self._working[0]:
            self._on_work(self._working[1], event)
        over = isinstance(event, TERMINAL) and ticket != self._resting
        if over and not self._engine.busy and self._dialog is None:
            self._resting = self._engine.submit(UnloadJob("unload"))  # It is needed no more.

    def _on_work(self, name: str, event: Event) -> None:
        if isinstance(event, Fetching):
            if self._dialog is not None:
                self._dialog.set_share(event.done, event.total)
        elif isinstance(event, BackedUp):
            self._tell_backed_up(event)
        elif isinstance(event, Checked):
            self._say("")
            self._ask_restore(name, event)
        elif isinstance(event, TERMINAL):
            self._working = None
            if self._dialog is not None:
                self._dialog.set_busy(False)
                self._weigh()
            if isinstance(event, Failed):
                self._tell(event.problem)
            elif isinstance(event, Finished) and event.reason is Reason.CANCELLED:
                self._say(self.tr("Stopped. Nothing was changed."))

    def _tell_backed_up(self, event: BackedUp) -> None:
        words = self.tr(
            "{count} conversations are backed up as {name} ({size}).", "", event.conversations
        )
        name, size = Path(event.path).name, size_words(event.size)
        words = words.format(count=count(event.conversations), name=name, size=size)
        self._say(words)
        folder = Path(event.path).parent
        self._window.notices.show_offer(
            words, self.tr("Show in the folder"), lambda: show_folder(folder, self._window)
        )

    def _say(self, words: str) -> None:
        if self._dialog is not None:
            self._dialog.say(words)

    def _tell(self, problem: Problem) -> None:
        """In the dialog, where it is open: what stands behind it nobody sees."""
        if self._dialog is not None:
            self._dialog.say(f"{say(problem.sentence)} {say(problem.remedy)}", "error")
        else:
            self.failed.emit(problem)

    def _ask_where(self) -> None:
        day = time.strftime("%Y-%m-%d")
        proposed = str(Path(self._folder) / f"Parley {day}.zip")
        title = self.tr("Back up")
        path, _ = QFileDialog.getSaveFileName(self._dialog, title, proposed, "*.zip")
        if path:
            chosen = Path(path)
            # The dialog asked about the name as it is: a longer one may be taken.
            longer = chosen.with_name(f"{chosen.name}.zip")
            self.back_up(chosen if chosen.suffix or longer.exists() else longer)

    def _ask_which(self) -> None:
        kinds = self.tr("Backups ({ends})").format(ends="*.zip")
        title = self.tr("Restore a backup")
        path, _ = QFileDialog.getOpenFileName(self._dialog, title, self._folder, kinds)
        if path:
            self.check(Path(path))

    def _ask_restore(self, name: str, found: Checked) -> None:
        made = QDateTime.fromSecsSinceEpoch(int(found.made))
        day = QLocale().toString(made, QLocale.FormatType.ShortFormat)
        words = self.tr(
            "Restore {name}, with {count} conversations, of {day}?", "", found.conversations
        )
        words = words.format(name=name, count=count(found.conversations), day=day)
        more = self.tr(
            "It takes the place of all conversations, pictures, settings and presets. What is "
            "here now is set aside, and can be brought back."
        )
        box = self._question(words, more)
        restore = box.addButton(self.tr("Restore"), QMessageBox.ButtonRole.AcceptRole)
        restore.clicked.connect(
            lambda: self._change(partial(changeover.begin_restore, self._places))
        )
        box.rejected.connect(lambda: self._engine.submit(ForgetJob("forget", self._places)))
        box.open()

    def _ask_undo(self) -> None:
        words = self.tr("Bring back what was here before the restore?")
        box = self._question(words, self.tr("What is here now is set aside in its place."))
        bring = box.addButton(self.tr("Bring it back"), QMessageBox.ButtonRole.AcceptRole)
        bring.clicked.connect(self.undo)
        box.open()

    def _ask_forget(self) -> None:
        words = self.tr("Delete what was here before the restore for good?")
        box = self._question(words, self.tr("This cannot be undone."))
        delete = box.addButton(self.tr("Delete for good"), QMessageBox.ButtonRole.DestructiveRole)
        delete.clicked.connect(self._forget_aside)
        box.open()

    def _forget_aside(self) -> None:
        self._engine.submit(ForgetJob("forget", self._places, aside=True))
        self._weigh()

    def _question(self, words: str, more: str) -> QMessageBox:
        box = QMessageBox(self._dialog or self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowTitle(self.tr("Your data"))
        box.setAccessibleName(words)
        box.setText(words)
        box.setInformativeText(more)
        cancel = box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(cancel)
        box.setEscapeButton(cancel)
        return box

    def _show_trash(self) -> None:
        if self._dialog is not None:
            self._dialog.close()
        self._window.trash_requested.emit()

    def _model_folder(self) -> Path:
        return self._places.model_folder(self._settings.get("models.folder"))

    def _folders(self) -> dict[Part, Path]:
        places = self._places
        return {
            Part.CONVERSATIONS: places.data,
            Part.PICTURES: places.pictures,
            Part.SETTINGS: places.settings.parent,
            Part.MODELS: self._model_folder(),
            Part.VOICE_MODELS: places.voice_models,
            Part.LOGS: places.logs,
            Part.CACHE: places.cache,
            Part.ASIDE: places.data,
        }

    def _forget(self, dialog: "DataDialog", *_: object) -> None:
        # One that was closed is destroyed later, when another one may be open.
        if self._dialog is dialog:
            self._dialog = None
            self._engine.cancel(self._weighing)


def _documents() -> str:
    place = QStandardPaths.StandardLocation.DocumentsLocation
    return QStandardPaths.writableLocation(place)
