"""What this program is."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from desktop_app import __version__
from desktop_app.ui.theme import CAPTION, RESOURCES, SPACE, Theme

_ICON = 64


class AboutDialog(QDialog):
    """The icon, the name with its version, one sentence and the licence."""

    diagnostics_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About Parley"))
        self.setAccessibleName(self.windowTitle())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        picture = QLabel(self)
        picture.setPixmap(
            QIcon(str(RESOURCES / "icons" / "parley.svg")).pixmap(
                QSize(_ICON, _ICON), self.devicePixelRatioF()
            )
        )
        name = QLabel(f"Parley {__version__}", self)
        name.setFont(theme.font(1.25, bold=True))
        line = QLabel(
            self.tr("A window in which you talk with a language model on your own computer."), self
        )
        line.setWordWrap(True)
        licence = QLabel(
            self.tr("Apache licence 2.0. What you write stays on this computer."), self
        )
        licence.setProperty("tone", "second")
        licence.setFont(theme.font(CAPTION))
        licence.setWordWrap(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.diagnostics_button = buttons.addButton(
            self.tr("Diagnostics…"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self.diagnostics_button.setAccessibleName(self.tr("Diagnostics for a bug report"))
        self.diagnostics_button.clicked.connect(self.diagnostics_requested)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE[5], SPACE[4], SPACE[5], SPACE[3])
        column.setSpacing(SPACE[1])
        for widget in (picture, name, line, licence):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
            if isinstance(widget, QLabel):
                widget.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(SPACE[3])
        column.addWidget(buttons)
