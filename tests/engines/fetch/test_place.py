"""What was fetched stands in the Hub's cache as huggingface_hub itself would have put it there."""

import errno
import os
import shutil
import stat
import sys
from pathlib import Path

import huggingface_hub
import pytest
from huggingface_hub import constants, hf_hub_download, scan_cache_dir, try_to_load_from_cache

from desktop_app.core.cached_file import cached
from desktop_app.core.events import Failed, Finished
from desktop_app.core.fetch import take_back
from desktop_app.core.hub_cache import mark
from tests.engines.fetch.order import REPO, SMALL, WEIGHTS, Desk
from tests.hub_api import COMMIT


@pytest.fixture(params=["links", "no links"])
def links(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether the file system has symbolic links."""
    there: bool = request.param == "links"
    if not there:
        forbid_links(monkeypatch)
    return there


def forbid_links(monkeypatch: pytest.MonkeyPatch) -> None:
    """As Windows does to those who are neither administrators nor developers."""

    def refuse(*arguments: object, **more: object) -> None:
        raise OSError(errno.EPERM, "a required privilege is not held by the client")

    monkeypatch.setattr(os, "symlink", refuse)
    monkeypatch.setattr(huggingface_hub.file_download, "_are_symlinks_supported_in_dir", {})
    monkeypatch.setattr(constants, "HF_HUB_DISABLE_SYMLINKS_WARNING", True)


def their_fetch(desk: Desk, monkeypatch: pytest.MonkeyPatch, folder: Path | None = None) -> Path:
    """The model as huggingface_hub fetches it."""
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", False)
    monkeypatch.setattr(constants, "HF_HUB_DISABLE_PROGRESS_BARS", True)
    cache = folder or desk.folder
    return Path(hf_hub_download(REPO, WEIGHTS, cache_dir=cache, endpoint=desk.hub.address))


def tree(folder: Path) -> dict[str, str]:
    """All files below `folder`: what they hold, or where they lead."""
    return {
        str(path.relative_to(folder)): str(path.readlink()) if path.is_symlink() else ""
        for path in sorted(folder.rglob("*"))
        if (path.is_file() or path.is_symlink()) and ".locks" not in path.parts
    }


def test_other_programs_take_it_for_theirs(desk: Desk, links: bool) -> None:
    for file in desk.parcel().files:
        assert desk.fetch(file)[-1] == Finished()
    assert desk.arrived()
    cache = str(desk.folder)
    for path in (WEIGHTS, SMALL):
        known = try_to_load_from_cache(REPO, path, cache_dir=cache)
        assert known == str(desk.repository / "snapshots" / COMMIT / path)
        for revision in ("main", COMMIT):
            local = hf_hub_download(
                REPO, path, revision=revision, cache_dir=cache, local_files_only=True
            )
            assert local == known
            assert Path(local).read_bytes() == desk.hub.file(REPO, path).data
    assert [*(desk.repository / "blobs").iterdir()] or not links


def test_their_look_at_the_cache_finds_nothing_wrong(desk: Desk, links: bool) -> None:
    for file in desk.parcel().files:
        desk.fetch(file)
    found = scan_cache_dir(desk.folder)
    assert found.warnings == []
    (repo,) = found.repos
    assert repo.repo_id == REPO
    assert repo.size_on_disk == desk.parcel().size
    (revision,) = repo.revisions
    assert revision.commit_hash == COMMIT
    assert revision.refs == {"main"}
    assert {file.file_name for file in revision.files} == {WEIGHTS, Path(SMALL).name}


def test_it_looks_like_what_they_make_of_it(
    desk: Desk, links: bool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    their_fetch(desk, monkeypatch, tmp_path / "theirs")
    desk.fetch()
    theirs = tree(tmp_path / "theirs" / desk.repository.name)
    assert theirs
    ours = tree(desk.repository)
    del ours[str(Path(".parley") / Path(desk.file().path).name)]
    assert ours == theirs


def test_what_they_fetched_is_used_and_not_fetched_again(
    desk: Desk, links: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    their_fetch(desk, monkeypatch)
    before = tree(desk.repository)
    asked = len(desk.hub.asked)
    assert desk.fetch() == [Finished()]
    assert len(desk.hub.asked) == asked
    assert tree(desk.repository) == before
    assert not mark(Path(desk.file().path)).exists()


def test_what_they_fetched_gets_the_name_that_it_lacks(
    desk: Desk, links: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    blob = Path(desk.file().path)
    blob.parent.mkdir(parents=True)
    blob.write_bytes(desk.data)
    assert desk.fetch() == [Finished()]
    assert desk.arrived()
    assert blob.read_bytes() == desk.data  # others may know it by this name
    assert len([*blob.parent.iterdir()]) == 1
    assert desk.hub.asked == []
    assert scan_cache_dir(desk.folder).warnings == []


def test_what_they_fetched_is_checked(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    path = their_fetch(desk, monkeypatch)
    blob = path.resolve()
    blob.write_bytes(desk.data[:-1] + b"x")
    assert desk.fetch()[-1] == Finished()
    assert desk.arrived()
    assert blob.read_bytes() == desk.data


def test_they_use_what_we_fetched(desk: Desk, links: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.fetch()
    sent = desk.served.sent
    assert their_fetch(desk, monkeypatch) == Path(desk.file().link)
    assert desk.served.sent == sent


def test_what_they_have_not_finished_is_left_alone(desk: Desk) -> None:
    blob = Path(desk.file().path)
    blob.parent.mkdir(parents=True)
    theirs = blob.with_name(blob.name + ".0123abcd.incomplete")
    theirs.write_bytes(b"half")
    assert desk.fetch()[-1] == Finished()
    assert desk.arrived()
    assert theirs.read_bytes() == b"half"


def test_nothing_has_a_last_name_before_it_is_whole(desk: Desk) -> None:
    desk.fetch_until(len(desk.data) // 2)
    assert tree(desk.repository).keys() == {
        f"blobs/{desk.file().part.name}",
        f"blobs/{desk.file().note.name}",
    }
    assert desk.fetch()[-1] == Finished()
    assert desk.arrived()


def test_what_parley_brought_is_marked(desk: Desk, links: bool) -> None:
    desk.fetch()
    marked = mark(Path(desk.file().path))
    assert marked == desk.repository / ".parley" / desk.file().sha256
    changed = int(Path(desk.file().link).stat().st_mtime)
    assert marked.read_text() == f"{COMMIT}/{WEIGHTS}\t{changed}\n"


def test_what_they_fetched_in_the_place_of_ours_is_theirs(
    desk: Desk, links: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The mark of what Parley brought is still there when another program deletes it."""
    desk.fetch()
    link = Path(desk.file().link)
    link.resolve().unlink()
    link.unlink(missing_ok=True)
    path = their_fetch(desk, monkeypatch)
    os.utime(path, (1, 1))
    assert desk.fetch() == [Finished()]
    found = cached(path, desk.folder)
    assert found is not None
    assert not found.is_ours
    take_back(desk.file())
    assert path.read_bytes() == desk.data


def test_a_model_of_an_older_commit_outlives_what_is_taken_back(desk: Desk) -> None:
    desk.fetch()
    older = Path(desk.file().link)
    desk.hub.repos[REPO].commit = "fe" * 20
    desk.fetch()
    take_back(desk.file())
    assert not Path(desk.file().link).is_symlink()
    assert older.read_bytes() == desk.data
    desk.hub.repos[REPO].commit = COMMIT
    take_back(desk.file())
    assert not older.is_symlink()
    assert tree(desk.repository) == {"refs/main": ""}


def test_a_crash_before_the_name_was_given(desk: Desk, links: bool) -> None:
    """The blob is in its place, its mark beside it, and no name leads there."""
    desk.fetch()
    link, blob = Path(desk.file().link), Path(desk.file().path)
    if not links:
        link.replace(blob)
    shutil.rmtree(desk.repository / "snapshots")
    shutil.rmtree(desk.repository / "refs")
    sent = desk.served.sent
    assert desk.fetch()[-1] == Finished()
    assert desk.arrived()
    assert (desk.repository / "refs" / "main").read_text() == COMMIT
    assert blob.exists() == links
    assert desk.served.sent == sent


def test_a_name_that_leads_elsewhere_is_set_right(desk: Desk) -> None:
    link = Path(desk.file().link)
    link.parent.mkdir(parents=True)
    link.symlink_to("../../blobs/gone")
    desk.fetch()
    assert desk.arrived()


def test_main_is_what_was_fetched_last(desk: Desk) -> None:
    reference = desk.repository / "refs" / "main"
    desk.fetch()
    assert reference.read_text() == COMMIT
    desk.hub.repos[REPO].commit = "fe" * 20
    assert desk.fetch()[-1] == Finished()
    assert reference.read_text() == "fe" * 20
    # The same bytes under another commit: nothing came for them, and both names lead there.
    assert desk.served.sent == len(desk.data)
    assert len(scan_cache_dir(desk.folder).repos) == 1
    (repo,) = scan_cache_dir(desk.folder).repos
    assert len(repo.revisions) == 2


@pytest.mark.parametrize("revision", ["v1.0", "refs/pr/1", COMMIT])
def test_another_revision_is_not_main(
    desk: Desk, revision: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.revision = revision
    assert desk.fetch()[-1] == Finished()
    named = [path for path in (desk.repository / "refs").rglob("*") if path.is_file()]
    expected = [] if revision == COMMIT else [desk.repository / "refs" / revision]
    assert named == expected
    assert all(path.read_text() == COMMIT for path in named)
    local = hf_hub_download(
        REPO, WEIGHTS, revision=revision, cache_dir=desk.folder, local_files_only=True
    )
    assert local == desk.file().link
    assert not [*desk.repository.glob(".*.tmp")]


def test_what_came_of_another_commit_is_gone_on_with(desk: Desk) -> None:
    half = len(desk.data) // 2
    desk.fetch_until(half)
    desk.hub.repos[REPO].commit = "fe" * 20
    assert desk.fetch()[-1] == Finished()
    assert desk.arrived()
    assert desk.hub.asked[-1].range == f"bytes={half}-"


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such rights")
def test_others_may_read_it_as_they_may_what_they_fetch(desk: Desk) -> None:
    before = os.umask(0o022)
    try:
        desk.fetch()
    finally:
        os.umask(before)
    blob = Path(desk.file().path)
    assert stat.S_IMODE(blob.stat().st_mode) == 0o644
    assert stat.S_IMODE(blob.parent.stat().st_mode) == 0o755


def test_a_folder_in_the_way_of_the_name(desk: Desk) -> None:
    (Path(desk.file().link) / "in the way").mkdir(parents=True)
    last = desk.fetch()[-1]
    assert isinstance(last, Failed)
    assert last.problem.code == "fetch.failed"
