"""The process in which a command runs a model, as the window does."""

from typing import TYPE_CHECKING

from desktop_app.core.engine_names import LLAMA
from desktop_app.core.paths import Places

if TYPE_CHECKING:
    from desktop_app.engines.isolated import IsolatedEngine


def model_process(places: Places, name: str) -> "IsolatedEngine":
    """An engine in a process of its own, which its first job starts; `name` is that of its log."""
    from desktop_app.engines.isolated import IsolatedEngine

    return IsolatedEngine(LLAMA, places.logs, name=name)
