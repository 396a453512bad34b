"""A file that the system opens with a Parley that runs. In a process of its own: of applications
there is one in each, and this one's is pytest-qt's."""

import subprocess
import sys

OPENING = """
from PySide6.QtCore import QCoreApplication, QTimer, QUrl
from PySide6.QtGui import QFileOpenEvent
from desktop_app.ui.application import Application

application = Application(["parley"])
application.file_opened.connect(lambda path: print(ascii(path)))
# As macOS sends it: before the loop runs, and while it does.
QCoreApplication.postEvent(application, QFileOpenEvent("/models/模型.gguf"))
QCoreApplication.postEvent(application, QFileOpenEvent(QUrl("https://example.org/a.gguf")))
QTimer.singleShot(0, lambda: application.sendEvent(application, QFileOpenEvent("/b.gguf")))
QTimer.singleShot(0, application.quit)
application.exec()
"""


def test_files_that_the_system_opens_are_told():
    done = subprocess.run(
        [sys.executable, "-c", OPENING], capture_output=True, text=True, timeout=200, check=True
    )
    assert done.stdout.split() == [ascii("/models/模型.gguf"), ascii("/b.gguf")]
    assert done.stderr == ""


COMPOSED = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFileOpenEvent
from desktop_app import app
from desktop_app.core.options import WindowOptions
from desktop_app.ui.window_controller import WindowController

make = app._application

def application():
    made = make()
    QCoreApplication.postEvent(made, QFileOpenEvent("/models/a.gguf"))
    return made

def come_forward(self, model=""):
    print(model)
    QCoreApplication.quit()

app._application = application
WindowController.come_forward = come_forward
sys.exit(app.main(WindowOptions(home=Path(sys.argv[1]), demo=True, in_process=True)))
"""


def test_the_window_is_brought_forward_with_such_a_file(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", COMPOSED, str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=200,
    )
    assert (done.returncode, done.stdout.split()) == (0, ["/models/a.gguf"]), done.stderr
