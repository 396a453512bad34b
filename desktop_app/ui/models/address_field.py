"""A setting that is one address, which is looked at before it counts."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit

from desktop_app.core.errors import Problem
from desktop_app.core.setting import Setting, SettingValue
from desktop_app.ui.setting_field import SettingField
from desktop_app.ui.theme import Theme
from desktop_app.ui.words import say

_LONGEST = 2000


class AddressField(SettingField):
    """A line for an address. What is wrong with one is said, and it does not count.

    `check` gives the problem with an address, None for a good one; `usual` is what an empty line
    stands for.
    """

    wide = True

    def __init__(
        self,
        setting: Setting,
        theme: Theme,
        check: Callable[[str], Problem | None],
        usual: str,
    ) -> None:
        del theme  # The style sheet knows lines.
        self._line = QLineEdit()
        self._line.setMaxLength(_LONGEST)
        super().__init__(setting, self._line)
        self._check = check
        self._shown = ""
        self._line.setPlaceholderText(usual)
        self._line.editingFinished.connect(self.finish)
        self._line.textEdited.connect(lambda: self.set_note(""))

    def show_value(self, value: SettingValue) -> None:
        """Show `value` without emitting anything."""
        self._shown = str(value)
        self._line.setText(self._shown)
        self._look()

    def finish(self) -> None:
        """Let what was typed count, if it can."""
        text = self._line.text().strip().rstrip("/")
        if self._look() and text != self._shown:
            self._shown = text
            self._line.setText(text)
            self.edited.emit(text)

    def _look(self) -> bool:
        """Say what is wrong with what stands there; whether nothing is."""
        problem = self._check(self._line.text().strip().rstrip("/"))
        words = f"{say(problem.sentence)} {say(problem.remedy)}" if problem else ""
        self.set_note(words)
        return problem is None
