"""How loud it is."""

import numpy as np

from desktop_app.engines.silero import Floats

SILENCE = -100.0
"""The level of no sound at all, in dBFS."""


def level(samples: Floats) -> float:
    """The peak of some samples in dBFS: 0 the loudest that there is, `SILENCE` the quietest."""
    peak = float(np.abs(samples).max(initial=0.0))
    return min(0.0, max(SILENCE, 20 * float(np.log10(max(peak, 1e-10)))))
