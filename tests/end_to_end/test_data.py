"""A home that is restored, brought back and deleted, in one run of the program."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from desktop_app import app
from desktop_app.cli import main
from desktop_app.core import changeover
from desktop_app.core.changeover import NOTE
from desktop_app.core.conversation import Conversation, Role
from desktop_app.core.housekeeping import Part
from desktop_app.core.store import Store
from desktop_app.ui.data_dialog import DataDialog
from desktop_app.ui.settings_dialog import SettingsDialog
from desktop_app.ui.trash_dialog import TrashDialog
from tests.conftest import ROOT
from tests.homes import home_with, words_of

DAY = 86_400


def run(code: str, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code, *words],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=200,
        check=False,
    )


def backup(folder: Path) -> Path:
    other = home_with(folder / "other", "Bird")
    assert main(["--home", str(other.home), "data", "backup", str(folder / "a.zip")]) == 0
    return folder / "a.zip"


def test_the_window_is_made_anew_each_time(tmp_path: Path) -> None:
    home = home_with(tmp_path / "home", "Fish")
    code = "import sys; from tests.renewed_home import main; sys.exit(main())"
    done = run(code, str(backup(tmp_path)), "--demo", "--home", str(home.home))
    assert done.stdout.splitlines() == [
        "Fish |",
        "Bird | The backup is restored. What was here before is set aside.",
        "Fish |",
        "|",
    ], done.stderr
    assert done.returncode == 0, done.stderr
    files = [path for path in home.data.rglob("*") if path.is_file()]
    words = (b"Fish", b"Bird")
    assert [path for path in files if any(word in path.read_bytes() for word in words)] == []


KILLED = """
import os, signal, sys
from desktop_app.core import changeover
from desktop_app.core.paths import Places
places = Places(sys.argv[1])
moves = iter(range(100))
move = changeover._move
def dying(source, target):
    if next(moves) == int(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)
    move(source, target)
changeover._move = dying
from desktop_app.cli import main
sys.exit(main(["--home", sys.argv[1], "data", "restore", sys.argv[3], "--yes"]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize("step", [0, 2, 4])
def test_killed_in_a_restore_the_next_start_has_all_of_it(tmp_path: Path, step: int) -> None:
    home, file = home_with(tmp_path / "home", "Fish"), backup(tmp_path)
    done = run(KILLED, str(home.home), str(step), str(file))
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert (home.data / NOTE).exists()
    code = "import sys; from desktop_app.__main__ import main; sys.exit(main())"
    done = run(code, "--demo", "--exit-when-shown", "--home", str(home.home))
    assert done.returncode == 0, done.stderr
    assert words_of(home)["texts"] == ["Bird", "Bird 0", "Bird 1"]
    changeover.begin_undo(home)
    changeover.carry_out(home)
    assert words_of(home)["texts"] == ["Fish", "Fish 0", "Fish 1"]


def test_the_trash_empties_itself_after_thirty_days(
    qtbot, start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = home_with(tmp_path / "home", "Old")
    store = Store.open(home.database)
    young = Conversation(title="Young")
    store.save_message(young, young.add(Role.USER, "Young", ""), durable=True)
    for summary, days in zip(store.summaries(), (29, 31), strict=True):
        now = time.time() - days * DAY
        monkeypatch.setattr(store.trash, "_clock", lambda now=now: now)
        store.set_conversation_deleted(summary.id, True)
    store.close()
    monkeypatch.setattr(app, "SWEEP_AFTER", 0)
    parley = start()
    qtbot.waitUntil(lambda: [each.title for each in parley.session.deleted()] == ["Young"])
    dialog = parley.data.open()
    words = dialog.rows[Part.DELETED].weight
    qtbot.waitUntil(lambda: words.text() == "1 conversation, 5 bytes")
    dialog.trash_button.click()
    trash = next(each for each in parley.window.findChildren(TrashDialog) if each.isVisible())
    assert trash.empty_button.isEnabled()
    trash.close()


def test_the_settings_lead_to_it(qtbot, start) -> None:
    parley = start()
    parley.desk.open_settings()
    (settings,) = parley.window.findChildren(SettingsDialog)
    (button,) = [each for each in settings.findChildren(QPushButton) if "data" in each.text()]
    button.click()
    (dialog,) = parley.window.findChildren(DataDialog)
    assert dialog.isVisible()
    assert not settings.isVisible()
    row = dialog.rows[Part.ASIDE]
    qtbot.waitUntil(lambda: "0 bytes" in row.weight.text())
    dialog.close()
    qtbot.waitUntil(lambda: not parley.engines.housekeeping.busy)
