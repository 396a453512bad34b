"""The keys of the window, each declared once: id, words, the keys at first, and where they count.

The window's actions, the list that F1 opens, the hints in menus and the settings file follow from
`SHORTCUTS`. A key is written as Qt writes it on every system: "Ctrl+Shift+N".
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from desktop_app.core.setting_kind import Setting
from desktop_app.core.text import QT_TRANSLATE_NOOP, Sentence, Value

CONTEXT = "Shortcuts"
WINDOW = "window"
"""The keys count wherever the focus is in the window of conversations."""

TABLE = "keys"
"""The table of the settings file that holds what was changed."""


@dataclass(frozen=True, slots=True)
class Shortcut:
    """`id` names it in the settings file; `keys` all do the same. Two of one `context` never
    share a key."""

    id: str
    words: str
    keys: tuple[str, ...]
    context: str = WINDOW

    @property
    def sentence(self) -> Sentence:
        """What it does."""
        return Sentence(CONTEXT, self.words)

    @property
    def setting(self) -> str:
        """The key of the setting that holds its keys."""
        return f"{TABLE}.{self.id}"


_ALL = (
    Shortcut("new", QT_TRANSLATE_NOOP("Shortcuts", "New conversation"), ("Ctrl+N",)),
    Shortcut(
        "temporary",
        QT_TRANSLATE_NOOP("Shortcuts", "New temporary conversation"),
        ("Ctrl+Shift+N",),
    ),
    Shortcut("open_model", QT_TRANSLATE_NOOP("Shortcuts", "Open a model file"), ("Ctrl+O",)),
    Shortcut("models", QT_TRANSLATE_NOOP("Shortcuts", "All models"), ("Ctrl+M",)),
    Shortcut(
        "attach",
        QT_TRANSLATE_NOOP("Shortcuts", "Attach pictures, text, films or sound"),
        ("Ctrl+Shift+O",),
    ),
    Shortcut(
        "screenshot", QT_TRANSLATE_NOOP("Shortcuts", "Attach a screenshot"), ("Ctrl+Shift+S",)
    ),
    Shortcut(
        "think",
        QT_TRANSLATE_NOOP("Shortcuts", "Let the model think first, or not"),
        ("Ctrl+Shift+T",),
    ),
    Shortcut("transcribe", QT_TRANSLATE_NOOP("Shortcuts", "Transcribe a sound file"), ("Ctrl+T",)),
    Shortcut("find", QT_TRANSLATE_NOOP("Shortcuts", "Find in this conversation"), ("Ctrl+F",)),
    Shortcut("find_next", QT_TRANSLATE_NOOP("Shortcuts", "Next place that was found"), ("F3",)),
    Shortcut(
        "find_previous",
        QT_TRANSLATE_NOOP("Shortcuts", "Previous place that was found"),
        ("Shift+F3",),
    ),
    Shortcut(
        "search", QT_TRANSLATE_NOOP("Shortcuts", "Search the conversations"), ("Ctrl+Shift+F",)
    ),
    Shortcut("panel", QT_TRANSLATE_NOOP("Shortcuts", "Show or hide the side panel"), ("Ctrl+B",)),
    Shortcut("composer", QT_TRANSLATE_NOOP("Shortcuts", "Go to the composer"), ("Ctrl+L",)),
    Shortcut("previous", QT_TRANSLATE_NOOP("Shortcuts", "Previous conversation"), ("Ctrl+PgUp",)),
    Shortcut("next", QT_TRANSLATE_NOOP("Shortcuts", "Next conversation"), ("Ctrl+PgDown",)),
    Shortcut("pin", QT_TRANSLATE_NOOP("Shortcuts", "Pin the conversation, or not"), ("Ctrl+D",)),
    Shortcut(
        "move",
        QT_TRANSLATE_NOOP("Shortcuts", "Move the conversation to a folder"),
        ("Ctrl+Shift+M",),
    ),
    Shortcut("settings", QT_TRANSLATE_NOOP("Shortcuts", "Settings"), ("Ctrl+,",)),
    Shortcut("shortcuts", QT_TRANSLATE_NOOP("Shortcuts", "Keyboard shortcuts"), ("F1",)),
    # The second is the key itself where "+" needs Shift.
    Shortcut("larger", QT_TRANSLATE_NOOP("Shortcuts", "Larger text"), ("Ctrl++", "Ctrl+=")),
    Shortcut("smaller", QT_TRANSLATE_NOOP("Shortcuts", "Smaller text"), ("Ctrl+-",)),
    Shortcut("usual_size", QT_TRANSLATE_NOOP("Shortcuts", "Text in its usual size"), ("Ctrl+0",)),
    Shortcut(
        "previous_question", QT_TRANSLATE_NOOP("Shortcuts", "Previous question"), ("Ctrl+Up",)
    ),
    Shortcut("next_question", QT_TRANSLATE_NOOP("Shortcuts", "Next question"), ("Ctrl+Down",)),
    Shortcut(
        "dictate",
        QT_TRANSLATE_NOOP("Shortcuts", "Dictate: hold to talk, or tap to begin and to end"),
        # The second is for keyboards on which Ctrl+Shift changes the layout.
        ("Ctrl+Shift+Space", "F9"),
    ),
    Shortcut(
        "read",
        QT_TRANSLATE_NOOP("Shortcuts", "Read the last answer aloud, or stop reading"),
        ("Ctrl+R",),
    ),
)

SHORTCUTS: Mapping[str, Shortcut] = {shortcut.id: shortcut for shortcut in _ALL}

SHORTCUT_SETTINGS = tuple(
    Setting(shortcut.setting, tuple, shortcut.keys, shortcut.words) for shortcut in _ALL
)
"""They have no section: they are changed in the list of keys, not among the settings."""

RESERVED = frozenset({
    *("Ctrl+C", "Ctrl+V", "Ctrl+X", "Ctrl+A", "Ctrl+Z", "Ctrl+Y", "Ctrl+Shift+Z", "Ctrl+Shift+V"),
    *("Ctrl+Ins", "Shift+Ins", "Shift+Del", "Ctrl+Backspace", "Ctrl+Del", "Ctrl+Left"),
    *("Ctrl+Right", "Ctrl+Home", "Ctrl+End", "Ctrl+Shift+Left", "Ctrl+Shift+Right", "Alt+F4"),
    *("Ctrl+Q", "Alt+Tab", "Ctrl+Tab", "Ctrl+Shift+Tab", "Ctrl+Return", "Ctrl+Enter", "Shift+F10"),
    *("F2", "Menu", "Ctrl+Alt+Del"),
})  # fmt: skip
"""What copies, pastes, moves the cursor, closes and sends: other programs and our own fields
answer to it already."""

_TAKEN = QT_TRANSLATE_NOOP(
    "Shortcuts", "{key} is taken by “{words}”. Choose another key, or use it here instead."
)
_SYSTEM = QT_TRANSLATE_NOOP(
    "Shortcuts", "{key} has its meaning in every program. Choose another key."
)
_TYPED = QT_TRANSLATE_NOOP(
    "Shortcuts", "{key} alone is needed for writing. Choose one with Ctrl or Alt, or F3 to F12."
)


@dataclass(frozen=True, slots=True)
class Clash:
    """Why a key cannot be had: `sentence` with the key as it is `shown`; `taken_by` is the id of
    the shortcut that has it, "" where nobody can give it away."""

    sentence: Sentence
    taken_by: str = ""


def clash(id: str, key: str, shown: str, keys: Mapping[str, Iterable[str]]) -> Clash | None:
    """What stands against `key` for the shortcut `id`, where all have these `keys`."""
    if key in RESERVED:
        return Clash(Sentence(CONTEXT, _SYSTEM, {"key": shown}))
    if not _is_free_of_writing(key):
        return Clash(Sentence(CONTEXT, _TYPED, {"key": shown}))
    for other, had in keys.items():
        same = SHORTCUTS[other].context == SHORTCUTS[id].context
        if other != id and same and key in had:
            values: dict[str, Value] = {"key": shown, "words": SHORTCUTS[other].sentence}
            return Clash(Sentence(CONTEXT, _TAKEN, values), other)
    return None


def _is_free_of_writing(key: str) -> bool:
    *with_, last = key.replace("++", "+Plus").split("+")
    function = last[:1] == "F" and last[1:].isdigit()
    return function or bool({"Ctrl", "Alt", "Meta"} & set(with_))
