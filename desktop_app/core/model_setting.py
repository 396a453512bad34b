"""The settings of the model that answers: which one, where it runs, what it may take."""

from desktop_app.core.device import AUTOMATIC
from desktop_app.core.setting_kind import Setting
from desktop_app.core.text import QT_TRANSLATE_NOOP

MODEL = QT_TRANSLATE_NOOP("Settings", "Model")

MODEL_SETTINGS = (
    Setting("model.path", str, ""),
    Setting("model.recent", tuple, ()),
    Setting("model.projector", str, ""),
    Setting(
        "model.template",
        str,
        "",
        QT_TRANSLATE_NOOP("Settings", "Chat template"),
        QT_TRANSLATE_NOOP(
            "Settings", "How the conversation is written down for the model (Jinja)."
        ),
    ),
    Setting(
        "model.context_size",
        int,
        0,
        QT_TRANSLATE_NOOP("Settings", "Context size"),
        QT_TRANSLATE_NOOP(
            "Settings", "How many tokens the model can see at once; 0 chooses by the memory."
        ),
        MODEL,
        minimum=0,
        maximum=2**24,
        unit=QT_TRANSLATE_NOOP("Settings", "tokens"),
        lowest=QT_TRANSLATE_NOOP("Settings", "Automatic"),
    ),
    Setting(
        "model.idle_minutes",
        int,
        15,
        QT_TRANSLATE_NOOP("Settings", "Let the model sleep"),
        QT_TRANSLATE_NOOP(
            "Settings", "After so many idle minutes the model's memory is given back; 0 never."
        ),
        MODEL,
        minimum=0,
        maximum=24 * 60,
        unit=QT_TRANSLATE_NOOP("Settings", "min"),
        lowest=QT_TRANSLATE_NOOP("Settings", "Never"),
    ),
    Setting(
        "model.device",
        str,
        AUTOMATIC,
        QT_TRANSLATE_NOOP("Settings", "Device"),
        QT_TRANSLATE_NOOP("Settings", "What the model computes on."),
        MODEL,
    ),
    Setting(
        "model.context_cap",
        int,
        8192,
        QT_TRANSLATE_NOOP("Settings", "Longest automatic context"),
        QT_TRANSLATE_NOOP(
            "Settings", "An automatic context is never longer, however much memory is free."
        ),
        MODEL,
        minimum=512,
        maximum=2**24,
        unit=QT_TRANSLATE_NOOP("Settings", "tokens"),
        advanced=True,
    ),
    Setting(
        "model.kv_type",
        str,
        "",
        QT_TRANSLATE_NOOP("Settings", "KV cache"),
        QT_TRANSLATE_NOOP(
            "Settings", "How exactly the context is kept; 8 bits take half the memory."
        ),
        MODEL,
        choices={
            "": QT_TRANSLATE_NOOP("Settings", "Automatic"),
            "f16": QT_TRANSLATE_NOOP("Settings", "16 bits"),
            "q8_0": QT_TRANSLATE_NOOP("Settings", "8 bits"),
        },
        advanced=True,
    ),
    Setting(
        "model.threads",
        int,
        0,
        QT_TRANSLATE_NOOP("Settings", "Threads"),
        QT_TRANSLATE_NOOP("Settings", "Processor threads for the model; 0 chooses."),
        MODEL,
        minimum=0,
        maximum=512,
        advanced=True,
        lowest=QT_TRANSLATE_NOOP("Settings", "Automatic"),
    ),
    Setting(
        "model.gpu_layers",
        int,
        -1,
        QT_TRANSLATE_NOOP("Settings", "GPU layers"),
        QT_TRANSLATE_NOOP(
            "Settings", "Layers of the model on the graphics card; -1 all that fit, 0 none."
        ),
        MODEL,
        minimum=-1,
        maximum=10_000,
        advanced=True,
        lowest=QT_TRANSLATE_NOOP("Settings", "All that fit"),
    ),
)
