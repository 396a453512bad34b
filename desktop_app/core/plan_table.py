"""A memory plan as rows of English text: for the command line and for bug reports."""

from desktop_app.core.amount import amount
from desktop_app.core.device import Device, DeviceKind
from desktop_app.core.memory_plan import Plan, Share

_PARTS = {  # the words and the order of the settings
    "weights": "weights",
    "kv": "context (KV cache)",
    "projector": "pictures",
    "compute": "computing",
    "engine": "Parley itself",
}

_KINDS = {
    DeviceKind.PROCESSOR: "processor",
    DeviceKind.GPU: "graphics card",
    DeviceKind.INTEGRATED: "integrated graphics",
    DeviceKind.ACCELERATOR: "accelerator",
}


def share_rows(plan: Plan) -> list[list[str]]:
    """What is planned for each memory: the head, the parts that there are, the sums.

    The first cell of each row names it; the others are one for each memory.
    """
    rows = [["memory", *(share.device for share in plan.shares)]]
    for name, words in _PARTS.items():
        sizes = [getattr(share, name) for share in plan.shares]
        if any(sizes):
            rows.append([words, *map(_size, sizes)])
    rows.append(["needed", *(_size(share.needed) for share in plan.shares)])
    rows.append(["free", *map(_free, plan.shares)])
    return rows


def device_rows(devices: tuple[Device, ...]) -> list[list[str]]:
    """Every device in a row: its name, the hardware, its kind and what drives it, its memory."""
    return [[device.name, device.title, _kind(device), _memory_of(device)] for device in devices]


def running_words(plan: Plan) -> str:
    """How the model is run by this plan, in one sentence without its full stop."""
    if not plan.context_size:
        return "it does not fit into memory"
    kv = f", KV cache in {plan.kv_type}" if plan.kv_type else ""
    where = f"{plan.gpu_layers} of {plan.all_layers} layers on {_names(plan)}"
    if not plan.gpu_layers:
        where = "on the processor"
    return f"{where}, context {plan.context_size:,} of at most {plan.largest_context:,} tokens{kv}"


def _names(plan: Plan) -> str:
    return " and ".join(plan.devices) or "a graphics card"


def _kind(device: Device) -> str:
    words = _KINDS[device.kind]
    return words if device.kind is DeviceKind.PROCESSOR else f"{words}, {device.backend}"


def _size(size: int) -> str:
    return amount(size) if size else "–"


def _free(share: Share) -> str:
    return f"{amount(share.free)} of {amount(share.total)}" if share.total else amount(share.free)


def _memory_of(device: Device) -> str:
    if not device.total:
        return "memory unknown"
    return f"{amount(device.free)} free of {amount(device.total)}"
