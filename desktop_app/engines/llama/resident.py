"""A model in memory, with everything that belongs to it."""

from dataclasses import dataclass, field, replace

from desktop_app.core.device import PROCESSOR
from desktop_app.core.engine import ModelOptions
from desktop_app.core.errors import ParleyError
from desktop_app.core.kv_cache import CONTEXT_STEP
from desktop_app.core.machine import shares_main_memory
from desktop_app.engines.llama.context import Context
from desktop_app.engines.llama.eyes import Eyes
from desktop_app.engines.llama.fit import Fit, Occupied
from desktop_app.engines.llama.kept import KeptReplies
from desktop_app.engines.llama.library import Library
from desktop_app.engines.llama.memory import give_back, own_bytes
from desktop_app.engines.llama.model import Model
from desktop_app.engines.llama.model_file import Stamp, stamp_of
from desktop_app.engines.llama.planner import Planner
from desktop_app.engines.llama.template import Template


@dataclass(slots=True)
class Resident:
    """A loaded model. `fit` is how it runs; `before` what the process took without it, in bytes:
    `own_bytes` of it. `stamp` tells its files from others under the same names."""

    options: ModelOptions
    fit: Fit
    model: Model
    context: Context
    template: Template
    planner: Planner
    kept: KeptReplies
    before: int
    stamp: Stamp
    load_seconds: float
    chunk: int = field(default=0)
    """Tokens of the next prefill chunk: learnt from the speed of the last one."""
    eyes: Eyes | None = None
    """Opened when the first picture is to be seen."""

    @property
    def on_gpu(self) -> bool:
        """Whether a part of it is on a graphics card."""
        return bool(self.fit.cards)

    @property
    def card(self) -> int:
        """llama.cpp's handle of the graphics card for the part that sees, 0 for the processor."""
        return self.fit.cards[0].handle if self.fit.cards else 0

    @property
    def device(self) -> str:
        """Where it runs, in a word."""
        return self.fit.device

    def serves(self, options: ModelOptions) -> bool:
        """Whether this is the model that is asked for, as its files are now.

        One whose files are gone goes on: it is in memory, and there is nothing to load instead.
        """
        return self.options == options and stamp_of(self.fit.files) in (self.stamp, None)

    def occupied(self) -> Occupied:
        """What unloading it would free: on graphics cards by the plan, of main memory what it took.

        What a card keeps in main memory may belong to its driver, and not to this process.
        """
        freed = {
            share.device: share.needed - (0 if self.eyes else share.projector)
            for share in self.fit.plan.shares[1:]
        }
        shared = sum(
            freed[card.device.name] for card in self.fit.cards if shares_main_memory(card.device)
        )
        freed[PROCESSOR] = max(shared, own_bytes() - self.before)
        return Occupied(self.fit.machine.engine, freed)

    def widen(self, library: Library, tokens: int) -> None:
        """Have a context that takes `tokens` at once. What its KV cache held is read again.

        Raises ParleyError when there is no memory for it; the one that was there is, if it can.
        """
        options = self.context.options
        if tokens <= options.batch_size:
            return
        stepped = -(-tokens // CONTEXT_STEP) * CONTEXT_STEP
        wider = replace(options, batch_size=min(options.size, stepped))
        self.context.close()
        try:
            self.context = Context(library, self.model, wider)
        except ParleyError:
            self.context = Context(library, self.model, options)
            raise

    def close(self) -> None:
        """Free everything, and give the memory back to the system. May be called twice."""
        if self.eyes is not None:
            self.eyes.close()
        self.context.close()
        self.model.close()
        give_back()
