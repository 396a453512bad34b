"""Links in a reply: the address is shown before anything opens, and only the web opens."""

from PySide6.QtCore import QCoreApplication, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from desktop_app.ui.opener import open_page

translate = QCoreApplication.translate

OPENABLE = ("http", "https", "mailto")
"""Everything else (files, scripts, other programs) can be copied but is never opened."""


def ask_to_open(address: str, parent: QWidget) -> QMessageBox:
    """Show where a link leads and open it if the person says so. Returns at once."""
    url = QUrl(address)
    openable = url.isValid() and url.scheme().lower() in OPENABLE
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setIcon(QMessageBox.Icon.Question if openable else QMessageBox.Icon.Warning)
    box.setWindowTitle(translate("Link", "Open link"))
    if openable:
        box.setText(translate("Link", "Open this address in your browser?"))
    else:
        box.setText(translate("Link", "Parley does not open addresses of this kind."))
    box.setInformativeText(address)
    copy = box.addButton(translate("Link", "Copy address"), QMessageBox.ButtonRole.ActionRole)
    copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(address))
    if openable:
        opener = box.addButton(translate("Link", "Open"), QMessageBox.ButtonRole.AcceptRole)
        opener.clicked.connect(lambda: open_page(address, parent))
    cancel = box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(cancel)
    box.open()
    return box
