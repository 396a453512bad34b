import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.core.arrival.arrival import Node, check_tree, grown, renamed
from desktop_app.core.arrival.recognition import arrival_of, is_conversation_file
from desktop_app.core.arrival.value import LATEST, MalformedError, Value
from desktop_app.core.conversation import Conversation, Role, State
from desktop_app.core.events import Usage
from desktop_app.core.export import as_json
from tests.rival_exports import chatgpt_talk, chatgpt_zip, claude_talk, open_webui_talk, zipped

TEXT = st.text(max_size=20)


@st.composite
def talks(draw: st.DrawFn) -> Conversation:
    """Any tree of messages."""
    talk = Conversation(title=draw(TEXT), created=1.0, changed=2.0)
    talk.system_prompt = draw(TEXT)
    ids = [""]
    for number in range(draw(st.integers(0, 8))):
        message = talk.add(
            draw(st.sampled_from([Role.USER, Role.ASSISTANT])),
            draw(TEXT),
            draw(st.sampled_from(ids)),
            created=float(number),
            thought=draw(TEXT),
            state=draw(st.sampled_from([State.COMPLETE, State.STOPPED])),
            usage=draw(st.sampled_from([None, Usage(reply_tokens=3)])),
            edited=draw(st.booleans()),
        )
        ids.append(message.id)
    return talk


@settings(max_examples=60)
@given(talks())
def test_what_is_exported_comes_in_as_it_was(talk: Conversation) -> None:
    came = arrival_of(json.loads(as_json(talk))).conversation
    assert (came.id, came.title, came.system_prompt) == (talk.id, talk.title, talk.system_prompt)
    assert [m.text for m in came.path()] == [m.text for m in talk.path()]
    for id, message in talk.messages.items():
        assert came.messages[id].parent == message.parent
        assert came.messages[id].text == message.text
        assert came.messages[id].usage == message.usage
        assert came.messages[id].edited == message.edited
    assert json.loads(as_json(came))["messages"] == json.loads(as_json(talk))["messages"]


@given(talks())
def test_another_id_changes_nothing_else(talk: Conversation) -> None:
    arrival = arrival_of(json.loads(as_json(talk)))
    other = renamed(arrival, "0" * 16).conversation
    assert [m.text for m in other.path()] == [m.text for m in talk.path()]
    assert not set(other.messages) & set(talk.messages)


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=7))
def test_a_tree_is_ordered_or_refused(pairs: list[tuple[int, int]]) -> None:
    entries = [(str(id), str(parent) if parent else "", f"at {id}") for id, parent in pairs]
    try:
        order = check_tree(entries)
    except MalformedError:
        return
    seen = {""}
    for number in order:
        assert entries[number][1] in seen
        seen.add(entries[number][0])
    assert len(order) == len(entries)


def test_pieces_of_one_reply_are_one_message() -> None:
    nodes = [
        Node("q", "", "", Role.USER, "Why?"),
        Node("t", "q", "", Role.ASSISTANT, thought="Hm"),
        Node("tool", "t", ""),
        Node("a", "tool", "", Role.ASSISTANT, "So."),
        Node("b", "a", "", Role.ASSISTANT, "Yes."),
    ]
    (_, reply) = grown("x", "1", "", 0, 0, nodes, "b").conversation.path()
    assert (reply.text, reply.thought) == ("So.\n\nYes.", "Hm")


def test_a_branch_after_a_tool_stays_a_branch() -> None:
    nodes = [
        Node("q", "", "", Role.USER, "Why?"),
        Node("a", "q", "", Role.ASSISTANT, "One"),
        Node("b", "a", "", Role.ASSISTANT, "Two"),
        Node("c", "a", "", Role.ASSISTANT, "Three"),
    ]
    talk = grown("x", "1", "", 0, 0, nodes, "b").conversation
    assert [message.text for message in talk.path()] == ["Why?", "One", "Two"]
    assert len(talk.messages) == 4


@pytest.mark.parametrize(
    ("raw", "seconds"),
    [
        (None, 7.0),
        (1_730_000_000, 1_730_000_000.0),
        (1_730_000_000_000, 1_730_000_000.0),
        ("1970-01-01T00:00:10Z", 10.0),
        (-5, 0.0),
        (10**400, LATEST),
    ],
)
def test_times(raw: object, seconds: float) -> None:
    assert Value(raw).time(7.0) == seconds


@pytest.mark.parametrize("raw", [True, [], {}, "soon", float("nan")])
def test_what_is_no_time(raw: object) -> None:
    with pytest.raises(MalformedError):
        Value(raw, "when").time(0.0)


@pytest.mark.parametrize("talk", [chatgpt_talk(), claude_talk(), open_webui_talk()])
def test_what_is_dropped_is_known_by_what_is_in_it(talk: object, tmp_path) -> None:
    path = tmp_path / "export.json"
    path.write_text(json.dumps([talk]))
    assert is_conversation_file(str(path))
    assert not is_conversation_file(str(path.rename(tmp_path / "export.txt")))


def test_other_files_are_not(tmp_path) -> None:
    (tmp_path / "a.json").write_text('{"history": "of Rome"}')
    (tmp_path / "b.zip").write_bytes(zipped({"a.json": "{}"}))
    (tmp_path / "c.zip").write_bytes(chatgpt_zip())
    found = [is_conversation_file(str(tmp_path / name)) for name in ("a.json", "b.zip", "no.json")]
    assert found == [False, False, False]
    assert is_conversation_file(str(tmp_path / "c.zip"))
