"""The steps of set-up, in order, each done once as long as what it depends on stays the same."""

from __future__ import annotations

import hashlib
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from parley_setup import llama_wheel, model_file, probe, system_library, torch_build
from parley_setup.console import CommandError, Console, SetupError
from parley_setup.llama_wheel import LlamaBuild
from parley_setup.machine import Machine, cache_folder, environment_python
from parley_setup.model_file import ModelFile
from parley_setup.pip import Pip
from parley_setup.stamp import Stamp, key_of
from parley_setup.system_library import SystemLibrary
from parley_setup.turn import alone

# Behind the key of a step that failed and that Parley goes without.
_WITHOUT = " failed"


@dataclass(frozen=True)
class Wanted:
    """What the environment is to hold, and where."""

    root: Path
    environment: Path
    lock: Path
    torch: str
    llama: LlamaBuild
    models: tuple[ModelFile, ...]
    models_folder: Path


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
        self._faults: dict[str, str] = {}

    @property
    def python(self) -> Path:
        """The interpreter of the environment."""
        return self._python

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do: a few small files are read, nothing is imported."""
        settled = all(
            self._stamp.holds(step, key) or self._stamp.holds(step, key + _WITHOUT)
            for step, key in self._keys.items()
        )
        lost = any(
            self._stamp.holds(_step(model), self._keys[_step(model)]) and not self._has(model)
            for model in self._wanted.models
        )
        return self._python.exists() and settled and not lost

    def run(self, *, again: bool = False, compiled: bool = False) -> bool:
        """Do what is left to do; with `again`, look at every step anew.

        With `compiled`, llama.cpp comes from the compiler and not from a ready wheel.
        Returns whether everything works here. Raises SetupError where it cannot go on.
        """
        lock = cache_folder() / f"{key_of(str(self._wanted.environment))}.lock"
        looked_done = self.is_done
        with alone(lock, self._console):
            self._stamp = Stamp(self._stamp_path)
            if self.is_done and not looked_done and not again and not compiled:
                # Another set-up did it in the meantime.
                return True
            return self._run(again, compiled)

    # -- the steps --------------------------------------------------------------------------

    def _run(self, again: bool, compiled: bool) -> bool:
        """All steps, in order."""
        self._console.say("Setting up Parley. The first time takes a few minutes.")
        self._make_environment()
        lacking = system_library.ensure(self._machine, self._console)
        if lacking:
            names = ", ".join(library.soname for library in lacking)
            self._console.say(f"This system lacks {names}.\n  {system_library.remedy(lacking)}")
        self._do("libraries", self._install_libraries, again=again)
        self._do("llama", lambda: self._install_llama(compiled), again=compiled)
        self._do("project", self._install_project, again=again)
        self._do("torch", self._install_torch, again=again, without="voice")
        for model in self._wanted.models:
            self._fetch(model, again=again or not self._has(model))
        self._check(lacking)
        if not self._faults:
            self._console.say("Everything works.")
        return not self._faults

    def _make_environment(self) -> None:
        environment, key = self._wanted.environment, self._keys["environment"]
        if self._python.exists() and self._stamp.holds("environment", key):
            return
        if environment.exists():
            reason = "Set-up was cut off" if self._stamp.cut_off else "The environment is outdated"
            self._console.say(f"{reason}: making the environment anew.")
            shutil.rmtree(environment)
        try:
            self._make_venv()
        except CommandError as error:
            if not (system_library.may_install() and self._get_venv()):
                raise SetupError(
                    f"Python could not make a virtual environment:\n{error.tail}",
                    "Debian and Ubuntu: sudo apt-get install python3-venv",
                ) from error
            self._as_setup_errors(self._make_venv)
        self._stamp = Stamp(self._stamp_path)
        self._stamp.end("environment", key)

    def _make_venv(self) -> None:
        environment = self._wanted.environment
        # Not the interpreter of the environment itself, which may have been taken away just now.
        python = getattr(sys, "_base_executable", sys.executable)
        command = [python, "-m", "venv", str(environment)]
        try:
            self._console.run("Making a virtual environment", command)
        except CommandError:
            shutil.rmtree(environment, ignore_errors=True)
            raise

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
                expect="400 MB, about 4 minutes",
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

    def _fetch(self, model: ModelFile, *, again: bool) -> None:
        self._do(
            _step(model),
            lambda: model_file.fetch(self._pip, model, self._wanted.models_folder),
            again=again,
            without=model.title,
            outside=True,
        )

    def _check(self, lacking: Sequence[SystemLibrary]) -> None:
        """Say what does not work here, one sentence each. It is not said at every start."""
        for each in self._probes:
            if each.part in self._faults:
                continue
            self._console.say(f"Trying {each.title} ...")
            reason = probe.outcome(self._python, each)
            if reason:
                self._faults[each.part] = probe.sentence(each, reason, lacking)
        for fault in self._faults.values():
            self._console.say(fault)
        self._stamp.end("checked", self._keys["checked"])

    # -- how a step is done -----------------------------------------------------------------

    def _do(
        self,
        step: str,
        action: Callable[[], None],
        *,
        again: bool,
        without: str = "",
        outside: bool = False,
    ) -> None:
        """Do one step unless it is done.

        Parley goes without what is named in `without`: then a failure is a sentence at the end,
        and the step is not tried again at every start, but when set-up runs again. Any other
        failure raises SetupError. What is done `outside` of the environment leaves it as it is,
        even when it is cut off.
        """
        key = self._keys[step]
        if self._stamp.holds(step, key) and not again:
            return
        if not outside:
            self._stamp.begin(step)
        try:
            self._as_setup_errors(action)
        except SetupError as error:
            if not without:
                self._stamp.give_up()
                raise
            self._faults[without] = str(error)
            key += _WITHOUT
        self._stamp.end(step, key)

    def _as_setup_errors(self, action: Callable[[], None]) -> None:
        try:
            action()
        except CommandError as error:
            raise SetupError(
                f"{error}:\n{error.tail}", f"The log is {self._console.log}."
            ) from error
        except OSError as error:
            raise SetupError(
                f"Set-up cannot go on: {error}.", "See that there are 4 GB of free space."
            ) from error

    def _has(self, model: ModelFile) -> bool:
        return model_file.looks_right(model, self._wanted.models_folder)

    @property
    def _stamp_path(self) -> Path:
        return self._wanted.environment / "parley-setup.json"

    def _make_keys(self) -> dict[str, str]:
        wanted = self._wanted
        # A repair of the same Python (3.11.2 to 3.11.3) leaves the environment as it is.
        python = (sys.version_info[:2], sys.base_prefix)
        keys = {
            "environment": key_of(python, str(wanted.environment)),
            "libraries": key_of(_digest(wanted.lock)),
            "llama": wanted.llama.key(self._machine),
            "project": key_of(_digest(wanted.root / "pyproject.toml")),
            "torch": key_of(wanted.torch, self._machine.system),
        }
        keys |= {_step(model): key_of(model) for model in wanted.models}
        keys["checked"] = key_of(*(keys[step] for step in ("libraries", "llama", "torch")))
        return keys


def _step(model: ModelFile) -> str:
    """The name of the step that brings this model."""
    return f"model {model.name}"


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
