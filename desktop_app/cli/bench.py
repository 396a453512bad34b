"""`parley bench`: how fast a model loads, reads and writes on this computer."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import asdict
from pathlib import Path

from desktop_app.cli.arguments import Arguments
from desktop_app.cli.bench_round import Bench, Round
from desktop_app.cli.figure import Figure
from desktop_app.cli.model_choice import model_options
from desktop_app.cli.model_process import model_process
from desktop_app.cli.plan import plan_values
from desktop_app.cli.printer import PlainPrinter, where
from desktop_app.cli.sheet import sheet
from desktop_app.cli.terminal import Interrupt, Progress, say, write
from desktop_app.core.amount import amount
from desktop_app.core.events import Loaded
from desktop_app.core.model_facts import ModelFacts, model_facts
from desktop_app.core.override import Overrides
from desktop_app.core.paths import Places
from desktop_app.core.settings import Settings

_FIGURES: Mapping[str, tuple[str, str, Callable[[Round], float]]] = {
    "reading": ("reading {prompt:,} tokens", "tokens/s", lambda one: one.reading),
    "writing": ("writing {reply:,} tokens", "tokens/s", lambda one: one.writing),
    "first_token": (
        "first token of the answer to them",
        "s",
        lambda one: one.first_token_seconds,
    ),
    "load": ("loading, in a new process", "s", lambda one: one.load_seconds),
    "memory": ("resident memory of the process", "MB", lambda one: one.memory / 1e6),
}


def bench(arguments: Arguments) -> int:
    """Measure a model and print what came of it; the exit status."""
    places = Places(arguments.home)
    settings = Settings.load(places.settings)
    for problem in settings.problems:
        say(problem)
    options = model_options(arguments, settings, Overrides.of_home(places))
    progress = Progress()
    with ExitStack() as stack:
        engine = stack.enter_context(closing(model_process(places, "bench")))
        stack.callback(progress.clear)
        interrupt = stack.enter_context(Interrupt())
        runner = Bench(engine, options, PlainPrinter(progress), interrupt)
        words = runner.length_of(arguments.prompt)
        rounds = [runner.measure(words, arguments.reply) for _ in range(arguments.repeat)]
        loaded = runner.loaded
    assert loaded is not None
    facts = model_facts(Path(options.path))
    figures = _figures(rounds)
    if arguments.json:
        write(json.dumps(_values(facts, loaded, rounds, figures), ensure_ascii=False) + "\n")
    else:
        write("".join(_lines(facts, loaded, figures, len(rounds))))
    return 0


def _figures(rounds: Sequence[Round]) -> Mapping[str, Figure]:
    lengths = {"prompt": rounds[0].read_tokens, "reply": rounds[0].written_tokens}
    return {
        name: Figure(words.format(**lengths), unit, tuple(map(of, rounds)))
        for name, (words, unit, of) in _FIGURES.items()
    }


def _values(
    facts: ModelFacts, loaded: Loaded, rounds: Sequence[Round], figures: Mapping[str, Figure]
) -> Mapping[str, object]:
    return {
        "model": asdict(facts),
        "device": loaded.device,
        "layers": loaded.layers,
        "all_layers": loaded.all_layers,
        "threads": loaded.threads,
        "context_size": loaded.context_size,
        "prompt_tokens": rounds[0].read_tokens,
        "reply_tokens": rounds[0].written_tokens,
        "figures": {name: figure.as_json() for name, figure in figures.items()},
        "plan": plan_values(loaded.plan),
    }


def _lines(
    facts: ModelFacts, loaded: Loaded, figures: Mapping[str, Figure], repeat: int
) -> Iterator[str]:
    yield f"{facts.name}\n  {facts.words}\n"
    yield f"  on {where(loaded)}, context {loaded.context_size:,} tokens\n\n"
    times = "once" if repeat == 1 else f"{repeat} times"
    head = [f"measured {times}", "median", "least", "most", ""]
    yield sheet([head, *(figure.row() for figure in figures.values())], right=True)
    if loaded.plan is not None:
        planned = loaded.plan.main.needed
        share = figures["memory"].median * 1e6 / planned if planned else 0.0
        yield f"\n  planned for main memory: {amount(planned)}; taken of it: {share:.0%}\n"
