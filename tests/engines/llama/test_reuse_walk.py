"""A walk through everything a person may do, in any order, in every family of models.

A step appends, edits, takes back, goes to another conversation, lets the model write, stops
between two chunks or in midst of one, or fills the context. After most steps the logits are
compared with those of a cold start.

PARLEY_WALK_STEPS makes the walks longer than the few steps of a test run (2000: some minutes),
PARLEY_WALK_SEED takes them elsewhere.
"""

import os
import random
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from desktop_app.engines.llama.context import Outcome
from tests.engines.llama.families import FAMILIES
from tests.engines.llama.reader import Pair, assert_same

pytestmark = pytest.mark.model

STEPS = int(os.environ.get("PARLEY_WALK_STEPS", "20"))
SEED = int(os.environ.get("PARLEY_WALK_SEED", "1"))
SIZE, _PLAIN, _CHUNKS = 256, 60, (1, 7, 64, 256)


class Walk:
    """Two conversations with one context; each operation changes one of them."""

    def __init__(self, pair: Pair, fills_up: bool, seed: int) -> None:
        self._pair = pair
        self._fills_up = fills_up
        self._draw = random.Random(seed)
        self._conversations = [self._words(40), self._words(60)]
        self.taken: list[str] = []
        self.largest = 0.0
        """The largest difference seen, in spreads."""

    def step(self) -> None:
        """Do one thing, and compare, unless it was one that leaves no logits."""
        operation = self._draw.choice(OPERATIONS)
        self.taken.append(operation.__name__)
        if operation(self):
            self._compare()

    def append(self) -> bool:
        self._now.extend(self._words(self._draw.randint(1, 50)))
        return True

    def edit(self) -> bool:
        self._now[self._draw.randrange(len(self._now)) :] = self._words(self._draw.randint(1, 60))
        return True

    def take_back(self) -> bool:
        del self._now[self._draw.randint(1, len(self._now)) :]
        return True

    def switch(self) -> bool:
        self._conversations.reverse()
        return True

    def write(self) -> bool:
        self._pair.warm.read(self._now, self._chunk())
        room = SIZE - len(self._now)
        if room > 1:
            self._now.extend(self._pair.warm.write(self._draw.randint(1, min(20, room))))
        return True

    def stop_between(self) -> bool:
        self._pair.warm.read(self._now, self._draw.choice((7, 30)), self._draw.randint(0, 4))
        return False

    def stop_within(self) -> bool:
        with self._pair.warm.aborting(self._draw.randint(0, 45)):
            outcome = self._pair.warm.read(self._now, self._draw.choice((7, 30, 256)))
        assert outcome in (Outcome.DONE, Outcome.ABORTED)
        return False

    def fill(self) -> bool:
        full = self._now + self._words(SIZE - len(self._now))
        assert self._pair.warm.read(full, 64) is Outcome.DONE
        if self._fills_up:
            more = self._words(self._draw.randint(1, 5))
            assert self._pair.warm.context.decode(more, output=True) is Outcome.FULL
        assert self._pair.warm.context.tokens.ids == full
        return self._draw.random() < 0.5

    @property
    def _now(self) -> list[int]:
        now = self._conversations[0]
        if len(now) > SIZE:
            del now[SIZE:]
        return now

    def _compare(self) -> None:
        prompt = list(self._now)
        warm = self._pair.warm.logits(prompt, self._chunk())
        cold = self._pair.cold.anew(prompt, self._draw.choice(_CHUNKS[1:]))
        self.largest = max(self.largest, float(np.abs(warm - cold).max() / cold.std()))
        assert_same(warm, cold)

    def _chunk(self) -> int:
        return self._draw.choice(_CHUNKS)

    def _words(self, count: int) -> list[int]:
        return [self._draw.randrange(_PLAIN, 256) for _ in range(count)]


OPERATIONS: tuple[Callable[[Walk], bool], ...] = (
    Walk.append,
    Walk.edit,
    Walk.take_back,
    Walk.switch,
    Walk.write,
    Walk.stop_between,
    Walk.stop_within,
    Walk.fill,
)


@pytest.mark.timeout(max(300, STEPS))
@pytest.mark.parametrize("family", FAMILIES)
def test_a_walk(family: str, tmp_path: Path) -> None:
    kind = FAMILIES[family]
    with Pair(kind.make(tmp_path / "model.gguf"), SIZE) as pair:
        walk = Walk(pair, kind.fills_up, SEED)
        try:
            for _ in range(STEPS):
                walk.step()
        except AssertionError as error:
            error.add_note(f"seed {SEED}, after {' '.join(walk.taken[-8:])}")
            raise
    print(f"{family}: the largest difference in {STEPS} steps is {walk.largest:.4f}")
