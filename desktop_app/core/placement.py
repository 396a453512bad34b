"""Which memory holds which part of a model, as llama.cpp deals it out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from desktop_app.core.device import PROCESSOR, Device
from desktop_app.core.kv_cache import KV_TYPES, padded
from desktop_app.core.machine import Machine, reserve, shares_main_memory
from desktop_app.core.memory_plan import Share
from desktop_app.core.model_size import ModelSize


@dataclass(frozen=True, slots=True)
class Layout:
    """What a plan has to decide."""

    context_size: int
    gpu_layers: int
    kv_type: str


class Placement:
    """Deals a model out to main memory and to `cards`, for any layout.

    `batch_size` is in tokens, `projector` the bytes of the part that sees.
    """

    def __init__(
        self,
        size: ModelSize,
        machine: Machine,
        cards: tuple[Device, ...],
        batch_size: int,
        projector: int,
    ) -> None:
        self._size, self._machine, self._cards = size, machine, cards
        self._batch_size, self._projector = batch_size, projector
        # Sums over the layers from the first: a plan is looked for among thousands of layouts.
        self._weights = _sums([*size.layers, size.output + size.tied])
        self._states = _sums([*(cache.state for cache in size.caches), 0])
        self._caches = {
            kv_type: _sums([*(cache.bytes_per_token(kv_type) for cache in size.caches), 0])
            for kv_type in KV_TYPES
        }

    def shares(self, layout: Layout) -> tuple[Share, ...]:
        """What each memory holds: main memory first, then the cards that hold layers."""
        counts = self._counts(layout)
        first = self._size.all_layers - sum(counts)
        main = Share(
            device=PROCESSOR,
            free=self._machine.main_free,
            total=self._machine.total,
            weights=self._main_weights(first),
            kv=self._kv(layout, 0, first),
            compute=self._main_compute(layout, first),
            projector=0 if any(counts) else self._projector,
            engine=self._machine.engine,
            layers=first,
        )
        shares = [main]
        projector, left = self._projector, main.free - main.needed
        for card, count in zip(self._cards, counts, strict=True):
            if not count:
                continue
            share = Share(
                device=card.name,
                free=self._machine.free_on(card),
                total=card.total,
                weights=self._weights[first + count] - self._weights[first],
                kv=self._kv(layout, first, first + count),
                compute=self._card_compute(layout, first, count, is_first=len(shares) == 1),
                projector=projector,
                layers=count,
            )
            if shares_main_memory(card):
                share = _within(share, left)
                left -= share.needed
            shares.append(share)
            projector, first = 0, first + count
        return tuple(shares)

    def fits(self, shares: Sequence[Share], on_cards: bool = True) -> bool:
        """Whether each memory holds its share and keeps its reserve; without `on_cards` only main
        memory is asked."""
        asked = shares if on_cards else shares[:1]
        return all(share.needed + self._reserve(share) <= share.free for share in asked)

    def _reserve(self, share: Share) -> int:
        cards = [card for card in self._cards if card.name == share.device]
        if cards and not shares_main_memory(cards[0]):
            return reserve(share.total or share.free, on_card=True)
        return reserve(self._machine.total or self._machine.main_free, on_card=False)

    def _main_weights(self, first: int) -> int:
        """Bytes of the weights that stay: what is looked up, and the layers before `first`."""
        own = self._weights[min(first, len(self._size.layers))]
        # The output is the last layer; one that is the embedding as well is there already.
        output = self._size.output if first == self._size.all_layers else 0
        return self._size.input + self._size.vocabulary + own + output

    def _kv(self, layout: Layout, first: int, end: int) -> int:
        caches, states = self._caches[layout.kv_type], self._states
        tokens = padded(layout.context_size)
        return tokens * (caches[end] - caches[first]) + states[end] - states[first]

    def _main_compute(self, layout: Layout, first: int) -> int:
        """Bytes for the layers before `first`; at least what goes into the first layer."""
        compute, size = self._size.compute, layout.context_size
        notes = compute.context_token * padded(size) + compute.sampling
        if not first:
            return notes + compute.input_bytes(size, self._batch_size)
        return notes + compute.bytes(size, self._batch_size, first == self._size.all_layers)

    def _card_compute(self, layout: Layout, first: int, count: int, is_first: bool) -> int:
        """Bytes for `count` layers from `first` on.

        The first card also lends a hand with long batches to the layers that are not on any: it
        gets one of their weights after the other (ggml-backend.cpp, `op_offload`), the largest of
        which is about a third of a layer.
        """
        has_output = first + count == self._size.all_layers
        lent = max(self._size.layers[:first], default=0) // 3 if is_first else 0
        return lent + self._size.compute.bytes(layout.context_size, self._batch_size, has_output)

    def _counts(self, layout: Layout) -> list[int]:
        """How many of the layers each card gets.

        In proportion to the memory it has for them. (Left alone, llama.cpp takes what is free,
        whether or not something else of the plan takes a part of it: the counts are to be given
        to it as `tensor_split`.)
        """
        wanted = min(layout.gpu_layers, self._size.all_layers)
        if not self._cards or wanted <= 0:
            return [0] * len(self._cards)
        fixed = self._size.compute.bytes(layout.context_size, self._batch_size)
        free = [self._machine.free_on(card) for card in self._cards]
        kept = [
            fixed + reserve(card.total or one, on_card=not shares_main_memory(card))
            for one, card in zip(free, self._cards, strict=True)
        ]
        kept[0] += self._projector
        rooms = [max(0, one - other) for one, other in zip(free, kept, strict=True)]
        if not any(rooms):
            rooms = free
        parts = list(accumulate(rooms))
        ends = [round(wanted * part / parts[-1]) if parts[-1] else wanted for part in parts]
        return [end - begin for begin, end in zip([0, *ends], ends, strict=False)]


def _sums(numbers: Sequence[int]) -> list[int]:
    """Of the first so many of `numbers`, from none of them to all."""
    return [0, *accumulate(numbers)]


def _within(share: Share, left: int) -> Share:
    """The share of a card that computes on main memory: no more is free than that has left."""
    return replace(share, free=max(0, min(share.free, left)))
