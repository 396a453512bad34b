"""What software centres on Linux show of Parley: AppStream's metainfo."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from desktop_app.core.build import IDENTIFIER
from parley_package.changes import Change
from parley_package.desktop_entry import MEDIA_TYPE, SUMMARY
from parley_package.release import Release
from parley_package.version_resource import PUBLISHER

DESCRIPTION = (
    "Parley is a window in which you chat with a language model that runs on your own computer. "
    "A small model comes with it, so that it answers without a network; larger ones are found "
    "and fetched within the program.",
    "You can type, dictate, have answers read aloud, and show it pictures and films.",
    "What you say and show stays on your computer. Parley uses the network for models alone, when "
    "you look for one or fetch it.",
)

LICENCE = "Apache-2.0"

_DISPLAY = 600
"""Points: the least height and width with which nothing in the window is cut off."""


def metainfo(release: Release, changes: Sequence[Change], binaries: Sequence[str]) -> str:
    """The file's text. `binaries` are the programs on the PATH."""
    component = Element("component", type="desktop-application")
    for name, text in (
        ("id", IDENTIFIER),
        # Of this file, which is data about Parley.
        ("metadata_license", "CC0-1.0"),
        ("project_license", LICENCE),
        ("name", "Parley"),
        ("summary", SUMMARY),
        # "developer", which replaces it, is unknown to AppStream before 1.0.
        ("developer_name", PUBLISHER),
    ):
        SubElement(component, name).text = text
    _describe(component, DESCRIPTION)
    SubElement(component, "launchable", type="desktop-id").text = f"{IDENTIFIER}.desktop"
    if release.homepage:
        SubElement(component, "url", type="homepage").text = release.homepage
    # Nothing to warn of in Parley itself; what models say, no rating knows.
    SubElement(component, "content_rating", type="oars-1.1")
    provides = SubElement(component, "provides")
    for binary in binaries:
        SubElement(provides, "binary").text = binary
    SubElement(provides, "mediatype").text = MEDIA_TYPE
    supports = SubElement(component, "supports")
    for control in ("keyboard", "pointing"):
        SubElement(supports, "control").text = control
    SubElement(SubElement(component, "requires"), "display_length", compare="ge").text = str(
        _DISPLAY
    )
    releases = SubElement(component, "releases")
    for change in changes:
        told = SubElement(
            releases, "release", version=version(change.version), date=f"{change.date:%Y-%m-%d}"
        )
        if said := [change.lead] if change.lead else list(change.points):
            _describe(told, said, as_list=not change.lead)
    ElementTree.indent(component)
    text = ElementTree.tostring(component, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def version(of_python: str) -> str:
    """A version as AppStream, dpkg and rpm compare it: 1.2.0~rc1 comes before 1.2.0."""
    for mark in (".dev", "rc", "b", "a"):
        number, found, behind = of_python.partition(mark)
        if found:
            return f"{number}~{mark.strip('.')}{behind}"
    return of_python


def _describe(parent: Element, sentences: Sequence[str], *, as_list: bool = False) -> None:
    description = SubElement(parent, "description")
    inner = SubElement(description, "ul") if as_list else description
    for sentence in sentences:
        SubElement(inner, "li" if as_list else "p").text = sentence
