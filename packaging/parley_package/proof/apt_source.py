"""Where this computer has its packages from, by its own apt: there the clean root has its own."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from parley_setup.console import SetupError

MIRROR = "PARLEY_DEBIAN_MIRROR"
"""The variable that names another mirror."""

_LIST = re.compile(
    r"deb\s+(?:\[(?P<options>[^]]*)]\s+)?(?P<uri>\S+)\s+(?P<suite>\S+)\s+(?P<rest>.+)"
)
_SETTING = re.compile(r'Acquire::(https?::(?!User-Agent)|Check-|Retries|Proxy)[^;]*"[^"]+";')


@dataclass(frozen=True)
class AptSource:
    """`keyring` is the file that the mirror's signatures are checked with, "" the usual one."""

    mirror: str
    suite: str
    components: tuple[str, ...]
    keyring: str = ""

    @property
    def line(self) -> str:
        """As it stands in a sources.list."""
        return f"deb {self.mirror} {self.suite} {' '.join(self.components)}\n"


def find_source(etc: Path, environment: Mapping[str, str] = os.environ) -> AptSource:
    """That of the distribution that runs here; `etc` is /etc. Raises SetupError."""
    suite = codename((etc / "os-release").read_text(encoding="utf-8"))
    found = next((each for each in _sources(etc / "apt") if each.suite == suite), None)
    override = environment.get(MIRROR, "")
    if found is None:
        if not (override and suite):
            raise SetupError(
                "apt's configuration names no mirror of this system's own packages.",
                f"Name one: {MIRROR}=http://… (this is for Debian and Ubuntu).",
            )
        found = AptSource(override, suite, ("main",))
    if override:
        found = replace(found, mirror=override)
    return replace(found, mirror=resolved(found.mirror))


def codename(os_release: str) -> str:
    """What the distribution calls this release, "" where it does not say."""
    match = re.search(r'^VERSION_CODENAME="?([^"\n]*)', os_release, re.MULTILINE)
    return match[1] if match else ""


def settings(apt_config: str) -> list[str]:
    """Out of what `apt-config dump` prints, how this computer reaches a mirror: proxies, checks."""
    return [line for line in apt_config.splitlines() if _SETTING.match(line)]


def resolved(mirror: str) -> str:
    """The address itself, where apt is told of a file with addresses."""
    if not mirror.startswith("mirror+file:"):
        return mirror
    lines = Path(mirror.partition(":")[2]).read_text(encoding="utf-8").splitlines()
    addresses = (line.split()[0] for line in lines if line.strip() and not line.startswith("#"))
    return next(addresses, mirror)


def _sources(apt: Path) -> Iterator[AptSource]:
    folder = apt / "sources.list.d"
    for path in (apt / "sources.list", *sorted(folder.glob("*.list"))):
        if path.is_file():
            yield from read_list(path.read_text(encoding="utf-8"))
    for path in sorted(folder.glob("*.sources")):
        yield from read_deb822(path.read_text(encoding="utf-8"))


def read_list(text: str) -> Iterator[AptSource]:
    """The sources in a file of the one-line form."""
    for line in text.splitlines():
        if match := _LIST.match(line.strip()):
            options = dict(
                option.split("=", 1) for option in (match["options"] or "").split() if "=" in option
            )
            components = tuple(match["rest"].partition("#")[0].split())
            yield AptSource(match["uri"], match["suite"], components, options.get("signed-by", ""))


def read_deb822(text: str) -> Iterator[AptSource]:
    """The sources in a file of the form with fields, one for each mirror and suite."""
    for paragraph in re.split(r"\n\s*\n", text):
        fields = _fields(paragraph.splitlines())
        if "deb" not in fields.get("types", "").split() or fields.get("enabled") == "no":
            continue
        # A key may stand there itself, over several lines; debootstrap takes a file alone.
        keyring = fields.get("signed-by", "")
        for mirror in fields.get("uris", "").split():
            for suite in fields.get("suites", "").split():
                components = tuple(fields.get("components", "").split())
                yield AptSource(
                    mirror, suite, components, keyring if keyring.startswith("/") else ""
                )


def _fields(lines: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    name = ""
    for line in lines:
        if line.startswith("#"):
            continue
        if line[:1].isspace():
            found[name] = f"{found.get(name, '')} {line.strip()}".strip()
        elif ":" in line:
            name, _, value = line.partition(":")
            name = name.strip().lower()
            found[name] = value.strip()
    return found
