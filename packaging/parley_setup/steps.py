"""The steps of set-up, in order, each done once as long as what it depends on stays the same."""

from __future__ import annotations

import hashlib
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from parley_setup import llama_wheel, probe, starter_model, system_library, torch_build
from parley_setup.console import CommandError, Console, SetupError
from parley_setup.llama_wheel import LlamaBuild
from parley_setup.machine import Machine, environment_python
from parley_setup.pip import Pip
from parley_setup.stamp import Stamp, key_of
from parley_setup.starter_model import StarterModel


@dataclass(frozen=True)
class Wanted:
    """What the environment is to hold, and where."""

    root: Path
    environment: Path
    lock: Path
    models: Path
    torch: str
    llama: LlamaBuild
    starter: StarterModel


class Setup:
    """Makes the environment that `wanted` describes."""

    def __init__(
        self,
        wanted: Wanted,
        machine: Machine,
        console: Console,
        probes: Sequence[probe.Probe] = probe.PROBES,
    ) -> None:
        self._wanted = wanted
        self._probes = probes
        self._machine = machine
        self._console = console
        self._python = environment_python(wanted.environment)
        self._pip = Pip(self._python, console)
        self._keys = self._make_keys()
        self._stamp = Stamp(self._stamp_path)

    @property
    def python(self) -> Path:
        """The interpreter of the environment."""
        return self._python

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do: a few small files are read, nothing is imported."""
        return (
            self._python.exists()
            and all(self._stamp.holds(step, key) for step, key in self._keys.items())
            and starter_model.looks_right(self._wanted.starter, self._wanted.models)
        )

    def run(self, *, again: bool = False, compiled: bool = False) -> bool:
        """Do what is left to do; with `again`, look at every step anew.

        With `compiled`, llama.cpp comes from the compiler and not from a ready wheel.
        Returns whether everything works here. Raises SetupError where it cannot go on.
        """
        self._console.say("Setting up Parley. This is done once and takes a few minutes.")
        self._make_environment()
        lacking = system_library.ensure(self._machine, self._console)
        if lacking:
            names = ", ".join(library.soname for library in lacking)
            self._console.say(f"This system lacks {names}.\n  {system_library.remedy(lacking)}")
        self._do("libraries", self._install_libraries, again=again)
        self._do("llama", lambda: self._install_llama(compiled), again=compiled)
        self._do("project", self._install_project, again=again)
        complete = self._do("torch", self._install_torch, again=again, needed=False)
        complete &= self._do("model", self._fetch_model, again=again, needed=False)
        complete &= self._check()
        return complete

    # -- the steps --------------------------------------------------------------------------

    def _make_environment(self) -> None:
        environment, key = self._wanted.environment, self._keys["environment"]
        if self._python.exists() and self._stamp.holds("environment", key):
            return
        if environment.exists():
            reason = "Set-up was cut off" if self._stamp.cut_off else "The environment is outdated"
            self._console.say(f"{reason}: making the environment anew.")
            shutil.rmtree(environment)
        command = [sys.executable, "-m", "venv", str(environment)]
        title = "Making a virtual environment"
        try:
            self._console.run(title, command)
        except CommandError as error:
            shutil.rmtree(environment, ignore_errors=True)
            if not (system_library.may_install() and self._get_venv()):
                raise SetupError(
                    f"Python could not make a virtual environment:\n{error.tail}",
                    "Debian and Ubuntu: sudo apt-get install python3-venv",
                ) from error
            self._run_or_stop(title, command)
        self._stamp = Stamp(self._stamp_path)
        self._stamp.end("environment", key)

    def _get_venv(self) -> bool:
        """Debian keeps a part of the venv module in a package of its own."""
        package = f"python3.{sys.version_info.minor}-venv"
        return system_library.apt_install(self._console, f"Installing {package}", [package])

    def _install_libraries(self) -> None:
        try:
            self._pip(
                "install",
                "--no-deps",
                "--require-hashes",
                "--requirement",
                str(self._wanted.lock),
                title="Installing the libraries",
                expect="300 MB, about 2 minutes",
            )
        except CommandError as error:
            raise SetupError(
                f"The libraries could not be installed:\n{error.tail}",
                f"See that you are online, then start again. The log is {self._console.log}.",
            ) from error

    def _install_llama(self, compiled: bool) -> None:
        llama_wheel.install(
            self._pip, self._wanted.llama, self._machine, self._console, compiled=compiled
        )

    def _install_project(self) -> None:
        command = ["install", "--no-deps", "--no-build-isolation", "--no-index", "--editable"]
        try:
            self._pip(*command, str(self._wanted.root), title="Installing Parley itself")
        except CommandError as error:
            raise SetupError(
                f"Parley itself could not be installed:\n{error.tail}",
                f"The log is {self._console.log}.",
            ) from error

    def _install_torch(self) -> None:
        torch_build.install(self._pip, self._wanted.torch, self._machine)

    def _fetch_model(self) -> None:
        starter_model.fetch(self._pip, self._wanted.starter, self._wanted.models)

    def _check(self) -> bool:
        """Say what does not work here. It is said once, not at every start."""
        key = self._keys["checked"]
        self._stamp.begin("checked")
        faults = []
        for each in self._probes:
            self._console.say(f"Trying {each.title} ...")
            reason = probe.outcome(self._python, each)
            if reason:
                faults.append(probe.sentence(each, reason, self._machine))
        for fault in faults:
            self._console.say(fault)
        if not faults:
            self._console.say("Everything works.")
        self._stamp.end("checked", key)
        return not faults

    # -- how a step is done -----------------------------------------------------------------

    def _do(
        self, step: str, action: Callable[[], None], *, again: bool, needed: bool = True
    ) -> bool:
        """Do one step unless it is done. Returns whether it worked.

        A step that is not needed for text chat says its sentence and counts as done, so that it
        is not tried again at every start; `dev.py setup` tries again.
        """
        key = self._keys[step]
        if self._stamp.holds(step, key) and not again:
            return True
        self._stamp.begin(step)
        worked = True
        try:
            action()
        except SetupError as error:
            self._stamp.give_up()
            if needed:
                raise
            self._console.say(str(error))
            worked = False
        except OSError as error:
            self._stamp.give_up()
            raise SetupError(
                f"Set-up cannot go on: {error}.", "See that there are 4 GB of free space."
            ) from error
        except CommandError as error:
            self._stamp.give_up()
            raise SetupError(
                f"{error}:\n{error.tail}", f"The log is {self._console.log}."
            ) from error
        self._stamp.end(step, key)
        return worked

    def _run_or_stop(self, title: str, command: list[str]) -> None:
        try:
            self._console.run(title, command)
        except CommandError as error:
            raise SetupError(
                f"{error}:\n{error.tail}", f"The log is {self._console.log}."
            ) from error

    @property
    def _stamp_path(self) -> Path:
        return self._wanted.environment / "parley-setup.json"

    def _make_keys(self) -> dict[str, str]:
        wanted = self._wanted
        lock = _digest(wanted.lock)
        environment = key_of(sys.version, sys.base_prefix, str(wanted.environment))
        keys = {
            "environment": environment,
            "libraries": key_of(lock),
            "llama": wanted.llama.key(self._machine),
            "project": key_of(_digest(wanted.root / "pyproject.toml")),
            "torch": key_of(wanted.torch, self._machine.system),
            "model": key_of(wanted.starter),
        }
        keys["checked"] = key_of(sorted(keys.items()))
        return keys


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
