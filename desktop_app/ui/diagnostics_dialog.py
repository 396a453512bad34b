"""One text about this Parley to paste into a bug report: read it, copy it, save it."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.whole_file import write_whole
from desktop_app.ui.first_size import open_at
from desktop_app.ui.style_property import set_style_property
from desktop_app.ui.theme import CAPTION, SPACE, Theme

FILE_NAME = "parley-diagnostics.md"


class DiagnosticsDialog(QDialog):
    """Shows the text as it is. What is being asked for meanwhile, a line below says."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Diagnostics"))
        self.setAccessibleName(self.windowTitle())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        open_at(self, QSize(640, 560))
        about = QLabel(
            self.tr(
                "For a bug report. No folder, no name of yours and nothing that you wrote is in "
                "it; the name of the model's file is. Nothing is sent anywhere."
            ),
            self,
        )
        about.setWordWrap(True)
        self.text = QPlainTextEdit(self)
        self.text.setAccessibleName(self.windowTitle())
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setFont(theme.mono_font(CAPTION))
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.state = QLabel(self)
        self.state.setProperty("tone", "second")
        self.state.setFont(theme.font(CAPTION))
        self.state.setWordWrap(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        role = QDialogButtonBox.ButtonRole.ActionRole
        self.copy_button = buttons.addButton(self.tr("Copy"), role)
        self.save_button = buttons.addButton(self.tr("Save…"), role)
        for button in (self.copy_button, self.save_button):
            button.setAccessibleName(button.text())
        self.copy_button.setDefault(True)
        self.copy_button.clicked.connect(self._copy)
        self.save_button.clicked.connect(self._save_as)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE[4], SPACE[3], SPACE[4], SPACE[3])
        column.setSpacing(SPACE[2])
        column.addWidget(about)
        column.addWidget(self.text, 1)
        column.addWidget(self.state)
        column.addWidget(buttons)
        self.copy_button.setFocus()

    def show_text(self, text: str, *, complete: bool) -> None:
        """Show what is known; not `complete`, the engine is still being asked."""
        bar = self.text.verticalScrollBar()
        at = bar.value()
        self.text.setPlainText(text)
        bar.setValue(at)
        self._say("" if complete else self.tr("The part that runs the model is being asked…"))

    def save(self, path: Path) -> None:
        """Write the text to a file, and say how that went."""
        try:
            write_whole(path, self.text.toPlainText().encode("utf-8"))
        except OSError as error:
            words = self.tr("It could not be saved as {name}: {reason}.")
            self._say(words.format(name=path.name, reason=error.strerror or str(error)), "error")
        else:
            self._say(self.tr("Saved as {name}.").format(name=path.name))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self._say(self.tr("Copied"))

    def _save_as(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            self,
            self.tr("Save the diagnostics"),
            str(Path.home() / FILE_NAME),
            self.tr("Markdown (*.md)"),
        )
        if chosen:
            self.save(Path(chosen))

    def _say(self, words: str, tone: str = "second") -> None:
        self.state.setText(words)
        set_style_property(self.state, "tone", tone)
