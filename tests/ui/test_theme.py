"""The palettes are readable, the style sheet is complete and the icons are sharp."""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QSize, Qt
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


@pytest.fixture(params=["light", "dark", "contrast, light", "contrast, dark"])
def theme(
    request: pytest.FixtureRequest, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> Theme:
    """Each palette that there is."""
    choice, _, scheme = request.param.partition(", ")
    theme = Theme(choice)
    if scheme:
        dark = scheme == "dark"
        monkeypatch.setattr(theme, "_colors", theme_module._palette_of(dark, True))
    return theme


def least(theme: Theme) -> float:
    """The contrast that text must have."""
    return 7 if theme.is_contrast() else 4.5


@pytest.mark.parametrize(
    ("token", "ground"), [(token, ground) for token, on in READ_ON.items() for ground in on]
)
def test_text_is_readable_on_what_it_stands_on(theme: Theme, token: str, ground: str) -> None:
    assert contrast(theme.color(token), theme.color(ground)) >= least(theme)


@pytest.mark.parametrize("under", ["window", "surface"])
def test_selected_and_spoken_words_are_readable(theme: Theme, under: str) -> None:
    selection, ground = theme.color("selection"), theme.color(under)
    shade = theme_module._mixed(ground, selection, selection.alphaF())
    assert contrast(theme.color("text"), shade) >= least(theme)
    assert contrast(theme.color("text"), theme.color("said")) >= least(theme)


@pytest.mark.parametrize("ground", PAGE)
def test_the_focus_ring_is_visible(theme: Theme, ground: str) -> None:
    assert contrast(theme.color("accent"), theme.color(ground)) >= least(theme) - 1.5


def test_in_high_contrast_borders_and_grooves_are_seen(theme: Theme) -> None:
    if theme.is_contrast():
        assert contrast(theme.color("line"), theme.color("window")) >= 7
        assert contrast(theme.color("message_line"), theme.color("window")) >= 7
        assert contrast(theme.color("track"), theme.color("window")) >= 3
        assert contrast(theme.color("track"), theme.color("accent")) >= 2
    else:
        assert theme.color("message_line") == theme.color("user_message")


def test_all_palettes_hold_the_same_tokens() -> None:
    tables = (theme_module._DARK, theme_module.CONTRAST_LIGHT, theme_module.CONTRAST_DARK)
    for table in tables:
        assert table.keys() == theme_module._LIGHT.keys()


def test_the_systems_wish_for_high_contrast_is_followed(
    qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    theme = Theme("system")
    assert not theme.is_contrast()
    assert theme.color("line") != theme.color("text")
    monkeypatch.setattr(theme_module, "is_wished", lambda hints: True)
    preference = Qt.ContrastPreference.HighContrast
    with qtbot.waitSignal(theme.changed):
        qapp.styleHints().accessibility().contrastPreferenceChanged.emit(preference)
    assert theme.is_contrast()
    assert theme.color("line") == theme.color("text")
    theme.set_choice("light")
    assert not theme.is_contrast(), "a colour that was chosen by name stays"


def test_high_contrast_is_dark_unless_the_system_is_light(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    theme = Theme("contrast")
    assert theme.is_contrast()
    assert theme.is_dark()
    hints = SimpleNamespace(colorScheme=lambda: Qt.ColorScheme.Light)
    monkeypatch.setattr(QApplication, "styleHints", lambda: hints)
    assert not theme.is_dark()


def test_code_has_three_weights_in_high_contrast_and_one_elsewhere(theme: Theme) -> None:
    tokens = [token for token in theme_module._LIGHT if token.startswith("code_")]
    tokens.remove("code_surface")
    weights = {theme.code_weight(token) for token in tokens}
    shown = {theme.code_token(token) for token in tokens}
    assert (len(weights), len(shown)) == ((3, 1) if theme.is_contrast() else (1, 5))


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
    files = [*UI.rglob("*.py"), *RESOURCES.glob("*.qss")]
    guilty = [
        path.name
        for path in files
        if path.name not in ("theme.py", "contrast.py")
        and literal.search(path.read_text(encoding="utf-8"))
    ]
    assert guilty == []


@pytest.mark.parametrize(("name", "sided"), [("panel", True), ("send", False)])
def test_what_has_a_side_is_mirrored(qapp: QApplication, name: str, sided: bool) -> None:
    theme = Theme("light")

    def leaning() -> int:
        """How much more of the drawing is left of the middle than right of it."""
        image = theme.icon(name).pixmap(64, 64).toImage()
        ink = [[image.pixelColor(x, y).alpha() for x in range(64)] for y in range(64)]
        return sum(sum(row[:32]) - sum(row[32:]) for row in ink)

    before = leaning()
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        mirrored = leaning()
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert (before > 10_000 and mirrored < -10_000) if sided else mirrored == before
    assert leaning() == before
