"""The models on this computer, as the window knows them."""

from PySide6.QtCore import QObject, Signal

from desktop_app.core.local_model import Bring, LocalModel
from desktop_app.core.model_record import Record, Records
from desktop_app.core.paths import Places
from desktop_app.core.settings import Settings
from desktop_app.ui.engine_thread import EngineThread


class Library(QObject):
    """Looks for models, and changes what there is. Lives on the UI thread, as long as the window.

    It looks when somebody asks first (`scan`), again when something has changed, and not before.
    """

    changed = Signal()
    """`models` or `scanning` gives another answer."""

    progressed = Signal(str, int, int)
    """A model is being brought or proved: its path, and how many bytes of how many."""

    verified = Signal(str, object)
    """The model with this path was proved; carries the `Verified`."""

    removed = Signal(str, int)
    """The model with this path is deleted; so many bytes are free again."""

    brought = Signal(object)
    """A model file was brought into Parley's folder; carries the `LocalModel`."""

    failed = Signal(object)
    """Something could not be done; carries the `Problem`."""

    def __init__(
        self,
        engine: EngineThread,
        settings: Settings,
        records: Records,
        places: Places,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._engine = engine
        self._settings = settings
        self._records = records
        self._places = places

    @property
    def scanning(self) -> bool:
        """Whether it is looking at the moment."""
        raise NotImplementedError

    def models(self) -> tuple[LocalModel, ...]:
        """What was found."""
        raise NotImplementedError

    def record(self, model: LocalModel) -> Record:
        """What is kept of a model: its name, notes, settings, speed."""
        return self._records.of(model.key)

    def keep(self, model: LocalModel, record: Record) -> None:
        """Keep another record of a model."""
        raise NotImplementedError

    def scan(self) -> None:
        """Look (again)."""
        raise NotImplementedError

    def remove(self, model: LocalModel) -> None:
        """Delete a model of Parley's own for good: see `removed`."""
        raise NotImplementedError

    def verify(self, model: LocalModel) -> None:
        """Read a model whole and compare it with its checksum: see `verified`."""
        raise NotImplementedError

    def bring(self, path: str, how: Bring) -> None:
        """Bring a model file into Parley's folder: see `brought`."""
        raise NotImplementedError

    def stop(self) -> None:
        """Break off what is under way; what was there before stays."""
        raise NotImplementedError
