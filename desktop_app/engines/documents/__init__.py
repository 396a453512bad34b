"""Making kept texts of files: plain text in any encoding, PDF and Word in, UTF-8 out."""

from desktop_app.core.engine import Engine


def create(options: object = None) -> Engine:
    """The factory that `EngineSpec` names; it has no options."""
    # Readers of PDF and Word are imported by the first file that needs them.
    from desktop_app.engines.documents.engine import DocumentEngine

    del options
    return DocumentEngine()
