"""Will it fit: how a model is run with the memory there is, decided before anything is loaded."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from desktop_app.core.device import PROCESSOR
from desktop_app.core.engine import ModelOptions
from desktop_app.core.gguf import Header
from desktop_app.core.kv_cache import CONTEXT_STEP, can_be_quantized, padded
from desktop_app.core.machine import Machine
from desktop_app.core.memory_plan import Plan
from desktop_app.core.model_size import ModelSize, model_size
from desktop_app.core.placement import Layout, Placement

SMALLEST_CONTEXT = 512
USABLE_CONTEXT = 4096
"""Tokens for a conversation that need not forget its beginning soon. Below it a KV cache in 8 bits
is better than a shorter one, and all layers on the graphics card are worth more than a longer one
(llama.cpp shrinks a context that far to the same end: common.h, `fit_params_min_ctx`)."""

LARGEST_CONTEXT = 1 << 24

FULL, QUANTIZED = "f16", "q8_0"


def plan(
    headers: Sequence[Header], options: ModelOptions, machine: Machine, projector: int = 0
) -> Plan:
    """How to run the model of `headers` (one for each of its files) on `machine`.

    `projector` are the bytes of the part that sees (`projector_bytes`). The plan has context
    size 0 where the model does not fit and `options.anyway` is not set. A number of layers that
    `options` ask for is planned also where the graphics cards may not hold it: it is tried.
    """
    return _Planner(model_size(headers), options, machine, projector).best()


def lower(
    current: Plan,
    headers: Sequence[Header],
    options: ModelOptions,
    machine: Machine,
    projector: int = 0,
) -> Plan | None:
    """The next plan to try where `current` could not be loaded; None when nothing is left.

    Fewer layers on graphics cards, then a smaller context, then a KV cache in 8 bits, then the
    processor alone, with what fits into main memory. What the person chose in `options` gives way
    after what was left to choose, but before the processor alone.
    """
    return _Planner(model_size(headers), options, machine, projector).below(current)


class _Planner:
    """Looks for the best layout that fits."""

    def __init__(
        self, size: ModelSize, options: ModelOptions, machine: Machine, projector: int
    ) -> None:
        cards = machine.graphics(options.device)
        self._size, self._options, self._machine = size, options, machine
        self._projector = projector
        self._placement = Placement(size, machine, cards, options.batch_size, projector)
        trained = size.header.context_length
        self._longest = max(SMALLEST_CONTEXT, min(trained or LARGEST_CONTEXT, LARGEST_CONTEXT))
        wish = options.context_size or options.context_cap
        self._wish = padded(max(1, min(wish, self._longest)))
        self._least = min(SMALLEST_CONTEXT, self._wish)
        # A context that the person asked for is worth more than anything that is left to choose.
        self._usable = self._wish if options.context_size else min(USABLE_CONTEXT, self._wish)
        self._can_quantize = can_be_quantized(size.caches, QUANTIZED)
        self._kv_type = QUANTIZED if options.kv_type == QUANTIZED and self._can_quantize else FULL
        most = size.all_layers if cards else 0
        self._most = most if options.gpu_layers < 0 else min(most, options.gpu_layers)

    def best(self) -> Plan:
        """What to try first."""
        if self._options.anyway and self._options.context_size:
            return self._plan(self._at_any_price(self._wish))
        layout = self._with_all_layers() or self._with_some_layers()
        if layout is None and self._options.anyway:
            layout = self._at_any_price(min(self._usable, USABLE_CONTEXT))
        return self._refusal() if layout is None else self._plan(layout)

    def below(self, current: Plan) -> Plan | None:
        """What to try after `current`."""
        if not current.context_size:
            return None
        for step in self._steps():
            layout = step(Layout(current.context_size, current.gpu_layers, current.kv_type))
            if layout is not None:
                return self._plan(layout, current.largest_context)
        return self._on_processor() if current.gpu_layers else None

    def _with_all_layers(self) -> Layout | None:
        """All layers on graphics cards, where a usable context fits there too."""
        if self._most < self._size.all_layers:
            return None
        size = _largest(
            self._usable,
            self._wish,
            lambda size: self._fits(Layout(size, self._most, self._kv_type)),
        )
        return Layout(size, self._most, self._kv_type) if size else None

    def _with_some_layers(self) -> Layout | None:
        """The largest context that fits, and as many layers on graphics cards as fit with it."""
        kv_type, size = self._kv_type, self._largest_context(self._wish, self._kv_type)
        if size < self._usable and not self._options.kv_type and self._can_quantize:
            quantized = self._largest_context(self._usable, QUANTIZED)
            if quantized > size:
                kv_type, size = QUANTIZED, quantized
        layers = self._layers_with(size, kv_type) if size else None
        return None if layers is None else Layout(size, layers, kv_type)

    def _at_any_price(self, size: int) -> Layout:
        """A context of that size; on the cards what fits there, whatever main memory holds."""
        layers = self._most
        while layers and self._options.gpu_layers < 0:
            shares = self._placement.shares(Layout(size, layers, self._kv_type))
            if self._placement.fits(shares[1:]):
                break
            layers -= 1
        return Layout(size, layers, self._kv_type)

    def _refusal(self) -> Plan:
        """What the smallest context would need."""
        return replace(self._plan(self._at_any_price(self._least)), context_size=0, reduced=True)

    def _largest_context(self, limit: int, kv_type: str) -> int:
        """The largest context up to `limit` that fits in one way or another; 0 for none."""
        return _largest(
            self._least, limit, lambda size: self._layers_with(size, kv_type) is not None
        )

    def _layers_with(self, size: int, kv_type: str) -> int | None:
        """The most layers on graphics cards with which a context fits; None when it never does."""
        if self._options.gpu_layers >= 0:
            layout = Layout(size, self._most, kv_type)
            asked = self._fits(replace(layout, context_size=self._least))
            return self._most if self._fits(layout, asked) else None
        fitting = (
            layers
            for layers in range(self._most, -1, -1)
            if self._fits(Layout(size, layers, kv_type))
        )
        return next(fitting, None)

    def _fits(self, layout: Layout, on_cards: bool = True) -> bool:
        return self._placement.fits(self._placement.shares(layout), on_cards)

    def _plan(self, layout: Layout, largest_context: int | None = None) -> Plan:
        if largest_context is None:
            largest_context = self._largest_context(padded(self._longest), layout.kv_type)
        return Plan(
            context_size=layout.context_size,
            largest_context=largest_context,
            gpu_layers=layout.gpu_layers,
            all_layers=self._size.all_layers,
            kv_type=layout.kv_type,
            shares=self._placement.shares(layout),
            reduced=layout.context_size < self._wish,
        )

    def _steps(self) -> list[Callable[[Layout], Layout | None]]:
        """The ways to take less, in the order in which they are tried."""
        options = self._options
        steps = (
            (options.gpu_layers >= 0, self._fewer_layers),
            (options.context_size > 0, self._smaller_context),
            (bool(options.kv_type), self._quantized),
        )
        return [step for chosen, step in sorted(steps, key=lambda each: each[0])]

    def _fewer_layers(self, layout: Layout) -> Layout | None:
        """Three, two, then one quarter of all layers, but no step that is hardly one."""
        count, now = self._size.all_layers, layout.gpu_layers
        most = max(1, now - max(1, count // 8))
        quarters = (count * part // 4 for part in (3, 2, 1))
        fewer = next((one for one in quarters if 0 < one <= most and one < now), None)
        return None if fewer is None else replace(layout, gpu_layers=fewer)

    def _smaller_context(self, layout: Layout) -> Layout | None:
        """Half of it."""
        half = max(self._least, padded(layout.context_size // 2))
        return replace(layout, context_size=half) if half < layout.context_size else None

    def _quantized(self, layout: Layout) -> Layout | None:
        if layout.kv_type == QUANTIZED or not self._can_quantize:
            return None
        return replace(layout, kv_type=QUANTIZED)

    def _on_processor(self) -> Plan | None:
        options = replace(self._options, device=PROCESSOR)
        alone = _Planner(self._size, options, self._machine, self._projector).best()
        return alone if alone.context_size else None


def _largest(least: int, most: int, fits: Callable[[int], bool]) -> int:
    """The largest multiple of the step from `least` to `most` that fits; 0 for none."""
    if most < least or not fits(least):
        return 0
    low, high = least // CONTEXT_STEP, most // CONTEXT_STEP
    while low < high:
        middle = (low + high + 1) // 2
        if fits(middle * CONTEXT_STEP):
            low = middle
        else:
            high = middle - 1
    return low * CONTEXT_STEP
