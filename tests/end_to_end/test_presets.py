"""A person chooses a preset in the real window; an engine tells what it was asked."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from desktop_app.core.conversation import Role
from desktop_app.core.engine import CancelToken, ChatJob, Job
from desktop_app.core.events import Event
from desktop_app.core.model_record import Record, Records, key_of
from desktop_app.core.paths import Places
from desktop_app.core.preset import Preset, Presets, built_in
from desktop_app.engines.scripted import Reply, ScriptedEngine, ScriptedOptions
from desktop_app.ui.models.first_preset_row import FirstPresetRow
from desktop_app.ui.models.model_settings_dialog import ModelSettingsDialog
from desktop_app.ui.preset_dialog import PresetDialog
from desktop_app.ui.preset_popup import PresetPopup
from tests.end_to_end.conftest import Start, close
from tests.end_to_end.test_chat import ask, texts

AUNT = Preset("aunt", "My Aunt", "Be kind.", settings={"sampling.top_k": 3}, own=True)


class Witness(ScriptedEngine):
    """Answers with what it was asked for, and keeps the jobs."""

    def __init__(self, jobs: list[ChatJob]) -> None:
        super().__init__(ScriptedOptions(replies=(Reply("answer " * 40),)))
        self._jobs = jobs

    def run(self, job: Job, cancel: CancelToken) -> Iterator[Event]:
        if isinstance(job, ChatJob):
            self._jobs.append(job)
        return super().run(job, cancel)


@pytest.fixture
def jobs() -> list[ChatJob]:
    return []


@pytest.fixture
def begin(start: Start, jobs: list[ChatJob], tmp_path: Path) -> Callable[[], object]:
    places = Places(tmp_path / "home")
    places.create()
    Presets.load(places.presets).put(AUNT)

    def begin(model: str = "scripted.gguf"):
        return start(lambda: Witness(jobs), model=model)

    return begin


def edit_of(qtbot, parley):
    """The composer's text, with the keyboard in it: a list for keys opens nowhere else."""
    edit = parley.window.composer.edit
    if not edit.hasFocus():
        parley.window.activateWindow()
        edit.setFocus()
        qtbot.waitUntil(edit.hasFocus)
    return edit


def popup(parley) -> PresetPopup:
    return parley.window.findChild(PresetPopup)


def rows(parley) -> list[str]:
    shown = popup(parley).list
    return [shown.item(row).text() for row in range(shown.count())]


def chip(parley) -> str:
    composer = parley.window.composer
    shown = composer.preset_chip.isVisible()
    assert shown is bool(composer.preset_chip.name())
    return composer.preset_chip.name()


def prompt_of(job: ChatJob) -> str:
    return job.turns[0].text if job.turns[0].role is Role.SYSTEM else ""


def problems(parley) -> list[str]:
    return [each.problem.code for each in parley.window.notices.banners() if each.problem]


def choose(qtbot, parley, typed: str) -> None:
    qtbot.keyClicks(edit_of(qtbot, parley), f"/{typed}")
    qtbot.keyClick(edit_of(qtbot, parley), Qt.Key.Key_Return)


def listed(parley) -> list[str]:
    """What the list of conversations says of presets."""
    model = parley.window.conversations.conversations()
    role = Qt.ItemDataRole.AccessibleDescriptionRole
    return [model.index(row).data(role) for row in range(model.rowCount())]


def test_the_list_of_conversations_names_the_preset(qtbot, begin):
    parley = begin()
    choose(qtbot, parley, "translate")
    ask(qtbot, parley, "Wo ist der Bahnhof?")
    assert listed(parley) == ["Preset: Translate"]
    choose(qtbot, parley, "aunt")
    assert listed(parley) == ["Preset: My Aunt"]
    parley.preset.take_off()
    assert listed(parley) == [""]


def own_dialog() -> ModelSettingsDialog:
    """The one for the settings that a model has of its own, which is open."""
    return next(
        widget
        for widget in QApplication.topLevelWidgets()
        if isinstance(widget, ModelSettingsDialog) and widget.isVisible()
    )


def begins_with(parley, preset: str) -> None:
    """Let new conversations with the model in use begin with this preset."""
    key = key_of(parley.model.path)
    records = parley.models.records
    records.put(key, replace(records.of(key), preset=preset))


def test_a_new_conversation_begins_with_the_preset_of_its_model(qtbot, begin, jobs):
    parley = begin()
    begins_with(parley, "translate")
    assert chip(parley) == "Translate", "nothing was said yet"
    ask(qtbot, parley, "Wo?")
    assert prompt_of(jobs[-1]) == built_in()["translate"].prompt
    begins_with(parley, "aunt")
    assert chip(parley) == "Translate", "this one is begun"
    parley.chat.conversations.new()
    assert chip(parley) == "My Aunt"
    begins_with(parley, "")
    assert chip(parley) == ""


def test_what_the_person_chose_for_it_stays(qtbot, begin):
    parley = begin()
    begins_with(parley, "aunt")
    parley.preset.take_off()
    begins_with(parley, "tutor")
    assert chip(parley) == ""
    choose(qtbot, parley, "translate")
    begins_with(parley, "aunt")
    assert chip(parley) == "Translate"


def test_after_a_start_it_is_given_again_unless_words_are_waiting(qtbot, begin):
    parley = begin()
    begins_with(parley, "aunt")
    close(parley)
    parley = begin()
    assert chip(parley) == "My Aunt"
    parley.preset.take_off()
    qtbot.keyClicks(edit_of(qtbot, parley), "half a question")
    close(parley)
    parley = begin()
    assert edit_of(qtbot, parley).text() == "half a question"
    assert chip(parley) == ""


def test_the_own_settings_of_a_model_offer_it(qtbot, begin):
    parley = begin()
    parley.models.own_settings.open(parley.model.path)
    dialog = own_dialog()
    row = dialog.findChild(FirstPresetRow)
    row.box.setCurrentIndex(row.box.findData("aunt"))
    assert chip(parley) == "My Aunt"
    dialog.close()


def test_slash_lists_presets_and_typing_narrows_the_list(qtbot, begin):
    parley = begin()
    qtbot.keyClicks(edit_of(qtbot, parley), "/")
    assert popup(parley).isVisible()
    assert rows(parley)[0] == "My Aunt"
    assert len(rows(parley)) == len(built_in()) + 2
    qtbot.keyClicks(edit_of(qtbot, parley), "tr")
    assert rows(parley) == ["Translate", "All presets…"]
    qtbot.keyClicks(edit_of(qtbot, parley), "x")
    assert popup(parley).isHidden()
    qtbot.keyClick(edit_of(qtbot, parley), Qt.Key.Key_Backspace)
    assert rows(parley) == ["Translate", "All presets…"]
    qtbot.keyClick(edit_of(qtbot, parley), Qt.Key.Key_Tab)
    assert popup(parley).isHidden()
    assert chip(parley) == "Translate"
    assert edit_of(qtbot, parley).text() == ""


def test_the_preset_answers_and_the_conversation_remembers_it(qtbot, begin, jobs):
    parley = begin()
    choose(qtbot, parley, "translate")
    ask(qtbot, parley, "Wo ist der Bahnhof?")
    assert prompt_of(jobs[-1]) == built_in()["translate"].prompt
    assert jobs[-1].sampling.temperature == 0.2
    assert chip(parley) == "Translate"
    kept = parley.session.conversation.id
    parley.chat.conversations.new()
    assert chip(parley) == ""
    ask(qtbot, parley, "Plainly?")
    assert prompt_of(jobs[-1]) == ""
    parley.chat.conversations.open(kept)
    assert chip(parley) == "Translate"
    close(parley)

    parley = begin()
    assert chip(parley) == ""
    parley.chat.conversations.open(kept)
    assert chip(parley) == "Translate"
    reply = parley.session.conversation.path()[-1].id
    parley.chat.regenerate(reply)
    qtbot.waitUntil(lambda: len(jobs) == 3)
    assert prompt_of(jobs[-1]) == built_in()["translate"].prompt


def test_it_is_taken_off_by_backspace_and_by_its_cross(qtbot, begin, jobs):
    parley = begin()
    choose(qtbot, parley, "aunt")
    assert parley.window.composer.edit.placeholderText() != ""
    qtbot.keyClicks(edit_of(qtbot, parley), "a")
    qtbot.keyClick(edit_of(qtbot, parley), Qt.Key.Key_Backspace)
    assert chip(parley) == "My Aunt", "there was a letter to be taken"
    qtbot.keyClick(edit_of(qtbot, parley), Qt.Key.Key_Backspace)
    assert chip(parley) == ""
    choose(qtbot, parley, "aunt")
    cross = parley.window.composer.preset_chip.remove_button
    assert cross.accessibleName() == "Take My Aunt off"
    cross.setFocus()
    qtbot.keyClick(cross, Qt.Key.Key_Space)
    assert chip(parley) == ""
    assert parley.window.composer.edit.hasFocus()
    ask(qtbot, parley, "Hello")
    assert (prompt_of(jobs[-1]), jobs[-1].sampling.top_k) == ("", None)


def test_arrows_esc_mouse_and_a_name_with_a_space(qtbot, begin):
    parley = begin()
    edit = edit_of(qtbot, parley)
    qtbot.keyClicks(edit, "/")
    shown = popup(parley).list
    qtbot.keyClick(edit, Qt.Key.Key_Up)
    assert shown.currentItem().text() == "All presets…"
    qtbot.keyClick(edit, Qt.Key.Key_Down)
    qtbot.keyClick(edit, Qt.Key.Key_Down)
    assert shown.currentRow() == 1
    qtbot.keyClick(edit, Qt.Key.Key_Escape)
    assert popup(parley).isHidden()
    assert edit.text() == "/"
    qtbot.keyClicks(edit, "t")
    assert popup(parley).isHidden(), "closed is closed, until the next slash"
    edit.set_text("")
    qtbot.keyClicks(edit, "/explain code")
    assert rows(parley) == ["Explain code", "All presets…"]
    place = shown.visualItemRect(shown.item(0)).center()
    qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chip(parley) == "Explain code"
    qtbot.keyClicks(edit, "/aunt Hello")
    assert chip(parley) == "My Aunt"
    assert edit.text() == "Hello"


@pytest.mark.parametrize("text", ["//", "/etc/hosts", "/ what", "1/2", "see /t"])
def test_what_is_no_preset_is_text(qtbot, begin, jobs, text):
    parley = begin()
    ask(qtbot, parley, text)
    assert texts(parley)[0] == text
    assert jobs[-1].turns[-1].text == text
    assert chip(parley) == ""


def test_a_slash_in_a_draft_or_from_an_input_method_opens_nothing(qtbot, begin):
    parley = begin()
    edit = edit_of(qtbot, parley)
    parley.window.composer.set_text("/")
    assert popup(parley) is None
    edit.set_text("")
    qtbot.keyClicks(edit, "/")
    assert popup(parley).isVisible()
    QApplication.sendEvent(edit, QInputMethodEvent("tr", []))
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert chip(parley) == "", "Enter belongs to the input method"
    QApplication.sendEvent(edit, QInputMethodEvent("", []))
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert chip(parley) != ""


@pytest.mark.parametrize("size", [(640, 480), (1600, 1000)])
def test_the_list_stands_above_the_composer_within_the_window(qtbot, begin, size):
    parley = begin()
    window = parley.window
    window.resize(*size)
    qtbot.keyClicks(edit_of(qtbot, parley), "/")
    qtbot.waitUntil(lambda: window.rect().contains(popup(parley).geometry()))
    card = window.composer
    top = card.mapTo(window, card.rect().topLeft())
    qtbot.waitUntil(lambda: popup(parley).geometry().bottom() < top.y())
    assert popup(parley).width() == card.width()
    assert popup(parley).x() == card.mapTo(window, card.rect().topLeft()).x()


def test_one_that_is_gone_is_told_once(qtbot, begin, jobs):
    parley = begin()
    choose(qtbot, parley, "aunt")
    ask(qtbot, parley, "Dear aunt?")
    kept = parley.session.conversation.id
    close(parley)
    (parley.settings.path.parent / "presets.toml").write_text("", "utf-8")

    parley = begin()
    parley.chat.conversations.open(kept)
    assert problems(parley) == ["presets.gone"]
    assert chip(parley) == ""
    ask(qtbot, parley, "And now?")
    assert prompt_of(jobs[-1]) == ""
    parley.window.notices.clear_problem("presets.gone")
    parley.chat.conversations.new()
    parley.chat.conversations.open(kept)
    assert problems(parley) == []


def test_the_dialog_is_reached_from_the_list_and_gives_a_preset(qtbot, begin, jobs):
    parley = begin()
    edit = edit_of(qtbot, parley)
    qtbot.keyClicks(edit, "/")
    qtbot.keyClick(edit, Qt.Key.Key_Up)
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    dialog = parley.window.findChild(PresetDialog)
    dialog.reveal("tutor")
    dialog.duplicate()
    dialog.editor.prompt.setPlainText("Teach me.")
    dialog._use()
    assert chip(parley) == "Tutor (copy)"
    assert edit.text() == ""
    ask(qtbot, parley, "Why is the sky blue?")
    assert prompt_of(jobs[-1]) == "Teach me."


def test_a_schema_goes_with_the_question(qtbot, begin, jobs):
    parley = begin()
    choose(qtbot, parley, "classify")
    ask(qtbot, parley, "I am so happy!")
    assert jobs[-1].sampling.schema == built_in()["classify"].schema


def test_another_model_goes_on_with_the_conversation(qtbot, begin, jobs, tmp_path):
    for name in ("one.gguf", "other.gguf"):
        (tmp_path / name).write_bytes(name.encode())
    one, other = str(tmp_path / "one.gguf"), str(tmp_path / "other.gguf")
    home = tmp_path / "home"
    own = {"sampling.top_k": 9, "model.context_size": 1024, "chat.system_prompt": "Of the other."}
    Records.load(home / "models.toml").put(key_of(other), Record(settings=own))
    parley = begin(one)
    ask(qtbot, parley, "My name is Ann.")
    conversation = parley.session.conversation.id
    parley.model.choose(other)
    ask(qtbot, parley, "What is my name?")

    assert parley.session.conversation.id == conversation
    first, second = jobs
    assert (first.model.path, second.model.path) == (one, other)
    said = [turn.text for turn in second.turns if turn.role is Role.USER]
    assert said == ["My name is Ann.", "What is my name?"]
    assert any(turn.role is Role.ASSISTANT for turn in second.turns)
    assert (prompt_of(first), prompt_of(second)) == ("", "Of the other.")
    assert (first.model.context_size, second.model.context_size) == (0, 1024)
    assert (first.sampling.top_k, second.sampling.top_k) == (None, 9)
    models = [message.model for message in parley.session.conversation.path()]
    assert models[1] != models[3], "each answer says who wrote it"


def test_what_the_model_has_of_its_own_is_changed_in_its_dialog(qtbot, begin, jobs, tmp_path):
    (tmp_path / "one.gguf").write_bytes(b"one")
    parley = begin(str(tmp_path / "one.gguf"))
    parley.window.model_menu.settings_requested.emit()
    dialog = own_dialog()
    line = dialog.rows["sampling.top_k"].field.control
    qtbot.keyClicks(line, "11")
    dialog.rows["chat.system_prompt"].field.control.setPlainText("Be brief.")
    dialog.close()
    ask(qtbot, parley, "Hello")

    assert (prompt_of(jobs[-1]), jobs[-1].sampling.top_k) == ("Be brief.", 11)
    assert parley.settings.get("sampling.top_k") is None


def test_how_fast_the_model_wrote_is_kept(qtbot, begin, tmp_path):
    (tmp_path / "one.gguf").write_bytes(b"one")
    path = str(tmp_path / "one.gguf")
    parley = begin(path)
    ask(qtbot, parley, "Hello")
    file = tmp_path / "home" / "models.toml"
    qtbot.waitUntil(file.exists)

    assert Records.load(file).of(key_of(path)).speed > 0


def test_what_stands_in_the_file_wrongly_is_told_at_the_start(begin, tmp_path):
    path = tmp_path / "home" / "presets.toml"
    path.write_text('[[preset]]\nname = "Odd"\nprompt = 3\n', "utf-8")
    parley = begin()

    assert problems(parley) == ["presets.value"]
