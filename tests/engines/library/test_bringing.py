"""What is imported is whole under its name or not there at all, and nobody else loses anything."""

import hashlib
import os
import shutil
from collections import namedtuple
from dataclasses import replace
from pathlib import Path

import pytest
from huggingface_hub import scan_cache_dir

from desktop_app.core.engine import EngineSpec
from desktop_app.core.events import Failed, Fetching, Finished, Notice, Reason
from desktop_app.core.local_model import (
    Bring,
    ImportJob,
    LocalModel,
    Proof,
    RemoveJob,
    ScanJob,
    ShelfPlaces,
    Source,
    Verified,
    VerifyJob,
)
from desktop_app.engines.isolated import IsolatedEngine
from desktop_app.engines.library import bringing, create
from tests.engines.contract import do
from tests.engines.library.shelf import look, models_of, notices_of, places_of, stopped_after
from tests.fake_homes import in_hub_cache, in_lm_studio, in_ollama, model_bytes, put
from tests.model_pair import eyes, model

Usage = namedtuple("Usage", "total used free")


def names_below(folder: Path) -> set[str]:
    return {path.name for path in folder.rglob("*") if path.is_file() or path.is_symlink()}


def brought(path: Path, how: Bring, places: ShelfPlaces) -> LocalModel:
    events = do(create(None), ImportJob("import", str(path), how, places))
    assert events[-1] == Finished(Reason.STOP)
    (found,) = models_of(events)
    return found


def failure(path: Path, how: Bring, places: ShelfPlaces) -> str:
    end = do(create(None), ImportJob("import", str(path), how, places))[-1]
    assert isinstance(end, Failed)
    assert end.problem.sentence.english()
    return end.problem.code


@pytest.fixture
def places(home: Path) -> ShelfPlaces:
    return places_of(home)


@pytest.fixture
def file(home: Path) -> Path:
    return put(home / "Downloads/Tiny Model-Q4_K_M.gguf", model_bytes())


@pytest.fixture
def big(home: Path) -> Path:
    """More than one block, so that it can be stopped in between."""
    return put(home / "Downloads/big.gguf", model_bytes() + bytes(5 << 20))


class TestHow:
    @pytest.mark.parametrize("how", Bring)
    def test_it_is_then_one_of_our_own(self, how: Bring, file: Path, places: ShelfPlaces) -> None:
        data = file.read_bytes()
        found = brought(file, how, places)
        assert (found.source, found.own, found.title) == (Source.PARLEY, True, "Tiny Model")
        assert Path(found.path).read_bytes() == data
        assert Path(found.path).name == file.name
        assert Path(found.path).is_relative_to(places.folder)
        assert file.exists() is (how is not Bring.MOVE)
        assert Path(found.path).is_symlink() is (how is Bring.LINK)
        assert look(places) == [found]

    @pytest.mark.parametrize("how", [Bring.COPY, Bring.MOVE])
    def test_other_programs_of_the_cache_see_a_sound_one(
        self, how: Bring, file: Path, places: ShelfPlaces
    ) -> None:
        brought(file, how, places)
        cache = scan_cache_dir(places.folder)
        assert [repo.repo_id for repo in cache.repos] == ["local/Tiny-Model-Q4_K_M"]
        assert cache.warnings == []

    def test_a_move_to_another_drive_copies(
        self, file: Path, places: ShelfPlaces, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def other_drive(*_: object) -> None:
            raise OSError(18, "Invalid cross-device link")

        monkeypatch.setattr(bringing.os, "link", other_drive)
        data = file.read_bytes()
        found = brought(file, Bring.MOVE, places)
        assert not file.exists()
        assert Path(found.path).read_bytes() == data

    def test_a_link_that_is_not_allowed_is_a_second_name(
        self, file: Path, places: ShelfPlaces, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(Path, "symlink_to", lambda *_: _refuse())
        found = brought(file, Bring.LINK, places)
        assert not Path(found.path).is_symlink()
        assert Path(found.path).samefile(file)

    def test_no_way_of_linking_is_told(
        self, file: Path, places: ShelfPlaces, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(Path, "symlink_to", lambda *_: _refuse())
        monkeypatch.setattr(bringing.os, "link", lambda *_: _refuse())
        assert failure(file, Bring.LINK, places) == "library.no_link"
        assert names_below(Path(places.folder)) == set()

    def test_a_copy_can_be_verified_later(self, file: Path, places: ShelfPlaces) -> None:
        found = brought(file, Bring.COPY, places)
        sha256 = hashlib.sha256(file.read_bytes()).hexdigest()
        events = do(create(None), VerifyJob("1", found))
        assert Verified(Proof.RIGHT, sha256) in events
        assert isinstance(events[0], Fetching)
        with Path(found.path).open("r+b") as stream:
            stream.seek(-1, os.SEEK_END)
            stream.write(b"\1")
        (told,) = [each for each in do(create(None), VerifyJob("1", found)) if is_told(each)]
        assert told.proof is Proof.WRONG


def is_told(event: object) -> bool:
    return isinstance(event, Verified)


def _refuse() -> None:
    raise OSError(1, "Operation not permitted")


class TestWhatComesAlong:
    @pytest.mark.parametrize("how", Bring)
    def test_all_parts_and_the_projector(self, how: Bring, home: Path, places: ShelfPlaces) -> None:
        (home / "Downloads").mkdir()
        for number in (1, 2):
            data = model_bytes("LLaVA 7B", number, split__count=2)
            put(home / f"Downloads/llava-{number:05d}-of-00002.gguf", data)
        eyes(home / "Downloads/mmproj-llava.gguf")
        found = brought(home / "Downloads/llava-00002-of-00002.gguf", how, places)
        assert [Path(path).name for path in found.files] == [
            "llava-00001-of-00002.gguf",
            "llava-00002-of-00002.gguf",
        ]
        assert Path(found.projector).name == "mmproj-llava.gguf"
        assert Path(found.projector).parent == Path(found.path).parent
        left = names_below(home / "Downloads")
        assert len(left) == (0 if how is Bring.MOVE else 3)

    def test_a_projector_that_others_need_stays(self, home: Path, places: ShelfPlaces) -> None:
        first = model(home / "Downloads/llava-Q4.gguf", "LLaVA 7B")
        model(home / "Downloads/llava-Q8.gguf", "LLaVA 7B Q8")
        eyes(home / "Downloads/mmproj-llava.gguf")
        assert brought(first, Bring.MOVE, places).sees
        assert names_below(home / "Downloads") == {"llava-Q8.gguf", "mmproj-llava.gguf"}


class TestTwice:
    @pytest.mark.parametrize("how", Bring)
    def test_what_is_there_already_is_not_doubled(
        self, how: Bring, file: Path, places: ShelfPlaces
    ) -> None:
        first = brought(file, Bring.COPY, places)
        before = names_below(Path(places.folder))
        assert brought(file, how, places) == first
        assert brought(Path(first.path), how, places) == first
        assert names_below(Path(places.folder)) == before
        assert file.exists()

    def test_who_brings_it_again_is_told(self, file: Path, places: ShelfPlaces) -> None:
        first = brought(file, Bring.COPY, places)
        events = do(create(None), ImportJob("again", str(file), Bring.MOVE, places))
        (notice,) = (event for event in events if isinstance(event, Notice))
        assert notice.problem.code == "library.here_already"
        assert notice.problem.values["other"] == first.title

    def test_what_was_fetched_is_not_doubled(self, file: Path, places: ShelfPlaces) -> None:
        path = in_hub_cache(Path(places.folder), "a/b", "x.gguf", file.read_bytes(), ours=True)
        assert brought(file, Bring.COPY, places).path == str(path)

    def test_another_file_of_that_name_stands_beside_it(
        self, file: Path, places: ShelfPlaces
    ) -> None:
        first = brought(file, Bring.COPY, places)
        file.write_bytes(model_bytes(weight=7))
        second = brought(file, Bring.COPY, places)
        assert first.path != second.path
        assert {model.path for model in look(places)} == {first.path, second.path}


class TestRefused:
    def test_what_is_no_model(self, home: Path, places: ShelfPlaces) -> None:
        (home / "Downloads").mkdir()
        projector = eyes(home / "Downloads/mmproj.gguf")
        page = put(home / "Downloads/page.gguf", b"<html>")
        half = put(home / "Downloads/half.gguf", model_bytes()[:-99])
        lone = put(home / "Downloads/a-00001-of-00002.gguf", model_bytes(split__count=2))
        assert failure(projector, Bring.COPY, places) == "model.projector"
        assert failure(page, Bring.COPY, places) == "model.not_gguf"
        assert failure(half, Bring.COPY, places) == "model.truncated"
        assert failure(lone, Bring.COPY, places) == "model.truncated"
        assert failure(home / "gone.gguf", Bring.COPY, places) == "model.missing"
        assert not Path(places.folder).exists()

    def test_files_of_others_are_not_moved(self, home: Path, places: ShelfPlaces) -> None:
        theirs = [
            in_lm_studio(home, "a/b", "x.gguf", model_bytes("X")),
            in_ollama(home / ".ollama/models", "y", model_bytes("Y")),
            in_hub_cache(home / ".cache/huggingface/hub", "a/b", "z.gguf", model_bytes("Z")),
            in_hub_cache(Path(places.folder), "a/b", "u.gguf", model_bytes("U")),
        ]
        link = home / "Downloads/link.gguf"
        link.parent.mkdir()
        link.symlink_to(theirs[0])
        for path in (*theirs, link):
            assert failure(path, Bring.MOVE, places) == "library.not_ours"
            assert path.exists()
        assert brought(theirs[0], Bring.COPY, places).own

    @pytest.mark.skipif(os.name == "nt", reason="links need a right there")
    def test_files_of_others_are_not_moved_from_where_their_folder_leads(
        self, home: Path, places: ShelfPlaces, tmp_path: Path
    ) -> None:
        path = put(tmp_path / "large/a/b/x.gguf", model_bytes("X"))
        (home / ".lmstudio").mkdir(parents=True)
        (home / ".lmstudio/models").symlink_to(tmp_path / "large")
        elsewhere = in_hub_cache(tmp_path / "drive/hub", "a/b", "z.gguf", model_bytes("Z"))
        for theirs in (path, elsewhere):
            assert failure(theirs, Bring.MOVE, places) == "library.not_ours"
            assert theirs.exists()

    def test_no_room_is_told_before_anything_is_written(
        self, file: Path, places: ShelfPlaces, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(10, 9, 1))
        assert failure(file, Bring.COPY, places) == "library.not_brought"
        assert names_below(Path(places.folder)) == set()
        assert brought(file, Bring.MOVE, places).own

    def test_a_disk_that_fills_up_leaves_nothing(
        self, file: Path, places: ShelfPlaces, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(_: int) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(bringing.os, "fsync", full)
        assert failure(file, Bring.COPY, places) == "library.not_brought"
        assert names_below(Path(places.folder)) == set()
        assert list(Path(places.folder).iterdir()) == []

    def test_a_folder_that_cannot_be_made(self, file: Path, places: ShelfPlaces) -> None:
        put(Path(places.folder), b"a file")
        assert failure(file, Bring.COPY, places) == "library.not_brought"

    def test_what_cannot_be_deleted_after_a_move_is_told(
        self, file: Path, places: ShelfPlaces, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        unlink = Path.unlink

        def refused(path: Path, missing_ok: bool = False) -> None:
            if path == file:
                raise PermissionError(13, "Permission denied")
            unlink(path, missing_ok)

        monkeypatch.setattr(Path, "unlink", refused)
        events = do(create(None), ImportJob("1", str(file), Bring.MOVE, places))
        assert [each.code for each in notices_of(events)] == ["library.not_removed"]
        assert events[-1] == Finished(Reason.STOP)


class TestStop:
    def test_a_stop_leaves_nothing(self, big: Path, places: ShelfPlaces) -> None:
        job = ImportJob("1", str(big), Bring.COPY, places)
        events = stopped_after(create(None), job, 1)
        assert [type(event) for event in events] == [Fetching, Finished]
        assert events[-1] == Finished(Reason.CANCELLED)
        assert list(Path(places.folder).iterdir()) == []

    def test_progress_ends_with_all_of_it(self, big: Path, places: ShelfPlaces) -> None:
        events = do(create(None), ImportJob("1", str(big), Bring.COPY, places))
        told = [event for event in events if isinstance(event, Fetching)]
        size = big.stat().st_size
        assert (told[-1].done, told[-1].total) == (size, size)
        assert told[0].done < size


class TestDeath:
    @pytest.mark.parametrize("how", [Bring.COPY, Bring.MOVE])
    def test_a_kill_in_the_midst_leaves_nothing_under_a_name(
        self, how: Bring, home: Path, big: Path, places: ShelfPlaces
    ) -> None:
        data = big.read_bytes()
        eyes(home / "Downloads/mmproj-big.gguf")
        engine = IsolatedEngine(EngineSpec("tests.engines.library.dying:create", 1))
        try:
            end = do(engine, ImportJob("1", str(big), how, places))[-1]
        finally:
            engine.close()
        assert isinstance(end, Failed)
        assert big.read_bytes() == data
        assert look(places) == []
        assert [path.name[:15] for path in Path(places.folder).iterdir()] == [".parley-import-"]
        found = brought(big, how, places)
        assert look(places) == [found]
        assert not any(path.name.startswith(".") for path in Path(places.folder).iterdir())

    def test_a_kill_in_the_midst_of_a_look_loses_nothing(
        self, home: Path, places: ShelfPlaces
    ) -> None:
        put(home / "mine/x.gguf", model_bytes())
        job = ScanJob("1", replace(places, folders=(str(home / "mine"),)))
        engine = IsolatedEngine(EngineSpec("tests.engines.library.dying:create", 1))
        try:
            assert isinstance(do(engine, job)[-1], Failed)
        finally:
            engine.close()
        assert len(look(job.places)) == 1

    def test_all_jobs_cross_to_another_process(
        self, home: Path, file: Path, places: ShelfPlaces
    ) -> None:
        engine = IsolatedEngine(EngineSpec("desktop_app.engines.library:create"))
        try:
            (found,) = models_of(do(engine, ImportJob("1", str(file), Bring.COPY, places)))
            assert look(places, engine) == [found]
            assert any(is_told(event) for event in do(engine, VerifyJob("1", found)))
            assert do(engine, RemoveJob("1", found, places))[-1] == Finished()
        finally:
            engine.close()
        assert look(places) == []
