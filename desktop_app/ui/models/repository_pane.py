"""The room for a repository: the way back where the list is hidden, a hint where none is open."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_app.ui.models.repository import Repository
from desktop_app.ui.models.repository_view import Describe, RepositoryView
from desktop_app.ui.theme import SPACE, Theme


class RepositoryPane(QWidget):
    """Shows a `Repository` while one is open."""

    back_requested = Signal()

    def __init__(
        self,
        theme: Theme,
        repository: Repository,
        describe: Describe,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._repository = repository
        self.back_button = QPushButton(self.tr("Back to the list"))
        self.back_button.setProperty("kind", "quiet")
        self.back_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.back_button.clicked.connect(self.back_requested)
        self.hint = QLabel(self.tr("Choose a model of the list to see its sizes."))
        self.hint.setProperty("tone", "second")
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.hint.setWordWrap(True)
        self.view = RepositoryView(theme, repository, describe)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE[0])
        column.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self.hint, 1)
        column.addWidget(self.view, 1)
        repository.changed.connect(self.refresh)
        theme.changed.connect(self._tint)
        self._tint()
        self.set_back(False)
        self.refresh()

    def set_back(self, shown: bool) -> None:
        """Whether there is a list to go back to."""
        self.back_button.setVisible(shown)

    def refresh(self) -> None:
        """Show the repository, or the hint."""
        opened = self._repository.address is not None
        self.view.setVisible(opened)
        self.hint.setVisible(not opened)

    def _tint(self) -> None:
        side = "chevron-right" if self.isRightToLeft() else "chevron-left"
        self.back_button.setIcon(self._theme.icon(side))
