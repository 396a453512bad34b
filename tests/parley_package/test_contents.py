import os
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import pytest

from parley_package import contents, intruder, necessity
from parley_package.contents import check_contents, weigh, weight_table
from parley_package.edition import FULL, Edition
from parley_package.frozen_tree import FrozenTree
from parley_package.host_library import HostLibraries
from parley_package.necessity import own_modules
from parley_package.part import Owners, is_library
from parley_package.release import Release
from parley_package.target import Target
from parley_setup.console import SetupError
from tests.frozen_program import (
    LINUX,
    MODEL,
    MODEL_BYTES,
    NEEDED,
    frozen,
    installed,
    program,
    write,
)


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A model of a few bytes, five installed works, and a system with glibc 2.35."""
    works = [
        installed(tmp_path / "site", "PySide6_Essentials", ("PySide6/Qt/lib/libQt6Core.so.6",)),
        installed(
            tmp_path / "site", "numpy", ("numpy/__init__.py", "numpy.libs/libblas-1234abcd.so")
        ),
        installed(tmp_path / "site", "pywhispercpp", NEEDED[-2:]),
        installed(tmp_path / "site", "py3langid", NEEDED[:1]),
        installed(tmp_path / "site", "jaraco.context", ("jaraco/context/__init__.py",)),
    ]
    monkeypatch.setattr(Owners, "installed", lambda: Owners(works))
    monkeypatch.setattr(necessity, "MODELS", (MODEL,))
    monkeypatch.setattr(necessity, "own_modules", lambda: ["desktop_app"])
    monkeypatch.setattr(intruder, "MODELS", (MODEL,))
    needed = HostLibraries(frozenset({"libportaudio.so.2"}), (2, 35))
    monkeypatch.setattr(contents, "host_libraries", lambda tree: needed)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    return frozen(tmp_path)


def refusal(tree: Path, release: Release = LINUX) -> str:
    with pytest.raises(SetupError) as caught:
        check_contents(release, tree)
    return str(caught.value)


def test_a_tree_that_lacks_nothing_passes(tree: Path) -> None:
    check_contents(LINUX, tree)


def test_each_part_weighs_what_its_files_and_modules_do(tmp_path: Path) -> None:
    tree = frozen(
        tmp_path, {"numpy": "ONE = 1", "jaraco": "", "desktop_app.ui": "", "json.tool": ""}
    )
    write(tree / "_internal" / "numpy.libs" / "libblas-1234abcd.so", b"\0" * 3000)
    write(tree / "_internal" / "libexample.so.1", b"\0" * 2000)
    write(tree / "_internal" / "nobody.dat", b"\0" * 1000)
    (tree / "_internal" / "libblas-1234abcd.so").symlink_to("numpy.libs/libblas-1234abcd.so")
    sizes = weigh(tree)
    modules = FrozenTree(tree).modules
    assert sizes["numpy"] == 3000 + 2 * modules["numpy"]
    assert sizes["models"] == len(MODEL_BYTES)
    assert sizes["Python"] == 2 * modules["json.tool"]
    assert sizes["jaraco-context"] == 2 * modules["jaraco"]
    assert sizes["other"] == 1000
    assert sizes["system libraries"] > 2000
    assert list(sizes.values()) == sorted(sizes.values(), reverse=True)
    files = [path for path in tree.rglob("*") if path.is_file() and not path.is_symlink()]
    assert sum(sizes.values()) == sum(path.stat().st_size for path in files)


def test_the_table_has_a_share_for_all_but_the_models() -> None:
    table = weight_table({"torch": 3_000_000, "models": 9_000_000, "Parley": 1_000_000})
    assert "| torch | 3.0 | 75.0% |" in table
    assert "| models | 9.0 |  |" in table
    assert "| all, without models | 4.0 | 100.0% |" in table


def test_modules_are_not_libraries() -> None:
    assert is_library("libheif-7a3e919c.so.1.23.0")
    assert is_library("libllama.0.dylib")
    assert is_library("Qt6Core.dll")
    assert not is_library("_ssl.cpython-311-x86_64-linux-gnu.so")
    assert not is_library("QtCore.abi3.so")
    assert not is_library("_ssl.pyd")
    assert not is_library("numpy.txt")


def test_more_than_the_limit_is_refused(tree: Path) -> None:
    edition = Edition("slim", (), installed_limit=10)
    release = Release("1.2.0", edition, LINUX.target, revision="abc")
    assert "may weigh 0 MB" in refusal(tree, release)


def test_what_cards_need_may_weigh_more(tree: Path) -> None:
    edition = Edition("slim", (), installed_limit=10)
    target = LINUX.target
    for variant, most in (("vulkan", 100_000_010), ("cuda", 1_300_000_010)):
        assert Release("1.2.0", edition, target, variant).installed_limit == most
    assert Release("1.2.0", edition, target).installed_limit == 10


def test_models_do_not_count_for_the_limit(tree: Path) -> None:
    total = sum(weigh(tree).values()) - len(MODEL_BYTES)
    edition = Edition("slim", (), installed_limit=total)
    check_contents(Release("1.2.0", edition, LINUX.target, revision="abc"), tree)


@pytest.mark.parametrize(
    ("missing", "words"),
    [
        ("Parley", "no program Parley"),
        ("parley-console", "no program parley-console"),
        ("bin/parley", "no program bin/parley"),
        ("licences/README.md", "without the licences"),
        ("_internal/resources/build.toml", "build.toml"),
        ("_internal/resources/models/small.gguf", "small.gguf, a small model, is missing"),
        ("_internal/PySide6/Qt/plugins/platforms/libqxcb.so", "platforms/qxcb"),
        ("_internal/PySide6/Qt/plugins/platforms/libqoffscreen.so", "platforms/qoffscreen"),
        ("_internal/PySide6/Qt/plugins/multimedia/libffmpegmediaplugin.so", "ffmpegmediaplugin"),
        ("_internal/PySide6/Qt/plugins/iconengines/libqsvgicon.so", "qsvgicon"),
        ("_internal/llama_cpp/lib/libmtmd.so.0", "mtmd of llama.cpp"),
        ("_internal/py3langid/data/model.npz.xz", "table of languages"),
        ("_internal/pywhispercpp.libs/libwhisper-1ab89ae8.so.1.8.5", "whisper.cpp"),
    ],
)
def test_what_is_missing_is_named(tree: Path, missing: str, words: str) -> None:
    if "whisper" in missing and not find_spec("_pywhispercpp"):
        pytest.skip("there is no wheel of it for this system")
    (tree / missing).unlink()
    assert words in refusal(tree)


def test_a_program_that_cannot_be_run_is_none(tree: Path) -> None:
    (tree / "bin" / "parley").chmod(0o644)
    assert "bin/parley that can be run" in refusal(tree)


def test_every_variant_of_the_processor_is_wanted(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(necessity, "variants", lambda: ["libggml-cpu-unheard.so"])
    assert "libggml-cpu-unheard.so of llama.cpp" in refusal(tree)


def test_variants_are_known_by_their_names() -> None:
    names = ["libggml-cpu-zen4.so", "libggml-cpu.so.0", "ggml-cpu-x64.dll", "libggml.so", "cpu.so"]
    assert necessity.matching(names) == ["ggml-cpu-x64.dll", "libggml-cpu-zen4.so"]


def test_a_module_that_came_while_it_was_frozen_is_missed(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(necessity, "own_modules", lambda: ["desktop_app", "desktop_app.core.new"])
    assert "lacks desktop_app.core.new of Parley itself" in refusal(tree)


def test_parleys_own_modules_are_those_of_its_sources(tmp_path: Path) -> None:
    for place in ("__init__.py", "__main__.py", "app.py", "core/__init__.py", "core/text.py"):
        write(tmp_path / "desktop_app" / place)
    assert own_modules(tmp_path) == [
        "desktop_app",
        "desktop_app.app",
        "desktop_app.core",
        "desktop_app.core.text",
    ]


def test_another_model_of_the_same_size_is_not_the_model(tree: Path) -> None:
    write(tree / "_internal" / "resources" / "models" / MODEL.name, MODEL_BYTES.swapcase())
    assert "is not the one that set-up fetches" in refusal(tree)


def test_a_tree_of_another_release_is_refused(tree: Path) -> None:
    release = Release("1.2.0", LINUX.edition, LINUX.target, variant="vulkan", revision="abc")
    said = refusal(tree, release)
    assert "build.toml among the resources says" in said
    assert "llama.cpp for vulkan" in said


def test_the_full_edition_has_torch(tree: Path) -> None:
    said = refusal(tree, Release("1.2.0", FULL, LINUX.target, revision="abc"))
    assert "lacks torch, openai-whisper" in said


@pytest.mark.parametrize(
    ("intruder", "words"),
    [
        ("torch/lib/libtorch.so", "left out in it: torch"),
        ("triton/_C/libtriton.so", "left out in it: triton"),
        ("python3.11/lib-dynload/readline.cpython-311-x86_64-linux-gnu.so", "readline"),
        ("_tkinter.pyd", "_tkinter"),
        ("hypothesis/core.py", "hypothesis"),
        ("numpy/core.pyi", "files for compilers"),
        ("numpy/include/arrayobject.h", "files for compilers"),
        ("libx265.so.199", "libraries under the GPL"),
        ("llama_cpp/lib/libggml-rpc.so", "over the network"),
        ("resources/models/gemma.gguf", "models besides"),
    ],
)
def test_what_may_not_be_there_is_named(tree: Path, intruder: str, words: str) -> None:
    write(tree / "_internal" / intruder)
    assert words in refusal(tree)


def test_a_module_inside_the_programs_is_seen(tmp_path: Path) -> None:
    tree = frozen(tmp_path, {"torch": "", "json": ""})
    assert "left out in it: torch" in refusal(tree)


def test_tests_of_libraries_are_refused_when_they_weigh_anything(
    tmp_path: Path,
) -> None:
    tree = frozen(tmp_path, {"desktop_app": "", "numpy.tests.test_scalar": "", "jinja2.tests": ""})
    test = write(tree / "_internal" / "torch_of_old" / "test" / "nn" / "test_linear.py", b"#")
    check_contents(LINUX, tree)
    write(test, b"#" * 200_000)
    names = "numpy.tests.test_scalar, torch_of_old/test/nn/test_linear."
    assert f"tests of libraries in it: {names}" in refusal(tree)


def test_a_library_may_be_called_like_a_module_that_is_left_out(tree: Path) -> None:
    write(tree / "_internal" / "whisper.dll")
    check_contents(LINUX, tree)


def test_what_a_work_says_of_itself_may_be_there_without_it(tree: Path) -> None:
    write(tree / "_internal" / "torch-2.0.dist-info" / "METADATA")
    check_contents(LINUX, tree)


def test_ffmpeg_with_gpl_parts_is_refused(tree: Path) -> None:
    write(tree / "_internal" / "libavcodec.so.61", b"--enable-gpl")
    assert "built with its GPL parts" in refusal(tree)


@pytest.mark.parametrize("goal", ["nowhere", "/bin/sh", "../../outside"])
def test_links_stay_inside(tree: Path, goal: str) -> None:
    write(tree.parent / "outside")
    (tree / "_internal" / "link").symlink_to(goal)
    assert "_internal/link → " in refusal(tree)


def test_a_link_that_names_the_folder_of_the_build_is_refused(tree: Path) -> None:
    (tree / "_internal" / "link").symlink_to(tree / "Parley")
    assert "_internal/link → " in refusal(tree)


def test_links_inside_are_good(tree: Path) -> None:
    (tree / "_internal" / "link").symlink_to("llama_cpp/lib")
    check_contents(LINUX, tree)


def test_nothing_is_everybodys_to_write(tree: Path) -> None:
    (tree / "_internal" / "resources" / "build.toml").chmod(0o666)
    assert "Everybody may write to _internal/resources/build.toml" in refusal(tree)


def test_no_text_names_the_computer_that_made_it(tree: Path) -> None:
    home = os.fsencode(Path.home() / "sources")
    root = str(intruder.ROOT).encode()
    write(tree / "_internal" / "direct_url.json", b'{"url": "file://' + root + b'/wheel"}')
    write(tree / "_internal" / "RECORD", b"first line\n" + home + b"\n")
    write(tree / "_internal" / "binary", b"\0" + home)
    write(tree / "_internal" / "innocent", b"https://example.org" + home + b" and " + root + b"-2")
    assert "_internal/RECORD, _internal/direct_url.json." in refusal(tree)


def test_a_newer_glibc_than_debians_is_refused(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    newer = HostLibraries(frozenset(), (2, 38))
    monkeypatch.setattr(contents, "host_libraries", lambda tree: newer)
    assert "needs glibc 2.38" in refusal(tree)
    arm = replace(LINUX, target=replace(LINUX.target, processor="arm64"))
    check_contents(arm, tree)


def test_all_faults_are_told_at_once(tree: Path) -> None:
    (tree / "bin" / "parley").unlink()
    write(tree / "_internal" / "numpy" / "core.pyi")
    said = refusal(tree)
    assert "no program bin/parley" in said
    assert "numpy/core.pyi" in said


def test_the_bundle_of_macos_is_read_too(tmp_path: Path) -> None:
    tree = tmp_path / "parley"
    inside = tree / "Parley.app" / "Contents"
    program(inside / "MacOS" / "Parley", {"desktop_app": ""})
    library = write(inside / "Frameworks" / "python3__dot__12" / "lib-dynload" / "math.so")
    write(inside / "Resources" / "resources" / "models" / MODEL.name)
    write(inside / "Resources" / "Parley.icns")
    found = FrozenTree(tree)
    assert str(found.place(library)) == "python3.12/lib-dynload/math.so"
    assert list(found.modules) == ["desktop_app"]
    sizes = weigh(tree)
    assert sizes["models"] == 1
    assert "other" not in sizes
    assert found.resources == inside / "Resources" / "resources"


def test_windows_has_two_programs_of_other_names(tmp_path: Path) -> None:
    tree = frozen(tmp_path)
    (tree / "Parley").rename(tree / "Parley.exe")
    (tree / "parley-console").rename(tree / "parley.com")
    release = Release("1.2.0", LINUX.edition, Target("windows", "x86_64"), revision="abc")
    said = refusal(tree, release)
    assert "no program" not in said
    assert "platforms/qwindows" in said
