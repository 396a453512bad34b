"""Makes a projector that really sees: it tells SmolLM2-135M the colours of a picture.

    python -m tests.seeing_model resources/models/SmolLM2-135M-Instruct.Q4_1.gguf eyes.gguf

It has the form of LLaVA's (CLIP's vision transformer, then two layers), but what those learn
from millions of pictures is mostly written down here:

- A picture becomes 3 x 3 patches. The embedding of a patch is the mean colour of its left and of
  its right quarter, each also with the sign turned, so that the sum is 0 and layer normalisation
  keeps the proportions; and which patch it is, one-hot and large.
- In the one layer that runs (LLaVA takes the last but one) every patch attends to the middle
  patch and to no other. It is never padding, whatever the shape of the picture. Its quarters are
  the picture's left and right. The feed-forward part is zero.
- Each patch then says one word of `SENTENCE`: the model's own embedding of that word. Where the
  sentence names a colour, units that are silent elsewhere choose the word; they are what is
  learnt, by Adam, in a few seconds.

So the model reads, in place of a picture, a sentence about it, and does with it what it can.
That is little. Of one picture it names the colour (`WHAT_COLOUR`); of two, the one that is asked
for (`FIRST_COLOUR`, `SECOND_COLOUR`) when `FIRST` and `SECOND` stand before them, and without
those mostly the last; of a picture of two colours, both, from left to right (`BOTH_COLOURS`).
"""

import argparse
import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tests import gguf_file, gguf_weights
from tests.gguf_file import Floats
from tests.gguf_weights import Weights, read_vocabulary, write_model

Colour = tuple[int, int, int]
Pixels = NDArray[np.uint8]

SHADES: Mapping[str, tuple[Colour, ...]] = {
    "red": ((255, 0, 0), (200, 20, 30), (230, 60, 50)),
    "green": ((0, 128, 0), (0, 255, 0), (60, 180, 75)),
    "blue": ((0, 0, 255), (30, 60, 200), (70, 130, 220)),
    "yellow": ((255, 255, 0), (240, 220, 60)),
    "black": ((0, 0, 0), (30, 30, 30)),
    "white": ((255, 255, 255), (235, 235, 235)),
    "orange": ((255, 140, 0), (240, 120, 30)),
    "purple": ((128, 0, 128), (110, 40, 160)),
    "pink": ((255, 150, 190), (255, 105, 180)),
    "brown": ((120, 70, 20), (90, 50, 25)),
}
"""The colours it can tell apart; the first shade of each is the colour itself."""

COLOURS: Mapping[str, Colour] = {name: shades[0] for name, shades in SHADES.items()}

WHAT_COLOUR = "\nWhat is the colour of the picture?"
BOTH_COLOURS = "\nWhich colours are in the picture?"
FIRST, SECOND = "First picture: ", "\nSecond picture: "
FIRST_COLOUR = "\nWhat is the colour of the first picture?"
SECOND_COLOUR = "\nWhat is the colour of the second picture?"

LEFT, RIGHT = "{left}", "{right}"
SENTENCE = ("The", " picture", " is", LEFT, LEFT, " and", RIGHT, RIGHT, ".")
"""What a picture says, one token for each patch, from the top left."""

_SIDE, _PATCH, _PATCHES = 48, 16, 9
_MIDDLE = 4
_WIDTH, _HIDDEN, _LAYERS = 32, 32, 2
_NORM = 1e-5

# Channels of a patch: its two colours, those with the sign turned, what was seen in the middle
# (left, then right), which patch it is.
_OWN, _TURNED, _SEEN, _WHICH = 0, 6, 12, 18
_MARK = 30.0
"""How large "which patch it is" is: large enough for colours to change the norm by a percent."""
_FOCUS = 8.0
"""How sharply it attends to the middle: the others get exp(-40) of it."""
_SILENCE = 30.0
_WORD = 3.0

_STEEP, _CUBIC = float(np.sqrt(2 / np.pi)), 0.044715
"""Of GELU."""

_UNITS = 128
_STEPS, _SAMPLES, _RATE = 800, 256, 0.01


def plain(colour: str, width: int = 64, height: int = 64) -> Pixels:
    """A picture of one colour."""
    return np.full((height, width, 3), COLOURS[colour], np.uint8)


def halves(left: str, right: str, width: int = 64, height: int = 64) -> Pixels:
    """A picture of two colours side by side."""
    pixels = plain(left, width, height)
    pixels[:, width // 2 :] = COLOURS[right]
    return pixels


def named(answer: str) -> list[str]:
    """The colours that an answer names, in order, each once. It may say "red red"."""
    words = answer.lower().replace(",", " ").replace(".", " ").split()
    return list(dict.fromkeys(word for word in words if word in COLOURS))


def make_projector(model: Path, path: Path) -> Path:
    """Write the projector for the SmolLM2 in `model` to `path`. Always the same."""
    vocabulary = read_vocabulary(model)
    colours = vocabulary.embeddings(f" {name}" for name in SHADES)
    words = {word: vocabulary.embeddings((word,))[0] for word in SENTENCE if word[0] != "{"}
    weights = _encoder() | _projection(_learnt(), colours, words)
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}")
    write_model(unfinished, _metadata(vocabulary.width), weights)
    return unfinished.replace(path)


def kept_projector(model: Path, folder: Path) -> Path:
    """The projector in `folder`, which is made when it is not there or would be another now.

    One that was made by another version of this is deleted.
    """
    digest = hashlib.sha256()
    for file in (__file__, gguf_file.__file__, gguf_weights.__file__):
        digest.update(Path(file).read_bytes())
    digest.update(f"{model.name} {model.stat().st_size}".encode())
    path = folder / f"mmproj-seeing-{digest.hexdigest()[:16]}.gguf"
    if path.is_file():
        return path
    for old in folder.glob("mmproj-seeing-*.gguf"):
        old.unlink(missing_ok=True)
    return make_projector(model, path)


def _metadata(width: int) -> dict[str, object]:
    return {
        "general.architecture": "clip",
        "general.type": "mmproj",
        "general.name": "Colours for SmolLM2 135M",
        "clip.has_vision_encoder": True,
        "clip.projector_type": "mlp",
        "clip.use_gelu": True,
        "clip.vision.image_size": _SIDE,
        "clip.vision.patch_size": _PATCH,
        "clip.vision.embedding_length": _WIDTH,
        "clip.vision.feed_forward_length": _HIDDEN,
        "clip.vision.block_count": _LAYERS,
        "clip.vision.attention.head_count": 1,
        "clip.vision.attention.layer_norm_epsilon": _NORM,
        "clip.vision.projection_dim": width,
        "clip.vision.image_mean": Floats((0.5, 0.5, 0.5)),
        "clip.vision.image_std": Floats((0.5, 0.5, 0.5)),
    }


def _encoder() -> dict[str, Weights]:
    """The vision transformer: it puts the colours of the middle patch into every patch."""
    kernel = np.zeros((_WIDTH, 3, _PATCH, _PATCH), np.float32)
    quarter = _PATCH // 4
    for colour in range(3):
        kernel[_OWN + colour, colour, :, :quarter] = 1 / (_PATCH * quarter)
        kernel[_OWN + 3 + colour, colour, :, -quarter:] = 1 / (_PATCH * quarter)
    kernel[_TURNED:_SEEN] = -kernel[_OWN:_TURNED]
    which = np.zeros((_PATCHES, _WIDTH), np.float32)
    which[:, _WHICH : _WHICH + _PATCHES] = _MARK * np.eye(_PATCHES)
    weights = {"v.patch_embd.weight": kernel, "v.position_embd.weight": which}
    for layer in range(_LAYERS):
        weights |= _layer(f"v.blk.{layer}")
    return weights


def _layer(name: str) -> dict[str, Weights]:
    query, key, value, output = np.zeros((4, _WIDTH, _WIDTH), np.float32)
    # All ask for the middle; a patch answers with whether it is that.
    query[0, _WHICH : _WHICH + _PATCHES] = _FOCUS
    key[0, _WHICH + _MIDDLE] = 1.0
    # Half the difference of the two signs: the mean that the norm takes away does not count.
    value[:6, _OWN:_TURNED] = np.eye(6) / 2
    value[:6, _TURNED:_SEEN] = -np.eye(6) / 2
    # Undoes the division by the standard deviation.
    output[_SEEN:_WHICH, :6] = np.eye(6) * _MARK * np.sqrt(1 / _WIDTH - 1 / _WIDTH**2)
    ones, zeros = np.ones(_WIDTH, np.float32), np.zeros(_WIDTH, np.float32)
    weights = {
        "attn_q.weight": query,
        "attn_k.weight": key,
        "attn_v.weight": value,
        "attn_out.weight": output,
        "ffn_up.weight": np.zeros((_HIDDEN, _WIDTH), np.float32),
        "ffn_up.bias": np.zeros(_HIDDEN, np.float32),
        "ffn_down.weight": np.zeros((_WIDTH, _HIDDEN), np.float32),
    }
    biased = ("attn_q", "attn_k", "attn_v", "attn_out", "ffn_down", "ln1", "ln2")
    weights |= {f"{part}.bias": zeros for part in biased}
    weights |= {f"{part}.weight": ones for part in ("ln1", "ln2")}
    return {f"{name}.{part}": array for part, array in weights.items()}


@dataclass(frozen=True, slots=True)
class _Namer:
    """A layer of GELU units from a colour (-1 to 1) to how much it is each of `SHADES`."""

    into: Weights
    bias: Weights
    out: Weights
    rest: Weights


def _projection(
    namer: _Namer, colours: Weights, words: Mapping[str, Weights]
) -> dict[str, Weights]:
    """The two layers that turn a patch into a word's embedding."""
    into = np.zeros((2 * _UNITS + _PATCHES, _WIDTH), np.float32)
    bias = np.zeros(len(into), np.float32)
    out = np.zeros((colours.shape[1], len(into)), np.float32)
    loudness, _ = _gelu(np.full(1, _WORD, np.float32))
    for side, hole in enumerate((LEFT, RIGHT)):
        units = slice(side * _UNITS, (side + 1) * _UNITS)
        seen = _SEEN + 3 * side
        into[units, seen : seen + 3] = namer.into
        bias[units] = namer.bias
        for place, word in enumerate(SENTENCE):
            into[units, _WHICH + place] = 0 if word == hole else -_SILENCE / _MARK
        out[:, units] = colours.T @ namer.out
    for place, word in enumerate(SENTENCE):
        unit = 2 * _UNITS + place
        into[unit, _WHICH + place] = _WORD / _MARK
        said = namer.rest @ colours if word in (LEFT, RIGHT) else words[word]
        out[:, unit] = said / loudness
    none = np.zeros(len(out), np.float32)
    return {"mm.0.weight": into, "mm.0.bias": bias, "mm.2.weight": out, "mm.2.bias": none}


def _learnt() -> _Namer:
    """Learn to name the nearest shade: least squares to one-hot, by Adam."""
    random = np.random.default_rng(0)
    shades = np.array([shade for group in SHADES.values() for shade in group], np.float32)
    names = np.repeat(np.arange(len(SHADES)), [len(group) for group in SHADES.values()])
    values = [
        random.normal(0, 1.5, (_UNITS, 3)),
        random.normal(0, 1, _UNITS),
        random.normal(0, 0.1, (len(SHADES), _UNITS)),
        np.full(len(SHADES), 1 / len(SHADES)),
    ]
    values = [value.astype(np.float32) for value in values]
    slope, square = ([np.zeros_like(value) for value in values] for _ in range(2))
    for step in range(1, _STEPS + 1):
        seen, wanted = _samples(random, shades, names)
        rate = _RATE * (1 - step / (_STEPS + 1)) * np.sqrt(1 - 0.999**step) / (1 - 0.9**step)
        for i, gradient in enumerate(_gradients(values, seen, wanted)):
            slope[i] += 0.1 * (gradient - slope[i])
            square[i] += 0.001 * (gradient**2 - square[i])
            values[i] -= rate * slope[i] / (np.sqrt(square[i]) + 1e-8)
    return _Namer(*values)


def _samples(
    random: np.random.Generator, shades: Weights, names: NDArray[np.int64]
) -> tuple[Weights, Weights]:
    """Colours near the shades and anywhere, and one-hot which colour they are."""
    near = shades[random.integers(0, len(shades), _SAMPLES)] + random.normal(0, 12, (_SAMPLES, 3))
    seen = np.concatenate([near.clip(0, 255), random.uniform(0, 255, (_SAMPLES // 4, 3))])
    distance = ((seen[:, None] - shades) ** 2).sum(axis=2)
    wanted = np.eye(len(SHADES), dtype=np.float32)[names[distance.argmin(axis=1)]]
    return (seen / 127.5 - 1).astype(np.float32), wanted


def _gradients(values: list[Weights], seen: Weights, wanted: Weights) -> list[Weights]:
    into, bias, out, rest = values
    units, slopes = _gelu(seen @ into.T + bias)
    error = (units @ out.T + rest - wanted) / len(seen)
    back = (error @ out) * slopes
    return [back.T @ seen, back.sum(axis=0), error.T @ units, error.sum(axis=0)]


def _gelu(x: Weights) -> tuple[Weights, Weights]:
    """GELU as ggml computes it (by tanh), and its derivative."""
    square = x * x
    tanh: Weights = np.tanh(_STEEP * x * (1 + _CUBIC * square))
    half = 0.5 + 0.5 * tanh
    slope: Weights = 2 * _STEEP * (1 + 3 * _CUBIC * square)
    return x * half, half + x * half * (1 - half) * slope


def main() -> None:
    """Make the file that the command line asks for."""
    parser = argparse.ArgumentParser(description="Make a projector that names colours.")
    parser.add_argument("model", type=Path, help="SmolLM2-135M (GGUF)")
    parser.add_argument("projector", type=Path, help="where to write it")
    arguments = parser.parse_args()
    make_projector(arguments.model, arguments.projector)


if __name__ == "__main__":
    main()
