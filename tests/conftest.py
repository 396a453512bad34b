"""Fixtures and rules for all tests.

No test touches the home of the person who runs it, opens a window on their screen or keeps a
core spinning. The environment is set before anything reads it: Qt at the first import, OpenMP
when llama.cpp is loaded, and every child process at its start.
"""

import gc
import os
import sys
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings
from PySide6.QtCore import QCoreApplication, QObject, Qt, QThread
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import delete, isValid

if TYPE_CHECKING:
    from tests.random_projectors import RandomModels

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# OpenMP's threads spin while they wait; on a busy machine that starves everyone else.
os.environ["OMP_WAIT_POLICY"] = "PASSIVE"
os.environ["OMP_NUM_THREADS"] = "1"
# A fetch that a test did not ask for fails at once instead of reaching out.
os.environ["HF_HUB_OFFLINE"] = "1"

# Python's collector may strike in the middle of a Qt destructor, which holds a lock that the
# next destructor waits for (see desktop_app/ui/garbage.py): it runs between two tests instead.
gc.disable()

ROOT = Path(__file__).resolve().parent.parent
STARTER_MODEL = ROOT / "resources" / "models" / "SmolLM2-135M-Instruct.Q4_1.gguf"
WINDOW_MODEL = ROOT / "tests" / "models" / "gemma-3-270m.Q4_K_M.gguf"

_HOME_VARIABLES = {
    "HOME": "",
    "USERPROFILE": "",
    "APPDATA": "AppData/Roaming",
    "LOCALAPPDATA": "AppData/Local",
    "XDG_CACHE_HOME": ".cache",
    "XDG_CONFIG_HOME": ".config",
    "XDG_DATA_HOME": ".local/share",
    "XDG_STATE_HOME": ".local/state",
    "XDG_RUNTIME_DIR": ".run",
}

# A wait that ends says that something never came, not that the machine was busy: none of them is
# shorter than this. Each is over as soon as what it waits for is there.
WAIT_MILLISECONDS = 60_000
for _wait in (QtBot.waitUntil, QtBot.waitSignal, QtBot.waitSignals, QtBot.waitExposed):
    assert _wait.__kwdefaults__["timeout"] > 0
    _wait.__kwdefaults__["timeout"] = WAIT_MILLISECONDS

# How long an example may take, or the making of one, depends on what else the machine does.
_patient: dict[str, Any] = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
# The same examples each time: what fails here was broken by what was changed. New ones are looked
# for with `pytest --hypothesis-profile=search`.
settings.register_profile("parley", derandomize=True, database=None, **_patient)
settings.register_profile("search", max_examples=3000, **_patient)
settings.load_profile("parley")


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home folder, the current user's for the length of one test.

    Its name holds a space and letters beyond ASCII, as real ones do.
    """
    folder = tmp_path_factory.mktemp("Zoë Ünal")
    for variable, place in _HOME_VARIABLES.items():
        path = folder / place
        path.mkdir(parents=True, exist_ok=True)
        monkeypatch.setenv(variable, str(path))
    (folder / ".run").chmod(0o700)
    return folder


def pytest_collection_finish() -> None:
    """What the modules hold lives until the end: collections need not look at it each time."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _left_behind() -> Iterator[None]:
    """Ends what a test made and left. Qt's side of a connection holds objects that Python's
    collector cannot see: they would live on, and their timers act in the middle of a later test.
    The application looks again as it did before, and nothing lies in the clipboard.
    """
    before = {id(made) for made in _objects()}
    look = _look()
    yield
    for left in _objects():
        running = isinstance(left, QThread) and isValid(left) and left.isRunning()
        # One may have gone with the one before it.
        if id(left) not in before and isValid(left) and not running:
            delete(left)
    if look is not None and _look() != look:
        _wear(*look)
    if isinstance(QApplication.instance(), QApplication):
        # Of what lies there until the end Qt lets go when there is no Python any more.
        QApplication.clipboard().clear()


_Look = tuple[str, str, QFont, QPalette, Qt.LayoutDirection]


def _look() -> _Look | None:
    """What all windows of the application wear: a button is narrower in Parley's style sheet."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        return None
    style = app.style().objectName()
    return app.styleSheet(), style, app.font(), app.palette(), app.layoutDirection()


def _wear(
    sheet: str, style: str, font: QFont, palette: QPalette, direction: Qt.LayoutDirection
) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    app.setStyleSheet(sheet)
    app.setStyle(style)
    app.setFont(font)
    app.setPalette(palette)
    app.setLayoutDirection(direction)


def _objects() -> list[QObject]:
    """Those of Parley's classes and the tests' that belong to nothing of Qt."""
    return [
        found
        for found in gc.get_objects()
        if isinstance(found, QObject)
        and type(found).__module__.startswith(("desktop_app.", "tests."))
        and not isinstance(found, QCoreApplication)
        and type(found).__name__ != "PictureReader"  # One is made for all windows, and stays.
        and isValid(found)
        and found.parent() is None
    ]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(
    item: pytest.Item, nextitem: pytest.Item | None
) -> Generator[None, object, object]:
    """Collects what a test left behind, when nothing of Qt is being destroyed and pytest has let
    go of its fixtures: what lived on would act in the middle of the next test.

    What outlives the tests of a file lives until the end: looking at all of it after each of
    thousands of tests took more time than many of them.
    """
    ran = yield
    gc.collect()
    if nextitem is None or nextitem.path != item.path:
        gc.freeze()
    return ran


@pytest.fixture(scope="session")
def starter_model() -> Path:
    """The starter model's file, which set-up puts there: its absence is a fault, not a skip."""
    if not STARTER_MODEL.is_file():
        pytest.fail(
            f"{STARTER_MODEL.name} is missing: run `{Path(sys.executable).name} dev.py setup`"
        )
    return STARTER_MODEL


@pytest.fixture(scope="session")
def window_model() -> Path:
    """A real model with a sliding window (Gemma 3 270M), which `dev.py test` fetches if it can."""
    if not WINDOW_MODEL.is_file():
        pytest.skip(f"{WINDOW_MODEL.name} is not there: `dev.py test` fetches it when online")
    return WINDOW_MODEL


@pytest.fixture(scope="session")
def seeing_projector(
    starter_model: Path, pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A projector that lets the starter model see colours; made once and kept between runs."""
    from tests.seeing_model import kept_projector  # numpy, which few tests need

    cache: pytest.Cache | None = getattr(pytestconfig, "cache", None)
    folder = cache.mkdir("seeing-model") if cache else tmp_path_factory.mktemp("seeing-model")
    return kept_projector(starter_model, folder)


@pytest.fixture(scope="session")
def random_models(tmp_path_factory: pytest.TempPathFactory) -> "RandomModels":
    """Models with random weights whose projectors place pictures in other ways."""
    from tests.random_projectors import make_random_models

    return make_random_models(tmp_path_factory.mktemp("random models"))
