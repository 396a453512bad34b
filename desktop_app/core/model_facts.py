"""What can be told of a model file without its folder: what it is, and how large."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from desktop_app.core.amount import amount
from desktop_app.core.gguf import Header, read_header
from desktop_app.core.gguf_cursor import GgufError
from desktop_app.core.models import model_name

_FILE_TYPES: Mapping[int, str] = {
    0: "F32", 1: "F16", 2: "Q4_0", 3: "Q4_1", 7: "Q8_0", 8: "Q5_0", 9: "Q5_1", 10: "Q2_K",
    11: "Q3_K_S", 12: "Q3_K_M", 13: "Q3_K_L", 14: "Q4_K_S", 15: "Q4_K_M", 16: "Q5_K_S",
    17: "Q5_K_M", 18: "Q6_K", 19: "IQ2_XXS", 20: "IQ2_XS", 21: "Q2_K_S", 22: "IQ3_XS",
    23: "IQ3_XXS", 24: "IQ1_S", 25: "IQ4_NL", 26: "IQ3_S", 27: "IQ3_M", 28: "IQ2_S",
    29: "IQ2_M", 30: "IQ4_XS", 31: "IQ1_M", 32: "BF16", 36: "TQ1_0", 37: "TQ2_0",
    38: "MXFP4", 39: "NVFP4", 40: "Q1_0", 41: "Q2_0",
}  # fmt: skip
"""`general.file_type` -> the quantisation (llama.h, `llama_ftype`)."""

_SIZE_LABEL = re.compile(r"\d[\d.x]*[KMBT](?:-[A-Z]\d[\d.]*[KMBT])?")
"""How GGUF writes a number of parameters: "135M", "8x7B", "30B-A3B"."""


@dataclass(frozen=True, slots=True)
class ModelFacts:
    """A model by the header of its file. Text is "" and numbers are 0 where it does not say.

    `name` is that of the file, without folder and ending; `parameters` as the file names their
    number ("135M"); `trained_context` in tokens; `size` in bytes.
    """

    name: str
    architecture: str = ""
    file_type: str = ""
    parameters: str = ""
    layers: int = 0
    trained_context: int = 0
    size: int = 0
    parts: int = 1

    @property
    def words(self) -> str:
        """All of it in one line of English."""
        known = (
            self.architecture,
            self.parameters and f"{self.parameters} parameters",
            self.file_type,
            self.layers and f"{self.layers} layers",
            self.trained_context and f"trained for {self.trained_context:,} tokens",
            self.size and amount(self.size),
            self.parts > 1 and f"{self.parts} files",
        )
        return ", ".join(str(each) for each in known if each) or "its header cannot be read"


def model_facts(path: Path) -> ModelFacts:
    """What the header of this file says. Never raises: of a damaged file it is the name alone."""
    name = model_name(str(path))
    try:
        with path.open("rb") as stream:
            header = read_header(stream)
    except (OSError, GgufError):
        return ModelFacts(name)
    return facts_of(name, header)


def facts_of(name: str, header: Header) -> ModelFacts:
    """What a header says of the model that is called `name`."""
    label = header.text("general.size_label")
    return ModelFacts(
        name,
        architecture=re.sub(r"[^\w.-]", "", header.architecture)[:40],
        file_type=_file_type(header),
        parameters=label if _SIZE_LABEL.fullmatch(label) else "",
        layers=header.number("block_count"),
        trained_context=header.context_length,
        size=header.weight_bytes,
        parts=header.parts,
    )


def _file_type(header: Header) -> str:
    kind = header.metadata.get("general.file_type")
    return _FILE_TYPES.get(kind, f"file type {kind}") if isinstance(kind, int) else ""
