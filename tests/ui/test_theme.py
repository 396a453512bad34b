"""The palettes are readable, the style sheet is complete and the icons are sharp."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.ui import theme as theme_module
from desktop_app.ui.header import Header
from desktop_app.ui.notices import Notices
from desktop_app.ui.theme import CHOICES, RESOURCES, Theme

ICONS = sorted(path.stem for path in (RESOURCES / "icons").glob("*.svg"))
UI = Path(theme_module.__file__).parent

PAGE = ("window", "side_panel", "surface", "code_surface", "user_message")
READ_ON = {
    "text": (*PAGE, "surface_hover", "surface_pressed"),
    "text_second": (*PAGE, "surface_hover"),
    "accent": ("window", "surface"),
    "accent_on": ("accent", "accent_hover"),
    "warning": ("window", "surface"),
    "error": ("window", "surface"),
    "backdrop_text": ("backdrop", "backdrop_hover"),
    "code_keyword": ("code_surface",),
    "code_string": ("code_surface",),
    "code_number": ("code_surface",),
    "code_comment": ("code_surface",),
    "code_function": ("code_surface",),
}


def luminance(color: QColor) -> float:
    """Relative luminance as WCAG 2 defines it."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in color.getRgbF()[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_itself(qapp: QApplication) -> None:
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("white")) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("choice", ["light", "dark"])
@pytest.mark.parametrize(
    ("token", "ground"), [(token, ground) for token, on in READ_ON.items() for ground in on]
)
def test_text_is_readable_on_what_it_stands_on(
    qapp: QApplication, choice: str, token: str, ground: str
) -> None:
    theme = Theme(choice)
    assert contrast(theme.color(token), theme.color(ground)) >= 4.5


@pytest.mark.parametrize("choice", ["light", "dark"])
@pytest.mark.parametrize("ground", PAGE)
def test_the_focus_ring_is_visible(qapp: QApplication, choice: str, ground: str) -> None:
    theme = Theme(choice)
    assert contrast(theme.color("accent"), theme.color(ground)) >= 3


def test_both_palettes_hold_the_same_tokens() -> None:
    assert theme_module._LIGHT.keys() == theme_module._DARK.keys()


@pytest.mark.parametrize("choice", CHOICES)
def test_the_style_sheet_is_filled(qapp: QApplication, choice: str) -> None:
    sheet = Theme(choice).style_sheet()
    assert "$" not in sheet
    assert sheet.count("{") == sheet.count("}")


def test_an_unknown_choice_is_refused(qapp: QApplication) -> None:
    with pytest.raises(ValueError, match="sepia"):
        Theme("sepia")
    with pytest.raises(KeyError):
        Theme().color("mauve")


def test_a_new_choice_reaches_the_application(
    qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    theme = Theme("light")
    theme.apply(qapp)
    try:
        light = qapp.palette().color(QPalette.ColorRole.Window)
        with qtbot.waitSignal(theme.changed):
            theme.set_choice("dark")
        assert qapp.palette().color(QPalette.ColorRole.Window) == theme.color("window") != light
        assert theme.color("window").name() in qapp.styleSheet()
    finally:
        qapp.setStyleSheet("")


def test_system_without_a_wish_is_light(qapp: QApplication) -> None:
    assert not Theme("system").is_dark()


def test_fonts_are_factors_of_one_size(qapp: QApplication) -> None:
    theme = Theme()
    base = theme.font().pointSizeF()
    assert base > 0
    assert theme.font(1.25).pointSizeF() == pytest.approx(base * 1.25)
    assert theme.mono_font(0.92).pointSizeF() == pytest.approx(base * 0.92)
    assert theme.font(bold=True).weight() > theme.font().weight()
    assert theme.font(1.25).pointSizeF() == pytest.approx(base * 1.25)  # the base stays


@pytest.mark.parametrize("name", [name for name in ICONS if name != "parley"])
def test_icons_are_tinted_and_sharp(qapp: QApplication, name: str) -> None:
    theme = Theme("light")
    icon = theme.icon(name, "accent")
    for ratio in (1.0, 1.5, 2.0):
        pixmap = icon.pixmap(QSize(16, 16), ratio)
        assert pixmap.size() == QSize(round(16 * ratio), round(16 * ratio))
    image = icon.pixmap(QSize(16, 16), 2.0).toImage()
    inked = [
        image.pixelColor(x, y)
        for x in range(32)
        for y in range(32)
        if image.pixelColor(x, y).alpha() > 250
    ]
    assert inked
    assert all(ink.name() == theme.color("accent").name() for ink in inked)


def test_what_is_closed_is_not_told(qtbot: QtBot) -> None:
    theme = Theme("light")
    notices = Notices(theme)
    qtbot.addWidget(notices)
    notices.show_news("soon gone")
    notices.banners()[0].closed.emit()
    header = Header(theme)
    with qtbot.waitSignal(header.destroyed):
        header.deleteLater()
    theme.set_choice("dark")  # A slot of something deleted would raise, and fail this test.
    assert notices.banners() == []


def test_no_other_file_of_the_window_holds_a_colour() -> None:
    literal = re.compile(r"#[0-9A-Fa-f]{6}\b|QColor\(\d|Qt\.(?:GlobalColor\.)?(?:white|black|red)")
    files = [*UI.rglob("*.py"), RESOURCES / "style.qss"]
    guilty = [
        path.name
        for path in files
        if path.name != "theme.py" and literal.search(path.read_text(encoding="utf-8"))
    ]
    assert guilty == []
