import struct

import pytest

from parley_setup import whisper_tensors
from parley_setup.ctranslate2_file import FLOAT16, FormatError, Variable
from tests.parley_setup.ctranslate2 import tiny_whisper


def test_the_dimensions_are_read_off_the_shapes() -> None:
    assert whisper_tensors.dimensions(tiny_whisper()) == {
        "n_mels": 8,
        "n_audio_ctx": 12,
        "n_audio_state": 64,
        "n_audio_head": 1,
        "n_audio_layer": 1,
        "n_vocab": 20,
        "n_text_ctx": 6,
        "n_text_state": 64,
        "n_text_head": 1,
        "n_text_layer": 1,
    }


def test_query_key_and_value_are_taken_apart() -> None:
    variables = tiny_whisper()
    tensors = whisper_tensors.tensors(variables)
    joined = variables["encoder/layer_0/self_attention/linear_0/weight"]
    parts = [tensors[f"encoder.blocks.0.attn.{part}.weight"] for part in ("query", "key", "value")]
    assert [part.shape for part in parts] == 3 * [(64, 64)]
    assert b"".join(part.data for part in parts) == joined.data
    across = [tensors[f"decoder.blocks.0.cross_attn.{part}.weight"] for part in ("key", "value")]
    assert b"".join(part.data for part in across) == (
        variables["decoder/layer_0/attention/linear_1/weight"].data
    )


def test_only_the_key_has_no_bias() -> None:
    tensors = whisper_tensors.tensors(tiny_whisper())
    assert not [name for name in tensors if name.endswith("key.bias")]
    joined = tiny_whisper()["decoder/layer_0/self_attention/linear_0/bias"].data
    assert tensors["decoder.blocks.0.attn.query.bias"].data == joined[:128]
    assert tensors["decoder.blocks.0.attn.value.bias"].data == joined[256:]


def test_a_key_with_a_bias_is_no_whisper() -> None:
    variables = tiny_whisper()
    name = "encoder/layer_0/self_attention/linear_0/bias"
    variables[name] = Variable((192,), FLOAT16, struct.pack("<192H", *range(192)))
    with pytest.raises(FormatError, match="bias"):
        whisper_tensors.tensors(variables)


def test_no_number_is_lost() -> None:
    """Every number of the source stands in exactly one tensor, but for the zeros of the keys."""

    def numbers(pieces: list[bytes]) -> int:
        return sum(len(piece) for piece in pieces) // 2

    variables = tiny_whisper()
    source = [variable.data for variable in variables.values() if variable.type == FLOAT16]
    made = [tensor.data for tensor in whisper_tensors.tensors(variables).values()]
    assert numbers(source) - numbers(made) == 3 * 64


@pytest.mark.parametrize(
    "name", ["decoder/embeddings/weight", "encoder/conv1/bias", "decoder/layer_0/ffn/linear_1/bias"]
)
def test_a_missing_part_is_named(name: str) -> None:
    variables = tiny_whisper()
    del variables[name]
    with pytest.raises(FormatError, match=name):
        whisper_tensors.tensors(variables)


def test_another_precision_is_refused() -> None:
    variables = tiny_whisper()
    variables["encoder/conv1/bias"] = Variable((64,), 0, bytes(256))
    with pytest.raises(FormatError, match="half precision"):
        whisper_tensors.tensors(variables)
