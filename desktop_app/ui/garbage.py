"""Python's garbage is collected on the UI thread only.

Python collects cycles on whatever thread happens to allocate. With an engine thread beside the
window that may be the wrong one: a Qt object that is freed there stops its timers from another
thread, which Qt forbids and sometimes does not survive. And in the middle of a Qt destructor,
which holds a lock, a collection that frees another Qt object waits for that lock for ever.
Between two events neither can happen.
"""

import gc

from PySide6.QtCore import QObject, QTimer

INTERVAL_MILLISECONDS = 1000
"""How often it is looked whether there is enough garbage to collect."""


class GarbageCollection(QObject):
    """Takes the automatic collection's place, by the same thresholds.

    It is not given back at the end: what is left then is freed by destructors, in which the
    automatic one may strike. Python collects by itself once more when it ends.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thresholds = gc.get_threshold()
        gc.disable()
        self._timer = QTimer(self, interval=INTERVAL_MILLISECONDS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def settle(self) -> None:
        """Look no more through what is there now: modules, classes and the window live as long as
        the program, and going through them all takes the UI thread tens of milliseconds."""
        gc.freeze()

    def start_anew(self) -> None:
        """What was to live as long as the program is gone: collect it."""
        gc.unfreeze()
        gc.collect()

    def collect(self) -> None:
        """Collect the oldest generation that is due; nothing when none is."""
        due = [
            generation
            for generation, (count, threshold) in enumerate(
                zip(gc.get_count(), self._thresholds, strict=True)
            )
            if count > threshold
        ]
        if due:
            gc.collect(due[-1])
