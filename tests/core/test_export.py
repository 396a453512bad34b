import json

from desktop_app.core.attachment import Film, as_values
from desktop_app.core.conversation import Conversation, Role, State
from desktop_app.core.errors import Problem
from desktop_app.core.events import Usage
from desktop_app.core.export import as_json, as_markdown
from desktop_app.core.picture import Picture


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


CAT = Picture("ca" * 32, ".jpg", 640, 480, "cat\nwith hat.jpg")
PASTED = Picture("d0" * 32, ".png", 100, 50)
FILM = Film("cats.mp4", 72.0, 0.0, 72.0)


def test_pictures_and_films_are_named() -> None:
    conversation = Conversation(title="Cats")
    question = conversation.add(Role.USER, "Which?", "", attachments=(CAT, PASTED, FILM))
    conversation.add(Role.USER, "", question.id, attachments=(CAT,))
    assert as_markdown(conversation) == (
        "# Cats\n\n"
        "## You\n\n"
        "- Picture: cat with hat.jpg (640 \u00d7 480)\n"
        "- Picture (100 \u00d7 50)\n"
        "- Film: cats.mp4 (1:12)\n\n"
        "Which?\n\n"
        "## You\n\n"
        "- Picture: cat with hat.jpg (640 \u00d7 480)\n"
    )


def test_json_keeps_what_is_shown() -> None:
    conversation = Conversation()
    question = conversation.add(Role.USER, "Which?", "", attachments=(CAT, FILM))
    conversation.add(Role.USER, "words", question.id)
    first, second = json.loads(as_json(conversation))["messages"]
    assert first["attachments"] == json.loads(json.dumps([as_values(CAT), as_values(FILM)]))
    assert "attachments" not in second
