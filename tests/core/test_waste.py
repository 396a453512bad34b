"""What is to be thrown away is known over a restart."""

import json
from pathlib import Path

import pytest

from desktop_app.core.download import DownloadQueue, Waste
from desktop_app.core.errors import ParleyError
from desktop_app.core.fetch import RemoteFile


def remote(folder: Path, name: str) -> RemoteFile:
    return RemoteFile(f"https://hub.invalid/{name}", "00", 9, str(folder / name))


def test_it_is_kept_until_it_is_done(tmp_path: Path) -> None:
    path = tmp_path / "downloads.json"
    one, two = remote(tmp_path, "one"), remote(tmp_path, "two")
    queue = DownloadQueue.load(path)
    queue.throw_away([Waste(one, whole=True), Waste(two)])
    queue.throw_away([Waste(one)])  # what was promised counts on
    assert DownloadQueue.load(path).waste() == (Waste(one, whole=True), Waste(two))

    queue.forget_waste([one.path, "never heard of"])

    assert DownloadQueue.load(path).waste() == queue.waste() == (Waste(two),)


def test_a_list_of_before_has_none(tmp_path: Path) -> None:
    path = tmp_path / "downloads.json"
    path.write_text('{"version": 1, "orders": []}')
    queue = DownloadQueue.load(path)
    assert (queue.waste(), queue.problems) == ((), [])


def test_one_that_would_delete_elsewhere_is_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "downloads.json"
    queue = DownloadQueue.load(path)
    queue.throw_away([Waste(remote(tmp_path, "one"))])
    kept = json.loads(path.read_bytes())
    kept["waste"][0]["file"]["link"] = "/etc/passwd"
    path.write_text(json.dumps(kept))

    again = DownloadQueue.load(path)

    assert again.waste() == ()
    assert [problem.code for problem in again.problems] == ["downloads.damaged"]


def test_where_it_cannot_be_written_it_counts_until_the_end(tmp_path: Path) -> None:
    queue = DownloadQueue.load(tmp_path / "gone" / "downloads.json")
    with pytest.raises(ParleyError):
        queue.throw_away([Waste(remote(tmp_path, "one"))])
    assert len(queue.waste()) == 1
