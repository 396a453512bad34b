"""What is handed to other programs of the system: a folder, a page of the web."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QMessageBox, QWidget

translate = QCoreApplication.translate


def show_folder(folder: str | Path, parent: QWidget | None) -> None:
    """Show a folder in the system's file manager; say its path where there is none."""
    path = str(folder)
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(path)):
        words = translate("Opener", "The folder could not be opened: no file manager answers.")
        _say(words, path, translate("Opener", "Copy the path"), parent)


def open_page(address: str, parent: QWidget | None) -> None:
    """Open a page of the web in the browser; say its address where there is none."""
    if not QDesktopServices.openUrl(QUrl(address)):
        words = translate("Opener", "No browser could be opened.")
        _say(words, address, translate("Opener", "Copy address"), parent)


def _say(words: str, place: str, copying: str, parent: QWidget | None) -> None:
    """Say that nothing opened, and what would have: it can be copied. Returns at once."""
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle("Parley")
    box.setText(words)
    box.setInformativeText(place)
    box.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    copy = box.addButton(copying, QMessageBox.ButtonRole.ActionRole)
    copy.setAccessibleName(copying)
    copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(place))
    close = box.addButton(QMessageBox.StandardButton.Close)
    box.setDefaultButton(close)
    box.setEscapeButton(close)
    box.open()
