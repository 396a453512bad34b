"""A home with conversations, and the engine that searches them."""

from collections.abc import Sequence
from pathlib import Path

from desktop_app.core.attachment import Attachment
from desktop_app.core.chat_query import read_query
from desktop_app.core.chat_search import (
    ChatSearchJob,
    Found,
    Hit,
    SearchFiles,
    TakeInJob,
    TakenIn,
)
from desktop_app.core.conversation import Conversation, Message, Role
from desktop_app.core.engine import CancelToken, Job
from desktop_app.core.events import Event, Finished
from desktop_app.core.paths import Places
from desktop_app.core.store import Store
from desktop_app.engines.search import create
from tests.engines.contract import do


class SearchHome:
    """The conversations, as the window writes them, and the search beside it."""

    def __init__(self, home: Path) -> None:
        self.places = Places(home)
        self.places.create()
        self.store = Store.open(self.places.database)
        self.files = SearchFiles(self.places.database, self.places.search_index)
        self.engine = create(self.files)

    def keep(
        self,
        *texts: str,
        title: str = "",
        at: float = 1e9,
        model: str = "A model",
        attachments: tuple[Attachment, ...] = (),
    ) -> Conversation:
        """A conversation in which these were said by turns, a minute apart."""
        talk = Conversation(title=title, created=at, changed=at)
        parent = ""
        for number, text in enumerate(texts):
            said = {"model": model} if number % 2 else {"attachments": attachments}
            role = Role.ASSISTANT if number % 2 else Role.USER
            parent = talk.add(role, text, parent, at + 60 * number, **said).id
        self.save(talk)
        return talk

    def save(self, talk: Conversation, messages: Sequence[Message] | None = None) -> None:
        wanted = talk.messages.values() if messages is None else messages
        self.store.save_messages(talk, wanted, durable=False)

    def do(self, job: Job, cancel: CancelToken | None = None) -> list[Event]:
        return do(self.engine, job, cancel)

    def take_in(self) -> TakenIn:
        """Bring the index up to date; how far that came."""
        events = self.do(TakeInJob("take in"))
        assert events[-1] == Finished()
        state = events[-2]
        assert isinstance(state, TakenIn)
        return state

    def find(self, text: str) -> list[Hit]:
        """All hits, in their order."""
        events = self.do(ChatSearchJob("find", read_query(text)))
        assert events[-1] == Finished(), events[-1]
        return [hit for event in events if isinstance(event, Found) for hit in event.hits]

    def texts(self, text: str) -> list[str]:
        """What is shown of the messages that are found."""
        return [hit.text.text for hit in self.find(text) if hit.message]

    def close(self) -> None:
        self.engine.close()
        self.store.close()
