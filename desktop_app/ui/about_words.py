"""What About says, in words."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, qVersion

from desktop_app.core.about import About, Kept
from desktop_app.core.build import SLIM, SOURCE, Build
from desktop_app.core.device import Device
from desktop_app.core.text import QT_TRANSLATE_NOOP
from desktop_app.ui.words import size_words

translate = QCoreApplication.translate

_KEPT: Mapping[Kept, str] = {
    Kept.SETTINGS: QT_TRANSLATE_NOOP("About", "Settings"),
    Kept.CONVERSATIONS: QT_TRANSLATE_NOOP("About", "Conversations"),
    Kept.MODELS: QT_TRANSLATE_NOOP("About", "Models"),
    Kept.LOGS: QT_TRANSLATE_NOOP("About", "Logs"),
}

_VARIANTS: Mapping[str, str] = {"cuda": "CUDA", "vulkan": "Vulkan", "metal": "Metal"}

_NAMES: Mapping[str, str] = {"PySide6-Essentials": "PySide6"}
"""What people call a library whose package has another name."""


def edition_words(build: Build) -> str:
    """Which edition it is, and what else it was built for."""
    if build.edition == SOURCE:
        return translate("About", "Run from its sources")
    words = (
        translate("About", "Slim edition")
        if build.edition == SLIM
        else translate("About", "Full edition")
    )
    variant = _VARIANTS.get(build.variant, build.variant)
    return f"{words} · {variant}" if variant else words


def kept_words(kept: Kept) -> str:
    """What lies in a place."""
    return translate("About", _KEPT[kept])


def library_rows(libraries: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Names with versions, Qt's first."""
    rows = [("Qt", str(qVersion() or ""))]
    return rows + [(_NAMES.get(name, name), version) for name, version in libraries]


def device_rows(devices: Sequence[Device]) -> list[tuple[str, str]]:
    """Each device by its name in the settings, with what it is and its memory."""
    return [(device.name, _device_words(device)) for device in devices]


def text_of(
    about: About, libraries: Sequence[tuple[str, str]], devices: Sequence[tuple[str, str]]
) -> str:
    """All of it as text."""
    head = [f"Parley {about.version}", edition_words(about.build)]
    if about.commit:
        head.append(about.commit)
    lines = [", ".join(head)]
    if about.build.homepage:
        lines.append(about.build.homepage)
    places = [(kept_words(kept), str(place)) for kept, place in about.places]
    for rows in (libraries, devices, places):
        if rows:
            lines += ["", *(f"{words}: {text}" for words, text in rows)]
    return "\n".join(lines) + "\n"


def _device_words(device: Device) -> str:
    title = device.title if device.backend in ("", "CPU") else f"{device.title}, {device.backend}"
    if not device.total:
        return title
    words = translate("About", "{title} · {free} of {total} free")
    return words.format(title=title, free=size_words(device.free), total=size_words(device.total))
