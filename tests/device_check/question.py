"""What one process is to find out, and what it found: both travel as JSON."""

import json
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

ALL = -1
"""As the number of layers: all that there are."""


@dataclass(frozen=True, slots=True)
class Question:
    """Run `model` with so many `layers` on `device`.

    `logits` names the file (.npz) that its logits are kept in; `like` is that of an earlier run
    whose tokens are read again, "" for none. Of the device's memory `fill` bytes are taken away
    beforehand. `threads` 0 chooses; `quick` tries everything and measures nothing well. `rpc` are
    the endpoints of devices to be added.
    """

    model: str
    device: str
    layers: int
    logits: str
    like: str = ""
    fill: int = 0
    threads: int = 0
    quick: bool = False
    rpc: tuple[str, ...] = ()

    def as_json(self) -> str:
        """For the command line of the process."""
        return json.dumps(asdict(self))

    @classmethod
    def of_json(cls, text: str) -> "Question":
        """What `as_json` made."""
        values = json.loads(text)
        return replace(cls(**values), rpc=tuple(values["rpc"]))


@dataclass(frozen=True, slots=True)
class Answer:
    """What was measured. Seconds, bytes, tokens per second.

    `device_bytes` is what the device's free memory has lost, `planned_bytes` what the plan said
    it would. `stop_reading` and `stop_writing` are the seconds from a Stop to the end of the job,
    None when it was over before. `notices` are sentences; `failure` says why there is no more.
    """

    device: str = ""
    layers: int = 0
    all_layers: int = 0
    context_size: int = 0
    threads: int = 0
    load: float = 0.0
    reading: float = 0.0
    writing: float = 0.0
    device_bytes: int = 0
    planned_bytes: int = 0
    process_bytes: int = 0
    stop_reading: float | None = None
    stop_writing: float | None = None
    notices: tuple[str, ...] = ()
    failure: str = ""

    def as_json(self) -> str:
        """The line that the process prints."""
        return json.dumps(asdict(self))

    @classmethod
    def of_json(cls, text: str) -> "Answer":
        """What `as_json` made. Raises ValueError."""
        values: dict[str, Any] = json.loads(text)
        known = {field.name for field in fields(cls)}
        if not isinstance(values, dict) or set(values) != known:
            raise ValueError("not an answer")
        return replace(cls(**values), notices=tuple(values["notices"]))
