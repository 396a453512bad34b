"""What the settings of voice need beyond their table: models, microphones, languages."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop_app.core.errors import Problem
from desktop_app.core.paths import Places, starter_voice_model
from desktop_app.core.settings import Settings
from desktop_app.ui.engine_thread import EngineThread
from desktop_app.ui.fetch_controller import FetchController
from desktop_app.ui.microphones import Microphones
from desktop_app.ui.setting_field import FieldMaker
from desktop_app.ui.voice_library import VoiceLibrary


class VoiceSettings(QObject):
    """Lives as long as the window, so that fetching goes on when the settings are closed."""

    failed = Signal(object)
    """Something to tell through the notices; carries a `Problem`."""

    arrived = Signal()
    """A file that was fetched is in its place."""

    def __init__(
        self,
        fetch: EngineThread,
        disk: EngineThread,
        microphone: EngineThread,
        settings: Settings,
        places: Places,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._fetches = FetchController(fetch, disk, self)
        self._fetches.arrived.connect(lambda: self.arrived.emit())
        self._microphones = Microphones(microphone, self)
        self._library = VoiceLibrary(
            settings,
            self._fetches,
            places.voice_models,
            places.voice_cache,
            starter_voice_model(),
            self,
        )
        self._library.failed.connect(self.failed)
        self._more: dict[str, FieldMaker] = {}

    def add_field(self, key: str, make: FieldMaker) -> None:
        """Let `make` make the control of the setting with this key, from the next dialog on."""
        self._more[key] = make

    def fields(self) -> Mapping[str, FieldMaker]:
        """The controls of the settings that no plain control can show, by their keys."""
        from desktop_app.ui.language_field import LanguageField
        from desktop_app.ui.microphone_field import MicrophoneField
        from desktop_app.ui.voice_model_field import VoiceModelField

        return {
            "voice.model": partial(VoiceModelField, library=self._library),
            "voice.microphone": partial(MicrophoneField, microphones=self._microphones),
            "voice.language": partial(LanguageField, library=self._library),
            **self._more,
        }

    def try_again(self, problem: Problem) -> None:
        """Go on with the file that failed with `problem`."""
        self._fetches.try_again(problem)
