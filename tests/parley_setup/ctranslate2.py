"""Writing CTranslate2's files, to have one to read."""

import struct
from collections.abc import Mapping
from pathlib import Path

from parley_setup.ctranslate2_file import FLOAT16, VERSION, Variable


def text(value: str) -> bytes:
    data = value.encode() + b"\0"
    return struct.pack("<H", len(data)) + data


def variable(name: str, value: Variable) -> bytes:
    shape = struct.pack(f"<B{len(value.shape)}I", len(value.shape), *value.shape)
    return text(name) + shape + struct.pack("<BI", value.type, len(value.data)) + value.data


def write(path: Path, variables: Mapping[str, Variable], version: int = VERSION) -> Path:
    body = b"".join(variable(name, value) for name, value in variables.items())
    head = struct.pack("<I", version) + text("WhisperSpec") + struct.pack("<II", 3, len(variables))
    alias = text("decoder/projection/weight") + text("decoder/embeddings/weight")
    path.write_bytes(head + body + struct.pack("<I", 1) + alias)
    return path


def tiny_whisper() -> dict[str, Variable]:
    """A Whisper with one layer a side and states of 64: one head. All numbers differ."""
    state, wide, counter = 64, 256, 0
    made: dict[str, Variable] = {}

    def add(name: str, *shape: int, zeros: range = range(0)) -> None:
        nonlocal counter
        count = 1
        for size in shape:
            count *= size
        numbers = [0 if i in zeros else (counter + i) % 65521 + 1 for i in range(count)]
        counter += count
        made[name] = Variable(shape, FLOAT16, struct.pack(f"<{count}H", *numbers))

    def linear(name: str, rows: int, columns: int, zeros: range = range(0)) -> None:
        add(f"{name}/weight", rows, columns)
        add(f"{name}/bias", rows, zeros=zeros)

    def norm(name: str) -> None:
        add(f"{name}/gamma", state)
        add(f"{name}/beta", state)

    add("encoder/conv1/weight", state, 8, 3)
    add("encoder/conv1/bias", state)
    add("encoder/conv2/weight", state, state, 3)
    add("encoder/conv2/bias", state)
    add("encoder/position_encodings/encodings", 12, state)
    add("decoder/embeddings/weight", 20, state)
    add("decoder/position_encodings/encodings", 6, state)
    for side in ("encoder", "decoder"):
        layer = f"{side}/layer_0"
        # The key of a Whisper model has no bias, which is the middle third here.
        linear(f"{layer}/self_attention/linear_0", 3 * state, state, range(state, 2 * state))
        linear(f"{layer}/self_attention/linear_1", state, state)
        norm(f"{layer}/self_attention/layer_norm")
        linear(f"{layer}/ffn/linear_0", wide, state)
        linear(f"{layer}/ffn/linear_1", state, wide)
        norm(f"{layer}/ffn/layer_norm")
        norm(f"{side}/layer_norm")
    linear("decoder/layer_0/attention/linear_0", state, state)
    linear("decoder/layer_0/attention/linear_1", 2 * state, state, range(state))
    linear("decoder/layer_0/attention/linear_2", state, state)
    norm("decoder/layer_0/attention/layer_norm")
    # What is no tensor is passed over.
    made["decoder/num_heads"] = Variable((), 2, b"\1\0")
    return made
