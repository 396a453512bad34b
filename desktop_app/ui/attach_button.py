"""The plus of the composer: a menu of the ways in which something is attached."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from desktop_app.ui.theme import Theme

FILES_KEY = "Ctrl+Shift+O"
SCREENSHOT_KEY = "Ctrl+Shift+S"
_ICON = 16


class AttachButton(QPushButton):
    """Opens its menu. What the entries do is up to whoever hears the signals."""

    files_requested = Signal()
    screenshot_requested = Signal()
    approached = Signal()
    """The menu is open: files may follow."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("attach")
        self._theme = theme
        self.setIconSize(QSize(_ICON, _ICON))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(self.tr("Attach"))
        self.setToolTip(
            self.tr("Attach pictures, text, films or sound ({key})").format(key=FILES_KEY)
        )
        menu = QMenu(self)
        menu.setAccessibleName(self.tr("Attach"))
        menu.aboutToShow.connect(self.approached)
        self._files = menu.addAction(_with_key(self.tr("Pictures, text, films, sound…"), FILES_KEY))
        self._files.triggered.connect(self.files_requested)
        self._screenshot = menu.addAction(_with_key(self.tr("Take a screenshot"), SCREENSHOT_KEY))
        self._screenshot.triggered.connect(self.screenshot_requested)
        self.setMenu(menu)
        theme.changed.connect(self._tint)
        self._tint()

    def _tint(self) -> None:
        self.setIcon(self._theme.icon("plus"))
        self._files.setIcon(self._theme.icon("file"))
        self._screenshot.setIcon(self._theme.icon("screenshot"))


def _with_key(words: str, key: str) -> str:
    return f"{words}\t{QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)}"
