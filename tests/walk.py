"""A walk through every window and dialog of the program, and what is looked at in each."""

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QScrollBar,
    QSizePolicy,
    QTabBar,
    QTextEdit,
    QToolButton,
    QWidget,
)

import desktop_app.ui
from desktop_app.app import Parley
from desktop_app.core.conversation import Conversation, Message, Role, State
from desktop_app.core.document import Document, Form
from desktop_app.core.engine import ModelOptions
from desktop_app.core.errors import Problem
from desktop_app.core.events import FilmFacts, Segment
from desktop_app.core.housekeeping import Part, Weight
from desktop_app.core.hub_access import HubAccess
from desktop_app.core.recording import Recording
from desktop_app.core.waiting import WaitingMessage
from desktop_app.ui.elided_label import ElidedLabel
from desktop_app.ui.film_terms import FilmTerms
from desktop_app.ui.link import ask_to_open
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.message_actions import MessageActions
from desktop_app.ui.models.page import Page
from desktop_app.ui.recording_dialog import Stage
from desktop_app.ui.transcript_model import Row
from desktop_app.ui.words import say

CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
)
"""What a person does something with."""


@dataclass
class Program:
    """A whole Parley, and a folder for what a window needs."""

    parley: Parley
    folder: Path

    @property
    def theme(self):
        return self.parley.window._theme

    def newest(self, kind: str) -> QWidget:
        """The window of this class that was opened."""
        tops = [w for w in QApplication.topLevelWidgets() if type(w).__name__ == kind]
        (found,) = [window for window in tops if window.isVisible()]
        return found


Stage_ = Callable[[Program], QWidget]
STAGES: dict[str, Stage_] = {}
"""How each window is brought to the screen, by its class and, after a space, its state."""


def stage(name: str) -> Callable[[Stage_], Stage_]:
    def keep(make: Stage_) -> Stage_:
        STAGES[name] = make
        return make

    return keep


@stage("MainWindow empty")
def _empty(program: Program) -> QWidget:
    return program.parley.window


@stage("MainWindow full")
def _full(program: Program) -> QWidget:
    window, model = program.parley.window, program.parley.transcript.model()
    text = "# Of **this**\n\n- one\n- two\n\n```python\na = 1\n```\n\n|a|b|\n|-|-|\n|1|2|\n"
    failed = Message(
        "c", "b", Role.ASSISTANT, "Well", 0.0, state=State.FAILED, problem=Problem("store.full")
    )
    model.set_rows(
        [
            Row(Message("a", "", Role.USER, "Why is that so?", 0.0), 1, 2),
            Row(Message("b", "a", Role.ASSISTANT, text, 0.0, thought="I think."), 1, 1),
            Row(failed, 1, 1),
        ]
    )
    window.set_empty(False)
    window.notices.show_problem(Problem("store.full"))
    window.composer.set_context(1200, 4096)
    return window


@stage("MainWindow temporary")
def _temporary(program: Program) -> QWidget:
    parley = program.parley
    parley.window.temporary_requested.emit()
    parley.session.begin("Whisper", ModelOptions("scripted.gguf"))
    parley.chat.began.emit()
    return parley.window


@stage("MainWindow writing")
def _writing(program: Program) -> QWidget:
    window, model = program.parley.window, program.parley.transcript.model()
    model.set_rows([Row(Message("b", "", Role.ASSISTANT, "So", 0.0, state=State.WRITING), 1, 1)])
    window.set_empty(False)
    window.composer.set_busy(True)
    _wait(window, writing=True)
    return window


@stage("MainWindow waiting")
def _waiting(program: Program) -> QWidget:
    window = program.parley.window
    window.composer.set_busy(False)
    _wait(window, writing=False)
    return window


def _wait(window: MainWindow, writing: bool) -> None:
    """Messages that wait, one of them with words that are too long for any window."""
    notes = Document("0" * 64, "notes.txt", Form.TEXT, 9, 9)
    long = WaitingMessage("And what about the moon? " * 20, (notes,))
    window.waiting_bar.show_messages([long, WaitingMessage("Thank you")], writing)


@stage("SettingsDialog")
def _settings(program: Program) -> QWidget:
    program.parley.window.settings_requested.emit()
    dialog = program.newest("SettingsDialog")
    dialog.advanced_button.setChecked(True)
    return dialog


@stage("ShortcutDialog")
def _shortcuts(program: Program) -> QWidget:
    program.parley.window._show_shortcuts()
    return program.newest("ShortcutDialog")


@stage("AboutDialog")
def _about(program: Program) -> QWidget:
    program.parley.window.about_requested.emit()
    return program.newest("AboutDialog")


@stage("DiagnosticsDialog")
def _diagnostics(program: Program) -> QWidget:
    program.parley.window.diagnostics_requested.emit()
    return program.newest("DiagnosticsDialog")


@stage("PresetDialog")
def _presets(program: Program) -> QWidget:
    program.parley.preset.open_dialog()
    return program.newest("PresetDialog")


@stage("LicenceDialog")
def _licences(program: Program) -> QWidget:
    from desktop_app.ui.licence_dialog import LicenceDialog

    text = program.folder / "licences.md"
    text.write_text("# Licences\n\nOf [others](https://example.org).", encoding="utf-8")
    return LicenceDialog(program.theme, text, program.parley.window)


@stage("PictureViewer")
def _picture(program: Program) -> QWidget:
    from desktop_app.ui.picture_viewer import PictureViewer, Sight

    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    image.save(str(program.folder / "a.png"))
    viewer = PictureViewer(program.theme, program.parley.window)
    viewer.show_pictures([Sight(program.folder / "a.png", "a.png", 300, 200)] * 2, 0)
    return viewer


@stage("FilmDialog")
def _film(program: Program) -> QWidget:
    from desktop_app.ui.film_dialog import FilmDialog

    dialog = FilmDialog(program.theme, "holiday.mp4", program.parley.window)
    dialog.offer(FilmTerms(FilmFacts(80.0, 640, 480, True), "SmolVLM", True, 8192, 64))
    return dialog


@stage("RecordingDialog")
def _recording(program: Program) -> QWidget:
    from desktop_app.ui.recording_dialog import RecordingDialog

    recording = Recording("/a/talk.wav")
    recording.segments.append(Segment(0.0, 2.0, "Well, that is how it is."))
    dialog = RecordingDialog(program.theme, recording, program.parley.window)
    dialog.refresh(Stage.WRITING)
    return dialog


@stage("ModelSettingsDialog")
def _model_settings(program: Program) -> QWidget:
    program.parley.models.own_settings.open(str(program.folder / "m.gguf"), "m.gguf:0")
    return program.newest("ModelSettingsDialog")


@stage("BringDialog")
def _bring(program: Program) -> QWidget:
    from desktop_app.ui.models.bring_dialog import BringDialog

    desk = program.parley.models
    folders = desk.library.folders
    return BringDialog(program.theme, [str(program.folder / "m.gguf")], folders, desk.window)


@stage("LoginDialog")
def _login(program: Program) -> QWidget:
    from desktop_app.ui.models.login_dialog import LoginDialog

    desk = program.parley.models
    return LoginDialog(program.theme, desk.hub, lambda: HubAccess("https://hub.invalid"))


@stage("Chooser")
def _chooser(program: Program) -> QWidget:
    program.parley.models.adviser.choose()
    return program.newest("Chooser")


@stage("TrashDialog")
def _trash(program: Program) -> QWidget:
    store = program.parley.store
    store.set_conversation_deleted(_conversation(program).id, True)
    program.parley.window.trash_requested.emit()
    return program.newest("TrashDialog")


@stage("ModelsWindow library")
def _library(program: Program) -> QWidget:
    return program.parley.models.open(Page.LIBRARY)


@stage("ModelsWindow find")
def _find(program: Program) -> QWidget:
    return program.parley.models.open(Page.FIND)


@stage("ModelsWindow downloads")
def _downloads(program: Program) -> QWidget:
    return program.parley.models.open(Page.DOWNLOADS)


@stage("DataDialog")
def _data(program: Program) -> QWidget:
    program.parley.window.data_requested.emit()
    dialog = program.newest("DataDialog")
    for part in Part:
        dialog.show_weight(Weight(part, 123_456_789, 12))
    values = {"name": "Parley 2026-11-23.zip", "place": "conversations.db"}
    dialog.say(say(Problem("backup.damaged", values).sentence), "error")
    return dialog


@stage("EraseDialog")
def _erase(program: Program) -> QWidget:
    return program.parley.data.ask_erase()


@stage("ExportDialog")
def _export(program: Program) -> QWidget:
    program.parley.chat.conversations.open(_conversation(program).id)
    program.parley.window.export_requested.emit()
    return program.newest("ExportDialog")


@stage("InstructionDialog")
def _instructions(program: Program) -> QWidget:
    program.parley.window.menu.instructions_requested.emit()
    return program.newest("InstructionDialog")


@stage("DocumentViewer")
def _document(program: Program) -> QWidget:
    from desktop_app.ui.document_viewer import DocumentViewer

    text = program.folder / "notes.txt"
    text.write_text("What was decided on the third day.\n" * 50, encoding="utf-8")
    return DocumentViewer(program.theme, _notes(), text, program.parley.window, choosable=True)


@stage("DocumentDialog")
def _document_part(program: Program) -> QWidget:
    from desktop_app.ui.document_dialog import DocumentDialog

    text = "What was decided on the third day.\n" * 50
    window = program.parley.window
    return DocumentDialog(program.theme, _notes(), text, 6000, 0, 4096, window)


def _conversation(program: Program) -> Conversation:
    """One that is kept."""
    made = Conversation(title="Why is that so?")
    made.add(Role.USER, "Why is that so?", "")
    program.parley.store.save_messages(made, made.messages.values(), durable=False)
    return made


def _notes() -> Document:
    return Document("0" * 64, "notes.pdf", Form.PDF, 9000, 1750, pages=40)


@stage("QMessageBox link")
def _link(program: Program) -> QWidget:
    return ask_to_open("https://example.org/a/page", program.parley.window)


ELSEWHERE = {
    "RowDialog": "what SettingsDialog and ModelSettingsDialog have in common; never shown itself",
}
"""Windows that the walk does not come by, each with the reason."""


OPEN = {
    "tab": {},
    "large": {},
    "small": {"PictureViewer": "opens as large as the screen, by design"},
}
"""What a walk found and nobody has mended yet, or what is meant so; it may only grow shorter."""


def windows() -> set[str]:
    """The names of the classes in desktop_app.ui that are windows of their own."""
    found: set[str] = set()
    for module in pkgutil.walk_packages(desktop_app.ui.__path__, "desktop_app.ui."):
        for kind in vars(importlib.import_module(module.name)).values():
            if not (isinstance(kind, type) and issubclass(kind, QWidget)):
                continue
            if not kind.__module__.startswith("desktop_app."):
                continue
            source = Path(importlib.import_module(kind.__module__).__file__ or "")
            own = "Qt.WindowType.Window)" in source.read_text(encoding="utf-8")
            if own or issubclass(kind, QDialog | QMainWindow):
                found.add(kind.__name__)
    return found


def shown_in(window: QWidget, kinds: type | tuple[type, ...] = QWidget) -> Iterator[QWidget]:
    """The widgets of some classes that can be seen in a window; not those of another in it."""
    for widget in window.findChildren(QWidget):
        if isinstance(widget, kinds) and widget.isVisibleTo(window) and widget.window() is window:
            yield widget


def called(widget: QWidget) -> str:
    """What a message of a test calls a widget."""
    way = [widget]
    while (parent := way[-1].parentWidget()) is not None and not way[-1].isWindow():
        way.append(parent)
    names = [w.objectName() or type(w).__name__ for w in reversed(way[:4])]
    tell = getattr(widget, "text", str)
    words = tell() if callable(tell) and not isinstance(tell, QWidget) else ""
    return "/".join(names) + (f" {words[:40]!r}" if isinstance(words, str) else "")


# What is looked at


def nameless(window: QWidget) -> list[str]:
    """The controls that a screen reader has no name for."""
    guilty = []
    for widget in shown_in(window, CONTROLS):
        # A field's own button to clear it stands beside what Esc or Ctrl+A and Del do as well.
        inner = isinstance(widget.parentWidget(), QAbstractSpinBox | QComboBox | QLineEdit)
        bar = isinstance(widget, QScrollBar) and widget.focusPolicy() == Qt.FocusPolicy.NoFocus
        if inner or bar or widget.objectName().startswith("qt_"):
            continue
        face = QAccessible.queryAccessibleInterface(widget)
        if face is None or not face.text(QAccessible.Text.Name).strip():
            guilty.append(called(widget))
    return guilty


def _tabbed(window: QWidget) -> set[QWidget]:
    """What Tab must come by."""
    found = set()
    for widget in shown_in(window):
        tabs = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if tabs and widget.isEnabledTo(window) and widget.focusProxy() is None:
            found.add(widget)
    return found


def _round(window: QWidget, key: Qt.Key, steps: int) -> tuple[list[QWidget], bool]:
    """The widgets that have the keyboard in turn, and whether the first one has it again."""
    start = QApplication.focusWidget()
    order = []
    for _ in range(steps):
        here = QApplication.focusWidget()
        if here is None:
            break
        order.append(here)
        QTest.keyClick(here, key)
        # A page with links keeps Tab until the last of them.
        if QApplication.focusWidget() is start and here is not start:
            return order, True
    return order, False


def traps(window: QWidget) -> list[str]:
    """Controls that Tab or Shift+Tab do not come by, and where they do not come round."""
    wanted = _tabbed(window)
    if not wanted:
        return []
    first = min(wanted, key=lambda w: (w.mapTo(window, QPoint(0, 0)).y(), w.x()))
    guilty = []
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        first.setFocus(Qt.FocusReason.TabFocusReason)
        order, round_ = _round(window, key, 3 * len(wanted) + 10)
        if not round_:
            last = called(order[-1]) if order else "nothing"
            guilty.append(f"{key.name} does not come round; last at {last}")
        one_of_group = {w for w in wanted if isinstance(w, QRadioButton)}
        missed = {w for w in wanted - set(order) - one_of_group if w.isVisibleTo(window)}
        guilty += [f"{key.name} misses {called(w)}" for w in missed]
    return guilty


def _luminance(color: QColor) -> float:
    parts = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in color.getRgbF()]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def _contrast(one: QColor, other: QColor) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _seen(widget: QWidget, window: QWidget) -> QRect:
    """The part of a widget that is not scrolled out of sight, in the window's places."""
    part = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
    above = widget.parentWidget()
    while above is not None and above is not window:
        part &= QRect(above.mapTo(window, QPoint(0, 0)), above.size())
        above = above.parentWidget()
    return part & window.rect()


def _words(widget: QWidget) -> str:
    if isinstance(widget, QLabel):
        return "" if widget.pixmap() and not widget.pixmap().isNull() else widget.text()
    if isinstance(widget, QToolButton) and widget.icon() and not widget.icon().isNull():
        return ""
    return widget.text() if isinstance(widget, QAbstractButton) else ""


def pale(window: QWidget, least: float) -> list[str]:
    """Words that stand out less than they must from what they stand on, as painted.

    The ground is the colour that most of the widget has; the ink is what differs most from it:
    smooth edges only pale it.
    """
    picture = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    flat = np.frombuffer(picture.constBits(), np.uint32)
    pixels = flat.reshape(picture.height(), picture.bytesPerLine() // 4)
    guilty = []
    for widget in shown_in(window, (QLabel, QAbstractButton)):
        if isinstance(widget.parentWidget(), MessageActions):
            continue  # Painted only under the pointer or with the focus.
        place = _seen(widget, window)
        if not _words(widget).strip() or not widget.isEnabledTo(window) or place.height() < 12:
            continue
        if place.width() < 12 or place.size() != widget.size():
            continue
        inner = place.adjusted(3, 3, -3, -3)
        part = pixels[inner.top() : inner.bottom() + 1, inner.left() : inner.right() + 1]
        inks, counts = np.unique(part, return_counts=True)
        ground = QColor(int(inks[counts.argmax()]))
        best = max(_contrast(QColor(int(ink)), ground) for ink in inks)
        if best < least:
            guilty.append(f"{called(widget)}: {best:.2f} : 1")
    return guilty


_LINE_EDGES = 16
"""What a line to write in has beside its words (px)."""


def cut(window: QWidget) -> list[str]:
    """Words that have less room than they need and are not to be had whole otherwise."""
    guilty = []
    for line in shown_in(window, QLineEdit):
        # One that grows with the window may cut its hint; its accessible name has it.
        need = line.fontMetrics().horizontalAdvance(line.placeholderText())
        margins = line.textMargins()
        room = line.width() - _LINE_EDGES - margins.left() - margins.right()
        if line.minimumWidth() == line.maximumWidth() and not line.text() and need > room:
            guilty.append(f"{called(line)}: {line.placeholderText()!r}")
    for widget in shown_in(window, (QLabel, QPushButton, QCheckBox, QRadioButton)):
        words = _words(widget).strip()
        if not words or widget.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Ignored:
            continue
        if isinstance(widget, ElidedLabel):
            need = widget.fontMetrics().horizontalAdvance(widget.text())
            whole = need <= widget.contentsRect().width() or widget.text() in widget.toolTip()
            if not whole:
                guilty.append(f"{called(widget)}: elided, and said nowhere")
            continue
        short = _shortfall(widget)
        if short and not (words in widget.toolTip() or _can_say(widget, words)):
            guilty.append(f"{called(widget)}: {short}")
    return guilty


def _can_say(widget: QWidget, words: str) -> bool:
    """Whether a button that gives way tells its words in its tooltip."""
    return isinstance(widget, QAbstractButton) and bool(widget.toolTip())


def _shortfall(widget: QWidget) -> str:
    if isinstance(widget, QLabel) and widget.wordWrap():
        need = widget.heightForWidth(widget.width())
        return f"{need} px high, has {widget.height()}" if need > widget.height() + 1 else ""
    need, has = widget.sizeHint(), widget.size()
    if isinstance(widget, QLabel):  # A line has some room to spare above and below.
        need.setHeight(min(need.height(), widget.fontMetrics().tightBoundingRect("Åg").height()))
    if need.width() > has.width() + 1:
        return f"{need.width()} px wide, has {has.width()}"
    return (
        f"{need.height()} px high, has {has.height()}" if need.height() > has.height() + 1 else ""
    )


def outside(window: QWidget) -> list[str]:
    """Controls of which a part lies where nobody can bring it into sight."""
    guilty = []
    for widget in shown_in(window, CONTROLS):
        above = widget.parentWidget()
        if above is None or isinstance(above, QAbstractScrollArea) or widget.size().isEmpty():
            continue
        if isinstance(widget, QScrollBar) or widget.objectName().startswith("qt_"):
            continue
        if not above.rect().contains(widget.geometry()):
            guilty.append(f"{called(widget)}: {widget.geometry()} in {above.rect()}")
    return guilty
