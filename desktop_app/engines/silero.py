"""Silero VAD, the neural network that tells speech from everything else, run by numpy.

The network is Silero VAD by the Silero Team (https://github.com/snakers4/silero-vad, MIT
licence): a short-time Fourier transform, four convolutions, an LSTM and one output, 310,000
weights in all. A frame of 32 ms takes some 0.3 ms of one core, so neither torch nor onnxruntime
is needed for it.
"""

import json
import math
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

FRAME = 512
"""Samples the network looks at in one step: 32 ms at 16 kHz, what it was trained on."""

_CONTEXT = 64
"""Samples of the frame before that it sees again in front of each frame."""

_WINDOW = 256
"""Samples of one Fourier transform."""

_STRIDE = 128
"""Samples from one Fourier transform to the next."""

_SPECTRA = 4
"""Fourier transforms of one frame, together with its context and its mirrored end."""

_UNITS = 128
"""Width of the LSTM."""

_BLOCK = 512
"""Frames of which the part without memory is computed at once: 16 s, about 20 MB."""

Floats = NDArray[np.float32]


class Silero:
    """The network with its memory: what it says of a frame depends on those before.

    Raises `OSError` or `ValueError` when the file cannot be read. Not for two threads at once.
    """

    def __init__(self, path: Path) -> None:
        weights = read_safetensors(path)
        try:
            # Every convolution becomes one matrix product: rows are the outputs, columns the
            # taps of the kernel beside each other.
            self._fourier = weights["stft_conv.weight"].reshape(-1, _WINDOW).T.copy()
            self._conv1 = _columns(weights["conv1.weight"], (0, 1, 2))
            self._conv2 = _columns(weights["conv2.weight"], (0, 1, 2))
            # Of two columns the third convolution makes one, of one the fourth makes one: the
            # other taps only ever meet the zeros at the border.
            self._conv3 = _columns(weights["conv3.weight"], (1, 2))
            self._conv4 = _columns(weights["conv4.weight"], (1,))
            self._biases = [weights[f"conv{number}.bias"] for number in (1, 2, 3, 4)]
            self._input = weights["lstm_cell.weight_ih"].T.copy()
            self._recurrent = np.ascontiguousarray(weights["lstm_cell.weight_hh"])
            self._gate_bias = weights["lstm_cell.bias_ih"] + weights["lstm_cell.bias_hh"]
            self._output = weights["final_conv.weight"].reshape(_UNITS)
            self._output_bias = float(weights["final_conv.bias"][0])
        except KeyError as error:
            raise ValueError(f"{path.name} lacks the weights {error}") from error
        self.reset()

    def reset(self) -> None:
        """Forget everything heard: the next frame is the first one of another recording."""
        self._before: Floats = np.zeros(_CONTEXT, np.float32)
        self._hidden: Floats = np.zeros(_UNITS, np.float32)
        self._cell: Floats = np.zeros(_UNITS, np.float32)

    def probabilities(self, samples: Floats) -> Floats:
        """How likely each frame of `samples` (whole frames, -1 to 1) is speech, 0 to 1."""
        frames = np.ascontiguousarray(samples, np.float32).reshape(-1, FRAME)
        result = np.empty(len(frames), np.float32)
        for start in range(0, len(frames), _BLOCK):
            gates = self._gates(frames[start : start + _BLOCK])
            for index, gate in enumerate(gates, start):
                result[index] = self._step(gate)
        return result

    def _gates(self, frames: Floats) -> Floats:
        """What frames give to the LSTM's gates: the part that needs no memory."""
        count = len(frames)
        seen: Floats = np.empty((count, _CONTEXT + FRAME + _CONTEXT), np.float32)
        seen[:, _CONTEXT:-_CONTEXT] = frames
        seen[0, :_CONTEXT] = self._before
        seen[1:, :_CONTEXT] = frames[:-1, -_CONTEXT:]
        # The end is mirrored, without the last sample itself.
        seen[:, -_CONTEXT:] = frames[:, -2 : -_CONTEXT - 2 : -1]
        self._before = frames[-1, -_CONTEXT:].copy()
        windows = np.lib.stride_tricks.sliding_window_view(seen, _WINDOW, axis=1)[:, ::_STRIDE]
        wave = windows @ self._fourier
        bins = wave.shape[2] // 2
        x = np.hypot(wave[..., :bins], wave[..., bins:])
        border = np.zeros((count, 1, bins), np.float32)
        x = np.concatenate((border, x, border), axis=1)
        x = self._convolve(0, self._conv1, [x[:, at : at + 3] for at in range(_SPECTRA)])
        border = np.zeros((count, 1, x.shape[2]), np.float32)
        x = np.concatenate((border, x), axis=1)
        x = self._convolve(1, self._conv2, [x[:, 0:3], x[:, 2:5]])
        x = self._convolve(2, self._conv3, [x])
        x = self._convolve(3, self._conv4, [x])
        gates: Floats = x[:, 0] @ self._input + self._gate_bias
        return gates

    def _convolve(self, number: int, kernel: Floats, places: list[Floats]) -> Floats:
        """The convolution at these places, with its bias, cut off below 0."""
        rows = np.stack([place.reshape(len(place), -1) for place in places], axis=1)
        result: Floats = np.maximum(rows @ kernel + self._biases[number], 0)
        return result

    def _step(self, gates: Floats) -> float:
        """One step of the LSTM (torch's order of gates: input, forget, cell, output)."""
        gates = gates + self._recurrent @ self._hidden
        opened = _sigmoid(gates)
        candidate = np.tanh(gates[2 * _UNITS : 3 * _UNITS])
        self._cell = opened[_UNITS : 2 * _UNITS] * self._cell + opened[:_UNITS] * candidate
        self._hidden = opened[3 * _UNITS :] * np.tanh(self._cell)
        score = float(np.maximum(self._hidden, 0) @ self._output) + self._output_bias
        return 0.5 + 0.5 * math.tanh(0.5 * score)


def read_safetensors(path: Path) -> dict[str, Floats]:
    """The 32-bit float tensors of a safetensors file; raises `OSError` or `ValueError`.

    The format: 8 bytes little-endian length, that many bytes of JSON, then the numbers
    (https://huggingface.co/docs/safetensors).
    """
    data = path.read_bytes()
    begin = 8 + int.from_bytes(data[:8], "little")
    try:
        header = json.loads(data[8:begin])
        header.pop("__metadata__", None)
        tensors = {}
        for name, entry in header.items():
            if entry["dtype"] != "F32":
                raise ValueError(f"{name} has the type {entry['dtype']}")
            first, last = entry["data_offsets"]
            numbers = np.frombuffer(data[begin + first : begin + last], "<f4")
            tensors[name] = numbers.reshape(entry["shape"])
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise ValueError(f"{path.name} is no safetensors file: {error}") from error
    return tensors


def _columns(weight: Floats, taps: tuple[int, ...]) -> Floats:
    """A kernel (outputs, inputs, taps) as a matrix for rows that hold tap after tap."""
    return np.concatenate([weight[:, :, tap].T for tap in taps], axis=0)


def _sigmoid(x: Floats) -> Floats:
    # The usual form overflows far below 0.
    result: Floats = 0.5 + 0.5 * np.tanh(0.5 * x)
    return result
