"""Steps of the proof: the package is installed in a bare system, and an ordinary user chats."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from parley_package.proof.clean_root import archive_of, need_bare
from parley_package.proof.command import ProofError
from parley_package.proof.namespace import Circumstances
from parley_package.proof.report import Step
from parley_package.proof.stage import CONSOLE, OFFLINE, ONLINE, SETTINGS, Stage, need

_STARTING, _SELFTEST = 120, 1200
"""Seconds."""

_SETTINGS = ".config/parley/settings.toml"

_CAPABILITIES = ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")


@dataclass(frozen=True)
class InstallSteps:
    """From an empty folder to an answer in the window."""

    stage: Stage

    def __iter__(self) -> Iterator[Step]:
        yield Step("bare system", self.make_root, foundation=True)
        yield Step("install", self.install, foundation=True)
        yield Step("ordinary user", self.look_at_user, foundation=True)
        yield Step("--version", self.version)
        yield Step("self-test", lambda: self.selftest("selftest", ONLINE))
        yield Step("window", lambda: self.stage.chat("window", "Name a color."))
        yield Step("self-test, no network", lambda: self.selftest("selftest-offline", OFFLINE))
        yield Step(
            "window, no network",
            lambda: self.stage.chat("window-offline", "Name a fruit.", OFFLINE),
        )

    def make_root(self) -> str:
        """A system in which there is neither Python nor a compiler."""
        stage = self.stage
        stage.root.unpack(archive_of(stage.source, stage.cache, stage.work), stage.source)
        need_bare(stage.root)
        stage.root.write_for_user(f"{stage.root.user.home}/{_SETTINGS}", SETTINGS)
        return f"{stage.source.suite}, no Python, no compiler"

    def install(self) -> str:
        """What the package depends on comes from the mirror, and brings no Python along."""
        stage = self.stage
        stage.root.install_file(stage.deb.path)
        found = stage.root.version_of(stage.deb.name)
        need(found == stage.deb.version, f"{stage.deb.name} is there as “{found}”")
        need_bare(stage.root)
        return f"{stage.deb.name} {found} with what it depends on"

    def look_at_user(self) -> str:
        """The user is nobody special."""
        told = self.stage.root.run(["cat", "/proc/self/status"], _STARTING)
        if held := capabilities(told):
            raise ProofError(f"The user has {', '.join(held)}")
        whoami = self.stage.root.run(["sh", "-c", 'echo "$(id -un) in $HOME"'], _STARTING)
        return f"{whoami.strip()}, without any capability"

    def version(self) -> str:
        """The program on the PATH starts."""
        told = self.stage.root.run([CONSOLE, "--version"], _STARTING).strip()
        upstream = self.stage.deb.version.partition("~")[0].partition("-")[0]
        need(told.startswith(f"Parley {upstream}"), f"It says “{told}”")
        return told

    def selftest(self, name: str, found: Circumstances) -> str:
        """Everything in the program is tried once, by itself."""
        stage = self.stage
        place = f"{stage.root.user.home}/{name}.txt"
        words = [CONSOLE, "selftest", "--report", place]
        said = stage.root.run(words, _SELFTEST, found, statuses=(0, 1))
        report = stage.root.inside(place)
        need(report.is_file(), f"It wrote no report: {said[-200:]}")
        shutil.copyfile(report, stage.kept / report.name)
        return verdict(report)


def capabilities(status: str) -> list[str]:
    """The sets of capabilities in /proc/self/status that are not empty."""
    found = dict(line.split(":", 1) for line in status.splitlines() if ":" in line)
    return [name for name in _CAPABILITIES if int(found[name], 16)]


def verdict(report: Path) -> str:
    """How many steps a self-test did. Raises ProofError with those that failed."""
    lines = report.read_text(encoding="utf-8").splitlines()
    failed = [line for line in lines if line.startswith("failed")]
    need(bool(lines) and not failed, " | ".join(failed) or "The report is empty")
    return f"{sum(line.startswith('ok') for line in lines)} steps well"
