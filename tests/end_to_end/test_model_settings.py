"""How the model is run, from the whole window: memory, devices, thoughts, and ways out."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from desktop_app.core.engine import CancelToken, ChatJob, Job, LoadJob
from desktop_app.core.errors import Problem
from desktop_app.core.events import Failed, Notice
from desktop_app.core.thinking import Mode, Thinks
from desktop_app.engines.script import DEMO_PLAN
from desktop_app.engines.scripted import Reply, ScriptedEngine, ScriptedOptions
from desktop_app.ui.memory_view import MemoryView
from desktop_app.ui.settings_dialog import SettingsDialog

OPTIONS = ScriptedOptions(
    replies=(Reply("A short answer."),), plan=DEMO_PLAN, thinks=Thinks.SWITCH, threads=2
)
TOO_BIG = Problem("model.too_big", {"name": "m", "needed": "9 GB", "available": "1 GB"})


class Refusing(ScriptedEngine):
    """Refuses, unless asked to try anyway, and tells at each load what was in its way."""

    def __init__(self, refusal: Problem | None, notice: Problem | None = None) -> None:
        super().__init__(OPTIONS)
        self.refusal, self.notice = refusal, notice
        self.jobs: list[Job] = []

    def run(self, job: Job, cancel: CancelToken):
        self.jobs.append(job)
        if isinstance(job, ChatJob | LoadJob) and self.refusal and not job.model.anyway:
            yield Failed(self.refusal)
            return
        if isinstance(job, LoadJob) and self.notice:
            yield Notice(self.notice)
        yield from super().run(job, cancel)

    def chats(self) -> list[ChatJob]:
        return [job for job in self.jobs if isinstance(job, ChatJob)]


def send(qtbot, parley, text: str) -> None:
    parley.window.composer.edit.set_text(text)
    qtbot.keyClick(parley.window.composer.edit, Qt.Key.Key_Return)


def idle(parley) -> bool:
    return not parley.window.composer.is_busy()


def settings_dialog(parley) -> SettingsDialog:
    parley.window.settings_requested.emit()
    (dialog,) = parley.window.findChildren(SettingsDialog)
    return dialog


def state(parley) -> str:
    return parley.window.header.state_label.accessibleName()


def button(widget, words: str) -> QPushButton:
    found = [b for b in widget.findChildren(QPushButton) if b.text() == words]
    assert found, words
    return found[0]


def test_the_settings_show_what_the_model_takes(qtbot, start):
    parley = start(OPTIONS)
    dialog = settings_dialog(parley)
    (view,) = dialog.findChildren(MemoryView)
    qtbot.waitUntil(lambda: bool(view.memories))
    assert "Context 4,096 tokens, all 25 layers on the processor" in view.summary.text()
    line = dialog.rows["model.context_size"].field.control
    qtbot.keyClicks(line, "2048")
    qtbot.waitUntil(lambda: "Context 2,048 tokens" in view.summary.text())
    with qtbot.waitSignal(dialog.destroyed):
        dialog.close()
    qtbot.waitUntil(lambda: not parley.model.fit.waits)
    assert parley.settings.get("model.context_size") == 2048


def test_thinking_is_turned_off_for_the_next_message(qtbot, start):
    engine = Refusing(None)
    parley = start(lambda: engine)
    send(qtbot, parley, "One")
    qtbot.waitUntil(lambda: idle(parley) and len(engine.chats()) == 1)
    bulb = parley.window.composer.think_button
    assert bulb.isVisible()
    assert bulb.isChecked()
    parley.window.activateWindow()
    qtbot.waitUntil(parley.window.isActiveWindow)
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_T, keys)
    assert parley.settings.get("thinking.mode") == "off"
    assert not bulb.isChecked()
    send(qtbot, parley, "Two")
    qtbot.waitUntil(lambda: idle(parley) and len(engine.chats()) == 2)
    assert [job.thinking.mode for job in engine.chats()] == [Mode.AUTO, Mode.OFF]


def test_a_message_wakes_a_sleeping_model(qtbot, start):
    parley = start(OPTIONS)
    parley.model.choose("one.gguf")
    qtbot.waitUntil(lambda: state(parley).startswith("ready") and idle_engine(parley))
    parley.model.sleep.begin()
    qtbot.waitUntil(lambda: state(parley).startswith("asleep") and idle_engine(parley))
    parley.chat.send("Good morning")
    qtbot.waitUntil(lambda: idle(parley) and state(parley).startswith("ready"))
    assert parley.session.conversation.path()[-1].text == "A short answer."


def test_the_key_is_in_the_list_of_keys(start):
    parley = start(OPTIONS)
    assert "Ctrl+Shift+T" in [key for key, _ in parley.window.shortcuts()]


def test_what_will_not_fit_is_loaded_anyway_by_the_banner(qtbot, start):
    engine = Refusing(TOO_BIG)
    parley = start(lambda: engine)
    parley.model.choose("big.gguf")
    qtbot.waitUntil(lambda: bool(parley.window.notices.banners()))
    (banner,) = parley.window.notices.banners()
    qtbot.mouseClick(button(banner, "Load it anyway"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: state(parley).startswith("ready"))
    assert parley.window.notices.banners() == []


def test_a_reply_that_failed_is_asked_for_again_when_the_model_is_loaded_anyway(qtbot, start):
    engine = Refusing(TOO_BIG)
    parley = start(lambda: engine)
    send(qtbot, parley, "One")
    qtbot.waitUntil(lambda: idle(parley) and bool(engine.chats()))
    reply = parley.session.conversation.path()[-1]
    assert reply.problem == TOO_BIG
    parley.transcript.remedy_requested.emit(reply.id, TOO_BIG.second)
    qtbot.waitUntil(lambda: idle(parley) and parley.session.conversation.path()[-1].text != "")
    assert parley.session.conversation.path()[-1].text == "A short answer."
    assert [job.model.anyway for job in engine.chats()] == [False, True]


def test_after_a_lost_device_the_processor_answers(qtbot, start):
    lost = Problem("engine.device_lost", {"device": "CUDA0"})
    engine = Refusing(lost)
    parley = start(lambda: engine)
    send(qtbot, parley, "One")
    qtbot.waitUntil(lambda: idle(parley) and bool(engine.chats()))
    assert state(parley).startswith("stopped unexpectedly")
    engine.refusal = None
    reply = parley.session.conversation.path()[-1]
    parley.transcript.remedy_requested.emit(reply.id, lost.second)
    qtbot.waitUntil(lambda: idle(parley) and parley.session.conversation.path()[-1].text != "")
    assert engine.chats()[-1].model.device == "CPU"


def test_what_is_true_at_every_load_is_told_once(qtbot, start):
    notice = Problem(
        "model.stepped_down",
        {"device": "CUDA0", "layers": 1, "all_layers": 2, "context_size": 512},
    )
    engine = Refusing(None, notice)
    parley = start(lambda: engine)
    told = []
    parley.model.failed.connect(told.append)
    parley.model.choose("one.gguf")
    qtbot.waitUntil(lambda: state(parley).startswith("ready") and idle_engine(parley))
    (banner,) = parley.window.notices.banners()
    assert banner.property("tone") == "warning"
    banner.close_button.click()
    parley.model.sleep.begin()
    qtbot.waitUntil(lambda: state(parley).startswith("asleep") and idle_engine(parley))
    engine.notice = replace(notice, values={**notice.values, "layers": 0})
    parley.model.wake()
    qtbot.waitUntil(lambda: state(parley).startswith("ready") and idle_engine(parley))
    assert len(told) == 2
    assert parley.window.notices.banners() == []
    parley.model.choose("two.gguf")
    qtbot.waitUntil(lambda: len(parley.window.notices.banners()) == 1)
    qtbot.waitUntil(lambda: idle_engine(parley))


def idle_engine(parley) -> bool:
    return not parley.engine.busy and not parley.model._own_tickets


def test_a_device_that_is_missing_is_chosen_anew_in_its_place(qtbot, start):
    parley = start(OPTIONS)
    parley.desk.tell(Problem("device.missing", {"device": "CUDA0"}))
    (banner,) = parley.window.notices.banners()
    banner.button.click()
    (dialog,) = parley.window.findChildren(SettingsDialog)
    control = dialog.rows["model.device"].field.control
    qtbot.waitUntil(lambda: not control.visibleRegion().isEmpty())
    with qtbot.waitSignal(dialog.destroyed):
        dialog.close()
    qtbot.waitUntil(lambda: not parley.model.fit.waits)


def test_settings_that_are_open_are_opened_once(qtbot, start):
    parley = start()
    dialog = settings_dialog(parley)
    parley.window.settings_requested.emit()
    (same,) = parley.window.findChildren(SettingsDialog)
    assert same is dialog
    dialog.close()
    parley.window.settings_requested.emit()
    qtbot.waitUntil(lambda: len(parley.window.findChildren(SettingsDialog)) == 1)
    (other,) = parley.window.findChildren(SettingsDialog)
    assert other is not dialog
    assert other.isVisible()
