"""Properties by which the style sheet tells widgets apart: their kind, their tone."""

from PySide6.QtWidgets import QWidget


def set_style_property(widget: QWidget, name: str, value: str | bool | None) -> None:
    """Give `widget` the look of another value; None is that of none.

    A style sheet looks at a property only when the widget is polished.
    """
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
