import io
from dataclasses import replace

from desktop_app.core.gguf import Header, read_header
from desktop_app.core.model_size import model_size
from tests.gguf_file import F32, Q4_0, Tensor, gguf_bytes
from tests.model_headers import MB, mistral_7b

TENSORS: tuple[Tensor, ...] = (
    ("token_embd.weight", (64, 100), Q4_0, 3600),
    ("per_layer_token_embd.weight", (64, 4), F32, 1024),
    ("blk.0.attn_q.weight", (64, 64), F32, 16384),
    ("blk.0.ffn_down.weight", (64,), F32, 256),
    ("blk.10.attn_q.weight", (5,), F32, 20),
    ("output_norm.weight", (64,), F32, 256),
    ("rope_freqs.weight", (8,), F32, 32),
)
OUTPUT: Tensor = ("output.weight", (64, 100), Q4_0, 3600)
FACTS = {"general.architecture": "llama", "llama.block_count": 11}


def read(*tensors: Tensor, **facts: object) -> Header:
    more = {f"llama.{key}": value for key, value in facts.items()}
    return read_header(io.BytesIO(gguf_bytes(FACTS | more, tensors)))


def test_bytes_by_layer() -> None:
    header = read(*TENSORS)

    assert header.layer_bytes == {0: 16640, 10: 32}
    assert header.other_bytes == {
        "token_embd.weight": 3616,
        "per_layer_token_embd.weight": 1024,
        "output_norm.weight": 256,
        "rope_freqs.weight": 32,
    }
    assert header.weight_bytes == 16640 + 32 + 3616 + 1024 + 256 + 32


def test_what_is_looked_up_stays_and_what_comes_out_goes_with_the_last_layer() -> None:
    size = model_size([read(*TENSORS, OUTPUT)])

    assert size.layers == (16640, *[0] * 9, 32)
    assert size.all_layers == 12
    assert size.input == 3616 + 1024
    assert size.output == 3616 + 256 + 32
    assert size.tied == 0


def test_an_embedding_that_is_the_output_too_is_there_twice() -> None:
    assert model_size([read(*TENSORS)]).tied == 3616


def test_layers_that_there_are_not_and_those_for_drafts_are_not_counted() -> None:
    beyond: Tensor = ("blk.11.attn_q.weight", (64, 64), F32, 16384)

    assert model_size([read(*TENSORS, beyond)]).layers[-1] == 32
    assert model_size([read(*TENSORS, nextn_predict_layers=1)]).layers[-1] == 0


def test_a_name_that_only_looks_like_a_layer() -> None:
    odd = read(("blk.x.attn_q.weight", (5,), F32, 20), ("v.blk.0.ln1.weight", (5,), F32, 20))

    assert odd.layer_bytes == {}
    assert odd.weight_bytes == 64


def test_parts_are_added_up() -> None:
    first = replace(mistral_7b(), layer_bytes={0: MB, 1: MB}, other_bytes={"token_embd.weight": MB})
    second = replace(first, metadata={}, layer_bytes={1: MB, 2: MB}, other_bytes={})
    size = model_size([first, second])

    assert size.layers[:4] == (MB, 2 * MB, MB, 0)
    assert size.tied == size.input == MB
