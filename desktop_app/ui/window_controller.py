"""The window around the conversation: notices and their remedies, settings, models, its place."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, Qt, Signal

from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.hub_setting import MODELS
from desktop_app.core.kinds.kind import Action
from desktop_app.core.model_setting import MODEL
from desktop_app.core.paths import Places, starter_model
from desktop_app.core.projector import Sight
from desktop_app.core.setting import SettingValue
from desktop_app.core.settings import Settings
from desktop_app.ui.chat_controller import ChatController
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.model_controller import ModelController
from desktop_app.ui.models.model_desk import ModelDesk
from desktop_app.ui.theme import Theme
from desktop_app.ui.voice_settings import VoiceSettings
from desktop_app.ui.words import count

if TYPE_CHECKING:
    from desktop_app.ui.settings_dialog import SettingsDialog

SMALLER_CONTEXT = 2048
"""Tokens to begin with when the remedy is a smaller context and none was chosen."""

MENDED = (
    "model.none",
    "model.cannot_see",
    "model.crashed_before",
    "message.too_long",
    "model.reply_full",
    "model.thinks_not",
    "store.full",
    "store.failed",
)
"""Problems that cannot be there any more when a message was sent."""

MENDED_BY_SETTING = {
    "voice.model": ("voice.no_model", "voice.model_", "voice.language", "voice.translate"),
    "voice.language": ("voice.language",),
    "voice.translate": ("voice.translate",),
    "voice.engine": ("voice.unavailable", "voice.processor"),
    "voice.microphone": ("microphone.",),
    "speech.voice": ("speech.",),
    "model.device": ("device.", "model.on_processor", "model.stepped_down", "engine.device_lost"),
}
"""How the codes of problems begin that are no news any more when a setting has another value."""

ONCE = frozenset(
    {"model.stepped_down", "model.on_processor", "model.context_reduced", "model.no_template"}
    | {"model.context_longest", "device.missing"}
)
"""What is told of a model once, until another one is chosen or the way in which it is run."""

SETTING_AT_FAULT = {
    "device.missing": "model.device",
    "hub.offline": "hub.offline",
    "hub.unreachable": "hub.proxy",
    "hub.strange": "hub.proxy",
    "hub.address": "hub.address",
    "hub.no_checksum": "hub.address",
    "voice.processor": "voice.engine",
}
"""Which setting mends a problem, by its code."""

_VOICE_SETTINGS = {"microphone": "voice.microphone", "speech": "speech.voice"}
"""Which setting mends a problem of voice, by the first half of its code."""


class WindowController(QObject):
    """Wires what is not the conversation itself. Lives on the UI thread."""

    language_changed = Signal()
    """Another language was chosen: the window is to be made anew."""

    def __init__(
        self,
        window: MainWindow,
        theme: Theme,
        settings: Settings,
        places: Places,
        chat: ChatController,
        model: ModelController,
        voice: VoiceSettings,
        models: ModelDesk,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._theme = theme
        self._settings = settings
        self._places = places
        self._chat = chat
        self._model = model
        self._voice = voice
        self._models = models
        self._told: set[str] = set()
        self._dialog: SettingsDialog | None = None
        self._geometry = QSettings(str(places.window), QSettings.Format.IniFormat)
        settings.changed.append(self._on_setting)
        self._connect()
        self._show_models()
        for key in ("chat.enter_sends", "reply.show_stats", "reply.announce"):
            self._on_setting(key)

    def tell(self, problem: Problem) -> None:
        """Show a problem with its remedy: the one door for all of them.

        What is true of a model each time that it is loaded is news the first time only.
        """
        if problem.code in ONCE and problem.code in self._told:
            return
        self._told.add(problem.code)
        self._window.notices.show_problem(problem)

    def show(self) -> None:
        """Show the window as it was when it was last closed."""
        place = self._geometry.value("geometry")
        if place is not None:
            self._window.restoreGeometry(place)
        folded = str(self._geometry.value("folded", ""))
        self._window.conversations.set_folded(folded.split())
        self._window.set_panel_shown(self._geometry.value("panel", True, bool) is not False)
        self._window.show()

    def come_forward(self, model: str = "") -> None:
        """Somebody started Parley again: this is the window, here is the model they named."""
        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()
        if model:
            self._model.choose(model)

    def shut_down(self) -> None:
        """Remember the window's place, and which folders are folded."""
        self._geometry.setValue("geometry", self._window.saveGeometry())
        self._geometry.setValue("panel", self._window.panel_wanted())
        folded = self._window.conversations.conversations().folded()
        self._geometry.setValue("folded", " ".join(sorted(folded)))
        self._geometry.sync()

    def _connect(self) -> None:
        window = self._window
        self._chat.problem.connect(self.tell)
        self._chat.undoable.connect(window.notices.show_undo)
        self._model.failed.connect(self.tell)
        self._voice.failed.connect(self.tell)
        self._models.failed.connect(self.tell)
        self._models.action_requested.connect(self._act)
        self._models.diagnostics_requested.connect(window.diagnostics_requested)
        self._voice.arrived.connect(lambda: self._forget(("fetch.",)))
        self._model.chosen.connect(self._show_models)
        self._model.chosen.connect(self._forget_other_models)
        self._model.went_back.connect(self._tell_of_way_back)
        self._chat.remedy.connect(self._act)
        self._chat.began.connect(self._forget_what_is_mended)
        window.notices.action_requested.connect(self._act)
        window.settings_requested.connect(lambda: self.open_settings())
        window.model_dropped.connect(self._model.choose)
        window.model_menu.model_chosen.connect(self._model.choose)
        window.model_menu.projector_chosen.connect(self._model.choose_projector)
        self._model.sight_changed.connect(self._on_sight)
        window.composer.draft_changed.connect(self._model.wake)

    def _on_sight(self) -> None:
        self._show_models()
        if self._model.sight() is Sight.SEES:
            self._forget(("projector.", "model.projector", "model.cannot_see"))

    def _forget_what_is_mended(self) -> None:
        self._forget(MENDED)

    def forget_microphone(self) -> None:
        """Somebody speaks again: what was wrong with the microphone before is no news any more."""
        self._forget(("microphone.",))

    def _forget_other_models(self) -> None:
        """Another file is chosen: what was wrong with the one before is no news any more."""
        self._told.clear()
        self._window.notices.clear_news()
        self._forget(("model.", "projector.", "device."))

    def _tell_of_way_back(self, name: str) -> None:
        self._window.notices.show_news(self.tr("{name} stays in use.").format(name=name))

    def _forget(self, beginnings: tuple[str, ...]) -> None:
        """Take back the notices of problems whose codes begin so."""
        for banner in self._window.notices.banners():
            if banner.problem is not None and banner.problem.code.startswith(beginnings):
                self._window.notices.clear_problem(banner.problem.code)

    def _act(self, action: Action, problem: Problem) -> None:
        match action:
            case Action.CHOOSE_MODEL:
                self._window.model_menu.open_file()
            case Action.CHOOSE_PROJECTOR:
                self._window.model_menu.open_projector()
            case Action.USE_PROJECTOR:
                self._model.choose_projector(str(problem.values["path"]))
            case Action.TRY_AGAIN if problem.code.startswith(("model.", "engine.")):
                # A reply asks for itself anew; what a notice tells of is a load that failed.
                self._model.choose(self._model.path)
            case Action.TRY_AGAIN:
                self._voice.try_again(problem)
                self._models.try_again(problem)
            case Action.OPEN_MODELS | Action.FIND_MODELS | Action.OPEN_PAGE | Action.LOG_IN:
                self._models.act(action, problem)
            case Action.LOAD_ANYWAY:
                self._model.load_anyway()
            case Action.USE_PROCESSOR:
                self._model.use_processor()
            case Action.SMALLER_CONTEXT:
                self._use_smaller_context(problem)
            case Action.EDIT_MESSAGE:
                self._window.composer.focus()
            case Action.OPEN_DATA_FOLDER:
                self._show_folder(self._places.data)
            case Action.OPEN_LOG_FOLDER:
                self._show_folder(self._places.logs)
            case Action.OPEN_SETTINGS:
                self.open_settings(SETTING_AT_FAULT.get(problem.code, ""))
            case Action.OPEN_VOICE_SETTINGS:
                family = problem.code.partition(".")[0]
                usual = _VOICE_SETTINGS.get(family, "voice.model")
                self.open_settings(SETTING_AT_FAULT.get(problem.code, usual))

    def _show_folder(self, folder: Path) -> None:
        from desktop_app.ui.opener import show_folder

        show_folder(folder, self._window)

    def _use_smaller_context(self, problem: Problem) -> None:
        """The one that is said to fit, where the problem names one; else half of it."""
        from desktop_app.core.plan import SMALLEST_CONTEXT

        size = self._settings.get("model.context_size")
        smaller = max(size // 2, SMALLEST_CONTEXT) if size else SMALLER_CONTEXT
        fitting = problem.values.get("fitting")
        if isinstance(fitting, int) and fitting >= SMALLEST_CONTEXT:
            smaller = fitting
        self._change("model.context_size", smaller)
        self._window.notices.show_news(
            self.tr(
                "From the next message on the model sees {size} tokens at once.", "", smaller
            ).format(size=count(smaller))
        )

    def _change(self, key: str, value: SettingValue) -> None:
        try:
            self._settings.set(key, value)
        except ParleyError as error:
            self.tell(error.problem)

    def open_settings(self, at: str = "") -> None:
        """Open the settings, unless they are open, with the one of the key `at` in view."""
        self._dialog = dialog = self._dialog or self._made_settings()
        dialog.open()
        dialog.activateWindow()
        if at:
            dialog.reveal(at)

    def _made_settings(self) -> "SettingsDialog":
        from desktop_app.ui.device_field import DeviceField
        from desktop_app.ui.memory_view import MemoryView
        from desktop_app.ui.settings_dialog import SettingsDialog

        fit = self._model.fit
        dialog = SettingsDialog(
            self._theme,
            self._settings,
            self._window,
            {
                **self._voice.fields(),
                **self._models.fields(),
                "model.device": partial(DeviceField, fit=fit),
            },
            {MODEL: partial(MemoryView, fit=fit), MODELS: self._models.head()},
        )
        dialog.failed.connect(self.tell)
        dialog.diagnostics_requested.connect(self._window.diagnostics_requested)
        dialog.data_requested.connect(dialog.close)
        dialog.data_requested.connect(self._window.data_requested)
        dialog.tried.connect(fit.try_value)
        dialog.activated.connect(fit.ask)
        dialog.finished.connect(self._forget_settings)
        return dialog

    def _forget_settings(self) -> None:
        self._dialog = None

    def _on_setting(self, key: str) -> None:
        value = self._settings.get(key)
        if key in MENDED_BY_SETTING:
            self._forget(MENDED_BY_SETTING[key])
        if key == "language":
            self.language_changed.emit()
        elif key == "theme":
            self._theme.set_choice(value)
        elif key == "chat.enter_sends":
            self._window.composer.set_enter_sends(value)
        elif key == "reply.show_stats":
            self._chat.set_show_stats(value)
        elif key == "reply.announce":
            self._chat.set_announced(value)
        elif key.startswith("model."):
            self._told.clear()
            self._window.notices.clear_news()
            self._model.settings_changed()
            self._show_models()

    def _show_models(self) -> None:
        self._window.model_menu.set_models(
            self._settings.get("model.recent"),
            starter_model(),
            self._model.path,
            self._model.projector,
        )
