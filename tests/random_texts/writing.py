"""From weights to a file: the vocabulary, the chat template, what every family has."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from tests.gguf_file import Integers, Strings
from tests.gguf_weights import Weights, write_model

WIDTH = 64
"""Of the models' embeddings."""

HEADS, KEYS, FEED, LAYERS, LENGTH = 4, 2, 128, 2, 4096
HEAD = WIDTH // HEADS
_NORMAL, _CONTROL = 1, 3
_MOST_TILES = 6
_SPREAD, _HUSHED = 0.3, 0.2

_TEMPLATE = (
    "{% for message in messages %}<|im_start|>{{ message['role'] }}\n"
    "{{ message['content'] }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)

_ENDS = ("<|endoftext|>", "<|im_start|>", "<|im_end|>")
_AROUND_TILES = (
    "<fake_token_around_image>",
    "<global-img>",
    *(
        f"<row_{row}_col_{column}>"
        for row in range(1, _MOST_TILES + 1)
        for column in range(1, _MOST_TILES + 1)
    ),
)
_AROUND = {
    "llama": _AROUND_TILES,
    "mamba": _AROUND_TILES,
    "gemma3": ("<start_of_image>", "<end_of_image>"),
    "qwen2vl": ("<|vision_start|>", "<|vision_end|>"),
    "qwen35": ("<|vision_start|>", "<|vision_end|>"),
}

Layer = Mapping[str, Weights]
"""The weights of one layer, by their names within it."""


class Draw:
    """Weights by a fixed seed."""

    def __init__(self, seed: int) -> None:
        self._random = np.random.default_rng(seed)

    def __call__(self, *shape: int) -> Weights:
        """Weights so large that every layer turns what it is given around."""
        return (_SPREAD * self._random.standard_normal(shape)).astype(np.float32)


def ones(*shape: int) -> Weights:
    """Weights that leave what they are multiplied with as it is."""
    return np.ones(shape, np.float32)


def write_text(
    path: Path,
    family: str,
    layers: list[Layer],
    facts: Mapping[str, object],
    around: Mapping[str, Weights] | None = None,
) -> Path:
    """Write a model of `layers`; `facts` are its metadata, `around` is what is in no layer.

    Without `around` there are embeddings, the output and its norm, which most families have.
    """
    tokens, kinds = _tokens(family)
    general = {
        "block_count": len(layers),
        "context_length": LENGTH,
        "embedding_length": WIDTH,
        "feed_forward_length": FEED,
        "attention.head_count": HEADS,
        "attention.head_count_kv": KEYS,
        "attention.layer_norm_rms_epsilon": 1e-5,
        "rope.freq_base": 10000.0,
        "rope.dimension_count": HEAD,
        **facts,
    }
    metadata = {
        "general.architecture": family,
        "general.type": "model",
        "general.name": f"Random {family}",
        **{f"{family}.{key}": value for key, value in general.items()},
        "tokenizer.ggml.model": "gpt2",
        "tokenizer.ggml.pre": "smollm",
        "tokenizer.ggml.tokens": Strings(tokens),
        "tokenizer.ggml.token_type": Integers(kinds),
        "tokenizer.ggml.merges": Strings(("Ċ Ċ",)),
        "tokenizer.ggml.bos_token_id": tokens.index("<|im_start|>"),
        "tokenizer.ggml.eos_token_id": tokens.index("<|im_end|>"),
        "tokenizer.ggml.add_bos_token": False,
        "tokenizer.chat_template": _TEMPLATE,
    }
    weights = _ends(tokens, kinds) | dict(around or {"output_norm.weight": ones(WIDTH)})
    for number, layer in enumerate(layers):
        weights |= {f"blk.{number}.{name}": values for name, values in layer.items()}
    return write_model(path, metadata, weights)


def _ends(tokens: list[str], kinds: list[int]) -> dict[str, Weights]:
    """The embeddings, and an output that is loud where a token is a letter one can type.

    So a reply is text: bytes that are none, or names of control tokens, are not kept as it was
    written.
    """
    draw = Draw(1)
    loud = [
        1.0 if kind == _NORMAL and len(token) == 1 and token.isascii() else _HUSHED
        for token, kind in zip(tokens, kinds, strict=True)
    ]
    return {
        "token_embd.weight": draw(len(tokens), WIDTH),
        "output.weight": draw(len(tokens), WIDTH) * np.array(loud, np.float32)[:, None],
    }


def _tokens(family: str) -> tuple[list[str], list[int]]:
    """A token for each byte, a double line break, and what stands around turns and pictures."""
    special = _ENDS + _AROUND.get(family, ())
    plain = [*_letters(), "ĊĊ"]
    return [*special, *plain], [_CONTROL] * len(special) + [_NORMAL] * len(plain)


def _letters() -> list[str]:
    """The letter that stands for each byte in GPT-2's vocabulary: itself where one can see it."""
    visible = {*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)}
    hidden = [byte for byte in range(256) if byte not in visible]
    return [chr(byte if byte in visible else 256 + hidden.index(byte)) for byte in range(256)]
