"""What a model takes for each of its layers, from the headers of its files."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.core.compute_buffer import ComputeSize, compute_size, vocabulary_bytes
from desktop_app.core.gguf import Header
from desktop_app.core.kv_cache import LayerCache, layer_caches, layer_count

_INPUT = (
    "token_embd",
    "position_embd",
    "token_types",
    "per_layer_token_embd",
    "masked_embd_centroids",
    "masked_embd_ordering",
)
"""Tensors that llama.cpp leaves to the processor wherever the layers are: one row of them is
looked up for a token (llama-arch.cpp, LLM_TENSOR_LAYER_INPUT)."""

_EMBEDDING, _OUTPUT = "token_embd.weight", "output.weight"


@dataclass(frozen=True, slots=True)
class ModelSize:
    """Bytes of a model. `layers` are the weights of each layer, `caches` what each keeps.

    `input` always stays in main memory, as does `vocabulary`, what llama.cpp keeps of the tokens'
    texts; `output` is where the last layer is. A model with `tied` weights uses its embedding as
    its output: on a graphics card that is a copy of its own.
    """

    header: Header
    layers: tuple[int, ...]
    caches: tuple[LayerCache, ...]
    input: int
    output: int
    tied: int
    vocabulary: int
    compute: ComputeSize

    @property
    def all_layers(self) -> int:
        """The layers with the output, which counts as one."""
        return len(self.layers) + 1


def model_size(headers: Sequence[Header]) -> ModelSize:
    """Of a model in one file or several: only the first header tells of the model as a whole."""
    first = headers[0]
    count = layer_count(first)
    used = count - min(count, first.number("nextn_predict_layers"))
    layers = [0] * count
    names: dict[str, int] = {}
    for header in headers:
        for layer, size in header.layer_bytes.items():
            # Layers for drafts are not loaded, nor is what belongs to no layer at all.
            if layer < used:
                layers[layer] += size
        for name, size in header.other_bytes.items():
            names[name] = names.get(name, 0) + size
    inputs = sum(size for name, size in names.items() if name.partition(".")[0] in _INPUT)
    caches = layer_caches(first)
    return ModelSize(
        header=first,
        layers=tuple(layers),
        caches=caches,
        input=inputs,
        output=sum(names.values()) - inputs,
        tied=0 if _OUTPUT in names else names.get(_EMBEDDING, 0),
        vocabulary=vocabulary_bytes(first),
        compute=compute_size(first, caches),
    )
