"""Reading openai-whisper's model files (.pt) without torch.

Such a file is a ZIP archive with a pickle that says what tensors there are, and one entry for the
bytes of each. A pickle is a program; this reader runs it with nothing at hand but what a model
needs, so that a file with anything else in it is refused and not obeyed.
"""

import pickle
import zipfile
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from types import TracebackType
from typing import Any, ClassVar

import numpy as np
import numpy.typing as npt

_LARGEST_PICKLE = 4 * 1024 * 1024
"""Bytes. That of the largest Whisper model has 0.3 million."""


class CheckpointError(Exception):
    """The file is no Whisper model, or not a whole one; the text says why, for copying."""


@dataclass(frozen=True, slots=True)
class Dimensions:
    """The sizes of a Whisper model, as its file names them."""

    n_mels: int
    n_audio_ctx: int
    n_audio_state: int
    n_audio_head: int
    n_audio_layer: int
    n_vocab: int
    n_text_ctx: int
    n_text_state: int
    n_text_head: int
    n_text_layer: int

    @property
    def is_multilingual(self) -> bool:
        """Whether it knows other languages than English: those have one more token at least."""
        return self.n_vocab >= 51865

    @property
    def translates(self) -> bool:
        """Whether it can write in English what is said in another language.

        Turbo, the large model with four decoder layers, was trained without translations.
        """
        return self.is_multilingual and not (self.n_audio_layer == 32 and self.n_text_layer < 32)


@dataclass(frozen=True, slots=True)
class _Storage:
    kind: np.dtype[Any]
    name: str


@dataclass(frozen=True, slots=True)
class _Tensor:
    storage: _Storage
    start: int
    shape: tuple[int, ...]


class Checkpoint:
    """An opened model file. A context manager; tensors are read one by one, when asked for."""

    def __init__(self, path: Path) -> None:
        """Read the table of contents. Raises CheckpointError, or OSError."""
        self._archive = _open(path)
        try:
            self._folder = _folder_of(self._archive)
            content = self._unpickled()
            self.dimensions = _dimensions(content)
            self._tensors = _tensors(content)
        except BaseException:
            self._archive.close()
            raise

    @property
    def names(self) -> tuple[str, ...]:
        """The tensors' names, in the file's order."""
        return tuple(self._tensors)

    def tensor(self, name: str) -> npt.NDArray[Any]:
        """The values of a tensor, proved by their checksum. Raises CheckpointError."""
        tensor = self._tensors[name]
        data = self._entry(f"data/{tensor.storage.name}")
        count = int(np.prod(tensor.shape, dtype=np.int64))
        try:
            values = np.frombuffer(
                data, tensor.storage.kind, count, tensor.start * tensor.storage.kind.itemsize
            )
        except ValueError as error:
            raise CheckpointError(f"{name}: {error}") from error
        return values.reshape(tensor.shape)

    def close(self) -> None:
        """Close the file."""
        self._archive.close()

    def __enter__(self) -> "Checkpoint":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _unpickled(self) -> Any:
        name = f"{self._folder}/data.pkl"
        if self._archive.getinfo(name).file_size > _LARGEST_PICKLE:
            raise CheckpointError("its table of contents is too long")
        with self._archive.open(name) as stream:
            try:
                return _Unpickler(stream).load()
            except CheckpointError:
                raise
            except Exception as error:  # a damaged pickle raises whatever it likes
                raise CheckpointError(f"{type(error).__name__}: {error}") from error

    def _entry(self, name: str) -> bytes:
        try:
            return self._archive.read(f"{self._folder}/{name}")
        except (KeyError, zipfile.BadZipFile, EOFError, ValueError, RuntimeError) as error:
            raise CheckpointError(str(error)) from error


class _Unpickler(pickle.Unpickler):
    """Knows how to build tensors, and nothing else."""

    _STORAGES: ClassVar[Mapping[str, str]] = {"HalfStorage": "<f2", "FloatStorage": "<f4"}

    def find_class(self, module: str, name: str) -> Any:
        """What a name in the pickle stands for; raises CheckpointError for any that is unknown."""
        if (module, name) == ("collections", "OrderedDict"):
            return OrderedDict
        if module == "torch" and name in self._STORAGES:
            return np.dtype(self._STORAGES[name])
        if (module, name) == ("torch._utils", "_rebuild_tensor_v2"):
            return _rebuild_tensor
        if (module, name) == ("torch._utils", "_rebuild_parameter"):
            return _rebuild_parameter
        raise CheckpointError(f"{module}.{name} has no place in a model")

    def persistent_load(self, pid: Any) -> _Storage:
        """The storage that a tensor's values lie in."""
        match pid:
            case ("storage", np.dtype() as kind, str(name), _, int()):
                return _Storage(kind, name)
        raise CheckpointError(f"not a storage: {pid!r}")


def _rebuild_tensor(storage: Any, start: Any, shape: Any, strides: Any, *_rest: object) -> _Tensor:
    """What torch would make a tensor of; only whole and plainly ordered ones are in a model."""
    sizes = tuple(shape)
    plain = tuple(int(np.prod(sizes[at + 1 :], dtype=np.int64)) for at in range(len(sizes)))
    if not isinstance(storage, _Storage) or not isinstance(start, int) or start < 0:
        raise CheckpointError("a tensor without values")
    if not all(isinstance(size, int) and size > 0 for size in sizes) or tuple(strides) != plain:
        raise CheckpointError(f"a tensor in an unknown order: {sizes}, {strides}")
    return _Tensor(storage, start, sizes)


def _rebuild_parameter(tensor: Any, *_rest: object) -> Any:
    """A parameter is a tensor that could be trained."""
    return tensor


def _open(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except zipfile.BadZipFile as error:
        raise CheckpointError(str(error)) from error


def _folder_of(archive: zipfile.ZipFile) -> str:
    """The folder that everything in the archive lies in: torch names it after the file."""
    for name in archive.namelist():
        folder, _, file = name.partition("/")
        if file == "data.pkl":
            return folder
    raise CheckpointError("an archive without data.pkl")


def _dimensions(content: Any) -> Dimensions:
    sizes = content.get("dims") if isinstance(content, dict) else None
    names = [field.name for field in fields(Dimensions)]
    if not isinstance(sizes, dict) or set(sizes) != set(names):
        raise CheckpointError("the sizes of a Whisper model are missing")
    if not all(isinstance(size, int) and 0 < size < 2**20 for size in sizes.values()):
        raise CheckpointError(f"impossible sizes: {sizes}")
    return Dimensions(**sizes)


def _tensors(content: Any) -> Mapping[str, _Tensor]:
    tensors = content.get("model_state_dict")
    if not isinstance(tensors, dict) or not tensors:
        raise CheckpointError("the tensors of a Whisper model are missing")
    for name, tensor in tensors.items():
        if not isinstance(name, str) or not isinstance(tensor, _Tensor):
            raise CheckpointError(f"not a tensor: {name!r}")
    return tensors
