"""Events as the command line prints them with `--json`."""

from collections.abc import Mapping
from dataclasses import asdict

from desktop_app.core.events import (
    Captured,
    Counted,
    Decoded,
    Devices,
    Event,
    Failed,
    Fetching,
    FilmFacts,
    Finished,
    Fitted,
    Language,
    Listening,
    Loaded,
    Loading,
    Looking,
    Measured,
    Notice,
    Pictured,
    Planned,
    Reading,
    Segment,
    TextDelta,
    ThoughtDelta,
    Transcribing,
)


def as_json(event: Event) -> Mapping[str, object]:
    """One event as a flat mapping with a `"type"`.

    Not those of one engine alone (`RoomEvent`): what they say is printed by the command that asked.
    """
    if isinstance(event, Failed | Notice):
        problem = event.problem
        return {
            "type": _JSON_NAMES[type(event)],
            "code": problem.code,
            "sentence": problem.sentence.english(),
            "remedy": problem.remedy.english(),
        }
    values = asdict(event)
    if isinstance(event, Finished):
        values["reason"] = event.reason.value
    return {"type": _JSON_NAMES[type(event)], **values}


_JSON_NAMES: Mapping[type, str] = {
    Loading: "loading",
    Loaded: "loaded",
    Planned: "planned",
    Reading: "reading",
    Looking: "looking",
    Measured: "measured",
    TextDelta: "text",
    ThoughtDelta: "thought",
    Notice: "notice",
    Counted: "counted",
    Fitted: "fitted",
    Listening: "listening",
    Captured: "captured",
    Devices: "devices",
    Decoded: "decoded",
    Transcribing: "transcribing",
    Language: "language",
    Segment: "segment",
    Fetching: "fetching",
    Pictured: "pictured",
    FilmFacts: "film",
    Finished: "finished",
    Failed: "failed",
}
