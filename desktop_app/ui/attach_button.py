"""The plus of the composer: a menu of the ways in which something is attached."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from desktop_app.ui.keys import with_key
from desktop_app.ui.theme import Theme

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
        menu = QMenu(self)
        menu.setAccessibleName(self.tr("Attach"))
        menu.aboutToShow.connect(self.approached)
        self._files = menu.addAction(self.tr("Pictures, text, films, sound…"))
        self._files.triggered.connect(self.files_requested)
        self._screenshot = menu.addAction(self.tr("Take a screenshot"))
        self._screenshot.triggered.connect(self.screenshot_requested)
        self.setMenu(menu)
        theme.changed.connect(self._tint)
        self.set_files_key("")
        self._tint()

    def set_files_key(self, key: str) -> None:
        """Say which key asks for files, written as this system does; "" for none."""
        self._files.setText(with_key(self.tr("Pictures, text, films, sound…"), key))
        words = self.tr("Attach pictures, text, films or sound ({key})").format(key=key)
        self.setToolTip(words if key else self.tr("Attach pictures, text, films or sound"))

    def set_screenshot_key(self, key: str) -> None:
        """Say which key takes a screenshot."""
        self._screenshot.setText(with_key(self.tr("Take a screenshot"), key))

    def _tint(self) -> None:
        self.setIcon(self._theme.icon("plus"))
        self._files.setIcon(self._theme.icon("file"))
        self._screenshot.setIcon(self._theme.icon("screenshot"))
