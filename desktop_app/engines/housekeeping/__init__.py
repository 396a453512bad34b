"""The engine that looks after a home: weighs it, writes backups of it, checks them."""

from desktop_app.core.engine import Engine


def create(options: object = None) -> Engine:
    """The factory that `EngineSpec` names; there are no options."""
    from desktop_app.engines.housekeeping.engine import HousekeepingEngine

    assert options is None
    return HousekeepingEngine()
