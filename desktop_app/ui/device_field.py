"""The setting for what the model computes on: by itself, the processor, or a device by its name."""

from desktop_app.core.device import AUTOMATIC, PROCESSOR, Device
from desktop_app.core.setting import Setting, SettingValue
from desktop_app.ui.choice_box import WIDE_FIELD, ChoiceBox
from desktop_app.ui.fit import Fit
from desktop_app.ui.setting_field import SettingField
from desktop_app.ui.theme import Theme
from desktop_app.ui.words import say, size_words


class DeviceField(SettingField):
    """Lists the devices that the engine finds. One that is chosen and not there stays chosen.

    Below it stands why a graphics card is not used, where one is not.
    """

    def __init__(self, setting: Setting, theme: Theme, fit: Fit) -> None:
        self._box = ChoiceBox(theme, WIDE_FIELD)
        super().__init__(setting, self._box)
        self._fit = fit
        self._value = AUTOMATIC
        self._box.activated.connect(self._choose)
        fit.changed.connect(self._fill)
        self._fill()

    def show_value(self, value: SettingValue) -> None:
        """Show `value` without emitting anything."""
        self._value = str(value)
        self._fill()

    def _choose(self) -> None:
        self._value = str(self._box.currentData())
        self._fill()
        self.edited.emit(self._value)

    def _fill(self) -> None:
        """Make the list anew where it has changed, but not under the person's hand."""
        self.set_note(self._words())
        if self._box.view().isVisible():
            return
        items = self._items()
        shown = [(self._box.itemText(at), self._box.itemData(at)) for at in self._indices()]
        if items != shown:
            self._box.clear()
            for words, name in items:
                self._box.addItem(words, name)
        self._box.setCurrentIndex(max(self._box.findData(self._value), 0))
        self._box.setToolTip(self._box.currentText())

    def _items(self) -> list[tuple[str, str]]:
        """Words and name of each choice."""
        cards = self._cards()
        items = [(self.tr("Automatic"), AUTOMATIC), (self.tr("Processor"), PROCESSOR)]
        items += [(self._words_of(card), card.name) for card in cards]
        names = {name for _, name in items}
        if self._value not in names:
            words = self.tr("{name} (not there)") if self._fit.answer else "{name}"
            items.append((words.format(name=self._value), self._value))
        return items

    def _cards(self) -> list[Device]:
        answer = self._fit.answer
        return [device for device in answer.devices if device.is_gpu] if answer else []

    def _words_of(self, card: Device) -> str:
        if not card.total:
            return card.title
        words = self.tr("{title} · {free} of {total} free")
        return words.format(
            title=card.title, free=size_words(card.free), total=size_words(card.total)
        )

    def _words(self) -> str:
        """What the person should know of the devices."""
        answer = self._fit.answer
        if answer is None:
            return ""
        known = {AUTOMATIC, PROCESSOR, *(card.name for card in self._cards())}
        if self._value not in known:
            return self.tr("Until it is there again, another device is used.")
        if answer.unused is not None:
            words = f"{say(answer.unused.sentence)} {say(answer.unused.remedy)}"
            return words.replace("-", "-\N{WORD JOINER}")  # No line ends within "--cuda".
        return ""

    def _indices(self) -> range:
        return range(self._box.count())
