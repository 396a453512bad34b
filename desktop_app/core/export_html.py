"""A conversation as one HTML file that needs nothing else: pictures inside, code in colours.

Whatever is in a conversation is shown as text: markup in it is escaped, pictures that it names by
an address stay words, and the file forbids itself (by a content security policy) to load or run
anything. `paper` is the same in the plain HTML that Qt prints.
"""

import re
from base64 import b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Any

from desktop_app.core.attachment import Attachment, pictures_of
from desktop_app.core.conversation import Conversation, Message, Role
from desktop_app.core.export import FileBytes, heading, name_of
from desktop_app.core.export_direction import direct_blocks, direction
from desktop_app.core.export_formula import DRAW, Draw, draw_formulas
from desktop_app.core.markdown import normalised
from desktop_app.core.picture import Picture
from desktop_app.core.utf8 import well_formed

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.renderer import RendererHTML
    from markdown_it.token import Token
    from markdown_it.utils import EnvType, OptionsDict

LONGEST_CODE = 100_000
"""Characters of code that are given colours; more would take seconds and stays plain."""

PAPER_PICTURE = 420
"""Pixels (of 96 an inch) that a picture is wide and high at most on paper."""

_TYPES = {".png": "image/png", ".jpg": "image/jpeg"}
_SAFE = ("http://", "https://", "mailto:", "#")

_BLANK_FIRST = re.compile("^ ")

_STYLE = """
:root { color-scheme: light dark; --page: #FAF9F7; --text: #1F2328; --second: #5F666D;
  --line: #E3E0DA; --code: #F4F2EE; --user: #E6F2F0; --accent: #0F766E; --error: #B42318;
  --keyword: #7C3AED; --string: #0B6B3A; --number: #9A3412; --comment: #636A75; --name: #1D4ED8 }
@media (prefers-color-scheme: dark) { :root { --page: #1B1C1E; --text: #E8E6E3;
  --second: #A3A8AE; --line: #34373B; --code: #141517; --user: #1F3431; --accent: #2DD4BF;
  --error: #FF8A7A; --keyword: #C4A7FF; --string: #8FD6A8; --number: #F0B27A;
  --comment: #8B9299; --name: #8AB4FF } }
body { background: var(--page); color: var(--text); font: 1rem/1.5 system-ui, sans-serif;
  max-width: 47.5rem; margin: 0 auto; padding: 1.5rem 1rem; overflow-wrap: anywhere }
h1 { font-size: 1.5rem; line-height: 1.25 } .facts, h2 { color: var(--second) }
section > h2 { font-size: .85rem; margin: 1.5rem 0 .25rem }
.user .words p { unicode-bidi: plaintext }
.user .words { background: var(--user); border-radius: 12px; padding: .5rem 1rem }
a { color: var(--accent) } img { max-width: 100%; height: auto; border-radius: 6px }
figure { margin: .75rem 0 } figcaption, .facts { font-size: .85rem; color: var(--second) }
pre { background: var(--code); border: 1px solid var(--line); border-radius: 6px; padding: .75rem;
  overflow-x: auto; overflow-wrap: normal }
code { font: .9em/1.45 ui-monospace, Consolas, Menlo, monospace }
:not(pre) > code { background: var(--code); border-radius: 4px; padding: .1em .3em }
table { border-collapse: collapse; display: block; overflow-x: auto }
th, td { border: 1px solid var(--line); padding: .3rem .6rem; text-align: start }
blockquote { border-inline-start: 3px solid var(--line); margin-inline: 0; padding-inline: 1rem }
details { color: var(--second); border-inline-start: 3px solid var(--line);
  padding-inline-start: 1rem; margin: .5rem 0 } summary { cursor: pointer }
.problem { color: var(--error) }
svg.formula { max-width: 100% } p.formula { overflow-x: auto }
[class^="k"] { color: var(--keyword) } pre [class^="s"] { color: var(--string) }
[class^="m"] { color: var(--number) } pre [class^="c"] { color: var(--comment) }
.nf, .nc, .fm { color: var(--name) }
@media print { :root { --page: #FFFFFF; --text: #000000; --second: #444444; --user: #F2F2F2;
  --code: #F7F7F7; --keyword: #5B21B6; --string: #0B6B3A; --number: #9A3412; --comment: #555555;
  --name: #1D4ED8; --accent: #0F766E; --error: #B42318 }
  pre { white-space: pre-wrap; overflow-wrap: anywhere } h1, h2 { break-after: avoid }
  img, tr { break-inside: avoid } body { max-width: none; padding: 0 } }
"""

_PAPER_STYLE = """
body { font-size: 10pt; color: #000000 } h1 { font-size: 16pt }
h2 { font-size: 9pt; color: #444444 }
h3 { font-size: 12pt } h4, h5, h6 { font-size: 10pt }
pre { font-family: monospace; font-size: 8.5pt; background-color: #F4F2EE; white-space: pre-wrap }
code { font-family: monospace; font-size: 8.5pt; background-color: #F4F2EE }
.facts, .thoughts { color: #555555 } .problem { color: #B42318 } a { color: #0F766E }
"""


@dataclass(frozen=True, slots=True)
class _Page:
    """What all of a file is made with."""

    paper: bool
    picture: FileBytes
    draw: Draw | None


def as_html(
    conversation: Conversation,
    picture: FileBytes,
    thoughts: bool = True,
    paper: bool = False,
    draw: Draw | None = None,
) -> str:
    """The branch that is shown, as one file; `thoughts` are folded in it, on paper unfolded.

    Formulas are drawn by `draw`; without it they stay as they were written.
    """
    title = well_formed(" ".join(conversation.title.split())) or "Conversation"
    path = conversation.path()
    parts = [_head(title, paper), f"<h1>{escape(title)}</h1>"]
    if conversation.preset:
        parts.append(f'<p class="facts">Preset: {escape(well_formed(conversation.preset))}</p>')
    page = _Page(paper, picture, draw)
    parts += [_section(message, page, thoughts) for message in path]
    parts.append("</body>\n</html>\n")
    return "\n".join(parts)


def _head(title: str, paper: bool) -> str:
    policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
    return (
        '<!DOCTYPE html>\n<html>\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="generator" content="Parley">\n'
        f"<title>{escape(title)}</title>\n"
        f"<style>{_PAPER_STYLE if paper else _STYLE}</style>\n</head>\n<body>"
    )


def _section(message: Message, page: _Page, thoughts: bool) -> str:
    parts = [
        f'<section class="{message.role.value}">',
        f"<h2>{escape(well_formed(heading(message)))}</h2>",
    ]
    for attachment in message.attachments:
        parts.append(_attachment(attachment, page.picture, page.paper))
    if thoughts and message.thought.strip():
        shown = _rendered(message.thought, page)
        if page.paper:
            parts.append(f'<div class="thoughts"><i>Thoughts</i>{shown}</div>')
        else:
            parts.append(f"<details><summary>Thoughts</summary>{shown}</details>")
    if message.text.strip():
        own = message.role is Role.USER
        shown = _as_typed(message.text, page.paper) if own else _rendered(message.text, page)
        parts.append(f'<div class="words">{shown}</div>')
    if message.problem:
        sentence = escape(well_formed(message.problem.sentence.english()))
        parts.append(f'<p class="problem">{sentence}</p>')
    parts.append("</section>")
    return "\n".join(parts)


def _attachment(attachment: Attachment, picture: FileBytes, paper: bool) -> str:
    name = escape(well_formed(name_of(attachment)))
    images = []
    for each in pictures_of((attachment,)):
        if (data := picture(each)) is not None:
            images.append(_image(each, data, name, paper))
    if paper:
        return f"<p>{'<br>'.join((*images, name))}</p>"
    return f"<figure>{''.join(images)}<figcaption>{name}</figcaption></figure>"


def _image(picture: Picture, data: bytes, name: str, paper: bool) -> str:
    width, height = max(1, picture.width), max(1, picture.height)
    if paper:
        share = min(1.0, PAPER_PICTURE / max(width, height))
        width, height = max(1, round(width * share)), max(1, round(height * share))
    url = f"data:{_TYPES.get(picture.suffix, 'image/png')};base64,{b64encode(data).decode('ascii')}"
    return f'<img src="{url}" width="{width}" height="{height}" alt="{name}">'


def _as_typed(text: str, paper: bool) -> str:
    """The words of the person, with their line ends and the blanks before and between them."""
    typed = normalised(well_formed(text)).strip("\n")
    side = direction(typed, paper)
    lines = escape(typed.replace("\t", "    "), quote=False).replace("  ", " \N{NO-BREAK SPACE}")
    lines = "<br>".join(_BLANK_FIRST.sub("\N{NO-BREAK SPACE}", line) for line in lines.split("\n"))
    return f"<p{side}>{lines}</p>"


def _rendered(text: str, page: _Page) -> str:
    env = {DRAW: page.draw} if page.draw else {}
    return str(_parser(page.paper).render(normalised(well_formed(text)), env))


@cache
def _parser(paper: bool) -> "MarkdownIt":
    from markdown_it import MarkdownIt

    options = {"html": False, "highlight": _highlighter(paper)}
    parser = MarkdownIt("commonmark", options).enable(["table", "strikethrough"])
    parser.add_render_rule("image", _words_of_image)
    parser.add_render_rule("link_open", _link)
    parser.add_render_rule("heading_open", _lower_heading)
    parser.add_render_rule("heading_close", _lower_heading)
    draw_formulas(parser, paper)
    direct_blocks(parser, paper)
    if paper:
        parser.add_render_rule("table_open", _ruled_table)
    return parser


def _ruled_table(
    self: "RendererHTML", tokens: "Sequence[Token]", at: int, options: "OptionsDict", env: "EnvType"
) -> str:
    """Qt knows the lines of a table by attributes alone."""
    return '<table border="1" cellspacing="0" cellpadding="4">\n'


def _words_of_image(
    self: "RendererHTML", tokens: "Sequence[Token]", at: int, options: "OptionsDict", env: "EnvType"
) -> str:
    """A picture that a reply names by its address would come from outside: its words stay."""
    return escape(self.renderInlineAsText(tokens[at].children or [], options, env))


def _link(
    self: "RendererHTML", tokens: "Sequence[Token]", at: int, options: "OptionsDict", env: "EnvType"
) -> str:
    token = tokens[at]
    if not str(token.attrs.get("href", "")).lower().startswith(_SAFE):
        token.attrs.pop("href", None)
    token.attrs["rel"] = "noopener noreferrer"
    return self.renderToken(tokens, at, options, env)


def _lower_heading(
    self: "RendererHTML", tokens: "Sequence[Token]", at: int, options: "OptionsDict", env: "EnvType"
) -> str:
    """Headings of a reply stand below those of the page."""
    tokens[at].tag = f"h{min(6, int(tokens[at].tag[1:]) + 2)}"
    return self.renderToken(tokens, at, options, env)


def _highlighter(paper: bool) -> Callable[[str, str, Any], str]:
    def highlighted(code: str, language: str, _more: Any) -> str:
        from pygments import highlight
        from pygments.formatters.html import HtmlFormatter
        from pygments.lexers import get_lexer_by_name
        from pygments.util import ClassNotFound

        if not language or len(code) > LONGEST_CODE:
            return ""
        try:
            lexer = get_lexer_by_name(language)
        except ClassNotFound:
            return ""
        return highlight(code, lexer, HtmlFormatter(nowrap=True, noclasses=paper, style="friendly"))

    return highlighted
