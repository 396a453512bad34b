"""From a file to a model that can answer: checks, plan, progress."""

from collections.abc import Generator
from contextlib import ExitStack
from pathlib import Path
from time import monotonic

from desktop_app.core.engine import CancelToken, ModelOptions
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.events import Event, Loaded, Loading, Notice
from desktop_app.core.text import Value
from desktop_app.engines.llama.attempt import Running, carry_out
from desktop_app.engines.llama.fit import Fit, Occupied, again, fit
from desktop_app.engines.llama.kept import KeptReplies
from desktop_app.engines.llama.library import Library
from desktop_app.engines.llama.memory import give_back, main_memory, own_bytes
from desktop_app.engines.llama.model import Model
from desktop_app.engines.llama.model_file import check_tokens, file_problem, shown_name, stamp_of
from desktop_app.engines.llama.planner import Planner
from desktop_app.engines.llama.resident import Resident
from desktop_app.engines.llama.slow_load import STEP, CancelledError
from desktop_app.engines.llama.template import Template, check_template

__all__ = ["Resident", "check", "load"]

_READ_BYTES = 8 << 20
_READ_SHARE = 0.5


def check(library: Library, options: ModelOptions, occupied: Occupied | None = None) -> Fit:
    """All that can be known of a model before anything is freed or loaded for it.

    Raises ParleyError for one that is bad or does not fit, also when `occupied` is free again.
    """
    planned = fit(library, options, occupied)
    if not planned.plan.context_size:
        raise ParleyError(planned.too_big())
    check_tokens(planned.path)
    source = options.template or planned.header.text("tokenizer.chat_template")
    check_template(source, planned.name)
    return planned


def load(library: Library, checked: Fit, cancel: CancelToken) -> Generator[Event, None, Resident]:
    """Load a model that was checked. Raises ParleyError and CancelledError.

    When closed, frees what it made.
    """
    began, before, options = monotonic(), own_bytes(), checked.options
    planned = again(library, checked)
    yield Loading(0.0)
    if not planned.plan.context_size:
        raise ParleyError(planned.too_big())
    stamp = stamp_of(planned.files)
    try:
        yield from _read_ahead(planned.files, cancel)
    except OSError as error:
        raise ParleyError(file_problem(planned.path, error)) from error
    with ExitStack() as undo:
        running = yield from carry_out(library, planned, cancel, _READ_SHARE)
        undo.callback(running.model.close)
        undo.callback(running.context.close)
        model, context = running.model, running.context
        template = _template(model, options)
        kept = KeptReplies()
        resident = Resident(
            options=options,
            fit=running.fit,
            model=model,
            context=context,
            template=template,
            planner=Planner(model.vocabulary, template, kept, context.size),
            kept=kept,
            before=before,
            stamp=stamp,
            load_seconds=monotonic() - began,
        )
        # What was read and thrown away, the vocabulary above all, need not lie beside the model.
        give_back()
        yield from _announce(resident, planned, running)
        undo.pop_all()
    return resident


def _read_ahead(files: tuple[Path, ...], cancel: CancelToken) -> Generator[Loading, None, None]:
    """Read the files once, so that they are in the page cache when llama.cpp maps them.

    On Linux the mapping reads all of a file in one call, which tells no progress and hears no
    cancel. A model larger than the free memory is left alone: reading it twice gains nothing.
    """
    total = sum(file.stat().st_size for file in files)
    if total > main_memory().free:
        return
    buffer = bytearray(_READ_BYTES)
    done, last = 0, 0.0
    for file in files:
        with file.open("rb", buffering=0) as stream:
            while count := stream.readinto(buffer):
                if cancel.is_set():
                    raise CancelledError
                done += count
                if done / total - last >= STEP:
                    last = done / total
                    yield Loading(last * _READ_SHARE)


def _template(model: Model, options: ModelOptions) -> Template:
    """The template that was chosen for the model, else its file's own."""
    vocabulary = model.vocabulary
    source = options.template or model.header.text("tokenizer.chat_template")
    name = shown_name(Path(options.path))
    return Template(source, name, vocabulary.start_text, vocabulary.end_text)


def _announce(resident: Resident, planned: Fit, running: Running) -> Generator[Event, None, None]:
    """Say that the model is there, and what the person should know about it."""
    path = Path(resident.options.path)
    plan = resident.fit.plan
    yield Loaded(
        model=resident.options.path,
        name=shown_name(path.with_suffix("")),
        context_size=resident.context.size,
        device=resident.device,
        threads=resident.context.options.threads,
        load_seconds=resident.load_seconds,
        layers=plan.gpu_layers,
        all_layers=plan.all_layers,
        plan=plan,
        thinks=resident.template.thinks,
        thinks_unasked=resident.template.thinks_unasked,
    )
    if resident.template.is_default:
        yield Notice(Problem("model.no_template", {"name": shown_name(path)}))
    if planned.missing:
        yield Notice(Problem("device.missing", {"device": planned.missing}))
    stepped = _stepped_down(planned, running)
    if stepped is not None:
        yield Notice(stepped)
    if plan.reduced and (stepped is None or stepped.code == "model.on_processor"):
        yield Notice(
            Problem("model.context_reduced", {"context_size": plan.context_size}, running.log)
        )
    if plan.is_longest(resident.options.context_size):
        longest: dict[str, Value] = {
            "name": shown_name(path),
            "context_size": plan.context_size,
        }
        yield Notice(Problem("model.context_longest", longest))


def _stepped_down(planned: Fit, running: Running) -> Problem | None:
    """What to say where the graphics cards hold less than was planned."""
    carried = running.fit
    if not planned.cards or carried.plan == planned.plan:
        return None
    values: dict[str, Value] = {"device": planned.device}
    if not carried.cards:
        return Problem("model.on_processor", values, running.log)
    values["layers"] = carried.plan.gpu_layers
    values["all_layers"] = carried.plan.all_layers
    values["context_size"] = carried.plan.context_size
    return Problem("model.stepped_down", values, running.log)
