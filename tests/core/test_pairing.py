import os
from pathlib import Path

import pytest

from desktop_app.core import pairing as module
from desktop_app.core.gguf import Header, read_header
from desktop_app.core.pairing import (
    Headers,
    Pairing,
    find_projector,
    is_projector,
    pairing,
    refusal,
)
from desktop_app.core.projector import Sight
from tests.model_pair import eyes, model
from tests.random_projectors import make_random_models


@pytest.fixture
def llava(tmp_path: Path) -> Path:
    return model(tmp_path / "llava-v1.5-7b-Q4_K_M.gguf", "LLaVA v1.5 7B")


class TestBeside:
    def test_it_is_the_one_that_fits_not_the_first(self, tmp_path: Path, llava: Path) -> None:
        eyes(tmp_path / "mmproj-a.gguf", width=32)
        (tmp_path / "mmproj-b.gguf").write_bytes(b"GGUF and no more")
        right = eyes(tmp_path / "mmproj-c.gguf")
        eyes(tmp_path / "mmproj-d.gguf", width=128)
        assert find_projector(llava) == right

    def test_none_that_fits_is_none(self, tmp_path: Path, llava: Path) -> None:
        eyes(tmp_path / "mmproj.gguf", width=32)
        eyes(tmp_path / "mmproj-qwen.gguf", kind="qwen2vl_merger", width=32)
        assert find_projector(llava) is None
        assert find_projector(tmp_path / "gone.gguf") is None

    def test_its_name_need_not_say_what_it_is(self, tmp_path: Path, llava: Path) -> None:
        model(tmp_path / "another.gguf", "Another")
        right = eyes(tmp_path / "llava-eyes.gguf")
        assert find_projector(llava) == right

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
    def test_a_pipe_is_not_waited_for(self, tmp_path: Path, llava: Path) -> None:
        os.mkfifo(tmp_path / "mmproj.gguf")
        assert find_projector(llava) is None
        os.mkfifo(tmp_path / "model.gguf")
        assert find_projector(tmp_path / "model.gguf") is None

    def test_names_that_say_it_come_first(
        self, tmp_path: Path, llava: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for number in range(20):
            model(tmp_path / f"{number}.gguf", f"Model {number}")
        right = eyes(tmp_path / "llava.mmproj-f16.gguf")
        opened: list[str] = []

        def read(path: Path) -> bool:
            opened.append(path.name)
            return is_projector(path)

        monkeypatch.setattr(module, "is_projector", read)
        assert find_projector(llava) == right
        assert opened == [right.name]

    def test_among_several_the_names_decide(self, tmp_path: Path) -> None:
        seven = model(tmp_path / "a.gguf", "Seer Base 7B")
        chat = model(tmp_path / "b.gguf", "Seer Ocean 7B")
        eyes(tmp_path / "mmproj-1.gguf", "Seer Forest 7B")
        ocean = eyes(tmp_path / "mmproj-2.gguf", "Seer Ocean 7B")
        base = eyes(tmp_path / "mmproj-3.gguf", "Seer Base 7B")
        assert find_projector(seven) == base
        assert find_projector(chat) == ocean

    def test_of_equal_ones_half_precision_is_taken(self, tmp_path: Path, llava: Path) -> None:
        for name, file_type in (("BF16", 32), ("F16", 1), ("F32", 0), ("Q8_0", 7)):
            eyes(tmp_path / f"mmproj-llava-v1.5-{name}.gguf", "LLaVA v1.5 7B", file_type=file_type)
        found = find_projector(llava)
        assert found is not None
        assert found.name == "mmproj-llava-v1.5-F16.gguf"

    def test_another_version_of_it_is_never_taken(self, tmp_path: Path, llava: Path) -> None:
        other = eyes(tmp_path / "mmproj.gguf", "LLaVA v1.6 7B")
        assert find_projector(llava) is None
        # Nothing in the headers forbids it: a person may.
        assert refusal(str(llava), str(other), Headers()) is None

    @pytest.mark.parametrize(
        ("model_name", "projector_name", "taken"),
        [
            ("Qwen2 VL 7B Instruct", "Qwen2.5 VL 7B Instruct", False),
            ("Qwen2.5 VL 7B Instruct", "Qwen2.5 VL 7B Instruct", True),
            ("Qwen2.5 VL 7B Instruct", "Qwen2.5-VL-3B", True),
            ("My Finetune 2", "Qwen2.5 VL 7B Instruct", True),
            ("Qwen2 VL 7B Instruct", "", True),
            ("InternVL2_5 8B", "InternVL2 8B", False),
            ("MiniCPM-V-2_6", "MiniCPM-V 2.6", True),
            ("Mistral Small 3.1 24B Instruct 2503", "Mistral Small 3.2 24B", False),
        ],
    )
    def test_versions_are_read_from_names(
        self, tmp_path: Path, model_name: str, projector_name: str, taken: bool
    ) -> None:
        path = model(tmp_path / "model-Q4_K_M.gguf", model_name, family="qwen2vl")
        eyes(tmp_path / "mmproj-F16.gguf", projector_name, kind="qwen2vl_merger")
        assert (find_projector(path) is not None) is taken

    def test_a_model_of_words_gets_no_eyes_that_do_not_know_it(self, tmp_path: Path) -> None:
        """Only the width is the same, as with many models: that proves nothing."""
        path = model(tmp_path / "Scribe-7B.gguf", "Scribe 7B")
        stray = eyes(tmp_path / "mmproj-model-f16.gguf", "Stargazer 13B")
        assert find_projector(path) is None
        stray.unlink()
        known = eyes(tmp_path / "mmproj-model-f16.gguf", "Colours for Scribe 7B")
        assert find_projector(path) == known


class TestPairing:
    def test_the_chosen_one_counts_before_those_beside(self, tmp_path: Path, llava: Path) -> None:
        beside = str(eyes(tmp_path / "mmproj.gguf", "LLaVA v1.5 7B"))
        (tmp_path / "elsewhere").mkdir()
        chosen = str(eyes(tmp_path / "elsewhere" / "eyes.gguf"))
        ours = str(llava)
        headers = Headers()
        assert pairing(ours, "", headers) == Pairing(ours, "", Sight.SEES, beside)
        assert pairing(ours, chosen, headers) == Pairing(ours, chosen, Sight.SEES, chosen)

    def test_the_chosen_one_counts_only_if_it_belongs(self, tmp_path: Path, llava: Path) -> None:
        beside = str(eyes(tmp_path / "mmproj.gguf", "LLaVA v1.5 7B"))
        ours, headers = str(llava), Headers()
        for wrong in (str(tmp_path / "gone.gguf"), str(eyes(tmp_path / "x.bin", width=32))):
            assert pairing(ours, wrong, headers) == Pairing(ours, wrong, Sight.SEES, beside)

    def test_without_a_projector_the_family_says_whether_one_is_missing(
        self, tmp_path: Path, llava: Path
    ) -> None:
        headers = Headers()
        blind = str(model(tmp_path / "words.gguf", "Words 1B"))
        assert pairing(str(llava), "", headers) == Pairing(str(llava), "", Sight.NO_PROJECTOR)
        assert pairing(blind, "", headers) == Pairing(blind, "", Sight.CANNOT)

    @pytest.mark.parametrize("name", ["", "gone.gguf", "notes.txt", "folder", "mmproj.gguf"])
    def test_what_is_no_model_cannot_see(self, tmp_path: Path, name: str) -> None:
        (tmp_path / "notes.txt").write_text("no model")
        (tmp_path / "folder").mkdir()
        eyes(tmp_path / "mmproj.gguf")
        path = str(tmp_path / name) if name else ""
        assert pairing(path, "", Headers()) == Pairing(path, "", Sight.CANNOT)

    def test_one_that_comes_later_is_found(self, tmp_path: Path, llava: Path) -> None:
        headers = Headers()
        assert pairing(str(llava), "", headers).sight is Sight.NO_PROJECTOR
        eyes(tmp_path / "mmproj.gguf")
        assert pairing(str(llava), "", headers).sight is Sight.SEES


class TestRefusal:
    def test_each_fault_has_its_sentence(self, tmp_path: Path, llava: Path) -> None:
        (tmp_path / "notes.gguf").write_text("no model")
        wrong = eyes(tmp_path / "mmproj-wrong.gguf", width=32)
        codes = {}
        for path in (llava, tmp_path / "notes.gguf", tmp_path / "gone.gguf", wrong):
            problem = refusal(str(llava), str(path), Headers())
            assert problem is not None
            assert problem.values == {"name": path.name}
            assert problem.details
            codes[path.name] = problem.code
        assert codes == {
            llava.name: "projector.not_one",
            "notes.gguf": "projector.not_one",
            "gone.gguf": "projector.not_one",
            "mmproj-wrong.gguf": "projector.wrong",
        }

    def test_nothing_belongs_to_a_model_that_is_gone(self, tmp_path: Path) -> None:
        problem = refusal(str(tmp_path / "gone.gguf"), str(eyes(tmp_path / "m.gguf")), Headers())
        assert problem is not None
        assert problem.code == "projector.wrong"


class TestHeaders:
    def test_a_file_is_read_again_only_when_it_is_another(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        reads: list[Header] = []

        def read(stream: object) -> Header:
            reads.append(read_header(stream))  # type: ignore[arg-type]
            return reads[-1]

        monkeypatch.setattr(module, "read_header", read)
        headers = Headers()
        path = model(tmp_path / "model.gguf", "One")
        first = headers.of(path)
        assert first is not None
        assert headers.of(path) is first
        assert len(reads) == 1
        model(path, "Two")
        os.utime(path, ns=(1, 1))
        second = headers.of(path)
        assert second is not None
        assert (first.name, second.name) == ("One", "Two")
        path.unlink()
        assert headers.of(path) is None


def test_real_forms_pair_with_their_own_alone(tmp_path: Path) -> None:
    made = make_random_models(tmp_path)
    pairs = (made.idefics3, made.gemma3, made.qwen2vl)
    for pair in pairs:
        fitting = [
            other.projector.name
            for other in pairs
            if refusal(str(pair.model), str(other.projector), Headers()) is None
        ]
        assert fitting == [pair.projector.name]


def test_a_projector_is_known_by_its_first_lines(tmp_path: Path, llava: Path) -> None:
    cut = eyes(tmp_path / "cut.gguf")
    assert is_projector(cut)
    cut.write_bytes(cut.read_bytes()[:100])
    assert is_projector(cut)
    assert not is_projector(llava)
    assert not is_projector(tmp_path / "gone.gguf")
    assert not is_projector(tmp_path)
    (tmp_path / "empty").touch()
    assert not is_projector(tmp_path / "empty")
