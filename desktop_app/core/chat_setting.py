"""The settings of the window, the conversations and the answers."""

from desktop_app.core.interface_language import LANGUAGES, SYSTEM
from desktop_app.core.setting_kind import Setting
from desktop_app.core.text import QT_TRANSLATE_NOOP

LARGEST_SEED = 2**32 - 2
"""llama.cpp reads the one above it as "draw a seed"."""

APPEARANCE = QT_TRANSLATE_NOOP("Settings", "Appearance")
CHAT = QT_TRANSLATE_NOOP("Settings", "Chat")
SAMPLING = QT_TRANSLATE_NOOP("Settings", "Answers")

CHAT_SETTINGS = (
    Setting(
        "language",
        str,
        SYSTEM,
        QT_TRANSLATE_NOOP("Settings", "Language of the window"),
        QT_TRANSLATE_NOOP(
            "Settings",
            "The model answers in the language in which you ask. A reply that is being written"
            " ends first.",
        ),
        APPEARANCE,
        # Who cannot read the window has to find their own language: these stay as they are.
        choices={SYSTEM: QT_TRANSLATE_NOOP("Settings", "System"), **LANGUAGES},
    ),
    Setting(
        "theme",
        str,
        "system",
        QT_TRANSLATE_NOOP("Settings", "Theme"),
        QT_TRANSLATE_NOOP("Settings", "The colours of the window."),
        APPEARANCE,
        choices={
            "system": QT_TRANSLATE_NOOP("Settings", "System"),
            "light": QT_TRANSLATE_NOOP("Settings", "Light"),
            "dark": QT_TRANSLATE_NOOP("Settings", "Dark"),
            "contrast": QT_TRANSLATE_NOOP("Settings", "High contrast"),
        },
    ),
    Setting(
        "chat.system_prompt",
        str,
        "",
        QT_TRANSLATE_NOOP("Settings", "System prompt"),
        QT_TRANSLATE_NOOP("Settings", "What the model is told before each conversation."),
        CHAT,
    ),
    Setting(
        "chat.enter_sends",
        bool,
        True,
        QT_TRANSLATE_NOOP("Settings", "Enter sends"),
        QT_TRANSLATE_NOOP(
            "Settings", "Enter sends and Shift+Enter begins a new line; off: Ctrl+Enter sends."
        ),
        CHAT,
    ),
    Setting(
        "reply.announce",
        bool,
        True,
        QT_TRANSLATE_NOOP("Settings", "Announce sentences"),
        QT_TRANSLATE_NOOP(
            "Settings",
            "A screen reader says each sentence of a reply once it is written; off: only its end.",
        ),
        CHAT,
    ),
    Setting(
        "reply.show_stats",
        bool,
        False,
        QT_TRANSLATE_NOOP("Settings", "Show figures"),
        QT_TRANSLATE_NOOP("Settings", "Tokens, speed and time to the first token under a reply."),
        CHAT,
    ),
)
"""The window and the conversations."""

ANSWER_SETTINGS = (
    Setting(
        "thinking.mode",
        str,
        "auto",
        QT_TRANSLATE_NOOP("Settings", "Thinking"),
        QT_TRANSLATE_NOOP(
            "Settings",
            "Whether a model that can think first does so; automatic is as it does by itself.",
        ),
        SAMPLING,
        choices={
            "auto": QT_TRANSLATE_NOOP("Settings", "Automatic"),
            "on": QT_TRANSLATE_NOOP("Settings", "On"),
            "off": QT_TRANSLATE_NOOP("Settings", "Off"),
        },
    ),
    Setting(
        "thinking.budget",
        int,
        0,
        QT_TRANSLATE_NOOP("Settings", "Longest thoughts"),
        QT_TRANSLATE_NOOP(
            "Settings", "After so many tokens the thoughts end and the answer begins; 0 never."
        ),
        SAMPLING,
        minimum=0,
        maximum=2**24,
        unit=QT_TRANSLATE_NOOP("Settings", "tokens"),
        lowest=QT_TRANSLATE_NOOP("Settings", "No limit"),
        advanced=True,
    ),
    Setting(
        "thinking.send_back",
        bool,
        False,
        QT_TRANSLATE_NOOP("Settings", "Send thoughts back"),
        QT_TRANSLATE_NOOP(
            "Settings", "The model sees its earlier thoughts again; they take room in the context."
        ),
        SAMPLING,
        advanced=True,
    ),
    Setting(
        "sampling.temperature",
        float,
        None,
        QT_TRANSLATE_NOOP("Settings", "Temperature"),
        QT_TRANSLATE_NOOP(
            "Settings", "0 always takes the likeliest word; higher values are more surprising."
        ),
        SAMPLING,
        minimum=0,
        maximum=5,
    ),
    Setting(
        "sampling.max_tokens",
        int,
        0,
        QT_TRANSLATE_NOOP("Settings", "Longest reply"),
        QT_TRANSLATE_NOOP("Settings", "In tokens; 0 lets the model end its reply."),
        SAMPLING,
        minimum=0,
        maximum=2**24,
        unit=QT_TRANSLATE_NOOP("Settings", "tokens"),
        lowest=QT_TRANSLATE_NOOP("Settings", "No limit"),
    ),
    Setting(
        "sampling.top_k",
        int,
        None,
        QT_TRANSLATE_NOOP("Settings", "Top-k"),
        QT_TRANSLATE_NOOP("Settings", "Only the k likeliest tokens are drawn from; 0 is off."),
        SAMPLING,
        minimum=0,
        maximum=2**20,
        advanced=True,
    ),
    Setting(
        "sampling.top_p",
        float,
        None,
        QT_TRANSLATE_NOOP("Settings", "Top-p"),
        QT_TRANSLATE_NOOP(
            "Settings", "Only the likeliest tokens that make up this share are drawn; 1 is off."
        ),
        SAMPLING,
        minimum=0,
        maximum=1,
        advanced=True,
    ),
    Setting(
        "sampling.min_p",
        float,
        None,
        QT_TRANSLATE_NOOP("Settings", "Min-p"),
        QT_TRANSLATE_NOOP(
            "Settings",
            "Tokens less likely than this share of the likeliest are left out; 0 is off.",
        ),
        SAMPLING,
        minimum=0,
        maximum=1,
        advanced=True,
    ),
    Setting(
        "sampling.repeat_penalty",
        float,
        None,
        QT_TRANSLATE_NOOP("Settings", "Repeat penalty"),
        QT_TRANSLATE_NOOP("Settings", "Above 1, words that were just used get less likely."),
        SAMPLING,
        minimum=0.1,
        maximum=5,
        advanced=True,
    ),
    Setting(
        "sampling.seed",
        int,
        None,
        QT_TRANSLATE_NOOP("Settings", "Seed"),
        QT_TRANSLATE_NOOP("Settings", "The same seed gives the same reply to the same question."),
        SAMPLING,
        minimum=0,
        maximum=LARGEST_SEED,
        unset=QT_TRANSLATE_NOOP("Settings", "Drawn anew"),
        advanced=True,
    ),
)
"""How an answer is thought out and drawn."""
