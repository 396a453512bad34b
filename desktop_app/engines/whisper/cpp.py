"""The decoder that runs whisper.cpp, by the bindings of pywhispercpp.

Only the bindings themselves are used: the package around them can download models, this cannot.
"""

import errno
import math
import re
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np

from desktop_app.core.audio import SAMPLE_RATE
from desktop_app.core.engine import CancelToken
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.processor_need import WANTED_BY_WHISPER_CPP, lacking
from desktop_app.core.voice import VoiceOptions
from desktop_app.core.voice_engine import WHISPER_CPP, engines_here
from desktop_app.engines.instruction_set import features
from desktop_app.engines.whisper.assets import AssetError
from desktop_app.engines.whisper.checkpoint import CheckpointError, Dimensions
from desktop_app.engines.whisper.decoder import (
    DIVISIBLE_SECONDS,
    CancelledError,
    Guess,
    Loading,
    Piece,
    Samples,
    Task,
    context_for,
    threads_of,
)
from desktop_app.engines.whisper.ggml import check, prepared

IN_MEMORY = 0.8
"""How much larger a model is in memory than in its file: here it becomes smaller."""

_SHORTEST_SECONDS = 1.1
"""whisper.cpp does not hear sounds of less than a second."""

_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))

_CENTISECOND = 0.01

_ERROR = 4
_BACKEND = re.compile(r"using (\S+) backend")


class _Log:
    """Keeps what whisper.cpp says while a model is loaded.

    Afterwards whisper.cpp writes to standard error again: a Python function that it still knew
    when the process ends would take it down.
    """

    def __init__(self, library: Any) -> None:
        self._library = library
        self.lines: list[str] = []
        self.failed = False

    def __enter__(self) -> "_Log":
        self._library.whisper_log_set(self._hear)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._library.whisper_log_set(None)

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(self.lines)

    def _hear(self, level: int, text: str) -> None:
        self.lines.append(text)
        self.failed = self.failed or level == _ERROR


def load(options: VoiceOptions, loading: Loading) -> "CppDecoder":
    """Load the model. Raises ParleyError, CheckpointError, OSError, CancelledError."""
    _check_processor()
    try:
        import _pywhispercpp as library
    except (ImportError, OSError) as error:
        raise _unavailable(error) from error
    loading.watch(0.0)
    path, sizes = _form(Path(options.path), loading)
    parameters = library.whisper_context_default_params()
    parameters.use_gpu = options.device != "cpu"
    # Flash attention rounds the encoder's context up to 256 frames, and lets the decoder attend to
    # what earlier sounds of other lengths left in the rest: sentences get lost, or come back.
    parameters.flash_attn = False
    with _Log(library) as log:
        context = library.whisper_init_from_file_with_params(str(path), parameters)
    if log.failed:
        # The bindings hand out a context even where there is none, and die of its use.
        if "alloc" in log.text:
            raise MemoryError(log.text)
        raise CheckpointError(log.text)
    found = _BACKEND.search(log.text)
    device = found[1].lower() if found and parameters.use_gpu else "cpu"
    return CppDecoder(library, context, sizes, device, threads_of(options))


class CppDecoder:
    """Implements `decoder.Decoder`."""

    def __init__(
        self, library: Any, context: Any, sizes: Dimensions, device: str, threads: int
    ) -> None:
        self.device = device
        self.threads = threads
        self.is_multilingual = sizes.is_multilingual
        self.translates = sizes.translates
        self._library, self._context = library, context
        self._frames = sizes.n_audio_ctx

    def detect(self, samples: Samples, cancel: CancelToken) -> Guess:
        """Which language is spoken in a chunk. Raises CancelledError.

        Once begun, it is not stopped: it takes as long as the encoder does.
        """
        library = self._library
        # Broken off before the encoder, this leaves the spectrum and the length of the context.
        parameters = self._parameters(samples, Task(""), cancel)
        library.assign_encoder_begin_callback(parameters, lambda *_: False)
        library.whisper_full(self._context, parameters, samples, len(samples))
        likely = np.zeros(library.whisper_lang_max_id() + 1, np.float32)
        best = library.whisper_lang_auto_detect(self._context, 0, self.threads, likely)
        if cancel.is_set():
            raise CancelledError
        if best < 0:
            raise RuntimeError(f"whisper_lang_auto_detect: {best}")
        return Guess(library.whisper_lang_str(best), float(likely[best]))

    def decode(self, samples: Samples, task: Task, cancel: CancelToken) -> Sequence[Piece]:
        """Write down a chunk. Raises CancelledError."""
        length = len(samples) / SAMPLE_RATE
        parameters = self._parameters(samples, task, cancel)
        missing = round(_SHORTEST_SECONDS * SAMPLE_RATE) - len(samples)
        samples = np.pad(samples, (0, max(0, missing)))
        status = self._library.whisper_full(self._context, parameters, samples, len(samples))
        if cancel.is_set():
            raise CancelledError
        if status != 0:
            raise RuntimeError(f"whisper_full: {status}")
        count = self._library.whisper_full_n_segments(self._context)
        return [self._piece(index, length) for index in range(count)]

    def close(self) -> None:
        """Free the model."""
        context, self._context = self._context, None
        if context is not None:
            self._library.whisper_free(context)

    def _parameters(self, samples: Samples, task: Task, cancel: CancelToken) -> Any:
        greedy = self._library.whisper_sampling_strategy.WHISPER_SAMPLING_GREEDY
        parameters = self._library.whisper_full_default_params(greedy)
        parameters.n_threads = self.threads
        parameters.language = task.language or "en"
        parameters.translate = task.translate
        parameters.initial_prompt = task.prompt
        # Each chunk by itself: a model that has lost its way does not lead the next one astray.
        parameters.no_context = True
        parameters.suppress_nst = True
        parameters.audio_ctx = context_for(samples, self._frames)
        parameters.no_timestamps = parameters.single_segment = task.draft
        parameters.temperature_inc = 0.0 if task.draft else 0.4
        if len(samples) > DIVISIBLE_SECONDS * SAMPLE_RATE:
            # Never repetitive enough to be tried again.
            parameters.entropy_thold = 0.0
        parameters.print_progress = parameters.print_timestamps = False
        # Asked after each pass through the encoder or the decoder.
        self._library.assign_abort_callback(parameters, cancel.is_set)
        return parameters

    def _piece(self, index: int, length: float) -> Piece:
        library, context = self._library, self._context
        start = library.whisper_full_get_segment_t0(context, index) * _CENTISECOND
        end = library.whisper_full_get_segment_t1(context, index) * _CENTISECOND
        text = library.whisper_full_get_segment_text(context, index).decode("utf-8", "replace")
        tokens = range(library.whisper_full_n_tokens(context, index))
        likely = [library.whisper_full_get_token_p(context, index, token) for token in tokens]
        logs = [math.log(max(p, 1e-9)) for p in likely]
        confidence = sum(logs) / len(logs) if logs else 0.0
        start = min(start, length)
        return Piece(start, max(start, min(end, length)), text.strip(), confidence)


def _form(path: Path, loading: Loading) -> tuple[Path, Dimensions]:
    """The model in whisper.cpp's form, whole, and its sizes."""
    try:
        made = prepared(path, loading.folder, loading.watch)
        try:
            return made, check(made)
        except CheckpointError:
            if made == path:
                raise
        # What was made of it before has been damaged since.
        made.unlink()
        made = prepared(path, loading.folder, loading.watch)
        return made, check(made)
    except AssetError as error:
        raise _unavailable(error) from error
    except OSError as error:
        if error.errno in _FULL:
            values = {"name": path.name, "needed": f"{path.stat().st_size / 1e6:.0f} MB"}
            raise ParleyError(Problem("fetch.full", values, str(error))) from error
        raise


def _check_processor() -> None:
    """Raise ParleyError where the mere import of the bindings would end the process."""
    if missing := lacking(WANTED_BY_WHISPER_CPP, features()):
        alone = engines_here() == (WHISPER_CPP,)
        values = {"name": WHISPER_CPP, "missing": ", ".join(missing)}
        raise ParleyError(Problem("voice.processor_slim" if alone else "voice.processor", values))


def _unavailable(error: Exception) -> ParleyError:
    return ParleyError(Problem("voice.unavailable", {"name": WHISPER_CPP}, str(error)))
