"""One window and all behind it: in the order in which it is made, undone in reverse."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent

from desktop_app.core.picture_shelf import PictureShelf
from desktop_app.core.session import Session
from desktop_app.core.settings import Settings
from desktop_app.core.store import Store
from desktop_app.ui.attachment_controller import AttachmentController
from desktop_app.ui.chat_controller import ChatController
from desktop_app.ui.data_desk import DataDesk
from desktop_app.ui.dictation_controller import DictationController
from desktop_app.ui.engine_thread import EngineThread
from desktop_app.ui.engine_threads import EngineThreads
from desktop_app.ui.film_controller import FilmController
from desktop_app.ui.load_watch import LoadWatch
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.model_controller import ModelController
from desktop_app.ui.models.model_desk import ModelDesk
from desktop_app.ui.preset_controller import PresetController
from desktop_app.ui.recording_controller import RecordingController
from desktop_app.ui.search.search_desk import SearchDesk
from desktop_app.ui.showing import Showing
from desktop_app.ui.speech.read_aloud import ReadAloud
from desktop_app.ui.temporary_controller import TemporaryController
from desktop_app.ui.transcriber import Transcriber
from desktop_app.ui.transcript import Transcript
from desktop_app.ui.voice_settings import VoiceSettings
from desktop_app.ui.voicing import Voicing
from desktop_app.ui.window_controller import WindowController


@dataclass(frozen=True, slots=True)
class Parley:
    """Everything one window is made of, in the order in which it is made."""

    settings: Settings
    store: Store
    shelf: PictureShelf
    session: Session
    engines: EngineThreads
    window: MainWindow
    transcript: Transcript
    model: ModelController
    chat: ChatController
    preset: PresetController
    models: ModelDesk
    voicing: Voicing
    showing: Showing
    search: SearchDesk
    desk: WindowController
    load_watch: LoadWatch
    data: DataDesk
    temporary: TemporaryController

    def shut_down(self) -> bool:
        """Undo it in reverse; False when an engine is stuck and its thread still runs."""
        self.desk.shut_down()
        self.search.shut_down()
        self.showing.shut_down()
        self.voicing.shut_down()
        self.chat.shut_down()
        self.models.shut_down()
        self.model.shut_down()
        ended = self.engines.shut_down()
        # What the engines have said so far is for what is put away here, not for its successor.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.MetaCall)
        self.load_watch.shut_down()
        self.temporary.shut_down()
        self.store.close()
        self.shelf.temporary.clear()
        return ended

    @property
    def engine(self) -> EngineThread:
        """The one that runs the model to talk with."""
        return self.engines.chat

    @property
    def microphone(self) -> EngineThread:
        """The one that listens."""
        return self.engines.microphone

    @property
    def transcriber(self) -> Transcriber:
        """What puts sound to the voice engine."""
        return self.voicing.transcriber

    @property
    def dictation(self) -> DictationController:
        """What writes down what is said."""
        return self.voicing.dictation

    @property
    def recordings(self) -> RecordingController:
        """What writes down sound files."""
        return self.voicing.recordings

    @property
    def read_aloud(self) -> ReadAloud:
        """What reads aloud."""
        return self.voicing.read_aloud

    @property
    def voice_settings(self) -> VoiceSettings:
        """What the settings of voice need beyond their table."""
        return self.voicing.settings

    @property
    def attachments(self) -> AttachmentController:
        """What makes attachments of what is brought."""
        return self.showing.attachments

    @property
    def films(self) -> FilmController:
        """What asks which part of a film is wanted."""
        return self.showing.films
