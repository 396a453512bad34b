"""Every colour, size and font of the window: no other file holds one.

A widget asks the theme for a token by name and asks again when `changed` is emitted. Widgets that
Qt draws get theirs from the palette and from resources/style.qss, whose `$token` fields are
filled in here.
"""

import sys
from collections.abc import Mapping
from functools import lru_cache
from string import Template

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontInfo,
    QIcon,
    QPainter,
    QPalette,
    QPixmap,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from desktop_app.core.paths import resources
from desktop_app.ui.contrast import CONTRAST_DARK, CONTRAST_LIGHT, HEAVY, LIGHT, is_wished

RESOURCES = resources()
"""Icons, the style sheet and the translations."""

SPACE = (4, 8, 12, 16, 24, 32)
"""The steps of every margin and gap, in device-independent pixels."""
RADIUS_CONTROL = 6
RADIUS_CARD = 12
PROSE_WIDTH = 760
"""A line of prose, and the composer, are at most this wide (px)."""
SIDE_WIDTH = 248
HEADER_HEIGHT = 44
ROUND_BUTTON = 32
"""Diameter (px) of Send and Stop."""

CAPTION = 0.92
"""Font factor of what stands beside the main text."""
SMALL = 0.86
"""Font factor of captions above a group."""

_LIGHT: Mapping[str, str] = {
    "window": "#FAF9F7",
    "side_panel": "#F1EFEB",
    "surface": "#FFFFFF",
    "code_surface": "#F4F2EE",
    "line": "#E3E0DA",
    "backdrop": "#121315",
    "backdrop_text": "#E8E6E3",
    "text": "#1F2328",
    "text_second": "#5F666D",
    "accent": "#0F766E",
    "accent_on": "#FFFFFF",
    "user_message": "#E6F2F0",
    "warning": "#8A5A00",
    "error": "#B42318",
    "code_keyword": "#7C3AED",
    "code_string": "#0B6B3A",
    "code_number": "#9A3412",
    "code_comment": "#666D7A",
    "code_function": "#1D4ED8",
}

_DARK: Mapping[str, str] = {
    "window": "#1B1C1E",
    "side_panel": "#161719",
    "surface": "#242629",
    "code_surface": "#141517",
    "line": "#34373B",
    "backdrop": "#0B0C0D",
    "backdrop_text": "#E8E6E3",
    "text": "#E8E6E3",
    "text_second": "#A3A8AE",
    "accent": "#2DD4BF",
    "accent_on": "#06201D",
    "user_message": "#1F3431",
    "warning": "#E3B341",
    "error": "#FF8A7A",
    "code_keyword": "#C4A7FF",
    "code_string": "#8FD6A8",
    "code_number": "#F0B27A",
    "code_comment": "#8B9299",
    "code_function": "#8AB4FF",
}

CHOICES = ("system", "light", "dark", "contrast")
"""What a person may choose. "system" follows the desktop, its wish for high contrast too, and
means light where it says nothing; "contrast" is light only where the desktop says light."""

LINE_HEIGHT = 1.5
"""Distance of lines in prose, as a factor of the font's size."""
_ROW_PADDING = 6
_LARGE_FONT = 16
"""From this size of font (px) on, sizes that hold words or icons grow with it."""

_GENERIC_FAMILIES = ("", "sans", "sans serif", "sans-serif")
_PREFERRED_FAMILIES = ("Inter", "Noto Sans", "DejaVu Sans", "Liberation Sans")
_PREFERRED_POINTS = 10.5
_ICON_PIXELS = (12, 14, 16, 18, 20, 24, 28, 30, 32, 36, 40, 48, 60, 64)
_SIDED = ("panel", "reset", "speaker")
"""Drawings that have a side: mirrored where the window reads from right to left."""
_SHADES = (0.06, 0.12, 0.45)
"""How much of the text is in what is under the pointer, pressed, and in words out of use."""
_STRONG_SHADES = (0.18, 0.3, 0.65)
"""The same in high contrast."""
_TRACK = 0.45
"""How much of the text is, in high contrast, in the groove that a bar fills."""


class Theme(QObject):
    """The palette in use. Lives on the UI thread; needs a QApplication.

    `choice` is one of `CHOICES`.
    """

    changed = Signal()
    """Colours or fonts are other ones now; emitted after the application took them."""

    def __init__(self, choice: str = "system", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._choice = _checked(choice)
        self._app: QApplication | None = None
        self._icons: dict[tuple[str, str, bool], QIcon] = {}
        hints = QApplication.styleHints()
        self._base = _base_font()
        self._colors = _palette_of(self.is_dark(), self.is_contrast())
        hints.colorSchemeChanged.connect(self._on_scheme_changed)
        hints.accessibility().contrastPreferenceChanged.connect(self._on_scheme_changed)

    @property
    def choice(self) -> str:
        """What the person chose, one of `CHOICES`."""
        return self._choice

    @property
    def prose_width(self) -> int:
        """A line of prose is at most this wide (px)."""
        return PROSE_WIDTH

    def set_choice(self, choice: str) -> None:
        """Take another of `CHOICES` from now on."""
        self._choice = _checked(choice)
        self._refresh()

    def is_dark(self) -> bool:
        """Whether the colours shown are the dark ones."""
        wish = QApplication.styleHints().colorScheme()
        if self._choice == "system":
            return wish == Qt.ColorScheme.Dark
        if self._choice == "contrast":
            return wish != Qt.ColorScheme.Light
        return self._choice == "dark"

    def is_contrast(self) -> bool:
        """Whether the colours shown are those of high contrast."""
        if self._choice == "system":
            return is_wished(QApplication.styleHints())
        return self._choice == "contrast"

    def color(self, token: str) -> QColor:
        """The colour of a token; KeyError when there is none of that name.

        Beside the tokens of the two tables: `hover`, `pressed` (translucent shades for what is
        under the pointer; `surface_hover`, `surface_pressed` and `accent_hover` are opaque),
        `selection` (behind selected text), `message_line` (around what the person wrote),
        `track` (the groove that a bar fills), `said` (behind words read aloud), `scroll` (the
        handle of a scroll bar) and `disabled` (text that cannot be used).
        """
        return QColor(self._colors[token])

    def font(self, factor: float = 1.0, bold: bool = False) -> QFont:
        """The system's font, `factor` times its size."""
        font = QFont(self._base)
        return _sized(font, factor, bold)

    def code_token(self, token: str) -> str:
        """The token that colours code of this kind: in high contrast it is all text."""
        return "text" if self.is_contrast() else token

    def code_weight(self, token: str) -> QFont.Weight:
        """How heavy code of this kind is: three weights in high contrast, one elsewhere."""
        if self.is_contrast() and token in HEAVY:
            return QFont.Weight.Bold
        if self.is_contrast() and token in LIGHT:
            return QFont.Weight.Light
        return QFont.Weight.Normal

    def scaled(self, pixels: int) -> int:
        """A size that grows where the system's font is much larger than usual."""
        return round(pixels * max(1.0, QFontInfo(self._base).pixelSize() / _LARGE_FONT))

    def row_height(self) -> int:
        """Height (px) of a button or of a row in a list: a line of prose and its padding."""
        line = round(QFontInfo(self._base).pixelSize() * LINE_HEIGHT)
        return line + 2 * _ROW_PADDING

    def mono_font(self, factor: float = 1.0) -> QFont:
        """The system's fixed-width font at `factor` times the size of the prose."""
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSizeF(self._base.pointSizeF())
        return _sized(font, factor, False)

    def icon(self, name: str, token: str = "text_second") -> QIcon:
        """The drawing resources/icons/`name`.svg in the colour of `token`, sharp at any scale.

        An icon keeps the colours of the moment: set it again when `changed` is emitted.
        """
        side = QApplication.layoutDirection()
        mirrored = name in _SIDED and side == Qt.LayoutDirection.RightToLeft
        key = (name, token, mirrored)
        if key not in self._icons:
            colors = self.color(token), self.color("disabled")
            self._icons[key] = _tinted(name, *colors, mirrored)
        return self._icons[key]

    def apply(self, app: QApplication) -> None:
        """Give the application this look, now and whenever it changes."""
        self._app = app
        app.setStyle("Fusion")
        app.setFont(self._base)
        self._dress(app)

    def style_sheet(self) -> str:
        """resources/style.qss with its tokens filled in; KeyError for one that does not exist."""
        sheets = ("style.qss", "contrast.qss") if self.is_contrast() else ("style.qss",)
        template = Template("".join((RESOURCES / s).read_text(encoding="utf-8") for s in sheets))
        values = {name: _css(color) for name, color in self._colors.items()}
        sizes = {
            "radius_control": f"{RADIUS_CONTROL}px",
            "radius_card": f"{RADIUS_CARD}px",
            "radius_round": f"{ROUND_BUTTON // 2}px",
        }
        return template.substitute(values | sizes)

    def _on_scheme_changed(self) -> None:
        if self._choice in ("system", "contrast"):
            self._refresh()

    def _refresh(self) -> None:
        self._colors = _palette_of(self.is_dark(), self.is_contrast())
        self._icons.clear()
        if self._app is not None:
            self._dress(self._app)
        self.changed.emit()

    def _dress(self, app: QApplication) -> None:
        app.setPalette(_qt_palette(self._colors))
        app.setStyleSheet(self.style_sheet())


def _checked(choice: str) -> str:
    if choice not in CHOICES:
        raise ValueError(f"no such theme: {choice}")
    return choice


@lru_cache(maxsize=4)
def _palette_of(dark: bool, contrast: bool) -> Mapping[str, QColor]:
    """The tokens of one table with the shades that follow from them."""
    table = _DARK if dark else _LIGHT
    if contrast:
        table = CONTRAST_DARK if dark else CONTRAST_LIGHT
    colors = {name: QColor(value) for name, value in table.items()}
    text, ground = colors["text"], colors["window"]
    hover, pressed, disabled = _STRONG_SHADES if contrast else _SHADES
    colors["hover"] = _with_alpha(text, hover)
    colors["pressed"] = _with_alpha(text, pressed)
    colors["backdrop_hover"] = _mixed(colors["backdrop"], colors["backdrop_text"], pressed)
    colors["selection"] = _with_alpha(colors["accent"], 0.28)
    colors["disabled"] = _with_alpha(colors["text_second"], disabled)
    colors["scroll"] = _with_alpha(colors["text_second"], 0.35)
    colors["surface_hover"] = _mixed(colors["surface"], text, hover)
    colors["surface_pressed"] = _mixed(colors["surface"], text, pressed)
    colors["accent_hover"] = _mixed(colors["accent"], text, pressed)
    colors["message_line"] = colors["line"] if contrast else colors["user_message"]
    colors["track"] = _mixed(ground, text, _TRACK) if contrast else colors["line"]
    colors["said"] = _mixed(ground, colors["accent"], 0.3) if contrast else colors["user_message"]
    return colors


def _with_alpha(color: QColor, alpha: float) -> QColor:
    shade = QColor(color)
    shade.setAlphaF(alpha)
    return shade


def _mixed(ground: QColor, shade: QColor, share: float) -> QColor:
    """`ground` with `share` of `shade` in it, opaque."""
    parts = zip(ground.getRgb()[:3], shade.getRgb()[:3], strict=True)  # type: ignore[index]
    return QColor(*(round(under + (over - under) * share) for under, over in parts))


def _css(color: QColor) -> str:
    if color.alpha() == 255:
        return color.name()
    return f"rgba({color.red()}, {color.green()}, {color.blue()}, {color.alpha()})"


def _base_font() -> QFont:
    """The desktop's font. Bare X11 has no wish ("Sans Serif", 9 pt): there we choose one."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    if sys.platform.startswith("linux") and font.family().lower() in _GENERIC_FAMILIES:
        families = set(QFontDatabase.families())
        chosen = next((name for name in _PREFERRED_FAMILIES if name in families), "")
        if chosen:
            font.setFamily(chosen)
        font.setPointSizeF(_PREFERRED_POINTS)
    if font.pointSizeF() <= 0:  # A font set in pixels would not grow with a factor.
        font.setPointSizeF(_PREFERRED_POINTS)
    return font


def _sized(font: QFont, factor: float, bold: bool) -> QFont:
    font.setPointSizeF(font.pointSizeF() * factor)
    if bold:
        font.setWeight(QFont.Weight.DemiBold)
    return font


def _qt_palette(colors: Mapping[str, QColor]) -> QPalette:
    """The palette for everything that the style sheet does not mention."""
    role = QPalette.ColorRole
    palette = QPalette()
    for part, token in (
        (role.Window, "window"),
        (role.WindowText, "text"),
        (role.Base, "surface"),
        (role.AlternateBase, "side_panel"),
        (role.Text, "text"),
        (role.PlaceholderText, "text_second"),
        (role.Button, "surface"),
        (role.ButtonText, "text"),
        (role.BrightText, "error"),
        (role.ToolTipBase, "surface"),
        (role.ToolTipText, "text"),
        (role.Highlight, "accent"),
        (role.HighlightedText, "accent_on"),
        (role.Link, "accent"),
        (role.LinkVisited, "accent"),
        (role.Accent, "accent"),
        (role.Mid, "line"),
        (role.Midlight, "line"),
        (role.Dark, "line"),
        (role.Light, "surface"),
    ):
        palette.setColor(part, colors[token])
    disabled = QPalette.ColorGroup.Disabled
    for part in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(disabled, part, colors["disabled"])
    return palette


def _tinted(name: str, color: QColor, disabled: QColor, mirrored: bool) -> QIcon:
    """One pixmap a size: icons are shown at few sizes, and a scaled stroke would blur."""
    drawing = (RESOURCES / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    icon = QIcon()
    for mode, shade in ((QIcon.Mode.Normal, color), (QIcon.Mode.Disabled, disabled)):
        renderer = QSvgRenderer(QByteArray(drawing.replace("currentColor", shade.name()).encode()))
        if not renderer.isValid():
            raise ValueError(f"not a drawing: {name}")
        for pixels in _ICON_PIXELS:
            pixmap = QPixmap(QSize(pixels, pixels))
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            painter.setOpacity(shade.alphaF())
            if mirrored:
                painter.translate(pixels, 0)
                painter.scale(-1, 1)
            renderer.render(painter, QRectF(0, 0, pixels, pixels))
            painter.end()
            icon.addPixmap(pixmap, mode)
    return icon
