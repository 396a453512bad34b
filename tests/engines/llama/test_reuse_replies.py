"""Every family of models through whole conversations: each reply is what a cold start says.

A greedy reply is followed token by token by a context that begins anew, and the logits that each
token was drawn from are compared (see `reader`): where the two best tokens are as good as one
another, either may be written, and the texts would part.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from desktop_app.core.engine import CancelToken, ModelOptions
from desktop_app.core.events import Event, Planned, Reading, Reason, TextDelta
from desktop_app.engines.llama.engine import LlamaEngine
from tests.engines.llama.families import FAMILIES
from tests.engines.llama.witness import SAMPLING, Witness

pytestmark = pytest.mark.model

LONG = "What the river carries from the hills it lays down where the land is flat. " * 3


@pytest.fixture(scope="module", params=list(FAMILIES))
def witness(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Witness]:
    path = FAMILIES[request.param].make(tmp_path_factory.mktemp("replies") / "model.gguf")
    engine = LlamaEngine()
    with pytest.MonkeyPatch.context() as patch:
        witness = Witness(engine, ModelOptions(str(path), context_size=512, threads=1), patch)
        yield witness
    witness.close()
    engine.close()


def stop_while_reading(event: Event, cancel: CancelToken) -> None:
    if isinstance(event, Reading) and 0 < event.done < event.total:
        cancel.set()


def stop_at_the_prompt(event: Event, cancel: CancelToken) -> None:
    if isinstance(event, Planned):
        cancel.set()


def stop_while_writing(event: Event, cancel: CancelToken) -> None:
    if isinstance(event, TextDelta):
        cancel.set()


STOPS = (stop_at_the_prompt, stop_while_reading, stop_while_writing)


def test_a_conversation(witness: Witness) -> None:
    talk = witness.dialogue()
    for text in ("Where does the sand come from?", "And where does it go?", "Why?"):
        before = len(witness.context.tokens.ids) if talk.turns else 0
        witness.hears(talk, text)
        assert talk.planned.reused_tokens >= before  # the follow-up reads what is new

    del talk.turns[-2:]
    witness.hears(talk, "Why?")  # regenerated
    del talk.turns[-4:]
    witness.hears(talk, "And the stones?")  # edited
    witness._heard.clear()
    talk.go_on()
    witness.agrees(talk)
    assert witness.followed > 60


def test_two_conversations(witness: Witness) -> None:
    one, other = witness.dialogue(), witness.dialogue()
    for talk, text in ((one, "a"), (other, LONG), (one, "b"), (one, LONG), (other, "c")):
        witness.hears(talk, text)


@pytest.mark.parametrize("stop", STOPS)
def test_a_stop(witness: Witness, stop: Callable[[Event, CancelToken], None]) -> None:
    talk = witness.dialogue()
    talk.say("What is a delta?")
    assert witness.engine._resident is not None
    witness.engine._resident.chunk = 64  # the reading of a long question has several steps
    talk.say(LONG, stop)
    assert talk.finished.reason is Reason.CANCELLED
    witness.hears(talk, "Once more.")
    del talk.turns[2:]
    witness.hears(talk, LONG)


def test_a_context_that_fills_up(witness: Witness) -> None:
    talk = witness.dialogue()
    talk.say(LONG)
    while not talk.planned.first_seen_message:
        witness.hears(talk, "The land is flat there, and the river is slow and wide. " * 2)
    talk.sampling = replace(SAMPLING, max_tokens=0)
    witness.hears(talk, "And then?")
    assert talk.finished.reason is Reason.CONTEXT
    talk.sampling = SAMPLING
    witness.hears(talk, "Why?")


def test_a_cache_made_wrong_is_heard(witness: Witness) -> None:
    talk = witness.dialogue()
    talk.say(LONG)
    held = list(witness.context.tokens.ids)
    reader = witness._reader(witness.context)
    reader.read([*held[:-40], *reversed(held[-40:])])
    witness.context.tokens.ids[:] = held  # which it did not read

    with pytest.raises(AssertionError, match="differ by"):
        witness.hears(talk, "Why?")
