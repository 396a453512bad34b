"""A model of this computer together with what is kept of it, as one row of the list."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from desktop_app.core.local_model import LocalModel
from desktop_app.core.model_record import Record
from desktop_app.ui.models.model_words import source_words, speed_words


@dataclass(frozen=True, slots=True)
class Entry:
    """A model and what is kept of it."""

    model: LocalModel
    record: Record

    @property
    def name(self) -> str:
        """What it is called: as the person named it, else as it names itself."""
        return self.record.name or self.model.title

    @property
    def facts(self) -> list[str]:
        """What stands under the name: what it is, whose it is, how fast it is here."""
        model = self.model
        known = (
            *(model.architecture, model.parameters, model.quantization),
            *(source_words(model.source), speed_words(self.record.speed)),
        )
        return [each for each in known if each]

    @property
    def text(self) -> str:
        """All that it can be found by, in small letters."""
        model = self.model
        words = (
            *(self.name, model.title, model.path, model.architecture, model.parameters),
            *(model.quantization, model.repo, self.record.notes, source_words(model.source)),
        )
        return "\n".join(words).casefold()


class Entries:
    """Makes entries, and keeps them as long as they are the same: to look up 2,000 records takes
    some 20 ms each time."""

    def __init__(self, record: Callable[[LocalModel], Record]) -> None:
        self._record = record
        self._kept: dict[str, Entry] = {}

    def of(self, models: Iterable[LocalModel]) -> list[Entry]:
        """The entries of these models, in their order."""
        return [self._entry(model) for model in models]

    def forget(self, key: str) -> None:
        """The record with this key is another."""
        for path, entry in list(self._kept.items()):
            if entry.model.key == key:
                del self._kept[path]

    def _entry(self, model: LocalModel) -> Entry:
        kept = self._kept.get(model.path)
        if kept is None or (kept.model is not model and kept.model != model):
            kept = self._kept[model.path] = Entry(model, self._record(model))
        return kept
