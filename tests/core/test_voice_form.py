"""Which file is made of which model, and that it goes with it."""

import os
from pathlib import Path

import pytest

from desktop_app.core.voice_form import forget_forms, form_path


def write(path: Path, content: bytes = b"weights") -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    return path


def test_another_file_has_another_form(tmp_path: Path) -> None:
    model = write(tmp_path / "base.pt")
    first = form_path(model, tmp_path)
    assert form_path(model, tmp_path) == first
    assert form_path(write(tmp_path / "other" / "base.pt"), tmp_path) != first
    os.utime(model, (1, 1))
    assert form_path(model, tmp_path) != first
    with pytest.raises(FileNotFoundError):
        form_path(tmp_path / "none.pt", tmp_path)


def test_what_was_made_of_a_model_is_forgotten_and_nothing_else(tmp_path: Path) -> None:
    model, other = write(tmp_path / "base.pt"), write(tmp_path / "base.en.pt")
    cache = tmp_path / "cache"
    made, kept = (write(form_path(path, cache)) for path in (model, other))
    model.unlink()
    forget_forms(model, cache)
    assert not made.exists()
    assert kept.exists()
    forget_forms(model, tmp_path / "no such folder")
