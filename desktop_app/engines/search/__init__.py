"""The engine that finds words in the conversations."""

from desktop_app.core.chat_search import SearchFiles
from desktop_app.core.engine import Engine


def create(options: object) -> Engine:
    """The factory that `EngineSpec` names. `options` is `SearchFiles`."""
    from desktop_app.engines.search.engine import SearchEngine

    assert isinstance(options, SearchFiles)
    return SearchEngine(options)
