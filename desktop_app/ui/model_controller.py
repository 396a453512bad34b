"""Which model is used, and when it is loaded and let go."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop_app.core.device import PROCESSOR
from desktop_app.core.engine import FitJob, Job, LoadJob, ModelOptions, UnloadJob
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.events import TERMINAL, Event, Failed, Finished, Loaded, Notice, Reason
from desktop_app.core.model_record import key_of
from desktop_app.core.models import first_part, model_name
from desktop_app.core.override import Overrides
from desktop_app.core.pairing import is_projector
from desktop_app.core.projector import Sight
from desktop_app.core.settings import NOTHING, Over, Settings
from desktop_app.ui.engine_thread import EngineThread
from desktop_app.ui.eyesight import Eyesight
from desktop_app.ui.fit import Fit
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.model_choice import ModelChoice
from desktop_app.ui.model_presenter import ModelPresenter
from desktop_app.ui.model_status import CRASHES, ModelStatus, Status
from desktop_app.ui.saving import Saving
from desktop_app.ui.sleep import Sleep


class ModelController(QObject):
    """Chooses, wakes and unloads the model, and lets its status see what the engine says.

    It sees every event of the chat engine, whoever submitted the job. Lives on the UI thread.
    """

    failed = Signal(object)
    """A load that nobody's message waited for went wrong; carries the `Problem`."""

    chosen = Signal(str)
    """Another model is used from now on; carries its path."""

    loaded = Signal(str)
    """The model in use is in memory, and answers; carries its path."""

    went_back = Signal(str)
    """The chosen file was no model, and the one before is used on; carries its name."""

    sight_changed = Signal()
    """What `sight` and `projector` say is another."""

    def __init__(
        self,
        engine: EngineThread,
        settings: Settings,
        window: MainWindow,
        fallback: Path | None,
        overrides: Overrides | None = None,
        parent: QObject | None = None,
    ) -> None:
        """`fallback` is the starter model, used until the person chooses one; `overrides` knows
        what a model has of its own."""
        super().__init__(parent)
        self._engine = engine
        self._settings = settings
        self._composer = window.composer
        self._fallback = fallback
        self._overrides = overrides or Overrides()
        self._own_settings: Over = NOTHING
        """What the model in use had of its own when that was told last."""
        self._saving = Saving(self)
        self._saving.failed.connect(self.failed)
        self._status = ModelStatus(window.header)
        starter = str(fallback) if fallback else ""
        self._presenter = ModelPresenter(window, self._status, starter, self)
        self._anyway = ""
        """The model that is loaded also where it will not fit, by its path."""
        self._unwanted: ModelOptions | None = None
        self._choice = ModelChoice(settings)
        self._own_tickets: dict[int, Job] = {}
        self._questions: set[int] = set()
        """The tickets of those who ask what would be, and change nothing."""
        self.fit = Fit(engine, self.options, self)
        """What the model in use takes of the memory."""
        self._eyes = Eyesight(settings, self.path, self)
        self._eyes.changed.connect(self.sight_changed)
        self._eyes.failed.connect(self.failed)
        self.sleep = Sleep(engine, settings, self._status, window.model_menu, self)
        """When it gives its memory back."""
        self.sleep.due.connect(self._fall_asleep)
        engine.submitted.connect(self.expect)
        engine.happened.connect(self.observe)
        engine.lost.connect(self._on_loss)
        window.composer.stop_requested.connect(self.stop_loading)
        window.header.stop_requested.connect(window.composer.stop_requested)
        self._presenter.show_model(self.path)
        self._status.rest()

    @property
    def path(self) -> str:
        """The chosen model's file, the starter model's when none is chosen, "" without either."""
        return self._choice.path or (str(self._fallback) if self._fallback else "")

    @property
    def loaded_path(self) -> str:
        """The file of the model in memory, "" when none is: another one than was chosen, perhaps,
        as long as nothing was asked of that."""
        return self._status.loaded.model if self._status.loaded else ""

    @property
    def projector(self) -> str:
        """The file of the part of the model that sees, "" without one or before it is known."""
        return self._eyes.projector

    def sight(self) -> Sight:
        """Whether the model in use can be shown pictures; `sight_changed` tells of another."""
        return self._eyes.sight()

    def look(self) -> None:
        """Look again for the part of the model that sees: a file may have come since."""
        self._eyes.look()

    def options(self) -> ModelOptions | None:
        """What a job needs to say about the model; `None` when there is no model.

        Who asks before the model's file was looked at waits for that, some 0.1 s.
        """
        if not self.path:
            return None
        self._eyes.look_now()
        over = self._overrides.of_model(self.path)
        options = self._settings.model_options(self.path, self.projector, over)
        return replace(options, anyway=self._anyway == self.path)

    def choose_projector(self, path: str) -> None:
        """Use this file as the part of the model that sees; `failed` tells why, if it is not."""
        if self.path:
            self._eyes.choose(path)
        else:
            self.failed.emit(Problem("model.none"))

    def choose(self, path: str) -> None:
        """Use this file from now on and load it; a projector is refused, and offered as one."""
        path = first_part(path)
        if is_projector(Path(path)):
            self._refuse_projector(path)
            return
        self.stop_loading()  # Nobody waits any more for the one before.
        if path != self._anyway:
            self._anyway = ""
        self._saving.done(lambda: self._choice.choose(path))
        self._follow()
        if self._eyes.known:
            self._eyes.look()  # The same model, but a file beside it may be another.
        self._load()

    def leave(self, path: str) -> None:
        """This file is about to be deleted: if it is in use, the starter model is from now on."""
        was_chosen = path == self.path
        if was_chosen:
            self.stop_loading()
        self._saving.done(lambda: self._choice.leave(path))
        if was_chosen:
            self._follow()

    def free(self) -> int:
        """Give the memory of the model back, and its file with it; the ticket of the job for it."""
        return self._unload(Status.NOT_LOADED)

    def hold_back(self) -> None:
        """Load nothing until a person asks for it: the last load ended Parley itself."""
        self._status.set(Status.CRASHED)
        self._status.rest()

    def load_anyway(self) -> None:
        """Load the model in use also where it will not fit, from now on until another is chosen.

        It is no setting: what was true of the memory of today may not be of that of tomorrow.
        """
        self._anyway = self.path
        self._load()

    def use_processor(self) -> None:
        """Leave the graphics card alone from now on, and load the model again."""
        self._saving.done(lambda: self._settings.set("model.device", PROCESSOR))
        self._load()

    def wake(self) -> None:
        """The person begins to type: load now, so that the first answer does not wait for it.

        After a crash nothing is loaded by itself: only a message that is sent tries again. Nor
        is a file that failed, or whose load was stopped: it would happen again at every word.
        """
        if self.path and self._status.state in (Status.NOT_LOADED, Status.ASLEEP):
            self._eyes.when_known(self._wake)

    def stop_loading(self) -> None:
        """End a load that was not asked for by a message. A message may wait behind it, and its
        Stop would not be heard before the load is over."""
        self._eyes.drop_wish()
        for ticket in self._own_tickets:
            self._engine.cancel(ticket)

    def settings_changed(self) -> None:
        """A setting of the model changed: it counts from the next job on."""
        self._eyes.follow(self.path)
        self._eyes.settings_changed()
        self._presenter.show_model(self.path)
        self.sleep.count()
        self.fit.settings_changed()

    def record_changed(self, key: str) -> None:
        """What is kept of the model with this key is another: so may be its own settings."""
        own = self._overrides.of_model(self.path)
        if self.path and key == key_of(self.path) and own != self._own_settings:
            self._own_settings = own
            self.fit.settings_changed()

    def shut_down(self) -> None:
        """Load nothing any more, and let nothing sleep."""
        self._eyes.shut_down()
        self.sleep.shut_down()

    def expect(self, ticket: int, job: Job) -> None:
        """A job was put to the engine, by whomever."""
        if isinstance(job, FitJob):
            self._questions.add(ticket)
        elif not (
            isinstance(job, UnloadJob)
            or self._status.ready
            or (self._status.loaded and self._engine.is_behind_others(ticket))
        ):
            self._status.expect()

    def observe(self, ticket: int, event: Event) -> None:
        """Take in what an event says about the model."""
        if ticket in self._questions:
            self._hear_answer(ticket, event)
            return
        self.sleep.stir()
        self._status.show(event)
        match event:
            case Loaded() if event.model == self.path:
                self._unwanted = None
                self._choice.settle()
                self._presenter.show_model(self.path)
                self._presenter.show_context()
                self._presenter.show_thinks()
                self.loaded.emit(event.model)
            case Notice(problem) if ticket in self._own_tickets:
                self.failed.emit(problem)
            case Finished() | Failed():
                self._on_end(ticket, event)

    def _hear_answer(self, ticket: int, event: Event) -> None:
        """A question changes nothing, unless the engine died of it."""
        if isinstance(event, TERMINAL):
            self._questions.discard(ticket)
        if isinstance(event, Failed) and event.problem.code in CRASHES:
            self._on_end(ticket, event)

    def _on_end(self, ticket: int, event: Finished | Failed) -> None:
        job = self._own_tickets.pop(ticket, None)
        self._composer.set_loading(bool(self._own_tickets))
        if isinstance(event, Failed):
            if self._status.fail(event.problem):
                self._unwanted = self.options()
            if job is not None:
                self._tell(job, event.problem)
        elif job is not None and event.reason is Reason.CANCELLED:
            self._unwanted = self.options()
        self._status.rest()
        self.sleep.count()

    def _tell(self, job: Job, problem: Problem) -> None:
        """Tell why a load failed. What is no model is not chosen any more."""
        path = job.model.path if isinstance(job, LoadJob) else ""
        try:
            back = self._choice.go_back(path, problem.code)
        except ParleyError as error:
            back = True
            self.failed.emit(error.problem)
        if back:
            self._unwanted = None
            self._follow()
        self.failed.emit(problem)
        if back and self.path:
            self.went_back.emit(model_name(self.path))

    def _follow(self) -> None:
        """Another model is chosen."""
        self._eyes.follow(self.path)
        self._presenter.show_model(self.path)
        self._presenter.show_thinks()
        self.chosen.emit(self.path)

    def _refuse_projector(self, path: str) -> None:
        self._saving.done(lambda: self._settings.forget_model(path))
        self._eyes.offer(path)

    def _on_loss(self) -> None:
        """The engine died of something that was not its work: no model is in memory."""
        if self._status.state is Status.LOADED:
            self.sleep.stir()
            self._status.set(Status.NOT_LOADED)
            self._status.rest()

    def _fall_asleep(self) -> None:
        self._unload(Status.ASLEEP)

    def _unload(self, state: Status) -> int:
        ticket = self._own(UnloadJob("unload"))
        self._status.set(state)
        return ticket

    def _wake(self) -> None:
        waking = self._status.state in (Status.NOT_LOADED, Status.ASLEEP) and not self._own_tickets
        if waking and self.options() != self._unwanted:
            self._load()

    def _load(self) -> None:
        """Load the model, with what its file was found to need."""
        self._eyes.when_known(self._load_now)

    def _load_now(self) -> None:
        if options := self.options():
            self._own(LoadJob("load", options))
        else:
            self.failed.emit(Problem("model.none"))

    def _own(self, job: Job) -> int:
        ticket = self._engine.submit(job)
        self._own_tickets[ticket] = job
        self._composer.set_loading(True)
        return ticket
