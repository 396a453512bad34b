"""Making kept pictures of picture files: any format in, a small upright PNG or JPEG out."""

from desktop_app.core.engine import Engine


def create(options: object = None) -> Engine:
    """The factory that `EngineSpec` names; it has no options."""
    # Pillow is imported by the process that runs the engine, and by no other.
    from desktop_app.engines.pictures.engine import PictureEngine

    del options
    return PictureEngine()
