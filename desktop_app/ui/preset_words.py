"""Presets as the person reads them, and which of them they mean by what they type."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from desktop_app.core.preset import CONTEXT, Preset


def preset_name(preset: Preset) -> str:
    """Its name: the person's own words, or Parley's in their language."""
    return preset.name if preset.own else QCoreApplication.translate(CONTEXT, preset.name)


def preset_summary(preset: Preset) -> str:
    """One line of what it does, "" where nobody has said."""
    if preset.own or not preset.summary:
        return preset.summary
    return QCoreApplication.translate(CONTEXT, preset.summary)


def matching(presets: Iterable[Preset], typed: str) -> list[Preset]:
    """The presets that begin with what was typed, then those that have a word that does."""
    typed = typed.casefold()
    begun, within = [], []
    for preset in presets:
        names = (preset_name(preset).casefold(), preset.id.casefold(), preset.name.casefold())
        if any(name.startswith(typed) for name in names):
            begun.append(preset)
        elif any(f" {typed}" in name.replace("-", " ") for name in names):
            within.append(preset)
    return [*begun, *within]
