import io
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from desktop_app.core.build import Build, read_build
from parley_package import freeze as freezing
from parley_package import freeze_plan
from parley_package.edition import FULL, SLIM
from parley_package.freeze import (
    check_warnings,
    drop_interpreters,
    environment,
    freeze,
    set_modes,
)
from parley_package.freeze_plan import MODELS, FreezePlan, build_text
from parley_package.places import PackagePlaces
from parley_package.release import Release
from parley_package.target import Target
from parley_setup.console import CommandError, Console, SetupError

ROOT = Path(__file__).resolve().parents[2]
LINUX = Target("linux", "x86_64")
RELEASE = Release("1.2.0", SLIM, LINUX, date="2026-01-02T03:04:05+01:00")

posix = pytest.mark.skipif(sys.platform == "win32", reason="a script for a shell of POSIX")


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PackagePlaces:
    """A small source tree with all that a plan looks for."""
    for name in ("LICENSE", "THIRD_PARTY.md", "resources/style.qss", "resources/icons/parley.svg"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    for name in (*MODELS, "another.gguf"):
        (tmp_path / "resources" / "models" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "resources" / "models" / name).write_text(name)
    shutil.copytree(ROOT / "packaging" / "pyinstaller", tmp_path / "packaging" / "pyinstaller")
    asset = tmp_path / "gpt2.tiktoken"
    asset.write_text("")
    monkeypatch.setattr(freeze_plan, "_whisper_assets", lambda: [asset])
    return PackagePlaces(tmp_path)


class Freezer(Console):
    """Does what PyInstaller would do, as far as it can be seen from outside."""

    def __init__(self, log: Path, places: PackagePlaces, says: str = "", status: int = 0) -> None:
        super().__init__(log, io.StringIO())
        self._made = places.work(RELEASE) / "frozen" / "parley"
        self._says = says
        self._status = status

    def run(
        self,
        title: str,
        command: Sequence[str],
        *,
        expect: str = "",
        env: Mapping[str, str] | None = None,
    ) -> str:
        assert env is not None
        assert FreezePlan.read(Path(env["PARLEY_FREEZE_PLAN"])).programs
        for name in ("Parley", "parley-console", "_internal/libz.so"):
            (self._made / name).parent.mkdir(parents=True, exist_ok=True)
            (self._made / name).write_text(name)
            (self._made / name).chmod(0o777 if name.endswith(".so") else 0o700)
        if self._status:
            raise CommandError(command, self._status, "the heart of it")
        return self._says


class TestPlan:
    def test_the_spec_reads_what_was_written(self, places: PackagePlaces, tmp_path: Path) -> None:
        plan = FreezePlan.of(RELEASE, places)
        plan.write(tmp_path / "plan.json")
        assert FreezePlan.read(tmp_path / "plan.json") == plan

    def test_of_the_models_only_those_of_the_first_minute_go_in(
        self, places: PackagePlaces
    ) -> None:
        data = FreezePlan.of(RELEASE, places).data
        models = {Path(source).name for source, folder in data if folder == "resources/models"}
        assert models == set(MODELS)
        assert (str(places.root / "resources/icons/parley.svg"), "resources/icons") in data

    def test_a_model_that_is_not_there_is_missed_before_anything_is_frozen(
        self, places: PackagePlaces
    ) -> None:
        (places.models / MODELS[0]).unlink()
        with pytest.raises(SetupError, match=r"dev\.py setup"):
            FreezePlan.of(RELEASE, places)

    def test_the_full_edition_has_torch_and_whispers_own_files(self, places: PackagePlaces) -> None:
        plan = FreezePlan.of(Release("1.2.0", FULL, LINUX), places)
        assert {"torch", "whisper"} <= set(plan.modules)
        assert "torch" not in plan.excluded
        assert not [source for source, folder in plan.data if folder == "resources/whisper"]

    def test_names_come_in_one_order(self, places: PackagePlaces) -> None:
        plan = FreezePlan.of(RELEASE, places)
        assert plan.excluded == sorted(plan.excluded)
        assert plan.modules == sorted(plan.modules)

    @pytest.mark.parametrize("homepage", ["", 'https://example.org/"Pärley"\\'])
    def test_the_program_reads_which_build_it_is(self, tmp_path: Path, homepage: str) -> None:
        release = Release("1.2.0", FULL, LINUX, "cuda", homepage, "0123abc")
        (tmp_path / "build.toml").write_text(build_text(release), encoding="utf-8")
        assert read_build(tmp_path / "build.toml") == Build("full", "cuda", homepage, "0123abc")


class TestTree:
    def test_it_has_the_programs_the_command_and_the_licence(
        self, places: PackagePlaces, tmp_path: Path
    ) -> None:
        freeze(RELEASE, places, Freezer(tmp_path / "log", places))
        tree = places.tree(RELEASE)
        names = {path.relative_to(tree).as_posix() for path in tree.rglob("*") if path.is_file()}
        assert names == {
            *("LICENSE", "Parley", "THIRD_PARTY.md", "_internal/libz.so", "bin/parley"),
            "parley-console",
        }

    @posix
    def test_programs_alone_can_be_run(self, places: PackagePlaces, tmp_path: Path) -> None:
        freeze(RELEASE, places, Freezer(tmp_path / "log", places))
        tree = places.tree(RELEASE)
        modes = {path.name: path.stat().st_mode & 0o777 for path in tree.rglob("*")}
        assert {name for name, mode in modes.items() if mode == 0o755} == {
            *("Parley", "parley-console", "parley", "bin", "_internal")
        }
        assert modes["libz.so"] == modes["LICENSE"] == 0o644

    def test_on_windows_a_shell_finds_the_one_that_prints(
        self, places: PackagePlaces, tmp_path: Path
    ) -> None:
        made = tmp_path / "made"
        made.mkdir()
        (made / "parley-console.exe").write_text("")
        release = Release("1.2.0", SLIM, Target("windows", "x86_64"))
        freezing._complete(release, places, made)
        assert {path.name for path in made.iterdir()} == {"LICENSE", "THIRD_PARTY.md", "parley.com"}

    def test_a_freezer_that_fails_leaves_nothing(
        self, places: PackagePlaces, tmp_path: Path
    ) -> None:
        freeze(RELEASE, places, Freezer(tmp_path / "log", places))
        with pytest.raises(SetupError, match="the heart of it"):
            freeze(RELEASE, places, Freezer(tmp_path / "log", places, status=1))
        assert not places.tree(RELEASE).exists()

    def test_nor_does_one_that_lacks_something(self, places: PackagePlaces, tmp_path: Path) -> None:
        says = "9 WARNING: Library not found: could not resolve 'libx.so.1', dependency of "
        console = Freezer(tmp_path / "log", places, f"{says}'/wheel/libz.so'.")
        with pytest.raises(SetupError, match=r"libx\.so\.1 \(for libz\.so\)"):
            freeze(RELEASE, places, console)
        assert not places.tree(RELEASE).exists()


class TestWarnings:
    SAYS = "Library not found: could not resolve '%s', dependency of '/wheels/%s'."

    def test_a_library_for_a_file_that_is_left_out_is_not_missed(self, tmp_path: Path) -> None:
        check_warnings(self.SAYS % ("libmysql.so", "libqsqlmysql.so"), tmp_path, set())

    def test_nor_one_that_the_system_has(self, tmp_path: Path) -> None:
        (tmp_path / "libqxcb.so").touch()
        check_warnings(self.SAYS % ("libX11.so.6", "libqxcb.so"), tmp_path, set())

    def test_a_module_is_missed_when_it_is_ours(self, tmp_path: Path) -> None:
        says = 'WARNING: Hidden import "%s" not found!'
        check_warnings(says % "fsspec.implementations.zip", tmp_path, {"pi_heif"})
        with pytest.raises(SetupError, match="pi_heif"):
            check_warnings(says % "pi_heif", tmp_path, {"pi_heif"})


def test_the_same_sources_are_frozen_with_the_same_variables(tmp_path: Path) -> None:
    ours = {"PATH": "/bin", "PYTHONPATH": "x", "LD_LIBRARY_PATH": "y", "QT_PLUGIN_PATH": "z"}
    made = environment(RELEASE, ours, tmp_path)
    assert made["SOURCE_DATE_EPOCH"] == "1767319445"
    assert made["PYTHONHASHSEED"] == "1"
    assert not {"PYTHONPATH", "LD_LIBRARY_PATH", "QT_PLUGIN_PATH"} & made.keys()


@posix
class TestCommand:
    """`bin/parley`, with a program beside it that prints where it is and its words."""

    @pytest.fixture
    def tree(self, tmp_path: Path) -> Path:
        tree = tmp_path / "Zoë’s programs" / "parley"
        (tree / "bin").mkdir(parents=True)
        shutil.copy(ROOT / "packaging" / "pyinstaller" / "parley", tree / "bin" / "parley")
        program = tree / "parley-console"
        program.write_text('#!/bin/sh\nprintf "%s\\n" "$0" "$@"\nexit 7\n')
        program.chmod(0o755)
        return tree

    def run(self, command: str, folder: Path, **variables: str) -> list[str]:
        done = subprocess.run(
            [command, "ask", "a  b", "é"],
            cwd=folder,
            env={**os.environ, **variables},
            capture_output=True,
            encoding="utf-8",
            timeout=200,
        )
        assert done.returncode == 7, done.stderr
        return done.stdout.splitlines()

    def test_it_starts_the_program_with_its_words_and_its_status(self, tree: Path) -> None:
        program = str(tree.resolve() / "parley-console")
        assert self.run(str(tree / "bin" / "parley"), Path("/")) == [program, "ask", "a  b", "é"]

    def test_it_finds_its_place_through_links(self, tree: Path, tmp_path: Path) -> None:
        (tmp_path / "bin").mkdir()
        (tmp_path / "bin" / "first").symlink_to("../Zoë’s programs/parley/bin/parley")
        (tmp_path / "second").symlink_to(tmp_path / "bin" / "first")
        assert self.run("./second", tmp_path, CDPATH="/usr")[0] == str(
            tree.resolve() / "parley-console"
        )

    def test_a_shell_finds_it_on_the_path(self, tree: Path) -> None:
        found = f"{tree / 'bin'}{os.pathsep}{os.environ['PATH']}"
        assert self.run("parley", Path("/"), PATH=found)[0].endswith("/parley-console")


def test_libraries_name_no_interpreter_and_keep_their_lines(tmp_path: Path) -> None:
    library = tmp_path / "torch" / "launcher.py"
    library.parent.mkdir()
    library.write_bytes(b"#!/usr/bin/env/python3\n# -*- coding: latin-1 -*-\nNAME = '\xe9'\n")
    other = tmp_path / "other.py"
    other.write_bytes(b"NAME = 1\n#!/no\n")
    drop_interpreters(tmp_path)
    assert library.read_bytes().splitlines() == [
        b"# /usr/bin/env/python3",
        b"# -*- coding: latin-1 -*-",
        b"NAME = '\xe9'",
    ]
    assert other.read_bytes() == b"NAME = 1\n#!/no\n"


def test_only_programs_can_be_run(tmp_path: Path) -> None:
    for name in ("bin/torch_shm_manager", "bin/script_module_v4.ptl", "torch/__init__.py"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.touch()
    set_modes(tmp_path)
    modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.rglob("*")}
    assert modes["torch_shm_manager"] == 0o755
    assert modes["script_module_v4.ptl"] == modes["__init__.py"] == 0o644
