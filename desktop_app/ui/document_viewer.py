"""The text of a document as the model is shown it, to be read and searched."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.document import Document
from desktop_app.core.errors import Problem
from desktop_app.ui.document_words import extent_words
from desktop_app.ui.elided_label import ElidedLabel
from desktop_app.ui.first_size import open_at
from desktop_app.ui.theme import CAPTION, SPACE, Theme

_PIECE = 20_000
"""Characters that are laid out at once: more would hold up the window."""

_MOST = 1_000_000
"""Characters that are shown: what is longer is opened better by the program that made it."""


class DocumentViewer(QDialog):
    """Shows the part that the model is shown, and nothing can be changed in it."""

    part_requested = Signal()
    """The person wants to choose another part; the window is closed."""
    problem = Signal(object)
    """The text cannot be shown; carries a `Problem`."""

    def __init__(
        self,
        theme: Theme,
        document: Document,
        path: Path,
        parent: QWidget | None = None,
        *,
        choosable: bool = False,
    ) -> None:
        """`path` is where the kept text is; with `choosable` there is a button for the part."""
        super().__init__(parent)
        self.setWindowTitle(document.name)
        self.setAccessibleName(self.tr("Text of {name}").format(name=document.name))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        open_at(self, QSize(760, 620))
        self._document = document
        self._path = path
        self._rest = ""
        self._build(theme, choosable)
        self._filling = QTimer(self, interval=0)
        self._filling.timeout.connect(self._fill)
        QTimer.singleShot(0, self, self._load)

    def look_for(self, backwards: bool = False) -> bool:
        """Select the next place of what is searched for, from the other end if need be."""
        words = self.search.text()
        if not words:
            self.found.setText("")
            return False
        flags = QTextDocument.FindFlag.FindBackward if backwards else QTextDocument.FindFlag(0)
        if not self.text.find(words, flags):
            before = self.text.textCursor()
            end = QTextCursor.MoveOperation.End if backwards else QTextCursor.MoveOperation.Start
            self.text.moveCursor(end)
            if not self.text.find(words, flags):
                self.text.setTextCursor(before)
                self.found.setText(self.tr("not found"))
                return False
        self.found.setText("")
        return True

    def _build(self, theme: Theme, choosable: bool) -> None:
        name = ElidedLabel(self)
        name.setText(self._document.name)
        name.setFont(theme.font(1.12, bold=True))
        self.facts = QLabel(extent_words(self._document), self)
        self.facts.setProperty("tone", "second")
        head = QHBoxLayout()
        head.addWidget(name, 1)
        head.addWidget(self.facts)
        self.text = QPlainTextEdit(self)
        self.text.setReadOnly(True)
        self.text.setUndoRedoEnabled(False)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(self.accessibleName())
        self.text.setFont(theme.mono_font())
        self.note = QLabel(self)
        self.note.setProperty("tone", "second")
        self.note.setFont(theme.font(CAPTION))
        self.note.setWordWrap(True)
        self.note.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE[4], SPACE[3], SPACE[4], SPACE[3])
        column.setSpacing(SPACE[2])
        column.addLayout(head)
        column.addWidget(self.text, 1)
        column.addWidget(self.note)
        column.addLayout(self._foot(choosable))
        finding = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        finding.activated.connect(self.search.setFocus)

    def _foot(self, choosable: bool) -> QHBoxLayout:
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(self.tr("Search"))
        self.search.setAccessibleName(self.tr("Search in the text"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._on_search)
        self.search.returnPressed.connect(self.look_for)
        self.found = QLabel(self)
        self.found.setProperty("tone", "second")
        row = QHBoxLayout()
        row.setSpacing(SPACE[1])
        row.addWidget(self.search, 1)
        row.addWidget(self.found)
        row.addStretch(1)
        self.part_button = self._button(self.tr("Choose a part…"))
        self.part_button.setVisible(choosable)
        self.part_button.clicked.connect(self._on_part)
        self.close_button = self._button(self.tr("Close"))
        self.close_button.clicked.connect(self.reject)
        for button in (self.part_button, self.close_button):
            row.addWidget(button)
        return row

    def _button(self, words: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setAccessibleName(words)
        button.setAutoDefault(False)
        return button

    def _load(self) -> None:
        try:
            whole = self._path.read_bytes().decode("utf-8", "replace")
        except OSError as error:
            self.problem.emit(Problem("document.gone", {"name": self._document.name}, str(error)))
            self.reject()
            return
        text = self._document.part_of(whole)
        self._rest = text[:_MOST]
        if len(text) > _MOST:
            self.note.setText(
                self.tr("This window shows the beginning; the model is shown more of it.")
            )
            self.note.show()
        self._filling.start()
        self._fill()
        self.text.setFocus()

    def _fill(self) -> None:
        """The next piece, which ends with a line where there is one."""
        end = self._rest.rfind("\n", 0, _PIECE) + 1 or _PIECE
        piece, self._rest = self._rest[:end], self._rest[end:]
        cursor = QTextCursor(self.text.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(piece)
        if not self._rest:
            self._filling.stop()

    def _on_search(self) -> None:
        """Look from where the last find began, so that one more letter does not go on."""
        cursor = self.text.textCursor()
        cursor.setPosition(cursor.selectionStart())
        self.text.setTextCursor(cursor)
        self.look_for()

    def _on_part(self) -> None:
        self.reject()
        self.part_requested.emit()
