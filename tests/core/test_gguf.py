import io
import struct
from pathlib import Path

import pytest

from desktop_app.core import gguf_cursor
from desktop_app.core.gguf import (
    Header,
    read_architecture,
    read_beginning,
    read_header,
    read_tokens,
)
from desktop_app.core.gguf_cursor import LONGEST_TEXT, Fault, GgufError
from tests.gguf_file import F32, Q4_0, Floats, Strings, gguf_bytes

LLAMA = {
    "general.architecture": "llama",
    "general.name": "Grüße 🦙",
    "llama.context_length": 4096,
    "llama.attention.head_count_kv": (4, 0, 8),
    "llama.rope.freq_base": 10000.0,
    "tokenizer.ggml.add_bos_token": True,
    "tokenizer.ggml.tokens": Strings(f"token {number}" for number in range(3000)),
    "tokenizer.ggml.scores": tuple(range(3000)),
    "tokenizer.chat_template": "{{ messages }}",
}
TENSORS = (("a", (64, 2), Q4_0, 72), ("b", (5,), F32, 20))


def read(data: bytes) -> Header:
    return read_header(io.BytesIO(data))


def fault(data: bytes) -> Fault:
    with pytest.raises(GgufError) as caught:
        read(data)
    return caught.value.fault


def test_header_tells_what_is_in_the_file() -> None:
    header = read(gguf_bytes(LLAMA, TENSORS))

    assert (header.architecture, header.name) == ("llama", "Grüße 🦙")
    assert header.context_length == 4096
    assert header.numbers("attention.head_count_kv", 3) == (4, 0, 8)
    assert header.numbers("context_length", 2) == (4096, 4096)
    assert header.text("tokenizer.chat_template")
    assert not header.is_projector
    assert header.parts == 1
    assert header.metadata["tokenizer.ggml.add_bos_token"] is True


def test_the_vocabulary_is_stepped_over() -> None:
    header = read(gguf_bytes(LLAMA, TENSORS))

    assert "tokenizer.ggml.tokens" not in header.metadata
    assert "tokenizer.ggml.scores" not in header.metadata


def test_file_size_and_weights_come_from_the_tensors() -> None:
    data = gguf_bytes(LLAMA, TENSORS)
    header = read(data)

    # The padding after the last tensor may be missing: 12 bytes of 32 here.
    assert header.file_size == len(data) - 12
    assert header.weight_bytes == 96 + 32
    assert header.tensors == 2


def test_a_tensor_of_an_unknown_type_makes_the_size_a_lower_bound() -> None:
    data = gguf_bytes(LLAMA, (("new", (64,), 250, 64),))

    assert read(data).file_size == len(data) - 64


@pytest.mark.parametrize("metadata", [{"general.architecture": "clip"}, {"general.type": "mmproj"}])
def test_projectors_are_known(metadata: dict[str, object]) -> None:
    assert read(gguf_bytes(metadata)).is_projector


@pytest.mark.parametrize("data", [b"", b"GGU", b"<!DOCTYPE html><html>", b"PK\3\4" * 100])
def test_other_files_are_not_gguf(data: bytes) -> None:
    assert fault(data) is Fault.NOT_GGUF


def test_an_empty_file_is_told_as_that() -> None:
    with pytest.raises(GgufError, match="the file is empty"):
        read(b"")


def test_every_cut_header_is_truncated() -> None:
    metadata = {"general.architecture": "llama", "x": Strings("ab"), "y": (1, 2), "z": 1.5}
    data = gguf_bytes(metadata, TENSORS)
    header_size = len(data) - 96 - 32

    for length in range(4, header_size - 32):
        assert fault(data[:length]) is Fault.TRUNCATED, length


def test_impossible_headers_are_damaged() -> None:
    assert fault(gguf_bytes({}, version=99)) is Fault.DAMAGED
    assert fault(gguf_bytes({}, version=0)) is Fault.DAMAGED
    assert fault(b"GGUF" + struct.pack("<IQQ", 3, 1 << 60, 1)) is Fault.DAMAGED
    assert fault(b"GGUF" + struct.pack("<IQQ", 3, 1, 1 << 60)) is Fault.DAMAGED
    for alignment in (0, 3, 48):
        assert fault(gguf_bytes({"general.alignment": alignment})) is Fault.DAMAGED
    unknown_type = b"GGUF" + struct.pack("<IQQ", 3, 0, 1) + struct.pack("<Q1sI", 1, b"k", 77)
    assert fault(unknown_type) is Fault.DAMAGED


def test_another_version_is_no_damage() -> None:
    """Nor is a file for machines that count from the other end."""
    for version in (1, 4, 3 << 24):
        assert fault(gguf_bytes({}, version=version)) is Fault.OTHER_VERSION


def test_no_text_is_read_that_is_longer_than_any(tmp_path: Path) -> None:
    path = tmp_path / "model.gguf"
    with path.open("wb") as file:
        file.write(b"GGUF" + struct.pack("<IQQ", 3, 0, 1) + struct.pack("<Q", LONGEST_TEXT + 1))
        file.truncate(LONGEST_TEXT + 100)
    with path.open("rb") as file, pytest.raises(GgufError) as caught:
        read_header(file)
    assert caught.value.fault is Fault.DAMAGED


def test_a_string_longer_than_the_file_is_truncated() -> None:
    data = b"GGUF" + struct.pack("<IQQ", 3, 0, 1) + struct.pack("<Q", 1 << 62)

    assert fault(data) is Fault.TRUNCATED


def test_the_starter_model(starter_model: Path) -> None:
    with starter_model.open("rb") as stream:
        header = read_header(stream)

    assert header.architecture == "llama"
    assert header.context_length == 8192
    assert header.file_size == starter_model.stat().st_size


def test_shapes_are_kept_of_what_belongs_to_no_layer() -> None:
    tensors = (
        ("token_embd.weight", (64, 2), Q4_0, 72),
        ("blk.0.attn_q.weight", (64, 2), Q4_0, 72),
        ("v.blk.0.ln1.weight", (5,), F32, 20),
        ("mm.model.mb_block.1.block.2.1.bias", (5,), F32, 20),
        ("scale", (), F32, 4),
    )
    assert read(gguf_bytes(LLAMA, tensors)).shapes == {
        "token_embd.weight": (64, 2),
        "mm.model.mb_block.1.block.2.1.bias": (5,),
        "scale": (),
    }


def tokens(data: bytes) -> list[bytes]:
    return read_tokens(io.BytesIO(data))


def test_the_tokens_are_read_without_what_is_behind_them() -> None:
    data = gguf_bytes(LLAMA, TENSORS)
    end = data.index(b"token 2999") + len(b"token 2999")
    assert tokens(data[:end]) == [b"token %d" % number for number in range(3000)]
    with pytest.raises(GgufError):
        tokens(data[: end - 1])


def test_long_texts_and_many_are_read_across_the_pieces_of_a_file() -> None:
    """A piece is a mebibyte: tokens end in the next one, and are longer than one."""
    words = [f"{number}:" + "x" * (number % 700) for number in range(9000)]
    words[4000:4000] = ["y" * (3 << 20), "", "z" * ((1 << 20) - 8)]
    metadata = {"a": Strings(words), "tokenizer.ggml.tokens": Strings(words), "last": 7}
    data = gguf_bytes(metadata)
    assert tokens(data) == [word.encode() for word in words]
    assert read(data).metadata == {"last": 7}


@pytest.mark.parametrize("value", [None, "text", (1, 2)])
def test_what_is_no_list_of_tokens_has_none(value: object) -> None:
    metadata = {"general.name": "x"} | ({"tokenizer.ggml.tokens": value} if value else {})
    assert tokens(gguf_bytes(metadata)) == []


def architecture(data: bytes) -> str:
    return read_architecture(io.BytesIO(data))


def test_the_architecture_is_read_without_the_rest() -> None:
    data = gguf_bytes(LLAMA, TENSORS)
    assert architecture(data) == "llama"
    assert architecture(data[:80]) == "llama"
    last = {**{key: LLAMA[key] for key in list(LLAMA)[1:]}, "general.architecture": "clip"}
    assert architecture(gguf_bytes(last)) == "clip"
    assert architecture(gguf_bytes({"general.name": "nobody"})) == ""


@pytest.mark.parametrize("data", [b"", b"GGUF", b"<html>", gguf_bytes(LLAMA)[:30]])
def test_no_architecture_of_what_is_no_model(data: bytes) -> None:
    with pytest.raises(GgufError):
        architecture(data)


@pytest.mark.parametrize("value", [float("inf"), float("nan"), Floats((float("-inf"),))])
def test_what_is_no_number_counts_as_missing(value: object) -> None:
    facts = {"general.architecture": "llama", "llama.block_count": value}
    header = read(gguf_bytes(facts))
    assert header.number("block_count", 3) == 3
    assert header.numbers("block_count", 2, 1) == (1, 1)


def test_the_beginning_of_a_long_header_tells_what_the_model_is() -> None:
    data = gguf_bytes({"llama.embedding_length": 64, **LLAMA}, TENSORS)
    # Half-way through the words: what stands behind them has not come.
    cut = data[: data.index(b"token 1500")]

    beginning = read_beginning(io.BytesIO(cut))

    assert beginning.context_length == 4096
    assert beginning.numbers("attention.head_count_kv", 3) == (4, 0, 8)
    assert beginning.shapes == {"token_embd.weight": (64, 3000)}
    assert beginning.weight_bytes == 0
    assert read_beginning(io.BytesIO(data)).text("tokenizer.chat_template")
    with pytest.raises(GgufError):
        read_beginning(io.BytesIO(b"GGUF"))


def test_a_header_that_would_fill_the_memory_is_damaged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gguf_cursor, "MOST_KEPT", 10_000)
    for name, value in (("text", "x" * 400), ("numbers", (1,) * 20)):
        data = gguf_bytes({f"{name}.{number}": value for number in range(50)}, ())
        with pytest.raises(GgufError) as told:
            read_header(io.BytesIO(data))
        assert told.value.fault is Fault.DAMAGED
    # A vocabulary is stepped over.
    words = Strings("token" for _ in range(3000))
    read_header(io.BytesIO(gguf_bytes({"tokenizer.ggml.tokens": words}, ())))
