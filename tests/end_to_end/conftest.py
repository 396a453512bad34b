"""A whole Parley in a home of its own, closed again after the test."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from desktop_app.app import Makers, Parley, assemble
from desktop_app.core.engine import Engine
from desktop_app.core.options import WindowOptions
from desktop_app.core.paths import Places
from desktop_app.engines.scripted import Reply, ScriptedEngine, ScriptedOptions

SHORT = ScriptedOptions(replies=(Reply("A short answer, in **Markdown**."),))

Start = Callable[..., Parley]


@pytest.fixture
def start(qtbot, qapp, tmp_path) -> Iterator[Start]:
    """Starts Parley in a home (the test's own unless named) with an engine; shows the window.

    The other engines are the program's own unless named: `voice=`, `microphone=`.
    """
    started: list[Parley] = []

    def begin(
        engine: ScriptedOptions | Callable[[], Engine] = SHORT,
        home: str = "home",
        model: str = "scripted.gguf",
        **others: Callable[[], Engine],
    ) -> Parley:
        places = Places(tmp_path / home)
        places.create()
        options = WindowOptions(home=places.home)
        chat = engine if callable(engine) else lambda: ScriptedEngine(engine)
        make = replace(Makers.of(options, places), chat=chat, **others)
        parley = assemble(qapp, places, options, make)
        # Nothing is sent without a model; the scripted engine never looks at its file.
        parley.settings.set("model.path", model)
        started.append(parley)
        parley.desk.show()
        qtbot.waitExposed(parley.window)
        return parley

    yield begin
    for parley in started:
        close(parley)


def close(parley: Parley) -> None:
    """Close the window as its X does, and all behind it."""
    if parley.window.isVisible():
        parley.window.close()
        assert parley.shut_down()
