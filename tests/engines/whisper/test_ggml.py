import os
import struct
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from desktop_app.engines.whisper.assets import mel_filters, vocabulary
from desktop_app.engines.whisper.checkpoint import Checkpoint, CheckpointError
from desktop_app.engines.whisper.decoder import CancelledError
from desktop_app.engines.whisper.ggml import check, convert, is_ggml, prepared, quantised
from tests.engines.whisper.small_model import write_model

SMALL = {"n_audio_state": 32, "n_text_state": 32, "n_vocab": 51865, "n_audio_ctx": 20}


@pytest.fixture
def checkpoint(tmp_path: Path) -> Path:
    return write_model(tmp_path / "small.pt", **SMALL)


@pytest.fixture
def made(checkpoint: Path, tmp_path: Path) -> Path:
    convert(checkpoint, tmp_path / "small.bin", lambda fraction: None)
    return tmp_path / "small.bin"


def tensors_of(path: Path) -> Iterator[tuple[str, tuple[int, ...], int]]:
    """Names, shapes (outermost first) and types of the tensors, read independently."""
    data = path.read_bytes()
    at = 4 + 11 * 4
    bands, frequencies = struct.unpack_from("<2i", data, at)
    at += 8 + 4 * bands * frequencies
    (tokens,) = struct.unpack_from("<i", data, at)
    at += 4
    for _ in range(tokens):
        at += 4 + struct.unpack_from("<i", data, at)[0]
    while at < len(data):
        axes, length, kind = struct.unpack_from("<3i", data, at)
        at += 12
        shape = struct.unpack_from(f"<{axes}i", data, at)
        at += 4 * axes
        name = data[at : at + length].decode()
        count = int(np.prod(shape))
        at += length + {0: 4 * count, 1: 2 * count, 8: count // 32 * 34}[kind]
        yield name, tuple(reversed(shape)), kind


def test_every_tensor_is_there_in_the_form_it_must_have(checkpoint: Path, made: Path) -> None:
    found = {name: (shape, kind) for name, shape, kind in tensors_of(made)}
    with Checkpoint(checkpoint) as source:
        assert tuple(found) == source.names
    assert found["encoder.conv1.weight"] == ((32, 80, 3), 1)
    assert found["encoder.conv1.bias"] == ((32, 1), 0)
    assert found["encoder.positional_embedding"] == ((20, 32), 0)
    assert found["encoder.blocks.0.mlp.0.weight"] == ((128, 32), 8)
    assert found["decoder.token_embedding.weight"] == ((51865, 32), 8)
    assert found["decoder.ln.bias"] == ((32,), 0)


def test_rows_without_whole_blocks_keep_half_precision(tmp_path: Path) -> None:
    narrow = write_model(tmp_path / "narrow.pt", **{**SMALL, "n_text_state": 16})
    convert(narrow, tmp_path / "narrow.bin", lambda fraction: None)
    assert {kind for _, _, kind in tensors_of(tmp_path / "narrow.bin")} == {0, 1}
    check(tmp_path / "narrow.bin")


def test_quantised_values_are_close_to_what_they_were() -> None:
    values = np.random.default_rng(0).standard_normal((6, 64)).astype(np.float16)
    values[0, :32] = 0
    blocks = np.frombuffer(quantised(values), np.uint8).reshape(-1, 34)
    scales = blocks[:, :2].copy().view("<f2").astype(np.float32)
    found = (scales * blocks[:, 2:].view(np.int8)).reshape(values.shape)
    assert np.abs(found - values).max() < 0.02
    assert not found[0, :32].any()


def test_a_whole_file_is_whole(made: Path) -> None:
    assert is_ggml(made)
    assert check(made).n_vocab == 51865
    assert check(made).is_multilingual


@pytest.mark.parametrize("share", [0.0, 0.0001, 0.01, 0.5, 0.9, 0.9999])
def test_a_cut_file_is_not(made: Path, share: float) -> None:
    data = made.read_bytes()
    made.write_bytes(data[: round(share * len(data))])
    with pytest.raises(CheckpointError):
        check(made)


def test_a_damaged_header_is_noticed(made: Path) -> None:
    data = bytearray(made.read_bytes())
    for at in (0, 4, 40, 48):
        broken = bytes(data[:at]) + b"\xff\xff\xff\xff" + bytes(data[at + 4 :])
        made.write_bytes(broken)
        with pytest.raises(CheckpointError):
            check(made)


def test_made_once_and_again_when_the_model_changes(checkpoint: Path, tmp_path: Path) -> None:
    folder = tmp_path / "cache" / "voice"
    told: list[float] = []
    first = prepared(checkpoint, folder, told.append)
    assert told == sorted(told)
    assert 0 <= told[0] < told[-1] < 1
    time = first.stat().st_mtime_ns
    assert prepared(checkpoint, folder, told.append) == first
    assert first.stat().st_mtime_ns == time
    os.utime(checkpoint, ns=(1, 1))
    second = prepared(checkpoint, folder, told.append)
    assert list(folder.iterdir()) == [second]
    assert second != first


def test_broken_off_leaves_nothing(checkpoint: Path, tmp_path: Path) -> None:
    def stop(fraction: float) -> None:
        if fraction > 0.5:
            raise CancelledError

    with pytest.raises(CancelledError):
        prepared(checkpoint, tmp_path / "cache", stop)
    assert list((tmp_path / "cache").iterdir()) == []


def test_a_file_in_the_form_already_is_taken_as_it_is(made: Path, tmp_path: Path) -> None:
    assert prepared(made, tmp_path / "cache", lambda fraction: None) == made
    assert not (tmp_path / "cache").exists()


def test_vocabulary_and_filters() -> None:
    english, others = vocabulary(False), vocabulary(True)
    assert len(english) == 50256
    assert len(others) == 50257
    assert english[0] == others[0] == b"!"
    assert b" the" in english
    for bands in (80, 128):
        filters = mel_filters(bands)
        assert filters.shape == (bands, 201)
        assert filters.min() >= 0
        assert (filters.sum(axis=1) > 0).all()
