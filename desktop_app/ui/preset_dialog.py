"""All presets: Parley's to be read and copied, the person's own to be changed."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.preset import Preset, Presets
from desktop_app.core.preset_file import exported, id_of
from desktop_app.core.preset_import import LARGEST_FILE, imported
from desktop_app.core.settings import Settings
from desktop_app.core.whole_file import write_whole
from desktop_app.ui.button import IconButton
from desktop_app.ui.first_size import open_at
from desktop_app.ui.news_line import NewsLine
from desktop_app.ui.preset_editor import PresetEditor
from desktop_app.ui.preset_list import PresetList
from desktop_app.ui.preset_words import preset_name, preset_summary
from desktop_app.ui.theme import SPACE, Theme
from desktop_app.ui.words import say

_SUFFIX = ".toml"


class PresetDialog(QDialog):
    """A list, the marked preset beside it, and what can be done with it. Changes count at once."""

    used = Signal(str)
    """The conversation is to have the preset with this id."""

    def __init__(
        self,
        theme: Theme,
        presets: Presets,
        settings: Settings,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Presets"))
        self.setAccessibleName(self.windowTitle())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        open_at(self, QSize(820, 640))
        self._presets = presets
        self._gone: Preset | None = None
        self._kept = False
        """The list changes because of the person's own editing, which goes on."""
        self.list = PresetList(theme, presets, self.windowTitle())
        self.list.currentItemChanged.connect(self._on_current)
        self.new_button = IconButton(theme, "plus", self.tr("New preset"), "Ctrl+N")
        self.new_button.clicked.connect(self.make)
        self.copy_button = IconButton(theme, "copy", self.tr("Duplicate"), "Ctrl+D")
        self.copy_button.clicked.connect(self.duplicate)
        self.delete_button = IconButton(theme, "delete", self.tr("Delete"), "Del")
        self.delete_button.clicked.connect(self.delete)
        self.editor = PresetEditor(theme, settings)
        self.editor.edited.connect(self._keep)
        self.news = NewsLine()
        self.news.undo_button.clicked.connect(self.undo)
        self._lay_out(theme)
        presets.changed.append(self._on_change)
        self.finished.connect(lambda: presets.changed.remove(self._on_change))
        self.list.fill("")

    def reveal(self, id: str) -> None:
        """Mark the preset with this id; nothing changes if there is none."""
        self.list.reveal(id)

    def current(self) -> Preset | None:
        """The preset that is shown."""
        return self._presets.get(self.list.current_id())

    def make(self) -> None:
        """Begin a preset of one's own."""
        name = self.tr("New preset")
        prompt = "You are a helpful assistant. Answer in short sentences."
        self._put_new(Preset(self._presets.fresh_id(name), name, prompt, own=True))

    def duplicate(self) -> None:
        """Copy the preset that is shown, as one's own."""
        preset = self.current()
        if preset is None:
            return
        self.editor.finish()
        name = self.tr("{name} (copy)").format(name=preset_name(preset))[:80]
        copy = replace(
            self._presets.get(preset.id) or preset,
            id=self._presets.fresh_id(name),
            name=name,
            summary=preset_summary(preset),
            own=True,
        )
        self._put_new(copy)

    def delete(self) -> None:
        """Delete the preset that is shown, with a way back."""
        preset = self.current()
        if preset is None or not preset.own:
            return
        row = self.list.currentRow()
        if self._changed(lambda: self._presets.remove(preset.id)):
            self.list.setCurrentRow(min(row, self.list.count() - 1))
            self.list.setFocus()
            self._tell(self.tr("{name} was deleted.").format(name=preset.name), gone=preset)

    def undo(self) -> None:
        """Bring back what was deleted last."""
        preset = self._gone
        if preset is not None and self._changed(lambda: self._presets.put(preset)):
            self._tell("")
            self.reveal(preset.id)
            self.list.setFocus()

    def bring(self, path: str) -> None:
        """Add the presets of a file."""
        name = Path(path).name
        try:
            with Path(path).open("rb") as file:
                found = imported(file.read(LARGEST_FILE + 1), name, self._presets)
            if found.presets:
                self._presets.put_all(found.presets)
        except ParleyError as error:
            self._tell_problem(error.problem)
            return
        except OSError as error:
            self._tell_problem(Problem("presets.not_read", {"name": name}, str(error)))
            return
        words = self.tr("Added: {names}.") if found.presets else self.tr("All of them are here.")
        names = ", ".join(preset.name for preset in found.presets)
        said = [words.format(names=names), *(say(each.sentence) for each in found.problems)]
        self._tell(" ".join(said), tone="warning" if found.problems else "second")
        if found.presets:
            self.reveal(found.presets[0].id)

    def hand_on(self, path: str) -> None:
        """Write the marked presets to a file."""
        chosen = [self._presets.get(id) for id in self.list.marked_ids()]
        try:
            write_whole(Path(path), exported(each for each in chosen if each).encode("utf-8"))
        except (OSError, ValueError) as error:
            self._tell_problem(Problem("presets.failed", details=str(error)))
            return
        self._tell(self.tr("Written to {name}.").format(name=Path(path).name))

    def showEvent(self, event: QShowEvent) -> None:
        """Never be so narrow that something is cut off; known once the fonts are."""
        super().showEvent(event)
        bar = self._area.verticalScrollBar().sizeHint().width()
        self._area.setMinimumWidth(self.editor.minimumSizeHint().width() + bar)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the buttons; Enter ends the typing of a value, and presses nothing."""
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Delete and self.list.hasFocus():
            self.delete()
        elif held and event.key() == Qt.Key.Key_N:
            self.make()
        elif held and event.key() == Qt.Key.Key_D:
            self.duplicate()
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def reject(self) -> None:
        """Escape keeps what was typed, as closing does."""
        self.editor.finish()
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what was typed last."""
        self.editor.finish()
        super().closeEvent(event)

    def _put_new(self, preset: Preset) -> None:
        if self._changed(lambda: self._presets.put(preset)):
            self._tell("")
            self.reveal(preset.id)
            self.editor.name.setFocus()
            self.editor.name.selectAll()

    def _keep(self, preset: Preset) -> None:
        """The person changed the preset that is shown."""
        self._kept = True
        try:
            if self._changed(lambda: self._presets.put(preset)):
                self._tell("")
        finally:
            self._kept = False

    def _changed(self, change: Callable[[], None]) -> bool:
        """Do what touches the file; False when it failed, which has been told."""
        try:
            change()
        except ParleyError as error:
            self._tell_problem(error.problem)
            return False
        return True

    def _on_change(self) -> None:
        if self._kept:
            self.list.rename()
        else:
            current = self.current()
            self.list.fill(current.id if current else "")

    def _on_current(self) -> None:
        preset = self.current()
        if preset is not None:
            self.editor.show_preset(preset)
            self._area.verticalScrollBar().setValue(0)
        self.delete_button.setEnabled(preset is not None and preset.own)

    def _tell(self, words: str, tone: str = "second", gone: Preset | None = None) -> None:
        self._gone = gone
        self.news.tell(words, tone, undoable=gone is not None)

    def _tell_problem(self, problem: Problem) -> None:
        self._gone = None
        self.news.tell_problem(problem)

    def _ask_import(self) -> None:
        files = self.tr("Presets (*.toml *.json);;All files (*)")
        home = str(Path.home())
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Import presets"), home, files)
        if path:
            self.bring(path)

    def _ask_export(self) -> None:
        self.editor.finish()
        preset = self.current()
        files = self.tr("Presets (*.toml)")
        # Its own id is that of the name which it had first.
        name = f"{id_of(preset.name) if preset else 'presets'}{_SUFFIX}"
        proposed = str(Path.home() / name)
        path, _ = QFileDialog.getSaveFileName(self, self.tr("Export presets"), proposed, files)
        if path:
            self.hand_on(path if Path(path).suffix else path + _SUFFIX)

    def _use(self) -> None:
        self.editor.finish()
        if preset := self.current():
            self.used.emit(preset.id)
        self.close()

    def _lay_out(self, theme: Theme) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(SPACE[0])
        for button in (self.new_button, self.copy_button, self.delete_button):
            tools.addWidget(button)
        tools.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(SPACE[1])
        left.addWidget(self.list, 1)
        left.addLayout(tools)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(self.editor)
        both = QHBoxLayout()
        both.setContentsMargins(SPACE[3], SPACE[3], SPACE[3], 0)  # alike: Qt mirrors none
        both.setSpacing(SPACE[1])
        both.addLayout(left)
        both.addWidget(self._area, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(SPACE[1])
        outer.addLayout(both, 1)
        outer.addWidget(self.news)
        outer.addWidget(self._buttons())
        self._tell("")

    def _buttons(self) -> QDialogButtonBox:
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        box.rejected.connect(self.close)
        # The role whose buttons stand apart from Close on every system.
        aside = QDialogButtonBox.ButtonRole.ResetRole
        box.addButton(self.tr("Import…"), aside).clicked.connect(self._ask_import)
        box.addButton(self.tr("Export…"), aside).clicked.connect(self._ask_export)
        use = box.addButton(self.tr("Use it"), QDialogButtonBox.ButtonRole.ActionRole)
        use.setAccessibleName(self.tr("Use this preset in the conversation"))
        use.setProperty("kind", "primary")
        use.clicked.connect(self._use)
        box.setContentsMargins(SPACE[3], 0, SPACE[3], SPACE[3])
        return box
