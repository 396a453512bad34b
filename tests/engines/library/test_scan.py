"""A look finds every model once, wherever it lies, and nothing that is in the way breaks it."""

import errno
import hashlib
import json
import os
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from desktop_app.core.engine import CancelToken
from desktop_app.core.events import Finished, Reason
from desktop_app.core.local_model import ScanJob, Source
from desktop_app.core.model_record import key_of
from desktop_app.engines.library import create, file_facts
from desktop_app.engines.library import index as index_module
from tests.engines.contract import do
from tests.engines.library.shelf import look, models_of, notices_of, places_of, stopped_after
from tests.fake_homes import (
    in_hub_cache,
    in_jan,
    in_lm_studio,
    in_ollama,
    linked_from_jan,
    model_bytes,
    put,
)
from tests.gguf_file import F32, gguf_bytes
from tests.model_pair import eyes, model

HUB_CACHE = ".cache/huggingface/hub"


class TestPlaces:
    def test_each_program_is_told_by_its_own_name(self, home: Path) -> None:
        jan = home / ".local/share/Jan/data"
        paths = {
            Source.HUB: in_hub_cache(home / HUB_CACHE, "a/hub-GGUF", "hub.gguf", model_bytes("A")),
            Source.LM_STUDIO: in_lm_studio(home, "maker/repo", "lm.gguf", model_bytes("BB")),
            Source.OLLAMA: in_ollama(home / ".ollama/models", "llama3:8b", model_bytes("CCC")),
            Source.LLAMA_CPP: put(home / ".cache/llama.cpp/a_b.gguf", model_bytes("DDDD")),
            Source.GPT4ALL: put(
                home / ".local/share/nomic.ai/GPT4All/g.gguf", model_bytes("EEEEE")
            ),
            Source.JAN: in_jan(jan, "Jan v1", model_bytes("FFFFFF")),
            Source.FOLDER: put(home / "mine/x/y/f.gguf", model_bytes("GGGGGGG")),
            Source.OPENED: put(home / "Downloads/o.gguf", model_bytes("HHHHHHHH")),
            Source.STARTER: put(home / "starter.gguf", model_bytes("IIIIIIIII")),
            Source.PARLEY: in_hub_cache(
                home / "models", "b/own-GGUF", "own.gguf", model_bytes("JJJJJJJJJJ"), ours=True
            ),
        }
        places = places_of(
            home,
            folders=(str(home / "mine"),),
            opened=(str(paths[Source.OPENED]),),
            starter=str(paths[Source.STARTER]),
        )
        found = look(places)
        assert {model.source: model.path for model in found} == {
            source: str(path) for source, path in paths.items()
        }
        assert [model.source for model in found if model.own] == [Source.PARLEY]
        assert all(model.problem is None and not model.also for model in found)
        repos = {model.source: model.repo for model in found if model.repo}
        assert repos == {
            Source.HUB: "a/hub-GGUF",
            Source.PARLEY: "b/own-GGUF",
            Source.LM_STUDIO: "maker/repo",
        }

    def test_what_a_header_says_is_told(self, home: Path) -> None:
        template = "{% if enable_thinking %}<think>{% endif %}"
        path = put(
            home / "mine/Tiny-Q4_K_M.gguf",
            model_bytes("Tiny Thinker", tokenizer__chat_template=template),
        )
        (found,) = look(places_of(home, folders=(str(home / "mine"),)))
        assert (found.title, found.architecture, found.parameters) == (
            "Tiny",
            "llama",
            "135M",
        )
        assert (found.quantization, found.trained_context) == ("Q4_K_M", 2048)
        assert (found.thinks, found.sees, found.hears) == (True, False, False)
        assert found.size == path.stat().st_size
        assert found.modified == pytest.approx(path.stat().st_mtime)
        assert found.key == key_of(str(path))

    def test_only_what_is_marked_is_our_own(self, home: Path) -> None:
        cache = home / "models"
        ours = in_hub_cache(cache, "a/b", "ours.gguf", model_bytes("Ours"), ours=True)
        theirs = in_hub_cache(cache, "a/b", "theirs.gguf", model_bytes("Theirs"))
        plain = put(cache / "dropped.gguf", model_bytes("Dropped!"))
        found = {model.path: model.source for model in look(places_of(home))}
        assert found == {
            str(ours): Source.PARLEY,
            str(theirs): Source.HUB,
            str(plain): Source.FOLDER,
        }

    def test_a_mark_counts_where_links_are_not_allowed(self, home: Path) -> None:
        cache = home / "models"
        in_hub_cache(cache, "a/b", "ours.gguf", model_bytes("Ours"), ours=True, links=False)
        in_hub_cache(cache, "a/b", "theirs.gguf", model_bytes("Theirs"), links=False)
        found = {model.title: model.source for model in look(places_of(home))}
        assert found == {"ours": Source.PARLEY, "theirs": Source.HUB}

    def test_a_mark_elsewhere_counts_for_nothing(self, home: Path) -> None:
        in_hub_cache(home / HUB_CACHE, "a/b", "x.gguf", model_bytes(), ours=True)
        (found,) = look(places_of(home))
        assert found.source is Source.HUB

    def test_one_cache_is_looked_through_once(self, home: Path) -> None:
        cache = home / HUB_CACHE
        in_hub_cache(cache, "a/b", "x.gguf", model_bytes(), ours=True)
        (found,) = look(places_of(home, folder=str(cache), folders=(str(cache.parent),)))
        assert (found.source, found.also) == (Source.PARLEY, ())

    def test_without_a_home_nobody_elses_are_looked_for(self, home: Path) -> None:
        in_lm_studio(home, "a/b", "x.gguf", model_bytes())
        assert look(replace(places_of(home), home="")) == []

    def test_jan_may_use_a_file_somewhere_else(self, home: Path) -> None:
        path = put(home / "Downloads/big.gguf", model_bytes(""))
        linked_from_jan(home / ".local/share/Jan/data", "Big one", path)
        (found,) = look(places_of(home))
        assert (found.source, found.path, found.title) == (Source.JAN, str(path), "big")

    def test_the_main_snapshot_is_the_one_to_show(self, home: Path) -> None:
        cache = home / HUB_CACHE
        old = in_hub_cache(cache, "a/b", "x.gguf", model_bytes(), commit="0" * 40)
        new = in_hub_cache(cache, "a/b", "x.gguf", model_bytes(), commit="f" * 40)
        (found,) = look(places_of(home))
        assert (found.path, found.also) == (str(new), (str(old),))


class TestTitles:
    @pytest.mark.parametrize(
        ("header", "file", "title"),
        [
            ("Training 17 Ep2", "Qwen3-4B-Q4_K_M.gguf", "Qwen3-4B"),
            ("", "Qwen3-4B.q4_k_m.gguf", "Qwen3-4B"),
            ("Qwen3 4B", "model.gguf", "Qwen3 4B"),
            ("  Two \n li\x1bnes ", "ggml-model-q4_k_m.gguf", "Two lines"),
            ("models", "model.gguf", "folder"),
            ("", "model.gguf", "folder"),
            (".", "ggml-model-Q4_K_M.gguf", "folder"),
        ],
    )
    def test_file_then_header_then_folder(
        self, home: Path, header: str, file: str, title: str
    ) -> None:
        put(home / "mine/folder" / file, model_bytes(header))
        (found,) = look(places_of(home, folders=(str(home / "mine"),)))
        assert found.title == title

    def test_ollama_names_its_own(self, home: Path) -> None:
        store = home / ".ollama/models"
        in_ollama(store, "llama3.2:1b", model_bytes("A"))
        in_ollama(store, "phi3", model_bytes("BB"))
        in_ollama(store, "m/GGUF:Q8_0", model_bytes("CCC"), registry="hf.co")
        found = {model.title: model.repo for model in look(places_of(home))}
        assert found == {"llama3.2:1b": "", "phi3": "", "hf.co/m/GGUF:Q8_0": "m/GGUF"}


class TestOnce:
    def test_the_same_bytes_in_two_places_are_one_model(self, home: Path) -> None:
        data = model_bytes()
        ours = in_hub_cache(home / "models", "a/b", "x.gguf", data, ours=True)
        other = in_lm_studio(home, "a/b", "renamed.gguf", data)
        blob = in_ollama(home / ".ollama/models", "x", data)
        starter = put(home / "starter.gguf", data)
        (found,) = look(places_of(home, starter=str(starter)))
        assert (found.path, found.source) == (str(ours), Source.PARLEY)
        assert set(found.also) == {str(other), str(blob), str(starter)}
        assert found.sha256 == hashlib.sha256(data).hexdigest()

    def test_a_checksum_is_known_where_its_place_says_it(self, home: Path) -> None:
        in_ollama(home / ".ollama/models", "x", model_bytes("A"))
        in_lm_studio(home, "a/b", "c.gguf", model_bytes("BB"))
        in_hub_cache(home / HUB_CACHE, "a/hub-GGUF", "hub.gguf", model_bytes("CCC"))
        known = {model.source: model.sha256 for model in look(places_of(home))}
        assert known == {
            Source.OLLAMA: hashlib.sha256(model_bytes("A")).hexdigest(),
            Source.LM_STUDIO: "",
            Source.HUB: hashlib.sha256(model_bytes("CCC")).hexdigest(),
        }

    def test_links_are_followed_not_counted(self, home: Path) -> None:
        path = put(home / "mine/a.gguf", model_bytes())
        (home / "mine/b.gguf").symlink_to(path)
        os.link(path, home / "mine/c.gguf")
        (home / "mine/gone.gguf").symlink_to(home / "nowhere.gguf")
        (found,) = look(places_of(home, folders=(str(home / "mine"),)))
        assert set(found.also) == {str(home / "mine/b.gguf"), str(home / "mine/c.gguf")}

    def test_one_size_is_not_one_model(self, home: Path) -> None:
        put(home / "mine/a.gguf", model_bytes(weight=1))
        put(home / "mine/b.gguf", model_bytes(weight=2))
        found = look(places_of(home, folders=(str(home / "mine"),)))
        assert len({model.size for model in found}) == 1
        assert [model.also for model in found] == [(), ()]

    def test_folders_may_overlap_and_go_round_in_circles(self, home: Path) -> None:
        put(home / "mine/below/a.gguf", model_bytes())
        (home / "mine/below/up").symlink_to(home / "mine", target_is_directory=True)
        folders = (str(home / "mine"), str(home / "mine/below"), str(home / "mine/below/up"))
        (found,) = look(places_of(home, folders=folders))
        assert found.also == ()

    def test_hashes_that_are_known_need_no_reading(
        self, home: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(index_module, "_fingerprint", lambda file: 1 / 0)
        data = model_bytes()
        in_hub_cache(home / HUB_CACHE, "a/b", "x.gguf", data)
        in_ollama(home / ".ollama/models", "x", data)
        in_ollama(home / ".ollama/models", "y", model_bytes(weight=1))
        assert sorted(len(model.also) for model in look(places_of(home))) == [0, 1]


class TestParts:
    def put_parts(self, folder: Path, names: tuple[int, ...], count: int = 3) -> list[Path]:
        return [
            put(
                folder / f"big-{number:05d}-of-{count:05d}.gguf",
                model_bytes("Big", weight=number, split__count=count, split__no=number - 1),
            )
            for number in names
        ]

    def test_parts_are_one_model(self, home: Path) -> None:
        paths = self.put_parts(home / "mine", (1, 2, 3))
        (found,) = look(places_of(home, folders=(str(home / "mine"),)))
        assert (found.path, found.files) == (str(paths[0]), tuple(map(str, paths)))
        assert found.size == sum(path.stat().st_size for path in paths)
        assert (found.problem, found.key) == (None, key_of(str(paths[1])))

    @pytest.mark.parametrize("there", [(1, 3), (2, 3), (1,)])
    def test_a_missing_part_is_told(self, home: Path, there: tuple[int, ...]) -> None:
        self.put_parts(home / "mine", there)
        (found,) = look(places_of(home, folders=(str(home / "mine"),)))
        assert found.problem is not None
        assert found.problem.code == "model.truncated"
        gone = next(number for number in (1, 2, 3) if number not in there)
        assert f"big-{gone:05d}-of-00003.gguf" in found.problem.details

    def test_a_part_that_was_renamed_lacks_the_others(self, home: Path) -> None:
        put(home / "mine/one.gguf", model_bytes("Big", split__count=2))
        (found,) = look(places_of(home, folders=(str(home / "mine"),)))
        assert found.problem is not None
        assert found.problem.code == "model.truncated"

    def test_a_part_that_is_cut_is_told(self, home: Path) -> None:
        paths = self.put_parts(home / "mine", (1, 2, 3))
        paths[1].write_bytes(paths[1].read_bytes()[:-100])
        (found,) = look(places_of(home, folders=(str(home / "mine"),)))
        assert found.problem is not None
        assert found.problem.values["name"] == paths[1].name

    def test_an_opened_part_leads_to_all(self, home: Path) -> None:
        paths = self.put_parts(home / "mine", (1, 2, 3))
        (found,) = look(places_of(home, opened=(str(paths[2]),)))
        assert found.files == tuple(map(str, paths))


class TestEyes:
    def test_the_projector_beside_it_is_found(self, home: Path) -> None:
        (home / "mine").mkdir()
        path = model(home / "mine/llava-Q4_K_M.gguf", "LLaVA v1.5 7B")
        projector = eyes(home / "mine/mmproj-llava.gguf")
        (found,) = look(places_of(home, folders=(str(home / "mine"),)))
        assert (found.path, found.projector, found.sees) == (str(path), str(projector), True)

    def test_ollama_says_which_it_is(self, home: Path, tmp_path: Path) -> None:
        data = model(tmp_path / "m.gguf", "LLaVA v1.5 7B").read_bytes()
        projector = eyes(tmp_path / "p.gguf").read_bytes()
        in_ollama(home / ".ollama/models", "llava", data, projector)
        (found,) = look(places_of(home))
        assert Path(found.projector).read_bytes() == projector

    def test_in_a_repository_it_may_stand_above_the_model(self, home: Path, tmp_path: Path) -> None:
        data = model(tmp_path / "m.gguf", "LLaVA v1.5 7B").read_bytes()
        cache = home / HUB_CACHE
        in_hub_cache(cache, "a/llava", "Q4/llava-Q4.gguf", data)
        projector = in_hub_cache(
            cache, "a/llava", "mmproj-llava.gguf", eyes(tmp_path / "p.gguf").read_bytes()
        )
        (found,) = look(places_of(home))
        assert found.projector == str(projector)

    def test_another_place_of_the_model_may_have_it(self, home: Path, tmp_path: Path) -> None:
        data = model(tmp_path / "m.gguf", "LLaVA v1.5 7B").read_bytes()
        in_hub_cache(home / HUB_CACHE, "a/llava", "llava.gguf", data)
        in_lm_studio(home, "a/llava", "llava.gguf", data)
        projector = in_lm_studio(
            home, "a/llava", "mmproj-llava.gguf", eyes(tmp_path / "p.gguf").read_bytes()
        )
        (found,) = look(places_of(home))
        assert (found.source, found.projector) == (Source.HUB, str(projector))

    def test_a_new_projector_is_seen_at_the_next_look(self, home: Path) -> None:
        (home / "mine").mkdir()
        model(home / "mine/llava.gguf", "LLaVA v1.5 7B")
        places = places_of(home, folders=(str(home / "mine"),))
        assert [each.sees for each in look(places)] == [False]
        projector = eyes(home / "mine/mmproj-llava.gguf")
        assert [each.projector for each in look(places)] == [str(projector)]
        projector.unlink()
        assert [each.sees for each in look(places)] == [False]


class TestWhatIsNoModel:
    @pytest.mark.parametrize(
        "metadata",
        [
            {"general.architecture": "clip", "clip.has_vision_encoder": True},
            {"general.architecture": "llama", "general.type": "adapter"},
            {"general.architecture": "imatrix"},
        ],
    )
    def test_parts_of_others_are_left_out(self, home: Path, metadata: dict[str, object]) -> None:
        data = gguf_bytes(metadata, [("w", (32,), F32, 128)])
        put(home / "mine/x.gguf", data)
        assert look(places_of(home, folders=(str(home / "mine"),))) == []

    def test_a_vocabulary_is_left_out(self, home: Path) -> None:
        put(home / "mine/x.gguf", gguf_bytes({"general.architecture": "llama"}))
        assert look(places_of(home, folders=(str(home / "mine"),))) == []

    @pytest.mark.parametrize(
        ("data", "code"),
        [
            (b"<!DOCTYPE html>", "model.not_gguf"),
            (b"", "model.not_gguf"),
            (model_bytes()[:-500], "model.truncated"),
            (model_bytes()[:40], "model.truncated"),
            (b"GGUF" + b"\xff" * 60, "model.damaged"),
            (model_bytes(general__architecture="bert"), "model.cannot_chat"),
        ],
    )
    def test_what_cannot_be_used_says_why(self, home: Path, data: bytes, code: str) -> None:
        path = put(home / "mine/broken.gguf", data)
        (found,) = look(places_of(home, folders=(str(home / "mine"),)))
        assert found.problem is not None
        assert found.problem.code == code
        assert found.problem.sentence.english()
        assert (found.path, found.size) == (str(path), len(data))

    def test_half_fetched_and_hidden_files_are_no_models(self, home: Path) -> None:
        for name in ("x.gguf.part", "x.gguf.downloadInProgress", "._x.gguf", ".x/y.gguf"):
            put(home / "mine" / name, model_bytes())
        put(home / "models/models--a--b/blobs" / ("0" * 64 + ".part"), model_bytes())
        assert look(places_of(home, folders=(str(home / "mine"),))) == []

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
    def test_a_pipe_is_not_waited_for(self, home: Path) -> None:
        (home / "mine").mkdir()
        os.mkfifo(home / "mine/x.gguf")
        (home / "mine/folder.gguf").mkdir()
        assert look(places_of(home, folders=(str(home / "mine"),))) == []

    @pytest.mark.parametrize(
        "manifest",
        [
            b"",
            b"[]",
            b"{",
            b'{"layers": 3}',
            b'{"layers": [3, {}, {"mediaType": "application/vnd.ollama.image.model"}]}',
            b'{"layers": [{"mediaType": "application/vnd.ollama.image.model", "digest": "x"}]}',
            b'{"layers": [{"mediaType": "application/vnd.ollama.image.model",'
            b' "digest": "sha256:../../../../etc/passwd"}]}',
            b"[" * 100_000,
        ],
    )
    def test_a_hostile_manifest_breaks_nothing(self, home: Path, manifest: bytes) -> None:
        store = home / ".ollama/models"
        in_ollama(store, "good", model_bytes())
        put(store / "manifests/registry.ollama.ai/library/bad/latest", manifest)
        put(home / ".lmstudio/settings.json", manifest)
        put(home / ".local/share/Jan/settings.json", manifest)
        assert [model.title for model in look(places_of(home))] == ["good"]


class TestAgain:
    def test_nothing_is_opened_twice(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (home / "mine").mkdir()
        model(home / "mine/llava.gguf", "LLaVA v1.5 7B")
        eyes(home / "mine/mmproj-llava.gguf")
        put(home / "mine/broken.gguf", b"GGUF")
        shutil.copy(home / "mine/llava.gguf", home / "mine/copy.gguf")
        places = places_of(home, folders=(str(home / "mine"),))
        first = look(places)

        open_path = Path.open

        def opened(path: Path, *how: str, **more: str) -> object:
            assert path.suffix != ".gguf", "a file was opened again"
            return open_path(path, *how, **more)

        monkeypatch.setattr(Path, "open", opened)
        assert look(places) == first
        assert len(first) == 2

    def test_a_changed_file_is_looked_at_again(self, home: Path) -> None:
        path = put(home / "mine/model.gguf", model_bytes("Before"))
        places = places_of(home, folders=(str(home / "mine"),))
        assert [model.title for model in look(places)] == ["Before"]
        path.write_bytes(model_bytes("Afters"))
        os.utime(path, ns=(0, path.stat().st_mtime_ns + 1))
        assert [model.title for model in look(places)] == ["Afters"]

    @pytest.mark.parametrize(
        "content",
        [b"", b"{", b"[]", b"\xff", b"[" * 100_000, b'{"version": 1, "files": 3}', "types"],
    )
    def test_a_damaged_index_is_dropped(self, home: Path, content: bytes | str) -> None:
        path = put(home / "mine/x.gguf", model_bytes())
        places = places_of(home, folders=(str(home / "mine"),))
        first = look(places)
        if isinstance(content, str):
            index = json.loads(Path(places.index).read_bytes())
            entry = index["files"][str(path)]
            entry |= {"facts": {"context": "many", "no": 1}, "print": 3, "eyes": 4}
            content = json.dumps(index).encode()
        Path(places.index).write_bytes(content)
        assert look(places) == first

    def test_an_index_that_cannot_be_written_is_no_failure(self, home: Path) -> None:
        put(home / "mine/x.gguf", model_bytes())
        put(home / "file", b"")
        places = places_of(home, folders=(str(home / "mine"),), index=str(home / "file/index"))
        assert len(look(places)) == 1

    def test_what_is_gone_is_forgotten(self, home: Path) -> None:
        path = put(home / "mine/x.gguf", model_bytes())
        places = places_of(home, folders=(str(home / "mine"),))
        look(places)
        assert str(path) in json.loads(Path(places.index).read_bytes())["files"]
        path.unlink()
        assert look(places) == []
        assert json.loads(Path(places.index).read_bytes())["files"] == {}


class TestMissing:
    def test_a_folder_that_is_not_there_is_told_and_no_failure(self, home: Path) -> None:
        put(home / "mine/x.gguf", model_bytes())
        gone = str(home / "drive/models")
        events = do(create(None), ScanJob("1", places_of(home, folders=(gone, str(home / "mine")))))
        assert [(each.code, each.values) for each in notices_of(events)] == [
            ("library.folder_missing", {"folder": gone})
        ]
        assert len(models_of(events)) == 1
        assert events[-1] == Finished(Reason.STOP)

    def test_its_models_are_remembered_until_it_is_back(
        self, home: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        put(home / "drive/x.gguf", model_bytes())
        places = places_of(home, folders=(str(home / "drive"),))
        first = look(places)
        (home / "drive").rename(home / "away")
        assert look(places) == []
        (home / "away").rename(home / "drive")
        monkeypatch.setattr(file_facts, "read_header", lambda stream: 1 / 0)
        assert look(places) == first

    def test_parleys_own_folder_is_missed_only_when_it_was_there(self, home: Path) -> None:
        job = ScanJob("1", places_of(home))
        assert notices_of(do(create(None), job)) == []
        in_hub_cache(home / "models", "a/b", "x.gguf", model_bytes(), ours=True)
        assert notices_of(do(create(None), job)) == []
        (home / "models").rename(home / "away")
        for _ in range(2):
            assert [each.values for each in notices_of(do(create(None), job))] == [
                {"folder": str(home / "models")}
            ]


class TestStop:
    def test_a_stop_before_the_first_file(self, home: Path) -> None:
        put(home / "mine/x.gguf", model_bytes())
        cancel = CancelToken()
        cancel.set()
        job = ScanJob("1", places_of(home, folders=(str(home / "mine"),)))
        assert list(create(None).run(job, cancel)) == [Finished(Reason.CANCELLED)]

    def test_a_stop_keeps_what_was_found_out(
        self, home: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for number in range(250):
            put(home / f"mine/{number}.gguf", b"GGUF" + bytes(number + 4))
        places = places_of(home, folders=(str(home / "mine"),))
        events = stopped_after(create(None), ScanJob("1", places), 1)
        assert events[-1] == Finished(Reason.CANCELLED)
        found = len(models_of(events))
        assert 0 < found < 250
        files = json.loads(Path(places.index).read_bytes())["files"]
        assert sum("facts" in entry for entry in files.values()) >= found


@pytest.mark.parametrize("closed", ["mine", "models", "models/models--a--b/.parley"])
def test_a_folder_that_may_not_be_looked_at_hides_no_other(
    closed: str, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Below the home of another person, or in a cache that they share."""
    put(home / "other/x.gguf", model_bytes("X"))
    put(home / "mine/y.gguf", model_bytes("YY"))
    in_hub_cache(home / "models", "a/b", "z.gguf", model_bytes("ZZZ"), ours=True)
    folders = (str(home / "mine"), str(home / "other"))
    real = os.stat

    def stat(path: Any, *more: Any, **others: Any) -> os.stat_result:
        if isinstance(path, str | Path) and Path(path).is_relative_to(home / closed):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return real(path, *more, **others)

    monkeypatch.setattr(os, "stat", stat)
    found = {Path(model.path).name for model in look(places_of(home, folders=folders))}
    hidden = {"mine": {"y.gguf"}, "models": {"z.gguf"}}.get(closed, set())
    assert found == {"x.gguf", "y.gguf", "z.gguf"} - hidden
