"""The real window, real keystrokes, the real model in its own process, and no network."""

import os
import signal
import socket

import pytest

from desktop_app.core.conversation import State
from desktop_app.core.engine_names import LLAMA
from desktop_app.engines.isolated import IsolatedEngine
from tests.end_to_end.conftest import close
from tests.end_to_end.test_chat import idle, part, say, texts
from tests.processes import of_family


@pytest.fixture
def no_network(monkeypatch):
    """Every connection that leaves this machine fails the test. The engine's child has no
    Python socket module of ours: that it opens none is looked at from outside."""
    connect = socket.socket.connect

    def local_only(self, address):
        if self.family != socket.AF_UNIX and address[0] not in ("127.0.0.1", "::1"):
            raise AssertionError(f"something reached for {address}")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", local_only)


@pytest.fixture
def real(qtbot, start, starter_model, tmp_path):
    engines = []

    def begin(home: str = "home"):
        def make():
            engines.append(IsolatedEngine(LLAMA, tmp_path))
            return engines[-1]

        parley = start(make, home=home, model=str(starter_model))
        parley.settings.update(
            {"model.threads": 1, "model.context_size": 1024, "sampling.temperature": 0.0,
             "sampling.max_tokens": 24}
        )  # fmt: skip
        return parley

    begin.engines = engines
    return begin


def outside_connections() -> list[object]:
    """What this process and its children are connected to beyond this computer."""
    return [
        connection
        for connection in of_family(lambda one: one.net_connections("inet"))
        if connection.raddr and connection.raddr.ip not in ("127.0.0.1", "::1")
    ]


def test_ask_regenerate_and_restart_without_a_network(qtbot, real, no_network):
    parley = real()
    say(qtbot, parley, "What is the capital of France?")
    qtbot.waitUntil(lambda: idle(parley) and len(texts(parley)) == 2)
    assert texts(parley)[1].strip()
    assert outside_connections() == []
    first = parley.session.conversation.path()[-1]
    assert first.usage is not None
    assert first.usage.reply_tokens > 0
    parley.chat.regenerate(first.id)
    qtbot.waitUntil(lambda: idle(parley) and texts(parley)[-1] != "")
    again = parley.session.conversation.path()[-1]
    # Greedy, so the second version must be the first one: the reused KV cache changes nothing.
    assert again.text == first.text
    assert again.usage.reused_tokens > 0
    state = part(parley, "modelState").accessibleName()
    assert state.startswith("ready")
    close(parley)

    restarted = real()
    restarted.chat.conversations.open(restarted.session.summaries()[0].id)
    say(qtbot, restarted, "And of Italy?")
    qtbot.waitUntil(lambda: idle(restarted) and len(texts(restarted)) == 4)
    assert texts(restarted)[:2] == ["What is the capital of France?", again.text]
    assert texts(restarted)[3].strip()
    assert outside_connections() == []


def test_a_killed_engine_is_told_in_one_sentence_and_the_next_prompt_works(qtbot, real):
    parley = real()
    parley.settings.set("sampling.max_tokens", 0)
    say(qtbot, parley, "Tell me a long story about the sea.")
    qtbot.waitUntil(lambda: len(texts(parley)) == 2 and len(texts(parley)[1]) > 20)
    os.kill(real.engines[0].child_pid, signal.SIGSEGV)
    qtbot.waitUntil(lambda: idle(parley))
    reply = parley.session.conversation.path()[-1]
    assert reply.state is State.FAILED
    assert reply.problem.code == "engine.crashed"
    assert len(reply.text) > 20
    assert part(parley, "modelState").accessibleName().startswith("stopped unexpectedly")
    parley.settings.set("sampling.max_tokens", 8)
    say(qtbot, parley, "Hello?")
    qtbot.waitUntil(lambda: idle(parley) and len(texts(parley)) == 4)
    assert parley.session.conversation.path()[-1].state in (State.COMPLETE, State.LENGTH)


def test_a_file_that_is_no_model_gets_its_own_sentence(qtbot, real, tmp_path):
    parley = real()
    page = tmp_path / "模型 page.gguf"
    page.write_text("<html>not found</html>")
    parley.model.choose(str(page))
    qtbot.waitUntil(lambda: bool(parley.window.notices.banners()))
    (told,) = (banner for banner in parley.window.notices.banners() if banner.problem)
    assert told.problem.code == "model.not_gguf"
    assert "模型 page" in told.text()
