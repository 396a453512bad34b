"""Why a formula is shown as it was written."""

from collections.abc import Mapping

from desktop_app.core.kinds.kind import Kind
from desktop_app.core.text import QT_TRANSLATE_NOOP

_REMEDY = QT_TRANSLATE_NOOP("Problem", "It is shown as it was written, and can be copied.")

FORMULA_KINDS: Mapping[str, Kind] = {
    "formula.unknown": Kind(
        QT_TRANSLATE_NOOP("Problem", "This formula uses {name}, which Parley cannot draw."), _REMEDY
    ),
    "formula.broken": Kind(
        QT_TRANSLATE_NOOP("Problem", "This formula is not written as LaTeX asks for."), _REMEDY
    ),
    "formula.character": Kind(
        QT_TRANSLATE_NOOP("Problem", "The font for formulas has no {name}."), _REMEDY
    ),
    "formula.too_large": Kind(
        QT_TRANSLATE_NOOP("Problem", "This formula is too large to be drawn."), _REMEDY
    ),
    "formula.too_slow": Kind(
        QT_TRANSLATE_NOOP("Problem", "Drawing this formula takes too long."), _REMEDY
    ),
    "formula.failed": Kind(
        QT_TRANSLATE_NOOP("Problem", "What draws formulas does not work at the moment."), _REMEDY
    ),
}
