"""A voice model comes from a real server through a real child into the real window."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop_app.core import voice_models
from desktop_app.core.errors import Problem
from desktop_app.core.voice_models import VOICE_MODELS
from desktop_app.ui.settings_dialog import SettingsDialog
from desktop_app.ui.voice_model_field import VoiceModelField
from desktop_app.ui.voice_model_row import VoiceModelRow
from tests.end_to_end.conftest import close
from tests.hub_server import HubServer, Served

DATA = bytes(range(256)) * 1000
HALF = len(DATA) // 2


@pytest.fixture
def served() -> Served:
    return Served(DATA)


@pytest.fixture
def hub(served: Served, monkeypatch: pytest.MonkeyPatch) -> Iterator[HubServer]:
    """A server that has the model "base", which is a small one for once."""
    for name in ("http_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    sha256 = hashlib.sha256(DATA).hexdigest()
    base = replace(VOICE_MODELS["base"], sha256=sha256, size=len(DATA))
    monkeypatch.setitem(VOICE_MODELS, "base", base)
    with HubServer() as hub:
        monkeypatch.setattr(voice_models, "_ADDRESS", hub.address)
        hub.files[f"/{sha256}/base.pt"] = served
        yield hub


def settings_of(parley) -> SettingsDialog:
    """The settings, opened by the button of a notice."""
    parley.desk.tell(Problem("voice.no_model"))
    banner = parley.window.notices.banners()[0]
    assert banner.button.text() == "Open the voice settings"
    banner.button.click()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, SettingsDialog)
    return dialog


def base_of(dialog: SettingsDialog) -> VoiceModelRow:
    field = dialog.rows["voice.model"].field
    assert isinstance(field, VoiceModelField)
    return field.rows["base"]


def test_a_model_is_fetched_over_two_starts(qtbot, start, hub: HubServer, served: Served) -> None:
    served.hold_at = HALF
    parley = start()
    dialog = settings_of(parley)
    base_of(dialog).go_button.click()
    qtbot.waitUntil(lambda: base_of(dialog).facts() == "128 kB of 256 kB")
    dialog.close()
    close(parley)

    served.hold_at = -1
    hub.go_on.set()
    parley = start()
    dialog = settings_of(parley)
    assert base_of(dialog).facts() == "Paused at 128 kB of 256 kB"
    base_of(dialog).go_button.click()
    qtbot.waitUntil(lambda: base_of(dialog).radio.isChecked())
    path = Path(parley.settings.get("voice.model"))
    assert path.read_bytes() == DATA
    assert [*path.parent.iterdir()] == [path]
    assert hub.asked[-1].range == f"bytes={HALF}-"
    dialog.close()


def test_a_failure_is_told_in_the_window(qtbot, start, hub: HubServer, served: Served) -> None:
    served.answers = [(404, {})]
    parley = start()
    dialog = settings_of(parley)
    base_of(dialog).go_button.click()
    dialog.close()

    def told() -> list[str]:
        banners = parley.window.notices.banners()
        return [banner.problem.code for banner in banners if banner.problem]

    qtbot.waitUntil(lambda: "fetch.refused" in told())
    banner = parley.window.notices.banners()[0]
    assert banner.text().startswith("127.0.0.1 does not hand out base.pt (HTTP 404).")
    banner.button.click()
    qtbot.waitUntil(lambda: parley.settings.get("voice.model") != "")
    assert Path(parley.settings.get("voice.model")).read_bytes() == DATA
    # Neither this nor that there was no model is news any more.
    assert told() == []
