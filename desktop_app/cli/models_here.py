"""`parley models info` of a model on this computer: what is known of it, and its memory plan."""

import json
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime

from desktop_app.cli.arguments import Arguments
from desktop_app.cli.fit import fitted
from desktop_app.cli.library_process import Desk, model_values
from desktop_app.cli.model_choice import as_wished
from desktop_app.cli.model_process import model_process
from desktop_app.cli.models_list import SOURCES, abilities
from desktop_app.cli.plan import plan_lines, plan_values
from desktop_app.cli.sheet import sheet
from desktop_app.cli.terminal import Interrupt, plain, say, write
from desktop_app.core.amount import amount
from desktop_app.core.engine import ModelOptions
from desktop_app.core.errors import ParleyError
from desktop_app.core.local_model import LocalModel
from desktop_app.core.memory_plan import Plan


def local_info(arguments: Arguments, desk: Desk, model: LocalModel) -> int:
    """Print what is known of the model; the exit status."""
    over = desk.records.of(model.key).settings
    options = desk.settings.model_options(model.path, model.projector, over=over)
    options = as_wished(arguments, options)
    plan = None if model.problem else _plan(desk, options)
    if arguments.json:
        values = {**model_values(model, desk), "plan": plan_values(plan)}
        write(json.dumps(values, ensure_ascii=False) + "\n")
        return 0
    write(f"{plain(desk.title(model))}\n{sheet(list(_rows(desk, model)))}")
    if model.problem is not None:
        write(f"\n{model.problem.sentence.english()} {model.problem.remedy.english()}\n")
    write("".join(plan_lines(options, plan)))
    return 0


def _plan(desk: Desk, options: ModelOptions) -> Plan | None:
    """How it would be run here; None, and told, where the engine cannot say."""
    with closing(model_process(desk.places, "info")) as engine, Interrupt() as stop:
        try:
            return fitted(engine, options, stop).plan
        except ParleyError as error:
            say(error.problem)
            return None


def _rows(desk: Desk, model: LocalModel) -> Iterator[list[str]]:
    """What there is to say, with nothing of what is not known."""
    record = desk.records.of(model.key)
    changed = datetime.fromtimestamp(model.modified).strftime("%Y-%m-%d %H:%M")
    known = (
        ("called", model.title if record.name else ""),
        ("file", model.path),
        *(("and", path) for path in model.files[1:]),
        ("projector", model.projector),
        *(("also at", path) for path in model.also),
        ("of", SOURCES[model.source]),
        ("repository", model.repo),
        ("size", amount(model.size)),
        ("changed", changed),
        ("family", model.architecture),
        ("parameters", model.parameters),
        ("type", model.quantization),
        ("trained for", f"{model.trained_context:,} tokens" if model.trained_context else ""),
        ("can", abilities(model)),
        ("speed here", f"{record.speed:.1f} tokens a second" if record.speed else ""),
        ("notes", " ".join(record.notes.split())),
        *((key, str(value)) for key, value in record.settings.items()),
    )
    for name, words in known:
        if words:
            yield [name, plain(" ".join(words.splitlines()))]
