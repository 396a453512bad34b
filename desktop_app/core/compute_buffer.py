"""What llama.cpp takes beside weights and KV cache: an estimate from the header.

llama.cpp reserves one buffer for everything between the input and the output of a batch, as large
as the moment needs at which most is alive (src/llama-graph.cpp builds it, ggml-alloc.c deals it
out). In every model with a feed-forward part that moment is in there: the three wide vectors of
`build_ffn` (gate, up, and what comes of them) are alive, and the holes that narrower ones left
behind are too small to be used again. The formulas agree with what llama.cpp 0c1e57098 says of
itself within 1 % for Llama (1, 8 and 70 B), Qwen 3 8B, Gemma 3 (270M to 12B), Mixtral, gpt-oss and
Qwen 3 30B-A3B, and within 15 % for Qwen 3 0.6B, LFM2, Granite 4, Qwen 3.5 and Mamba.
"""

from dataclasses import dataclass

from desktop_app.core.gguf import Header
from desktop_app.core.kv_cache import LayerCache, padded

_FLOAT, _HALF = 4, 2

_INPUTS_OF_TOKEN = 48
"""Bytes: a token's id, its position, the rows of keys and values that it goes to."""

_RECURRENT = 6.5
"""Vectors of a recurrent layer's inner width that are alive at once (Mamba)."""

_MIXED = 18
"""Vectors of the model's width that are alive at once in RWKV, which mixes each token six times
with the one before (`build_rwkv7_time_mix`), measured."""

_CELL_BYTES = 64
"""What llama.cpp notes of each token in the KV cache: position, sequences (llama-kv-cells.h)."""

_SAMPLED_BYTES = 20
"""For each token of the vocabulary, in main memory: its logit in the output buffer, and as a
candidate for the sampler (`llama_token_data`, 12 bytes) with what sorts them."""

_QUANTIZED_INPUT = 34 / 32
"""Bytes: before a product with quantized weights the processor rounds the other side to 8 bits."""

_TOKEN_BYTES = 176
"""Of main memory for each token of the vocabulary, measured: its text, twice, and its place."""

_MERGE_BYTES = 176
"""The same for each merge of a byte pair encoding, of which there are about as many."""


@dataclass(frozen=True, slots=True)
class ComputeSize:
    """Bytes for computing with a model, by what they depend on."""

    batch_token: int
    """For each token of a batch."""
    input_token: int
    """The part of it that is in main memory also where all layers are on graphics cards."""
    batch_cell: int
    """For each pair of a token of a batch and one of the context: who sees whom."""
    context_token: int
    """For each token of the context, in main memory."""
    output: int
    """For the output of one token, where the last layer is."""
    sampling: int
    """For drawing the next token, in main memory."""

    def bytes(self, context_size: int, batch_size: int, with_output: bool = True) -> int:
        """Of a memory in which layers are."""
        tokens = max(1, min(batch_size, context_size))
        seen = self.batch_cell * tokens * padded(context_size)
        return tokens * self.batch_token + seen + (self.output if with_output else 0)

    def input_bytes(self, context_size: int, batch_size: int) -> int:
        """Of main memory, where no layer is in it."""
        tokens = max(1, min(batch_size, context_size))
        seen = self.batch_cell * tokens * padded(context_size)
        return tokens * self.input_token + seen


def compute_size(header: Header, caches: tuple[LayerCache, ...]) -> ComputeSize:
    """What computing with the model of `header` takes."""
    width = header.number("embedding_length")
    floats = max(_feed_forward(header, width), _recurrent(header, width))
    floats += _per_layer_embeddings(header)
    widest = max(width, header.number("feed_forward_length"))
    # Layers with a sliding window and those without each have a mask of their own.
    masks = 2 if header.number("attention.sliding_window") else 1
    return ComputeSize(
        batch_token=_FLOAT * floats + int(widest * _QUANTIZED_INPUT) + _INPUTS_OF_TOKEN,
        input_token=_FLOAT * 2 * width + _INPUTS_OF_TOKEN,
        batch_cell=_HALF * masks if any(cache.keys for cache in caches) else 0,
        context_token=_CELL_BYTES * masks,
        output=_FLOAT * vocabulary_size(header),
        sampling=_SAMPLED_BYTES * vocabulary_size(header),
    )


def vocabulary_size(header: Header) -> int:
    """How many tokens a model knows; 0 when it does not tell."""
    return header.number("vocab_size") or header.shapes.get("token_embd.weight", (0, 0))[-1]


def vocabulary_bytes(header: Header) -> int:
    """What llama.cpp takes of main memory for knowing its tokens by their text and back."""
    merges = header.text("tokenizer.ggml.model") == "gpt2"
    return vocabulary_size(header) * (_TOKEN_BYTES + (_MERGE_BYTES if merges else 0))


def _feed_forward(header: Header, width: int) -> int:
    """Numbers alive for one token in the middle of a feed-forward part."""
    used = max(1, header.number("expert_used_count"))
    feed = header.number("feed_forward_length")
    heads = header.number("attention.head_count")
    queries = heads * header.number("attention.key_length", width // max(1, heads))
    numbers = 3 * feed + 3 * width + max(width, queries)
    if header.number("expert_count"):
        expert = header.number("expert_feed_forward_length", feed)
        # What comes out of the experts is as wide as the model, for each that is asked.
        out = width if width > expert else 0
        numbers = max(numbers, (3 * expert + out) * used + 3 * width + max(width, queries))
    return numbers


def _recurrent(header: Header, width: int) -> int:
    """Numbers alive for one token in a layer with a state."""
    if header.number("wkv.head_size"):
        return _MIXED * width
    return width + int(_RECURRENT * header.number("ssm.inner_size"))


def _per_layer_embeddings(header: Header) -> int:
    """Gemma 3n and 4 look up a vector for each layer: once, and projected (read, not measured)."""
    each = header.number("embedding_length_per_layer_input")
    return 2 * each * min(header.number("block_count"), 512)
