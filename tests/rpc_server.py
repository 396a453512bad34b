"""The process behind tests/rpc_device.py: llama.cpp's RPC server, and what can go wrong with it.

`python -m tests.rpc_server MEMORY ROOM COMMAND NUMBER WHAT` says its endpoint in one line, serves
the processor of this machine as a device, says when it falls silent, and ends with its standard
input.

Between the client and the server of llama.cpp stands a relay that knows the protocol
(ggml-rpc.cpp): what is one byte of command, eight of length and a payload; some are answered by
eight bytes of length and a payload. So a device can say that it has little memory, really have
less than it says, die at exactly the twentieth token, or fall silent there.
"""

import ctypes
import os
import signal
import socket
import struct
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum
from functools import partial

from desktop_app.engines.llama.library import load_library

HOST = "127.0.0.1"
THREADS = 1
PIECE = 1 << 20

DIE, SILENCE = "die", "silence"


class Command(IntEnum):
    """Of `enum rpc_cmd`, those that matter here."""

    ALLOC_BUFFER = 0
    GET_ALIGNMENT = 1
    GET_MAX_SIZE = 2
    BUFFER_GET_BASE = 3
    FREE_BUFFER = 4
    SET_TENSOR = 6
    SET_TENSOR_HASH = 7
    GET_TENSOR = 8
    COPY_TENSOR = 9
    GRAPH_COMPUTE = 10
    GET_DEVICE_MEMORY = 11
    GET_ALLOC_SIZE = 13
    HELLO = 14
    DEVICE_COUNT = 15
    GRAPH_RECOMPUTE = 16


ANSWERED = frozenset(
    {
        Command.ALLOC_BUFFER,
        Command.GET_ALIGNMENT,
        Command.GET_MAX_SIZE,
        Command.BUFFER_GET_BASE,
        Command.SET_TENSOR_HASH,
        Command.GET_TENSOR,
        Command.COPY_TENSOR,
        Command.GET_DEVICE_MEMORY,
        Command.GET_ALLOC_SIZE,
        Command.HELLO,
        Command.DEVICE_COUNT,
    }
)
SAME: dict[int, int] = {Command.GRAPH_RECOMPUTE: Command.GRAPH_COMPUTE}
"""Commands that count as another one: both compute a graph, that is a batch of tokens."""


@dataclass(slots=True)
class Device:
    """What the device says and does. Bytes; `memory` 0 says the truth, `room` 0 sets no limit.

    At the `number`th `command` it does `what`: it dies, or never says anything again.
    """

    memory: int
    room: int
    command: int
    number: int
    what: str
    tell: Callable[[str], None]
    """Says a line to whoever started this process."""
    held: dict[int, int] = field(default_factory=dict)
    """Bytes of the buffers, by what the server calls them."""

    def meets(self, command: int) -> None:
        """Count a command, and do what is to be done at the last one. May not return."""
        if SAME.get(command, command) != self.command:
            return
        self.number -= 1
        if self.number:
            return
        if self.what == DIE:
            os.kill(os.getpid(), signal.SIGKILL)
        self.tell(SILENCE)
        threading.Event().wait()

    @property
    def free(self) -> int:
        """Bytes that it says are free."""
        return max(0, self.memory - sum(self.held.values()))

    def refuses(self, size: int) -> bool:
        """Whether so many bytes more are too much."""
        return 0 < self.room < sum(self.held.values()) + size


class Relay:
    """Passes on what one client says to the server, and back, command by command."""

    def __init__(self, device: Device, client: socket.socket, server: socket.socket) -> None:
        self._device = device
        self._client = client
        self._server = server

    def run(self) -> None:
        """Until one of both hangs up; the server then frees the buffers of this client."""
        try:
            while True:
                (command,) = _read(self._client, 1)
                (size,) = struct.unpack("<Q", _read(self._client, 8))
                self._device.meets(command)
                self._pass_on(command, size)
        except (ConnectionError, EOFError):
            self._device.held.clear()

    def _pass_on(self, command: int, size: int) -> None:
        if command == Command.SET_TENSOR:
            self._server.sendall(struct.pack("<BQ", command, size))
            _copy(self._client, self._server, size)
            return
        payload = _read(self._client, size)
        if command == Command.ALLOC_BUFFER:
            (wanted,) = struct.unpack_from("<Q", payload, 4)
            if self._device.refuses(wanted):
                self._answer(struct.pack("<QQ", 0, 0))
                return
        self._server.sendall(struct.pack("<BQ", command, size) + payload)
        if command == Command.FREE_BUFFER:
            self._device.held.pop(struct.unpack("<Q", payload)[0], None)
        if command in ANSWERED:
            (length,) = struct.unpack("<Q", _read(self._server, 8))
            self._answer(self._changed(command, _read(self._server, length)))

    def _changed(self, command: int, answer: bytes) -> bytes:
        """What the client is to hear in place of the server's answer."""
        if command == Command.ALLOC_BUFFER:
            name, got = struct.unpack("<QQ", answer)
            self._device.held[name] = got
        if command == Command.GET_DEVICE_MEMORY and self._device.memory:
            return struct.pack("<QQ", self._device.free, self._device.memory)
        return answer

    def _answer(self, payload: bytes) -> None:
        self._client.sendall(struct.pack("<Q", len(payload)) + payload)


def _read(source: socket.socket, size: int) -> bytes:
    """Exactly so many bytes. Raises EOFError."""
    pieces = bytearray()
    while len(pieces) < size:
        piece = source.recv(min(PIECE, size - len(pieces)))
        if not piece:
            raise EOFError
        pieces += piece
    return bytes(pieces)


def _copy(source: socket.socket, target: socket.socket, size: int) -> None:
    while size:
        piece = source.recv(min(PIECE, size))
        if not piece:
            raise EOFError
        target.sendall(piece)
        size -= len(piece)


def serve_processor(port: int) -> None:
    """llama.cpp's own server for the processor of this machine. Returns only when it cannot."""
    lib = load_library().api._lib
    pointer, text, size = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_size_t
    for name, result, arguments in (
        ("ggml_backend_reg_by_name", pointer, (text,)),
        ("ggml_backend_reg_get_proc_address", pointer, (pointer, text)),
        ("ggml_backend_dev_by_name", pointer, (text,)),
    ):
        getattr(lib, name).restype, getattr(lib, name).argtypes = result, arguments
    registry = lib.ggml_backend_reg_by_name(b"RPC")
    start = lib.ggml_backend_reg_get_proc_address(registry, b"ggml_backend_rpc_start_server")
    devices = (pointer * 1)(lib.ggml_backend_dev_by_name(b"CPU"))
    ctypes.CFUNCTYPE(None, text, text, size, size, ctypes.POINTER(pointer))(start)(
        f"{HOST}:{port}".encode(), None, THREADS, 1, devices
    )
    os._exit(1)


def connect(port: int) -> socket.socket:
    """A connection to llama.cpp's server, which may still be about to listen."""
    while True:
        try:
            return socket.create_connection((HOST, port))
        except ConnectionRefusedError:
            threading.Event().wait(0.01)


def _end_with_input() -> None:
    sys.stdin.read()
    os._exit(0)


def main() -> None:
    """Serve until the standard input ends."""
    memory, room, command, number, what = sys.argv[1:]
    # What llama.cpp prints must not be taken for what is said here.
    tell = partial(print, file=os.fdopen(os.dup(1), "w"), flush=True)
    os.dup2(2, 1)
    device = Device(int(memory), int(room), int(command), int(number), what, tell)
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        inner = probe.getsockname()[1]
    threading.Thread(target=_end_with_input, daemon=True).start()
    threading.Thread(target=serve_processor, args=(inner,), daemon=True).start()
    connect(inner).close()
    with socket.create_server((HOST, 0)) as door:
        tell(f"{HOST}:{door.getsockname()[1]}")
        while True:
            client, _ = door.accept()
            for end in (client, server := connect(inner)):
                end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            with client, server:
                Relay(device, client, server).run()


if __name__ == "__main__":
    main()
