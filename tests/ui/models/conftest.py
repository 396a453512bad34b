"""A rule for all tests of the models' windows: what may wait for a disk is not done in the window.

A drive that is not there any more, or a network file system whose server is gone, can keep a
process waiting for minutes, in the simplest of calls.
"""

import os
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

import desktop_app
from desktop_app.core.download import Parcel
from desktop_app.ui.engine_thread import EngineThread
from tests.ui.models.download_parts import Home, parcel
from tests.ui.voice_parts import ToldEngine

_PACKAGE = str(Path(desktop_app.__file__).parent)
_TESTS = str(Path(__file__).parents[2])

_CALLS = (
    *("access", "listdir", "lstat", "mkdir", "open", "readlink", "remove", "rename", "replace"),
    *("rmdir", "scandir", "stat", "statvfs", "symlink", "unlink", "utime"),
)
"""What a process asks the system about files, by the names that `os` gives it."""

_OWN = (
    "core/database.py",
    "core/hub_setting.py",
    "core/paths.py",
    "core/preset.py",
    "core/preset_file.py",
    "core/settings.py",
    "core/toml_file.py",
    "core/whole_file.py",
    "ui/models/speed_note.py",
)
"""Who reads and writes what Parley keeps in its own home, without which there is no window, and
what came with it. The last one asks for the size of a model that was being read just now."""


_LOADERS = ("importlib", "linecache", "shibokensupport")
"""Who looks for modules: those of Parley itself lie where it lies."""


class Watch:
    """Notes who asks the system about files on the thread of the window."""

    def __init__(self) -> None:
        self.caught: list[str] = []

    def over(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        """`call`, watched."""

        def watched(*arguments: Any, **named: Any) -> Any:
            if threading.current_thread() is threading.main_thread() and (who := _asker()):
                self.caught.append(f"os.{name} {arguments[:1]} by {who}")
            return call(*arguments, **named)

        return watched


@pytest.fixture(autouse=True)
def disk_watch(monkeypatch: pytest.MonkeyPatch) -> Iterator[Watch]:
    """Fails a test in which the window waits for a disk."""
    watch = Watch()
    with monkeypatch.context() as patch:
        for name in _CALLS:
            if hasattr(os, name):
                patch.setattr(os, name, watch.over(name, getattr(os, name)))
        yield watch
    assert not watch.caught, "\n".join(dict.fromkeys(watch.caught))


@pytest.fixture
def online(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody said that the Hub is not to be asked; it is the test's own all the same."""
    monkeypatch.delenv("HF_HUB_OFFLINE")


@pytest.fixture
def engine() -> ToldEngine:
    """Fetches as it is told."""
    return ToldEngine()


@pytest.fixture
def downloads_home(qtbot: QtBot, engine: ToldEngine, tmp_path: Path) -> Iterator[Home]:
    """Downloads over that engine."""
    home = Home(tmp_path / "home", EngineThread(lambda: engine))
    yield home
    home.close()


@pytest.fixture
def one(tmp_path: Path) -> Parcel:
    """What can be ordered there."""
    return parcel(tmp_path, "one")


@pytest.fixture
def two(tmp_path: Path) -> Parcel:
    """And something else."""
    return parcel(tmp_path, "two")


def _asker() -> str:
    """Which part of Parley a call comes from, "" for one that is none of the window's."""
    frame = sys._getframe(2)
    ours = ""
    in_window = False
    while frame is not None:
        file = frame.f_code.co_filename
        if file.startswith(_TESTS):
            break
        if file.startswith(_PACKAGE):
            place = Path(file).relative_to(_PACKAGE).as_posix()
            if place in _OWN or place.startswith("engines/"):
                return ""
            in_window = in_window or place.startswith("ui/")
            ours = ours or f"{place}:{frame.f_lineno} {frame.f_code.co_name}"
        elif any(loader in file for loader in _LOADERS):
            return ""
        frame = frame.f_back  # type: ignore[assignment]
    return ours if in_window else ""
