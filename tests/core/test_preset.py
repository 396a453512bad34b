import ast
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.core import preset_name, toml_file
from desktop_app.core.errors import ParleyError
from desktop_app.core.grammar import grammar_of
from desktop_app.core.paths import resources
from desktop_app.core.preset import BUILT_IN, Preset, Presets, built_in
from desktop_app.core.preset_bound import MOST_OWN_CHARACTERS
from desktop_app.core.preset_file import MOST_PRESETS, exported, id_of, read_presets
from desktop_app.core.preset_import import LARGEST_FILE, MOST_MARKS, imported
from desktop_app.core.preset_name import NAMES

PIRATE = Preset(
    "pirate",
    "Pirate",
    'You are a pirate.\nSay """arr""" and \\o/.',
    "Talks like one.",
    {"sampling.temperature": 1.5, "thinking.mode": "off", "sampling.seed": 7},
    '{"type": "object"}',
    own=True,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "presets.toml"


@pytest.fixture
def presets(path: Path) -> Presets:
    return Presets.load(path)


def codes(presets: Presets) -> list[str]:
    return [problem.code for problem in presets.problems]


class TestThoseThatCameWithParley:
    def test_each_has_a_prompt_a_name_and_a_summary(self) -> None:
        document = tomllib.loads((resources() / BUILT_IN).read_text("utf-8"))
        found = read_presets(document, BUILT_IN, own=False)

        assert found.problems == ()
        assert {preset.id for preset in found.presets} == set(NAMES) == set(built_in())
        assert all(
            preset.prompt and preset.name and preset.summary for preset in built_in().values()
        )
        assert len(built_in()) >= 10
        assert not any(preset.own for preset in built_in().values())

    def test_their_names_are_marked_for_translation(self) -> None:
        tree = ast.parse(Path(preset_name.__file__).read_text("utf-8"))
        marked = {
            call.args[1].value
            for call in ast.walk(tree)
            if isinstance(call, ast.Call) and call.func.id == "QT_TRANSLATE_NOOP"
        }

        assert marked == {words for both in NAMES.values() for words in both}

    def test_their_schemas_can_be_kept_to(self) -> None:
        bound = [preset.id for preset in built_in().values() if preset.schema]

        assert bound == ["extract", "classify"]
        for id in bound:
            grammar_of(built_in()[id].schema)

    def test_they_are_there_without_a_file(self, presets: Presets, path: Path) -> None:
        assert presets.get("translate") == built_in()["translate"]
        assert {preset.id for preset in presets.all()} == set(NAMES)
        assert not path.exists()


class TestOnesOwn:
    def test_is_kept_word_for_word(self, presets: Presets, path: Path) -> None:
        told: list[str] = []
        presets.changed.append(lambda: told.append("changed"))
        presets.put(PIRATE)

        again = Presets.load(path)
        assert again.get("pirate") == presets.get("pirate") == PIRATE
        assert again.problems == []
        assert told == ["changed"]

    def test_stands_first_each_by_name(self, presets: Presets) -> None:
        presets.put(PIRATE)
        presets.put(replace(PIRATE, id="aunt", name="aunt"))
        names = [preset.name for preset in presets.all()]

        assert names[:2] == ["aunt", "Pirate"]
        assert names[2:] == sorted(names[2:], key=str.casefold)

    def test_takes_the_place_of_the_one_with_its_id(self, presets: Presets, path: Path) -> None:
        presets.put(PIRATE)
        presets.put(replace(PIRATE, prompt="Ahoy."))

        assert Presets.load(path).get("pirate").prompt == "Ahoy."
        assert path.read_text("utf-8").count("[[preset]]") == 1

    def test_is_taken_away(self, presets: Presets, path: Path) -> None:
        presets.put(PIRATE)
        presets.put(replace(PIRATE, id="second", name="Second"))
        presets.remove("pirate")
        presets.remove("never there")

        assert presets.get("pirate") is None
        assert [preset.id for preset in Presets.load(path).all() if preset.own] == ["second"]
        presets.remove("second")
        assert Presets.load(path).problems == []

    def test_what_is_written_by_hand_stays(self, presets: Presets, path: Path) -> None:
        path.write_text(
            '# mine\n[[preset]]\nname = "My Aunt" # dear\nprompt = "Be kind."\n'
            '[[preset]]\nname = "Odd"\nprompt = 3\n',
            "utf-8",
        )
        presets.put(PIRATE)
        text = path.read_text("utf-8")

        assert "# mine" in text
        assert "# dear" in text
        assert "prompt = 3" in text
        assert presets.get("my-aunt").prompt == "Be kind."
        assert codes(presets) == ["presets.value"]
        assert presets.problems[0].values["preset"] == "Odd"

    def test_a_damaged_file_is_set_aside(self, path: Path) -> None:
        path.write_text("[[preset", "utf-8")
        presets = Presets.load(path)

        assert codes(presets) == ["presets.damaged"]
        assert (path.parent / "presets.damaged-1.toml").read_text("utf-8") == "[[preset"
        presets.put(PIRATE)
        assert Presets.load(path).get("pirate") == PIRATE

    @pytest.mark.parametrize(
        "text",
        ["a = [" + "1," * 500_000 + "]", "# " + "x" * MOST_OWN_CHARACTERS, "a." * 20_000 + "b = 1"],
        ids=["parts", "size", "key"],
    )
    def test_a_file_that_would_hold_the_window_is_not_parsed(
        self, path: Path, monkeypatch: pytest.MonkeyPatch, text: str
    ) -> None:
        path.write_text(text, "utf-8")
        parsed: list[int] = []
        monkeypatch.setattr(toml_file.tomllib, "loads", lambda text: parsed.append(len(text)))
        presets = Presets.load(path)

        assert codes(presets) == ["presets.not_read"]
        with pytest.raises(ParleyError) as caught:
            presets.put(PIRATE)
        assert caught.value.problem.code == "presets.failed"
        assert path.read_text("utf-8") == text
        assert parsed == []

    def test_more_than_can_be_read_again_is_not_written(self, presets: Presets, path: Path) -> None:
        presets.put(PIRATE)
        before = path.read_bytes()
        many = [replace(PIRATE, id=f"p{n}", prompt="x\n" * 40_000) for n in range(2)]
        with pytest.raises(ParleyError) as caught:
            presets.put_all(many)
        assert caught.value.problem.code == "presets.failed"
        assert path.read_bytes() == before

    def test_what_cannot_be_kept_changes_nothing(self, presets: Presets, path: Path) -> None:
        wrong = (
            (replace(PIRATE, schema="{"), "presets.schema"),
            (replace(PIRATE, name=" "), "presets.value"),
            (replace(PIRATE, id="two words"), "presets.value"),
            (replace(PIRATE, prompt="", settings={}, schema=""), "presets.value"),
            (replace(PIRATE, prompt="x" * 200_000), "presets.value"),
            (replace(PIRATE, settings={"sampling.temperature": "hot"}), "presets.value"),
        )
        for preset, code in wrong:
            with pytest.raises(ParleyError) as caught:
                presets.put(preset)
            assert caught.value.problem.code == code
        assert not path.exists()
        assert presets.get("pirate") is None

    def test_a_folder_that_is_gone_is_told(self, tmp_path: Path) -> None:
        presets = Presets.load(tmp_path / "gone" / "presets.toml")
        with pytest.raises(ParleyError) as caught:
            presets.put(PIRATE)

        assert caught.value.problem.code == "presets.failed"
        assert presets.get("pirate") is None

    def test_ids_are_free_and_can_be_typed(self, presets: Presets) -> None:
        assert presets.fresh_id("Translate") == "translate-2"
        assert presets.fresh_id("Mein Übersetzer!") == "mein-übersetzer"
        assert presets.fresh_id("翻译 助手") == "翻译-助手"
        assert id_of("…") == "preset"


class TestHandedOn:
    def test_a_file_comes_back_as_it_was(self, presets: Presets) -> None:
        other = replace(PIRATE, id="other", name="Other", schema="", settings={})
        found = imported(exported([PIRATE, other]).encode(), "two.toml", presets)

        assert found.presets == (PIRATE, other)
        assert found.problems == ()

    def test_what_is_there_already_is_left_out(self, presets: Presets) -> None:
        presets.put(PIRATE)
        changed = replace(PIRATE, prompt="Ahoy.")

        found = imported(exported([PIRATE]).encode(), "same.toml", presets)
        assert found.presets == ()
        found = imported(exported([changed]).encode(), "other.toml", presets)
        assert found.presets == (replace(changed, id="pirate-2"),)
        assert imported(exported(built_in().values()).encode(), "x", presets).presets == ()

    @pytest.mark.parametrize(
        "text",
        [
            "a" + ".a" * 200_000 + "=1",
            "[" + '"a" . ' * 200_000 + "a]",
            "x={" + "'a'." * 200_000 + "a=1}",
            '[[preset]]\nprompt = "x"\n' + "b" + ".b" * 200_000 + "=1",
        ],
    )
    def test_a_key_without_end_takes_no_time(self, presets: Presets, text: str) -> None:
        with pytest.raises(ParleyError) as told:
            imported(text.encode(), "deep.toml", presets)
        assert told.value.problem.code == "presets.not_read"

    def test_the_longest_prompt_of_any_script_comes_in(self, presets: Presets) -> None:
        long = replace(PIRATE, prompt="𠀋字" * 50_000)
        assert imported(exported([long]).encode(), "x.toml", presets).presets == (long,)

    def test_all_that_is_brought_is_written_once(self, path: Path, presets: Presets) -> None:
        told: list[str] = []
        presets.changed.append(lambda: told.append("once"))
        presets.put(PIRATE)
        many = [replace(PIRATE, id=f"p{number}", prompt="Ahoy.") for number in range(9)]
        presets.put_all([*many, replace(PIRATE, name="Corsair")])

        assert told == ["once"] * 2
        found = Presets.load(path)
        assert [found.get(preset.id) for preset in many] == many
        assert found.get("pirate") == replace(PIRATE, name="Corsair")
        assert found.problems == []

    def test_of_several_that_cannot_all_be_kept_none_is(self, path: Path, presets: Presets) -> None:
        with pytest.raises(ParleyError):
            presets.put_all([PIRATE, replace(PIRATE, id="none", name="")])
        assert presets.get("pirate") is None
        assert not path.exists()

    def test_words_with_many_dots_are_words(self, presets: Presets) -> None:
        dotted = replace(PIRATE, prompt="Say a" + ".a" * 50 + ", then 1. 2. 3. " + "…" * 40)
        assert imported(exported([dotted]).encode(), "x.toml", presets).presets == (dotted,)

    def test_each_gets_an_id_of_its_own(self, presets: Presets) -> None:
        there = [replace(PIRATE, id=f"{'x' * 60}{number}") for number in range(20)]
        for preset in there:
            presets.put(preset)
        brought = [replace(preset, prompt="Ahoy.") for preset in there]
        found = imported(exported(brought).encode(), "long.toml", presets)
        for preset in found.presets:
            presets.put(preset)
        assert len(found.presets) == 20
        assert [presets.get(preset.id) for preset in there] == there
        assert {preset.id for preset in presets.all() if preset.prompt == "Ahoy."} == {
            preset.id for preset in found.presets
        }
        assert len({preset.id for preset in found.presets}) == 20

    @pytest.mark.parametrize(
        "text",
        [
            '{"name": "Aunt", "prompt": "Be kind."}',
            '[{"name": "Aunt", "prompt": "Be kind."}]',
            '{"preset": [{"name": "Aunt", "prompt": "Be kind."}]}',
            '\ufeff[[preset]]\nname = "Aunt"\nprompt = "Be kind."\n',
        ],
    )
    def test_json_is_read_too(self, presets: Presets, text: str) -> None:
        found = imported(text.encode(), "aunt.json", presets)

        assert found.presets == (Preset("aunt", "Aunt", "Be kind.", own=True),)

    @pytest.mark.parametrize(
        "data",
        [
            b"",
            b"\xff\xfe",
            b"no presets",
            b"{}",
            b"[]",
            b"3",
            b'preset = "text"',
            b"preset = [1, 2, 3]",
            b"[[preset]]\nname = 3",
            b'[[preset]]\nname = "a"\nprompt = {}',
            b'[[preset]]\nname = "a"\nsampling = 3',
            b'[[preset]]\nname = "a"\nsampling.temperature = "hot"',
            b'[[preset]]\nname = "a"\nsampling.temperature = nan',
            b'[[preset]]\nname = "a"\nschema = "{"',
            b'[[preset]]\nname = "a"\nid = "../../etc"\nprompt = "p"',
            b"[" * 100_000,
            b'{"preset":' * 100_000,
            b"x" * (LARGEST_FILE + 1),
            b"a=[" + b"1," * MOST_MARKS + b"]",
            b"\n" * MOST_MARKS + b'[[preset]]\nname = "a"\nprompt = "p"',
        ],
    )
    def test_what_is_of_no_use_is_refused(self, presets: Presets, data: bytes) -> None:
        with pytest.raises(ParleyError) as caught:
            imported(data, "odd.toml", presets)

        assert caught.value.problem.code == "presets.not_read"
        assert caught.value.problem.values == {"name": "odd.toml"}

    def test_what_is_not_known_is_told_and_left_out(self, presets: Presets) -> None:
        text = 'version = 3\n[[preset]]\nname="a"\nprompt="p"\ntemprature=1\nsampling.speed=2\n'
        found = imported(text.encode(), "new.toml", presets)

        assert found.presets[0].settings == {}
        (problem,) = found.problems
        assert problem.code == "presets.unknown"
        assert problem.values["keys"] == "version, temprature, sampling.speed"

    def test_one_that_is_wrong_leaves_the_others(self, presets: Presets) -> None:
        text = '[[preset]]\nname="a"\nprompt="p"\n[[preset]]\nname="b"\nprompt=1\n'
        found = imported(text.encode(), "two.toml", presets)

        assert [preset.name for preset in found.presets] == ["a"]
        assert [problem.values["preset"] for problem in found.problems] == ["b"]

    def test_two_with_one_id_and_too_many_are_told(self) -> None:
        entry = {"id": "a", "name": "a", "prompt": "p"}
        assert len(read_presets({"preset": [entry, entry]}, "x", own=True).problems) == 1
        many = [{"name": f"n{number}", "prompt": "p"} for number in range(MOST_PRESETS + 1)]
        found = read_presets({"preset": many}, "x", own=True)
        assert len(found.presets) == MOST_PRESETS
        assert len(found.problems) == 1
