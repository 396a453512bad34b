"""The workflows call what there is, name what is made, and may do no more than they need."""

import os
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath

import pytest
import yaml

import dev
from parley_package import certificate, nsis, publication, toolchain
from parley_package.__main__ import _parser as package_parser
from parley_package.edition import EDITIONS
from parley_package.places import PackagePlaces
from parley_package.release import Release
from parley_package.target import Target
from parley_setup.machine import VARIANT, VARIANTS, cache_folder

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / ".github" / "workflows"
TEXTS = {path.stem: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.yml")}
# All scalars are texts: "on" is no boolean, and 3.10 would not be 3.1.
WORKFLOWS = {name: yaml.load(text, yaml.BaseLoader) for name, text in TEXTS.items()}
CI, RELEASE = WORKFLOWS["ci"], WORKFLOWS["release"]
BUILDS = RELEASE["jobs"]["build"]["strategy"]["matrix"]["include"]

KINDS = {
    "linux": ("deb", "rpm", "tar.xz", "AppImage"),
    "windows": ("exe", "zip"),
    "macos": ("dmg",),
}
RUNNERS = {"linux": "ubuntu-", "windows": "windows-", "macos": "macos-"}

CUDA_AND_MODELS = 1_500_000_000
"""Bytes, about: cuBLAS 850 MB, what llama.cpp has for cards 400 MB, the models inside 180 MB."""

EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")
MODULES = {
    "parley_package.toolchain": toolchain.parser,
    "parley_package.publication": publication.parser,
}


def jobs() -> Iterator[tuple[str, dict]]:
    for workflow, content in WORKFLOWS.items():
        for name, job in content["jobs"].items():
            yield f"{workflow}.{name}", job


def steps() -> Iterator[tuple[str, dict]]:
    for name, job in jobs():
        for step in job.get("steps", ()):
            yield name, step


def filled(line: str, values: dict[str, str]) -> str:
    """A line of a run with these values of the matrix in it."""
    line = EXPRESSION.sub(lambda found: values.get(found[1].removeprefix("matrix."), "x"), line)
    return re.sub(r"\$[A-Z]+", "x", line)


def commands() -> Iterator[tuple[list[str], dict[str, str]]]:
    """Every command that starts Python, once for each row of its matrix."""
    for name, step in steps():
        for line in step.get("run", "").splitlines():
            for values in BUILDS if name == "release.build" else [{}]:
                words = shlex.split(filled(line, values).partition("|")[0])
                if words[:1] == ["python"]:
                    yield words[1:], values


def release(build: dict[str, str], edition: str) -> Release:
    system, processor, *variant = build["name"].split("-")
    return Release("1.2.0", EDITIONS[edition], Target(system, processor), *variant)


def test_every_command_exists_and_knows_its_options() -> None:
    called = set()
    for words, _ in commands():
        if words[0] == "-m":
            called.add(words[1])
            assert (ROOT / "packaging" / Path(*words[1].split("."))).with_suffix(".py").is_file()
            if parser := MODULES.get(words[1]):
                parser().parse_args(words[2:])
            else:
                assert words[2:] == []
            continue
        script, command, *options = words
        assert script == "dev.py"
        assert command in dev.COMMANDS
        called.add(command)
        if command == "package":
            package_parser().parse_args(options)
        else:
            assert options == (["--compile"] if command == "setup" else [])
    assert called == {
        *("setup", "check", "test", "package", "parley_setup.system_library"),
        *("parley_package.certificate", *MODULES),
    }


def test_what_runs_before_set_up_needs_nothing_but_python() -> None:
    modules = sorted({words[1] for words, _ in commands() if words[0] == "-m"})
    code = "import importlib, sys; [importlib.import_module(name) for name in sys.argv[1:]]"
    # -S: without what is installed.
    done = subprocess.run(
        [sys.executable, "-S", "-c", code, *modules],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT / "packaging")},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("build", BUILDS, ids=lambda build: build["name"])
def test_a_build_is_named_as_its_packages_are(build) -> None:
    system = build["name"].partition("-")[0]
    assert build["runner"].startswith(RUNNERS[system])
    assert build["variant"] in ("", *VARIANTS)
    for edition in EDITIONS if build["edition"] == "both" else [build["edition"]]:
        made = release(build, edition)
        assert made.variant == build["variant"]
        assert made.name.endswith(f"-{edition}-{build['name']}")


def test_each_build_is_made_once() -> None:
    names = [build["name"] for build in BUILDS]
    assert len(set(names)) == len(names) == 8
    assert all(set(build) == {"name", "runner", "variant", "edition"} for build in BUILDS)


def test_cards_are_served_where_their_tools_exist() -> None:
    having = {build["name"] for build in BUILDS if build["variant"]}
    systems = set.intersection(*(set(part) for part in (*toolchain.CUDA, toolchain.VULKAN)))
    assert having == {f"{system}-x86_64-{card}" for system in systems for card in VARIANTS}


def test_no_build_for_cuda_is_more_than_an_installer_holds() -> None:
    for build in BUILDS:
        if build["variant"] == "cuda":
            editions = EDITIONS if build["edition"] == "both" else [build["edition"]]
            sizes = [EDITIONS[edition].installed_limit + CUDA_AND_MODELS for edition in editions]
            assert max(sizes) < nsis.LARGEST, build["name"]


def test_what_is_built_is_what_is_named() -> None:
    build = RELEASE["jobs"]["build"]
    assert build["env"] == {VARIANT: "${{ matrix.variant }}"}
    (options,) = {
        line.partition("package ")[2]
        for step in build["steps"]
        for line in step.get("run", "").splitlines()
        if "dev.py package" in line
    }
    for build in BUILDS:
        told = package_parser().parse_args(shlex.split(filled(options, build)))
        assert (told.edition, told.variant) == (build["edition"], build["variant"])
        assert told.homepage == "x/x"
    assert "--homepage=${{ github.server_url }}/${{ github.repository }}" in options


def test_all_packages_are_handed_on_and_brought_together() -> None:
    (handed,) = (step["with"] for step in RELEASE["jobs"]["build"]["steps"] if "Hand" in str(step))
    (brought,) = (
        step["with"]
        for step in RELEASE["jobs"]["publish"]["steps"]
        if "download-artifact" in step.get("uses", "")
    )
    assert handed["name"] == "${{ matrix.name }}"
    for build in BUILDS:
        for kind in KINDS[build["name"].partition("-")[0]]:
            path = PackagePlaces(ROOT).package(release(build, "slim"), kind).relative_to(ROOT)
            assert fnmatch(path.as_posix(), handed["path"])
    pattern = brought["pattern"]
    assert pattern == "{" + ",".join(KINDS) + "}-*"
    foreign = [
        step["with"]["name"] for _, job in jobs() for step in job.get("steps", ()) if uploads(step)
    ]
    foreign.remove(handed["name"])
    assert len(foreign) == 3
    assert not any(name.startswith(tuple(f"{system}-" for system in KINDS)) for name in foreign)


def uploads(step: dict) -> bool:
    return step.get("uses", "").startswith("actions/upload-artifact@")


def test_the_oldest_and_the_newest_python_are_tried_and_one_of_them_is_shipped() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    oldest, below = re.fullmatch(r">=3\.(\d+),<3\.(\d+)", project["requires-python"]).groups()
    tried = CI["jobs"]["test"]["strategy"]["matrix"]["python"]
    assert tried == [f"3.{oldest}", f"3.{int(below) - 1}"]
    assert tried == [f"3.{minor}" for _, minor in (dev.OLDEST, dev.NEWEST)]
    used = {
        step["with"]["python-version"]
        for _, step in steps()
        if step.get("uses", "").startswith("actions/setup-python@")
    }
    assert used == {"${{ matrix.python }}", tried[-1]}


def test_every_system_that_is_shipped_is_tried() -> None:
    tried = CI["jobs"]["test"]["strategy"]["matrix"]["runner"]
    for build in BUILDS:
        assert any(runner.startswith(build["runner"].removesuffix("-arm")) for runner in tried)
    assert RELEASE["jobs"]["build"]["needs"] == "ci"
    assert RELEASE["jobs"]["ci"]["uses"] == "./.github/workflows/ci.yml"
    assert "workflow_call" in CI["on"]


def test_only_the_step_that_prepares_certificates_reads_secrets() -> None:
    names = {*certificate.WINDOWS, *certificate.MACOS, *certificate.NOTARY}
    reading = [step for _, step in steps() if "secrets." in str(step)]
    assert len(reading) == 1
    assert reading[0]["run"] == "python -m parley_package.certificate"
    told = {name: value for name, value in reading[0]["env"].items() if name != "PYTHONPATH"}
    for name, value in told.items():
        # Empty where there is none, and on the systems that it is not for.
        system = "Windows" if name in certificate.WINDOWS else "macOS"
        assert value == f"${{{{ runner.os == '{system}' && secrets.{name} || '' }}}}"
    assert set(told) == names
    assert TEXTS["release"].count("secrets.") == len(names)
    assert "secrets." not in TEXTS["ci"]


def test_nothing_may_be_written_but_the_draft() -> None:
    for workflow in WORKFLOWS.values():
        assert workflow["permissions"] == {}
    granted = {name: job["permissions"] for name, job in jobs()}
    assert granted.pop("release.publish") == {"contents": "write"}
    assert all(given == {"contents": "read"} for given in granted.values())
    (draft,) = (step["run"] for _, step in steps() if "gh release" in step.get("run", ""))
    assert "--draft" in draft
    assert RELEASE["jobs"]["publish"]["if"] == "github.ref_type == 'tag'"


def test_no_workflow_runs_with_rights_for_what_strangers_send() -> None:
    assert set(CI["on"]) == {"push", "pull_request", "workflow_call"}
    assert set(RELEASE["on"]) == {"push", "workflow_dispatch"}
    assert RELEASE["on"]["push"] == {"tags": ["v*"]}


def test_no_command_has_in_it_what_others_write() -> None:
    found = {
        expression for _, step in steps() for expression in EXPRESSION.findall(step.get("run", ""))
    }
    own = {f"matrix.{name}" for name in BUILDS[0]}
    assert found <= {*own, "github.server_url", "github.repository"}


def test_every_action_is_a_commit_and_the_same_one_everywhere() -> None:
    used: dict[str, set[str]] = {}
    for text in TEXTS.values():
        for line in text.splitlines():
            if not (found := re.match(r"[\s-]*uses: ([^.].*)", line)):
                continue
            commit = re.fullmatch(r"(actions/[a-z-]+)@[0-9a-f]{40} # v\d+\.\d+\.\d+", found[1])
            assert commit, line
            used.setdefault(commit[1], set()).add(found[1])
    assert all(len(commits) == 1 for commits in used.values())
    assert len(used) == 5


def test_no_token_stays_in_the_working_copy() -> None:
    checkouts = [step for _, step in steps() if "actions/checkout@" in step.get("uses", "")]
    assert len(checkouts) == 4
    assert all(step["with"]["persist-credentials"] == "false" for step in checkouts)


def test_every_job_ends() -> None:
    for name, job in jobs():
        assert "uses" in job or 0 < int(job["timeout-minutes"]) <= 180, name
    groups = [workflow["concurrency"]["group"] for workflow in WORKFLOWS.values()]
    # One workflow calls the other: in one group they would wait for each other.
    assert len(set(groups)) == len(groups)


def test_the_wheels_that_are_kept_are_those_of_set_up(monkeypatch) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.delenv("LOCALAPPDATA", raising=False)
    folders = [cache_folder(system) for system in ("Linux", "Darwin", "Windows")]
    expected = [PurePosixPath("~", *path.relative_to(Path.home()).parts) for path in folders]
    caches = [step for _, step in steps() if "actions/cache@" in step.get("uses", "")]
    assert len(caches) == 2
    for step in caches:
        assert step["with"]["path"].split() == [f"{folder}/wheels" for folder in expected]
        for file in re.findall(r"'([^']+)'", step["with"]["key"]):
            assert (ROOT / file).is_file()


def test_nothing_that_is_kept_between_runs_goes_into_a_release() -> None:
    for step in RELEASE["jobs"]["build"]["steps"]:
        assert "actions/cache@" not in step.get("uses", "")
        assert "cache" not in step.get("with", {})
