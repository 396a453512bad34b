"""Conversations that are never written to disk: what is said, and what is shown in them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.core.attachment import Attachment
from desktop_app.core.conversation import State
from desktop_app.core.engine import CancelToken, ChatJob, ModelOptions
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.events import Failed, Finished, Reason, TextDelta, Usage
from desktop_app.core.picture import Image, Picture
from desktop_app.core.picture_shelf import PictureShelf
from desktop_app.core.session import Session
from desktop_app.core.settings import Settings
from desktop_app.core.temporary_folder import TemporaryFolder
from desktop_app.core.window_store import WindowStore
from desktop_app.engines.housekeeping.shelving import shelve

MODEL = ModelOptions("/models/Small-1B.Q4_K_M.gguf")
SECRET = "the name of the horse is Bucephalus"
CROP = b"not really a picture"


class Desk:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.settings = Settings.load(folder / "settings.toml")
        self.begin()

    def begin(self) -> None:
        self.store = WindowStore.open(self.folder / "data" / "conversations.db")
        self.shelf = PictureShelf(
            self.folder / "data" / "pictures",
            TemporaryFolder(self.folder / "data", {"XDG_RUNTIME_DIR": str(self.folder / "run")}),
        )
        self.session = Session(self.store, self.settings, self.shelf)

    def picture(self) -> Picture:
        """A picture that was brought to the open conversation."""
        place = self.session.place(self.folder / "data" / "pictures")
        return Picture(PictureShelf(place).keep(CROP, ".png"), ".png", 4, 4)

    def ask(self, text: str, *shown: Attachment) -> ChatJob:
        return self.session.begin(text, MODEL, shown)

    def say(self, text: str, *shown: Attachment) -> None:
        self.answer(self.ask(text, *shown))

    def answer(self, job: ChatJob, text: str = "So it is.") -> None:
        self.session.apply(job.id, TextDelta(text))
        self.session.apply(job.id, Finished(Reason.STOP, Usage(reply_tokens=1)))

    def keep(self) -> None:
        """Keep the open conversation, its files first."""
        temporary, conversation = self.session.temporary, self.session.conversation
        if job := temporary.shelving("keep", conversation):
            shelve(job, CancelToken())
        temporary.keep(conversation)

    def on_disk(self) -> bytes:
        """All that is written in the folder of what is kept."""
        files = (path for path in (self.folder / "data").rglob("*") if path.is_file())
        return b"".join(path.read_bytes() for path in files)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    for name in ("data", "run"):
        (tmp_path / name).mkdir()
    desk = Desk(tmp_path)
    yield desk
    desk.store.close()


def said(session: Session) -> list[str]:
    return [message.text for message in session.conversation.path()]


class TestWhileItGoesOn:
    def test_nothing_is_on_disk(self, desk: Desk) -> None:
        desk.session.begin_temporary()
        desk.session.drafts.save(SECRET)
        desk.say(SECRET, desk.picture())
        job = desk.ask("And then?")
        desk.session.wait(SECRET)
        desk.answer(job, SECRET)
        desk.session.rename(desk.session.conversation.id, SECRET)
        desk.session.set_system_prompt(SECRET)
        assert desk.session.summaries() == []
        assert SECRET.encode() not in desk.on_disk()
        assert CROP not in desk.on_disk()
        assert len(desk.session.conversation.path()) == 4
        assert desk.session.queue.of(desk.session.conversation.id)[0].text == SECRET

    def test_the_check_sees_what_is_kept(self, desk: Desk) -> None:
        desk.say(SECRET, desk.picture())
        assert SECRET.encode() in desk.on_disk()
        assert CROP in desk.on_disk()

    def test_the_model_is_shown_its_pictures_and_keeps_nothing_of_them(self, desk: Desk) -> None:
        desk.session.begin_temporary()
        job = desk.ask("What is it?", desk.picture())
        (image,) = [shown for shown in job.turns[-1].shown if isinstance(shown, Image)]
        assert Path(image.path).read_bytes() == CROP
        assert image.temporary

    def test_the_draft_of_the_next_conversation_is_left_alone(self, desk: Desk) -> None:
        desk.session.drafts.save("half a thought")
        desk.session.begin_temporary()
        assert desk.session.conversation.draft == ""
        desk.say("another thing")
        desk.session.new()
        assert desk.session.conversation.draft == "half a thought"

    def test_a_refused_message_returns_to_its_own_draft(self, desk: Desk) -> None:
        desk.session.begin_temporary()
        conversation = desk.session.conversation
        job = desk.ask(SECRET)
        refused = desk.session.apply(job.id, Failed(Problem("message.too_long")))
        assert refused is not None
        assert refused.text == SECRET
        assert conversation.messages == {}
        assert desk.store.draft(conversation.id) == SECRET
        assert desk.store.draft("") == ""
        assert SECRET.encode() not in desk.on_disk()

    def test_its_fork_is_temporary_too(self, desk: Desk) -> None:
        desk.session.begin_temporary()
        desk.say(SECRET)
        before = desk.session.conversation
        desk.session.fork(before.last_id())
        assert desk.session.conversation is not before
        assert desk.session.conversation.temporary
        assert said(desk.session) == [SECRET, "So it is."]
        assert SECRET.encode() not in desk.on_disk()


class TestEnd:
    def test_leaves_nothing_in_memory_or_in_the_folder(self, desk: Desk) -> None:
        desk.session.begin_temporary()
        desk.say(SECRET, desk.picture())
        conversation, folder = desk.session.conversation, desk.shelf.temporary.path
        assert folder is not None
        assert any(folder.iterdir())
        desk.session.new()
        desk.session.temporary.end(conversation)
        assert not folder.exists()
        with pytest.raises(KeyError):
            desk.session.open(conversation.id)

    def test_one_can_return_before(self, desk: Desk) -> None:
        desk.session.begin_temporary()
        desk.say(SECRET)
        conversation = desk.session.conversation
        desk.session.new()
        desk.session.return_to(conversation)
        desk.say("again")
        assert said(desk.session) == [SECRET, "So it is.", "again", "So it is."]

    def test_what_comes_late_is_kept_nowhere(self, desk: Desk) -> None:
        desk.session.begin_temporary()
        desk.say(SECRET)
        conversation = desk.session.conversation
        job = desk.ask("more")
        desk.session.new()
        desk.session.temporary.end(conversation)
        desk.session.apply(job.id, TextDelta(SECRET))
        desk.session.drafts.change(conversation.id, lambda words: words + SECRET)
        desk.session.tick()
        assert SECRET.encode() not in desk.on_disk()
        assert desk.session.jobs_running == 0

    def test_the_folder_stays_as_long_as_another_one_goes_on(self, desk: Desk) -> None:
        desk.session.begin_temporary()
        first = desk.session.conversation
        desk.say("one", desk.picture())
        desk.session.begin_temporary()
        desk.say("two", desk.picture())
        desk.session.temporary.end(first)
        assert desk.shelf.temporary.path is not None
        desk.session.temporary.end(desk.session.conversation)
        assert desk.shelf.temporary.path is None

    def test_a_kept_one_is_no_business_of_it(self, desk: Desk) -> None:
        desk.say("kept")
        desk.store.end_temporary(desk.session.conversation.id)
        assert desk.store.load(desk.session.conversation.id).messages


class TestKept:
    def test_it_is_there_after_a_restart_with_all_that_it_shows(self, desk: Desk) -> None:
        desk.session.begin_temporary()
        picture = desk.picture()
        desk.say(SECRET, picture)
        desk.session.regenerate(desk.session.conversation.last_id(), MODEL)
        desk.session.wait("later")
        desk.session.drafts.save("half", (picture,))
        conversation = desk.session.conversation
        desk.keep()
        assert not conversation.temporary
        desk.session.interrupt()
        desk.store.close()
        desk.shelf.temporary.clear()

        desk.begin()
        (summary,) = desk.session.summaries()
        desk.session.open(summary.id)
        again = desk.session.conversation
        assert again.title == SECRET
        assert len(again.siblings(again.last_id())) == 2
        assert again.path()[-1].state is State.INTERRUPTED
        assert (again.draft, again.draft_attachments) == ("half", (picture,))
        assert desk.session.queue.of(again.id)[0].text == "later"
        assert desk.shelf.read(picture) == CROP

    def test_a_reply_goes_on_into_the_file(self, desk: Desk) -> None:
        desk.session.begin_temporary()
        job = desk.ask("Hello?")
        desk.keep()
        desk.answer(job, SECRET)
        assert SECRET.encode() in desk.on_disk()

    def test_on_a_full_disk_it_stays_temporary(
        self, desk: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(*_: object, **__: object) -> None:
            raise OSError(28, "No space left on device")

        desk.session.begin_temporary()
        desk.say(SECRET, desk.picture())
        with monkeypatch.context() as patch:
            patch.setattr(desk.shelf, "keep", full)
            with pytest.raises(ParleyError) as raised:
                desk.session.temporary.keep_files(desk.session.conversation)
        assert raised.value.problem.code == "temporary.full"
        assert desk.session.conversation.temporary
        desk.say("it goes on")
        assert b"it goes on" not in desk.on_disk()

    def test_what_cannot_be_saved_stays_temporary(
        self, desk: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(*_: object, **__: object) -> None:
            raise ParleyError(Problem("store.full"))

        desk.session.begin_temporary()
        desk.say(SECRET)
        with monkeypatch.context() as patch:
            patch.setattr(desk.store, "keep_temporary", full)
            with pytest.raises(ParleyError) as raised:
                desk.keep()
        assert raised.value.problem.code == "temporary.full"
        assert desk.session.conversation.temporary
        desk.keep()
        assert [summary.title for summary in desk.session.summaries()] == [SECRET]

    def test_only_what_is_not_copied_yet_is_copied(self, desk: Desk) -> None:
        desk.session.begin_temporary()
        conversation = desk.session.conversation
        assert desk.session.temporary.shelving("1", conversation) is None
        picture = desk.picture()
        desk.session.drafts.save("half", (picture,))
        job = desk.session.temporary.shelving("1", conversation)
        assert job is not None
        assert job.names == (picture.file_name,)
        assert desk.session.temporary.shelving("2", conversation, job.names) is None


class TestHeld:
    def test_what_is_read_stays_until_it_is_read(self, desk: Desk) -> None:
        desk.session.begin_temporary()
        desk.say(SECRET, desk.picture())
        folder = desk.shelf.temporary.path
        assert folder is not None
        desk.session.temporary.hold()
        desk.session.temporary.hold()
        desk.session.temporary.end(desk.session.conversation)
        desk.session.temporary.release()
        assert any(folder.iterdir())
        desk.session.temporary.release()
        assert not folder.exists()

    def test_it_stays_for_one_that_was_begun_meanwhile(self, desk: Desk) -> None:
        desk.session.begin_temporary()
        desk.say(SECRET, desk.picture())
        desk.session.temporary.hold()
        desk.session.temporary.end(desk.session.conversation)
        desk.session.begin_temporary()
        desk.say(SECRET, desk.picture())
        desk.session.temporary.release()
        assert desk.shelf.temporary.path is not None
