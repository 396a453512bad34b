"""Only what Parley brought is deleted, and all of that; what is freed is told truly."""

import errno
import hashlib
import os
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.core import file_lock as lock
from desktop_app.core.cached_file import Cached
from desktop_app.core.events import Failed, Finished
from desktop_app.core.fetch import RemoteFile
from desktop_app.core.hub_cache import blob, repo_folder, snapshot
from desktop_app.core.local_model import (
    Bring,
    ImportJob,
    LocalModel,
    Removed,
    RemoveJob,
    ShelfPlaces,
    Source,
)
from desktop_app.engines.fetch.part import Part
from desktop_app.engines.fetch.place import Place
from desktop_app.engines.library import create, removal
from tests.engines.contract import do
from tests.engines.library.shelf import look, models_of, places_of
from tests.fake_homes import in_hub_cache, in_lm_studio, model_bytes, put
from tests.model_pair import eyes, model


@pytest.fixture
def places(home: Path) -> ShelfPlaces:
    return places_of(home)


@pytest.fixture
def cache(places: ShelfPlaces) -> Path:
    return Path(places.folder)


def removed(found: LocalModel, places: ShelfPlaces) -> int:
    first, end = do(create(None), RemoveJob("1", found, places))
    assert isinstance(first, Removed)
    assert end == Finished()
    return first.freed


def refusal(found: LocalModel, places: ShelfPlaces) -> str:
    (end,) = do(create(None), RemoveJob("1", found, places))
    assert isinstance(end, Failed)
    return end.problem.code


class TestAllOfIt:
    @pytest.mark.parametrize("links", [True, False])
    def test_nothing_of_a_fetched_model_is_left(
        self, links: bool, cache: Path, places: ShelfPlaces
    ) -> None:
        data = model_bytes()
        in_hub_cache(cache, "a/b", "Q4/x.gguf", data, ours=True, links=links)
        (found,) = look(places)
        assert removed(found, places) == len(data)
        assert list(cache.iterdir()) == []

    def test_parts_and_the_projector_go_along(
        self, cache: Path, places: ShelfPlaces, tmp_path: Path
    ) -> None:
        sizes = 0
        for number in (1, 2):
            data = model_bytes("LLaVA 7B", number, split__count=2)
            name = f"llava-{number:05d}-of-00002.gguf"
            in_hub_cache(cache, "a/b", name, data, ours=True)
            sizes += len(data)
        projector = eyes(tmp_path / "p.gguf").read_bytes()
        in_hub_cache(cache, "a/b", "mmproj-llava.gguf", projector, ours=True)
        (found,) = look(places)
        assert found.sees
        assert removed(found, places) == sizes + len(projector)
        assert list(cache.iterdir()) == []

    @pytest.mark.parametrize("how", Bring)
    def test_an_import_is_undone(
        self, how: Bring, home: Path, cache: Path, places: ShelfPlaces
    ) -> None:
        (home / "Downloads").mkdir()
        path = model(home / "Downloads/llava.gguf", "LLaVA 7B")
        projector = eyes(home / "Downloads/mmproj-llava.gguf")
        sizes = path.stat().st_size + projector.stat().st_size
        (found,) = models_of(do(create(None), ImportJob("1", str(path), how, places)))
        assert removed(found, places) == (0 if how is Bring.LINK else sizes)
        assert list(cache.iterdir()) == []
        assert path.exists() is (how is not Bring.MOVE)

    def test_marks_of_what_other_programs_deleted_go_along(
        self, cache: Path, places: ShelfPlaces
    ) -> None:
        in_hub_cache(cache, "a/b", "x.gguf", model_bytes(), ours=True)
        put(cache / "models--a--b/.parley" / ("0" * 64), b"gone")
        (found,) = look(places)
        assert removed(found, places)
        assert list(cache.iterdir()) == []

    @pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
    def test_in_a_folder_that_is_a_link(self, home: Path, places: ShelfPlaces) -> None:
        """As people have it whose models lie on another drive."""
        drive = home / "drive"
        drive.mkdir()
        Path(places.folder).symlink_to(drive)
        data = model_bytes()
        in_hub_cache(Path(places.folder), "a/b", "x.gguf", data, ours=True)
        (found,) = look(places)
        assert removed(found, places) == len(data)
        assert list(drive.iterdir()) == []


class TestWhatStays:
    def test_a_blob_that_another_snapshot_has(self, cache: Path, places: ShelfPlaces) -> None:
        data = model_bytes()
        old = in_hub_cache(cache, "a/b", "x.gguf", data, ours=True, commit="0" * 40)
        in_hub_cache(cache, "a/b", "x.gguf", data, ours=True, commit="f" * 40)
        (found,) = look(places)
        assert found.also == (str(old),)
        assert removed(found, places) == 0
        (left,) = look(places)
        assert (left.path, left.own) == (str(old), True)
        assert removed(left, places) == len(data)
        assert list(cache.iterdir()) == []

    def test_other_files_of_the_repository(self, cache: Path, places: ShelfPlaces) -> None:
        in_hub_cache(cache, "a/b", "ours.gguf", model_bytes("Ours"), ours=True)
        theirs = in_hub_cache(cache, "a/b", "theirs.gguf", model_bytes("Theirs"))
        card = in_hub_cache(cache, "a/b", "README.md", b"# Card")
        found = next(model for model in look(places) if model.own)
        removed(found, places)
        assert theirs.is_file()
        assert card.is_file()
        assert (cache / "models--a--b/refs/main").is_file()

    def test_a_projector_that_another_model_sees_with(
        self, cache: Path, places: ShelfPlaces, tmp_path: Path
    ) -> None:
        for name in ("Q4", "Q8"):
            data = model(tmp_path / "m.gguf", f"LLaVA 7B {name}").read_bytes()
            in_hub_cache(cache, "a/b", f"llava-{name}.gguf", data, ours=True)
        projector = in_hub_cache(
            cache, "a/b", "mmproj-llava.gguf", eyes(tmp_path / "p.gguf").read_bytes(), ours=True
        )
        first, second = look(places)
        removed(first, places)
        assert projector.is_file()
        removed(second, places)
        assert list(cache.iterdir()) == []

    def test_the_same_bytes_of_another_commit_without_links(
        self, cache: Path, places: ShelfPlaces
    ) -> None:
        data = model_bytes()
        for commit in ("0" * 40, "f" * 40):
            in_hub_cache(cache, "a/b", "x.gguf", data, ours=True, links=False, commit=commit)
        (found,) = look(places)
        assert removed(found, places) == len(data)
        (left,) = look(places)
        assert left.own
        assert removed(left, places) == len(data)
        assert list(cache.iterdir()) == []

    @pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
    def test_links_in_a_circle(self, cache: Path, places: ShelfPlaces) -> None:
        path = in_hub_cache(cache, "a/b", "x.gguf", model_bytes(), ours=True)
        circle = path.with_name("circle")
        circle.symlink_to(circle)
        (found,) = look(places)
        assert removed(found, places)
        assert not path.exists()
        assert circle.is_symlink()

    def test_bytes_with_another_name_are_not_free(
        self, home: Path, cache: Path, places: ShelfPlaces
    ) -> None:
        path = in_hub_cache(cache, "a/b", "x.gguf", model_bytes(), ours=True)
        os.link(path.resolve(), home / "second.gguf")
        (found,) = look(places)
        assert removed(found, places) == 0
        assert (home / "second.gguf").is_file()


class TestRefused:
    def test_files_of_others(self, home: Path, cache: Path, places: ShelfPlaces) -> None:
        in_hub_cache(cache, "a/b", "x.gguf", model_bytes("X"))
        in_lm_studio(home, "a/b", "y.gguf", model_bytes("YY"))
        put(home / "mine/z.gguf", model_bytes("ZZZ"))
        put(cache / "plain.gguf", model_bytes("WWWW"))
        found = look(replace(places, folders=(str(home / "mine"),)))
        assert len(found) == 4
        for each in found:
            # What a job claims counts for nothing.
            claimed = replace(each, source=Source.PARLEY)
            assert refusal(claimed, places) == "library.not_ours"
            assert Path(each.path).is_file()

    def test_a_way_out_of_the_folder(self, home: Path, cache: Path, places: ShelfPlaces) -> None:
        in_hub_cache(cache, "a/b", "x.gguf", model_bytes(), ours=True)
        (found,) = look(places)
        other = put(home / "other.gguf", b"")
        way = Path(found.path).parent / "../../../../other.gguf"
        assert way.exists()
        assert refusal(replace(found, path=str(way), files=(str(way),)), places) == (
            "library.not_ours"
        )
        assert other.exists()

    def test_a_maker_on_the_hub_who_is_called_local(self, cache: Path, places: ShelfPlaces) -> None:
        in_hub_cache(cache, "local/b", "ours.gguf", model_bytes("Ours"), ours=True)
        theirs = in_hub_cache(cache, "local/b", "theirs.gguf", model_bytes("Theirs"))
        of = {model.path: model for model in look(places)}
        assert [model.repo for model in of.values()] == ["local/b"] * 2
        assert of[str(theirs)].source is Source.HUB
        assert refusal(of[str(theirs)], places) == "library.not_ours"

    def test_another_commit_of_theirs_without_links(self, cache: Path, places: ShelfPlaces) -> None:
        ours = in_hub_cache(
            cache, "a/b", "x.gguf", model_bytes("Ours"), ours=True, links=False, commit="0" * 40
        )
        theirs = in_hub_cache(
            cache, "a/b", "x.gguf", model_bytes("Theirs"), links=False, commit="f" * 40
        )
        of = {model.path: model for model in look(places)}
        assert of[str(theirs)].source is Source.HUB
        assert refusal(of[str(theirs)], places) == "library.not_ours"
        removed(of[str(ours)], places)
        assert theirs.is_file()

    @pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
    def test_a_folder_that_leads_elsewhere(
        self, home: Path, cache: Path, places: ShelfPlaces
    ) -> None:
        ours = in_hub_cache(cache, "a/b", "Q4/x.gguf", model_bytes(), ours=True, links=False)
        theirs = put(home / "mine/x.gguf", model_bytes())
        (found,) = look(places)
        ours.unlink()
        ours.parent.rmdir()
        ours.parent.symlink_to(theirs.parent)
        assert refusal(found, places) == "library.not_ours"
        assert theirs.is_file()

    def test_one_part_of_ours_is_not_enough(self, cache: Path, places: ShelfPlaces) -> None:
        for number in (1, 2):
            data = model_bytes("Big", number, split__count=2)
            name = f"big-{number:05d}-of-00002.gguf"
            in_hub_cache(cache, "a/b", name, data, ours=number == 1)
        (found,) = look(places)
        assert found.source is Source.HUB
        assert refusal(found, places) == "library.not_ours"

    @pytest.mark.skipif(sys.platform == "win32", reason="an open file locks itself there")
    def test_what_is_being_fetched(self, cache: Path, places: ShelfPlaces) -> None:
        path = in_hub_cache(cache, "a/b", "x.gguf", model_bytes(), ours=True)
        (found,) = look(places)
        note = path.resolve().with_name(path.resolve().name + ".part.json")
        with note.open("wb") as held:
            assert lock.acquire(held.fileno())
            assert refusal(found, places) == "library.not_removed"
            assert path.is_file()
        assert removed(found, places)

    @pytest.mark.skipif(sys.platform == "win32", reason="an open file locks itself there")
    def test_a_model_whose_other_part_is_being_fetched(
        self, cache: Path, places: ShelfPlaces
    ) -> None:
        data = model_bytes("Big", split__count=2)
        path = in_hub_cache(cache, "a/b", "big-00001-of-00002.gguf", data, ours=True)
        (found,) = look(places)
        note = put(path.resolve().with_name("0" * 64 + ".part.json"), b"")
        with note.open("r+b") as held:
            assert lock.acquire(held.fileno())
            assert refusal(found, places) == "library.not_removed"
            assert path.is_file()

    @pytest.mark.parametrize("links", [True, False])
    def test_nobody_fetches_it_meanwhile(
        self, links: bool, cache: Path, places: ShelfPlaces, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        data = model_bytes()
        in_hub_cache(cache, "a/b", "x.gguf", data, ours=True, links=links)
        (found,) = look(places)
        sha256 = hashlib.sha256(data).hexdigest()
        path = blob(cache / "models--a--b", sha256)
        file = RemoteFile("https://example.org/x", sha256, len(data), str(path), "link")
        real = removal._delete
        held: list[Part | None] = []

        def delete(of: Cached) -> int:
            held.append(Part.hold(file))
            return real(of)

        monkeypatch.setattr(removal, "_delete", delete)
        assert removed(found, places) == len(data)
        assert held == [None]
        assert list(cache.iterdir()) == []

    def test_a_part_that_waits_is_left(self, cache: Path, places: ShelfPlaces) -> None:
        path = in_hub_cache(cache, "a/b", "x.gguf", model_bytes(), ours=True)
        name = path.resolve().name
        left = [put(path.resolve().with_name(name + end), b"{}") for end in (".part", ".part.json")]
        (found,) = look(places)
        assert removed(found, places)
        assert all(each.read_bytes() == b"{}" for each in left)

    @pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES])
    def test_where_no_note_can_be_made_nobody_fetches(
        self, number: int, cache: Path, places: ShelfPlaces, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """On a disk that is full to the last byte, above all, things must be deleted."""
        data = model_bytes()
        in_hub_cache(cache, "a/b", "x.gguf", data, ours=True)
        (found,) = look(places)

        def refuse(path: Path) -> None:
            raise OSError(number, os.strerror(number), str(path))

        monkeypatch.setattr(lock, "hold", refuse)
        assert removed(found, places) == len(data)
        assert list(cache.iterdir()) == []

    def test_a_disk_that_refuses(
        self, cache: Path, places: ShelfPlaces, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        in_hub_cache(cache, "a/b", "x.gguf", model_bytes(), ours=True)
        (found,) = look(places)

        def refused(*_: object, **__: object) -> None:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(Path, "unlink", refused)
        assert refusal(found, places) == "library.not_removed"


@pytest.mark.parametrize("links", [True, False])
def test_what_the_fetch_engine_places_is_ours(
    links: bool, cache: Path, places: ShelfPlaces, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = model_bytes()
    repository = repo_folder(cache, "maker/name")
    path = blob(repository, hashlib.sha256(data).hexdigest())
    link = snapshot(repository, "maker/name", "0" * 40, "Q4/x.gguf")
    place = Place(RemoteFile("https://example.org/x", path.name, len(data), str(path), str(link)))
    with monkeypatch.context() as patch:
        if not links:
            patch.setattr(Path, "symlink_to", _refuse)
        put(path, data)
        place.claim(path)
        place.name(lambda: None)
    (found,) = look(places)
    assert (found.path, found.repo, found.source) == (str(link), "maker/name", Source.PARLEY)
    assert removed(found, places) == len(data)
    assert list(cache.iterdir()) == []


def _refuse(*_: object) -> None:
    raise OSError(1, "A required privilege is not held by the client")
