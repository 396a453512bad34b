"""Setting formulas: LaTeX in, a drawing of outlines out."""

from desktop_app.core.engine import Engine


def create(options: object = None) -> Engine:
    """The factory that `EngineSpec` names; it has no options."""
    # ziamath is imported by the process that runs the engine, and by no other.
    from desktop_app.engines.formula.engine import FormulaEngine

    del options
    return FormulaEngine()
