"""How much two devices agree on what comes next."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Logits = NDArray[np.float32]
"""A row for each place in the text, a column for each token."""

TOLERANCE = 0.1
"""How far logits may be from the processor's: the root of the mean square of the differences,
over the standard deviation of the processor's logits in that place. Devices add up in another
order and round at other steps, which makes some hundredths; a wrong result makes it 1 or more."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How far off the logits of a device are, in the worst place.

    Of `places` the token with the highest logit was another one in `other_token`, `clear` times
    where the processor's choice was clear: by more than the tolerance.
    """

    distance: float
    largest: float
    places: int
    other_token: int
    clear: int

    @property
    def holds(self) -> bool:
        """Whether the device computes what the processor does."""
        return self.distance <= TOLERANCE and not self.clear


def likeness(ours: Logits, theirs: Logits) -> Likeness:
    """Compare a device's logits (`ours`) with the processor's."""
    ours, theirs = ours.astype(np.float64), theirs.astype(np.float64)
    difference = ours - theirs
    spread = theirs.std(axis=1)
    distances = np.sqrt((difference**2).mean(axis=1)) / spread
    best = np.sort(theirs, axis=1)[:, -2:]
    other = ours.argmax(axis=1) != theirs.argmax(axis=1)
    clear = other & (best[:, 1] - best[:, 0] > TOLERANCE * spread)
    # What is not a number is as far off as can be.
    worst = float(np.nan_to_num(distances, nan=np.inf).max())
    return Likeness(
        worst, float(np.abs(difference).max()), len(ours), int(other.sum()), int(clear.sum())
    )
