"""What this program is, what it is made of, and where it keeps what it keeps."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.about import About, folder_to_show
from desktop_app.core.errors import Problem
from desktop_app.core.events import Fitted
from desktop_app.ui.about_words import (
    device_rows,
    edition_words,
    kept_words,
    library_rows,
    text_of,
)
from desktop_app.ui.first_size import open_at
from desktop_app.ui.link import ask_to_open
from desktop_app.ui.models.fact_grid import FactGrid
from desktop_app.ui.opener import show_folder
from desktop_app.ui.place_row import PlaceRow
from desktop_app.ui.text_button import LinkButton, TextButton
from desktop_app.ui.theme import CAPTION, RESOURCES, SPACE, Theme
from desktop_app.ui.update_check import UpdateCheck
from desktop_app.ui.update_row import UpdateRow
from desktop_app.ui.words import say

_ICON = 64


class AboutDialog(QDialog):
    """Shows `about`; the devices are shown when they come, by `show_devices`."""

    diagnostics_requested = Signal()

    def __init__(
        self,
        theme: Theme,
        about: About,
        updates: UpdateCheck | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Without `updates` nothing is said of newer versions."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("About Parley"))
        self.setAccessibleName(self.windowTitle())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        open_at(self, QSize(520, 680))
        self._theme = theme
        self._about = about
        self._libraries = library_rows(about.libraries)
        self._devices: list[tuple[str, str]] = []
        self.rows = [PlaceRow(theme, kept_words(kept), place) for kept, place in about.places]
        self.libraries = FactGrid(theme)
        self.libraries.show_rows(self._libraries)
        self.devices = FactGrid(theme)
        self.device_state = self._small(self.tr("The part that runs the model is being asked…"))
        self.homepage_button = LinkButton(theme, self.tr("Home page"), about.build.homepage)
        self.homepage_button.clicked.connect(self._open_homepage)
        self.homepage_button.setVisible(bool(about.build.homepage))
        words = self.tr("Licences")
        self.licence_button = TextButton(theme, words, words)
        self.licence_button.clicked.connect(self._show_licences)
        self.licence_button.setVisible(about.licences is not None)
        self.update_row = UpdateRow(theme, updates) if updates is not None else None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._area(), 1)
        outer.addWidget(self._buttons())

    def show_devices(self, answer: Fitted | None, problem: Problem | None) -> None:
        """Show what the engine says of this computer, or why it says nothing."""
        self._devices = []
        if answer is not None:
            self._devices = [*device_rows(answer.devices), (self.tr("Engine"), answer.engine)]
            problem = answer.unused
        self.devices.show_rows(self._devices)
        self.device_state.setText(say(problem.sentence) if problem is not None else "")
        self.device_state.setVisible(problem is not None)

    def text(self) -> str:
        """All that stands there."""
        return text_of(self._about, self._libraries, self._devices)

    def _area(self) -> QScrollArea:
        """All but the buttons, which stay in view."""
        area = QScrollArea()
        area.setAccessibleName(self.windowTitle())
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        page = QWidget()
        page.setObjectName("settingsPage")
        column = QVBoxLayout(page)
        column.setContentsMargins(SPACE[5], SPACE[4], SPACE[5], SPACE[3])
        column.setSpacing(SPACE[1])
        self._add_head(column)
        column.addSpacing(SPACE[2])
        column.addWidget(self._caption(self.tr("Where your data lies")))
        if self._about.portable is not None:
            column.addWidget(self._small(self.tr("Portable: all of it travels with the program.")))
        for row in self.rows:
            row.asked.connect(lambda place: show_folder(folder_to_show(place), self))
            column.addWidget(row)
        column.addSpacing(SPACE[2])
        column.addWidget(self._caption(self.tr("What it computes on")))
        column.addWidget(self.device_state)
        column.addWidget(self.devices)
        column.addSpacing(SPACE[2])
        column.addWidget(self._caption(self.tr("What it is made of")))
        column.addWidget(self.libraries)
        # Its words, not the shade around them, stand below the others.
        line = QHBoxLayout()
        line.setContentsMargins(-SPACE[1], 0, 0, 0)
        line.addWidget(self.licence_button)
        line.addStretch(1)
        column.addLayout(line)
        column.addStretch(1)
        area.setWidget(page)
        area.setFocus(Qt.FocusReason.OtherFocusReason)  # The arrow keys scroll.
        return area

    def _add_head(self, column: QVBoxLayout) -> None:
        picture = QLabel()
        size = QSize(_ICON, _ICON)
        icon = QIcon(str(RESOURCES / "icons" / "parley.svg"))
        picture.setPixmap(icon.pixmap(size, self.devicePixelRatioF()))
        name = QLabel(f"Parley {self._about.version}")
        name.setFont(self._theme.font(1.25, bold=True))
        edition = self._small(
            " · ".join(filter(None, (edition_words(self._about.build), self._about.commit)))
        )
        line = QLabel(
            self.tr("A window in which you talk with a language model on your own computer.")
        )
        licence = self._small(self.tr("Apache licence 2.0. What you write stays on this computer."))
        for label in (picture, name, edition, line, licence):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setWordWrap(label is not picture)
            column.addWidget(label)
        column.addWidget(self.homepage_button, 0, Qt.AlignmentFlag.AlignHCenter)
        if self.update_row is not None:
            column.addWidget(self.update_row)

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        action = QDialogButtonBox.ButtonRole.ActionRole
        self.copy_button = buttons.addButton(self.tr("Copy"), action)
        self.copy_button.setAccessibleName(self.tr("Copy all of it as text"))
        self.copy_button.clicked.connect(self._copy)
        self.diagnostics_button = buttons.addButton(self.tr("Diagnostics…"), action)
        self.diagnostics_button.setAccessibleName(self.tr("Diagnostics for a bug report"))
        self.diagnostics_button.clicked.connect(self.diagnostics_requested)
        buttons.button(QDialogButtonBox.StandardButton.Close).setDefault(True)
        buttons.rejected.connect(self.reject)
        buttons.setContentsMargins(SPACE[4], SPACE[1], SPACE[4], SPACE[3])
        return buttons

    def _caption(self, text: str) -> QLabel:
        label = QLabel(text)
        label.setFont(self._theme.font(1.12, bold=True))
        return label

    def _small(self, text: str) -> QLabel:
        label = QLabel(text)
        label.setProperty("tone", "second")
        label.setFont(self._theme.font(CAPTION))
        label.setWordWrap(True)
        return label

    def _open_homepage(self) -> None:
        ask_to_open(self._about.build.homepage, self)

    def _show_licences(self) -> None:
        from desktop_app.ui.licence_dialog import LicenceDialog

        assert self._about.licences is not None
        dialog = LicenceDialog(self._theme, self._about.licences, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text())
        self.copy_button.setText(self.tr("Copied"))
