"""The decoder that runs openai-whisper on torch."""

import gc
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from desktop_app.core.audio import SAMPLE_RATE
from desktop_app.core.engine import CancelToken
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.voice import VoiceOptions
from desktop_app.engines.whisper.checkpoint import Checkpoint, CheckpointError, Dimensions
from desktop_app.engines.whisper.decoder import (
    DIVISIBLE_SECONDS,
    NO_SPEECH,
    UNSURE,
    WINDOW_SECONDS,
    CancelledError,
    Guess,
    Loading,
    Piece,
    Samples,
    Task,
    context_for,
    threads_of,
)
from desktop_app.engines.whisper.repetition import is_repetitive

IN_MEMORY = 2.1
"""How much larger a model is in memory: single precision takes twice what the file has."""

_TEMPERATURES = (0.0, 0.4, 0.8)
"""Tried in turn while a text is too unsure, or repeats itself in a short sound. openai-whisper
tries six: whoever mumbles would wait for six texts, and the last of them is mostly drawn."""

_REST_SECONDS = 1.0
"""What is left of a chunk after the last time that the model gave is heard again only when it is
longer than this: of a shorter rest the model makes words of its own."""

_HOP = 160
"""Samples from one mel frame to the next; the encoder's frames are two of those."""


def load(options: VoiceOptions, loading: Loading) -> "OpenAiDecoder":
    """Load the model. Raises ParleyError, CheckpointError, OSError, CancelledError."""
    try:
        import torch
        import whisper
    except (ImportError, OSError, RuntimeError) as error:
        problem = Problem("voice.unavailable", {"name": "openai-whisper"}, str(error))
        raise ParleyError(problem) from error
    loading.watch(0.0)
    threads = threads_of(options)
    torch.set_num_threads(threads)
    model = _model(torch, whisper, Path(options.path), loading)
    for device in _devices(torch, options.device):
        if device != "cpu" and not _runs_on(torch, model, device):
            continue
        return OpenAiDecoder(torch, whisper, model.to(device).eval(), device, threads)
    raise AssertionError("the processor is always there")


class OpenAiDecoder:
    """Implements `decoder.Decoder`."""

    def __init__(self, torch: Any, whisper: Any, model: Any, device: str, threads: int) -> None:
        self.device = device
        self.threads = threads
        self.is_multilingual = bool(model.is_multilingual)
        self.translates = Dimensions(**vars(model.dims)).translates
        self._torch, self._whisper, self._model = torch, whisper, model
        # Metal's half precision gives wrong words; a processor has none that is fast.
        self._half = device == "cuda"
        self._whole_embedding = model.encoder.positional_embedding
        self._cancel = CancelToken()
        for module in model.modules():
            if not any(module.children()):
                module.register_forward_pre_hook(self._look)

    def detect(self, samples: Samples, cancel: CancelToken) -> Guess:
        """Which language is spoken in a chunk. Raises CancelledError."""
        self._cancel = cancel
        _, likely = self._model.detect_language(self._mel(samples))
        code = max(likely, key=likely.get)
        return Guess(code, float(likely[code]))

    def decode(self, samples: Samples, task: Task, cancel: CancelToken) -> Sequence[Piece]:
        """Write down a chunk. Raises CancelledError."""
        self._cancel = cancel
        # Higher temperatures draw: the same sound shall give the same text.
        self._torch.manual_seed(0)
        if task.draft:
            return self._draft(samples, task)
        return [piece for piece in self._pieces(samples, task) if piece.text]

    def close(self) -> None:
        """Free the model."""
        self._model = None
        gc.collect()
        if self.device == "cuda":
            self._torch.cuda.empty_cache()

    def _draft(self, samples: Samples, task: Task) -> list[Piece]:
        """One greedy pass with as much context as the sound needs."""
        encoder = self._model.encoder
        frames = context_for(samples, len(self._whole_embedding))
        encoder.positional_embedding = self._whole_embedding[:frames]
        try:
            result = self._decoded(self._mel(samples)[:, : 2 * frames], task, 0.0)
        finally:
            encoder.positional_embedding = self._whole_embedding
        return [_piece(0.0, len(samples) / SAMPLE_RATE, result.text, result)]

    def _pieces(self, samples: Samples, task: Task) -> Iterator[Piece]:
        """One window after another, most often a single one."""
        start, length = 0.0, len(samples) / SAMPLE_RATE
        prompt = task
        while start == 0.0 or length - start > _REST_SECONDS:
            rest = samples[round(start * SAMPLE_RATE) :]
            result = self._best(self._mel(rest), prompt, divisible=length > DIVISIBLE_SECONDS)
            pieces, heard = self._timed(result, length - start)
            for piece in pieces:
                yield replace(piece, start=start + piece.start, end=start + piece.end)
            if heard <= 0.0:
                return
            start += heard
            prompt = Task(task.language, task.translate)

    def _best(self, mel: Any, task: Task, *, divisible: bool) -> Any:
        """The first text that is neither repetitive nor unsure, else the best of all.

        That of a `divisible` chunk may be repetitive.
        """
        tried = []
        for temperature in _TEMPERATURES:
            result = self._decoded(mel, task, temperature)
            tried.append(result)
            unsure = result.avg_logprob < UNSURE
            if unsure and result.no_speech_prob > NO_SPEECH:
                return result
            if not unsure and (divisible or not is_repetitive(result.text)):
                return result
        # A sure text that repeats itself is worth more than a drawn one; the gate cuts its loops.
        return max(
            tried,
            key=lambda one: (
                one.avg_logprob >= UNSURE,
                not is_repetitive(one.text),
                one.avg_logprob,
            ),
        )

    def _decoded(self, mel: Any, task: Task, temperature: float) -> Any:
        options = self._whisper.DecodingOptions(
            task="translate" if task.translate else "transcribe",
            language=task.language,
            temperature=temperature,
            prompt=task.prompt or None,
            without_timestamps=task.draft,
            fp16=self._half,
        )
        return self._whisper.decode(self._model, mel, options)

    def _timed(self, result: Any, length: float) -> tuple[list[Piece], float]:
        """The pieces between the times that the model gave, and how far they go."""
        tokenizer = self._whisper.tokenizer.get_tokenizer(
            self.is_multilingual, num_languages=self._model.num_languages
        )
        first = tokenizer.timestamp_begin
        step = WINDOW_SECONDS / self._model.dims.n_audio_ctx
        tokens = list(result.tokens)
        is_time = [token >= first for token in tokens]
        # Two times in a row: the end of a piece and the start of the next.
        cuts = [at + 1 for at, pair in enumerate(pairwise(is_time)) if all(pair)]
        ends_with_one = len(is_time) >= 2 and is_time[-1] and not is_time[-2]
        whole = ends_with_one or not cuts
        bounds = [0, *cuts, *([len(tokens)] if whole else [])]
        pieces = []
        for low, high in pairwise(bounds):
            part = tokens[low:high]
            times = [(token - first) * step for token in part if token >= first]
            start = min(times[0], length) if times and part[0] >= first else 0.0
            end = min(times[-1], length) if len(times) > 1 else length
            text = tokenizer.decode([token for token in part if token < tokenizer.eot])
            pieces.append(_piece(start, max(start, end), text.strip(), result))
        return pieces, length if whole else min(length, (tokens[cuts[-1] - 1] - first) * step)

    def _mel(self, samples: Samples) -> Any:
        """What the model hears: a window of mel frames, silence after the sound."""
        window = round(WINDOW_SECONDS * SAMPLE_RATE)
        padded = np.zeros(window, np.float32)
        padded[: min(len(samples), window)] = samples[:window]
        mel = self._whisper.log_mel_spectrogram(padded, self._model.dims.n_mels)
        mel = mel.to(self.device)
        return mel.half() if self._half else mel

    def _look(self, *_: object) -> None:
        """Called before every layer: some hundred times a token, a few milliseconds apart."""
        if self._cancel.is_set():
            raise CancelledError


def _piece(start: float, end: float, text: str, result: Any) -> Piece:
    return Piece(start, end, text, float(result.avg_logprob), float(result.no_speech_prob))


def _model(torch: Any, whisper: Any, path: Path, loading: Loading) -> Any:
    """The model on the processor, in single precision.

    The values come through our own reader, which proves their checksums and obeys no code.
    """
    with Checkpoint(path) as checkpoint:
        sizes = checkpoint.dimensions
        model = whisper.model.Whisper(whisper.model.ModelDimensions(**asdict(sizes)))
        wanted = model.state_dict()
        if missing := sorted(set(wanted) ^ set(checkpoint.names)):
            raise CheckpointError(f"not the tensors of a Whisper model: {', '.join(missing[:5])}")
        for done, name in enumerate(checkpoint.names):
            loading.watch(done / len(wanted))
            tensor = torch.from_numpy(checkpoint.tensor(name).copy())
            if tensor.shape != wanted[name].shape:
                raise CheckpointError(f"{name} is of the wrong size: {tuple(tensor.shape)}")
            wanted[name].copy_(tensor)
    # Only needed for the times of single words; sparse, which not every device knows.
    model.alignment_heads = None
    return model


def _devices(torch: Any, wish: str) -> list[str]:
    """The devices to try in turn; the processor is the last."""
    there = {
        "cuda": torch.cuda.is_available(),
        "mps": torch.backends.mps.is_available(),
    }
    wished = list(there) if wish == "auto" else [wish]
    return [*(device for device in wished if there.get(device)), "cpu"]


def _runs_on(torch: Any, model: Any, device: str) -> bool:
    """Whether the device can do it: some lack an operation or the memory, some give no numbers."""
    try:
        model.to(device)
        silence = torch.zeros(1, model.dims.n_mels, 3000, device=device)
        with torch.no_grad():
            return bool(torch.isfinite(model.encoder(silence)).all())
    except Exception as error:  # whatever the driver makes of it
        print(f"not on {device}: {error}")
        model.to("cpu")
        return False
