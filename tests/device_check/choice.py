"""Which device is checked, and what to say where there is none."""

from collections.abc import Sequence

from desktop_app.core.device import Device
from desktop_app.core.engine import CancelToken, FitJob
from desktop_app.core.events import Failed, Fitted
from desktop_app.engines.isolated import IsolatedEngine
from tests.rpc_engine import rpc_spec


def listed(rpc: Sequence[str]) -> Fitted | Failed:
    """What llama.cpp can compute with here, asked in a child process."""
    engine = IsolatedEngine(rpc_spec(*rpc))
    try:
        for event in engine.run(FitJob("devices"), CancelToken()):
            if isinstance(event, Fitted | Failed):
                return event
    finally:
        engine.close()
    raise AssertionError("a job without an end")


def chosen(fitted: Fitted, name: str) -> Device | None:
    """The card of that name, the first one for "", None when there is no such card."""
    cards = [device for device in fitted.devices if device.is_gpu]
    return next((card for card in cards if name in ("", card.name)), None)


def nothing(fitted: Fitted, name: str) -> str:
    """Why nothing can be checked, and what helps."""
    there = ", ".join(f"{one.name} ({one.title})" for one in fitted.devices)
    if name and any(one.is_gpu for one in fitted.devices):
        return f"There is no graphics card {name} here: {there}."
    lines = [
        "This machine has no device that this build can use: "
        f"there is {there}, and no graphics card among them."
    ]
    if fitted.unused:
        unused = fitted.unused
        lines.append(f"{unused.sentence.english()} {unused.remedy.english()}")
    return "\n".join(lines)
