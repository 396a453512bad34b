"""`parley plan`: what there is to compute with, and how a model would be run on it."""

import json
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

from desktop_app.cli.arguments import Arguments
from desktop_app.cli.fit import fitted
from desktop_app.cli.model_choice import window_options
from desktop_app.cli.model_process import model_process
from desktop_app.cli.sheet import sheet
from desktop_app.cli.terminal import Interrupt, say, write
from desktop_app.core.device import AUTOMATIC, PROCESSOR
from desktop_app.core.engine import ModelOptions
from desktop_app.core.errors import Problem
from desktop_app.core.event_json import as_json
from desktop_app.core.events import Fitted, Notice
from desktop_app.core.memory_plan import Plan
from desktop_app.core.model_facts import ModelFacts, model_facts
from desktop_app.core.override import Overrides
from desktop_app.core.paths import Places
from desktop_app.core.plan_table import device_rows, share_rows
from desktop_app.core.settings import Settings


def plan(arguments: Arguments) -> int:
    """Print the plan; the exit status, which does not say whether the model fits."""
    places = Places(arguments.home)
    settings = Settings.load(places.settings)
    for problem in settings.problems:
        say(problem)
    options = window_options(arguments, settings, Overrides.of_home(places))
    with closing(model_process(places, "plan")) as engine, Interrupt() as stop:
        answer = fitted(engine, options, stop)
    if options.device not in (AUTOMATIC, PROCESSOR, *(each.name for each in answer.devices)):
        say(Problem("device.missing", {"device": options.device}))
    facts = model_facts(Path(options.path))
    if arguments.json:
        write(json.dumps(_values(facts, options, answer), ensure_ascii=False) + "\n")
    else:
        write("".join(_lines(facts, options, answer)))
    return 0


def plan_values(plan: Plan | None) -> Mapping[str, object] | None:
    """A plan for JSON, with what follows from it."""
    if plan is None:
        return None
    return {**asdict(plan), "needed": plan.needed, "fits": plan.fits}


def _values(facts: ModelFacts, options: ModelOptions, answer: Fitted) -> Mapping[str, object]:
    return {
        **as_json(answer),
        "plan": plan_values(answer.plan),
        "model": {"path": options.path, **asdict(facts)},
        "unused": as_json(Notice(answer.unused)) if answer.unused else None,
    }


def _lines(facts: ModelFacts, options: ModelOptions, answer: Fitted) -> Iterator[str]:
    yield f"{facts.name}\n  {facts.words}\n"
    yield f"\nDevices\n{sheet(device_rows(answer.devices))}"
    if answer.unused is not None:
        yield f"  {answer.unused.sentence.english()} {answer.unused.remedy.english()}\n"
    yield from plan_lines(options, answer.plan)


def plan_lines(options: ModelOptions, plan: Plan | None) -> Iterator[str]:
    """What was planned, what of it takes which memory, and whether it fits."""
    if plan is None:
        return
    yield f"\nPlan\n{sheet(_choices(options, plan))}"
    yield f"\nMemory\n{sheet(share_rows(plan), right=True)}"
    yield f"\n{_verdict(plan, options.context_size)}\n"


def _choices(options: ModelOptions, plan: Plan) -> list[list[str]]:
    """What was chosen, and whether the person or Parley did."""
    alone = plan.gpu_layers >= plan.all_layers > 0
    devices = plan.devices if alone else (*plan.devices, PROCESSOR)
    device = options.device if options.device in devices else " + ".join(devices)
    context = f"{plan.context_size:,} tokens" if plan.context_size else "none fits"
    most = f"; {plan.largest_context:,} would fit" if plan.largest_context else ""
    layers = options.gpu_layers if options.gpu_layers >= 0 else None
    return [
        ["computes on", " + ".join(devices), _by(options.device or None, device)],
        ["GPU layers", f"{plan.gpu_layers} of {plan.all_layers}", _by(layers, plan.gpu_layers)],
        ["context", context + most, _by(options.context_size or None, plan.context_size)],
        ["KV cache", plan.kv_type, _by(options.kv_type or None, plan.kv_type)],
    ]


def _by(asked: str | int | None, chosen: str | int) -> str:
    """Who chose it: None was asked for where Parley was to choose."""
    if asked is None:
        return "automatic"
    words = f"{asked:,}" if isinstance(asked, int) else asked
    return "as asked for" if asked == chosen else f"{words} was asked for"


def _verdict(plan: Plan, wanted: int) -> str:
    if not plan.fits:
        return "It does not fit. (It can be loaded with --anyway.)"
    if plan.reduced:
        return "It fits, with a shorter context: more does not fit into memory."
    if plan.is_longest(wanted):
        return "It fits, with a shorter context: the model is made for no longer one."
    return "It fits."
