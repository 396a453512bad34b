import json

from desktop_app.core.conversation import Conversation, Role, State
from desktop_app.core.errors import Problem
from desktop_app.core.events import Usage
from desktop_app.core.export import as_json, as_markdown


def talk() -> Conversation:
    conversation = Conversation(title="Fish\n and more", created=0.0)
    question = conversation.add(Role.USER, "Which fish\n\n- fly?", "", created=10.0)
    conversation.add(Role.ASSISTANT, "None.", question.id, created=11.0, model="Small")
    reply = conversation.add(
        Role.ASSISTANT,
        "**Exocoetidae** \U0001f41f\n",
        question.id,
        created=12.5,
        model="Big",
        thought="Hm.",
        thought_seconds=1.25,
        usage=Usage(reply_tokens=3),
    )
    conversation.add(Role.USER, "Thanks", reply.id, created=20.0)
    return conversation


def test_markdown_is_the_branch_that_is_shown() -> None:
    assert as_markdown(talk()) == (
        "# Fish and more\n\n"
        "## You\n\nWhich fish\n\n- fly?\n\n"
        "## Assistant (Big)\n\n**Exocoetidae** \U0001f41f\n\n"
        "## You\n\nThanks\n"
    )


def test_markdown_says_how_a_reply_ended() -> None:
    conversation = Conversation()
    conversation.add(
        Role.ASSISTANT,
        "Half",
        "",
        state=State.FAILED,
        problem=Problem("engine.crashed", {"cause": "signal 11"}),
    )
    assert as_markdown(conversation) == (
        "# Conversation\n\n## Assistant (failed)\n\nHalf\n\n"
        "> The model stopped unexpectedly (signal 11).\n"
    )


def test_json_holds_every_branch() -> None:
    conversation = talk()
    value = json.loads(as_json(conversation))
    assert value["title"] == "Fish\n and more"
    assert value["created"] == "1970-01-01T00:00:00.000+00:00"
    assert [message["text"] for message in value["messages"]] == [
        "Which fish\n\n- fly?",
        "None.",
        "**Exocoetidae** \U0001f41f\n",
        "Thanks",
    ]
    assert value["shown"] == [message.id for message in conversation.path()]
    reply = value["messages"][2]
    assert reply["parent"] == value["messages"][0]["id"]
    assert reply["usage"]["reply_tokens"] == 3
    assert (reply["thought"], reply["thought_seconds"]) == ("Hm.", 1.25)
    assert value["messages"][0]["parent"] is None


def test_what_was_deleted_is_not_exported() -> None:
    conversation = talk()
    conversation.set_deleted(conversation.path()[1].id, True)
    value = json.loads(as_json(conversation))
    assert [message["text"] for message in value["messages"]] == ["Which fish\n\n- fly?", "None."]
    assert "Exocoetidae" not in as_markdown(conversation)
