import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.core.conversation import Role
from desktop_app.core.engine import ChatJob, ModelOptions
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.events import Failed, Finished, Reason, TextDelta, Usage
from desktop_app.core.export import as_json, as_markdown
from desktop_app.core.model_record import Record, Records, key_of
from desktop_app.core.override import Overrides
from desktop_app.core.picture_shelf import PictureShelf
from desktop_app.core.preset import Preset, Presets
from desktop_app.core.session import Session
from desktop_app.core.settings import Settings
from desktop_app.core.store import Store
from desktop_app.core.thinking import Mode

MODEL = ModelOptions("/models/Small-1B.Q4_K_M.gguf")
AUNT = Preset(
    "aunt",
    "Aunt",
    "Be kind.",
    settings={"sampling.temperature": 0.1, "thinking.mode": "off"},
    schema='{"type": "object"}',
    own=True,
)


class Desk:
    """A session with all that it stands on."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.settings = Settings.load(folder / "settings.toml")
        self.settings.set("chat.system_prompt", "Of all.")
        self.presets = Presets.load(folder / "presets.toml")
        self.presets.put(AUNT)
        self.records = Records.load(folder / "models.toml")
        self.store = Store.open(folder / "conversations.db")
        self.session = self._session()

    def restart(self) -> Session:
        self.store.close()
        self.store = Store.open(self.folder / "conversations.db")
        self.session = self._session()
        return self.session

    def _session(self) -> Session:
        overrides = Overrides(self.records, self.presets)
        shelf = PictureShelf(Path("nowhere"))
        return Session(self.store, self.settings, shelf, overrides=overrides)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path)
    yield desk
    desk.store.close()


def answered(session: Session, job: ChatJob) -> None:
    session.apply(job.id, TextDelta("Yes."))
    session.apply(job.id, Finished(Reason.STOP, Usage(reply_tokens=1)))


def prompt_of(job: ChatJob) -> str:
    return job.turns[0].text if job.turns[0].role is Role.SYSTEM else ""


def test_its_prompt_settings_and_schema_count_for_every_way_to_ask(desk: Desk) -> None:
    session = desk.session
    session.set_preset("aunt")
    first = session.begin("Hello?", MODEL)
    answered(session, first)
    question, reply = (message.id for message in session.conversation.path())
    again = session.regenerate(reply, MODEL)
    answered(session, again)
    edited = session.edit(question, "Good day?", MODEL)
    session.apply(edited.id, TextDelta("{"))
    session.apply(edited.id, Finished(Reason.LENGTH, Usage(reply_tokens=1)))
    more = session.continue_reply(session.conversation.path()[-1].id, MODEL)

    for job in (first, again, edited, more):
        assert prompt_of(job) == "Be kind."
        assert job.sampling.temperature == 0.1
        assert job.sampling.schema == AUNT.schema
        assert job.thinking.mode is Mode.OFF


def test_without_one_the_settings_count(desk: Desk) -> None:
    job = desk.session.begin("Hello?", MODEL)

    assert prompt_of(job) == "Of all."
    assert (job.sampling.temperature, job.sampling.schema) == (None, "")
    answered(desk.session, job)
    desk.session.set_preset("aunt")
    job = desk.session.begin("And now?", MODEL)
    assert prompt_of(job) == "Be kind."
    answered(desk.session, job)
    desk.session.set_preset("")
    assert prompt_of(desk.session.begin("And then?", MODEL)) == "Of all."


def test_what_the_model_has_of_its_own_counts_with_it_alone(desk: Desk) -> None:
    own = {"chat.system_prompt": "Of the model.", "sampling.top_k": 7, "thinking.budget": 5}
    desk.records.put(key_of(MODEL.path), Record(settings=own))
    job = desk.session.begin("Hello?", MODEL)
    answered(desk.session, job)
    other = desk.session.begin("Hello?", replace(MODEL, path="/models/other.gguf"))

    assert (prompt_of(job), job.sampling.top_k, job.thinking.budget) == ("Of the model.", 7, 5)
    assert (prompt_of(other), other.sampling.top_k) == ("Of all.", None)


def test_a_conversation_remembers_it(desk: Desk) -> None:
    session = desk.session
    session.set_preset("aunt")
    answered(session, session.begin("Hello?", MODEL))
    kept = session.conversation.id
    session.new()
    assert session.conversation.preset == "", "the next one begins plainly"
    answered(session, session.begin("Plain?", MODEL))

    session = desk.restart()
    assert session.conversation.preset == ""
    session.open(kept)
    assert session.conversation.preset == "aunt"
    session.rename(kept, "My aunt")
    session.drafts.save("half a thought")
    session = desk.restart()
    session.open(kept)
    assert (session.conversation.preset, session.conversation.draft) == ("aunt", "half a thought")


def test_one_that_is_not_begun_keeps_it_with_its_draft(desk: Desk) -> None:
    session = desk.session
    session.set_preset("aunt")
    session.drafts.save("Dear aunt")
    session.drafts.change("", lambda words: words + ",")
    session = desk.restart()

    assert (session.conversation.preset, session.conversation.draft) == ("aunt", "Dear aunt,")
    session.drafts.save("")
    assert desk.restart().conversation.preset == "aunt", "also without words"
    desk.session.set_preset("")
    assert desk.restart().conversation.preset == ""


def test_a_message_that_was_refused_leaves_it(desk: Desk) -> None:
    session = desk.session
    session.set_preset("aunt")
    job = session.begin("too long", MODEL)
    values = {"tokens": 5000, "limit": 4000}
    assert session.apply(job.id, Failed(Problem("message.too_long", values)))

    assert session.conversation.preset == "aunt"
    again = desk.restart().conversation
    assert (again.preset, again.draft) == ("aunt", "too long")


def test_one_that_is_gone_lets_the_conversation_go_on_plainly(desk: Desk) -> None:
    desk.session.set_preset("aunt")
    answered(desk.session, desk.session.begin("Hello?", MODEL))
    desk.presets.remove("aunt")
    job = desk.session.begin("And now?", MODEL)

    assert (prompt_of(job), job.sampling.schema) == ("Of all.", "")


def test_what_cannot_be_saved_is_as_before(desk: Desk) -> None:
    answered(desk.session, desk.session.begin("Hello?", MODEL))
    desk.store.close()
    with pytest.raises(ParleyError):
        desk.session.set_preset("aunt")

    assert desk.session.conversation.preset == ""


def test_what_is_exported_names_it(desk: Desk) -> None:
    session = desk.session
    answered(session, session.begin("Hello?", MODEL))
    assert "Preset" not in as_markdown(session.conversation)
    assert "preset" not in json.loads(as_json(session.conversation))

    session.set_preset("aunt")
    assert "\n\nPreset: aunt\n\n" in as_markdown(session.conversation)
    assert json.loads(as_json(session.conversation))["preset"] == "aunt"


def test_what_a_conversation_begins_with_is_kept_from_its_first_words_on(desk: Desk) -> None:
    desk.session.begin_with("aunt")
    assert desk.session.conversation.preset == "aunt"
    assert desk.restart().conversation.preset == "", "nobody has chosen it"
    desk.session.begin_with("aunt")
    answered(desk.session, job := desk.session.begin("Hello?", MODEL))
    assert prompt_of(job) == AUNT.prompt
    (summary,) = desk.restart().summaries()
    assert summary.preset == "aunt"


def test_one_that_is_begun_keeps_its_preset(desk: Desk) -> None:
    answered(desk.session, desk.session.begin("Hello?", MODEL))
    desk.session.begin_with("aunt")
    assert desk.session.conversation.preset == ""
