"""What the engine is asked for a reply: what it sees, and how it is to answer."""

from dataclasses import replace

from desktop_app.core.conversation import Conversation
from desktop_app.core.engine import ChatJob, ModelOptions
from desktop_app.core.override import SYSTEM_PROMPT, Overrides
from desktop_app.core.picture_shelf import PictureShelf
from desktop_app.core.settings import Settings
from desktop_app.core.shown import turns_of


class ChatJobs:
    """Makes the jobs of replies, by the settings as they are at that moment. UI thread only."""

    def __init__(self, settings: Settings, overrides: Overrides, shelf: PictureShelf) -> None:
        """`overrides` knows what counts over the settings, `shelf` has the pictures."""
        self._settings = settings
        self._overrides = overrides
        self._shelf = shelf

    def job(
        self, conversation: Conversation, reply: str, last: str, model: ModelOptions
    ) -> ChatJob:
        """The job for the message `reply`; the model sees all up to the message `last`.

        Where they are the same, the reply goes on after its last word or thought.
        """
        over = self._overrides.of(model.path, conversation.preset)
        thinking = self._settings.thinking(over)
        prompt = conversation.system_prompt or self._settings.under(over, SYSTEM_PROMPT)
        path = conversation.path_to(last)
        turns = turns_of(path, prompt, self._shelf, thinking.send_back, goes_on=reply == last)
        schema = self._overrides.schema(conversation.preset)
        sampling = replace(self._settings.sampling(over), schema=schema)
        return ChatJob(reply, model, turns, sampling, reply == last, thinking)
