"""The engine that brings conversations from files: Parley's own, and those of other programs."""

from desktop_app.core.engine import Engine


def create(options: object = None) -> Engine:
    """The factory that `EngineSpec` names; there are no options."""
    from desktop_app.engines.arrival.engine import ArrivalEngine

    assert options is None
    return ArrivalEngine()
