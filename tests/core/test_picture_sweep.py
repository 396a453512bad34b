import os
import sqlite3
import time
from pathlib import Path

import pytest

from desktop_app.core.conversation import Conversation, Role
from desktop_app.core.migrations import VERSION
from desktop_app.core.picture import Picture
from desktop_app.core.picture_shelf import PictureShelf
from desktop_app.core.picture_sweep import KEPT_SECONDS, sweep_pictures
from desktop_app.core.store import Store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "conversations.db"


@pytest.fixture
def shelf(tmp_path: Path) -> PictureShelf:
    return PictureShelf(tmp_path / "pictures")


def kept(shelf: PictureShelf, name: str, age: float = 2 * KEPT_SECONDS) -> Picture:
    picture = Picture(shelf.keep(name.encode(), ".png"), ".png", 1, 1, name)
    when = time.time() - age
    os.utime(shelf.path(picture), (when, when))
    return picture


def show(store: Store, picture: Picture) -> Conversation:
    conversation = Conversation()
    conversation.add(Role.USER, "", "", attachments=(picture,))
    store.save_messages(conversation, conversation.messages.values(), durable=True)
    return conversation


def test_only_what_is_old_and_shown_nowhere_goes(path: Path, shelf: PictureShelf) -> None:
    store = Store.open(path)
    shown, deleted, drafted = (kept(shelf, name) for name in ("shown", "deleted", "drafted"))
    gone, young = kept(shelf, "gone"), kept(shelf, "young", age=KEPT_SECONDS / 2)
    show(store, shown)
    store.set_conversation_deleted(show(store, deleted).id, True)
    store.save_draft("", "", (drafted,))
    assert sweep_pictures(store, shelf) == 1
    assert not shelf.has(gone)
    assert all(shelf.has(picture) for picture in (shown, deleted, drafted, young))
    assert sweep_pictures(store, shelf) == 0
    store.close()


def test_without_pictures_there_is_nothing_to_do(path: Path, shelf: PictureShelf) -> None:
    store = Store.open(path)
    assert sweep_pictures(store, shelf) == 0
    store.close()


def test_pictures_wait_for_conversations_that_come_back(
    path: Path, shelf: PictureShelf, tmp_path: Path
) -> None:
    store = Store.open(path)
    picture = kept(shelf, "shown")
    show(store, picture)
    store.close()
    backup = path.rename(tmp_path / "on another drive")
    for _ in range(2):
        store = Store.open(path)
        assert sweep_pictures(store, shelf) == 0
        store.close()
    backup.replace(path)
    store = Store.open(path)
    assert sweep_pictures(store, shelf) == 0
    store.close()
    assert shelf.has(picture)


def test_what_a_damaged_file_may_show_stays(path: Path, shelf: PictureShelf) -> None:
    store = Store.open(path)
    picture = kept(shelf, "shown")
    show(store, picture)
    store.close()
    path.write_bytes(b"damaged" + path.read_bytes()[7:])
    for _ in range(2):  # At the first start it is set aside, afterwards it lies there.
        store = Store.open(path)
        assert sweep_pictures(store, shelf) == 0
        store.close()
    assert shelf.has(picture)


def test_what_a_newer_parley_may_show_stays(path: Path, shelf: PictureShelf) -> None:
    Store.open(path).close()
    db = sqlite3.connect(path)
    db.execute(f"PRAGMA user_version = {VERSION + 1}")
    db.close()
    picture = kept(shelf, "shown there")
    store = Store.open(path)
    assert store.path != path
    assert sweep_pictures(store, shelf) == 0
    store.close()
    assert shelf.has(picture)


def test_a_store_that_cannot_be_read_deletes_nothing(path: Path, shelf: PictureShelf) -> None:
    store = Store.open(path)
    picture = kept(shelf, "shown")
    show(store, picture)
    store.close()  # As after a fault of the disk: nothing can be asked any more.
    assert sweep_pictures(store, shelf) == 0
    assert shelf.has(picture)


def test_a_store_that_keeps_nothing_deletes_nothing(tmp_path: Path, shelf: PictureShelf) -> None:
    (tmp_path / "file").touch()
    store = Store.open(tmp_path / "file" / "conversations.db")
    assert store.problems
    picture = kept(shelf, "shown in a file that cannot be had")
    assert sweep_pictures(store, shelf) == 0
    assert shelf.has(picture)
    store.close()
