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
from desktop_app.core.events import Fitted, Notice, as_json
from desktop_app.core.memory_plan import Plan
from desktop_app.core.model_facts import ModelFacts, model_facts
from desktop_app.core.paths import Places
from desktop_app.core.plan_table import device_rows, share_rows
from desktop_app.core.settings import Settings


def plan(arguments: Arguments) -> int:
    """Print the plan; the exit status, which does not say whether the model fits."""
    places = Places(arguments.home)
    settings = Settings.load(places.settings)
    for problem in settings.problems:
        say(problem)
    options = window_options(arguments, settings)
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
    if answer.plan is None:
        return
    yield f"\nPlan\n{sheet(_choices(options, answer.plan))}"
    yield f"\nMemory\n{sheet(share_rows(answer.plan), right=True)}"
    yield f"\n{_verdict(answer.plan)}\n"


def _choices(options: ModelOptions, plan: Plan) -> list[list[str]]:
    """What was chosen, and whether the person or Parley did."""
    alone = plan.gpu_layers >= plan.all_layers > 0
    where = " + ".join(plan.devices if alone else (*plan.devices, PROCESSOR))
    context = f"{plan.context_size:,} tokens" if plan.context_size else "none fits"
    most = f"; {plan.largest_context:,} would fit" if plan.largest_context else ""
    return [
        ["computes on", where, _by(options.device == AUTOMATIC)],
        ["GPU layers", f"{plan.gpu_layers} of {plan.all_layers}", _by(options.gpu_layers < 0)],
        ["context", context + most, _by(not options.context_size)],
        ["KV cache", plan.kv_type, _by(not options.kv_type)],
    ]


def _by(automatic: bool) -> str:
    return "automatic" if automatic else "as asked for"


def _verdict(plan: Plan) -> str:
    if not plan.fits:
        return "It does not fit. (It can be loaded with --anyway.)"
    if plan.reduced:
        return "It fits, with a shorter context: more does not fit into memory."
    return "It fits."
