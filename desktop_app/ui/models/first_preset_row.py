"""Which preset new conversations with a model begin with: a row of the model's own settings."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel

from desktop_app.core.errors import ParleyError
from desktop_app.core.model_record import Records
from desktop_app.core.preset import Presets
from desktop_app.ui.button import IconButton
from desktop_app.ui.choice_box import WIDE_FIELD, ChoiceBox
from desktop_app.ui.preset_words import preset_name
from desktop_app.ui.theme import CAPTION, SPACE, Theme


class FirstPresetRow(QFrame):
    """A box with all presets, and none. What is chosen is kept at once."""

    failed = Signal(object)
    """It could not be kept; carries the `Problem`."""

    def __init__(self, theme: Theme, records: Records, key: str, presets: Presets) -> None:
        """`key` is that of the model's record."""
        super().__init__()
        self._records = records
        self._key = key
        label = QLabel(self.tr("New conversations begin with"))
        sentence = QLabel(self.tr("Another preset, or none, can be chosen in each of them."))
        sentence.setWordWrap(True)
        sentence.setFont(theme.font(CAPTION))
        sentence.setProperty("tone", "second")
        self.box = ChoiceBox(theme, WIDE_FIELD)
        self.box.setAccessibleName(label.text())
        self.box.setAccessibleDescription(sentence.text())
        self.box.addItem(self.tr("No preset"), "")
        for preset in presets.all():
            self.box.addItem(preset_name(preset), preset.id)
        # One that is gone is none.
        self.box.setCurrentIndex(max(0, self.box.findData(records.of(key).preset)))
        self.box.currentIndexChanged.connect(self._keep)
        label.setBuddy(self.box)
        self.reset_button = IconButton(theme, "reset", self.tr("Back to no preset"))
        self.reset_button.setAccessibleDescription(label.text())
        policy = self.reset_button.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.reset_button.setSizePolicy(policy)
        self.reset_button.setVisible(self.box.currentIndex() > 0)
        self.reset_button.clicked.connect(self._reset)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE[1])
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 1)
        grid.addWidget(label, 0, 0)
        grid.addWidget(sentence, 1, 0)
        grid.addWidget(self.box, 0, 1, 2, 1)
        grid.addWidget(self.reset_button, 0, 2, 2, 1, Qt.AlignmentFlag.AlignVCenter)

    def _reset(self) -> None:
        self.box.setFocus()  # the button goes
        self.box.setCurrentIndex(0)

    def _keep(self) -> None:
        self.reset_button.setVisible(self.box.currentIndex() > 0)
        record = replace(self._records.of(self._key), preset=str(self.box.currentData()))
        try:
            self._records.put(self._key, record)
        except ParleyError as error:
            self.failed.emit(error.problem)
