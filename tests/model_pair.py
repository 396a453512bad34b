"""Makes files that have the headers of models and of their projectors, and next to no weights."""

from pathlib import Path

from tests.gguf_file import F32, write_gguf


def model(path: Path, name: str, width: int = 64, family: str = "llama") -> Path:
    """A model whose embeddings have `width` values; it cannot be run."""
    path.parent.mkdir(exist_ok=True)
    facts = {
        "general.architecture": family,
        "general.name": name,
        f"{family}.embedding_length": width,
    }
    return write_gguf(path, facts, ("token_embd.weight", (width, 4), F32, width * 16))


def eyes(
    path: Path, name: str = "", width: int = 64, kind: str = "mlp", file_type: int = 1
) -> Path:
    """A projector whose embeddings have `width` values; it cannot be run."""
    facts = {
        "general.architecture": "clip",
        "general.file_type": file_type,
        "clip.has_vision_encoder": True,
        "clip.projector_type": kind,
        **({"general.name": name} if name else {}),
    }
    tensors = [
        ("mm.2.weight", (4, width), F32, width * 16),
        ("mm.2.bias", (width,), F32, width * 4),
    ]
    return write_gguf(path, facts, *tensors)
