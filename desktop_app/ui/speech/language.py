"""Which language a sentence is in: by its script, and where that is shared by its letters."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from importlib import import_module
from typing import Any

from PySide6.QtCore import QObject, QTimer

from desktop_app.core.script import BEYOND_LATIN, languages_of, script_of
from desktop_app.core.speech import UNKNOWN, primary

SHORTEST = 20
"""Letters that a sentence needs to tell its own language."""
SURE = 0.9
"""Likelihood from which on the detector is believed."""
_LOOK_MILLISECONDS = 20


class LanguageFinder(QObject):
    """Tells languages apart, of those for which there are voices.

    The detector's table takes about a second to read, and its narrowing is noticed as well. Both
    are done once, on a thread that touches nothing else, when something is read aloud for the
    first time. UI thread.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._loader: _Loader | None = None
        self._waiting: list[Callable[[], None]] = []
        self._look = QTimer(self, interval=_LOOK_MILLISECONDS)
        self._look.timeout.connect(self._on_look)

    def when_ready(self, then: Callable[[], None], spoken: Iterable[str] = ()) -> None:
        """Call `then` as soon as languages can be told apart: at once, when they can be now.

        `spoken` are those that are going to be asked for, as far as that is known.
        """
        if self._loader is None:
            self._loader = _Loader(_in_latin_letters(spoken))
            self._loader.start()
        if not self._loader.is_alive():
            then()
            return
        self._waiting.append(then)
        self._look.start()

    def forget(self) -> None:
        """Call nobody any more."""
        self._waiting.clear()
        self._look.stop()

    def language(self, text: str, spoken: Iterable[str], fallback: str = UNKNOWN) -> str:
        """The language of `text` out of those that are `spoken`; `fallback` when unsure."""
        script = script_of(text)
        if not script:
            return fallback
        known = {primary(tag) for tag in spoken}
        written = languages_of(script)
        if written:
            possible = [code for code in written if code in known]
            if len(possible) < 2:
                return (possible or list(written))[0]
        else:
            possible = _in_latin_letters(known)
            if len(possible) < 2:
                return possible[0] if possible else fallback
        found, likelihood = self._detect(text, possible)
        unsure = likelihood < SURE or sum(map(str.isalpha, text)) < SHORTEST
        if not unsure:
            return found
        if fallback and (primary(fallback) in possible or not written):
            return fallback
        return possible[0] if written else found

    def _detect(self, text: str, possible: list[str]) -> tuple[str, float]:
        loader = self._loader
        if loader is None or loader.is_alive() or not loader.narrow(possible):
            return UNKNOWN, 0.0
        language, likelihood = loader.detector.classify(text)
        return str(language), float(likelihood)

    def _on_look(self) -> None:
        if self._loader is not None and self._loader.is_alive():
            return
        self._look.stop()
        waiting, self._waiting = self._waiting, []
        for then in waiting:
            then()


class _Loader(threading.Thread):
    """Reads the detector's table; `detector` is None when it cannot be.

    While it runs nobody else may use it, afterwards only the UI thread.
    """

    def __init__(self, first: list[str]) -> None:
        super().__init__(name="languages", daemon=True)
        self.detector: Any = None
        self._first = first
        self._known: frozenset[str] = frozenset()
        self._narrowed: list[str] = []
        """The languages that the detector chooses from at the moment."""

    def run(self) -> None:
        try:
            library = import_module("py3langid.langid")
            read = library.LanguageIdentifier.from_model_file
            detector = read(library.MODEL_FILE, norm_probs=True)
        except (ImportError, OSError):
            return  # Then the script alone has to tell.
        self._known = frozenset(detector.labels)
        self.detector = detector
        self.narrow(self._first)

    def narrow(self, languages: Iterable[str]) -> bool:
        """Choose only from these, which takes a moment; False when it knows none of them."""
        labels = sorted(self._known.intersection(languages))
        if labels and labels != self._narrowed:
            self.detector.set_languages(labels)
            self._narrowed = labels
        return bool(labels)


def _in_latin_letters(spoken: Iterable[str]) -> list[str]:
    """The languages that a sentence in letters of many languages may be in."""
    return sorted({primary(tag) for tag in spoken} - BEYOND_LATIN)
