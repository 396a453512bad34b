from pathlib import Path

import pytest

from desktop_app import __version__
from desktop_app.cli.models_grammar import SORTS, TASKS
from desktop_app.cli.parser import make_parser
from desktop_app.core.hub import Sort, Task
from desktop_app.core.options import WindowOptions


def status_of(*words: str) -> int:
    with pytest.raises(SystemExit) as end:
        make_parser().parse_args(words)
    assert isinstance(end.value.code, int)
    return end.value.code


class TestWindow:
    def test_alone_it_opens_as_the_settings_say(self) -> None:
        arguments = make_parser().parse_args([])
        assert arguments.command == ""
        assert arguments.window == WindowOptions()

    def test_every_option(self) -> None:
        words = ["--home", "h", "--theme", "dark", "--demo", "--in-process", "--exit-when-shown"]
        arguments = make_parser().parse_args([*words, "--model", "m.gguf"])
        assert arguments.window == WindowOptions(Path("h"), "dark", "m.gguf", True, True, True)

    @pytest.mark.parametrize(
        "words", [["a b.gguf"], ["--demo", "a b.gguf"], ["a b.gguf", "--theme=light"]]
    )
    def test_a_file_alone_is_a_model(self, words: list[str]) -> None:
        assert make_parser().parse_args(words).window.model == "a b.gguf"

    def test_a_file_without_the_ending_is_a_model_if_it_is_there(self, tmp_path: Path) -> None:
        file = tmp_path / "model.bin"
        file.touch()
        assert make_parser().parse_args([str(file)]).window.model == str(file)

    @pytest.mark.parametrize(
        "words",
        [
            ["aks"],
            ["aks", "hello"],
            ["--theme", "pink"],
            ["--no-such-option"],
            ["--exit"],
            ["a.gguf", "--model", "b.gguf"],
            ["a.gguf", "b.gguf"],
        ],
    )
    def test_wrong_use(self, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
        assert status_of(*words) == 2
        assert "usage: parley" in capsys.readouterr().err

    def test_version(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert status_of("--version") == 0
        assert capsys.readouterr().out == f"Parley {__version__}\n"

    def test_help_names_the_commands_and_no_test_aid(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert status_of("--help") == 0
        shown = capsys.readouterr().out
        for word in ("ask TEXT", "chats list", "selftest", "examples:", "--home DIR"):
            assert word in shown
        assert "exit-when-shown" not in shown


class TestCommands:
    @pytest.mark.parametrize(
        "words",
        [
            ["ask", "Hi", "--home", "h"],
            ["--home", "h", "ask", "Hi"],
            ["--home=h", "ask", "--", "Hi"],
        ],
    )
    def test_home_may_stand_before_or_after_the_command(self, words: list[str]) -> None:
        arguments = make_parser().parse_args(words)
        assert (arguments.command, arguments.home, arguments.text) == ("ask", Path("h"), ["Hi"])

    def test_ask_takes_all_its_options(self) -> None:
        words = "ask --model m.gguf --seed 7 --max-tokens 5 --temperature 0.5 --threads 1"
        words += " --context 512 --json --in-process --demo --mmproj p.gguf"
        words += " --image a.png --image b.png Hi there"
        arguments = make_parser().parse_args(words.split())
        assert arguments.model == "m.gguf"
        assert (arguments.seed, arguments.max_tokens, arguments.threads) == (7, 5, 1)
        assert (arguments.temperature, arguments.context) == (0.5, 512)
        assert arguments.json
        assert arguments.in_process
        assert (arguments.images, arguments.mmproj) == (["a.png", "b.png"], "p.gguf")
        assert arguments.text == ["Hi", "there"]

    def test_ask_takes_a_part_of_a_film(self) -> None:
        words = "ask --video a.mp4 --frames 0 --part 0:30-1:02:03.5 Hi"
        arguments = make_parser().parse_args(words.split())
        assert (arguments.video, arguments.frames) == ("a.mp4", 0)
        assert arguments.part == (30.0, 3723.5)

    @pytest.mark.parametrize(
        ("words", "images", "text"),
        [
            ("--image a.png What is this", ["a.png"], ["What", "is", "this"]),
            ("--image a.png -- What?", ["a.png"], ["What?"]),
            ("--image a.png b.png -- What?", ["a.png", "b.png"], ["What?"]),
            ("What? --image a.png b.png", ["a.png", "b.png"], ["What?"]),
            ("--image a.png What? --image b.png", ["a.png", "b.png"], ["What?"]),
            ("--image a.png --image b.png What?", ["a.png", "b.png"], ["What?"]),
            ("--image a.png --seed 7 What?", ["a.png"], ["What?"]),
            ("--turns --image a.png b.png", ["a.png", "b.png"], []),
        ],
    )
    def test_pictures_and_the_question(
        self, words: str, images: list[str], text: list[str]
    ) -> None:
        arguments = make_parser().parse_args(["ask", *words.split()])
        assert (arguments.images, arguments.text) == (images, text)

    def test_a_second_picture_is_not_taken_for_the_question(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        first, second = tmp_path / "a.png", tmp_path / "b.png"
        second.touch()
        assert status_of("ask", "--image", str(first), str(second), "Hi") == 2
        assert "b.png is a file: put -- between the pictures and TEXT" in capsys.readouterr().err
        assert make_parser().parse_args(["ask", str(second)]).text == [str(second)]

    def test_an_option_named_like_a_command_takes_its_value(self) -> None:
        arguments = make_parser().parse_args(["--home", "ask"])
        assert (arguments.command, arguments.home) == ("", Path("ask"))

    @pytest.mark.parametrize(
        "words",
        [
            "ask",
            "ask  ",
            "ask --turns Hi",
            "ask --seed -1 Hi",
            "ask --seed 4294967295 Hi",
            "ask --seed x Hi",
            "ask --max-tokens 0 Hi",
            "ask --temperature -1 Hi",
            "ask --temperature nan Hi",
            "ask --temperature hot Hi",
            "ask --threads 0 Hi",
            "ask --image a.png",
            "ask --image",
            "ask --frames 3 Hi",
            "ask --part 0:10-0:20 Hi",
            "ask --video a.mp4 --frames 33 Hi",
            "ask --video a.mp4 --part 0:10 Hi",
            "ask --video a.mp4 --part 0:20-0:10 Hi",
            "ask --video a.mp4 --part x-0:10 Hi",
            "ask --theme dark Hi",
            "chats",
            "chats drop",
            "chats show",
            "chats export 1 --format docx",
            "selftest extra",
            "ask --thinking maybe Hi",
            "ask --thinking-budget -1 Hi",
            "ask --gpu-layers -2 Hi",
            "ask --kv-type f32 Hi",
            "plan a.gguf b.gguf",
            "plan a.gguf --model b.gguf",
            "plan --anyway",
            "bench --prompt 0",
            "bench --reply 1",
            "bench --repeat 0",
            "bench a.gguf",
            "diagnostics extra",
        ],
    )
    def test_wrong_use(self, words: str) -> None:
        assert status_of(*words.split(" ")) == 2

    def test_how_a_model_is_run_is_said_alike_everywhere(self) -> None:
        words = "--context 512 --threads 3 --device Cpu --gpu-layers -1 --kv-type auto"
        for command in ("ask Hi", "plan", "bench", "diagnostics"):
            arguments = make_parser().parse_args([*command.split(), *words.split()])
            assert (arguments.context, arguments.threads) == (512, 3)
            assert (arguments.device, arguments.gpu_layers, arguments.kv_type) == ("CPU", -1, "")
            assert make_parser().parse_args(command.split()).device is None

    def test_devices_are_named_as_llama_cpp_does(self) -> None:
        for word, name in (("auto", ""), ("CPU", "CPU"), ("CUDA0", "CUDA0")):
            assert make_parser().parse_args(["plan", "--device", word]).device == name

    def test_plan_takes_a_file(self) -> None:
        assert make_parser().parse_args(["plan", "a.gguf"]).file == "a.gguf"
        assert make_parser().parse_args(["plan", "--model", "a.gguf"]).model == "a.gguf"

    def test_bench_measures_what_llama_bench_does(self) -> None:
        arguments = make_parser().parse_args(["bench"])
        assert (arguments.prompt, arguments.reply, arguments.repeat) == (512, 128, 3)
        words = "bench --prompt 2048 --reply 16 --repeat 1 --anyway --json"
        arguments = make_parser().parse_args(words.split())
        assert (arguments.prompt, arguments.reply, arguments.repeat) == (2048, 16, 1)
        assert arguments.anyway
        assert arguments.json

    @pytest.mark.parametrize(
        "command", ["ask", "chats", "models", "plan", "bench", "diagnostics", "selftest"]
    )
    def test_each_explains_itself(self, command: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert status_of(command, "--help") == 0
        assert f"usage: parley {command}" in capsys.readouterr().out


class TestModels:
    def test_a_search_takes_all_its_options(self) -> None:
        words = "models search qwen 3 --task pictures --licence mit --author Qwen --min-size 500M"
        words += " --max-size 8b --sort downloads --limit 5 --json"
        arguments = make_parser().parse_args(words.split())
        assert (arguments.command, arguments.action) == ("models", "search")
        assert arguments.words == ["qwen", "3"]
        assert (arguments.task, arguments.licence, arguments.author) == ("pictures", "mit", "Qwen")
        assert (arguments.least, arguments.most) == (500_000_000, 8_000_000_000)
        assert (arguments.sort, arguments.limit, arguments.json) == ("downloads", 5, True)

    def test_what_can_be_asked_for_is_what_the_hub_knows(self) -> None:
        assert {sort.name.lower() for sort in Sort} == set(SORTS)
        assert {task.name.lower() for task in Task} - {"any"} == set(TASKS)

    def test_a_fetch_brings_the_projector_unless_told_otherwise(self) -> None:
        arguments = make_parser().parse_args(["models", "pull", "a/b:Q4_K_M"])
        assert (arguments.name, arguments.quantization, arguments.projector) == (
            "a/b:Q4_K_M",
            "",
            True,
        )
        words = "models pull a/b --quant Q8_0 --no-projector"
        arguments = make_parser().parse_args(words.split())
        assert (arguments.quantization, arguments.projector) == ("Q8_0", False)

    def test_an_import_copies_unless_told_otherwise(self) -> None:
        arguments = make_parser().parse_args(["--home", "h", "models", "import", "a.gguf"])
        assert (arguments.home, arguments.file, arguments.how) == (Path("h"), "a.gguf", "copy")

    @pytest.mark.parametrize(
        "words",
        [
            "models",
            "models drop",
            "models info",
            "models import",
            "models import a.gguf --how steal",
            "models search --sort size",
            "models search --limit 0",
            "models search --max-size big",
            "models search --max-size 8",
            "models search --max-size nanB",
            "models search --min-size 8B --max-size 1B",
            "models remove a --ye",
        ],
    )
    def test_wrong_use(self, words: str) -> None:
        assert status_of(*words.split(" ")) == 2
