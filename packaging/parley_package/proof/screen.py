"""A screen that nobody sees: an X server in memory, keys pressed in it, pictures taken of it."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image, ImageGrab

from parley_package.proof.command import ProofError, end, run, start, wait_for
from parley_package.proof.namespace import display
from parley_package.proof.x_close import ask_to_close

SIZE = (1280, 900)

_SOCKETS = Path("/tmp/.X11-unix")
_STARTING, _KEYS = 60, 60
"""Seconds."""

_COLOURS = 64
"""A window with letters in it has more: they are smoothed at the edges."""

_LARGEST_SHARE = 0.995
"""Of the pixels, that one colour may have in a picture that shows something."""

_LOOKS = 10
"""How often the screen is looked at until it stands still."""


class Screen:
    """The one whose X server listens at `socket`."""

    def __init__(self, socket: Path) -> None:
        self.socket = socket
        self._environment = {**os.environ, "DISPLAY": display(socket)}

    def find_window(self, name: str) -> str | None:
        """The number of the window that is seen and has this in its title."""
        words = ["xdotool", "search", "--onlyvisible", "--name", name]
        return next(iter(run(words, _KEYS, env=self._environment, statuses=(0, 1)).split()), None)

    def title(self, window: str) -> str:
        """What stands in the title of a window."""
        return run(["xdotool", "getwindowname", window], _KEYS, env=self._environment).strip()

    def type(self, window: str, text: str) -> None:
        """Press the keys that write `text`, then Return."""
        self._send(window, "type", "--delay", "30", text)
        self.press(window, "Return")

    def press(self, window: str, keys: str) -> None:
        """Press these together, by the names that X has for them: "ctrl+Next"."""
        self._send(window, "key", keys)

    def close_window(self, window: str) -> None:
        """Ask it to close."""
        ask_to_close(display(self.socket), int(window))

    def picture(self, into: Path) -> Path:
        """Keep what is seen, when it has come to rest. Raises ProofError when that is nothing."""
        seen = self._grab()
        for _ in range(_LOOKS):
            before, seen = seen, self._grab()
            if before.tobytes() == seen.tobytes():
                break
        seen.save(into, format="PNG")
        if is_blank(seen):
            raise ProofError(f"There is nothing to be seen on the screen: {into.name}")
        return into

    def _send(self, window: str, *words: str) -> None:
        # No window manager is there to give it the keys.
        for each in (["windowfocus", "--sync", window], words):
            run(["xdotool", *each], _KEYS, env=self._environment)

    def _grab(self) -> Image.Image:
        return ImageGrab.grab(xdisplay=display(self.socket))


@contextmanager
def open_screen() -> Iterator[Screen]:
    """A screen, as long as the block lasts. Raises ProofError."""
    with tempfile.TemporaryDirectory(prefix="parley-screen-") as folder:
        told = Path(folder, "number")
        server = start(
            ["sh", "-c", 'exec "$@" >"$0"', str(told), *_server()], log=Path(folder, "log")
        )
        try:
            number = wait_for(lambda: _number(told, server), _STARTING, "The X server")
            yield Screen(_SOCKETS / f"X{number}")
        finally:
            end(server)


def is_blank(image: Image.Image) -> bool:
    """Whether it shows hardly anything: few colours, or one of them nearly everywhere."""
    colours = image.convert("RGB").getcolors(image.width * image.height) or []
    largest = max(count for count, _ in colours)
    return len(colours) < _COLOURS or largest > _LARGEST_SHARE * image.width * image.height


def _server() -> list[str]:
    width, height = SIZE
    # It chooses a number that is free, and says it. The user in the root is not this one: -ac.
    where = ["-displayfd", "1", "-nolisten", "tcp", "-ac", "-noreset"]
    return ["Xvfb", *where, "-screen", "0", f"{width}x{height}x24"]


def _number(told: Path, server: subprocess.Popen[bytes]) -> str | None:
    if server.poll() is not None:
        raise ProofError(f"Xvfb ended with {server.returncode}")
    return told.read_text(encoding="ascii").strip() or None if told.exists() else None
