"""What the catalogue says in sentences: they can be translated, which no TOML file can.

`SUMMARIES` has one for each model of `resources/catalog.toml`, by its `id`; a test holds both
together.
"""

from collections.abc import Mapping

from desktop_app.core.text import QT_TRANSLATE_NOOP

GOOD_AT: Mapping[str, str] = {
    "chat": QT_TRANSLATE_NOOP("CatalogModel", "Conversation"),
    "write": QT_TRANSLATE_NOOP("CatalogModel", "Writing and rewriting"),
    "summarize": QT_TRANSLATE_NOOP("CatalogModel", "Summing up texts"),
    "translate": QT_TRANSLATE_NOOP("CatalogModel", "Translating"),
    "code": QT_TRANSLATE_NOOP("CatalogModel", "Programming"),
    "reason": QT_TRANSLATE_NOOP("CatalogModel", "Mathematics and hard questions"),
    "extract": QT_TRANSLATE_NOOP("CatalogModel", "Taking data out of texts"),
    "pictures": QT_TRANSLATE_NOOP("CatalogModel", "Understanding pictures"),
}
"""What a model is good at: what a person would call the task."""

ROLES: Mapping[str, str] = {
    "quick": QT_TRANSLATE_NOOP("CatalogModel", "Quick"),
    "balanced": QT_TRANSLATE_NOOP("CatalogModel", "Balanced"),
    "best": QT_TRANSLATE_NOOP("CatalogModel", "Best answers"),
}

REASONS: Mapping[str, str] = {
    "graphics": QT_TRANSLATE_NOOP("CatalogModel", "fits whole on your graphics card"),
    "split": QT_TRANSLATE_NOOP("CatalogModel", "fits partly on your graphics card"),
    "memory": QT_TRANSLATE_NOOP("CatalogModel", "fits well into your memory"),
    "tight": QT_TRANSLATE_NOOP("CatalogModel", "only just fits"),
    "here": QT_TRANSLATE_NOOP("CatalogModel", "is on this computer already"),
    "strong": QT_TRANSLATE_NOOP("CatalogModel", "is strong in your language"),
    "speaks": QT_TRANSLATE_NOOP("CatalogModel", "knows your language"),
    "silent": QT_TRANSLATE_NOOP("CatalogModel", "is not said to know your language"),
    "sees": QT_TRANSLATE_NOOP("CatalogModel", "sees pictures"),
    "task": QT_TRANSLATE_NOOP("CatalogModel", "is good at the task"),
    "thinks": QT_TRANSLATE_NOOP("CatalogModel", "can think before it answers"),
    "fast": QT_TRANSLATE_NOOP("CatalogModel", "writes faster than one reads"),
    "slow": QT_TRANSLATE_NOOP("CatalogModel", "writes slower than one reads"),
    "knows": QT_TRANSLATE_NOOP("CatalogModel", "knows the most of those that fit"),
    "small": QT_TRANSLATE_NOOP("CatalogModel", "is small, so expect mistakes"),
}
"""Why a model is offered, or what there is to say against it; each goes on from its name."""

SUMMARIES: Mapping[str, str] = {
    "qwen3.5-0.8b": QT_TRANSLATE_NOOP(
        "CatalogModel",
        "Tiny, and quick on any computer: for short answers, and for a look at a picture.",
    ),
    "lfm2.5-1.2b": QT_TRANSLATE_NOOP(
        "CatalogModel",
        "Made for small computers: very quick, and good at taking data out of texts.",
    ),
    "smollm3-3b": QT_TRANSLATE_NOOP(
        "CatalogModel", "A small all-rounder for six European languages, made wholly in the open."
    ),
    "qwen3-4b-2507": QT_TRANSLATE_NOOP(
        "CatalogModel", "Answers directly and well, in Chinese and a hundred other languages."
    ),
    "qwen3.5-4b": QT_TRANSLATE_NOOP(
        "CatalogModel",
        "Small, yet good at hard questions, code and pictures; thinks before it answers.",
    ),
    "gemma-4-e4b": QT_TRANSLATE_NOOP(
        "CatalogModel", "A good all-rounder that also sees pictures, in very many languages."
    ),
    "ministral-3-8b": QT_TRANSLATE_NOOP(
        "CatalogModel", "At home in eleven languages, from French to Japanese; it sees pictures."
    ),
    "granite-4.2-8b": QT_TRANSLATE_NOOP(
        "CatalogModel", "For the office: thinks calculations and code through, in twelve languages."
    ),
    "qwen3.5-9b": QT_TRANSLATE_NOOP(
        "CatalogModel",
        "Strong at hard questions, code and pictures, and in Chinese; thinks before it answers.",
    ),
    "gpt-oss-20b": QT_TRANSLATE_NOOP(
        "CatalogModel",
        "Large, yet quick: good at reasoning and code; how long it thinks is chosen.",
    ),
    "gemma-4-26b-a4b": QT_TRANSLATE_NOOP(
        "CatalogModel",
        "Knows much, sees pictures, and is quick for its size, if there is the memory.",
    ),
    "qwen3.8-27b": QT_TRANSLATE_NOOP(
        "CatalogModel",
        "For hard work: programs, research, pictures; it wants a good graphics card.",
    ),
}
