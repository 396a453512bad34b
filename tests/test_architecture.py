"""What may import what, seen by import-linter and in running processes.

import-linter reads the sources; a library that is loaded by name, or by another library, shows
only in a process. So the window, the command line and a child are started and watched.
"""

import pkgutil
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

import desktop_app
from desktop_app.core.engine import CancelToken, EngineSpec, LoadJob, ModelOptions
from desktop_app.core.events import Finished, TextDelta
from desktop_app.engines.isolated import IsolatedEngine

ROOT = Path(__file__).resolve().parent.parent

NATIVE = (
    "PIL",
    "_pywhispercpp",
    "bs4",
    "charset_normalizer",
    "httpx2",
    "huggingface_hub",
    "latex2mathml",
    "llama_cpp",
    "mammoth",
    "markdownify",
    "numba",
    "numpy",
    "pi_heif",
    "pypdf",
    "pywhispercpp",
    "sounddevice",
    "soxr",
    "torch",
    "whisper",
    "ziafont",
    "ziamath",
)
QT = ("PySide6", "shiboken6")
# Imported when they are first needed.
QT_SOUND = ("PySide6.QtMultimedia", "PySide6.QtTextToSpeech")

GUARD_STATUS = 70
# The first finder is asked about every module that is not there yet, whoever wants it and how.
# The process ends on the spot: an exception could be taken for a library that is not installed.
GUARD = """
import os, sys
class Guard:
    @staticmethod
    def find_spec(name, path=None, target=None):
        if any((name + ".").startswith(each + ".") for each in {forbidden!r}):
            os.write(2, ("imported " + name + "\\n").encode())
            os._exit({status})
sys.meta_path.insert(0, Guard)
"""


def run_guarded(
    code: str, forbidden: Iterable[str], arguments: Iterable[str] = ()
) -> subprocess.CompletedProcess[str]:
    """Run `code` in a Python of its own, which ends at once if a forbidden package is imported."""
    guard = GUARD.format(forbidden=tuple(forbidden), status=GUARD_STATUS)
    return subprocess.run(
        [sys.executable, "-c", guard + code, *arguments],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )


def modules_of(package: str) -> list[str]:
    """The dotted names of all modules in this package, without importing them."""
    folder = ROOT.joinpath(*package.split("."))
    names = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for path in sorted(folder.rglob("*.py"))
    ]
    return [name.removesuffix(".__init__") for name in names]


def test_imports_point_one_way() -> None:
    command = Path(sys.executable).with_name("lint-imports")
    program = shutil.which(command) or shutil.which("lint-imports")
    assert program
    done = subprocess.run(
        [program, "--no-cache"], cwd=ROOT, capture_output=True, text=True, timeout=200, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_guard_hears_of_every_import() -> None:
    assert run_guarded("import json", NATIVE).returncode == 0
    done = run_guarded("import importlib; importlib.import_module('sounddevice')", NATIVE)
    assert (done.returncode, done.stderr) == (GUARD_STATUS, "imported sounddevice\n")
    assert run_guarded("from PySide6 import QtCore", QT_SOUND).returncode == 0
    done = run_guarded("from PySide6 import QtMultimedia", QT_SOUND)
    assert (done.returncode, done.stderr) == (GUARD_STATUS, "imported PySide6.QtMultimedia\n")


@pytest.mark.parametrize(
    ("room", "forbidden"),
    [
        ("desktop_app.core", (*QT, *NATIVE)),
        ("desktop_app.engines", QT),
        ("desktop_app.media", ("PySide6.QtWidgets", *sorted({*NATIVE} - {"numpy", "soxr"}))),
        ("desktop_app.cli", (*QT, *NATIVE)),
    ],
)
def test_a_room_without(room: str, forbidden: tuple[str, ...]) -> None:
    modules = modules_of(room)
    assert len(modules) > 2
    code = f"import importlib\nfor name in {modules!r}: importlib.import_module(name)"
    done = run_guarded(code, forbidden)
    assert done.returncode == 0, done.stderr


def test_no_package_imports_a_native_library_by_itself() -> None:
    packages = ["desktop_app"] + [
        module.name
        for module in pkgutil.walk_packages(desktop_app.__path__, "desktop_app.")
        if module.ispkg
    ]
    assert "desktop_app.engines.llama" in packages
    code = f"import importlib\nfor name in {packages!r}: importlib.import_module(name)"
    done = run_guarded(code, NATIVE)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("mode", [["--demo"], []], ids=["demo", "real"])
def test_the_window_starts_without_a_native_library(mode: list[str], tmp_path: Path) -> None:
    code = "from desktop_app.__main__ import main\nsys.exit(main())"
    arguments = ["--home", str(tmp_path), *mode, "--exit-when-shown"]
    done = run_guarded(code, (*NATIVE, *QT_SOUND), arguments)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_first_look_at_models_needs_no_native_library_and_no_client(tmp_path: Path) -> None:
    code = "from tests.first_look import main\nsys.exit(main())"
    arguments = ["--home", str(tmp_path), "--demo"]
    done = run_guarded(code, (*NATIVE, *QT_SOUND, "keyring", "psutil"), arguments)
    assert (done.returncode, done.stdout) == (0, "a card\n3 pages\n"), done.stderr


def test_the_command_line_needs_no_qt() -> None:
    code = "from desktop_app.__main__ import main\nsys.exit(main())"
    done = run_guarded(code, (*QT, *NATIVE), ["--version"])
    assert done.returncode == 0, done.stderr
    assert desktop_app.__version__ in done.stdout


def test_a_child_passes_the_entry_without_a_trace() -> None:
    # This is how `spawn` imports the main module of its parent again.
    code = (
        "before = set(sys.modules)\n"
        "import runpy; runpy.run_module('desktop_app', run_name='__mp_main__', alter_sys=True)\n"
        "print(*{n for n in set(sys.modules) - before if n.startswith('desktop_app.')})"
    )
    done = run_guarded(code, (*QT, *NATIVE))
    assert (done.returncode, done.stdout.strip()) == (0, ""), done.stderr


def test_a_child_holds_no_qt() -> None:
    assert "PySide6" in sys.modules, "otherwise this shows nothing"
    engine = IsolatedEngine(EngineSpec("tests.module_census:create"))
    try:
        events = list(engine.run(LoadJob("census", ModelOptions(path="")), CancelToken()))
    finally:
        engine.close()
    assert isinstance(events[-1], Finished), events
    held = "".join(event.text for event in events if isinstance(event, TextDelta)).split()
    assert "desktop_app" in held
    assert not {*QT, *NATIVE} & set(held)
