"""Every sentence that a person may read can be translated: Qt's own lupdate finds it."""

import ast
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from xml.etree import ElementTree

import pytest

from desktop_app.core.errors import KINDS
from desktop_app.core.interface_language import LANGUAGES
from desktop_app.core.setting import SETTINGS
from desktop_app.ui.words import _ACTION_WORDS

ROOT = Path(__file__).resolve().parents[2]
COMMITTED = ROOT / "resources" / "translations" / "parley_en.ts"
SOURCES = sorted((ROOT / "desktop_app").rglob("*.py"))

NAMES = set(LANGUAGES.values())
FIELD = re.compile(r"\{\w+\}")

Words = set[tuple[str, str]]


def lupdate(target: Path) -> None:
    """Collect the sentences of the program in `target`, beside those it holds already."""
    name = "pyside6-lupdate"
    tool = shutil.which(name, path=sysconfig.get_path("scripts")) or shutil.which(name)
    assert tool, f"{name} belongs to PySide6 and is missing from {sys.prefix}"
    subprocess.run(
        [tool, "-no-obsolete", "-locations", "none", *map(str, SOURCES), "-ts", str(target)],
        check=True,
        capture_output=True,
        timeout=200,
    )


def words(path: Path) -> Words:
    """Context and source text of every sentence in a translation file."""
    root = ElementTree.parse(path).getroot()
    return {
        (context.findtext("name", ""), message.findtext("source", ""))
        for context in root.iter("context")
        for message in context.iter("message")
    }


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Words:
    target = tmp_path_factory.mktemp("translations") / "parley_en.ts"
    lupdate(target)
    return words(target)


def test_the_translation_file_has_every_sentence(found: Words) -> None:
    missing = sorted(found - words(COMMITTED))
    files = "$(git ls-files 'desktop_app/*.py')"
    command = f"pyside6-lupdate -no-obsolete -locations none {files} -ts {COMMITTED.name}"
    assert missing == [], f"in {COMMITTED.parent.relative_to(ROOT)}: {command}"


def test_a_sentence_stands_beside_its_context() -> None:
    """lupdate reads the source and follows no name: a context that is one is lost to it."""
    told = 0
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            where = f"{path.relative_to(ROOT)}:{node.lineno}"
            assert not (name == "tr" and isinstance(node.func, ast.Name)), where
            if name == "tr" and isinstance(node.func, ast.Attribute):
                # lupdate takes another name for the context, in which nobody looks.
                assert ast.unparse(node.func.value) == "self", where
            if name == "translate" and len(node.args) > 1 and _is_text(node.args[1]):
                told += 1
                assert _is_text(node.args[0]), where
    assert told > 20


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def test_sentences_of_core_are_found(found: Words) -> None:
    expected: Words = set()
    for kind in KINDS.values():
        expected |= {("Problem", kind.sentence), ("Problem", kind.remedy)}
    for setting in SETTINGS.values():
        texts = (setting.label, setting.help, setting.section, *(setting.choices or {}).values())
        texts += (setting.unit, setting.lowest)
        context = "Shortcuts" if setting.key.startswith("keys.") else "Settings"
        # Languages are called what they call themselves.
        expected |= {(context, text) for text in texts if text and text not in NAMES}
    expected |= {("Action", text) for text in _ACTION_WORDS.values() if text}
    assert expected - found == set()


def test_a_new_sentence_is_noticed(tmp_path: Path, found: Words) -> None:
    old = tmp_path / "old.ts"
    tree = ElementTree.parse(COMMITTED)
    context = next(tree.getroot().iter("context"))
    context.remove(next(context.iter("message")))
    tree.write(old, encoding="utf-8")
    assert len(found - words(old)) == len(found - words(COMMITTED)) + 1


CHINESE = COMMITTED.with_name("parley_zh_CN.ts")
FILES = [COMMITTED, CHINESE]


def entries(path: Path) -> list[tuple[str, str, ElementTree.Element]]:
    """Context, source text and translation of every sentence in a file."""
    root = ElementTree.parse(path).getroot()
    return [
        (context.findtext("name", ""), message.findtext("source", ""), translation)
        for context in root.iter("context")
        for message in context.iter("message")
        if (translation := message.find("translation")) is not None
    ]


def test_chinese_has_every_sentence() -> None:
    found = {(context, source) for context, source, _ in entries(CHINESE)}
    assert found == words(COMMITTED)
    unfinished = [
        source
        for _, source, translation in entries(CHINESE)
        if translation.get("type") or not all(text.strip() for text in texts(translation))
    ]
    assert unfinished == []


def texts(translation: ElementTree.Element) -> list[str]:
    """The translation, or each of its forms by number: that for one first."""
    return [form.text or "" for form in translation] or [translation.text or ""]


def test_a_translation_has_the_same_values_as_its_sentence() -> None:
    for _, source, translation in entries(CHINESE):
        for text in texts(translation):
            assert set(FIELD.findall(text)) == set(FIELD.findall(source)), source
            assert text.count("\t") == source.count("\t"), source


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem)
def test_what_the_window_loads_is_made_of_the_translations(file: Path, tmp_path: Path) -> None:
    tool = shutil.which("pyside6-lrelease", path=sysconfig.get_path("scripts"))
    assert tool is not None
    made = tmp_path / "made.qm"
    subprocess.run([tool, str(file), "-qm", str(made)], check=True, capture_output=True)
    committed = file.with_suffix(".qm")
    command = f"pyside6-lrelease {file.name}"
    assert made.read_bytes() == committed.read_bytes(), f"in {file.parent.name}: {command}"
