"""Going on from what was said: an edited reply, a fork, a conversation's own prompt."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.core.conversation import State
from desktop_app.core.engine import ModelOptions
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.events import Finished, Reason, TextDelta, Usage
from desktop_app.core.export import as_markdown
from desktop_app.core.filing import Filed
from desktop_app.core.picture_shelf import PictureShelf
from desktop_app.core.session import Session
from desktop_app.core.settings import Settings
from desktop_app.core.store import Store

MODEL = ModelOptions("/models/Small-1B.Q4_K_M.gguf")


class Desk:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.settings = Settings.load(folder / "settings.toml")
        self.settings.set("chat.system_prompt", "Of all.")
        self.store = Store.open(folder / "conversations.db")
        self.session = self._session()

    def restart(self) -> Session:
        self.store.close()
        self.store = Store.open(self.folder / "conversations.db")
        self.session = self._session()
        return self.session

    def say(self, text: str, reply: str = "Yes.") -> str:
        """The id of the reply."""
        job = self.session.begin(text, MODEL)
        self.session.apply(job.id, TextDelta(reply))
        self.session.apply(job.id, Finished(Reason.STOP, Usage(reply_tokens=1)))
        return job.id

    def _session(self) -> Session:
        return Session(self.store, self.settings, PictureShelf(Path("nowhere")))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path)
    yield desk
    desk.store.close()


def said(session: Session) -> list[str]:
    return [message.text for message in session.conversation.path()]


def refuse(monkeypatch: pytest.MonkeyPatch, store: Store, name: str) -> None:
    def full(*_: object, **__: object) -> None:
        raise ParleyError(Problem("store.full"))

    monkeypatch.setattr(store, name, full)


class TestEditedReply:
    def test_stands_beside_the_models_own_and_is_what_the_model_sees(self, desk: Desk) -> None:
        session, reply = desk.session, desk.say("Hello?", "Yse.")
        session.edit_reply(reply, "Yes, indeed.")
        assert said(session) == ["Hello?", "Yes, indeed."]
        edited = session.conversation.path()[1]
        assert edited.edited
        assert (edited.model, edited.usage) == ("Small-1B.Q4_K_M", None)
        assert session.conversation.siblings(edited.id) == [reply, edited.id]
        job = session.begin("And now?", MODEL)
        assert [turn.text for turn in job.turns][1:3] == ["Hello?", "Yes, indeed."]

    def test_is_kept_and_named(self, desk: Desk) -> None:
        reply = desk.say("Hello?")
        desk.session.edit_reply(reply, "No.")
        id = desk.session.conversation.id
        session = desk.restart()
        session.open(id)
        assert session.conversation.path()[1].edited
        assert "## Assistant (Small-1B.Q4_K_M, edited)" in as_markdown(session.conversation)

    def test_what_cannot_be_saved_does_not_happen(
        self, desk: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        reply = desk.say("Hello?")
        refuse(monkeypatch, desk.store, "save_message")
        with pytest.raises(ParleyError):
            desk.session.edit_reply(reply, "No.")
        assert said(desk.session) == ["Hello?", "Yes."]
        assert desk.session.conversation.siblings(reply) == [reply]

    def test_not_while_another_is_written(self, desk: Desk) -> None:
        reply = desk.say("Hello?")
        desk.session.begin("And now?", MODEL)
        with pytest.raises(ValueError, match="being written"):
            desk.session.edit_reply(reply, "No.")


class TestFork:
    def test_is_opened_and_kept_and_leaves_the_old_one(self, desk: Desk) -> None:
        session, reply = desk.session, desk.say("Hello?")
        desk.say("And now?")
        old = session.conversation.id
        session.fork(reply)
        assert said(session) == ["Hello?", "Yes."]
        assert session.conversation.id != old
        fork = session.conversation.id
        desk.say("Another way?")
        session = desk.restart()
        session.open(fork)
        assert said(session) == ["Hello?", "Yes.", "Another way?", "Yes."]
        assert session.conversation.title == "Hello? (2)"
        session.open(old)
        assert said(session) == ["Hello?", "Yes.", "And now?", "Yes."]

    def test_has_folder_prompt_and_preset_of_the_old_one(self, desk: Desk) -> None:
        session = desk.session
        folder = session.filing.create("Sea")
        session.new(folder.id)
        reply = desk.say("Hello?")
        session.set_system_prompt("Be brief.")
        session.set_preset("tutor")
        old = session.conversation.id
        session.filing.pin([old], True)
        session.fork(reply)
        fork = session.conversation.id
        session = desk.restart()
        assert session.filing.filed([old, fork]) == (
            Filed(old, True, folder.id),
            Filed(fork, False, folder.id),
        )
        session.open(fork)
        assert session.conversation.system_prompt == "Be brief."
        assert session.conversation.preset == "tutor"

    def test_of_one_in_no_folder_is_in_none(self, desk: Desk) -> None:
        desk.session.filing.create("Sea")
        desk.session.fork(desk.say("Hello?"))
        (filed,) = desk.session.filing.filed([desk.session.conversation.id])
        assert filed.folder == ""

    def test_that_cannot_be_moved_is_there_all_the_same(
        self, desk: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        desk.session.new(desk.session.filing.create("Sea").id)
        reply = desk.say("Hello?")

        def full(*_: object) -> None:
            raise ParleyError(Problem("store.full"))

        monkeypatch.setattr(desk.session.filing, "move", full)
        desk.session.fork(reply)
        assert desk.session.conversation.id in [each.id for each in desk.session.summaries()]

    def test_while_a_reply_goes_on_in_the_old_one(self, desk: Desk) -> None:
        session = desk.session
        job = session.begin("Hello?", MODEL)
        session.apply(job.id, TextDelta("One "))
        old, question = session.conversation.id, session.conversation.path()[0].id
        session.fork(question)
        assert said(session) == ["Hello?"]
        session.apply(job.id, TextDelta("two."))
        session.apply(job.id, Finished(Reason.STOP, Usage(reply_tokens=2)))
        session.open(old)
        assert said(session) == ["Hello?", "One two."]
        assert session.conversation.path()[1].state is State.COMPLETE

    def test_what_cannot_be_saved_leaves_the_old_one_open(
        self, desk: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        reply = desk.say("Hello?")
        old = desk.session.conversation
        refuse(monkeypatch, desk.store, "save_messages")
        with pytest.raises(ParleyError):
            desk.session.fork(reply)
        assert desk.session.conversation is old


class TestSystemPrompt:
    def test_counts_from_the_next_message_on_and_is_kept(self, desk: Desk) -> None:
        desk.say("Hello?")
        desk.session.set_system_prompt("  Answer in verse. \n")
        id = desk.session.conversation.id
        session = desk.restart()
        session.open(id)
        assert session.conversation.system_prompt == "Answer in verse."
        assert session.begin("And now?", MODEL).turns[0].text == "Answer in verse."

    def test_before_the_first_message(self, desk: Desk) -> None:
        desk.session.set_system_prompt("Answer in verse.")
        desk.say("Hello?")
        id = desk.session.conversation.id
        session = desk.restart()
        session.open(id)
        assert session.conversation.system_prompt == "Answer in verse."

    def test_none_lets_the_settings_count_again(self, desk: Desk) -> None:
        desk.session.set_system_prompt("Answer in verse.")
        desk.session.set_system_prompt(" ")
        assert desk.session.begin("Hello?", MODEL).turns[0].text == "Of all."

    def test_the_next_conversation_has_none(self, desk: Desk) -> None:
        desk.session.set_system_prompt("Answer in verse.")
        desk.say("Hello?")
        desk.session.new()
        assert desk.session.conversation.system_prompt == ""

    def test_what_cannot_be_saved_does_not_count(
        self, desk: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        desk.say("Hello?")
        refuse(monkeypatch, desk.store, "save_conversation")
        with pytest.raises(ParleyError):
            desk.session.set_system_prompt("Answer in verse.")
        assert desk.session.conversation.system_prompt == ""
