"""From a file to a model that can answer: checks, plan, progress."""

from collections.abc import Generator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import monotonic

from desktop_app.core.device import PROCESSOR
from desktop_app.core.engine import CancelToken, ModelOptions
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.events import Event, Loaded, Loading, Notice
from desktop_app.core.gguf import Header
from desktop_app.core.plan import CONTEXT_STEP, SMALLEST_CONTEXT, Plan, plan
from desktop_app.engines.llama.context import Context, ContextOptions, Outcome
from desktop_app.engines.llama.device import Found, choose_cards, list_devices
from desktop_app.engines.llama.eyes import Eyes
from desktop_app.engines.llama.kept import KeptReplies
from desktop_app.engines.llama.library import Library
from desktop_app.engines.llama.memory import main_memory
from desktop_app.engines.llama.model import Model, load_model
from desktop_app.engines.llama.model_file import (
    check_file,
    load_problem,
    part_files,
    shown_name,
)
from desktop_app.engines.llama.planner import Planner
from desktop_app.engines.llama.processor import default_threads
from desktop_app.engines.llama.slow_load import STEP, CancelledError, load_aside, told
from desktop_app.engines.llama.template import Template

GPU_RESERVE = 1 << 30
"""Bytes of a GPU's memory that are left to its compute buffers and to the desktop."""

_ALL_LAYERS = 999
_READ_BYTES = 8 << 20
_READ_SHARE = 0.5


@dataclass(slots=True)
class Resident:
    """A loaded model with everything that belongs to it."""

    options: ModelOptions
    model: Model
    context: Context
    template: Template
    planner: Planner
    kept: KeptReplies
    device: str
    on_gpu: bool
    load_seconds: float
    chunk: int = field(default=0)
    """Tokens of the next prefill chunk: learnt from the speed of the last one."""
    eyes: Eyes | None = None
    """Opened when the first picture is to be seen."""

    def widen(self, library: Library, tokens: int) -> None:
        """Have a context that takes `tokens` at once. What its KV cache held is read again."""
        options = self.context.options
        if tokens <= options.batch_size:
            return
        wider = replace(options, batch_size=min(options.size, _stepped(tokens)))
        self.context.close()
        self.context = Context(library, self.model, wider)

    def close(self) -> None:
        """Free the context, then the model. May be called twice."""
        if self.eyes is not None:
            self.eyes.close()
        self.context.close()
        self.model.close()


def load(
    library: Library, options: ModelOptions, cancel: CancelToken
) -> Generator[Event, None, Resident]:
    """Load a model. Raises ParleyError and CancelledError; when closed, frees what it made."""
    began = monotonic()
    path = Path(options.path)
    header = check_file(path)
    files = part_files(path, header)
    yield Loading(0.0)
    cards = choose_cards(list_devices(library), options.device).cards
    chosen = _plan(cards, options, path, header, files)
    yield from _read_ahead(files, cancel)
    gpu_layers = _gpu_layers(cards, options, header, chosen)
    with ExitStack() as undo:
        model = yield from _weights(library, path, header, cards, gpu_layers, cancel)
        undo.callback(model.close)
        template = _template(model, path)
        context = _context(library, model, options, chosen)
        undo.callback(context.close)
        _warm_up(model, context, cancel)
        kept = KeptReplies()
        resident = Resident(
            options=options,
            model=model,
            context=context,
            template=template,
            planner=Planner(model.vocabulary, template, kept, context.size),
            kept=kept,
            device=_device_name(cards, gpu_layers),
            on_gpu=gpu_layers > 0,
            load_seconds=monotonic() - began,
        )
        yield from _announce(resident, chosen)
        undo.pop_all()
    return resident


def _plan(
    cards: Sequence[Found],
    options: ModelOptions,
    path: Path,
    header: Header,
    files: tuple[Path, ...],
) -> Plan:
    weights = header.weight_bytes
    if len(files) > 1:
        weights = sum(file.stat().st_size for file in files)
    gpu = sum(card.device.free for card in cards)
    available = main_memory().free + (gpu if options.gpu_layers else 0)
    chosen = plan(header, weights + _projector_bytes(options), options.context_size, available)
    if not chosen.context_size:
        # For words alone there may be room enough.
        chosen = plan(header, weights, options.context_size, available)
    if not chosen.context_size:
        values = {
            "name": shown_name(path),
            "needed": _gigabytes(chosen.needed),
            "available": _gigabytes(available),
        }
        details = f"weights {weights}, KV cache for {SMALLEST_CONTEXT} tokens {chosen.kv_bytes}"
        raise ParleyError(Problem("model.too_big", values, details))
    return chosen


def _projector_bytes(options: ModelOptions) -> int:
    """What the part that sees will take, when the first picture comes."""
    try:
        return Path(options.projector).stat().st_size if options.projector else 0
    except OSError:
        return 0


def _stepped(tokens: int) -> int:
    return -(-tokens // CONTEXT_STEP) * CONTEXT_STEP


def _gigabytes(size: int) -> str:
    return f"{size / 1e9:.1f} GB"


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


def _weights(
    library: Library,
    path: Path,
    header: Header,
    cards: Sequence[Found],
    gpu_layers: int,
    cancel: CancelToken,
) -> Generator[Loading, None, Model]:
    """Load the weights, telling how far it is."""
    library.log.clear()
    loading = load_aside(
        lambda progress: load_model(library, str(path), cards, gpu_layers, progress),
        library.api.llama_model_free,
        cancel,
    )
    pointer = yield from told(loading, _READ_SHARE)
    if pointer:
        return Model(library, pointer, header)
    if cancel.is_set():
        raise CancelledError
    raise ParleyError(load_problem(path, header, library.log.text()))


def _gpu_layers(cards: Sequence[Found], options: ModelOptions, header: Header, chosen: Plan) -> int:
    """How many layers go to the GPU: all, or the share of them that its memory holds."""
    free = sum(card.device.free for card in cards)
    if not free or options.gpu_layers >= 0:
        return options.gpu_layers if free else 0
    room = max(0, free - GPU_RESERVE)
    if chosen.needed <= room:
        return _ALL_LAYERS
    return header.number("block_count") * room // max(1, chosen.needed)


def _device_name(cards: Sequence[Found], gpu_layers: int) -> str:
    return cards[0].device.backend if cards and gpu_layers else PROCESSOR


def _context(library: Library, model: Model, options: ModelOptions, chosen: Plan) -> Context:
    """The context, a smaller one than planned where there turns out to be less memory.

    A size that the person has set is not made smaller than it is planned: it is an error then.
    """
    threads = options.threads or default_threads()
    size = chosen.context_size
    while True:
        batch_size = max(1, min(options.batch_size, size))
        try:
            return Context(library, model, ContextOptions(size, batch_size, threads))
        except ParleyError:
            if options.context_size or size <= SMALLEST_CONTEXT:
                raise
            size = max(SMALLEST_CONTEXT, size // 2 // CONTEXT_STEP * CONTEXT_STEP)


def _template(model: Model, path: Path) -> Template:
    vocabulary = model.vocabulary
    source = model.header.text("tokenizer.chat_template")
    return Template(source, shown_name(path), vocabulary.start_text, vocabulary.end_text)


def _warm_up(model: Model, context: Context, cancel: CancelToken) -> None:
    """Evaluate one token: the first real one then finds weights and buffers in memory."""
    with context.watching(cancel):
        if context.decode([max(0, model.vocabulary.start)], output=True) is Outcome.ABORTED:
            raise CancelledError
    context.clear()


def _announce(resident: Resident, chosen: Plan) -> Generator[Event, None, None]:
    """Say that the model is there, and what the person should know about it."""
    path = Path(resident.options.path)
    context = resident.context
    yield Loaded(
        model=resident.options.path,
        name=shown_name(path.with_suffix("")),
        context_size=context.size,
        device=resident.device,
        threads=context.options.threads,
        load_seconds=resident.load_seconds,
    )
    if resident.template.is_default:
        yield Notice(Problem("model.no_template", {"name": shown_name(path)}))
    if chosen.reduced or context.size < chosen.context_size:
        yield Notice(Problem("model.context_reduced", {"context_size": context.size}))
