"""One text about this Parley on this computer, to paste into a bug report.

Facts in, Markdown out, in English, with nothing private in it: no folder, no name of a person or
of the computer, nothing that anybody wrote. Strings from outside are either known to be harmless
(see `log_excerpt`), or the names of hardware and of the model's file, which are scrubbed.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from desktop_app.core.amount import amount
from desktop_app.core.device import AUTOMATIC, PROCESSOR, DeviceKind
from desktop_app.core.engine import ModelOptions
from desktop_app.core.errors import Problem
from desktop_app.core.events import Fitted, Loaded
from desktop_app.core.log_excerpt import log_excerpt, told_problems
from desktop_app.core.model_facts import ModelFacts
from desktop_app.core.plan_table import device_rows, running_words, share_rows
from desktop_app.core.setting import SETTINGS, Setting, SettingValue

WINDOW_LOG = "parley.log"
"""The log of the window's process, in which each problem that was shown has a line."""

PROBLEMS = 20

# Two parts at least: "and/or" is no path. The home folder is told by its word before.
_PATH = re.compile(r"(?:<home>|(?<![\w/\\>])(?:[A-Za-z]:)?)(?:[/\\][^\s/\\:;,\"'|]+){2,}[/\\]?")
_SHORTEST_NAME = 3
"""A shorter name is scrubbed only where it stands alone: it is a part of many words."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known. Nothing in it needs to be harmless; what is not stays out of the text.

    `versions` are names with versions, in order; `fitted` is what the engine answered, None when
    it did not; `problem` is why, or why it answered without the model. `options` say how the model
    would be run, `loaded` how it is. `settings` are all values by their keys, `logs` the ends of
    log files by their names. `secrets` must not be in the text: what stands for them is beside.
    """

    versions: tuple[tuple[str, str], ...]
    system: str
    processors: int
    allowed_processors: int = 0
    fitted: Fitted | None = None
    problem: Problem | None = None
    model: ModelFacts | None = None
    options: ModelOptions | None = None
    loaded: Loaded | None = None
    settings: Mapping[str, SettingValue] = field(default_factory=dict)
    logs: Mapping[str, str] = field(default_factory=dict)
    secrets: tuple[tuple[str, str], ...] = ()


def diagnostics(facts: Facts) -> str:
    """The text. Equal facts give equal texts."""
    sections = (
        ("", _machine(facts)),
        ("Devices", _devices(facts)),
        ("Model", _model(facts)),
        ("Memory plan", _plan(facts)),
        ("Settings that are not the default", _settings(facts)),
        ("Last problems", _problems(facts)),
        ("Logs", _logs(facts)),
    )
    text = ["# Parley diagnostics\n"]
    for title, lines in sections:
        body = "\n".join(lines).strip()
        if body:
            text.append(f"## {title}\n\n{body}\n" if title else f"{body}\n")
    return "\n".join(text)


def scrubbed(text: str, secrets: Sequence[tuple[str, str]]) -> str:
    """A name of hardware or of a file without words that are nobody's business, and in one line."""
    text = _one_line(text)
    for secret, stands_for in sorted(secrets, key=lambda pair: -len(pair[0])):
        if secret := _one_line(secret):
            word = re.escape(secret)
            alone = len(secret) < _SHORTEST_NAME
            pattern = rf"(?<![^\W_]){word}(?![^\W_])" if alone else word
            text = re.sub(pattern, stands_for, text, flags=re.IGNORECASE)
    return _PATH.sub("<path>", text)


def _one_line(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _machine(facts: Facts) -> Iterator[str]:
    def clean(text: str) -> str:
        return scrubbed(text, facts.secrets)

    yield "- " + ", ".join(f"{name} {version}" for name, version in facts.versions)
    yield f"- system: {clean(facts.system)}"
    fitted = facts.fitted
    main = fitted and next((d for d in fitted.devices if d.kind is DeviceKind.PROCESSOR), None)
    allowed = facts.allowed_processors
    of = f", {allowed} of them for Parley" if 0 < allowed < facts.processors else ""
    name = f"{clean(main.title)}, " if main else ""
    yield f"- processor: {name}{facts.processors or '?'} logical processors{of}"
    if main and main.total:
        yield f"- memory: {amount(main.free)} free of {amount(main.total)}"
    if fitted:
        yield f"- engine: {clean(fitted.engine)}"
    else:
        reason = facts.problem.code if facts.problem else "not yet"
        yield f"- engine: no answer ({reason})"


def _devices(facts: Facts) -> Iterator[str]:
    if facts.fitted is None:
        return
    rows = [
        ["name", "what it is", "kind", "memory"],
        *device_rows(facts.fitted.devices),
    ]
    yield from _table([[scrubbed(cell, facts.secrets) for cell in row] for row in rows])
    if unused := facts.fitted.unused:
        yield ""
        yield scrubbed(f"{unused.sentence.english()} ({unused.code})", facts.secrets)


def _model(facts: Facts) -> Iterator[str]:
    if facts.model is None:
        yield "none"
        return
    yield f"- {scrubbed(facts.model.name, facts.secrets)}: {facts.model.words}"
    if options := facts.options:
        asked = {
            "context": _tokens(options),
            "device": _device(options.device, facts),
            "layers": options.gpu_layers if options.gpu_layers >= 0 else "all that fit",
            "KV cache": options.kv_type or "automatic",
            "threads": options.threads or "automatic",
            "projector": "yes" if options.projector else "none",
        }
        yield "- asked for: " + "; ".join(f"{name} {value}" for name, value in asked.items())
    if facts.fitted and facts.problem:
        yield f"- cannot be planned: {facts.problem.code}"
    if loaded := facts.loaded:
        where = f"{scrubbed(loaded.device, facts.secrets)}, {loaded.threads} threads"
        layers = f"{loaded.layers} of {loaded.all_layers} layers on a graphics card"
        context = f"context {loaded.context_size:,} tokens, thinks {loaded.thinks.value}"
        yield f"- loaded: {where}, {layers}, {context}, in {loaded.load_seconds:.1f} s"


def _tokens(options: ModelOptions) -> str:
    if options.context_size:
        return f"{options.context_size:,} tokens"
    return f"automatic, at most {options.context_cap:,} tokens"


def _plan(facts: Facts) -> Iterator[str]:
    for words, told in (("as loaded", facts.loaded), ("if loaded now", facts.fitted)):
        plan = told.plan if told else None
        if plan is None:
            continue
        fits = "fits" if plan.fits else "does not fit"
        yield scrubbed(f"{words}: {running_words(plan)}; {fits}", facts.secrets)
        yield ""
        yield from _table(
            [[scrubbed(cell, facts.secrets) for cell in row] for row in share_rows(plan)]
        )
        yield ""


def _settings(facts: Facts) -> Iterator[str]:
    for key, value in facts.settings.items():
        setting = SETTINGS.get(key)
        if setting is not None and value != setting.default:
            yield f"- {key}: {_value(setting, value, facts)}"


def _value(setting: Setting, value: SettingValue, facts: Facts) -> str:
    """The value of a setting where it is one of a list or a number; of others, that there is one.

    What a person typed, chose from their folders or called their microphone is theirs.
    """
    if isinstance(value, bool | int | float) or setting.choices is not None:
        return str(value)
    return _device(str(value), facts) if setting.key == "model.device" else "set"


def _device(name: str, facts: Facts) -> str:
    """The device that was chosen, by its name if it is that of one and not of anything else."""
    if name == AUTOMATIC:
        return "automatic"
    devices = facts.fitted.devices if facts.fitted else ()
    known = name == PROCESSOR or name in {device.name for device in devices}
    return scrubbed(name, facts.secrets) if known else "another one"


def _problems(facts: Facts) -> Iterator[str]:
    for line in told_problems(facts.logs.get(WINDOW_LOG, ""))[-PROBLEMS:]:
        yield f"- {line}"


def _logs(facts: Facts) -> Iterator[str]:
    for name, text in facts.logs.items():
        if lines := log_excerpt(text):
            yield from (f"{name}:", "", "```", *lines, "```", "")


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    head, *body = ([cell.replace("|", "/") for cell in row] for row in rows)
    yield f"| {' | '.join(head)} |"
    yield "|" + "---|" * len(head)
    for row in body:
        yield f"| {' | '.join(row)} |"
