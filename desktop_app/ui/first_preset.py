"""The preset that a new conversation begins with: the one that the model in use has for that."""

from PySide6.QtCore import QObject

from desktop_app.core.model_record import Records, key_of
from desktop_app.core.preset import Presets
from desktop_app.core.session import Session
from desktop_app.ui.chat_controller import ChatController
from desktop_app.ui.model_controller import ModelController
from desktop_app.ui.preset_controller import PresetController


class FirstPreset(QObject):
    """Gives it to conversations that nobody has begun, until the person chooses another one or
    none. Lives on the UI thread.

    One that has a preset or words already when it is shown keeps what it has.
    """

    def __init__(
        self,
        presets: Presets,
        records: Records,
        session: Session,
        model: ModelController,
        chat: ChatController,
        preset: PresetController,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._presets = presets
        self._records = records
        self._session = session
        self._model = model
        self._preset = preset
        self._conversation = ""
        self._given: str | None = None
        """What the conversation was given here; None where that is not for us to say."""
        self._key = ("", "")
        """The path of the model in use and the key of its record: to ask for it takes the disk."""
        chat.shown.connect(self.refresh)
        model.chosen.connect(self.refresh)
        records.changed.append(lambda key: self.refresh())
        presets.changed.append(self.refresh)

    def refresh(self) -> None:
        """Give the conversation that is shown its preset, if it is to have one by itself."""
        conversation = self._session.conversation
        if conversation.id != self._conversation:
            self._conversation = conversation.id
            has = conversation.preset or conversation.draft or conversation.draft_attachments
            self._given = None if has else ""
        if conversation.messages or conversation.preset != self._given:
            self._given = None  # It was begun, or the person chose.
        if self._given is None:
            return
        wanted = self._wanted()
        if wanted != self._given:
            self._given = wanted
            self._session.begin_with(wanted)
            self._preset.refresh()

    def _wanted(self) -> str:
        path = self._model.path
        if not path:
            return ""
        if self._key[0] != path:
            self._key = (path, key_of(path))
        preset = self._records.of(self._key[1]).preset
        return preset if self._presets.get(preset) is not None else ""
