"""One window a home, and a second start that speaks to the first."""

import subprocess
import sys

from desktop_app.ui.single_instance import SingleInstance

SECOND = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from desktop_app.ui.single_instance import SingleInstance
application = QCoreApplication([])
instance = SingleInstance(Path(sys.argv[1]))
assert not instance.acquire()
assert instance.call(sys.argv[2])
"""


def test_a_second_start_calls_the_first_window(qtbot, tmp_path):
    first = SingleInstance(tmp_path)
    assert first.acquire()
    try:
        with qtbot.waitSignal(first.called, timeout=20_000) as called:
            second = subprocess.Popen(
                [sys.executable, "-c", SECOND, str(tmp_path), "/tmp/模型.gguf"]
            )
        assert called.args == ["/tmp/模型.gguf"]
        assert second.wait(20) == 0
    finally:
        first.release()


def test_another_home_is_another_window(qtbot, tmp_path):
    homes = [tmp_path / name for name in "ab"]
    instances = []
    for home in homes:
        home.mkdir()
        instances.append(SingleInstance(home))
    assert [instance.acquire() for instance in instances] == [True, True]
    for instance in instances:
        instance.release()


def test_a_released_home_can_be_taken_again(qtbot, tmp_path):
    first = SingleInstance(tmp_path)
    assert first.acquire()
    first.release()
    again = SingleInstance(tmp_path)
    assert again.acquire()
    again.release()


def test_nobody_answers_where_nobody_is(qtbot, tmp_path):
    assert not SingleInstance(tmp_path).call()
