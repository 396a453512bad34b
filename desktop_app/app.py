"""The window's composition root: what there is, in the order in which it is made and undone."""

import contextlib
import faulthandler
import logging
import os
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from desktop_app import __version__
from desktop_app.core.build import IDENTIFIER
from desktop_app.core.changeover import Outcome, carry_out
from desktop_app.core.chat_search import SearchFiles
from desktop_app.core.engine import Engine, EngineSpec
from desktop_app.core.engine_names import (
    DEMO,
    DOCUMENTS,
    EXPORT,
    FETCH,
    FILM,
    FORMULA,
    HOUSEKEEPING,
    HUB,
    IMPORT,
    LIBRARY,
    MICROPHONE,
    PICTURES,
    SOUND_FILE,
    chat_engine,
    search_engine,
    voice_engine,
)
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.load_mark import LoadMark
from desktop_app.core.log_format import LOG_FORMAT
from desktop_app.core.model_record import Records
from desktop_app.core.models import first_part
from desktop_app.core.options import WindowOptions
from desktop_app.core.override import Overrides
from desktop_app.core.paths import Places, resources, starter_model
from desktop_app.core.picture_shelf import PictureShelf
from desktop_app.core.picture_sweep import sweep_pictures
from desktop_app.core.preset import Presets
from desktop_app.core.session import Session
from desktop_app.core.settings import Settings
from desktop_app.core.store import Store
from desktop_app.core.temporary_folder import TemporaryFolder
from desktop_app.core.window_store import WindowStore
from desktop_app.ui.about_desk import AboutDesk
from desktop_app.ui.application import Application
from desktop_app.ui.chat_controller import ChatController
from desktop_app.ui.data_desk import DataDesk
from desktop_app.ui.diagnostics import Diagnostics
from desktop_app.ui.engine_thread import EngineThread
from desktop_app.ui.engine_threads import EngineThreads
from desktop_app.ui.exchange_desk import ExchangeDesk
from desktop_app.ui.first_preset import FirstPreset
from desktop_app.ui.folder_controller import FolderController
from desktop_app.ui.gallery import Gallery
from desktop_app.ui.garbage import GarbageCollection
from desktop_app.ui.instruction_controller import InstructionController
from desktop_app.ui.interface_language import apply_language
from desktop_app.ui.load_watch import LoadWatch
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.model_controller import ModelController
from desktop_app.ui.models.model_desk import ModelDesk
from desktop_app.ui.parley import Parley
from desktop_app.ui.preset_controller import PresetController
from desktop_app.ui.quit_signal import QuitSignal
from desktop_app.ui.reading import Reading
from desktop_app.ui.reading_theme import ReadingTheme
from desktop_app.ui.search.search_desk import SearchDesk
from desktop_app.ui.showing import Showing
from desktop_app.ui.single_instance import SingleInstance
from desktop_app.ui.temporary_controller import TemporaryController
from desktop_app.ui.theme import Theme
from desktop_app.ui.think_choice import ThinkChoice
from desktop_app.ui.transcript import Transcript
from desktop_app.ui.trash_desk import TrashDesk
from desktop_app.ui.typesetter import Typesetter
from desktop_app.ui.voicing import Voicing
from desktop_app.ui.window_controller import WindowController

AGAIN = 1000
"""What the event loop ends with when the window is to be made anew: no status of a program."""

_WAIT = 200
"""Milliseconds between two looks whether the last reply is written."""

SWEEP_AFTER = 60_000
"""Milliseconds after the start until old deleted conversations and pictures that nobody shows any
more are deleted for good."""

MakeEngine = Callable[[], Engine]


@dataclass(frozen=True, slots=True)
class Makers:
    """How each engine is made, on the thread that will run it."""

    chat: MakeEngine
    voice: MakeEngine
    microphone: MakeEngine
    fetch: MakeEngine
    reader: MakeEngine
    pictures: MakeEngine
    documents: MakeEngine
    films: MakeEngine
    downloads: MakeEngine
    hub: MakeEngine
    library: MakeEngine
    disk: MakeEngine
    search: MakeEngine
    formulas: MakeEngine
    exports: MakeEngine
    imports: MakeEngine
    housekeeping: MakeEngine

    @classmethod
    def of(cls, options: WindowOptions, places: Places) -> "Makers":
        """In a child process each, unless the options ask otherwise."""
        chat = DEMO if options.demo else chat_engine(places.picture_cache)
        voice = voice_engine(places.voice_cache)
        search = search_engine(SearchFiles(places.database, places.search_index))
        if options.in_process:
            voices = (voice, MICROPHONE, FETCH, SOUND_FILE)
            makers = (PICTURES, DOCUMENTS, FILM, FETCH, HUB, LIBRARY, LIBRARY, search, FORMULA)
            others = (*voices, *makers, EXPORT, IMPORT, HOUSEKEEPING)
            return cls(chat.create, *(spec.create for spec in others))
        logs = places.logs
        return cls(
            _isolated(chat, logs, "engine", "engine"),
            _isolated(voice, logs, "voice", "part"),
            _isolated(MICROPHONE, logs, "microphone", "part"),
            _isolated(FETCH, logs, "fetch", "part"),
            _isolated(SOUND_FILE, logs, "sound", "part"),
            _isolated(PICTURES, logs, "pictures", "part"),
            _isolated(DOCUMENTS, logs, "documents", "part"),
            _isolated(FILM, logs, "film", "part"),
            _isolated(FETCH, logs, "downloads", "part"),
            _isolated(HUB, logs, "hub", "part"),
            _isolated(LIBRARY, logs, "library", "part"),
            _isolated(LIBRARY, logs, "disk", "part"),
            _isolated(search, logs, "search", "part"),
            _isolated(FORMULA, logs, "formulas", "part"),
            _isolated(EXPORT, logs, "export", "part"),
            _isolated(IMPORT, logs, "import", "part"),
            _isolated(HOUSEKEEPING, logs, "housekeeping", "part"),
        )

    def threads(self) -> EngineThreads:
        """A thread for each of them, which makes it when it is first needed."""
        makers = (
            *(self.chat, self.voice, self.microphone, self.fetch),
            *(self.reader, self.pictures, self.documents, self.films),
            *(self.downloads, self.hub, self.library, self.disk, self.search, self.formulas),
            *(self.exports, self.imports, self.housekeeping),
        )
        return EngineThreads(*map(EngineThread, makers))


def main(options: WindowOptions) -> int:
    """Open the window and stay until it is closed; the exit status."""
    places = Places(options.home)
    try:
        places.create()
    except ParleyError as error:
        print(error, error.problem.remedy.english(), sep="\n", file=sys.stderr)
        return 1
    _keep_log(places.logs)
    application = _application()
    instance = SingleInstance(places.data)
    if not instance.acquire():
        if instance.call(_absolute(options.model)):
            return 0
        print("Parley is open already, and its window does not answer.", file=sys.stderr)
        return 1
    try:
        return _run(application, instance, places, options)
    except ParleyError as error:
        print(error, error.problem.remedy.english(), sep="\n", file=sys.stderr)
        return 1
    finally:
        instance.release()


def _run(
    application: Application, instance: SingleInstance, places: Places, options: WindowOptions
) -> int:
    garbage = GarbageCollection(application)
    make = Makers.of(options, places)
    outcome = _changed_over(places)
    parley = _opened(application, instance, places, options, make)
    if outcome:
        parley.data.tell(outcome)
    garbage.settle()
    named = _absolute(options.model)
    if named and first_part(named) != LoadMark(places.load_mark).read():
        parley.model.choose(named)
    if options.exit_when_shown:
        QTimer.singleShot(0, parley.window.close)

    status = application.exec()
    ended = parley.shut_down()
    while status == AGAIN:
        shown = parley.session.conversation.id
        _put_away(application, instance, parley)
        del parley
        garbage.start_anew()
        outcome = _changed_over(places)
        parley = _opened(application, instance, places, options, make)
        garbage.settle()
        if outcome:
            parley.data.tell(outcome)
        else:
            parley.chat.conversations.reopen(shown)
            parley.desk.open_settings("language")
        status = application.exec()
        ended &= parley.shut_down()

    if not ended:
        # Stuck in native code, on a thread that Qt would wait for without end. All is saved.
        instance.release()
        os._exit(status)
    return status


def _opened(
    application: Application,
    instance: SingleInstance,
    places: Places,
    options: WindowOptions,
    make: Makers,
) -> Parley:
    """A window that is shown, and hears what the system and other starts say to it."""
    parley = assemble(application, places, options, make)
    for asked in (instance.called, application.file_opened):
        asked.connect(parley.desk.come_forward)
    sys.excepthook = partial(_on_slip, parley.desk.tell)
    parley.desk.language_changed.connect(partial(_begin_anew, application, parley))
    parley.data.renewal_requested.connect(partial(application.exit, AGAIN))
    parley.desk.show()
    application.setQuitOnLastWindowClosed(True)
    _hear_signals(application)
    return parley


def _begin_anew(application: QApplication, parley: Parley) -> None:
    """Leave the event loop so that the window is made in another language; not in mid-reply, and
    not while a conversation is shown that would be lost with the window."""
    if parley.session.jobs_running or parley.session.conversation.temporary:
        QTimer.singleShot(_WAIT, parley.window, partial(_begin_anew, application, parley))
    else:
        application.exit(AGAIN)


def _changed_over(places: Places) -> Outcome | None:
    """Do what was begun with the data, while nobody has its files open. Raises ParleyError."""
    try:
        outcome = carry_out(places)
    except OSError as error:
        # Some of it is the old home and some the new one: the next start goes on with it.
        raise ParleyError(Problem("store.failed", details=str(error))) from error
    if outcome:
        places.create()
    return outcome


def _put_away(application: Application, instance: SingleInstance, parley: Parley) -> None:
    """Take down a window that was shut down; the program stays."""
    for asked in (instance.called, application.file_opened):
        asked.disconnect(parley.desk.come_forward)
    application.setQuitOnLastWindowClosed(False)
    for widget in application.topLevelWidgets():
        widget.hide()
        widget.deleteLater()
    application.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


class _Kept(NamedTuple):
    """What is read from the files of a home when the window is made."""

    settings: Settings
    store: WindowStore
    shelf: PictureShelf
    records: Records
    presets: Presets

    @classmethod
    def load(cls, places: Places) -> "_Kept":
        """Read all of it. Raises `ParleyError` where there can be no window without."""
        shelf = PictureShelf(places.pictures, TemporaryFolder(places.data))
        shelf.temporary.clear()  # What a window that was killed has left.
        return cls(
            Settings.load(places.settings),
            WindowStore.open(places.database),
            shelf,
            Records.load(places.records),
            Presets.load(places.presets),
        )

    @property
    def problems(self) -> list[Problem]:
        """What could not be read as it was."""
        loaded = (self.settings, self.store, self.records, self.presets)
        return [problem for each in loaded for problem in each.problems]


def assemble(
    application: QApplication, places: Places, options: WindowOptions, make: Makers
) -> Parley:
    """Make the window and all behind it, not shown yet."""
    kept = _Kept.load(places)
    settings, store, shelf, records, presets = kept
    overrides = Overrides(records, presets)
    session = Session(store, settings, shelf, overrides=overrides)
    engines = make.threads()
    apply_language(application, settings.get("language"))
    theme = Theme(options.theme or settings.get("theme"))
    theme.apply(application)
    gallery = Gallery(shelf.path)
    reading = ReadingTheme(theme)
    transcript = Transcript(reading, gallery, typesetter=Typesetter(engines.formulas))
    window = MainWindow(theme, transcript)
    window.keys.use(settings)
    words = Reading(settings, reading, transcript, window)
    model = ModelController(engines.chat, settings, window, starter_model(), overrides)
    records.changed.append(model.record_changed)
    chat = ChatController(session, engines.chat, window, transcript, model.options)
    folders = FolderController(session, window.conversations, chat.conversations.show_list, window)
    folders.undoable.connect(window.notices.show_undo)
    trash = TrashDesk(session, window, chat.conversations.show_list, theme)
    preset = PresetController(presets, session, settings, chat, window, theme)
    FirstPreset(presets, records, session, model, chat, preset, preset)
    temporary = TemporaryController(chat, session, engines.housekeeping, window, theme)
    instructions = InstructionController(session, settings, overrides, model, chat, window, theme)
    thinking = ThinkChoice(settings, records, overrides, session, model, window, window)
    preset.changed.connect(thinking.refresh)
    voicing = Voicing(engines, session, settings, places, window, transcript, theme)
    showing = Showing(engines, model, voicing, session, shelf, gallery, places, window, theme)
    search = SearchDesk(engines.search, session, chat, window, transcript, theme)
    _add_diagnostics(engines, settings, places, model, window, theme)
    models = ModelDesk(engines, model, settings, records, places, window, theme)
    models.own_settings.presets = presets
    desk = WindowController(window, theme, settings, places, chat, model, voicing.settings, models)
    voicing.dictation.began.connect(desk.forget_microphone)
    desk.language_changed.connect(temporary.tell_language_waits)
    showing.sounds_brought.connect(voicing.recordings.open)
    exchange = ExchangeDesk(engines, session, places, window, chat.conversations, theme)
    save_draft = chat.conversations.save_draft
    data = DataDesk(engines, settings, places, window, save_draft, theme)
    choices = (preset, thinking, instructions, words, window.keys)
    for part in (*choices, folders, trash, temporary, exchange, data):
        part.failed.connect(desk.tell)
    for failing in (voicing.problem, showing.problem):
        failing.connect(desk.tell)
    for problem in kept.problems:
        desk.tell(problem)
    mark = LoadMark(places.load_mark)
    _heed(mark, model, showing, desk)
    chat.start()
    voicing.dictation.start()
    models.start()
    search.start()
    QTimer.singleShot(SWEEP_AFTER, window, partial(_sweep, window, trash, store, shelf))
    return Parley(
        settings,
        store,
        shelf,
        session,
        engines,
        window,
        transcript,
        model,
        chat,
        preset,
        models,
        voicing,
        showing,
        search,
        desk,
        LoadWatch(engines.chat, mark),
        data,
        temporary,
    )


def _add_diagnostics(
    engines: EngineThreads,
    settings: Settings,
    places: Places,
    model: ModelController,
    window: MainWindow,
    theme: Theme,
) -> None:
    """Have what is told written down, and About and the text for a bug report within reach."""
    diagnostics = Diagnostics(engines.chat, settings, places, model.options, window, theme)
    window.notices.told.connect(diagnostics.note)
    about = AboutDesk(engines, settings, places, window, theme)
    about.start()
    for asking in (window, window.notices, about):
        asking.diagnostics_requested.connect(diagnostics.open)


def _heed(mark: LoadMark, model: ModelController, showing: Showing, desk: WindowController) -> None:
    """Load nothing by itself that did not come to an end when it was loaded last."""
    if model.path and mark.read() == model.path:
        model.hold_back()
        showing.early_look.hold_back()
        showing.tokens.hold_back()
        desk.tell(Problem("model.crashed_before", {"name": Path(model.path).name}))


def _sweep(window: MainWindow, trash: TrashDesk, store: Store, shelf: PictureShelf) -> None:
    if window.isVisible():  # and not closed before
        trash.purge_overdue(partial(sweep_pictures, store, shelf))


def _application() -> Application:
    QApplication.setApplicationName("Parley")
    QApplication.setApplicationVersion(__version__)
    QApplication.setDesktopFileName(IDENTIFIER)
    application = Application(sys.argv[:1])
    application.setWindowIcon(QIcon(str(resources() / "icons" / "parley.svg")))
    return application


def _isolated(spec: EngineSpec, logs: Path, name: str, family: str) -> MakeEngine:
    """How the engine that `spec` names is made in a child process; the module comes with it."""

    def make() -> Engine:
        from desktop_app.engines.isolated import IsolatedEngine

        return IsolatedEngine(spec, logs, name=name, family=family)

    return make


def _hear_signals(application: QApplication) -> None:
    """Let a SIGTERM, or a Ctrl-C in the terminal, close the window as its X does."""
    heard = QuitSignal(application)
    heard.asked.connect(application.quit)
    application.aboutToQuit.connect(heard.close)


def _keep_log(folder: Path) -> None:
    """Write warnings and the stacks of a crash to files in `folder`, where that can be."""
    try:
        handler = RotatingFileHandler(
            folder / "parley.log", maxBytes=1_000_000, backupCount=2, encoding="utf-8"
        )
        stacks = (folder / "crash.log").open("a", encoding="utf-8")
    except OSError as error:
        # A full disk, or files of another user: no reason not to open the window.
        print(f"There will be no log: {error}", file=sys.stderr)
        return
    logging.basicConfig(level=logging.INFO, handlers=[handler], format=LOG_FORMAT)
    faulthandler.enable(stacks)


def _on_slip(
    tell: Callable[[Problem], None],
    kind: type[BaseException],
    error: BaseException,
    trace: TracebackType | None,
) -> None:
    """Tell of an exception that nobody caught: Qt calls this for those of our slots."""
    logging.error("nobody caught this", exc_info=(kind, error, trace))
    tell(Problem("internal", details="".join(traceback.format_exception(kind, error, trace))))


def _absolute(model: str | None) -> str:
    """Where the file is for every process: another start may have another working folder."""
    if not model:
        return ""
    path = Path(model)
    with contextlib.suppress(RuntimeError):  # "~name" without such a user is a file's name.
        path = path.expanduser()
    return str(path.absolute())
