"""A transcript as a text to keep or to share: plain, as subtitles, or with all of it as JSON."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from desktop_app.core.events import Segment


@dataclass(frozen=True, slots=True)
class Transcript:
    """What was said in a recording. `name` is its file's, `seconds` its length.

    `language` is an ISO 639-1 code, "" while nobody knows.
    """

    name: str
    segments: tuple[Segment, ...]
    language: str = ""
    seconds: float = 0.0


def as_text(transcript: Transcript) -> str:
    """The words alone, a line for each segment."""
    return "".join(f"{segment.text}\n" for segment in _spoken(transcript.segments))


def as_srt(transcript: Transcript) -> str:
    """SubRip subtitles, as most players know them."""
    return "".join(
        f"{number}\n{_cue_times(segment, _srt_time)}\n{_without_arrow(segment.text)}\n\n"
        for number, segment in enumerate(_spoken(transcript.segments), start=1)
    )


def as_vtt(transcript: Transcript) -> str:
    """WebVTT subtitles, as web pages have them (https://www.w3.org/TR/webvtt1/)."""
    cues = (
        f"{_cue_times(segment, _vtt_time)}\n{_escaped(segment.text)}\n\n"
        for segment in _spoken(transcript.segments)
    )
    return "WEBVTT\n\n" + "".join(cues)


def as_json(transcript: Transcript) -> str:
    """Everything: file, language, length, the whole text, and each segment. Times in seconds."""
    segments = list(_spoken(transcript.segments))
    value = {
        "file": transcript.name,
        "language": transcript.language or None,
        "duration": round(transcript.seconds, 3),
        "text": " ".join(segment.text for segment in segments),
        "segments": [
            {
                "start": round(segment.start, 3),
                "end": round(max(segment.start, segment.end), 3),
                "text": segment.text,
            }
            for segment in segments
        ],
    }
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def as_quote(transcript: Transcript) -> str:
    """The words as a quotation in Markdown, to be asked about."""
    return "".join(f"> {segment.text}\n" for segment in _spoken(transcript.segments))


FORMATS: Mapping[str, Callable[[Transcript], str]] = {
    "text": as_text,
    "srt": as_srt,
    "vtt": as_vtt,
    "json": as_json,
}
"""By the names of the command line."""

SUFFIXES: Mapping[str, str] = {"text": ".txt", "srt": ".srt", "vtt": ".vtt", "json": ".json"}
"""How the name of a file in each format ends."""


def clock(seconds: float) -> str:
    """A time for people: 0:07, 12:30, 1:02:03."""
    # Rounded first: eleven seconds less one sample are eleven.
    minutes, second = divmod(max(0, int(round(seconds, 2))), 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02}:{second:02}" if hours else f"{minute}:{second:02}"


def _spoken(segments: Iterable[Segment]) -> Iterator[Segment]:
    """The segments that say something, each on one line: an empty line would end a cue."""
    for segment in segments:
        if text := " ".join(segment.text.split()):
            yield Segment(segment.start, segment.end, text)


def _cue_times(segment: Segment, written: Callable[[float], str]) -> str:
    return f"{written(segment.start)} --> {written(max(segment.start, segment.end))}"


def _srt_time(seconds: float) -> str:
    return _vtt_time(seconds).replace(".", ",")


def _vtt_time(seconds: float) -> str:
    whole, thousandths = divmod(max(0, round(seconds * 1000)), 1000)
    minutes, second = divmod(whole, 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours:02}:{minute:02}:{second:02}.{thousandths:03}"


def _without_arrow(text: str) -> str:
    """SubRip knows no escapes: its arrow in the words could be taken for a line of times."""
    return text.replace("-->", "\N{RIGHTWARDS ARROW}")


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
