"""The engine that looks after the models on this computer.

It finds them wherever they lie, brings files into Parley's folder, compares models with their
checksums, and deletes those that are Parley's own. Nothing of other programs is ever changed.
"""

from desktop_app.core.engine import Engine


def create(options: object) -> Engine:
    """The factory that `EngineSpec` names; there are no options."""
    from desktop_app.engines.library.engine import LibraryEngine

    assert options is None
    return LibraryEngine()
