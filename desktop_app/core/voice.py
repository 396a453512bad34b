"""What the voice engines are asked to do: hear the microphone, write down speech, read a file."""

from dataclasses import dataclass

from desktop_app.core.audio import Audio

DETECT = ""
"""As a language: let the model find out."""


@dataclass(frozen=True, slots=True)
class VoiceOptions:
    """Which voice model writes down what, and how it is run. Equal values: nothing is reloaded.

    `path` is the model's file; `engine` names who runs it (a key of `core.voice_engine.ENGINES`);
    `device` is "auto", "cpu", "cuda" or "mps"; `threads` 0 chooses.
    """

    path: str
    engine: str = "openai-whisper"
    device: str = "auto"
    threads: int = 0


@dataclass(frozen=True, slots=True)
class TranscribeJob:
    """Write down the speech in `audio`: any number of `Segment`s, then `Finished`.

    No `Segment` at all means that no speech was heard. `language` is an ISO 639-1 code or
    `DETECT`; when the detection is unsure, `fallback` is taken. `translate` asks for English.
    `words` are names and terms that may occur; `before` is the text that came just before.
    A `draft` is wanted quickly: it is made once more when the sound has grown.
    """

    id: str
    model: VoiceOptions
    audio: Audio
    language: str = DETECT
    fallback: str = "en"
    translate: bool = False
    words: tuple[str, ...] = ()
    before: str = ""
    draft: bool = False


@dataclass(frozen=True, slots=True)
class ListenOptions:
    """Which microphone, by its name; "" follows the system's choice."""

    device: str = ""


@dataclass(frozen=True, slots=True)
class ListenJob:
    """Hear the microphone until the job is cancelled: `Listening`, then `Captured` without end.

    Seconds: recording ends with `Reason.SILENCE` after `silence` without speech once there was
    some (0 never), and with `Reason.LENGTH` at `longest` (0 never). With `stay_open` the
    microphone stays open afterwards, so that the next job begins with the half second before it;
    an `UnloadJob` closes it.
    """

    id: str
    model: ListenOptions
    silence: float = 0.0
    longest: float = 0.0
    stay_open: bool = False


@dataclass(frozen=True, slots=True)
class DevicesJob:
    """Tell which microphones there are now; answered by `Devices`."""

    id: str
    model: ListenOptions = ListenOptions()


@dataclass(frozen=True, slots=True)
class DecodeJob:
    """Read the sound of a file, of whatever format: `Decoded` pieces, then `Finished`.

    Seconds: from `begin` on, and no more than `seconds` (0 to the end). `Reason.LENGTH` says that
    there may be more, and a job that begins there goes on with the file that is still open.
    """

    id: str
    model: "SoundFile"
    begin: float = 0.0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class SoundFile:
    """A file with sound in it."""

    path: str


VoiceJob = TranscribeJob | ListenJob | DevicesJob | DecodeJob
