"""One sound written down: what is heard in it, chunk by chunk, and what of that is said on."""

from collections.abc import Generator, Iterator
from dataclasses import replace

import numpy as np

from desktop_app.core.audio import SAMPLE_RATE
from desktop_app.core.engine import CancelToken
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.events import Event, Language, Segment, Transcribing
from desktop_app.core.languages import ENGLISH, whisper_code
from desktop_app.core.voice import TranscribeJob
from desktop_app.core.voice_models import voice_model_name
from desktop_app.engines.voice_activity import PADDING, VoiceActivity, speech_spans
from desktop_app.engines.whisper.aside import Aside
from desktop_app.engines.whisper.chunk import Chunk, chunks
from desktop_app.engines.whisper.decoder import (
    DIVISIBLE_SECONDS,
    Decoder,
    Piece,
    Samples,
    Task,
)
from desktop_app.engines.whisper.gate import Gate
from desktop_app.engines.whisper.prompt import prompt_of
from desktop_app.engines.whisper.repetition import is_repetitive

SURE = 0.6
"""The probability of a detected language below which the one to fall back to is taken."""

_SLACK = 0.3
"""Seconds by which Whisper's times may be wrong: the last word may lie in the silence after it."""


class Transcription:
    """Does one `TranscribeJob` with a loaded model."""

    def __init__(
        self, job: TranscribeJob, decoder: Decoder, activity: VoiceActivity, aside: Aside
    ) -> None:
        """Raises ParleyError when the model cannot do what is asked for."""
        self._job = job
        self._decoder = decoder
        self._activity = activity
        self._aside = aside
        self._language = whisper_code(job.language)
        name = {"name": voice_model_name(job.model.path)}
        if self._language not in ("", ENGLISH) and not decoder.is_multilingual:
            raise ParleyError(Problem("voice.language", name))
        if job.translate and not decoder.translates:
            raise ParleyError(Problem("voice.translate", name))

    def run(self, sound: Samples, cancel: CancelToken) -> Iterator[Event]:
        """The segments, in their order. Raises CancelledError, or what the decoder raises."""
        sound = clean(sound)
        total = len(sound) / SAMPLE_RATE
        yield Transcribing(0.0, total)
        parts = yield from self._aside.call(lambda: self._parts(sound), cancel)
        gate = Gate(prompt_of(self._job.words, self._job.before))
        for number, chunk in enumerate(parts):
            language = yield from self._known_language(chunk.samples(sound), cancel)
            task = Task(
                language,
                self._job.translate,
                # What came before the sound did not come before its later parts.
                gate.prompt if number == 0 else prompt_of(self._job.words, ""),
                self._job.draft,
            )
            heard = yield from self._heard(sound, chunk, task, cancel)
            for part, piece in heard:
                yield from _segments(part, piece, gate)
            yield Transcribing(chunk.spans[-1][1], total)

    def _parts(self, sound: Samples) -> list[Chunk]:
        return chunks(sound, speech_spans(sound, self._activity))

    def _heard(
        self, sound: Samples, chunk: Chunk, task: Task, cancel: CancelToken
    ) -> Generator[Event, None, list[tuple[Chunk, Piece]]]:
        """The pieces of a chunk, each with the part of it that its times belong to."""
        pieces = yield from self._decoded(chunk.samples(sound), task, cancel)
        text = " ".join(piece.text for piece in pieces)
        if task.draft or chunk.seconds <= DIVISIBLE_SECONDS or not is_repetitive(text):
            return [(chunk, piece) for piece in pieces]
        found: list[tuple[Chunk, Piece]] = []
        for part in chunks(sound, chunk.spans, DIVISIBLE_SECONDS):
            pieces = yield from self._decoded(part.samples(sound), task, cancel)
            found.extend((part, piece) for piece in pieces)
            task = replace(task, prompt=prompt_of(self._job.words, ""))
        return found

    def _decoded(
        self, samples: Samples, task: Task, cancel: CancelToken
    ) -> Generator[Event, None, list[Piece]]:
        decode = self._decoder.decode
        return list((yield from self._aside.call(lambda: decode(samples, task, cancel), cancel)))

    def _known_language(self, samples: Samples, cancel: CancelToken) -> Generator[Event, None, str]:
        """The language that was asked for, else the model's only one or that of the first chunk
        with speech, which is told."""
        if not self._language and not self._decoder.is_multilingual:
            self._language = ENGLISH
            yield Language(ENGLISH, 1.0)
        elif not self._language:
            detect = self._decoder.detect
            guess = yield from self._aside.call(lambda: detect(samples, cancel), cancel)
            unsure = guess.probability < SURE
            fallback = whisper_code(self._job.fallback) or ENGLISH
            self._language = fallback if unsure else guess.code
            yield Language(self._language, guess.probability, fallen_back=unsure)
        return self._language


def clean(sound: Samples) -> Samples:
    """`sound` with silence for what is no number, and nothing beyond full scale."""
    return np.clip(np.nan_to_num(sound, nan=0.0, posinf=0.0, neginf=0.0), -1.0, 1.0)


def _segments(chunk: Chunk, piece: Piece, gate: Gate) -> Iterator[Segment]:
    """The piece as a segment of the whole sound, unless nobody said it."""
    start = chunk.time(piece.start)
    end = max(start, chunk.time(piece.end, end=True))
    speech = chunk.speech(start - _SLACK, end + _SLACK, PADDING)
    if text := gate.passed(piece, speech):
        yield Segment(round(start, 3), round(end, 3), text)
