"""What was asked for on the command line."""

import argparse
from dataclasses import dataclass, field
from pathlib import Path

from desktop_app.core.options import WindowOptions

BENCH_PROMPT, BENCH_REPLY, BENCH_REPEATS = 512, 128, 3
"""What `parley bench` reads and writes (in tokens, as llama-bench does), and how often."""

SEARCH_RESULTS = 20
"""How many `parley models search` and `parley chats search` list."""


@dataclass
class Arguments(argparse.Namespace):
    """What was asked for. `command` is "" for the window; the fields of others are defaults."""

    command: str = ""
    home: Path | None = None
    # The window
    theme: str | None = None
    model: str | None = None
    file: str | None = None
    demo: bool = False
    in_process: bool = False
    exit_when_shown: bool = False
    # ask
    text: list[str] = field(default_factory=list)
    turns: bool = False
    preset: str | None = None
    json: bool = False
    seed: int | None = None
    max_tokens: int | None = None
    temperature: float | None = None
    thinking: str | None = None
    thinking_budget: int | None = None
    behind_image: list[list[str]] = field(default_factory=list)
    """The words behind each --image."""
    images: list[str] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)
    video: str | None = None
    frames: int | None = None
    part: tuple[float, float] | None = None
    mmproj: str | None = None
    # ask, plan, bench, diagnostics: how the model is run
    threads: int | None = None
    context: int | None = None
    device: str | None = None
    gpu_layers: int | None = None
    kv_type: str | None = None
    anyway: bool = False
    # bench
    prompt: int = BENCH_PROMPT
    reply: int = BENCH_REPLY
    repeat: int = BENCH_REPEATS
    # transcribe
    files: list[str] = field(default_factory=list)
    engine: str | None = None
    language: str = ""
    translate: bool = False
    transcript: str = "text"
    # chats
    action: str = ""
    id: str = ""
    ids: list[str] = field(default_factory=list)
    all: bool = False
    format: str = "markdown"
    output: Path | None = None
    thoughts: bool = False
    # data: what is done (`action`) with which file
    archive: Path = Path()
    # models: what is done with which of them (`action`, and `file` for import)
    name: str = ""
    """A model on this computer or on the Hub."""
    words: list[str] = field(default_factory=list)
    task: str = ""
    licence: str = ""
    author: str = ""
    least: int = 0
    most: int = 0
    """The bounds of the number of parameters; 0 leaves one open."""
    sort: str = "trending"
    limit: int = SEARCH_RESULTS
    quantization: str = ""
    folder: Path | None = None
    projector: bool = True
    how: str = "copy"
    yes: bool = False
    # selftest
    report: Path | None = None

    @property
    def window(self) -> WindowOptions:
        """What the window needs to know."""
        return WindowOptions(
            home=self.home,
            theme=self.theme,
            model=self.file or self.model,
            demo=self.demo,
            in_process=self.in_process,
            exit_when_shown=self.exit_when_shown,
        )
