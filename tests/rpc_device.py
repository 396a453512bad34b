"""A second device on any machine: llama.cpp's RPC backend, served on loopback by a process.

To llama.cpp it is a graphics card: it holds layers, computes them, has memory of its own, and can
be taken away at any moment. A means of testing; nothing of it is in the program.

In one thing it is like no card: who waits for it (`llama_synchronize`) waits until it has heard
all that there is to do, not until it is done. Only logits that are fetched are there. So how fast
it reads, and how soon it stops reading, means nothing.
"""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.rpc_server import DIE, SILENCE, Command

__all__ = ["DIE", "MIB", "SILENCE", "Command", "Fault", "RpcDevice", "needs_rpc", "rpc_device"]

ROOT = Path(__file__).resolve().parent.parent

MIB = 1 << 20


def has_plug_in() -> bool:
    """Whether llama.cpp was built with its RPC backend, which dev.py asks for on Linux."""
    spec = find_spec("llama_cpp")
    folders = (spec.submodule_search_locations if spec else None) or []
    return any(list(Path(folder, "lib").glob("*ggml-rpc.*")) for folder in folders)


needs_rpc = pytest.mark.skipif(not has_plug_in(), reason="this llama.cpp has no RPC backend")


@dataclass(frozen=True, slots=True)
class Fault:
    """At the `number`th `command` the device dies, or falls silent for ever."""

    command: Command
    number: int
    what: str = DIE


@dataclass(frozen=True, slots=True)
class RpcDevice:
    """A device that is being served. To llama.cpp its name is RPC0, its title its endpoint."""

    endpoint: str
    process: subprocess.Popen[str]

    def kill(self) -> None:
        """Take it away, now."""
        self.process.kill()
        self.process.wait()

    def wait_for_silence(self) -> None:
        """Until it answers no more."""
        assert self.process.stdout is not None
        assert self.process.stdout.readline().strip() == SILENCE


@contextmanager
def rpc_device(
    memory: int = 0, *, room: int | None = None, fault: Fault | None = None
) -> Iterator[RpcDevice]:
    """Serve a device; it is gone after the block.

    It says that it has `memory` bytes (0: as much as this machine), and really has `room` of them
    (as much as it says, unless that is given).
    """
    room = memory if room is None else room
    happens = fault or Fault(Command.HELLO, -1)
    arguments = (memory, room, int(happens.command), happens.number, happens.what)
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.rpc_server", *map(str, arguments)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    with process:
        try:
            assert process.stdout is not None
            endpoint = process.stdout.readline().strip()
            assert endpoint, "the server of the device did not start"
            yield RpcDevice(endpoint, process)
        finally:
            process.kill()
