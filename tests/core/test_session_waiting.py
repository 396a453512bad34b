"""Messages that wait for the end of a reply: spent from the composer, sent, edited, kept."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.core.conversation import State
from desktop_app.core.engine import ChatJob, ModelOptions
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.events import Event, Failed, Finished, Reason, TextDelta
from desktop_app.core.picture import Picture
from desktop_app.core.picture_shelf import PictureShelf
from desktop_app.core.session import Session
from desktop_app.core.settings import Settings
from desktop_app.core.store import Store
from desktop_app.core.waiting import WaitingMessage

MODEL = ModelOptions("/models/Small-1B.Q4_K_M.gguf")
CAT = Picture("ab" * 32, ".png", 640, 480, name="cat.png")
TOO_LONG = Failed(Problem("message.too_long"))
NOTHING = WaitingMessage("")


class Desk:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.settings = Settings.load(folder / "settings.toml")
        self._open()

    def restart(self) -> None:
        self.store.close()
        self._open()

    def ask(self, text: str = "Hello?") -> ChatJob:
        return self.session.begin(text, MODEL)

    def end(self, job: ChatJob, event: Event | None = None) -> None:
        self.session.apply(job.id, TextDelta("Yes."))
        self.session.apply(job.id, event or Finished(Reason.STOP))

    @property
    def id(self) -> str:
        return self.session.conversation.id

    def waiting(self, id: str = "") -> list[str]:
        return [message.text for message in self.session.queue.of(id or self.id)]

    def said(self, id: str = "") -> list[str]:
        return [message.text for message in self.store.load(id or self.id).path()]

    def _open(self) -> None:
        self.store = Store.open(self.folder / "conversations.db")
        shelf = PictureShelf(self.folder / "nowhere")
        self.session = Session(self.store, self.settings, shelf)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path)
    yield desk
    desk.store.close()


def refuse(monkeypatch: pytest.MonkeyPatch, store: Store) -> None:
    """From now on nothing can be saved."""

    def full(*_: object, **__: object) -> None:
        raise ParleyError(Problem("store.full"))

    for name in ("save_waiting", "save_messages", "save_message"):
        monkeypatch.setattr(store, name, full)


class TestWait:
    def test_what_stood_in_the_composer_waits_and_is_no_draft(self, desk: Desk) -> None:
        desk.ask()
        desk.session.drafts.save("And then?", (CAT,))
        desk.session.wait("And then?", (CAT,))
        assert desk.session.queue.of(desk.id) == (WaitingMessage("And then?", (CAT,)),)
        kept = desk.store.load(desk.id)
        assert (kept.draft, kept.draft_attachments) == ("", ())
        assert desk.session.conversation.draft == ""

    def test_what_cannot_be_saved_stays_the_draft(
        self, desk: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        desk.ask()
        desk.session.drafts.save("And then?")
        refuse(monkeypatch, desk.store)
        with pytest.raises(ParleyError):
            desk.session.wait("And then?")
        assert (desk.waiting(), desk.session.conversation.draft) == ([], "And then?")

    def test_blanks_do_not_wait(self, desk: Desk) -> None:
        desk.ask()
        desk.session.wait(" \n")
        assert desk.waiting() == []

    def test_all_of_it_is_there_after_a_restart(self, desk: Desk) -> None:
        job = desk.ask()
        id = desk.id
        desk.session.wait("And then?", (CAT,))
        desk.session.wait("And last?")
        desk.end(job)
        desk.restart()
        assert desk.waiting(id) == ["And then?", "And last?"]
        assert desk.session.queue.of(id)[0].attachments == (CAT,)


class TestIsFollowed:
    def test_after_a_reply_that_ended_well_where_something_waits(self, desk: Desk) -> None:
        job = desk.ask()
        desk.session.wait("And then?")
        desk.end(job)
        assert desk.session.is_followed(desk.id, job.id)

    def test_not_where_nothing_waits(self, desk: Desk) -> None:
        job = desk.ask()
        desk.end(job)
        assert not desk.session.is_followed(desk.id, job.id)

    @pytest.mark.parametrize(
        "end",
        [
            Finished(Reason.CANCELLED),
            Finished(Reason.LENGTH),
            Finished(Reason.CONTEXT),
            Failed(Problem("part.crashed")),
        ],
    )
    def test_not_after_another_end(self, desk: Desk, end: Event) -> None:
        job = desk.ask()
        desk.session.wait("And then?")
        desk.end(job, end)
        assert not desk.session.is_followed(desk.id, job.id)

    def test_also_where_another_conversation_is_open(self, desk: Desk) -> None:
        job, id = desk.ask(), desk.id
        desk.session.wait("And then?")
        desk.session.new()
        desk.end(job)
        assert desk.session.is_followed(id, job.id)

    def test_not_where_another_branch_is_shown_by_then(self, desk: Desk) -> None:
        """An undo brought it back."""
        other = desk.ask()
        desk.end(other)
        waited_for = desk.session.regenerate(other.id, MODEL)
        desk.session.wait("And then?")
        desk.session.restore_message(other.id)
        desk.end(waited_for)
        assert not desk.session.is_followed(desk.id, waited_for.id)


class TestSendWaiting:
    def test_asks_in_the_open_conversation(self, desk: Desk) -> None:
        desk.end(desk.ask())
        desk.session.wait("And then?", (CAT,))
        job = desk.session.send_waiting(desk.id, 0, MODEL)
        assert job.turns[-1].text == "And then?"
        assert desk.session.is_writing(desk.id)
        desk.end(job)
        assert desk.said() == ["Hello?", "Yes.", "And then?", "Yes."]
        assert desk.store.load(desk.id).path()[2].attachments == (CAT,)
        assert desk.waiting() == []

    def test_asks_in_one_that_is_not_open(self, desk: Desk) -> None:
        first, id = desk.ask(), desk.id
        desk.session.wait("And then?")
        desk.session.new()
        desk.ask("Elsewhere?")
        shown = desk.id
        desk.end(first)
        job = desk.session.send_waiting(id, 0, MODEL)
        assert [turn.text for turn in job.turns if turn.text][-3:] == [
            "Hello?",
            "Yes.",
            "And then?",
        ]
        desk.end(job)
        assert desk.id == shown
        assert desk.said(id) == ["Hello?", "Yes.", "And then?", "Yes."]

    def test_opening_it_meanwhile_shows_the_reply_that_grows(self, desk: Desk) -> None:
        first, id = desk.ask(), desk.id
        desk.session.wait("And then?")
        desk.end(first)
        desk.session.new()
        job = desk.session.send_waiting(id, 0, MODEL)
        desk.session.apply(job.id, TextDelta("Half"))
        desk.session.open(id)
        assert desk.session.words_of(job.id) == ("Half", "")

    def test_the_draft_of_that_conversation_stays(self, desk: Desk) -> None:
        desk.end(desk.ask())
        id = desk.id
        desk.session.wait("And then?")
        desk.session.drafts.save("half a thought")
        desk.session.new()
        desk.session.send_waiting(id, 0, MODEL)
        assert desk.store.draft(id) == "half a thought"

    def test_any_of_them_can_be_sent(self, desk: Desk) -> None:
        desk.end(desk.ask())
        for text in ("one", "two", "three"):
            desk.session.wait(text)
        desk.end(desk.session.send_waiting(desk.id, 1, MODEL))
        assert desk.waiting() == ["one", "three"]
        assert desk.said()[2] == "two"

    def test_what_cannot_be_saved_waits_on(
        self, desk: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        desk.end(desk.ask())
        desk.session.wait("And then?")
        refuse(monkeypatch, desk.store)
        with pytest.raises(ParleyError):
            desk.session.send_waiting(desk.id, 0, MODEL)
        assert desk.waiting() == ["And then?"]
        assert len(desk.session.conversation.messages) == 2
        assert not desk.session.is_writing(desk.id)

    def test_not_while_a_reply_is_written_there(self, desk: Desk) -> None:
        desk.ask()
        desk.session.wait("And then?")
        with pytest.raises(ValueError, match="being written"):
            desk.session.send_waiting(desk.id, 0, MODEL)
        assert desk.waiting() == ["And then?"]

    def test_none_that_does_not_wait(self, desk: Desk) -> None:
        desk.end(desk.ask())
        with pytest.raises(IndexError):
            desk.session.send_waiting(desk.id, 0, MODEL)

    def test_none_of_a_conversation_that_is_gone(self, desk: Desk) -> None:
        desk.end(desk.ask())
        id = desk.id
        desk.session.wait("And then?")
        desk.session.delete(id)
        desk.session.purge(id)
        with pytest.raises(KeyError):
            desk.session.send_waiting(id, 0, MODEL)
        assert desk.waiting(id) == []


class TestEditWaiting:
    def test_it_is_the_draft_from_then_on(self, desk: Desk) -> None:
        desk.ask()
        desk.session.wait("one")
        desk.session.wait("two", (CAT,))
        desk.session.edit_waiting(1, NOTHING)
        kept = desk.store.load(desk.id)
        assert (kept.draft, kept.draft_attachments) == ("two", (CAT,))
        assert desk.session.conversation.draft == "two"
        assert desk.waiting() == ["one"]

    def test_what_stood_in_the_composer_takes_its_place(self, desk: Desk) -> None:
        desk.ask()
        for text in ("one", "two", "three"):
            desk.session.wait(text)
        desk.session.edit_waiting(1, WaitingMessage("half", (CAT,)))
        assert desk.waiting() == ["one", "half", "three"]
        assert desk.session.conversation.draft == "two"

    def test_what_cannot_be_saved_changes_nothing(
        self, desk: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        desk.ask()
        desk.session.wait("one")
        refuse(monkeypatch, desk.store)
        with pytest.raises(ParleyError):
            desk.session.edit_waiting(0, WaitingMessage("half"))
        assert (desk.waiting(), desk.session.conversation.draft) == (["one"], "")


class TestWhereItBelongs:
    def test_a_deleted_conversation_takes_what_waits_and_brings_it_back(self, desk: Desk) -> None:
        desk.end(desk.ask())
        id = desk.id
        desk.session.wait("And then?")
        desk.session.delete(id)
        assert desk.waiting() == []
        desk.session.restore(id)
        assert desk.waiting(id) == ["And then?"]

    def test_a_fork_has_none(self, desk: Desk) -> None:
        desk.end(desk.ask())
        id = desk.id
        desk.session.wait("And then?")
        desk.session.fork(desk.session.conversation.last_id())
        assert (desk.waiting(), desk.waiting(id)) == ([], ["And then?"])

    def test_a_refused_first_message_stays_where_another_waits_behind_it(self, desk: Desk) -> None:
        """Else its conversation would go, and what waits would be nowhere."""
        job = desk.ask("A whole book")
        desk.session.wait("And then?")
        assert desk.session.apply(job.id, TOO_LONG) is None
        assert desk.said()[0] == "A whole book"
        assert desk.session.conversation.messages[job.id].state is State.FAILED
        assert desk.waiting() == ["And then?"]

    def test_a_waiting_message_that_is_refused_returns_to_the_draft(self, desk: Desk) -> None:
        desk.end(desk.ask())
        desk.session.wait("A whole book")
        desk.session.wait("And then?")
        job = desk.session.send_waiting(desk.id, 0, MODEL)
        refused = desk.session.apply(job.id, TOO_LONG)
        assert refused is not None
        assert refused.text == desk.session.conversation.draft == "A whole book"
        assert desk.waiting() == ["And then?"]
