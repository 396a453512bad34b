"""All that pictures, films and documents need between the window and the engines, put together."""

from PySide6.QtCore import QObject, Signal

from desktop_app.core.paths import Places
from desktop_app.core.picture_shelf import PictureShelf
from desktop_app.core.session import Session
from desktop_app.ui.attachment_controller import AttachmentController
from desktop_app.ui.attachment_obstacle import AttachmentObstacle
from desktop_app.ui.document_controller import DocumentController
from desktop_app.ui.document_tokens import DocumentTokens
from desktop_app.ui.early_look import EarlyLook
from desktop_app.ui.engine_threads import EngineThreads
from desktop_app.ui.film_controller import FilmController
from desktop_app.ui.film_maker import FilmMaker
from desktop_app.ui.gallery import Gallery
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.model_controller import ModelController
from desktop_app.ui.picture_desk import PictureDesk
from desktop_app.ui.theme import Theme
from desktop_app.ui.voicing import Voicing


class Showing(QObject):
    """Makes the parts that show the model something, and connects them. UI thread."""

    problem = Signal(object)
    """Something to tell in the window; carries the `Problem`."""

    sounds_brought = Signal(list)
    """The paths of files of which only the words are wanted."""

    def __init__(
        self,
        engines: EngineThreads,
        model: ModelController,
        voicing: Voicing,
        session: Session,
        shelf: PictureShelf,
        gallery: Gallery,
        places: Places,
        window: MainWindow,
        theme: Theme,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        desk = PictureDesk(theme, gallery, window)
        self.attachments = AttachmentController(session, engines.pictures, places, window, desk)
        self.early_look = EarlyLook(engines.chat, window.composer, shelf, model)
        self.tokens = tokens = DocumentTokens(engines.chat, window.composer, shelf, model, self)
        self.documents = DocumentController(
            session,
            engines.documents,
            tokens,
            shelf,
            places,
            window,
            theme,
            self.attachments.next_number,
        )
        self._obstacle = AttachmentObstacle(model, window, self.attachments, tokens.load)
        tokens.changed.connect(self._obstacle.refresh)
        self._obstacle.part_wanted.connect(self.documents.choose_part)
        maker = FilmMaker(engines.films, engines.reader, voicing.transcriber, voicing.precedence)
        self.films = FilmController(
            engines.films,
            engines.chat,
            maker,
            voicing.transcriber,
            model,
            session,
            places,
            window,
            theme,
        )
        for failing in (
            *(self.attachments.problem, self.early_look.failed),
            *(desk.problem, self.films.problem, self.documents.problem),
        ):
            failing.connect(self.problem)
        self.attachments.undoable.connect(window.notices.show_undo)
        self.attachments.film_brought.connect(self.films.take)
        self.attachments.document_brought.connect(self.documents.take)
        for made in (self.films.made, self.documents.made):
            made.connect(self.attachments.add)
        self.films.sounds_brought.connect(self.sounds_brought)

    def shut_down(self) -> None:
        """Begin nothing any more, and leave nothing half made behind."""
        self.films.shut_down()
        self.documents.shut_down()
        self.tokens.shut_down()
        self.early_look.shut_down()
        self.attachments.shut_down()
