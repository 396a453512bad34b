"""All that the search needs between the window and its engine, put together."""

from PySide6.QtCore import QObject, QTimer

from desktop_app.core.chat_search import Hit
from desktop_app.core.session import Session
from desktop_app.ui.chat_controller import ChatController
from desktop_app.ui.engine_thread import EngineThread
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.search.chat_search import ChatSearch
from desktop_app.ui.search.find_controller import FindController
from desktop_app.ui.search.word_marks import WordMarks
from desktop_app.ui.theme import Theme
from desktop_app.ui.transcript import Transcript


class SearchDesk(QObject):
    """Searches the conversations and the open one. Lives on the UI thread."""

    def __init__(
        self,
        engine: EngineThread,
        session: Session,
        chat: ChatController,
        window: MainWindow,
        transcript: Transcript,
        theme: Theme,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._chat = chat
        self._window = window
        self._transcript = transcript
        self.search = ChatSearch(engine, self)
        self.finder = window.side_panel.finder
        self.marks = WordMarks(theme, transcript)
        self.find = FindController(window.find_bar, transcript, self.marks, self)
        self.search.found.connect(self._on_found)
        self.search.changed.connect(self._show_state)
        self.finder.wanted.connect(self._on_wanted)
        self.finder.opened.connect(self.open)
        self.finder.asked_again.connect(self.search.again)
        self.finder.left.connect(window.composer.focus)
        window.find_bar.closed.connect(window.composer.focus)
        chat.shown.connect(self._on_shown)

    def start(self) -> None:
        """Bring the index up to date when the program has come to rest."""
        self.search.start()

    def shut_down(self) -> None:
        """Ask nothing any more."""
        self.search.shut_down()

    def open(self, hit: Hit) -> None:
        """Show the message, on whatever branch it stands, with the words marked in it."""
        self._transcript.await_message(hit.message)
        shown = self._chat.conversations.show(hit.conversation, hit.message)
        self._transcript.await_message("")
        if not shown:
            return
        if hit.message:
            self._window.find_bar.close_bar()
            self.marks.set_words(self.search.query.words, hit.message)
            self._jump(hit.message)
            # Once more when the transcript has its place on the screen.
            QTimer.singleShot(0, self, lambda: self._jump(hit.message))
        if self._window.panel_shown():
            self.finder.view.list.setFocus()

    def _jump(self, message: str) -> None:
        self._transcript.show_at(message)
        view = self._transcript.view(message)
        if view is not None and (below := self.marks.place_in(view)):
            self._transcript.show_at(message, below)

    def _on_wanted(self) -> None:
        self.search.look_for(self.finder.query())

    def _on_found(self, hits: tuple[Hit, ...], fresh: bool) -> None:
        model = self.finder.view.list.hits
        if fresh:
            model.show_hits(hits)
        else:
            model.add(hits)
        self._show_state()

    def _show_state(self) -> None:
        view = self.finder.view
        view.set_models(self.search.models)
        view.show_state(self.search.busy, self.search.problem, self.search.index)

    def _on_shown(self) -> None:
        self._window.find_bar.close_bar()
        self.marks.clear()
