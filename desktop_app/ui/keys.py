"""The keys that count now: those of the table, or what the person made of them."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from desktop_app.core.errors import ParleyError
from desktop_app.core.settings import Settings
from desktop_app.core.shortcut import SHORTCUTS, TABLE, Clash, clash
from desktop_app.ui.words import say


class Keys(QObject):
    """Gives actions their keys, and other ones when they change. Lives on the UI thread.

    Without settings the keys are those of the table, and changes count until the end.
    """

    changed = Signal()
    failed = Signal(object)
    """The keys could not be saved; they count until the end. Carries the `Problem`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings: Settings | None = None
        self._own: dict[str, tuple[str, ...]] = {}
        self._heard: list[Callable[[], None]] = []

    def use(self, settings: Settings) -> None:
        """Take the keys from these settings, now and whenever they change."""
        self._settings = settings
        settings.changed.append(self._on_setting)
        self._tell()

    def of(self, id: str) -> tuple[str, ...]:
        """The keys of a shortcut. Of two that have one key by hand the first keeps it."""
        before: list[str] = []
        for other, shortcut in SHORTCUTS.items():
            if other == id:
                break
            if shortcut.context == SHORTCUTS[id].context:
                before += self._raw(other)
        return tuple(key for key in self._raw(id) if key and key not in before)

    def shown(self, id: str) -> str:
        """The first key as this system writes it, "" when there is none."""
        return native(next(iter(self.of(id)), ""))

    def is_changed(self, id: str) -> bool:
        """Whether the keys are others than at first."""
        return self._raw(id) != SHORTCUTS[id].keys

    def clash(self, id: str, key: str) -> Clash | None:
        """What stands against giving this key to a shortcut."""
        return clash(id, key, native(key), {other: self.of(other) for other in SHORTCUTS})

    def set(self, id: str, keys: tuple[str, ...]) -> None:
        """Give a shortcut these keys instead of those it has; none for no key at all."""
        self._put({id: keys})

    def take(self, id: str, key: str) -> None:
        """Give a shortcut this key, and take it from the one that has it."""
        new: dict[str, tuple[str, ...]] = {id: (key,)}
        found = self.clash(id, key)
        if found is not None and found.taken_by:
            new[found.taken_by] = tuple(k for k in self.of(found.taken_by) if k != key)
        self._put(new)

    def reset(self, *ids: str) -> None:
        """Give these, or all, the keys back that they had at first."""
        self._put({id: SHORTCUTS[id].keys for id in ids or SHORTCUTS})

    def action(self, id: str, act: Callable[[], object], window: QWidget) -> QAction:
        """An action of the window that does `act` when its keys are pressed."""
        action = QAction(say(SHORTCUTS[id].sentence), window)
        action.setObjectName(id)
        action.triggered.connect(lambda _=False: act())
        window.addAction(action)
        self.follow(id, lambda: action.setShortcuts([QKeySequence(key) for key in self.of(id)]))
        return action

    def follow(self, id: str, take: Callable[[], None]) -> None:
        """Call `take` now, and whenever keys change."""
        assert id in SHORTCUTS
        self._heard.append(take)
        take()

    def hint(self, id: str, take: Callable[[str], None]) -> None:
        """Call `take` with the key as it is shown, now and whenever keys change."""
        self.follow(id, lambda: take(self.shown(id)))

    def _raw(self, id: str) -> tuple[str, ...]:
        if self._settings is None:
            return self._own.get(id, SHORTCUTS[id].keys)
        written = self._settings.get(SHORTCUTS[id].setting)
        return tuple(map(portable, written))

    def _put(self, keys: dict[str, tuple[str, ...]]) -> None:
        if self._settings is None:
            self._own.update(keys)
            self._tell()
            return
        try:
            self._settings.update({SHORTCUTS[id].setting: own for id, own in keys.items()})
        except ParleyError as error:
            self.failed.emit(error.problem)

    def _on_setting(self, key: str) -> None:
        if key.startswith(f"{TABLE}."):
            self._tell()

    def _tell(self) -> None:
        for take in self._heard:
            take()
        self.changed.emit()


def native(key: str) -> str:
    """A key as this system writes it: ⌘N on a Mac."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def portable(key: str) -> str:
    """A key as the table writes it; "" for what is none."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)


def last_key(sequence: QKeySequence) -> Qt.Key:
    """The key of a sequence of one, without what is held beside it."""
    # PySide6's stubs do not know that a sequence can be indexed.
    return sequence[0].key()  # type: ignore[index, no-any-return]


def with_key(words: str, shown: str) -> str:
    """The words of an entry in a menu, and the key that does the same at its end."""
    return f"{words}\t{shown}" if shown else words
