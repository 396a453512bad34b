"""`parley models list`: the models on this computer, wherever they lie."""

import json
from collections.abc import Sequence

from desktop_app.cli.arguments import Arguments
from desktop_app.cli.library_process import Desk, model_values
from desktop_app.cli.sheet import sheet
from desktop_app.cli.terminal import plain, tell, write
from desktop_app.core.amount import amount
from desktop_app.core.local_model import LocalModel, Source

SOURCES = {
    Source.STARTER: "came with Parley",
    Source.PARLEY: "Parley",
    Source.HUB: "Hugging Face",
    Source.LM_STUDIO: "LM Studio",
    Source.OLLAMA: "Ollama",
    Source.LLAMA_CPP: "llama.cpp",
    Source.GPT4ALL: "GPT4All",
    Source.JAN: "Jan",
    Source.FOLDER: "folder",
    Source.OPENED: "opened",
}
"""Whose file a model is, in words."""

_HEADINGS = ("model", "size", "type", "context", "can", "of", "file")


def list_models(arguments: Arguments) -> int:
    """Print them, one a line; the exit status."""
    desk = Desk.of(arguments)
    models = desk.models()
    if arguments.json:
        values = [model_values(model, desk) for model in models]
        write(json.dumps(values, ensure_ascii=False) + "\n")
    elif models:
        write(sheet([_HEADINGS, *(_row(model, desk) for model in models)]))
    else:
        tell("There is no model on this computer. `parley models search` finds some.")
    return 0


def abilities(model: LocalModel) -> str:
    """What a model can do beside reading and writing; or that it cannot be used."""
    if model.problem is not None:
        return "cannot be used"
    can = {"see": model.sees, "hear": model.hears, "think": model.thinks}
    return ", ".join(name for name, able in can.items() if able)


def _row(model: LocalModel, desk: Desk) -> Sequence[str]:
    return (
        plain(desk.title(model)),
        amount(model.size),
        model.quantization,
        f"{model.trained_context:,}" if model.trained_context else "",
        abilities(model),
        SOURCES[model.source],
        plain(model.path),
    )
