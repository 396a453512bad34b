"""What was asked for on the command line."""

import argparse
from dataclasses import dataclass, field
from pathlib import Path

from desktop_app.core.options import WindowOptions


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
    json: bool = False
    seed: int | None = None
    max_tokens: int | None = None
    temperature: float | None = None
    threads: int | None = None
    context: int | None = None
    behind_image: list[list[str]] = field(default_factory=list)
    """The words behind each --image."""
    images: list[str] = field(default_factory=list)
    video: str | None = None
    frames: int | None = None
    part: tuple[float, float] | None = None
    mmproj: str | None = None
    # transcribe
    files: list[str] = field(default_factory=list)
    engine: str | None = None
    language: str = ""
    translate: bool = False
    transcript: str = "text"
    # chats
    action: str = ""
    id: str = ""
    format: str = "markdown"
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
