"""A model file that is deleted while it is in use: nobody has it open when it goes."""

from desktop_app.engines.scripted import Reply, ScriptedOptions
from desktop_app.ui.model_status import Status
from desktop_app.ui.models.model_release import ModelRelease

SLOW = ScriptedOptions(replies=(Reply("word " * 40),), tokens_per_second=200.0)


def test_the_model_in_memory_is_freed_first(qtbot, start):
    parley = start(model="/models/mine.gguf")
    parley.model.choose("/models/mine.gguf")
    qtbot.waitUntil(lambda: parley.model._status.state is Status.LOADED)
    release = ModelRelease(parley.engine, parley.model)
    done: list[str] = []
    release.release("/models/mine.gguf", lambda: done.append(parley.model.loaded_path))
    assert done == []
    qtbot.waitUntil(lambda: done != [])
    assert done == [""]
    assert parley.settings.get("model.path") == ""
    assert "/models/mine.gguf" not in parley.settings.get("model.recent")


def test_a_reply_comes_to_its_end_first(qtbot, start):
    parley = start(SLOW, model="/models/mine.gguf")
    parley.window.composer.edit.set_text("Hello")
    parley.window.composer.submitted.emit("Hello")
    release = ModelRelease(parley.engine, parley.model)
    seen: list[int] = []
    release.release("/models/mine.gguf", lambda: seen.append(parley.session.jobs_running))
    qtbot.waitUntil(lambda: seen != [])
    assert seen == [0]
    reply = parley.session.conversation.messages[parley.session.conversation.last_id()]
    assert reply.text == ("word " * 40)


def test_another_model_is_let_go_at_once(qtbot, start):
    parley = start(model="/models/mine.gguf")
    parley.settings.update({"model.recent": ("/models/mine.gguf", "/models/other.gguf")})
    release = ModelRelease(parley.engine, parley.model)
    done: list[bool] = []
    release.release("/models/other.gguf", lambda: done.append(True))
    assert done == [True]
    assert parley.settings.get("model.recent") == ("/models/mine.gguf",)
    assert parley.model.path == "/models/mine.gguf"
