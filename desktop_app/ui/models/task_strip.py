"""What is being done with a model file: how far it is, and a way to stop it."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QProgressBar, QPushButton, QWidget

from desktop_app.core.local_model import Bring
from desktop_app.ui.elided_label import ElidedLabel
from desktop_app.ui.models.library import Task
from desktop_app.ui.theme import SPACE, Theme
from desktop_app.ui.words import size_words

_STEPS = 1000


class TaskStrip(QFrame):
    """One line for the first of the tasks; it takes no room where there are none."""

    stop_requested = Signal(str)
    """The person wants the task with this path to end."""

    def __init__(
        self, theme: Theme, name_of: Callable[[str], str], parent: QWidget | None = None
    ) -> None:
        """`name_of` gives the name of a model from its path, "" where there is none."""
        super().__init__(parent)
        del theme
        self._name_of = name_of
        self._path = ""
        self.words = ElidedLabel()
        self.words.setProperty("tone", "second")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, _STEPS)
        self.stop_button = QPushButton(self.tr("Stop"))
        self.stop_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.stop_button.clicked.connect(lambda: self.stop_requested.emit(self._path))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE[2])
        grid.setVerticalSpacing(SPACE[0])
        grid.setColumnStretch(0, 1)
        grid.addWidget(self.words, 0, 0)
        grid.addWidget(self.bar, 1, 0)
        grid.addWidget(self.stop_button, 0, 1, 2, 1, Qt.AlignmentFlag.AlignVCenter)
        self.hide()

    def show_tasks(self, tasks: Sequence[Task]) -> None:
        """Show how far the first one is, and how many wait."""
        self.setVisible(bool(tasks))
        if not tasks:
            return
        task = tasks[0]
        self._path = task.path
        name = self._name_of(task.path) or Path(task.path).name
        words = self._doing(task).format(name=name)
        if task.total:
            come = self.tr("{done} of {total}").format(
                done=size_words(task.done), total=size_words(task.total)
            )
            words += f" · {come}"
        if len(tasks) > 1:
            waiting = len(tasks) - 1
            words += " · " + self.tr("{count} more wait", "", waiting).format(count=waiting)
        self.words.setText(words)
        self.words.setAccessibleName(words)
        self.bar.setValue(round(_STEPS * task.done / task.total) if task.total else 0)
        self.bar.setAccessibleName(words)
        self.stop_button.setAccessibleName(self.tr("Stop: {name}").format(name=name))

    def _doing(self, task: Task) -> str:
        match task.how:
            case Bring.COPY:
                return self.tr("Copying {name}")
            case Bring.MOVE:
                return self.tr("Moving {name}")
            case Bring.LINK:
                return self.tr("Linking {name}")
        return self.tr("Checking {name}")
