"""What is being packaged: the facts that names, installers and the About page agree on."""

from __future__ import annotations

from dataclasses import dataclass

from parley_package.edition import VARIANT_LIMIT, Edition
from parley_package.target import Target

_KINDS = ("deb", "rpm", "tar.xz", "AppImage", "exe", "zip", "dmg")


@dataclass(frozen=True)
class Release:
    """One package. `variant` names the graphics cards it is built for ("cuda", "vulkan"), "" none.

    `homepage` is where this build comes from and newer ones are found, "" where there is no such
    place; `revision` is the commit, "" where there is none; `date` is ISO 8601, of the commit, so
    that the same sources give the same package.
    """

    version: str
    edition: Edition
    target: Target
    variant: str = ""
    homepage: str = ""
    revision: str = ""
    date: str = ""

    @property
    def installed_limit(self) -> int:
        """Bytes that the installed program may have, without the models inside."""
        return self.edition.installed_limit + VARIANT_LIMIT[self.variant]

    @property
    def name(self) -> str:
        """The stem of every file's name: "parley-1.2.0-slim-linux-x86_64", "-cuda" behind it."""
        parts = ["parley", self.version, self.edition.name, self.target.system]
        parts.append(self.target.processor)
        return "-".join([*parts, self.variant] if self.variant else parts)

    def file_name(self, kind: str) -> str:
        """The name of the package of this kind: "deb", "rpm", "tar.xz", "AppImage", "exe" …"""
        if kind not in _KINDS:
            raise ValueError(kind)
        return f"{self.name}-setup.exe" if kind == "exe" else f"{self.name}.{kind}"
