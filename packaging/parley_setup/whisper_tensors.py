"""From CTranslate2's names and shapes of a Whisper model to those of openai-whisper.

Nothing is computed: the numbers stay the same half-precision numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from parley_setup.checkpoint import Tensor
from parley_setup.ctranslate2_file import FLOAT16, FormatError, Variable

Variables = Mapping[str, Variable]
# The width of a head is the same in every Whisper model.
_HEAD = 64


def dimensions(variables: Variables) -> dict[str, int]:
    """The `dims` of the checkpoint: what openai-whisper's ModelDimensions takes."""
    state, mels, _ = _variable(variables, "encoder/conv1/weight").shape
    context = _variable(variables, "encoder/position_encodings/encodings").shape[0]
    vocabulary, text_state = _variable(variables, "decoder/embeddings/weight").shape
    text_context = _variable(variables, "decoder/position_encodings/encodings").shape[0]
    return {
        "n_mels": mels,
        "n_audio_ctx": context,
        "n_audio_state": state,
        "n_audio_head": state // _HEAD,
        "n_audio_layer": _layers(variables, "encoder"),
        "n_vocab": vocabulary,
        "n_text_ctx": text_context,
        "n_text_state": text_state,
        "n_text_head": text_state // _HEAD,
        "n_text_layer": _layers(variables, "decoder"),
    }


def tensors(variables: Variables) -> dict[str, Tensor]:
    """The `model_state_dict` of the checkpoint. Raises FormatError."""
    return dict(_all(variables))


def _all(variables: Variables) -> Iterator[tuple[str, Tensor]]:
    yield (
        "encoder.positional_embedding",
        _whole(variables, "encoder/position_encodings/encodings"),
    )
    for conv in ("conv1", "conv2"):
        yield from _linear(variables, f"encoder/{conv}", f"encoder.{conv}")
    for layer in range(_layers(variables, "encoder")):
        yield from _block(variables, f"encoder/layer_{layer}", f"encoder.blocks.{layer}")
    yield from _norm(variables, "encoder/layer_norm", "encoder.ln_post")
    yield (
        "decoder.positional_embedding",
        _whole(variables, "decoder/position_encodings/encodings"),
    )
    yield "decoder.token_embedding.weight", _whole(variables, "decoder/embeddings/weight")
    for layer in range(_layers(variables, "decoder")):
        ours, theirs = f"decoder.blocks.{layer}", f"decoder/layer_{layer}"
        yield from _block(variables, theirs, ours)
        yield from _cross_attention(variables, f"{theirs}/attention", ours)
    yield from _norm(variables, "decoder/layer_norm", "decoder.ln")


def _block(variables: Variables, theirs: str, ours: str) -> Iterator[tuple[str, Tensor]]:
    attention = f"{theirs}/self_attention"
    yield from _joined(
        variables, f"{attention}/linear_0", f"{ours}.attn", ("query", "key", "value")
    )
    yield from _linear(variables, f"{attention}/linear_1", f"{ours}.attn.out")
    yield from _norm(variables, f"{attention}/layer_norm", f"{ours}.attn_ln")
    yield from _linear(variables, f"{theirs}/ffn/linear_0", f"{ours}.mlp.0")
    yield from _linear(variables, f"{theirs}/ffn/linear_1", f"{ours}.mlp.2")
    yield from _norm(variables, f"{theirs}/ffn/layer_norm", f"{ours}.mlp_ln")


def _cross_attention(variables: Variables, theirs: str, ours: str) -> Iterator[tuple[str, Tensor]]:
    yield from _joined(variables, f"{theirs}/linear_0", f"{ours}.cross_attn", ("query",))
    yield from _joined(variables, f"{theirs}/linear_1", f"{ours}.cross_attn", ("key", "value"))
    yield from _linear(variables, f"{theirs}/linear_2", f"{ours}.cross_attn.out")
    yield from _norm(variables, f"{theirs}/layer_norm", f"{ours}.cross_attn_ln")


def _joined(
    variables: Variables, theirs: str, ours: str, parts: tuple[str, ...]
) -> Iterator[tuple[str, Tensor]]:
    """CTranslate2 keeps query, key and value as one matrix, one below the other.

    The key of a Whisper model has no bias; CTranslate2 keeps zeros in its place.
    """
    weights = _split(_whole(variables, f"{theirs}/weight"), len(parts))
    biases = _split(_whole(variables, f"{theirs}/bias"), len(parts))
    for part, weight, bias in zip(parts, weights, biases, strict=True):
        yield f"{ours}.{part}.weight", weight
        if part != "key":
            yield f"{ours}.{part}.bias", bias
        elif any(bias.data):
            raise FormatError(f"{theirs} has a bias where a Whisper model has none")


def _split(tensor: Tensor, count: int) -> list[Tensor]:
    """Equal parts along the first dimension."""
    rows, size = tensor.shape[0] // count, len(tensor.data) // count
    shape = (rows, *tensor.shape[1:])
    return [Tensor(shape, tensor.data[size * part : size * (part + 1)]) for part in range(count)]


def _linear(variables: Variables, theirs: str, ours: str) -> Iterator[tuple[str, Tensor]]:
    for name in ("weight", "bias"):
        yield f"{ours}.{name}", _whole(variables, f"{theirs}/{name}")


def _norm(variables: Variables, theirs: str, ours: str) -> Iterator[tuple[str, Tensor]]:
    yield f"{ours}.weight", _whole(variables, f"{theirs}/gamma")
    yield f"{ours}.bias", _whole(variables, f"{theirs}/beta")


def _whole(variables: Variables, name: str) -> Tensor:
    variable = _variable(variables, name)
    if variable.type != FLOAT16:
        raise FormatError(f"{name} is not of half precision")
    return Tensor(variable.shape, variable.data)


def _variable(variables: Variables, name: str) -> Variable:
    try:
        return variables[name]
    except KeyError:
        raise FormatError(f"there is no {name}") from None


def _layers(variables: Variables, side: str) -> int:
    """How many layers the encoder or the decoder has."""
    prefix = f"{side}/layer_"
    numbers = {
        name.removeprefix(prefix).split("/")[0] for name in variables if name.startswith(prefix)
    }
    return sum(number.isdecimal() for number in numbers)
