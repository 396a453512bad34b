"""How a model is to run on this computer as things are now."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from desktop_app.core.amount import amount
from desktop_app.core.device import AUTOMATIC, PROCESSOR, Device
from desktop_app.core.engine import ModelOptions
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.gguf import Header
from desktop_app.core.machine import Machine, reserve
from desktop_app.core.memory_plan import Plan, Share
from desktop_app.core.plan import lower, plan
from desktop_app.core.projector_size import projector_bytes
from desktop_app.engines.llama.device import Found, distinct, list_devices
from desktop_app.engines.llama.library import Library
from desktop_app.engines.llama.memory import main_memory, resident_bytes
from desktop_app.engines.llama.model_file import check_file, check_part, part_files, shown_name


@dataclass(frozen=True, slots=True)
class Occupied:
    """What the model that is loaded now takes: unloading it frees `freed`, by devices' names.

    `engine` are the resident bytes of the process as it was before.
    """

    engine: int
    freed: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fit:
    """A model, this computer, and the plan that brings them together.

    `headers` are one for each of `files`; `found` all devices; `projector` the bytes of the part
    that sees which the plan counts.
    """

    options: ModelOptions
    files: tuple[Path, ...]
    headers: tuple[Header, ...]
    machine: Machine
    found: tuple[Found, ...]
    projector: int
    plan: Plan

    @property
    def path(self) -> Path:
        """The model's file, the first of several."""
        return self.files[0]

    @property
    def header(self) -> Header:
        """The header of that file, which says what the model is."""
        return self.headers[0]

    @property
    def name(self) -> str:
        """The file's name, as it can be shown."""
        return shown_name(Path(self.options.path))

    @property
    def cards(self) -> tuple[Found, ...]:
        """The graphics cards that get layers by the plan, in its order."""
        by_name = {each.device.name: each for each in self.found}
        return tuple(by_name[share.device] for share in self.plan.shares[1:] if share.layers)

    @property
    def device(self) -> str:
        """Where it runs, in a word: "CPU", "Metal"; the card's title where that says too little."""
        used = [card.device for card in self.cards]
        backends = list(dict.fromkeys(device.backend for device in used))
        alike = [each for each in self.found if [each.device.backend] == backends]
        if len(used) == 1 < len(alike):
            return used[0].title or used[0].name
        return " + ".join(backends) or PROCESSOR

    @property
    def layers(self) -> tuple[int, ...]:
        """How many layers each of them gets."""
        return tuple(share.layers for share in self.plan.shares[1:] if share.layers)

    @property
    def placed(self) -> tuple[tuple[str, int], ...]:
        """Which card gets how many layers: what the weights have to be loaded anew for."""
        names = (card.device.name for card in self.cards)
        return tuple(zip(names, self.layers, strict=True))

    @property
    def missing(self) -> str:
        """The device that is wanted and is not there, "" for none."""
        wanted = self.options.device
        there = wanted in (AUTOMATIC, PROCESSOR, *(each.device.name for each in self.found))
        return "" if there else wanted

    def lower(self) -> "Fit | None":
        """What to try where this one found no memory; None when nothing is left."""
        below = lower(self.plan, self.headers, self.options, self.machine, self.projector)
        return None if below is None else replace(self, plan=below)

    def on_processor(self) -> "Fit | None":
        """What to try where the graphics cards fail; None when it does not fit, or was this."""
        if not self.cards:
            return None
        options = replace(self.options, device=PROCESSOR)
        alone = plan(self.headers, options, self.machine, self.projector)
        return replace(self, plan=alone) if alone.context_size else None

    def too_big(self, log: str = "") -> Problem:
        """That the model does not fit, in figures; `log` is what llama.cpp said of it."""
        needed, available = self.plan.needed, sum(map(_usable, self.plan.shares))
        if log and needed <= available:
            # By the figures it fits: something else has taken the memory, or forbids it.
            return Problem("model.no_memory", {"name": self.name}, log)
        values = {"name": self.name, "needed": amount(needed), "available": amount(available)}
        return Problem("model.too_big", values, log or str(self.plan))


def fit(library: Library, options: ModelOptions, occupied: Occupied | None = None) -> Fit:
    """Plan how to run a model; only headers are read. Raises ParleyError for a bad file."""
    if not options.path:
        raise ParleyError(Problem("model.none"))
    path = Path(options.path)
    header = check_file(path)
    files = part_files(path, header)
    headers = (header, *(check_part(file) for file in files if file != path))
    return _planned(options, files, headers, list_devices(library), occupied)


def memory_now(library: Library, occupied: Occupied | None = None) -> Machine:
    """The memory of this computer, for plans for any model: each graphics card once."""
    found = distinct(list_devices(library), AUTOMATIC)
    return _machine(tuple(each.device for each in found), occupied)


def again(library: Library, known: Fit) -> Fit:
    """The plan anew, after something was freed; the files are not read again."""
    found = list_devices(library)
    return _planned(known.options, known.files, known.headers, found, None)


def _planned(
    options: ModelOptions,
    files: tuple[Path, ...],
    headers: tuple[Header, ...],
    found: tuple[Found, ...],
    occupied: Occupied | None,
) -> Fit:
    cards = tuple(each.device for each in distinct(found, options.device))
    machine = _machine(cards, occupied)
    projector = _projector_bytes(options)
    chosen = plan(headers, options, machine, projector)
    if projector and not chosen.context_size:
        # For words alone there may be room enough.
        words_alone = plan(headers, options, machine)
        if words_alone.context_size:
            projector, chosen = 0, words_alone
    return Fit(options, files, headers, machine, found, projector, chosen)


def _usable(share: Share) -> int:
    """What of a memory a plan may use: less than is free."""
    kept = reserve(share.total or share.free, on_card=share.device != PROCESSOR)
    return max(0, share.free - kept)


def _machine(devices: tuple[Device, ...], occupied: Occupied | None) -> Machine:
    memory = main_memory()
    now = occupied or Occupied(resident_bytes())
    return Machine(memory.free, memory.total, devices, now.engine, now.freed)


def _projector_bytes(options: ModelOptions) -> int:
    """What the part that sees will take, when the first picture comes.

    One that cannot be read takes nothing here: what is wrong with it is told with that picture.
    """
    if not options.projector:
        return 0
    try:
        return projector_bytes(check_file(Path(options.projector), projector=True))
    except ParleyError:
        return 0
