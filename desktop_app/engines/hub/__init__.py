"""The engine that asks the Hugging Face Hub."""

from desktop_app.core.engine import Engine
from desktop_app.engines.hub.options import HubOptions


def create(options: object) -> Engine:
    """The factory that `EngineSpec` names. `options` is `HubOptions` or None."""
    from desktop_app.engines.hub.engine import HubEngine

    assert options is None or isinstance(options, HubOptions)
    return HubEngine(options or HubOptions())
