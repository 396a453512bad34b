"""A kept picture on its way out: saved under a name, dragged, or named for the clipboard."""

import itertools
import shutil
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDir, QMimeData, QTemporaryDir, QUrl
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_app.core.errors import Problem

_UNUSABLE = '<>:"/\\|?*'
"""Characters that a file's name cannot have on one of the systems."""
_LONGEST = 100

_lent: QTemporaryDir | None = None


def file_name(name: str, path: Path) -> str:
    """What a picture's file is called for the person: its name, with the suffix that fits.

    A kept picture may be of another format than the file it was made from.
    """
    plain = "".join(" " if ch in _UNUSABLE or not ch.isprintable() else ch for ch in name)
    suffix = Path(plain).suffix
    known = 1 < len(suffix) <= 6 and " " not in suffix
    stem = (plain[: -len(suffix)] if known else plain).strip(" .")[:_LONGEST]
    return (stem or QCoreApplication.translate("PictureFile", "Picture")) + path.suffix


def save_as(parent: QWidget, path: Path, name: str) -> Problem | None:
    """Ask where to, and copy the picture there; what went wrong, if anything did."""
    title = QCoreApplication.translate("PictureFile", "Save the picture")
    kind = QCoreApplication.translate("PictureFile", "Pictures ({patterns})")
    proposed = QDir.home().filePath(file_name(name, path))
    chosen, _ = QFileDialog.getSaveFileName(
        parent, title, proposed, kind.format(patterns=f"*{path.suffix}")
    )
    if not chosen:
        return None
    target = Path(chosen)
    if not target.suffix:
        target = _free(target.with_name(target.name + path.suffix))
    return copy_to(path, target)


def _free(target: Path) -> Path:
    """`target`, or the next name that no file has: nobody was asked whether to replace it."""
    names = (target.with_stem(f"{target.stem} ({number})") for number in itertools.count(2))
    return next(name for name in itertools.chain((target,), names) if not name.exists())


def copy_to(path: Path, target: Path) -> Problem | None:
    """Copy a kept picture; the problem, if there is one."""
    try:
        if not (target.exists() and target.samefile(path)):
            shutil.copyfile(path, target)
    except OSError as error:
        code = "picture.not_saved" if path.is_file() else "picture.gone"
        return Problem(code, {"name": target.name}, str(error))
    return None


def mime_of(path: Path, name: str) -> QMimeData:
    """The picture as a file that another program may take, called as the person knows it."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(_lend(path, name)))])
    return data


def _lend(path: Path, name: str) -> Path:
    """A copy under the picture's own name: the kept file is called by its hash, and is ours."""
    global _lent
    if _lent is None:
        _lent = QTemporaryDir()
    target = Path(_lent.path()) / path.stem[:16] / file_name(name, path)
    try:
        target.parent.mkdir(exist_ok=True)
        if not target.exists():
            shutil.copyfile(path, target)
    except OSError:
        return path
    return target
