"""Hundreds of steps of an impatient hand: nothing crashes, no token lands in the wrong place."""

import random
import re

import pytest
from PySide6.QtCore import QEventLoop, QObject

from desktop_app.core.conversation import Conversation, Message, Role
from desktop_app.core.events import Event, Finished, Reason, TextDelta
from desktop_app.engines.scripted import Reply, ScriptedOptions
from desktop_app.ui.running_reply import RunningReply
from tests.end_to_end.conftest import close

STEPS, MOST_STEPS = 200, 2000
"""At least so many, and on until enough streams were cut: how many are in mid-stream when the hand
looks depends on how fast the machine is."""
STOP_SHARE = 0.6
MID_STREAM_SHARE = 0.7
CUT = 20
"""Streams that each of the three seeds must cut: more than fifty together."""
TAG = re.compile(r"\[([0-9a-f]+)\]")
ENGINE = ScriptedOptions(
    replies=(Reply("word " * 400), Reply("# Head\n\n```python\nx = 1\n```\n" * 40)),
    tokens_per_second=2000.0,
    tag_tokens=True,
)


class Hand(QObject):
    """Does one thing after the other, chosen by a seed; counts the streams that it cut."""

    def __init__(self, qtbot, parley, application, seed: int) -> None:
        super().__init__()
        self.qtbot = qtbot
        self.parley = parley
        self.application = application
        self.random = random.Random(seed)
        self.cut = 0
        self.streaming: set[int] = set()
        self.sent: set[str] = set()
        """What was sent and not withdrawn: each is somewhere at the end, and only once."""
        self.queued = 0
        self.withdrawn = 0
        parley.engine.happened.connect(self.on_event)

    def on_event(self, ticket: int, event: Event) -> None:
        """Only a reply that had words already, and was stopped at them, is a stream cut."""
        if isinstance(event, TextDelta):
            self.streaming.add(ticket)
        elif isinstance(event, Finished) and event.reason is Reason.CANCELLED:
            self.cut += ticket in self.streaming

    def step(self) -> None:
        weights = {self.send: 5, self.regenerate: 3, self.switch: 3, self.new: 1,
                   self.close_conversation: 1, self.edit_waiting: 1, self.withdraw: 1,
                   self.send_now: 1}  # fmt: skip
        if self.is_writing() and self.random.random() < STOP_SHARE:
            self.stop()
        else:
            self.random.choices(list(weights), list(weights.values()))[0]()
        for _ in range(self.random.randrange(4)):
            self.application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 3)

    def send(self) -> None:
        """Answered at once, or waiting while a reply is written here."""
        composer = self.parley.window.composer
        composer.set_text(f"question {self.random.random()}")
        text = composer.text()
        self.sent.add(text)
        waits = self.is_writing()
        composer.submitted.emit(text)
        assert composer.text() == "", "it is sent or waits, and offered no more"
        assert (text in self.waiting()) == waits
        self.queued += waits

    def waiting(self) -> list[str]:
        return [chip.text() for chip in self.parley.window.waiting_bar.chips()]

    def edit_waiting(self) -> None:
        if self.waiting():
            place = self.random.randrange(len(self.waiting()))
            before = self.waiting()[place]
            self.parley.window.waiting_bar.edit_requested.emit(place)
            composer = self.parley.window.composer
            assert composer.text() == before
            self.sent.remove(before)
            self.sent.add(f"{before}!")
            composer.submitted.emit(f"{before}!")

    def withdraw(self) -> None:
        if self.waiting():
            place = self.random.randrange(len(self.waiting()))
            self.sent.remove(self.waiting()[place])
            self.parley.window.waiting_bar.withdraw_requested.emit(place)
            self.withdrawn += 1

    def send_now(self) -> None:
        if self.waiting():
            place = self.random.randrange(len(self.waiting()))
            self.parley.window.waiting_bar.send_requested.emit(place)

    def is_writing(self) -> bool:
        return self.parley.session.is_writing(self.parley.session.conversation.id)

    def stop(self) -> None:
        """Often in mid-stream, else at whatever moment it is: before the first word, mostly."""
        if self.random.random() < MID_STREAM_SHARE:
            self.qtbot.waitUntil(lambda: self.has_words() or not self.is_writing())
        self.parley.chat.stop()

    def has_words(self) -> bool:
        return bool(self.parley.transcript.model().text(self.parley.transcript.model().live))

    def regenerate(self) -> None:
        replies = [
            message.id
            for message in self.parley.session.conversation.path()
            if message.role is Role.ASSISTANT
        ]
        if replies:
            self.parley.chat.regenerate(self.random.choice(replies))

    def switch(self) -> None:
        if summaries := self.parley.session.summaries():
            self.parley.chat.conversations.open(self.random.choice(summaries).id)

    def new(self) -> None:
        self.parley.chat.conversations.new()

    def close_conversation(self) -> None:
        if self.parley.session.conversation.messages and self.random.random() < 0.3:
            self.parley.chat.conversations.delete(self.parley.session.conversation.id)


def kept(parley) -> list[Conversation]:
    """All conversations, deleted or not, as they are on the disk."""
    all = (*parley.session.summaries(), *parley.session.deleted())
    return [parley.store.load(summary.id) for summary in all]


def replies_kept(parley) -> list[Message]:
    return [
        message
        for conversation in kept(parley)
        for message in conversation.messages.values()
        if message.role is Role.ASSISTANT
    ]


def misplaced(parley) -> list[str]:
    """The ids of replies that hold a token of another job."""
    return [
        message.id
        for message in replies_kept(parley)
        if set(TAG.findall(message.text)) - {message.id}
    ]


def everything_asked(parley) -> list[str]:
    """All questions that are in a conversation or wait in one, deleted or not."""
    sent = [
        message.text
        for conversation in kept(parley)
        for message in conversation.messages.values()
        if message.role is Role.USER
    ]
    waiting = [
        message.text
        for conversation in kept(parley)
        for message in parley.session.queue.of(conversation.id)
    ]
    return sent + waiting


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_token_in_a_wrong_conversation(qtbot, qapp, start, seed):
    print(f"seed {seed}")
    parley = start(ENGINE)
    hand = Hand(qtbot, parley, qapp, seed)
    steps = 0
    while steps < STEPS or (hand.cut < CUT and steps < MOST_STEPS):
        hand.step()
        steps += 1
    # What waits is answered as well.
    qtbot.waitUntil(lambda: parley.session.jobs_running == 0, timeout=120_000)
    assert misplaced(parley) == []
    assert sorted(everything_asked(parley)) == sorted(hand.sent), "none is lost, none sent twice"
    assert hand.queued > 0
    assert hand.withdrawn > 0
    assert any(TAG.search(message.text) for message in replies_kept(parley)), "the check saw some"
    close(parley)
    assert hand.cut >= CUT


def test_the_check_sees_a_stale_turn(qtbot, start):
    """Were events not dropped by their ticket, the check above would have to fail."""
    parley = start(ENGINE)
    parley.chat.send("one")
    qtbot.waitUntil(lambda: parley.session.jobs_running == 0)
    stale = parley.session.conversation.path()[-1].id
    parley.chat.send("two")
    reply = parley.session.conversation.path()[-1].id
    conversation = parley.session.conversation.id
    assert misplaced(parley) == []
    parley.chat._replies._replies[-1] = RunningReply(conversation, reply)
    parley.chat.on_event(-1, TextDelta(f"[{stale}]"))
    parley.chat._replies.end(-1)
    qtbot.waitUntil(lambda: parley.session.jobs_running == 0)
    assert misplaced(parley) == [reply]
