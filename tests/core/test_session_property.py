"""Whatever a person does, in whatever order, no message is ever lost or put elsewhere."""

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as rules
from hypothesis import strategies as st

from desktop_app.core.attachment import Attachment, with_seen
from desktop_app.core.conversation import Message, Role, State
from desktop_app.core.engine import ChatJob, ModelOptions
from desktop_app.core.errors import Problem
from desktop_app.core.events import Failed, Finished, Reason, TextDelta, ThoughtDelta
from desktop_app.core.picture import Picture
from desktop_app.core.picture_shelf import PictureShelf
from desktop_app.core.session import Session
from desktop_app.core.settings import Settings
from desktop_app.core.store import Store

MODEL = ModelOptions("/m.gguf")
NO_PICTURES = PictureShelf(Path("nowhere"))


class Person:
    """Uses a session at random and remembers everything that must still be there."""

    def __init__(self, folder: Path, seed: int) -> None:
        self._folder = folder
        self._dice = Random(seed)
        self._settings = Settings(folder / "settings.toml")
        self._now = 0.0
        self._count = 0
        self.refused = 0
        self.jobs: dict[str, tuple[ChatJob, str]] = {}
        """The running jobs by reply, each with its conversation."""
        self.words: dict[str, dict[str, str]] = {}
        """By conversation: the text of every message by its id."""
        self.shown: dict[str, tuple[Attachment, ...]] = {}
        """What each message shows, by its id."""
        self.parents: dict[str, str] = {}
        self.hidden: set[str] = set()
        self.folders: list[str] = []
        self.filed: dict[str, tuple[bool, str]] = {}
        """Of each conversation that was pinned or moved: whether it is pinned, and its folder."""
        self._open()

    def _open(self) -> None:
        self.store = Store.open(self._folder / "conversations.db")
        assert self.store.problems == []
        self.session = Session(self.store, self._settings, NO_PICTURES, ticks=lambda: self._now)

    def _pick(self, items: list[str]) -> str | None:
        return self._dice.choice(items) if items else None

    def _fresh_words(self) -> str:
        self._count += 1
        return f"words {self._count}"

    def _fresh_pictures(self) -> tuple[Attachment, ...]:
        self._count += 1
        hashes = [
            f"{self._count * 10 + place:064x}" for place in range(self._dice.choice([0, 1, 2]))
        ]
        return tuple(Picture(hash, ".png", 1, 1) for hash in hashes)

    def _running(self) -> str | None:
        return self._pick(sorted(self.jobs))

    def _shown(self, role: Role) -> str | None:
        return self._pick([m.id for m in self.session.conversation.path() if m.role is role])

    def _free(self) -> bool:
        return not self.session.is_writing(self.session.conversation.id)

    def _begun(self, job: ChatJob) -> None:
        conversation = self.session.conversation
        self.jobs[job.id] = (job, conversation.id)
        kept = self.words.setdefault(conversation.id, {})
        for message in conversation.messages.values():
            kept.setdefault(message.id, message.text)
            self.parents.setdefault(message.id, message.parent)
            self.shown.setdefault(message.id, message.attachments)
        assert [turn.shown for turn in job.turns] == [
            ("(a picture that is no longer there)\n",)
            * sum(one.seen for one in self.shown[turn.id])
            for turn in job.turns
        ]

    def step(self) -> None:
        """Do something, whatever it is, if it can be done now."""
        self._dice.choice(STEPS)(self)

    def send(self) -> None:
        if self._free():
            pictures = self._fresh_pictures()
            job = self.session.begin(self._fresh_words(), MODEL, pictures)
            self.shown[job.turns[-1].id] = pictures
            self._begun(job)

    def edit(self) -> None:
        if self._free() and (id := self._shown(Role.USER)):
            pictures = self._dice.choice([None, self._fresh_pictures()])
            job = self.session.edit(id, self._fresh_words(), MODEL, pictures)
            self.shown[job.turns[-1].id] = self.shown[id] if pictures is None else pictures
            self._begun(job)

    def hide_picture(self) -> None:
        messages = self.session.conversation.path()
        if id := self._pick([message.id for message in messages if message.attachments]):
            pictures = list(self.shown[id])
            place, seen = self._dice.randrange(len(pictures)), self._dice.random() < 0.5
            self.session.set_attachment_seen(id, place, seen)
            pictures[place] = with_seen(pictures[place], seen)
            self.shown[id] = tuple(pictures)

    def regenerate(self) -> None:
        if self._free() and (id := self._shown(Role.ASSISTANT)):
            self._begun(self.session.regenerate(id, MODEL))

    def go_on(self) -> None:
        if self._free() and (id := self._shown(Role.ASSISTANT)):
            self._begun(self.session.continue_reply(id, MODEL))

    def word(self) -> None:
        if id := self._running():
            _, conversation = self.jobs[id]
            words = f" {self._fresh_words()} for {id}"
            self.session.apply(id, ThoughtDelta("hm"))
            self.session.apply(id, TextDelta(words))
            self.words[conversation][id] += words

    def _end(self, event: Finished | Failed) -> None:
        if id := self._running():
            assert self.session.apply(id, event) is None
            del self.jobs[id]

    def finish(self) -> None:
        self._end(Finished())

    def stop(self) -> None:
        self._end(Finished(Reason.CANCELLED))

    def crash(self) -> None:
        self._end(Failed(Problem("engine.crashed")))

    def refuse(self) -> None:
        id = self._running()
        if not id:
            return
        job, conversation = self.jobs.pop(id)
        refused = self.session.apply(id, Failed(Problem("message.too_long")))
        self.refused += refused is not None
        if refused is None or job.continues:
            return
        del self.words[conversation][id]
        self.hidden.discard(id)
        if refused.text:
            question = job.turns[-1]
            assert refused.text == question.text
            assert refused.attachments == self.shown[question.id]
            del self.words[conversation][question.id]
            self.hidden.discard(question.id)
        if not self.words[conversation]:
            self.filed.pop(conversation, None)  # It went with its only message.

    def delete_message(self) -> None:
        if id := self._pick([m.id for m in self.session.conversation.path()]):
            before = self.session.conversation.path()
            self.session.delete_message(id)
            self.hidden.add(id)
            assert id not in {m.id for m in self.session.conversation.path()}
            if self._dice.random() < 0.5:
                self.session.restore_message(id)
                self.hidden.remove(id)
                assert self.session.conversation.path() == before

    def restore_message(self) -> None:
        hidden = [m.id for m in self.session.conversation.messages.values() if m.deleted]
        if id := self._pick(hidden):
            self.session.restore_message(id)
            self.hidden.remove(id)

    def choose(self) -> None:
        if self._free() and (id := self._pick([m.id for m in self.session.conversation.path()])):
            self.session.choose_sibling(id, self._dice.choice([-1, 1]))

    def new(self) -> None:
        self.session.new()

    def open(self) -> None:
        if id := self._pick([summary.id for summary in self.session.summaries()]):
            self.session.open(id)
            assert self.session.conversation.id == id

    def delete_conversation(self) -> None:
        if id := self._pick([summary.id for summary in self.session.summaries()]):
            self.session.delete(id)
            if self._dice.random() < 0.5:
                self.session.restore(id)

    def restore_conversation(self) -> None:
        if id := self._pick([id for id, words in self.words.items() if words]):
            self.session.restore(id)

    def pin(self) -> None:
        ids = [summary.id for summary in self.session.summaries()]
        if id := self._pick(ids):
            pinned = self._dice.random() < 0.5
            self.session.filing.pin([id], pinned)
            self.filed[id] = (pinned, self.filed.get(id, (False, ""))[1])

    def make_folder(self) -> None:
        self.folders.append(self.session.filing.create(self._fresh_words()).id)

    def move(self) -> None:
        ids = [summary.id for summary in self.session.summaries()]
        folder = self._pick([*self.folders, "", "there is no such folder"])
        if (id := self._pick(ids)) and folder is not None:
            self.session.filing.move([id], folder)
            if folder in ("", *self.folders):
                self.filed[id] = (False, folder)

    def remove_folder(self) -> None:
        if folder := self._pick(self.folders):
            removed = self.session.filing.remove(folder)
            assert removed is not None
            if self._dice.random() < 0.5:
                self.session.filing.restore(removed)
                return
            self.folders.remove(folder)
            for id, (pinned, inside) in self.filed.items():
                self.filed[id] = (pinned, "" if inside == folder else inside)

    def purge(self) -> None:
        if id := self._pick([each.id for each in self.session.deleted()]):
            self.session.purge(id)
            self.words[id] = {}
            self.filed.pop(id, None)
            self.jobs = {reply: job for reply, job in self.jobs.items() if job[1] != id}

    def draft(self) -> None:
        words, pictures = self._fresh_words(), self._fresh_pictures()
        self.session.drafts.save(words, pictures)
        assert self.store.draft(self.session.drafts.id) == words
        assert self.store.draft_attachments(self.session.drafts.id) == pictures

    def tick(self) -> None:
        self._now += 0.25
        self.session.tick()

    def restart(self) -> None:
        """The program ends in the middle of everything, and starts again."""
        self.session.interrupt()
        self.store.close()
        self.jobs.clear()
        self._open()

    def check(self) -> None:
        conversation = self.session.conversation
        self._check_path(conversation.path())
        for id, text in self.words.get(conversation.id, {}).items():
            assert self.session.words_of(id)[0] == text
        for reply, (_, where) in self.jobs.items():
            assert self.session.is_writing(where)
            assert self.session.words_of(reply)[0] == self.words[where][reply]

    def _check_path(self, path: list[Message]) -> None:
        parent = ""
        for message in path:
            assert message.parent == parent
            assert not message.deleted
            assert message.id in self.session.conversation.siblings(message.id)
            parent = message.id

    def check_store(self) -> None:
        """After the end: exactly what was written, each where it belongs."""
        assert {folder.id for folder in self.store.filing.folders()} == set(self.folders)
        for summary in self.store.summaries():
            expected = self.filed.get(summary.id, (False, ""))
            assert (summary.pinned, summary.folder) == expected
        for conversation, words in self.words.items():
            if not words:
                with pytest.raises(KeyError):
                    self.store.load(conversation)
                continue
            kept = self.store.load(conversation)
            assert {id: message.text for id, message in kept.messages.items()} == words
            for message in kept.messages.values():
                assert message.attachments == self.shown[message.id]
                assert message.parent == self.parents[message.id]
                assert message.deleted == (message.id in self.hidden)
                assert message.state is not State.WRITING
            self._check_siblings(kept.messages.values())

    @staticmethod
    def _check_siblings(messages: object) -> None:
        """Nothing was put elsewhere: a reply's words name the reply they were meant for."""
        for message in messages:  # type: ignore[attr-defined]
            if message.role is Role.ASSISTANT and message.text:
                assert message.text.count(" for ") == message.text.count(f" for {message.id}")


STEPS: tuple[Callable[[Person], None], ...] = (
    *(Person.send,) * 5,
    *(Person.word,) * 5,
    *(Person.finish,) * 3,
    Person.edit,
    *(Person.hide_picture,) * 2,
    Person.regenerate,
    Person.go_on,
    Person.stop,
    Person.crash,
    *(Person.refuse,) * 2,
    Person.delete_message,
    Person.restore_message,
    Person.choose,
    Person.new,
    Person.open,
    Person.delete_conversation,
    Person.restore_conversation,
    Person.pin,
    Person.make_folder,
    *(Person.move,) * 2,
    Person.remove_folder,
    Person.purge,
    Person.draft,
    Person.tick,
    Person.restart,
)


def live(folder: Path, seed: int) -> Person:
    """A hundred steps, looked at after each, and a last look at what the store has kept."""
    someone = Person(folder, seed)
    try:
        for _ in range(100):
            someone.step()
            someone.check()
        someone.restart()
        someone.check_store()
    finally:
        someone.store.close()
    return someone


@rules(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 2**32))
def test_nothing_is_lost(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    someone = live(tmp_path_factory.mktemp("person"), seed)
    assert someone.store.problems == []


def test_the_rare_step_does_come_about(tmp_path: Path) -> None:
    """A message that is refused must not be one that never was."""
    assert live(tmp_path, 1).refused >= 1
