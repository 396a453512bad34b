"""How a model is run, in words: for the header, and for the settings."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QCoreApplication

from desktop_app.core.device import PROCESSOR, Device
from desktop_app.core.events import Loaded
from desktop_app.core.memory_plan import Plan, Share
from desktop_app.core.text import QT_TRANSLATE_NOOP, Sentence, Value
from desktop_app.ui.words import say, size_words

translate = QCoreApplication.translate

_THREADS = QT_TRANSLATE_NOOP("Plan", "{threads} threads", "", 1)
_SPLIT = QT_TRANSLATE_NOOP("Plan", "{layers} of {all_layers} layers", "", 1)
_ON_PROCESSOR = QT_TRANSLATE_NOOP("Plan", "all {all_layers} layers on the processor", "", 1)
_ON_CARD = QT_TRANSLATE_NOOP("Plan", "all {all_layers} layers on {card}", "", 1)
_PARTLY = QT_TRANSLATE_NOOP(
    "Plan", "{layers} of {all_layers} layers on {card}, the others on the processor", "", 1
)
_SEEN = QT_TRANSLATE_NOOP("Plan", "The model sees up to {size} tokens", "", 1)
_CONTEXT = QT_TRANSLATE_NOOP("Plan", "Context {size} tokens", "", 1)
_CONCESSION = QT_TRANSLATE_NOOP(
    "Plan", "A context of {wanted} tokens does not fit into the memory: it will be {size}.", "", 1
)
_SHORTAGE = QT_TRANSLATE_NOOP(
    "Plan", "{size} too much: with a context of {tokens} tokens it would fit.", "", 1
)


def where(loaded: Loaded) -> str:
    """Where it computes: "CPU, 4 threads", "Metal, 33 of 33 layers", or both where it is split."""
    parts = [loaded.device] if loaded.device else []
    if loaded.layers:
        parts.append(
            _counted(_SPLIT, loaded.all_layers, layers=loaded.layers, all_layers=loaded.all_layers)
        )
    if loaded.threads and not (loaded.layers and loaded.layers >= loaded.all_layers):
        parts.append(_counted(_THREADS, loaded.threads, threads=loaded.threads))
    return ", ".join(parts)


def about(loaded: Loaded) -> str:
    """What else there is to know of it, a line each: the context, the KV cache, the memory."""
    lines = [_counted(_SEEN, loaded.context_size, size=loaded.context_size)]
    plan = loaded.plan
    if plan is not None:
        if plan.kv_type:
            lines.append(_kv_words(plan.kv_type))
        lines += [f"{_memory(share.device)}: {size_words(share.needed)}" for share in plan.shares]
    return "\n".join(lines)


def arrangement(plan: Plan, devices: Iterable[Device] = (), wanted: int = 0) -> str:
    """What is chosen: the context, the layers and where they are, the KV cache.

    `wanted` tokens of context were asked for, 0 for as many as fit.
    """
    titles = {device.name: device.title for device in devices}
    context = plan.context_size or plan.largest_context
    parts = [_counted(_CONTEXT, context, size=context)]
    if not plan.context_size:
        parts = [translate("Plan", "The shortest context")]
    if plan.all_layers:
        parts.append(_layers(plan, titles))
    if plan.kv_type:
        parts.append(_kv_words(plan.kv_type))
    words = ", ".join(parts) + "."
    if plan.reduced and plan.context_size and not wanted:
        words += " " + translate("Plan", "A longer context does not fit into the memory.")
    elif plan.is_longest(wanted):
        words += " " + translate("Plan", "The model is made for no longer one.")
    return words


def concession(plan: Plan, wanted: int) -> str:
    """That the context is not as long as it was `wanted`, because of the memory; "" where it is."""
    if not (plan.reduced and 0 < plan.context_size < wanted):
        return ""
    return _counted(_CONCESSION, wanted, wanted=wanted, size=plan.context_size)


def shortage(plan: Plan) -> str:
    """By how much it does not fit, and what would; "" where it fits."""
    missing = sum(max(0, share.needed - share.free) for share in plan.shares)
    if plan.fits or missing <= 0:
        return ""
    if 0 < plan.largest_context < plan.context_size:
        tokens = plan.largest_context
        return _counted(_SHORTAGE, tokens, size=size_words(missing), tokens=tokens)
    words = translate("Plan", "{size} too much: close other programs, or choose a smaller model.")
    return words.format(size=size_words(missing))


def memory_title(share: Share, devices: Iterable[Device]) -> str:
    """Which memory a share is of."""
    titles = {device.name: device.title for device in devices}
    return _memory(share.device, titles)


def parts_of(share: Share) -> list[tuple[str, str, int]]:
    """What the share is made of: name of the part, words, bytes; nothing that takes nothing."""
    parts = [
        ("weights", translate("Plan", "Weights"), share.weights),
        ("kv", translate("Plan", "Context (KV cache)"), share.kv),
        ("projector", translate("Plan", "Pictures"), share.projector),
        ("compute", translate("Plan", "Computing"), share.compute),
        ("engine", translate("Plan", "Parley itself"), share.engine),
    ]
    return [part for part in parts if part[2] > 0]


def _layers(plan: Plan, titles: Mapping[str, str]) -> str:
    cards = plan.devices
    card = (
        titles.get(cards[0], cards[0])
        if len(cards) == 1
        else translate("Plan", "the graphics cards")
    )
    words = _PARTLY
    if not plan.gpu_layers:
        words = _ON_PROCESSOR
    elif plan.gpu_layers >= plan.all_layers:
        words = _ON_CARD
    layers, all_layers = plan.gpu_layers, plan.all_layers
    return _counted(words, all_layers, layers=layers, all_layers=all_layers, card=card)


def _counted(words: str, number: int, **values: Value) -> str:
    return say(Sentence("Plan", words, values, number))


def _kv_words(kv_type: str) -> str:
    bits = {"f16": 16, "q8_0": 8}.get(kv_type)
    if bits is None:
        return translate("Plan", "KV cache of type {type}").format(type=kv_type)
    return translate("Plan", "{bits}-bit KV cache").format(bits=bits)


def _memory(device: str, titles: Mapping[str, str] | None = None) -> str:
    if device == PROCESSOR:
        return translate("Plan", "Main memory")
    return (titles or {}).get(device, device)
