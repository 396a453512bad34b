import json
from pathlib import Path

import pytest

from desktop_app.cli import main
from desktop_app.core.conversation import Conversation, Role
from desktop_app.core.paths import Places
from desktop_app.core.picture import Picture
from desktop_app.core.store import Store


@pytest.fixture
def two_chats(tmp_path: Path) -> list[str]:
    """The ids of two kept conversations, the older one first."""
    store = Store.open(Places(tmp_path).database)
    ids = []
    for number, title in enumerate(("Rivers", "Größe\nof 🦜")):
        conversation = Conversation(id=f"abc{number}00", title=title)
        question = conversation.add(Role.USER, "Which one?", "")
        reply = conversation.add(Role.ASSISTANT, f"Number **{number}**.", question.id)
        store.save_messages(conversation, [question, reply], durable=True)
        ids.append(conversation.id)
    store.close()
    return ids


def chats(home: Path, *words: str) -> int:
    return main(["--home", str(home), "chats", *words])


def test_list_is_one_a_line_the_last_changed_first(
    two_chats: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert chats(tmp_path, "list") == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == two_chats[::-1]
    assert lines[0].endswith("  Größe of 🦜")
    assert lines[1].endswith("  Rivers")


def test_list_says_what_is_pinned_and_in_a_folder(
    two_chats: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    older, newer = two_chats
    store = Store.open(Places(tmp_path).database)
    store.filing.move([older, newer], store.filing.create("Work and play").id)
    store.filing.pin([newer], True)
    store.close()
    assert chats(tmp_path, "list") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].endswith("  Größe of 🦜  [pinned, in Work and play]")
    assert lines[1].endswith("  Rivers  [in Work and play]")


def test_show_prints_the_branch_that_is_shown(
    two_chats: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert chats(tmp_path, "show", two_chats[1]) == 0
    out = capsys.readouterr().out
    assert "Which one?" in out
    assert "Number **1**." in out


def test_an_id_may_be_shortened(
    two_chats: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert chats(tmp_path, "export", "abc0") == 0
    assert capsys.readouterr().out.startswith("# Rivers\n")
    assert chats(tmp_path, "export", "abc0", "--format", "json") == 0
    value = json.loads(capsys.readouterr().out)
    assert (value["id"], len(value["messages"])) == (two_chats[0], 2)


@pytest.mark.parametrize(("id", "words"), [("abc", "More than one"), ("xyz", "There is no")])
def test_an_id_that_says_too_little_or_nothing(
    id: str,
    words: str,
    two_chats: list[str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert chats(tmp_path, "show", id) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"parley: {words}")


def test_an_empty_home_has_an_empty_list_and_stays_empty(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert chats(tmp_path, "list") == 0
    assert capsys.readouterr() == ("", "")
    assert not list(tmp_path.iterdir())


def test_a_damaged_file_is_told_and_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database = Places(tmp_path).database
    database.write_bytes(b"SQLite format 3\0" + b"noise" * 1000)
    before = database.read_bytes()
    assert chats(tmp_path, "list") == 1
    assert capsys.readouterr().err.startswith("parley: The file with your conversations")
    assert database.read_bytes() == before


def test_what_was_shown_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = Store.open(Places(tmp_path).database)
    conversation = Conversation(id="def000", title="cat.jpg")
    picture = Picture("ca" * 32, ".jpg", 640, 480, "cat.jpg")
    message = conversation.add(Role.USER, "", "", attachments=(picture,))
    store.save_messages(conversation, [message], durable=True)
    store.close()
    assert chats(tmp_path, "show", "def") == 0
    assert capsys.readouterr().out == (
        "# cat.jpg\n\n## You\n\n- Picture: cat.jpg (640 \u00d7 480)\n"
    )
    assert chats(tmp_path, "export", "def", "--format", "json") == 0
    (value,) = json.loads(capsys.readouterr().out)["messages"]
    assert value["attachments"][0]["hash"] == picture.hash


def test_search_prints_the_title_first_then_the_messages(
    two_chats: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert chats(tmp_path, "search", "RIVERS") == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert line.split()[0] == two_chats[0]
    assert line.endswith("  Rivers")
    assert chats(tmp_path, "search", "which one") == 0
    assert {line.split()[0] for line in capsys.readouterr().out.splitlines()} == set(two_chats)
    assert chats(tmp_path, "search", "one which") == 0  # One word of the shell is a phrase.
    assert capsys.readouterr().out == ""
    assert chats(tmp_path, "search", "one", "which", "--limit", "1") == 0
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_search_speaks_json_to_programs(
    two_chats: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert chats(tmp_path, "search", "number", "role:model", "--json") == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {(one["conversation"], one["text"]) for one in found} == {
        (two_chats[0], "Number 0."),
        (two_chats[1], "Number 1."),
    }
    assert [one["hits"] for one in found] == [[[0, 6]], [[0, 6]]]


def test_search_for_nothing_says_so(
    two_chats: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert chats(tmp_path, "search", " ") == 1
    assert "nothing to look for" in capsys.readouterr().err
    assert chats(tmp_path / "nobody", "search", "words") == 0
    assert capsys.readouterr().out == ""
