"""Whether a projector (mmproj, the part of a model that sees) belongs to a model.

Decided by the headers of both files. The width is read from the shape of the weights themselves,
because metadata is copied from one conversion to the next; where each kind of projector has its
last matrix, and which architecture it was trained for, is what llama.cpp's tools/mtmd/clip.cpp
(`clip_n_mmproj_embd`) and its conversion scripts say.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from desktop_app.core.gguf import Header


class Sight(Enum):
    """Whether a model can be shown pictures."""

    UNKNOWN = "unknown"
    """Its file was not looked at yet."""
    SEES = "sees"
    NO_PROJECTOR = "no_projector"
    """It is of a family that sees, but its projector is not there."""
    CANNOT = "cannot"


class Misfit(Enum):
    """Why a file is not the projector of a model."""

    NOT_ONE = "not_one"
    """It is no projector, or one for sound alone."""
    WRONG = "wrong"
    """It is the projector of another model."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What can be said of a pair: `misfit` is None when they belong together. `details` says
    in English what was found, for the details of a `Problem`."""

    misfit: Misfit | None = None
    details: str = ""

    @property
    def pairs(self) -> bool:
        """Whether the projector belongs to the model."""
        return self.misfit is None


_LAST: Mapping[str, tuple[str, int]] = {
    "ldp": ("mm.model.mb_block.1.block.2.1.bias", 0),
    "ldpv2": ("mm.model.peg.0.bias", 0),
    "resampler": ("resampler.proj.weight", 0),
    "adapter": ("adapter.linear.dense_4h_to_h.weight", 1),
    "gemma3": ("mm.input_projection.weight", 0),
    "gemma3nv": ("mm.input_projection.weight", 0),
    "gemma4v": ("mm.input_projection.weight", 1),
    "gemma4uv": ("mm.input_projection.weight", 1),
    "qwen2vl_merger": ("mm.2.bias", 0),
    "qwen2.5vl_merger": ("mm.2.bias", 0),
    "qwen2.5o": ("mm.2.bias", 0),
    "qwen3vl_merger": ("mm.2.bias", 0),
    "ling3vl": ("mm.2.bias", 0),
    "exaone4_5": ("mm.2.bias", 0),
    "youtuvl": ("mm.2.bias", 0),
    "janus_pro": ("mm.1.bias", 0),
    "minimax_m3": ("mm.merger.fc2.bias", 0),
    "internvl": ("mm.model.mlp.3.weight", 1),
    "nemotron_v2_vl": ("mm.model.mlp.3.weight", 1),
    "cogvlm": ("mm.down.weight", 1),
    "glm4v": ("mm.down.weight", 1),
    "glm5v": ("mm.down.weight", 1),
    "minicpmv4_6": ("mm.down.weight", 1),
    "idefics3": ("mm.model.fc.weight", 1),
    "deepseekocr": ("mm.model.fc.weight", 1),
    "deepseekocr2": ("mm.model.fc.weight", 1),
    "hunyuanvl": ("mm.model.fc.weight", 1),
    "llama4": ("mm.model.fc.weight", 1),
    "step3vl": ("mm.model.fc.weight", 1),
    **dict.fromkeys(
        (
            *("mlp", "pixtral", "lightonocr", "phi4", "lfm2", "kimivl", "kimik25", "paddleocr"),
            *("dots_ocr", "dots3note_v", "mimovl", "yasa2", "deepseek4v", "muse-glimmer"),
        ),
        ("mm.2.weight", 1),
    ),
}
"""Kind of projector -> the tensor that the embeddings come from, and which dimension is theirs."""

_NORMALISED = ("mm.3.bias", 0)
"""The same for a "mlp" between whose two matrices there are normalisations (Yi-VL)."""

_MADE_FOR: Mapping[str, frozenset[str]] = {
    "qwen2vl_merger": frozenset({"qwen2vl"}),
    "qwen2.5vl_merger": frozenset({"qwen2vl"}),
    "qwen2.5o": frozenset({"qwen2vl"}),
    "qwen3vl_merger": frozenset({"qwen3vl", "qwen3vlmoe", "qwen35", "qwen35moe", "qwen4exp"}),
    "minicpmv4_6": frozenset({"qwen35"}),
    "gemma3": frozenset({"gemma3"}),
    "gemma3nv": frozenset({"gemma3n"}),
    "gemma4v": frozenset({"gemma4"}),
    "gemma4uv": frozenset({"gemma4"}),
    "llama4": frozenset({"llama4"}),
    "cogvlm": frozenset({"cogvlm"}),
    "paddleocr": frozenset({"paddleocr"}),
    "deepseekocr": frozenset({"deepseek2-ocr"}),
    "deepseekocr2": frozenset({"deepseek2-ocr"}),
    "hunyuanvl": frozenset({"hunyuan_vl"}),
    "lfm2": frozenset({"lfm2", "lfm2moe"}),
    "exaone4_5": frozenset({"exaone4"}),
    "ling3vl": frozenset({"bailingmoe3"}),
}
"""Kind of projector -> the only architectures that it is made for."""

_FAMILIES = frozenset(
    {
        *("qwen2vl", "qwen3vl", "qwen3vlmoe", "qwen35", "qwen35moe", "gemma3", "gemma3n", "gemma4"),
        *("llama4", "cogvlm", "paddleocr", "deepseek2-ocr", "hunyuan_vl", "mistral3"),
    }
)
"""Architectures whose models see."""

_PARTICULAR = _FAMILIES - {"mistral3"}
"""Those of them that take none but their own kind: positions and tokens around a picture differ."""

_SEEING = (
    r"(?<![a-z])(vl|vlm|vision|llava|bakllava|vila|smolvlm|idefics|pixtral|internvl|moondream"
    r"|minicpm-?[vo]|janus|fastvlm|ocr|docling|multimodal|omni)(?![a-z])"
)

_GEMMA3_TEXT_LAYERS = 26
"""Gemma 3 with 270M (18 layers) and 1B (26) weights reads words alone; from 4B (34) on it sees."""


def verdict(model: Header, projector: Header) -> Verdict:
    """Whether the projector with this header belongs to the model with that one."""
    if not projector.is_projector:
        return Verdict(Misfit.NOT_ONE, f"its architecture is {projector.architecture!r}")
    if projector.metadata.get("clip.has_vision_encoder") is not True:
        return Verdict(Misfit.NOT_ONE, "it has no vision encoder")
    kind, family = kind_of(projector), model.architecture
    made_for = _MADE_FOR.get(kind)
    if family not in made_for if made_for is not None else family in _PARTICULAR:
        return Verdict(Misfit.WRONG, f"a projector of the kind {kind!r} for a {family!r} model")
    has, needs = width_of(projector), width_needed(model)
    if has != needs or not has:
        return Verdict(Misfit.WRONG, f"its embeddings have {has} values, the model's {needs}")
    return Verdict(details=f"{kind}, {has} values")


def kind_of(projector: Header) -> str:
    """The kind of a projector, in llama.cpp's words: "mlp", "qwen2vl_merger"."""
    return projector.text("clip.projector_type") or projector.text("clip.vision.projector_type")


def width_of(projector: Header) -> int:
    """How many values an embedding of this projector has, by its weights; 0 when unknown."""
    kind, shapes = kind_of(projector), projector.shapes
    normalised = kind == "mlp" and _NORMALISED[0] in shapes
    name, dimension = _NORMALISED if normalised else _LAST.get(kind, ("", 0))
    shape = shapes.get(name, ())
    width = (
        shape[dimension] if dimension < len(shape) else projector.number("vision.projection_dim")
    )
    if kind == "qwen3vl_merger":
        # More embeddings for deeper layers of the model (deepstack) follow the first one.
        width *= 1 + sum(bool(re.fullmatch(r"v\.deepstack\.\d+\.fc1\.weight", n)) for n in shapes)
    return width


def width_needed(model: Header) -> int:
    """How many values an embedding must have to be put into this model; 0 when unknown."""
    shape = model.shapes.get("token_embd.weight")
    width = shape[0] if shape else model.number("embedding_length")
    return width * (1 + _deeper_layers(model))


def might_see(model: Header) -> bool:
    """Whether a model is of a family that sees, so that without projector one is missing."""
    if model.architecture == "gemma3":
        return model.number("block_count") > _GEMMA3_TEXT_LAYERS
    names = f"{model.name} {model.text('general.basename')}".lower()
    return model.architecture in _FAMILIES or bool(re.search(_SEEING, names))


def _deeper_layers(model: Header) -> int:
    """For how many layers but the first an embedding brings values of its own."""
    mapping = model.metadata.get(f"{model.architecture}.deepstack_mapping")
    if isinstance(mapping, tuple):
        return len({index for index in mapping if index >= 0})
    return model.number("n_deepstack_layers")
