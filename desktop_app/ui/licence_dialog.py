"""The list of what others made, with their licences, to be read."""

from pathlib import Path

from PySide6.QtCore import QSize, QUrl
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from desktop_app.ui.first_size import open_at
from desktop_app.ui.link import ask_to_open
from desktop_app.ui.theme import SPACE, Theme


class LicenceDialog(QDialog):
    """Shows a file in Markdown; of its links those to the web are asked about, others are text."""

    def __init__(self, theme: Theme, path: Path, parent: QWidget | None = None) -> None:
        """Raises OSError."""
        text = path.read_text(encoding="utf-8", errors="replace")
        super().__init__(parent)
        self.setWindowTitle(self.tr("Licences"))
        self.setAccessibleName(self.windowTitle())
        open_at(self, QSize(720, 640))
        self.text = QTextBrowser(self)
        self.text.setAccessibleName(self.windowTitle())
        self.text.setOpenLinks(False)
        self.text.setFont(theme.font(1.0))
        self.text.setMarkdown(text)
        self.text.anchorClicked.connect(self._open)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE[4], SPACE[3], SPACE[4], SPACE[3])
        column.setSpacing(SPACE[2])
        column.addWidget(self.text, 1)
        column.addWidget(buttons)
        self.text.setFocus()

    def _open(self, url: QUrl) -> None:
        if url.scheme() in ("http", "https"):
            ask_to_open(url.toString(), self)
