import os
import pickle
import zipfile
from pathlib import Path

import numpy as np
import pytest

from desktop_app.engines.whisper.checkpoint import Checkpoint, CheckpointError
from tests.engines.whisper.small_model import SIZES, write_model

SMALL = {"n_audio_state": 16, "n_text_state": 16, "n_vocab": 100}


class _Bomb:
    def __init__(self, path: Path) -> None:
        self._path = path

    def __reduce__(self) -> object:
        return os.mkdir, (str(self._path),)


def rewritten(path: Path, name: str, data: bytes) -> Path:
    """The same archive with other content in one of its entries."""
    with zipfile.ZipFile(path) as old:
        entries = {info.filename: old.read(info) for info in old.infolist()}
    entries[name] = data
    with zipfile.ZipFile(path, "w") as new:
        for filename, content in entries.items():
            new.writestr(filename, content)
    return path


def test_sizes_and_tensors(tmp_path: Path) -> None:
    with Checkpoint(write_model(tmp_path / "a.pt", **SMALL)) as checkpoint:
        sizes = checkpoint.dimensions
        assert (sizes.n_vocab, sizes.n_audio_state, sizes.n_mels) == (100, 16, SIZES["n_mels"])
        assert checkpoint.names[0] == "encoder.positional_embedding"
        values = checkpoint.tensor("decoder.token_embedding.weight")
        assert values.shape == (100, 16)
        assert values.dtype == np.float16
        assert 0.01 < values.std() < 0.03


@pytest.mark.parametrize(
    ("sizes", "multilingual", "translates"),
    [
        ({"n_vocab": 51864}, False, False),
        ({"n_vocab": 51865}, True, True),
        ({"n_vocab": 51866, "n_audio_layer": 32, "n_text_layer": 32}, True, True),
        ({"n_vocab": 51866, "n_audio_layer": 32, "n_text_layer": 4}, True, False),
    ],
)
def test_what_a_model_can(
    tmp_path: Path, sizes: dict[str, int], multilingual: bool, translates: bool
) -> None:
    path = write_model(tmp_path / "a.pt", **{**SMALL, "n_audio_ctx": 4, "n_text_ctx": 4, **sizes})
    with Checkpoint(path) as checkpoint:
        assert checkpoint.dimensions.is_multilingual is multilingual
        assert checkpoint.dimensions.translates is translates


def test_code_in_the_pickle_is_refused_and_not_run(tmp_path: Path) -> None:
    path = write_model(tmp_path / "a.pt", **SMALL)
    fuse = tmp_path / "exploded"
    rewritten(path, "archive/data.pkl", pickle.dumps({"dims": _Bomb(fuse)}, protocol=2))
    with pytest.raises(CheckpointError, match="has no place in a model"):
        Checkpoint(path)
    assert not fuse.exists()


@pytest.mark.parametrize(
    "content",
    [
        [],
        {"dims": {"n_mels": 80}},
        {"dims": {**SIZES, "n_mels": -1}, "model_state_dict": {}},
        {"dims": SIZES},
        {"dims": SIZES, "model_state_dict": {}},
        {"dims": SIZES, "model_state_dict": {"a": 1}},
    ],
)
def test_another_pickle_is_refused(tmp_path: Path, content: object) -> None:
    path = write_model(tmp_path / "a.pt", **SMALL)
    rewritten(path, "archive/data.pkl", pickle.dumps(content, protocol=2))
    with pytest.raises(CheckpointError):
        Checkpoint(path)


def test_damaged_pickle_is_refused(tmp_path: Path) -> None:
    path = write_model(tmp_path / "a.pt", **SMALL)
    for data in (b"", b"\x80\x02}", b"\x80\x02]q\x00."):
        with pytest.raises(CheckpointError):
            Checkpoint(rewritten(path, "archive/data.pkl", data))


def test_cut_archive_and_no_archive_are_refused(tmp_path: Path) -> None:
    whole = write_model(tmp_path / "a.pt", **SMALL).read_bytes()
    path = tmp_path / "b.pt"
    for data in (whole[: len(whole) // 2], whole[:10], b"", b"GGUF" + bytes(100)):
        path.write_bytes(data)
        with pytest.raises(CheckpointError):
            Checkpoint(path)
    with pytest.raises(FileNotFoundError):
        Checkpoint(tmp_path / "none.pt")


def test_flipped_bit_is_noticed(tmp_path: Path) -> None:
    path = write_model(tmp_path / "a.pt", **SMALL)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    with Checkpoint(path) as checkpoint, pytest.raises(CheckpointError):
        list(map(checkpoint.tensor, checkpoint.names))


def test_tensor_that_is_shorter_than_it_says(tmp_path: Path) -> None:
    path = rewritten(write_model(tmp_path / "a.pt", **SMALL), "archive/data/0", b"\0\0")
    with Checkpoint(path) as checkpoint, pytest.raises(CheckpointError):
        checkpoint.tensor(checkpoint.names[0])
