"""Steps of the proof: what a desktop knows of the installed program, and a file opened by it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from desktop_app.core.build import IDENTIFIER
from parley_package.desktop_entry import MEDIA_TYPE
from parley_package.proof.command import run
from parley_package.proof.report import Step
from parley_package.proof.stage import CONSOLE, ONLINE, Stage, ask, need
from parley_package.proof.window import exec_words, open_window
from parley_package.share_folder import ICON_SIZES

_LIMIT = 120
"""Seconds."""

_OF_A_DESKTOP = ("desktop-file-utils", "libglib2.0-bin", "shared-mime-info", "xdg-utils")
"""Packages that every desktop brings along."""

_FILE = "Größtes Modell.gguf"


@dataclass(frozen=True)
class DesktopSteps:
    """What is looked at is what was installed."""

    stage: Stage

    def __iter__(self) -> Iterator[Step]:
        yield Step("desktop entry", self.entry)
        yield Step("software centre", self.metainfo)
        yield Step("icons", self.icons)
        yield Step("kind of file", self.kind)
        yield Step("open a file", self.open)

    def entry(self) -> str:
        """The desktop file is well-formed, and what it starts is there."""
        path = self.stage.root.inside(self.stage.deb.desktop_entry)
        run(["desktop-file-validate", str(path)], _LIMIT)
        program = exec_words(path.read_text(encoding="utf-8"), "")[0]
        self.stage.root.run(["sh", "-c", 'command -v "$0"', program], _LIMIT)
        return f"{path.name} starts {program}"

    def metainfo(self) -> str:
        """What software centres are told is well-formed."""
        path = self.stage.root.inside(self.stage.deb.metainfo)
        run(["appstreamcli", "validate", "--no-net", str(path)], _LIMIT)
        return path.name

    def icons(self) -> str:
        """There is one of every size."""
        theme = self.stage.root.inside("usr/share/icons/hicolor")
        missing = [size for size in ICON_SIZES if not _icon(theme, size).is_file()]
        need(not missing, f"There is none of {missing} pixels")
        need((theme / "scalable" / "apps" / f"{IDENTIFIER}.svg").is_file(), "None is scalable")
        return f"{len(ICON_SIZES)} sizes, and one that is scalable"

    def kind(self) -> str:
        """A .gguf file is known as one, by its name, and Parley is what opens it."""
        root = self.stage.root
        root.install(*_OF_A_DESKTOP)
        self._model()
        place = f"{root.user.home}/{_FILE}"
        words = ["env", "XDG_CURRENT_DESKTOP=GNOME", "xdg-mime", "query"]
        kind = root.run([*words, "filetype", place], _LIMIT).strip()
        need(kind == MEDIA_TYPE, f"A .gguf file is “{kind}”")
        opener = root.run([*words, "default", MEDIA_TYPE], _LIMIT).strip()
        need(opener == f"{IDENTIFIER}.desktop", f"A .gguf file is opened by “{opener}”")
        told = root.run(["gio", "mime", MEDIA_TYPE], _LIMIT)
        need(IDENTIFIER in told, f"gio does not know it: {told.strip()}")
        return f"{kind}, opened by {opener}"

    def open(self) -> str:
        """What the desktop entry starts for a file loads it, and it answers."""
        stage = self.stage
        text = stage.root.inside(stage.deb.desktop_entry).read_text(encoding="utf-8")
        words = exec_words(text, str(Path(stage.root.user.home, self._model().name)))
        log = stage.log("open-file")
        with open_window(stage.root, stage.screen, words, ONLINE, log) as window:
            told = ask(window, "Name a planet.", [CONSOLE], stage.kept / "open-file.png")
        need(Path(_FILE).stem in told, f"Another model answered: {told}")
        return told

    def _model(self) -> Path:
        """The starter model, as a file of the user's with another name."""
        own = self.stage.root.home / _FILE
        if not own.exists():
            folder = self.stage.root.inside(self.stage.deb.folder)
            starter = next(folder.rglob("*.gguf"))
            shutil.copyfile(starter, own)
            self.stage.root.give(own)
        return own


def _icon(theme: Path, size: int) -> Path:
    return theme / f"{size}x{size}" / "apps" / f"{IDENTIFIER}.png"
