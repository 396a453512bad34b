"""One dictation from the press of the button until its words are safe."""

from desktop_app.core.audio import Audio
from desktop_app.core.dictation import Dictation, Window
from desktop_app.core.heard_text import needs_space
from desktop_app.core.unsent import KeptSound, Place
from desktop_app.ui.dictated_text import DictatedText


class Take:
    """What belongs to one dictation: its sound, the file with it, the place of its words.

    `text` is there while the words stand in the composer; while another conversation is shown,
    the place alone says where they belong. `listening` and `job` are tickets, 0 for none.
    """

    def __init__(self, sound: KeptSound, text: DictatedText | None) -> None:
        self.sound = sound
        self.text = text
        self.dictation = Dictation(text.before() if text else "")
        self.listening = 0
        self.job = 0
        self.window: Window | None = None
        self.crashes = 0
        self.drafts = True
        """Whether words are worth showing early: not when the voice engine cannot."""
        self.opened = False
        """The microphone has begun to hear."""
        self.spoken = False
        self.too_long = False
        """The recording was ended because it was as long as one may be."""
        self._heard = ""
        if text is not None:
            text.taken.connect(self.dictation.take)
            text.all_taken.connect(self.dictation.take_all)

    @classmethod
    def left_behind(cls, sound: KeptSound) -> "Take":
        """One of an earlier session, whose sound is in its file."""
        take = cls(sound, None)
        take.dictation.add(sound.audio(), 0.0, True)
        take.spoken = True
        return take

    @property
    def place(self) -> Place:
        """Where the words belong, and what stands there of them."""
        if self.text is None:
            return self.sound.place
        return Place(self.sound.place.draft, len(self.text.before()), self.text.shown())

    def add(self, audio: Audio, level: float, speech: bool) -> None:
        """Keep a captured piece, in memory and in the file."""
        self.dictation.add(audio, level, speech)
        self.sound.append(audio)
        self.spoken = self.spoken or speech

    def begin(self, window: Window, job: int) -> None:
        """This piece is being transcribed."""
        self.window, self.job, self._heard = window, job, ""

    def understand(self, text: str) -> None:
        """The next words of that piece."""
        gap = " " if needs_space(self._heard[-1:], text[:1]) else ""
        self._heard += gap + text

    def end(self, understood: bool) -> None:
        """The piece is done; without success what came of it does not count."""
        window, self.window, self.job = self.window, None, 0
        if understood and window is not None:
            self.dictation.hear(window, self._heard)

    def show(self) -> None:
        """Bring the composer, and the note beside the file, up to date."""
        if self.text is not None:
            self.text.show(self.dictation.confirmed, self.dictation.pending)
            self.sound.note(self.place)

    def leave(self) -> None:
        """Another text is about to be shown: remember the place."""
        if self.text is not None:
            self.sound.note(self.place)
            self.text.close()
            self.text = None
