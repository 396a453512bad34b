"""Conversations into files and from files: what is asked, how far it is, what came of it."""

import itertools
from collections import deque
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog

from desktop_app.core.engine import UnloadJob
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.events import TERMINAL, Event, Failed, Fetching, Notice
from desktop_app.core.export_job import Exported, ExportJob, Format, safe_name
from desktop_app.core.import_job import ChatImportJob, Imported, TakeBackJob
from desktop_app.core.paths import Places
from desktop_app.core.session import Session
from desktop_app.ui.banner import Banner
from desktop_app.ui.conversation_controller import ConversationController
from desktop_app.ui.engine_threads import EngineThreads
from desktop_app.ui.export_dialog import ExportDialog, Wish
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.opener import show_folder
from desktop_app.ui.theme import Theme
from desktop_app.ui.words import count


class ExchangeDesk(QObject):
    """Has one engine export and one import. Lives on the UI thread, as long as the window."""

    failed = Signal(object)
    """Something to tell; carries a `Problem`."""

    def __init__(
        self,
        engines: EngineThreads,
        session: Session,
        places: Places,
        window: MainWindow,
        conversations: ConversationController,
        theme: Theme,
    ) -> None:
        super().__init__(window)
        self._exports = engines.exports
        self._imports = engines.imports
        self._session = session
        self._places = places
        self._window = window
        self._conversations = conversations
        self._theme = theme
        self._numbers = itertools.count(1)
        self._folder = _documents()
        self._exporting: dict[int, Banner] = {}
        self._unkept: dict[int, bool] = {}
        """Whether what a job writes is temporary."""
        self._importing: dict[int, tuple[Banner, Path]] = {}
        self._waiting: deque[Path] = deque()
        self._taking_back: set[int] = set()
        self._came = Imported(())
        window.export_requested.connect(self.ask)
        window.import_requested.connect(self.choose)
        window.conversations_dropped.connect(self.bring)
        self._exports.happened.connect(self._on_export)
        self._imports.happened.connect(self._on_import)

    def ask(self) -> None:
        """Ask what is to be exported, then where to."""
        self._conversations.save_draft()
        try:
            summaries = self._session.summaries()
        except ParleyError as error:
            self.failed.emit(error.problem)
            return
        current = self._session.conversation
        temporary = current.temporary and bool(current.messages)
        if not (summaries or temporary):
            self.failed.emit(Problem("export.nothing"))
            return
        dialog = ExportDialog(self._theme, summaries, current.id, self._window, temporary)
        titles = {summary.id: summary.title for summary in summaries} | {current.id: current.title}
        dialog.chosen.connect(lambda wish: self._ask_where(wish, titles))
        dialog.open()

    def choose(self) -> None:
        """Ask which files are to be imported."""
        kinds = self.tr("Conversations ({ends})").format(ends="*.json *.zip")
        paths, _ = QFileDialog.getOpenFileNames(
            self._window, self.tr("Import conversations"), self._folder, kinds
        )
        self.bring(paths)

    def bring(self, paths: Sequence[str]) -> None:
        """Import these files, one after the other."""
        for path in paths:
            self._folder = str(Path(path).parent)
            self._waiting.append(Path(path))
        self._bring_next()

    def export(self, wish: Wish, path: str, folder: bool = False) -> None:
        """Write what is wished for to a file, or into a folder."""
        job = ExportJob(
            f"export {next(self._numbers)}",
            str(self._places.database.absolute()),
            str(self._places.pictures.absolute()),
            wish.ids,
            path,
            wish.format,
            wish.thoughts,
            folder,
            self._session.temporary.unkept(wish.ids[0]) if len(wish.ids) == 1 else None,
        )
        if job.unkept:
            self._session.temporary.hold()
        ticket = self._exports.submit(job)
        self._unkept[ticket] = job.unkept is not None
        self._exporting[ticket] = self._window.notices.show_offer(
            self.tr("Exporting…"), self.tr("Stop"), lambda: self._exports.cancel(ticket)
        )

    def _ask_where(self, wish: Wish, titles: dict[str, str]) -> None:
        """A folder for several files; a name for one, which the dialog lets nobody overwrite
        without asking."""
        title = self.tr("Export conversations")
        if len(wish.ids) > 1 and wish.format is not Format.JSON:
            if path := QFileDialog.getExistingDirectory(self._window, title, self._folder):
                self._folder = path
                self.export(wish, path, folder=True)
            return
        end = wish.format.value
        several = len(wish.ids) > 1
        name = self.tr("Conversations") if several else titles.get(wish.ids[0], "")
        proposed = str(Path(self._folder) / f"{safe_name(name)}.{end}")
        path, _ = QFileDialog.getSaveFileName(self._window, title, proposed, f"*.{end}")
        if path:
            chosen = Path(path) if Path(path).suffix else Path(f"{path}.{end}")
            self._folder = str(chosen.parent)
            if str(chosen) != path and chosen.exists():
                # The dialog asked about another name: a number is safer than a guess.
                self.export(wish, str(chosen.parent), folder=True)
                return
            self.export(wish, str(chosen))

    def _on_export(self, ticket: int, event: Event) -> None:
        banner = self._exporting.get(ticket)
        if banner is None:
            return
        if isinstance(event, Fetching):
            share = round(100 * event.done / event.total) if event.total else 0
            self._say(banner, self.tr("Exporting… {share} %").format(share=share))
        elif isinstance(event, Exported):
            self._tell_exported(event)
        elif isinstance(event, Failed):
            self.failed.emit(event.problem)
        if isinstance(event, TERMINAL):
            del self._exporting[ticket]
            if self._unkept.pop(ticket):
                self._session.temporary.release()
            self._close(banner)
            if not self._exporting:
                self._exports.submit(UnloadJob("unload"))  # Its process is needed no more.

    def _tell_exported(self, event: Exported) -> None:
        first = Path(event.paths[0])
        name = first.name if len(event.paths) == 1 else first.parent.name
        words = self.tr(
            "{count} conversations were exported as {name}.", "", event.conversations
        ).format(count=count(event.conversations), name=name)
        self._window.notices.show_offer(
            words,
            self.tr("Show in the folder"),
            lambda: show_folder(first.parent, self._window),
        )
        if event.lost:
            self.failed.emit(Problem("export.pictures_lost", {"name": name}))

    def _bring_next(self) -> None:
        """The next file that waits; one at a time, so that the last word counts all."""
        if self._importing or not self._waiting:
            return
        path = self._waiting.popleft()
        job = ChatImportJob(
            f"import {next(self._numbers)}",
            str(self._places.database.absolute()),
            str(self._places.pictures.absolute()),
            str((self._places.cache / "incoming").absolute()),
            str(path.absolute()),
        )
        ticket = self._imports.submit(job)
        banner = self._window.notices.show_offer(
            self.tr("Importing {name}…").format(name=path.name),
            self.tr("Stop"),
            lambda: self._stop(ticket),
        )
        self._importing[ticket] = banner, path

    def _stop(self, ticket: int) -> None:
        self._waiting.clear()
        self._imports.cancel(ticket)

    def _on_import(self, ticket: int, event: Event) -> None:
        if ticket in self._taking_back and isinstance(event, TERMINAL):
            self._taking_back.discard(ticket)
            self._conversations.show_list()
        if isinstance(event, Failed) and ticket not in self._importing:
            self.failed.emit(event.problem)
        if ticket not in self._importing:
            return
        banner, path = self._importing[ticket]
        if isinstance(event, Fetching):
            share = round(100 * event.done / event.total) if event.total else 0
            words = self.tr("Importing {name}… {share} %")
            self._say(banner, words.format(name=path.name, share=share))
        elif isinstance(event, Imported):
            self._add(event, path)
        elif isinstance(event, Notice | Failed):
            self.failed.emit(event.problem)
        if isinstance(event, TERMINAL):
            del self._importing[ticket]
            self._close(banner)
            if self._waiting:
                self._bring_next()
            else:
                self._tell_imported()
                self._imports.submit(UnloadJob("unload"))

    def _add(self, event: Imported, path: Path) -> None:
        before = self._came
        self._came = Imported(before.ids + event.ids, before.here + event.here)
        if event.lost:
            self.failed.emit(Problem("import.pictures_lost", {"name": path.name}))
        if not (event.ids or event.here):
            words = self.tr("There is no message in {name}.").format(name=path.name)
            self._window.notices.show_news(words)
        self._conversations.show_list()

    def _tell_imported(self) -> None:
        came, self._came = self._came, Imported(())
        words = self._words(len(came.ids), came.here)
        if came.ids:
            self._window.notices.show_undo(words, lambda: self._take_back(came.ids))
        elif came.here:
            self._window.notices.show_news(words)

    def _words(self, new: int, here: int) -> str:
        if not here:
            words = self.tr("{count} conversations were imported.", "", new)
            return words.format(count=count(new))
        if not new:
            return self.tr("All conversations of it were here already.")
        return self.tr("Conversations imported: {count}, here already: {here}.").format(
            count=count(new), here=count(here)
        )

    def _say(self, banner: Banner, words: str) -> None:
        if banner in self._window.notices.banners():  # else somebody closed it
            banner.set_text(words)

    def _close(self, banner: Banner) -> None:
        if banner in self._window.notices.banners():
            banner.closed.emit()

    def _take_back(self, ids: tuple[str, ...]) -> None:
        if self._session.conversation.id in ids:
            self._conversations.new()
        job = TakeBackJob(
            f"take back {next(self._numbers)}", str(self._places.database.absolute()), ids
        )
        self._taking_back.add(self._imports.submit(job))


def _documents() -> str:
    place = QStandardPaths.StandardLocation.DocumentsLocation
    return QStandardPaths.writableLocation(place)
