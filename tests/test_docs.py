"""Documentation is executed, or it lies: what the pages say is held against the code."""

import ast
import re
import shlex
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token
from platformdirs.macos import MacOS
from platformdirs.unix import Unix
from PySide6.QtWidgets import QApplication

import desktop_app
import dev
from desktop_app.app import Makers, assemble
from desktop_app.cli.parser import make_parser
from desktop_app.core.errors import Problem
from desktop_app.core.event_json import as_json
from desktop_app.core.events import (
    Failed,
    Finished,
    Loaded,
    Loading,
    Notice,
    Planned,
    Reading,
    Reason,
    TextDelta,
    ThoughtDelta,
)
from desktop_app.core.models import model_name
from desktop_app.core.options import WindowOptions
from desktop_app.core.paths import APP, Places
from desktop_app.core.setting import SETTINGS, Setting
from parley_setup import lock

ROOT = Path(dev.__file__).resolve().parent
PACKAGE = ROOT / "desktop_app"
PACKAGING = ROOT / "packaging" / "parley_package"
README = ROOT / "README.md"
GUIDE = ROOT / "docs" / "guide.md"
ARCHITECTURE = ROOT / "docs" / "architecture.md"
DECISIONS = ROOT / "docs" / "decisions.md"
PAGES = [
    README,
    ROOT / "CHANGELOG.md",
    ROOT / "THIRD_PARTY.md",
    *sorted((ROOT / "docs").glob("*.md")),
]

_PARSER = MarkdownIt("commonmark").enable("table")


# Reading a page


@cache
def tokens_of(page: Path) -> tuple[Token, ...]:
    """The page's tokens, those inside of lines too, in order."""
    flat: list[Token] = []
    for token in _PARSER.parse(page.read_text(encoding="utf-8")):
        flat += [token, *(token.children or [])]
    return tuple(flat)


def inline_codes(page: Path) -> list[str]:
    return [token.content for token in tokens_of(page) if token.type == "code_inline"]


def fences(page: Path, language: str) -> list[str]:
    found = (token for token in tokens_of(page) if token.type == "fence")
    return [token.content for token in found if token.info.strip() == language]


def tables(page: Path) -> Iterator[list[list[str]]]:
    """Each table as rows of cells, the head first; cells as they are written."""
    rows: list[list[str]] = []
    in_cell = False
    for token in tokens_of(page):
        if token.type == "table_open":
            rows = []
        elif token.type == "table_close":
            yield rows
        elif token.type == "tr_open":
            rows.append([])
        elif token.type in ("td_open", "th_open"):
            in_cell = True
        elif token.type == "inline" and in_cell:
            rows[-1].append(token.content)
            in_cell = False


def table(page: Path, *head: str) -> list[list[str]]:
    """The rows below this head."""
    found = [rows[1:] for rows in tables(page) if tuple(rows[0][: len(head)]) == head]
    assert len(found) == 1, f"{page.name}: {len(found)} tables with the head {head}"
    return found[0]


def commands(page: Path) -> list[str]:
    """Every command line for `parley` or dev.py that the page names."""
    lines = [line.strip() for text in fences(page, "sh") for line in text.splitlines()]
    lines += inline_codes(page)
    found = (line for line in lines if re.match(r"(parley|python3 dev\.py)(\s|$)", line))
    return [shlex.join(words_of(line)) for line in found]


def words_of(line: str) -> list[str]:
    """The words as a shell would pass them, without what it keeps to itself."""
    words = shlex.split(line, comments=True)
    end = next((i for i, word in enumerate(words) if word in {"<", ">", "|"}), len(words))
    return words[:end]


ALL_COMMANDS = sorted({command for page in PAGES for command in commands(page)})


# The command line


def status_of(arguments: list[str]) -> object:
    """What Parley's own parser makes of these arguments: 0, or the exit status of wrong use."""
    try:
        make_parser().parse_args(arguments)
    except SystemExit as end:  # --help and --version end with 0
        return end.code
    return 0


def test_the_pages_name_commands() -> None:
    assert len(commands(README)) >= 5
    assert len(commands(GUIDE)) >= 12


@pytest.mark.parametrize("command", ALL_COMMANDS)
def test_a_command_is_understood(command: str) -> None:
    program, *arguments = shlex.split(command)
    if program == "parley":
        assert status_of(arguments) == 0
        return
    assert arguments[0] == "dev.py"
    if len(arguments) == 1:
        return
    name, *rest = arguments[1:]
    assert name in dev.COMMANDS
    if name == "run":
        assert status_of(rest) == 0
    elif name == "setup":
        assert rest in ([], ["--compile"])


def test_a_wrong_command_would_be_noticed() -> None:
    assert status_of(["ask", "--no-such-option", "Hello"]) == 2


def test_the_readme_names_the_two_commands_before_all_others_of_the_sources() -> None:
    lines = [line for text in fences(README, "sh") for line in text.splitlines()]
    first = [line for line in lines if "dev.py" in line][:2]
    assert first == ["python3 dev.py run", "python3 dev.py test"]


def test_the_guide_names_every_event_and_reason() -> None:
    problem = Problem("model.none")
    events = (
        Loading(0),
        Loaded("", "", 0, "", 0, 0),
        Planned(0, 0, 0),
        Reading(0, 0),
        TextDelta(""),
        ThoughtDelta(""),
        Notice(problem),
        Finished(),
        Failed(problem),
    )
    named = set(inline_codes(GUIDE))
    assert {str(as_json(event)["type"]) for event in events} <= named
    of_replies = set(Reason) - {Reason.SILENCE}  # That one ends a recording.
    assert {reason.value for reason in of_replies} <= named


# Settings


def shown_default(setting: Setting) -> str:
    """A default as the guide writes it: TOML, or what happens without a value."""
    if setting.default is None:
        return "drawn anew" if setting.key == "sampling.seed" else "the model's"
    if isinstance(setting.default, bool):
        return f"`{str(setting.default).lower()}`"
    if isinstance(setting.default, str):
        return f'`"{setting.default}"`'
    if isinstance(setting.default, tuple):
        return f"`{list(setting.default)}`"
    return f"`{setting.default}`"


def test_the_guide_lists_the_settings_as_they_are_declared() -> None:
    listed = {tuple(row) for row in table(GUIDE, "setting", "key", "default")}
    declared = {
        (setting.label, f"`{key}`", shown_default(setting))
        for key, setting in SETTINGS.items()
        if setting.section
    }
    assert listed == declared


def test_every_key_named_in_the_guide_is_a_setting() -> None:
    tables_of_settings = {key.partition(".")[0] for key in SETTINGS if "." in key}
    named = [
        code
        for code in inline_codes(GUIDE)
        if re.fullmatch(r"[a-z]+\.(?!toml$)[a-z_]+", code)
        and code.partition(".")[0] in tables_of_settings
    ]
    assert len(named) > 10
    assert set(named) <= set(SETTINGS)


def test_the_guides_settings_file_is_accepted() -> None:
    (sample,) = fences(GUIDE, "toml")
    values = {}
    for name, value in tomllib.loads(sample).items():
        inner = value.items() if isinstance(value, dict) else [("", value)]
        values |= {f"{name}.{key}".rstrip("."): setting for key, setting in inner}
    assert len(values) >= 3
    for key, value in values.items():
        assert SETTINGS[key].accept(value) == value


# The window


def test_the_guide_lists_the_keys_of_the_window(qapp: QApplication, home: Path) -> None:
    places = Places(home)
    places.create()
    options = WindowOptions(home=home, demo=True)
    parley = assemble(qapp, places, options, Makers.of(options, places))
    try:
        listed = [tuple(row) for row in table(GUIDE, "key", "what it does")]
        assert listed == parley.window.shortcuts()
    finally:
        assert parley.shut_down()


@cache
def literals() -> frozenset[str]:
    """Every piece of text that stands in the package's sources."""
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in PACKAGE.rglob("*.py"))
    nodes = (node for tree in trees for node in ast.walk(tree))
    return frozenset(
        node.value
        for node in nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def test_what_the_guide_prints_in_bold_stands_in_the_window() -> None:
    bold = [
        after.content
        for token, after in zip(tokens_of(GUIDE), tokens_of(GUIDE)[1:], strict=False)
        if token.type == "strong_open"
    ]
    assert len(bold) > 8
    assert not {words for words in bold if words not in literals()}


# Files and folders


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    addresses = [str(token.attrs["href"]) for token in tokens_of(page) if token.type == "link_open"]
    raw = "".join(token.content for token in tokens_of(page) if token.type.startswith("html_"))
    addresses += re.findall(r'(?:src|srcset|href)="([^"]+)"', raw)
    addresses += [str(token.attrs["src"]) for token in tokens_of(page) if token.type == "image"]
    local = [address for address in addresses if "://" not in address]
    missing = [a for a in local if not (page.parent / a.partition("#")[0]).exists()]
    assert not missing


def is_path_in_the_tree(code: str) -> bool:
    """Whether this names something that must be there after a clone."""
    if not re.fullmatch(r"[\w.]+(/[\w.]+)*/?", code):
        return False
    known_folder = (ROOT / code.partition("/")[0]).is_dir() or (
        PACKAGE / code.partition("/")[0]
    ).is_dir()
    in_folder = "/" in code and known_folder
    return in_folder or code.endswith((".py", ".md", ".lock", ".qss"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_paths_that_are_named_exist(page: Path) -> None:
    made_by_set_up = {".venv", ".venv/bin/parley"}
    named = {code for code in inline_codes(page) if is_path_in_the_tree(code)} - made_by_set_up
    folders = (ROOT, PACKAGE, PACKAGING)
    assert not {code for code in named if not any((folder / code).exists() for folder in folders)}


def test_paths_are_found_in_the_pages() -> None:
    assert is_path_in_the_tree("core/session.py")
    assert is_path_in_the_tree("ui/no_such_file")
    assert not is_path_in_the_tree("chat.enter_sends")
    assert sum(is_path_in_the_tree(code) for code in inline_codes(ARCHITECTURE)) > 15


def test_the_guides_folders_are_those_of_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.delenv(f"XDG_{name}_HOME")
    rows = table(GUIDE, "what", "Linux", "macOS")
    for column, system in ((1, Unix(APP, appauthor=False)), (2, MacOS(APP, appauthor=False))):
        listed = [Path(row[column].strip("`")).expanduser() for row in rows]
        assert listed == [
            system.user_config_path,
            system.user_data_path,
            system.user_log_path,
            system.user_cache_path,
        ]
    places = Places()
    assert [row[0] for row in rows[:2]] == [
        f"`{places.settings.name}`",
        f"`{places.database.name}`",
    ]
    if sys.platform == "linux":
        assert places.settings.parent == Path(rows[0][1].strip("`")).expanduser()
        assert places.logs == Path(rows[2][1].strip("`")).expanduser()


# The other pages


def test_decisions_are_numbered_and_weighed() -> None:
    parts = re.split(r"^## ", DECISIONS.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    assert [int(part.partition(".")[0]) for part in parts] == list(range(1, len(parts) + 1))
    for part in parts:
        found = re.findall(r"^\*\*(.+?)\.\*\*", part, flags=re.MULTILINE)
        assert found == ["Chosen", "Why", "Not taken"], part.partition("\n")[0]


def test_the_changelog_knows_this_version() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    versions = re.findall(r"^## \[?(\d[^\]\s]*)", text, flags=re.MULTILINE)
    assert versions[0] == desktop_app.__version__


def test_every_library_and_its_licence_is_named() -> None:
    listed = " ".join(
        row[0] for rows in tables(ROOT / "THIRD_PARTY.md") for row in rows[1:]
    ).lower()
    named = set(re.findall(r"[a-z0-9][a-z0-9-]+", listed))
    locked = {lock.name_of(entry) for entry in lock.entries(dev.LOCK.read_text(encoding="utf-8"))}
    assert not (locked | {"torch", "llama-cpp-python"}) - named


def test_the_readme_names_the_starter_model() -> None:
    family = model_name(dev.STARTER_MODEL.name).partition("-Instruct")[0]
    assert family in README.read_text(encoding="utf-8")
