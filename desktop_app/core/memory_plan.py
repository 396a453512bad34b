"""How a model will be run, and what it will take of which memory."""

from dataclasses import dataclass

from desktop_app.core.device import PROCESSOR


@dataclass(frozen=True, slots=True)
class Share:
    """What one memory holds of a model; all in bytes.

    `device` is a device's name, `PROCESSOR` for main memory. `kv` is the KV cache (or the state of
    a model that has one), `compute` what llama.cpp computes in, `projector` the part that sees,
    `engine` the program itself. `free` is what is free there now, together with what unloading
    the model that is loaded now would free. `layers` counts the layers it holds, the output as
    one: over the graphics cards these are the `tensor_split` that llama.cpp is to be given.
    """

    device: str
    free: int
    total: int
    weights: int = 0
    kv: int = 0
    compute: int = 0
    projector: int = 0
    engine: int = 0
    layers: int = 0

    @property
    def needed(self) -> int:
        """Bytes altogether."""
        return self.weights + self.kv + self.compute + self.projector + self.engine


@dataclass(frozen=True, slots=True)
class Plan:
    """How a model will be run.

    `context_size` is in tokens (0: it does not fit at all, and the shares are those of the
    smallest context), `largest_context` the longest that would fit. `gpu_layers` of `all_layers`
    go to graphics cards: those of `block_count` and the output. `kv_type` is the type of the KV
    cache. `shares` begin with main memory; then each graphics card that is used. `reduced` says
    that memory, not the person, chose the context.
    """

    context_size: int
    largest_context: int
    gpu_layers: int
    all_layers: int
    kv_type: str
    shares: tuple[Share, ...]
    reduced: bool = False

    @property
    def needed(self) -> int:
        """Bytes of all memories together."""
        return sum(share.needed for share in self.shares)

    @property
    def main(self) -> Share:
        """What main memory holds."""
        return self.shares[0]

    @property
    def fits(self) -> bool:
        """Whether every memory holds what is planned for it."""
        return self.context_size > 0 and all(s.needed <= s.free for s in self.shares)

    def is_longest(self, wanted: int) -> bool:
        """Whether `wanted` tokens of context are more than the model is made for, and it has all
        of those."""
        return 0 < self.context_size < wanted and not self.reduced

    @property
    def devices(self) -> tuple[str, ...]:
        """The names of the graphics cards that hold something."""
        return tuple(s.device for s in self.shares if s.device != PROCESSOR and s.needed)
