"""What parent and child say to each other over their pipe: small pickled tuples.

Every message is `(kind, number, value)`. `number` counts the jobs of one child, so that what a
cancelled job still says can never be taken for the next one's, even when both have the same id.
Both ends run the same program, which is what makes pickle right here.
"""

import pickle
from multiprocessing.connection import Connection
from typing import Final

from desktop_app.core.events import TextDelta, ThoughtDelta

SPEC: Final = "spec"
"""To the child, first: the EngineSpec to build."""
JOB: Final = "job"
"""To the child: a job to do."""
CANCEL: Final = "cancel"
"""To the child: set the cancel token of the job with this number."""
CLOSE: Final = "close"
"""To the child: stop what you do, free everything, end."""
READY: Final = "ready"
"""To the parent: the engine is built."""
NOT_STARTED: Final = "not started"
"""To the parent: the engine could not be built; the value is a traceback. The child ends."""
EVENT: Final = "event"
"""To the parent: an event of the job with this number."""

_DELTAS: Final = {"text": TextDelta, "thought": ThoughtDelta}
_DELTA_NAMES: Final = {kind: name for name, kind in _DELTAS.items()}
"""On the pipe the events of tokens are bare strings and numbers: pickling and unpickling an
object takes longer than all else that is done for a token."""

Message = tuple[str, int, object]


class MalformedMessageError(Exception):
    """The other side sent something that is no message."""


def send(connection: Connection, kind: str, number: int = 0, value: object = None) -> None:
    """Send one message. Raises OSError when the other side is gone, and whatever pickle raises
    for a value that cannot be pickled; nothing was sent then."""
    if (name := _DELTA_NAMES.get(type(value))) is not None:
        assert isinstance(value, TextDelta | ThoughtDelta)
        if not getattr(value, "so_far", False):
            kind, value = name, (value.text, value.tokens)
    # pickle itself: Connection.send() builds a pickler with multiprocessing's own reducers for
    # every message, at several times the cost of a token.
    connection.send_bytes(pickle.dumps((kind, number, value), pickle.HIGHEST_PROTOCOL))


def receive(connection: Connection) -> Message:
    """Wait for one message. Raises EOFError or OSError when the other side is gone."""
    data = connection.recv_bytes()
    try:
        kind, number, value = pickle.loads(data)
        if (delta := _DELTAS.get(kind)) is not None:
            kind, value = EVENT, delta(*value)
    except Exception as error:  # a pickle can raise anything
        raise MalformedMessageError(f"{type(error).__name__}: {error}") from error
    if not isinstance(kind, str) or not isinstance(number, int):
        raise MalformedMessageError(f"unexpected message: {kind!r}")
    return kind, number, value
