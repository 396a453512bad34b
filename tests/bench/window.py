"""The window itself, as app.main opens it, with a hand that acts in it.

Run as a side, see side.py: one request says what to do, the answers tell what was seen, and the
process then ends as the program does, with its exit status.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.bench.answers import Answers

if TYPE_CHECKING:
    from desktop_app.app import Parley
    from desktop_app.core.engine import EngineSpec

Scenario = Callable[["Parley", Answers], object]


def main() -> int:
    """Open the window, let the scenario act, stay until it closes the window."""
    answers = Answers()
    request = answers.hear()
    name = str(request.pop("do"))
    home = Path(str(request.pop("home")))
    from desktop_app import app
    from desktop_app.core.options import WindowOptions

    spec = _spec(request.pop("script", None))
    if spec is not None:
        app.chat_engine = lambda picture_cache: spec
    scenario = _scenario(name, request)
    kept: list[object] = []
    assemble = app.assemble

    def watched(*arguments: Any) -> "Parley":
        parley = assemble(*arguments)
        kept.append(scenario(parley, answers))
        return parley

    app.assemble = watched  # type: ignore[assignment]
    return app.main(WindowOptions(home=home))


def _spec(script: Any) -> "EngineSpec | None":
    """An engine that plays what the request says; None for the real one."""
    if script is None:
        return None
    from desktop_app.core.engine import EngineSpec
    from desktop_app.engines.scripted import Reply, ScriptedOptions

    replies = tuple(Reply(text) for text in script.pop("replies", [])) or (Reply("Hello."),)
    return EngineSpec(
        "desktop_app.engines.scripted:create", ScriptedOptions(replies=replies, **script)
    )


def _scenario(name: str, values: dict[str, Any]) -> Scenario:
    from tests.bench import attaching, dictating, hand

    kind = {
        "attach": attaching.Attaching,
        "dictate": dictating.Dictating,
        "type": hand.Typing,
        "show": hand.Showing,
        "stream": hand.Streaming,
        "work": hand.Working,
        "quit": hand.Quitting,
    }[name]
    return lambda parley, answers: kind(parley, answers, **values)


if __name__ == "__main__":
    raise SystemExit(main())
