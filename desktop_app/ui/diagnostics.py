"""What the window can tell about itself: hears what the engine says, and shows it on demand."""

import logging
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.core.engine import FitJob, Job, ModelOptions, UnloadJob
from desktop_app.core.errors import Problem
from desktop_app.core.events import TERMINAL, Event, Failed, Loaded, Loading
from desktop_app.core.log_format import PROBLEM_LINE
from desktop_app.core.paths import Places
from desktop_app.core.settings import Settings
from desktop_app.ui.engine_thread import EngineThread
from desktop_app.ui.fit_question import FitQuestion
from desktop_app.ui.theme import Theme

if TYPE_CHECKING:
    from desktop_app.ui.diagnostics_dialog import DiagnosticsDialog

_log = logging.getLogger(__name__)


class Diagnostics(QObject):
    """Writes the codes of problems into the log, and opens the text for a bug report.

    Lives on the UI thread, as long as `window`.
    """

    def __init__(
        self,
        engine: EngineThread,
        settings: Settings,
        places: Places,
        options: Callable[[], ModelOptions | None],
        window: QWidget,
        theme: Theme,
    ) -> None:
        """`options` are those of the model in use, None without one."""
        super().__init__(window)
        self._engine = engine
        self._settings = settings
        self._places = places
        self._options = options
        self._window = window
        self._theme = theme
        self._loaded: Loaded | None = None
        self._logged: Problem | None = None
        self._questions: set[int] = set()
        """Those of anybody: what cannot be answered is told by who asked."""
        self._question = FitQuestion(engine, "diagnostics", self)
        self._dialog: DiagnosticsDialog | None = None
        self._question.changed.connect(self._show)
        engine.submitted.connect(self._on_job)
        engine.happened.connect(self._on_event)
        engine.lost.connect(self._on_loss)

    def note(self, problem: Problem) -> None:
        """Write down that this was told: its code, and none of its values.

        One that is told in two places, below a reply and in a banner, is written down once.
        """
        if problem is not self._logged:
            self._logged = problem
            _log.warning(PROBLEM_LINE, problem.code)

    def open(self) -> None:
        """Show the text, over whatever dialog was asked for it; the engine is asked anew."""
        from desktop_app.ui.diagnostics_dialog import DiagnosticsDialog

        if self._dialog is None:
            self._dialog = dialog = DiagnosticsDialog(self._theme, self._topmost())
            for gone in (dialog.finished, dialog.destroyed):
                gone.connect(partial(self._forget, dialog))
            dialog.open()
        self._question.ask(self._options())

    def dialog(self) -> "DiagnosticsDialog | None":
        """The one that is open."""
        return self._dialog

    def _topmost(self) -> QWidget:
        """The dialog of this window that is open, which would be in the way; else the window."""
        modal = QApplication.activeModalWidget()
        above: QObject | None = modal
        while above is not None and above is not self._window:
            above = above.parent()
        return modal if modal is not None and above is not None else self._window

    def _on_job(self, ticket: int, job: Job) -> None:
        if isinstance(job, UnloadJob):
            self._loaded = None
        elif isinstance(job, FitJob):
            self._questions.add(ticket)

    def _on_loss(self) -> None:
        self._loaded = None

    def _on_event(self, ticket: int, event: Event) -> None:
        match event:
            case Loaded():
                self._loaded = event
            case Loading(projector=False):
                self._loaded = None
            case Failed(problem) if ticket not in self._questions:
                self.note(problem)  # Not all are shown in a banner: it ends a reply, perhaps.
        if isinstance(event, TERMINAL):
            self._questions.discard(ticket)

    def _show(self) -> None:
        from desktop_app.core.diagnostics import diagnostics
        from desktop_app.core.survey import survey

        if self._dialog is None:
            return
        facts = survey(
            self._settings,
            self._places,
            options=self._options(),
            answer=self._question.answer,
            problem=self._question.problem,
            loaded=self._loaded,
        )
        self._dialog.show_text(diagnostics(facts), complete=not self._question.is_open)

    def _forget(self, dialog: "DiagnosticsDialog", *_: object) -> None:
        # One that was closed is destroyed later, when another one may be open.
        if self._dialog is dialog:
            self._dialog = None
