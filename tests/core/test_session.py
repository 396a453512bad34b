from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.core.conversation import Conversation, Role, State
from desktop_app.core.engine import ChatJob, ModelOptions
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.events import (
    Failed,
    Finished,
    Loading,
    Planned,
    Reason,
    TextDelta,
    ThoughtDelta,
    Usage,
)
from desktop_app.core.picture_shelf import PictureShelf
from desktop_app.core.scribe import SAVE_SECONDS, Refused
from desktop_app.core.session import Session
from desktop_app.core.settings import Settings
from desktop_app.core.shown import SYSTEM_TURN
from desktop_app.core.store import Store
from desktop_app.core.thinking import Mode, Thinking

MODEL = ModelOptions("/models/Small-1B.Q4_K_M.gguf")
NO_PICTURES = PictureShelf(Path("nowhere"))
TOO_LONG = Failed(Problem("message.too_long", {"tokens": 5000, "limit": 4000}))


class Watch:
    """A clock that a test winds on."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class FullDisk:
    """Lets the store's file grow no further, and again."""

    def __init__(self, store: Store) -> None:
        self._db = store._db

    def fill(self) -> None:
        (pages,) = self._db.execute("PRAGMA page_count").fetchone()
        self._db.execute(f"PRAGMA max_page_count = {pages}")

    def free(self) -> None:
        self._db.execute("PRAGMA max_page_count = 1000000")


LONG = "long " * 20_000
"""More text than the free room of a database's last page."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "conversations.db"


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.load(tmp_path / "settings.toml")


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    store = Store.open(path)
    yield store
    store.close()


@pytest.fixture
def disk(store: Store) -> FullDisk:
    return FullDisk(store)


@pytest.fixture
def session(store: Store, settings: Settings, watch: Watch) -> Session:
    return Session(store, settings, NO_PICTURES, clock=watch, ticks=watch)


def kept(path: Path, id: str) -> Conversation:
    """What is in the file, as another process sees it."""
    store = Store.open_for_reading(path)
    try:
        return store.load(id)
    finally:
        store.close()


def answer(session: Session, job: ChatJob, *words: str) -> None:
    for word in words:
        session.apply(job.id, TextDelta(word))
    session.apply(job.id, Finished(Reason.STOP, Usage(reply_tokens=len(words))))


def said(session: Session) -> list[str]:
    return [message.text for message in session.conversation.path()]


def seen(job: ChatJob) -> list[tuple[Role, str]]:
    return [(turn.role, turn.text) for turn in job.turns]


class TestBegin:
    def test_the_message_is_in_the_store_before_there_is_a_job(
        self, session: Session, path: Path
    ) -> None:
        job = session.begin("Which fish fly?", MODEL)
        question, reply = kept(path, session.conversation.id).path()
        assert (question.role, question.text) == (Role.USER, "Which fish fly?")
        assert (reply.id, reply.state, reply.text) == (job.id, State.WRITING, "")
        assert reply.model == "Small-1B.Q4_K_M"

    def test_the_job_says_what_the_model_is_to_see(
        self, session: Session, settings: Settings
    ) -> None:
        settings.set("chat.system_prompt", "Be short.")
        settings.set("sampling.temperature", 0.5)
        answer(session, session.begin("One?", MODEL), "Yes", ".")
        job = session.begin("Two?", MODEL)
        assert seen(job) == [
            (Role.SYSTEM, "Be short."),
            (Role.USER, "One?"),
            (Role.ASSISTANT, "Yes."),
            (Role.USER, "Two?"),
        ]
        assert job.turns[0].id == SYSTEM_TURN
        assert job.turns[1].id == session.conversation.path()[0].id
        assert job.model == MODEL
        assert job.sampling.temperature == 0.5
        assert not job.continues

    def test_thoughts_and_empty_replies_are_not_sent_back(self, session: Session) -> None:
        job = session.begin("One?", MODEL)
        session.apply(job.id, ThoughtDelta("secret"))
        session.apply(job.id, Failed(Problem("engine.crashed", {"cause": "signal 11"})))
        assert seen(session.begin("Two?", MODEL)) == [(Role.USER, "One?"), (Role.USER, "Two?")]

    def test_thoughts_are_sent_back_where_that_is_asked_for(
        self, session: Session, settings: Settings
    ) -> None:
        job = session.begin("One?", MODEL)
        session.apply(job.id, ThoughtDelta("Hm."))
        answer(session, job, "Yes.")
        assert [turn.thoughts for turn in session.begin("Two?", MODEL).turns] == ["", "", ""]

        session.new()
        settings.set("thinking.send_back", True)
        job = session.begin("One?", MODEL)
        session.apply(job.id, ThoughtDelta("Hm."))
        answer(session, job, "Yes.")
        job = session.begin("Two?", MODEL)
        assert [turn.thoughts for turn in job.turns] == ["", "Hm.", ""]

    def test_a_job_says_how_much_the_model_is_to_think(
        self, session: Session, settings: Settings
    ) -> None:
        assert session.begin("One?", MODEL).thinking == Thinking()
        session.new()
        settings.update({"thinking.mode": "off", "thinking.budget": 50})
        wanted = Thinking(Mode.OFF, 50)
        job = session.begin("One?", MODEL)
        assert job.thinking == wanted
        answer(session, job, "Yes")
        assert session.continue_reply(job.id, MODEL).thinking == wanted
        assert session.jobs_running == 2

    def test_thoughts_without_words_go_on_in_place(self, session: Session, path: Path) -> None:
        job = session.begin("One?", MODEL)
        session.apply(job.id, ThoughtDelta("First, "))
        session.apply(job.id, Finished(Reason.CANCELLED))
        again = session.continue_reply(job.id, MODEL)
        assert (again.id, again.continues) == (job.id, True)
        assert (again.turns[-1].text, again.turns[-1].thoughts) == ("", "First, ")
        session.apply(job.id, ThoughtDelta("second."))
        answer(session, again, "Yes.")
        reply = kept(path, session.conversation.id).path()[1]
        assert (reply.text, reply.thought) == ("Yes.", "First, second.")
        assert session.conversation.siblings(job.id) == [job.id]

    def test_text_that_turns_out_to_be_thoughts_moves_over(
        self, session: Session, path: Path
    ) -> None:
        job = session.begin("One?", MODEL)
        session.apply(job.id, TextDelta("Let me "))
        assert session.words_of(job.id) == ("Let me ", "")
        session.apply(job.id, TextDelta("see"))
        session.apply(job.id, ThoughtDelta("...", so_far=True))
        session.apply(job.id, TextDelta("Four."))
        session.apply(job.id, Finished())
        reply = kept(path, session.conversation.id).path()[1]
        assert (reply.text, reply.thought) == ("Four.", "Let me see...")

    def test_the_first_message_makes_the_title(self, session: Session) -> None:
        answer(session, session.begin("\n  Which fish fly?\nAnd why?", MODEL), "Some.")
        session.begin("Really?", MODEL)
        assert [summary.title for summary in session.summaries()] == ["Which fish fly?"]

    def test_half_a_character_from_a_broken_clipboard_does_no_harm(
        self, session: Session, path: Path
    ) -> None:
        job = session.begin("One \ud83d?", MODEL)
        assert job.turns[0].text == "One ??"
        assert kept(path, session.conversation.id).path()[0].text == "One ??"

    def test_a_message_that_cannot_be_saved_is_in_no_tree(
        self, session: Session, disk: FullDisk, path: Path
    ) -> None:
        answer(session, session.begin("One?", MODEL), "Yes.")
        session.drafts.save("half a thought")
        before = deepcopy(session.conversation)
        disk.fill()
        with pytest.raises(ParleyError) as caught:
            session.begin(LONG, MODEL)
        assert caught.value.problem.code == "store.full"
        assert session.conversation == before
        assert session.jobs_running == 0
        assert said(session) == ["One?", "Yes."]
        disk.free()
        answer(session, session.begin(LONG, MODEL), "Long.")
        assert kept(path, session.conversation.id).path()[2].text == LONG

    def test_a_conversation_that_is_being_answered_takes_no_second_job(
        self, session: Session
    ) -> None:
        job = session.begin("One?", MODEL)
        for ask in (
            lambda: session.begin("Two?", MODEL),
            lambda: session.regenerate(job.id, MODEL),
            lambda: session.continue_reply(job.id, MODEL),
        ):
            with pytest.raises(ValueError, match="being written"):
                ask()
        assert len(session.conversation.messages) == 2


class TestReply:
    def test_words_are_gathered_and_saved_at_the_end(self, session: Session, path: Path) -> None:
        usage = Usage(prompt_tokens=7, reply_tokens=2, context_used=9, context_size=4096)
        job = session.begin("One?", MODEL)
        session.apply(job.id, Loading(0.5))
        for word in ("Fly", "ing", " \U0001f41f"):
            session.apply(job.id, TextDelta(word))
        assert session.words_of(job.id) == ("Flying \U0001f41f", "")
        assert session.apply(job.id, Finished(Reason.STOP, usage)) is None
        reply = kept(path, session.conversation.id).messages[job.id]
        assert (reply.text, reply.state, reply.usage) == (
            "Flying \U0001f41f",
            State.COMPLETE,
            usage,
        )

    @pytest.mark.parametrize(
        ("reason", "state"),
        [
            (Reason.STOP, State.COMPLETE),
            (Reason.LENGTH, State.LENGTH),
            (Reason.CONTEXT, State.CONTEXT),
            (Reason.CANCELLED, State.STOPPED),
        ],
    )
    def test_why_it_ended_is_kept(self, session: Session, reason: Reason, state: State) -> None:
        job = session.begin("One?", MODEL)
        session.apply(job.id, Finished(reason))
        assert session.conversation.messages[job.id].state is state

    def test_a_failure_keeps_the_words_and_says_why(self, session: Session, path: Path) -> None:
        problem = Problem("engine.crashed", {"cause": "signal 11"}, "a log")
        job = session.begin("One?", MODEL)
        session.apply(job.id, TextDelta("Half"))
        session.apply(job.id, Failed(problem))
        reply = kept(path, session.conversation.id).messages[job.id]
        assert (reply.text, reply.state, reply.problem) == ("Half", State.FAILED, problem)

    def test_after_the_end_nothing_is_taken(self, session: Session) -> None:
        job = session.begin("One?", MODEL)
        answer(session, job, "Yes.")
        assert session.apply(job.id, TextDelta(" No.")) is None
        assert session.apply("no such job", TextDelta("?")) is None
        assert said(session) == ["One?", "Yes."]

    def test_thinking_is_timed_to_the_first_word(self, session: Session, watch: Watch) -> None:
        job = session.begin("One?", MODEL)
        watch.now += 5
        session.apply(job.id, ThoughtDelta("Hm"))
        watch.now += 2
        session.apply(job.id, ThoughtDelta("m."))
        session.tick()
        assert session.conversation.messages[job.id].thought_seconds == 2
        watch.now += 1
        session.apply(job.id, TextDelta("Yes."))
        watch.now += 9
        session.apply(job.id, Finished())
        reply = session.conversation.messages[job.id]
        assert (reply.thought, reply.text, reply.thought_seconds) == ("Hmm.", "Yes.", 3)

    def test_only_thinking_is_timed_to_the_end(self, session: Session, watch: Watch) -> None:
        job = session.begin("One?", MODEL)
        session.apply(job.id, ThoughtDelta("Hm"))
        watch.now += 4
        session.apply(job.id, Finished(Reason.LENGTH))
        assert session.conversation.messages[job.id].thought_seconds == 4

    def test_partial_words_are_saved_at_least_once_a_second(
        self, session: Session, watch: Watch, path: Path
    ) -> None:
        job = session.begin("One?", MODEL)

        def saved() -> str:
            return kept(path, session.conversation.id).messages[job.id].text

        session.apply(job.id, TextDelta("Half"))
        session.tick()
        assert saved() == "", "saved at every token"
        for tick in range(1, 13):
            watch.now += 0.25
            session.apply(job.id, TextDelta(f" {tick}"))
            session.tick()
            if tick >= 4:
                a_second_ago = "Half" + "".join(f" {number}" for number in range(1, tick - 3))
                assert saved().startswith(a_second_ago)

    def test_it_goes_on_when_another_conversation_is_shown(
        self, session: Session, path: Path
    ) -> None:
        first = session.conversation.id
        job = session.begin("One?", MODEL)
        session.apply(job.id, TextDelta("It "))
        session.new()
        other = session.begin("Other?", MODEL)
        session.apply(job.id, TextDelta("goes "))
        session.apply(other.id, TextDelta("Mine."))
        assert session.jobs_running == 2
        assert said(session)[0] == "Other?"
        session.open(first)
        assert session.words_of(job.id) == ("It goes ", "")
        assert session.is_writing(first)
        answer(session, job, "on.")
        assert not session.is_writing(first)
        assert said(session) == ["One?", "It goes on."]
        session.apply(other.id, Finished())
        assert kept(path, first).messages[job.id].text == "It goes on."

    def test_where_the_model_stopped_seeing_is_remembered(
        self, session: Session, store: Store, settings: Settings
    ) -> None:
        first = session.conversation.id
        answer(session, session.begin("One?", MODEL), "Yes.")
        job = session.begin("Two?", MODEL)
        session.apply(job.id, Planned(900, 0, 1024, job.turns[-1].id))
        assert session.first_seen(first) == job.turns[-1].id
        answer(session, job, "Yes.")
        again = Session(store, settings, NO_PICTURES)
        again.open(first)
        assert again.first_seen(first) == job.turns[-1].id

    def test_an_end_that_cannot_be_saved_is_told_and_saved_later(
        self, session: Session, disk: FullDisk, watch: Watch, path: Path
    ) -> None:
        job = session.begin("One?", MODEL)
        disk.fill()
        session.apply(job.id, TextDelta(LONG))
        watch.now += SAVE_SECONDS
        with pytest.raises(ParleyError):
            session.tick()
        watch.now += SAVE_SECONDS
        session.tick()  # still fails, and says no more
        with pytest.raises(ParleyError) as caught:
            session.apply(job.id, Finished())
        assert caught.value.problem.code == "store.full"
        assert said(session) == ["One?", LONG]
        with pytest.raises(ParleyError):
            session.begin("Two?", MODEL)
        assert said(session) == ["One?", LONG]
        disk.free()
        watch.now += SAVE_SECONDS
        session.tick()
        reply = kept(path, session.conversation.id).messages[job.id]
        assert (reply.text, reply.state) == (LONG, State.COMPLETE)

    def test_the_end_of_the_program_keeps_what_there_is(self, session: Session, path: Path) -> None:
        first = session.conversation.id
        job = session.begin("One?", MODEL)
        session.apply(job.id, TextDelta("Half"))
        session.new()
        session.interrupt()
        reply = kept(path, first).messages[job.id]
        assert (reply.text, reply.state) == ("Half", State.INTERRUPTED)
        assert session.jobs_running == 0


class TestRefused:
    def test_a_first_message_leaves_nothing_but_its_draft(
        self, session: Session, store: Store, settings: Settings
    ) -> None:
        job = session.begin("too much", MODEL)
        session.apply(job.id, Loading(1.0))
        assert session.words_of(job.id) == ("", "")
        assert session.apply(job.id, TOO_LONG) == Refused("too much", TOO_LONG.problem)
        assert session.conversation.messages == {}
        assert session.conversation.title == ""
        assert session.summaries() == []
        assert Session(store, settings, NO_PICTURES).conversation.draft == "too much"
        assert session.jobs_running == 0

    def test_a_later_message_leaves_the_conversation_as_it_was(
        self, session: Session, store: Store
    ) -> None:
        answer(session, session.begin("One?", MODEL), "Yes.")
        before = session.summaries()
        job = session.begin("too much", MODEL)
        assert session.apply(job.id, TOO_LONG) == Refused("too much", TOO_LONG.problem)
        assert said(session) == ["One?", "Yes."]
        loaded = store.load(session.conversation.id)
        assert [message.text for message in loaded.messages.values()] == ["One?", "Yes."]
        assert loaded.draft == "too much"
        assert session.summaries() == before

    def test_a_draft_that_was_typed_meanwhile_stays(self, session: Session) -> None:
        job = session.begin("too much", MODEL)
        session.drafts.save("something newer")
        session.apply(job.id, TOO_LONG)
        assert session.conversation.draft == "something newer"

    def test_an_edit_shows_the_version_that_was_shown(self, session: Session) -> None:
        answer(session, session.begin("A", MODEL), "a")
        for text in ("B", "C"):
            shown = session.conversation.path()[0].id
            answer(session, session.edit(shown, text, MODEL), text.lower())
        session.choose_sibling(session.conversation.path()[0].id, -1)
        assert said(session) == ["B", "b"]
        job = session.edit(session.conversation.path()[0].id, "D", MODEL)
        refused = session.apply(job.id, TOO_LONG)
        assert refused == Refused("D", TOO_LONG.problem)
        assert said(session) == ["B", "b"]

    def test_a_regeneration_takes_only_itself_out(self, session: Session, store: Store) -> None:
        first = session.begin("One?", MODEL)
        answer(session, first, "Yes.")
        job = session.regenerate(first.id, MODEL)
        assert session.apply(job.id, TOO_LONG) == Refused("", TOO_LONG.problem)
        assert said(session) == ["One?", "Yes."]
        assert set(store.load(session.conversation.id).messages) == set(
            session.conversation.messages
        )

    @pytest.mark.parametrize("code", ["model.thinks_not", "model.reply_full"])
    def test_thoughts_that_cannot_go_on_are_as_they_were(
        self, session: Session, store: Store, code: str
    ) -> None:
        job = session.begin("One?", MODEL)
        session.apply(job.id, ThoughtDelta("Hm, "))
        session.apply(job.id, Finished(Reason.CANCELLED))
        before = session.conversation.messages[job.id]
        session.continue_reply(job.id, MODEL)
        problem = Problem(code)
        assert session.apply(job.id, Failed(problem)) == Refused("", problem)
        assert session.conversation.messages[job.id] == before
        assert store.load(session.conversation.id).messages[job.id] == before

    def test_a_continuation_is_as_it_was(self, session: Session, store: Store) -> None:
        job = session.begin("One?", MODEL)
        session.apply(job.id, TextDelta("Half"))
        session.apply(job.id, Finished(Reason.CONTEXT, Usage(reply_tokens=1)))
        before = session.conversation.messages[job.id]
        session.continue_reply(job.id, MODEL)
        assert session.apply(job.id, TOO_LONG) == Refused("", TOO_LONG.problem)
        assert session.conversation.messages[job.id] == before
        assert store.load(session.conversation.id).messages[job.id] == before

    def test_after_the_first_word_it_is_an_ordinary_failure(self, session: Session) -> None:
        job = session.begin("One?", MODEL)
        session.apply(job.id, TextDelta("Half"))
        assert session.apply(job.id, TOO_LONG) is None
        assert said(session) == ["One?", "Half"]


class TestTree:
    def test_regenerate_writes_a_sibling(self, session: Session) -> None:
        first = session.begin("One?", MODEL)
        answer(session, first, "Yes.")
        second = session.regenerate(first.id, MODEL)
        assert seen(second) == [(Role.USER, "One?")]
        answer(session, second, "No.")
        assert said(session) == ["One?", "No."]
        assert session.conversation.siblings(second.id) == [first.id, second.id]
        session.choose_sibling(second.id, -1)
        assert said(session) == ["One?", "Yes."]
        session.choose_sibling(first.id, -1)
        assert said(session) == ["One?", "Yes."]

    def test_a_message_is_shown_on_its_branch(
        self, session: Session, store: Store, settings: Settings
    ) -> None:
        first = session.begin("One?", MODEL)
        answer(session, first, "Yes.")
        second = session.regenerate(first.id, MODEL)
        answer(session, second, "No.")
        session.show_message(first.id)
        assert said(session) == ["One?", "Yes."]
        again = Session(store, settings, NO_PICTURES)
        again.open(session.conversation.id)
        assert said(again) == ["One?", "Yes."]
        session.show_message("nobody")
        assert said(session) == ["One?", "Yes."]

    def test_a_message_without_a_reply_can_be_answered(self, session: Session) -> None:
        job = session.begin("One?", MODEL)
        answer(session, job, "Yes.")
        session.delete_message(job.id)
        answer(session, session.regenerate(session.conversation.last_id(), MODEL), "No.")
        assert said(session) == ["One?", "No."]

    def test_edit_asks_anew_beside_the_old_words(
        self, session: Session, store: Store, settings: Settings
    ) -> None:
        answer(session, session.begin("One?", MODEL), "Yes.")
        answer(session, session.begin("Two?", MODEL), "Yes.")
        session.drafts.save("unsent")
        old = session.conversation.path()[0].id
        job = session.edit(old, "Eins?", MODEL)
        assert seen(job) == [(Role.USER, "Eins?")]
        answer(session, job, "Ja.")
        assert said(session) == ["Eins?", "Ja."]
        assert session.conversation.draft == "unsent"
        again = Session(store, settings, NO_PICTURES)
        again.open(session.conversation.id)
        assert said(again) == ["Eins?", "Ja."]
        again.choose_sibling(again.conversation.path()[0].id, -1)
        assert said(again) == ["One?", "Yes.", "Two?", "Yes."]

    def test_continue_goes_on_in_the_same_message(
        self, session: Session, watch: Watch, path: Path
    ) -> None:
        job = session.begin("One?", MODEL)
        session.apply(job.id, ThoughtDelta("Hm."))
        watch.now += 2
        session.apply(job.id, TextDelta("Half"))
        session.apply(job.id, Finished(Reason.CANCELLED))
        more = session.continue_reply(job.id, MODEL)
        assert more.continues
        assert seen(more) == [(Role.USER, "One?"), (Role.ASSISTANT, "Half")]
        assert session.is_writing(session.conversation.id)
        answer(session, more, " and half.")
        reply = kept(path, session.conversation.id).messages[job.id]
        assert (reply.text, reply.state) == ("Half and half.", State.COMPLETE)
        assert (reply.thought, reply.thought_seconds) == ("Hm.", 2)
        assert len(session.conversation.messages) == 2

    def test_a_reply_without_a_word_or_thought_is_asked_for_anew(self, session: Session) -> None:
        job = session.begin("One?", MODEL)
        session.apply(job.id, Finished(Reason.CANCELLED))
        more = session.continue_reply(job.id, MODEL)
        assert not more.continues
        assert more.id != job.id
        assert seen(more) == [(Role.USER, "One?")]

    def test_delete_hides_what_follows_and_restore_brings_it_back(
        self, session: Session, store: Store
    ) -> None:
        answer(session, session.begin("One?", MODEL), "Yes.")
        answer(session, session.begin("Two?", MODEL), "Yes.")
        second = session.conversation.path()[2].id
        session.delete_message(second)
        assert said(session) == ["One?", "Yes."]
        assert [m.text for m in store.load(session.conversation.id).path()] == ["One?", "Yes."]
        session.restore_message(second)
        assert said(session) == ["One?", "Yes.", "Two?", "Yes."]

    def test_a_hidden_reply_that_is_still_written_stays_hidden(self, session: Session) -> None:
        job = session.begin("One?", MODEL)
        session.delete_message(job.id)
        answer(session, job, "Yes.")
        assert said(session) == ["One?"]
        session.restore_message(job.id)
        assert said(session) == ["One?", "Yes."]

    def test_what_cannot_be_saved_does_not_happen(self, session: Session, store: Store) -> None:
        job = session.begin("One?", MODEL)
        answer(session, job, "Yes.")
        answer(session, session.regenerate(job.id, MODEL), "No.")
        shown = session.conversation.path()[1].id
        before = deepcopy(session.conversation)
        store.close()
        for change in (
            lambda: session.delete_message(shown),
            lambda: session.choose_sibling(shown, -1),
            lambda: session.rename(session.conversation.id, "Other"),
            lambda: session.delete(session.conversation.id),
            lambda: session.drafts.save("new"),
            lambda: session.regenerate(shown, MODEL),
            lambda: session.edit(session.conversation.path()[0].id, "New", MODEL),
            lambda: session.continue_reply(shown, MODEL),
        ):
            with pytest.raises(ParleyError):
                change()
            assert session.conversation == before
            assert session.jobs_running == 0


class TestConversations:
    def test_an_empty_conversation_is_not_kept(self, session: Session) -> None:
        session.new()
        session.new()
        assert session.summaries() == []

    def test_the_last_changed_comes_first(self, session: Session, watch: Watch) -> None:
        ids = []
        for title in ("first", "second", "third"):
            session.new()
            ids.append(session.conversation.id)
            answer(session, session.begin(title, MODEL), "ok")
            watch.now += 60
        session.open(ids[0])
        answer(session, session.begin("again", MODEL), "ok")
        assert [summary.title for summary in session.summaries()] == ["first", "third", "second"]
        assert session.summaries()[0].changed == watch.now

    def test_rename_open_and_kept_ones(self, session: Session) -> None:
        first = session.conversation.id
        answer(session, session.begin("one", MODEL), "ok")
        session.rename(first, "  Fish ")
        assert session.conversation.title == "Fish"
        session.new()
        session.rename(first, "Birds")
        session.rename(first, "   ")
        assert [summary.title for summary in session.summaries()] == ["Birds"]
        session.open(first)
        answer(session, session.begin("more", MODEL), "ok")
        assert session.summaries()[0].title == "Birds"

    def test_delete_and_undo(self, session: Session) -> None:
        first = session.conversation.id
        job = session.begin("one", MODEL)
        session.delete(first)
        assert session.conversation.id != first
        assert session.conversation.messages == {}
        answer(session, job, "It was still written.")
        assert session.summaries() == []
        session.restore(first)
        assert [summary.id for summary in session.summaries()] == [first]
        session.open(first)
        assert said(session) == ["one", "It was still written."]

    def test_one_that_is_not_there_cannot_be_opened(self, session: Session) -> None:
        with pytest.raises(KeyError):
            session.open("nowhere")

    def test_drafts_survive_a_restart_each_in_its_conversation(
        self, session: Session, store: Store, settings: Settings
    ) -> None:
        first = session.conversation.id
        session.drafts.save("first ever")
        answer(session, session.begin("first ever", MODEL), "ok")
        assert session.conversation.draft == ""
        session.drafts.save("about fish")
        session.new()
        assert session.conversation.draft == ""
        session.drafts.save("not begun yet")
        session.open(first)
        assert session.conversation.draft == "about fish"

        again = Session(store, settings, NO_PICTURES)
        assert again.conversation.draft == "not begun yet"
        again.open(first)
        assert again.conversation.draft == "about fish"
        again.new()
        answer(again, again.begin("not begun yet", MODEL), "ok")
        again.new()
        assert again.conversation.draft == ""

    def test_a_stale_value_of_a_message_stays_as_it_was(self, session: Session) -> None:
        job = session.begin("One?", MODEL)
        early = session.conversation.messages[job.id]
        answer(session, job, "Yes.")
        assert early == replace(early, text="", state=State.WRITING)
