"""Fetching files over HTTPS: the engine behind every download."""

from desktop_app.core.engine import Engine
from desktop_app.engines.fetch.options import FetchOptions


def create(options: object) -> Engine:
    """The factory that `EngineSpec` names. `options` is `FetchOptions` or None."""
    from desktop_app.engines.fetch.engine import FetchEngine

    assert options is None or isinstance(options, FetchOptions)
    return FetchEngine(options or FetchOptions())
