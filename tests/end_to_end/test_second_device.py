"""The real window, and a model whose layers are on a device that is lost in mid-reply."""

from contextlib import ExitStack

import pytest

from desktop_app.core.conversation import State
from desktop_app.core.errors import Action
from desktop_app.engines.isolated import IsolatedEngine
from tests.end_to_end.test_chat import idle, say, texts
from tests.rpc_device import MIB, Command, Fault, needs_rpc, rpc_device
from tests.rpc_engine import rpc_spec

pytestmark = [needs_rpc, pytest.mark.model]

# The fourteenth batch of tokens: the first few read the question.
LOST_SOON = Fault(Command.GRAPH_COMPUTE, 14)


@pytest.fixture
def with_card(start, starter_model, tmp_path):
    """Starts Parley with a card beside the processor."""
    with ExitStack() as stack:

        def begin(fault):
            card = stack.enter_context(rpc_device(400 * MIB, fault=fault))
            engine = IsolatedEngine(rpc_spec(card.endpoint), tmp_path)
            parley = start(lambda: engine, model=str(starter_model))
            parley.settings.update(
                {"model.threads": 1, "model.context_size": 1024, "sampling.temperature": 0.0,
                 "sampling.max_tokens": 24}
            )  # fmt: skip
            return parley

        yield begin


def test_a_device_that_is_lost_in_mid_reply_costs_no_word_and_the_processor_goes_on(
    qtbot, with_card
):
    parley = with_card(LOST_SOON)
    say(qtbot, parley, "What is the capital of France?")
    qtbot.waitUntil(lambda: idle(parley) and len(texts(parley)) == 2)
    lost = parley.session.conversation.path()[-1]
    assert lost.state is State.FAILED
    assert lost.problem.code == "engine.device_lost"
    assert "RPC" in lost.problem.sentence.english()
    assert lost.text

    parley.transcript.remedy_requested.emit(lost.id, Action.USE_PROCESSOR)
    done = (State.COMPLETE, State.LENGTH)
    qtbot.waitUntil(
        lambda: idle(parley) and parley.session.conversation.path()[-1].state in done,
    )
    again = parley.session.conversation.path()[-1]
    assert again.id != lost.id
    assert again.text.startswith(lost.text)
    assert len(again.text) > len(lost.text)
    assert parley.settings.get("model.device") == "CPU"
    # What was written with the device is still there, as another answer to the same question.
    kept = parley.store.load(parley.session.conversation.id)
    assert set(kept.siblings(again.id)) == {lost.id, again.id}
    assert kept.messages[lost.id].text == lost.text
