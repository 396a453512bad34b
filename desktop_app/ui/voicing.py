"""All that speaking and listening need between the window and the engines, put together."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop_app.core.paths import Places, starter_voice_model
from desktop_app.core.session import Session
from desktop_app.core.settings import Settings
from desktop_app.ui.dictation_controller import DictationController
from desktop_app.ui.engine_threads import EngineThreads
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.precedence import Precedence
from desktop_app.ui.recording_controller import JOB, RecordingController
from desktop_app.ui.speech.read_aloud import ReadAloud
from desktop_app.ui.speech.system_speaker import system_speaker
from desktop_app.ui.speech.voice_choice import VoiceChoice
from desktop_app.ui.theme import Theme
from desktop_app.ui.transcriber import Transcriber
from desktop_app.ui.transcript import Transcript
from desktop_app.ui.voice_settings import VoiceSettings


class Voicing(QObject):
    """Makes the parts that hear and speak, and connects them. UI thread."""

    problem = Signal(object)
    """Something to tell in the window; carries the `Problem`."""

    def __init__(
        self,
        engines: EngineThreads,
        session: Session,
        settings: Settings,
        places: Places,
        window: MainWindow,
        transcript: Transcript,
        theme: Theme,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.transcriber = Transcriber(engines.voice, settings, starter_voice_model())
        self.dictation = DictationController(
            engines.microphone, self.transcriber, session, settings, places, window, theme
        )
        self.precedence = Precedence(engines.microphone, engines.voice, JOB)
        self.recordings = RecordingController(
            engines.reader, self.transcriber, self.precedence, window, theme
        )
        self.read_aloud = ReadAloud(window, transcript, theme, settings, system_speaker())
        self.settings = VoiceSettings(
            engines.fetch, engines.disk, engines.microphone, settings, places
        )
        voice_choice = partial(VoiceChoice, speaker=self.read_aloud.speaker)
        self.settings.add_field("speech.voice", voice_choice)
        self.dictation.began.connect(self.read_aloud.hush)
        self.dictation.ended.connect(self.read_aloud.go_on)
        for failing in (self.dictation.failed, self.read_aloud.problem):
            failing.connect(self.problem)

    def shut_down(self) -> None:
        """Begin nothing any more, and leave nothing half written down."""
        self.read_aloud.shut_down()
        self.recordings.shut_down()
        self.dictation.shut_down()
