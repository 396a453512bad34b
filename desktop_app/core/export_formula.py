"""Formulas in the HTML that is exported: drawn where something draws them, else as written."""

import re
from base64 import b64encode
from collections.abc import Callable, Sequence
from html import escape
from typing import TYPE_CHECKING

from desktop_app.core.formula import Formula, Typeset
from desktop_app.core.markdown_formula import BLOCK, INLINE, install

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.renderer import RendererHTML
    from markdown_it.token import Token
    from markdown_it.utils import EnvType, OptionsDict

Draw = Callable[[Formula], Typeset | None]
"""Draws a formula; None for one that stays as it was written."""

DRAW = "draw"
"""In the environment of a rendering: the `Draw` to use, if there is one."""

PAPER_EM = 10 / 72 * 96
"""Pixels (of 96 an inch) that the size of the font is on paper."""

PAPER_WIDTH = 620
"""Pixels that a formula is wide at most on paper."""

_SVG = re.compile(r"<svg\b[^>]*\bviewBox=\"([-+.\d ]+)\"[^>]*>(.*)</svg>\s*", re.DOTALL)
_BLACK = re.compile(r"(fill|stroke)=\"(?:black|#000(?:000)?)\"")


def draw_formulas(parser: "MarkdownIt", paper: bool) -> None:
    """Let `parser` find formulas and render them; `paper` in the HTML that Qt prints."""
    picture = _on_paper if paper else _on_page

    def inline(
        self: "RendererHTML", tokens: "Sequence[Token]", at: int, _: "OptionsDict", env: "EnvType"
    ) -> str:
        token = tokens[at]
        drawn = _drawn(Formula(token.content, bool(token.meta["display"])), env)
        return picture(drawn) if drawn else escape(token.meta["text"], quote=False)

    def block(
        self: "RendererHTML", tokens: "Sequence[Token]", at: int, _: "OptionsDict", env: "EnvType"
    ) -> str:
        token = tokens[at]
        if drawn := _drawn(Formula(token.content, True), env):
            return f'<p class="formula" align="center">{picture(drawn)}</p>\n'
        return f"<p>{escape(token.meta['text'], quote=False)}</p>\n"

    install(parser)
    parser.add_render_rule(INLINE, inline)
    parser.add_render_rule(BLOCK, block)


def _drawn(formula: Formula, env: "EnvType") -> Typeset | None:
    draw: Draw | None = env.get(DRAW)
    return draw(formula) if draw else None


def _on_page(drawn: Typeset) -> str:
    """In the colour of the text, on the line of its letters; its source for those who hear it."""
    match = _SVG.fullmatch(drawn.svg)
    if match is None:
        return escape(drawn.formula.latex, quote=False)
    high = drawn.ascent + drawn.descent
    style = f"width:{drawn.width:.3f}em;height:{high:.3f}em;vertical-align:{-drawn.descent:.3f}em"
    latex = escape(drawn.formula.latex)
    outlines = _BLACK.sub(r'\1="currentColor"', match[2])
    return (
        f'<svg class="formula" role="img" aria-label="{latex}" viewBox="{match[1]}" '
        f'fill="currentColor" style="{style}"><title>{latex}</title>{outlines}</svg>'
    )


def _on_paper(drawn: Typeset) -> str:
    width, height = drawn.width * PAPER_EM, (drawn.ascent + drawn.descent) * PAPER_EM
    share = min(1.0, PAPER_WIDTH / width)
    size = f'width="{max(1, round(width * share))}" height="{max(1, round(height * share))}"'
    data = b64encode(drawn.svg.encode("utf-8")).decode("ascii")
    style = "vertical-align: middle"
    return f'<img src="data:image/svg+xml;base64,{data}" {size} style="{style}">'
