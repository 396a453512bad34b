"""What the scripted engine says and claims where nobody writes a script for it: a demonstration."""

from dataclasses import dataclass

from desktop_app.core.device import PROCESSOR, Device, DeviceKind
from desktop_app.core.machine import Machine
from desktop_app.core.memory_plan import Plan, Share

_MIB = 1024**2
_GIB = 1024**3


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer of the script: Markdown, and the thoughts that come before it."""

    text: str
    thought: str = ""


DEMO_REPLIES = (
    Reply(
        thought=(
            "The user sees this window for the first time. A short tour of what an answer can "
            "look like will help: a list, some code, a table, a quote."
        ),
        text="""\
# A short tour

This answer is **scripted**: no model runs behind it, but it takes every road that a real one \
takes. An answer can hold *emphasis*, `code` and [links](https://example.org).

- Lists, with points
- that may run over more than one line
  1. and may be nested
  2. as deep as you like

```python
from collections.abc import Iterator


def fibonacci(limit: int) -> Iterator[int]:
    \"\"\"The Fibonacci numbers below `limit`.\"\"\"
    a, b = 0, 1
    while a < limit:
        yield a
        a, b = b, a + b


print(list(fibonacci(100)))
```

| what | where it runs | leaves this computer |
|:-----|:--------------|:--------------------:|
| the model | a process of its own | no |
| your words | one file in your home | no |

> Nothing that you write here goes anywhere else.
""",
    ),
    Reply(
        text="""\
Gladly. Three things to try:

1. **Stop** while an answer is written. What was written stays.
2. **Regenerate** an answer, then go back and forth between both versions.
3. **Edit** a message of yours; the old branch is kept.
""",
    ),
)

DEMO_DEVICES = (
    Device(PROCESSOR, "A processor of the script", "CPU", DeviceKind.PROCESSOR, 6 * _GIB, 8 * _GIB),
)

DEMO_MACHINE = Machine(6 * _GIB, 8 * _GIB, DEMO_DEVICES, engine=90 * _MIB)

DEMO_PLAN = Plan(
    context_size=4096,
    largest_context=4096,
    gpu_layers=0,
    all_layers=25,
    kv_type="f16",
    shares=(
        Share(
            PROCESSOR,
            free=6 * _GIB,
            total=8 * _GIB,
            weights=1200 * _MIB,
            kv=420 * _MIB,
            compute=160 * _MIB,
            engine=90 * _MIB,
        ),
    ),
)
"""What a model of two thousand million parameters takes in four bits each, about."""
