"""The voice models there are: what they can, how big they are, where they come from.

Addresses and checksums are those of openai-whisper's own table; the models are under its licence
(MIT).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from desktop_app.core.fetch import RemoteFile
from desktop_app.core.text import QT_TRANSLATE_NOOP

CONTEXT = "VoiceModel"

SUFFIX = ".pt"

_ADDRESS = "https://openaipublic.azureedge.net/main/whisper/models"


@dataclass(frozen=True, slots=True)
class VoiceModel:
    """One model of the catalogue. `label` is translated in `CONTEXT`; `size` is its file's bytes.

    `speed` is how many times faster than the large model it writes, `memory` about how many bytes
    it takes while it does (both by its makers). `multilingual` models know the languages of
    `core.languages`, others English only. `translates`: into English.
    """

    name: str
    label: str
    sha256: str
    size: int
    speed: float
    memory: int
    multilingual: bool = True
    translates: bool = True

    @property
    def file_name(self) -> str:
        """The name of its file."""
        return f"{self.name}{SUFFIX}"

    @property
    def url(self) -> str:
        """Where its file is to be had."""
        return f"{_ADDRESS}/{self.sha256}/{self.file_name}"

    def path(self, folder: Path) -> Path:
        """Where its file lies once it is fetched; `folder` is `Places.voice_models`."""
        return folder / self.file_name

    def remote(self, folder: Path) -> RemoteFile:
        """What to fetch, and to where. The checksum proves it; the size is the server's to tell."""
        return RemoteFile(self.url, self.sha256, 0, str(self.path(folder)))


_GB = 10**9

_KNOWN = (
    VoiceModel(
        "tiny.en",
        QT_TRANSLATE_NOOP("VoiceModel", "Tiny, English"),
        "d3dd57d32accea0b295c96e26691aa14d8822fac7d9d27d5dc00b4ca2826dd03",
        75_571_315,
        10,
        _GB,
        multilingual=False,
        translates=False,
    ),
    VoiceModel(
        "tiny",
        QT_TRANSLATE_NOOP("VoiceModel", "Tiny"),
        "65147644a518d12f04e32d6f3b26facc3f8dd46e5390956a9424a650c0ce22b9",
        75_572_083,
        10,
        _GB,
    ),
    VoiceModel(
        "base.en",
        QT_TRANSLATE_NOOP("VoiceModel", "Base, English"),
        "25a8566e1d0c1e2231d1c762132cd20e0f96a85d16145c3a00adf5d1ac670ead",
        145_261_783,
        7,
        _GB,
        multilingual=False,
        translates=False,
    ),
    VoiceModel(
        "base",
        QT_TRANSLATE_NOOP("VoiceModel", "Base"),
        "ed3a0b6b1c0edf879ad9b11b1af5a0e6ab5db9205f891f668f8b0e6c6326e34e",
        145_262_807,
        7,
        _GB,
    ),
    VoiceModel(
        "small.en",
        QT_TRANSLATE_NOOP("VoiceModel", "Small, English"),
        "f953ad0fd29cacd07d5a9eda5624af0f6bcf2258be67c92b79389873d91e0872",
        483_615_683,
        4,
        2 * _GB,
        multilingual=False,
        translates=False,
    ),
    VoiceModel(
        "small",
        QT_TRANSLATE_NOOP("VoiceModel", "Small"),
        "9ecf779972d90ba49c06d968637d720dd632c55bbf19d441fb42bf17a411e794",
        483_617_219,
        4,
        2 * _GB,
    ),
    VoiceModel(
        "medium.en",
        QT_TRANSLATE_NOOP("VoiceModel", "Medium, English"),
        "d7440d1dc186f76616474e0ff0b3b6b879abc9d1a4926b7adfa41db2d497ab4f",
        1_528_006_491,
        2,
        5 * _GB,
        multilingual=False,
        translates=False,
    ),
    VoiceModel(
        "medium",
        QT_TRANSLATE_NOOP("VoiceModel", "Medium"),
        "345ae4da62f9b3d59415adc60127b97c714f32e89e936602e85993674d08dcb1",
        1_528_008_539,
        2,
        5 * _GB,
    ),
    VoiceModel(
        "large-v3",
        QT_TRANSLATE_NOOP("VoiceModel", "Large"),
        "e5b1a55b89c1367dacf97e3e19bfd829a01529dbfdeefa8caeb59b3f1b81dadb",
        3_087_371_615,
        1,
        10 * _GB,
    ),
    VoiceModel(
        "large-v3-turbo",
        QT_TRANSLATE_NOOP("VoiceModel", "Turbo"),
        "aff26ae408abcba5fbf8813c21e62b0941638c5f6eebfb145be0c9839262a19a",
        1_617_941_637,
        8,
        6 * _GB,
        translates=False,
    ),
)

VOICE_MODELS: Mapping[str, VoiceModel] = {model.name: model for model in _KNOWN}
"""The catalogue by name, the fastest first within what is alike."""

_OTHER_NAMES = {"turbo": "large-v3-turbo", "large": "large-v3"}


def voice_model(name: str) -> VoiceModel | None:
    """The model that goes by this name, also by a short one such as "turbo"; None if unknown."""
    return VOICE_MODELS.get(_OTHER_NAMES.get(name, name))


def voice_model_of(path: str | Path) -> VoiceModel | None:
    """The model that a file is by its name, such as the starter's whisper-tiny.en.pt.

    None for a file with another name: what that can, only its content tells.
    """
    return voice_model(Path(path).name.removesuffix(SUFFIX).removeprefix("whisper-"))


def voice_model_name(path: str | Path) -> str:
    """What to call the model in a file."""
    model = voice_model_of(path)
    return model.label if model else Path(path).name.removesuffix(SUFFIX)
