"""Which model file is chosen, and the one before, for the case that the new one is no model."""

from desktop_app.core.settings import Settings

NO_MODEL = (
    "model.missing",
    "model.unreadable",
    "model.not_gguf",
    "model.truncated",
    "model.damaged",
    "model.other_version",
    "model.no_model",
    "model.projector",
    "model.cannot_chat",
    "model.unknown_architecture",
    "model.template",
)
"""Problems of a file that no setting and no further try can mend: who chose it is better off with
the model before. One that is too big stays chosen, for there is something to be done about it."""

_MAY_COME_BACK = ("model.missing", "model.unreadable")


class ModelChoice:
    """Keeps the choice in the settings. Its functions raise ParleyError as `Settings.update`."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._before: str | None = None

    @property
    def path(self) -> str:
        """The chosen file, "" when none is."""
        return str(self._settings.get("model.path") or "")

    def choose(self, path: str) -> None:
        """Use this file from now on."""
        if self._before is None and path != self.path:
            self._before = self.path
        self._settings.use_model(path)

    def leave(self, path: str) -> None:
        """This file is about to be deleted: choose it no more, and name it no more."""
        if self._before == path:
            self._before = None
        recent = tuple(known for known in self._settings.get("model.recent") if known != path)
        chosen = "" if path == self.path else self.path
        self._settings.update({"model.path": chosen, "model.recent": recent})

    def settle(self) -> None:
        """The chosen model was loaded: there is no way back to the one before."""
        self._before = None

    def go_back(self, path: str, code: str) -> bool:
        """The file `path` has the problem `code`; whether the one before is chosen again for it."""
        if code not in NO_MODEL or self._before is None or path != self.path:
            return False
        before, self._before = self._before, None
        recent = self._settings.get("model.recent")
        if code not in _MAY_COME_BACK:
            recent = tuple(known for known in recent if known != path)
        self._settings.update({"model.path": before, "model.recent": recent})
        return True
