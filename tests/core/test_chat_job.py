from pathlib import Path

from desktop_app.core.chat_job import ChatJobs
from desktop_app.core.conversation import Conversation, Role
from desktop_app.core.engine import ModelOptions
from desktop_app.core.model_record import Record, Records, key_of
from desktop_app.core.override import Overrides
from desktop_app.core.picture_shelf import PictureShelf
from desktop_app.core.preset import Preset, Presets
from desktop_app.core.settings import Settings
from desktop_app.core.thinking import Mode

MODEL = ModelOptions("/models/Small-1B.Q4_K_M.gguf")
TABLE = Preset(
    "table",
    "Table",
    "Answer with a table.",
    settings={"sampling.top_k": 7},
    schema='{"type": "object"}',
)


def maker(folder: Path) -> tuple[ChatJobs, Settings]:
    settings = Settings.load(folder / "settings.toml")
    presets = Presets.load(folder / "presets.toml")
    presets.put(TABLE)
    records = Records.load(folder / "models.toml")
    own = {"sampling.top_k": 5, "sampling.temperature": 0.25, "thinking.mode": "off"}
    records.put(key_of(MODEL.path), Record(settings=own))
    shelf = PictureShelf(folder / "pictures")
    return ChatJobs(settings, Overrides(records, presets), shelf), settings


def conversation(preset: str = "") -> Conversation:
    made = Conversation(preset=preset)
    question = made.add(Role.USER, "One?", "", 1.0)
    made.add(Role.ASSISTANT, "Yes.", question.id, 2.0)
    return made


def test_the_preset_comes_before_the_model_and_that_before_the_settings(tmp_path: Path) -> None:
    jobs, settings = maker(tmp_path)
    settings.set("sampling.top_p", 0.5)
    question, reply = (made := conversation("table")).path()
    job = jobs.job(made, reply.id, question.id, MODEL)

    assert [(turn.role, turn.text) for turn in job.turns] == [
        (Role.SYSTEM, "Answer with a table."),
        (Role.USER, "One?"),
    ]
    assert (job.sampling.top_k, job.sampling.temperature, job.sampling.top_p) == (7, 0.25, 0.5)
    assert (job.sampling.schema, job.thinking.mode) == ('{"type": "object"}', Mode.OFF)
    assert (job.id, job.continues) == (reply.id, False)


def test_a_reply_that_is_the_last_the_model_sees_goes_on(tmp_path: Path) -> None:
    jobs, _ = maker(tmp_path)
    _, reply = (made := conversation()).path()
    job = jobs.job(made, reply.id, reply.id, MODEL)

    assert job.continues
    assert job.turns[-1].text == "Yes."
    assert job.sampling.schema == ""


def test_the_conversations_own_prompt_comes_before_all_others(tmp_path: Path) -> None:
    jobs, _ = maker(tmp_path)
    made = conversation("table")
    made.system_prompt = "Answer in verse."
    question, reply = made.path()
    job = jobs.job(made, reply.id, question.id, MODEL)
    assert job.turns[0].text == "Answer in verse."
    assert job.sampling.top_k == 7, "the rest of the preset still counts"
