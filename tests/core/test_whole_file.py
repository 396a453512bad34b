import os
from pathlib import Path

import pytest

from desktop_app.core.whole_file import set_aside, write_whole


def test_a_file_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "ä b.toml"
    write_whole(path, b"old, and longer")
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_write_that_fails_leaves_the_old_file_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.toml"
    write_whole(path, b"old")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_it_is_on_the_disk_before_it_takes_the_old_ones_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(b"old")
    seen = []
    real = os.fsync

    def watched(handle: int) -> None:
        seen.append(path.read_bytes())
        real(handle)

    monkeypatch.setattr(os, "fsync", watched)
    write_whole(path, b"new")
    assert seen[0] == b"old"


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "dotfiles" / "a.toml", tmp_path / "a.toml"
    real.parent.mkdir()
    real.write_bytes(b"old")
    link.symlink_to(real)
    write_whole(link, b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"


def test_nothing_that_was_set_aside_is_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    for content in (b"first", b"second"):
        path.write_bytes(content)
        (tmp_path / "a.db-wal").write_bytes(content + b" log")
        aside = set_aside(path, ("-wal", "-shm"))
        assert aside.read_bytes() == content
        assert aside.with_name(aside.name + "-wal").read_bytes() == content + b" log"
    assert not path.exists()
    assert sorted(p.name for p in tmp_path.iterdir()) == [
        "a.damaged-1.db",
        "a.damaged-1.db-wal",
        "a.damaged-2.db",
        "a.damaged-2.db-wal",
    ]
