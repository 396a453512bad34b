"""`parley chats export` and `import`, with the processes that they start."""

import json
from pathlib import Path

import pytest

from desktop_app.cli import main
from desktop_app.core.conversation import Conversation, Role
from desktop_app.core.paths import Places
from desktop_app.core.store import Store
from tests.rival_exports import claude_talk, open_webui_talk


@pytest.fixture
def ids(tmp_path: Path) -> list[str]:
    places = Places(tmp_path / "home")
    places.create()
    store = Store.open(places.database)
    ids = []
    for title in ("Rivers", "Größe"):
        talk = Conversation(title=title)
        store.save_message(talk, talk.add(Role.USER, "Which?", ""), durable=True)
        ids.append(talk.id)
    store.close()
    return ids


def chats(home: Path, *words: str) -> int:
    return main(["--home", str(home), "chats", *words])


def test_all_as_a_folder_of_pages(
    tmp_path: Path, ids: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    words = ("export", "--all", "--format", "html", "--output", str(out))
    assert chats(tmp_path / "home", *words) == 0
    assert capsys.readouterr().out.splitlines() == [
        str(out / "Größe.html"),
        str(out / "Rivers.html"),
    ]


def test_a_file_is_replaced_only_when_asked(
    tmp_path: Path, ids: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "a.md"
    out.write_text("mine")
    words = ("export", ids[0], "--output", str(out))
    assert chats(tmp_path / "home", *words) == 1
    assert "is there already" in capsys.readouterr().err
    assert out.read_text() == "mine"
    assert chats(tmp_path / "home", *words, "--yes") == 0
    assert out.read_text().startswith("# Rivers")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["export"], "Name one"),
        (["export", "--all", "x"], "not both"),
        (["export", "--all"], "Where to?"),
        (["export", "gone"], "There is no"),
    ],
)
def test_what_is_not_clear(
    tmp_path: Path,
    ids: list[str],
    words: list[str],
    said: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert chats(tmp_path / "home", *words) == 1
    assert said in capsys.readouterr().err


def test_a_page_or_pdf_is_not_printed(
    tmp_path: Path, ids: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert chats(tmp_path / "home", "export", ids[0], "--format", "pdf") == 1
    assert "--output" in capsys.readouterr().err


def test_import_says_what_came(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    good.write_text(json.dumps([claude_talk(), open_webui_talk()]))
    bad.write_text("{")
    assert chats(tmp_path / "home", "import", str(bad), str(good), str(good)) == 1
    out, err = capsys.readouterr()
    assert out.splitlines() == [
        "good.json: 2 conversations imported",
        "good.json: 0 conversations imported, 2 were here already",
    ]
    assert "bad.json is damaged: the file ends too early." in err
