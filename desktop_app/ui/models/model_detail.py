"""What is known of one model on this computer, and what can be done with it."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.judgement import Fits, Judgement, fits_words
from desktop_app.core.local_model import Proof, Verified
from desktop_app.ui.button import ICON, IconButton, RowButton, SteadyButton
from desktop_app.ui.models.fact_grid import FactGrid, facts_of, places_of
from desktop_app.ui.models.model_words import TONES, proof_words
from desktop_app.ui.models.name_field import NameField
from desktop_app.ui.models.shelf_entry import Entry
from desktop_app.ui.plan_text import arrangement
from desktop_app.ui.style_property import set_style_property
from desktop_app.ui.theme import CAPTION, SMALL, SPACE, Theme
from desktop_app.ui.words import say, size_words

_NOTE_LINES = 3
_SAVE_AFTER = 1000
"""Milliseconds from the last letter of a note until it is saved."""


class ModelDetail(QScrollArea):
    """Shows one `Entry`. What the person wishes is a signal, with nothing decided here."""

    use_requested = Signal()
    settings_requested = Signal()
    verify_requested = Signal()
    folder_requested = Signal()
    delete_requested = Signal()
    renamed = Signal(str, str)
    """The path of a model, and the name that the person gave it, "" for its own."""
    noted = Signal(str, str)
    """The path of a model, and what the person wrote down about it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("modelDetail")
        self.setAccessibleName(self.tr("The marked model"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._theme = theme
        self._entry: Entry | None = None
        self._saving = QTimer(self, singleShot=True, interval=_SAVE_AFTER)
        self._saving.timeout.connect(self.save_note)
        self._page = QWidget()
        self._build()
        self.setWidget(self._page)
        for ground in (self.viewport(), self._page):
            ground.setAutoFillBackground(False)
        self.show_entry(None)

    def show_entry(self, entry: Entry | None, in_use: bool = False) -> None:
        """Show another model (None for none), or the same as it is now."""
        before = self._entry
        another = before is None or entry is None or before.model.path != entry.model.path
        if another:
            self.save_note()
            self.name_field.leave()
        self._entry = entry
        self._page.setVisible(entry is not None)
        if entry is None:
            return
        model = entry.model
        self.title.setText(entry.name)
        if another or not self.notes.hasFocus():
            self._show_note(entry.record.notes)
        self.facts.show_rows(facts_of(entry))
        self.places.show_rows(places_of(model))
        self.use_button.setEnabled(model.problem is None and not in_use)
        self.use_button.setText(self.tr("In use") if in_use else self.tr("Use this model"))
        self.use_button.setAccessibleName(f"{self.use_button.text()}: {entry.name}")
        self.settings_button.setEnabled(model.problem is None)
        self.delete_button.setVisible(model.own)
        words = self.tr("Delete it ({size} free again)").format(size=size_words(model.size))
        self.delete_button.setText(words)
        self.delete_button.setAccessibleName(words)
        problem = model.problem
        words = f"{say(problem.sentence)} {say(problem.remedy)}" if problem else ""
        _say(self.problem, words, "error")
        if another:
            self.verticalScrollBar().setValue(0)

    def show_fits(self, fits: Fits | None, judgement: Judgement | None) -> None:
        """Say how it would run: in a word, and by which plan."""
        usable = self._entry is not None and self._entry.model.problem is None
        words = say(fits_words(fits)) if fits is not None and usable else ""
        if words and judgement is not None:
            size = size_words(judgement.plan.needed)
            words = self.tr("{fits}: it takes {size}").format(fits=words, size=size)
        tone = TONES.get(fits, "") if fits is not None else ""
        _say(self.fits, words, tone)
        plan = arrangement(judgement.plan) if judgement is not None and usable else ""
        _say(self.plan, plan, "second")

    def show_proof(self, proof: Verified | None, under_way: bool) -> None:
        """Say what proving the file told."""
        self.verify_button.setEnabled(not under_way)
        words = proof_words(proof.proof) if proof is not None and not under_way else ""
        _say(self.proof, words, "error" if proof and proof.proof is Proof.WRONG else "second")

    def rename(self) -> None:
        """Let the person type another name."""
        if self._entry is not None:
            self.name_field.begin(self._entry.record.name or self._entry.model.title)
            self.title.hide()
            self.rename_button.hide()

    def save_note(self) -> None:
        """Keep what was typed."""
        self._saving.stop()
        entry, text = self._entry, self.notes.toPlainText().strip()
        if entry is not None and text != entry.record.notes:
            self.noted.emit(entry.model.path, text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Who leaves the notes has written them."""
        if watched is self.notes and event.type() == QEvent.Type.FocusOut:
            self.save_note()
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        theme = self._theme
        self.title = QLabel()
        self.title.setFont(theme.font(1.12, bold=True))
        self.title.setWordWrap(True)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.name_field = NameField()
        self.name_field.setAccessibleName(self.tr("Name of the model"))
        self.name_field.ended.connect(self._end_rename)
        self.rename_button = IconButton(theme, "edit", self.tr("Rename"), "F2")
        self.rename_button.clicked.connect(self.rename)
        self.problem, self.fits = _label(), _label()
        self.plan, self.proof = _label(theme), _label(theme)
        self.use_button = _button("primary")
        self.use_button.clicked.connect(self.use_requested)
        self.settings_button = _button("")
        self.settings_button.setText(self.tr("Settings…"))
        self.settings_button.setAccessibleName(self.tr("Settings of this model"))
        self.settings_button.clicked.connect(self.settings_requested)
        self.facts = FactGrid(theme)
        self.places = FactGrid(theme, places=True)
        self._build_notes()
        self.verify_button = self._row_button("check", self.tr("Check the file"))
        self.verify_button.clicked.connect(self.verify_requested)
        self.folder_button = self._row_button("folder", self.tr("Open its folder"))
        self.folder_button.clicked.connect(self.folder_requested)
        self.delete_button = self._row_button("delete", "")
        self.delete_button.clicked.connect(self.delete_requested)
        self.places.follow(self.delete_button)
        self._arrange()

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.name_field, 1)
        head.addWidget(self.rename_button, 0, Qt.AlignmentFlag.AlignTop)
        buttons = QHBoxLayout()
        buttons.addWidget(self.use_button)
        buttons.addWidget(self.settings_button)
        buttons.addStretch(1)
        for row in (head, buttons):
            row.setSpacing(SPACE[1])
        acts = QVBoxLayout()
        acts.setSpacing(0)
        acts.addWidget(self.verify_button)
        told = QHBoxLayout()
        told.addSpacing(self._theme.scaled(ICON) + 2 * SPACE[1])  # As its button's words.
        told.addWidget(self.proof)
        acts.addLayout(told)
        acts.addWidget(self.folder_button)
        acts.addWidget(self.delete_button)
        column = QVBoxLayout(self._page)
        column.setContentsMargins(SPACE[1], SPACE[0], SPACE[3], SPACE[2])
        column.setSpacing(SPACE[1])
        column.addLayout(head)
        for label in (self.problem, self.fits, self.plan):
            column.addWidget(label)
        column.addLayout(buttons)
        column.addSpacing(SPACE[0])
        column.addWidget(self.facts)
        column.addSpacing(SPACE[0])
        column.addWidget(self._notes_label)
        column.addWidget(self.notes)
        column.addLayout(acts)
        column.addSpacing(SPACE[0])
        column.addWidget(self.places)
        column.addStretch(1)

    def _build_notes(self) -> None:
        self._notes_label = QLabel(self.tr("Notes"))
        self._notes_label.setFont(self._theme.font(SMALL))
        self._notes_label.setProperty("tone", "second")
        self.notes = QPlainTextEdit()
        self.notes.setProperty("kind", "field")
        self.notes.setAccessibleName(self.tr("Notes on this model"))
        self.notes.setTabChangesFocus(True)
        line = self.notes.fontMetrics().lineSpacing()
        self.notes.setFixedHeight(_NOTE_LINES * line + SPACE[3])
        self.notes.textChanged.connect(self._saving.start)
        self.notes.installEventFilter(self)
        self._notes_label.setBuddy(self.notes)

    def _row_button(self, icon: str, words: str) -> RowButton:
        button = RowButton(self._theme, icon, words, "text")
        button.setProperty("kind", "quiet")
        return button

    def _show_note(self, text: str) -> None:
        if text != self.notes.toPlainText():
            self.notes.setPlainText(text)
        self._saving.stop()

    def _end_rename(self, name: str | None) -> None:
        self.title.show()
        self.rename_button.show()
        if self._entry is not None and name is not None:
            self.renamed.emit(self._entry.model.path, name)


def _label(theme: Theme | None = None) -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.hide()
    if theme is not None:
        label.setFont(theme.font(CAPTION))
    return label


def _button(kind: str) -> QPushButton:
    button = SteadyButton()
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    if kind:
        button.setProperty("kind", kind)
    return button


def _say(label: QLabel, words: str, tone: str) -> None:
    label.setText(words)
    label.setVisible(bool(words))
    set_style_property(label, "tone", tone)
