"""Pictures: how they are kept, how a model is shown one, and the jobs of making them."""

from dataclasses import dataclass

LARGEST_SIDE = 2048
"""Pixels of a kept picture's longer side. The models that look most closely take in some four
megapixels (Qwen-VL: 4096 tokens of 28 x 28 pixels), and scale larger pictures down themselves."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as Parley keeps it: upright, without metadata, no side over `LARGEST_SIDE`.

    `hash` is the SHA-256 of the kept file (hexadecimal) and, with `suffix` (".png", ".jpg"), its
    name. `name` is what the picture was called where it came from, "" when it came from the
    clipboard. `seen` says whether the model is shown it.
    """

    hash: str
    suffix: str
    width: int
    height: int
    name: str = ""
    seen: bool = True

    @property
    def file_name(self) -> str:
        """The name of the kept file in the folder of pictures."""
        return f"{self.hash}{self.suffix}"


@dataclass(frozen=True, slots=True)
class Image:
    """A picture as a model is shown it: a PNG or JPEG file, known by the hash of its content.

    Of one that is `temporary` nothing may be written to disk.
    """

    path: str
    hash: str
    width: int
    height: int
    temporary: bool = False


@dataclass(frozen=True, slots=True)
class PictureFolder:
    """The folder in which pictures are kept, each once, under its hash."""

    path: str


@dataclass(frozen=True, slots=True)
class PictureJob:
    """Keep the picture in the file `source`, of whatever format: `Pictured`, then `Finished`.

    `name` is what it is called; "" for one without a name.
    """

    id: str
    model: PictureFolder
    source: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class FilmFile:
    """A file with moving pictures in it."""

    path: str


@dataclass(frozen=True, slots=True)
class FilmFactsJob:
    """Find out what a film is: `FilmFacts`, then `Finished`."""

    id: str
    model: FilmFile


@dataclass(frozen=True, slots=True)
class FramesJob:
    """Keep frames of a film in `folder`: `Pictured` for each of `times`, then `Finished`.

    `times` are seconds from the film's beginning, ascending. A frame that is not there (the file
    is shorter than it says) is left out.
    """

    id: str
    model: FilmFile
    times: tuple[float, ...]
    folder: PictureFolder


FilmJob = FilmFactsJob | FramesJob
