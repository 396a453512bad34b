"""A side's own end of the conversation: see side.py. Imports little, so as to be measured well."""

import json
import os
import sys
from collections.abc import Callable, Mapping


class Answers:
    """The side's end: standard output carries answers and nothing else."""

    def __init__(self) -> None:
        self._out = os.fdopen(os.dup(1), "w", encoding="utf-8")
        # What a library prints must not get between the answers.
        os.dup2(2, 1)

    def say(self, answer: object) -> None:
        """Answer once."""
        print(json.dumps(answer), file=self._out, flush=True)

    def serve(self, operations: Mapping[str, Callable[..., object]]) -> None:
        """Do what is asked until standard input ends. An exception ends the side."""
        for line in sys.stdin:
            request = json.loads(line)
            self.say(operations[request.pop("do")](**request))

    def hear(self) -> dict[str, object]:
        """The next request, for a side that does only one thing."""
        request: dict[str, object] = json.loads(sys.stdin.readline())
        return request
