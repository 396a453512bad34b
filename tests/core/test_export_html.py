import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.core.attachment import Film, Frame
from desktop_app.core.conversation import Conversation, Role, State
from desktop_app.core.errors import Problem
from desktop_app.core.export_formula import PAPER_WIDTH
from desktop_app.core.export_html import LONGEST_CODE, as_html
from desktop_app.core.formula import Formula, Typeset
from desktop_app.core.picture import Picture

CAT = Picture("ca" * 32, ".jpg", 640, 480, 'cat "big".jpg')


class Elements(HTMLParser):
    """What is in a page: elements with their attributes, and text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data


def nothing(picture: Picture) -> None:
    return None


def page(text: str, role: Role = Role.ASSISTANT, paper: bool = False, **more: object) -> Elements:
    conversation = Conversation(title="<Fish & chips>")
    conversation.add(role, text, "", **more)
    return Elements(as_html(conversation, lambda picture: b"bytes", paper=paper))


def test_markdown_code_and_tables_are_shown() -> None:
    shown = page("**bold**\n\n```python\nx = 'a'\n```\n\n| a |\n|--|\n| 1 |\n")
    names = [name for name, _ in shown.elements]
    assert {"strong", "pre", "table", "td"} <= set(names)
    assert ("span", {"class": "s1"}) in shown.elements


def test_thoughts_are_folded_and_can_be_left_out() -> None:
    conversation = Conversation()
    conversation.add(Role.ASSISTANT, "Yes", "", thought="Hm.")
    assert '<details><summary>Thoughts</summary><p dir="auto">Hm.</p>' in as_html(
        conversation, nothing
    )
    assert "Hm." not in as_html(conversation, nothing, thoughts=False)


def test_pictures_and_frames_are_inside() -> None:
    film = Film("f.mp4", 2.0, 0.0, 2.0, frames=(Frame(0.0, CAT), Frame(1.0, CAT)))
    shown = page("What?", Role.USER, attachments=(CAT, film))
    images = [more for name, more in shown.elements if name == "img"]
    assert len(images) == 3
    assert {image["src"] for image in images} == {"data:image/jpeg;base64,Ynl0ZXM="}
    assert images[0]["alt"] == 'Picture: cat "big".jpg (640 × 480)'


def test_a_picture_that_is_gone_is_named() -> None:
    conversation = Conversation()
    conversation.add(Role.USER, "", "", attachments=(CAT,))
    shown = Elements(as_html(conversation, nothing))
    assert "img" not in [name for name, _ in shown.elements]
    assert "cat" in shown.words


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=http://evil/x.png>",
        "![words](http://evil/x.png)",
        "![words](data:image/png;base64,AAAA)",
        "[words](javascript:alert(1))",
        "[words](file:///etc/passwd)",
        '```"><script>\nx\n```',
        "<http://a.b/\"onclick='x'>",
    ],
)
@pytest.mark.parametrize("role", [Role.USER, Role.ASSISTANT])
@pytest.mark.parametrize("paper", [False, True])
def test_nothing_comes_from_outside(text: str, role: Role, paper: bool) -> None:
    shown = page(text, role, paper)
    for name, attributes in shown.elements:
        assert name not in ("script", "img", "iframe", "object", "link")
        assert not [key for key in attributes if key.startswith("on")]
        assert not str(attributes.get("href", "#")).startswith(("javascript", "file", "data"))


ARABIC = "\u0645\u0631\u062d\u0628\u0627"


def sides(text: str, role: Role = Role.ASSISTANT, paper: bool = False) -> list[tuple[str, str]]:
    elements = page(text, role, paper).elements
    return [(name, str(more["dir"])) for name, more in elements if "dir" in more]


@pytest.mark.parametrize("role", [Role.USER, Role.ASSISTANT])
def test_words_on_paper_stand_at_the_side_they_are_read_from(role: Role) -> None:
    assert sides(f"{ARABIC} and so on", role, paper=True) == [("p", "rtl")]
    assert sides(f"And {ARABIC}", role, paper=True) == []
    assert sides("12 + 3", role, paper=True) == []
    assert sides(ARABIC, role) == [("p", "auto")]


def test_each_block_has_a_side_of_its_own() -> None:
    text = f"# {ARABIC}\n\nEnglish\n\n- {ARABIC}\n\n| {ARABIC} | b |\n|--:|---|\n| c | {ARABIC} |\n"
    assert sides(text, paper=True) == [("h3", "rtl"), ("ul", "rtl"), ("td", "rtl")]
    assert {side for _, side in sides(text)} == {"auto"}


@pytest.mark.parametrize("paper", [False, True])
def test_the_blanks_that_a_person_typed_stay(paper: bool) -> None:
    blank = "\N{NO-BREAK SPACE}"
    words = page("a\n  b   c\n\td", Role.USER, paper).words
    assert "".join(words.split("\n")).replace(blank, " ").endswith("a  b   c    d")


FORMULAS = r"""Wide \(\frac{a}{b},\\, c\) and $5 and $6, `$x$`.

\[ \begin{aligned} a &= b \\\\ c &= d \end{aligned} \]

$$x < y$$
""".replace("\\\\", "\\")


@pytest.mark.parametrize("paper", [False, True])
def test_formulas_stay_as_they_were_written(paper: bool) -> None:
    shown = page(FORMULAS, paper=paper).words
    assert r"Wide \(\frac{a}{b},\, c\) and $5 and $6, $x$." in shown
    assert r"\[ \begin{aligned} a &= b \\ c &= d \end{aligned} \]" in shown
    assert "$$x < y$$" in shown


def drawn(formula: Formula) -> Typeset | None:
    if formula.latex == "x < y":
        return None
    svg = '<svg xmlns="x" width="3" height="3" viewBox="-1 0 3 3"><rect fill="black"/></svg>'
    return Typeset(formula, svg, 100.0, 1.0, 0.5)


def test_formulas_are_drawn_in_the_colour_of_the_text() -> None:
    conversation = Conversation()
    conversation.add(Role.ASSISTANT, FORMULAS, "", thought="$z$")
    out = as_html(conversation, nothing, draw=drawn)
    shown = Elements(out)
    drawings = [more for name, more in shown.elements if name == "svg"]
    assert [each["aria-label"] for each in drawings] == [
        "z",
        r"\frac{a}{b},\, c",
        r"\begin{aligned} a &= b \\ c &= d \end{aligned}",
    ]
    assert drawings[0]["style"] == "width:100.000em;height:1.500em;vertical-align:-0.500em"
    assert ("rect", {"fill": "currentColor"}) in shown.elements
    assert "$$x < y$$" in shown.words
    assert "black" not in out


def test_a_formula_on_paper_is_as_wide_as_the_page_at_most() -> None:
    conversation = Conversation()
    conversation.add(Role.ASSISTANT, "$a$", "")
    shown = Elements(as_html(conversation, nothing, paper=True, draw=drawn))
    ((_, picture),) = [each for each in shown.elements if each[0] == "img"]
    assert (picture["width"], picture["height"]) == (str(PAPER_WIDTH), "9")
    assert str(picture["src"]).startswith("data:image/svg+xml;base64,")


@settings(max_examples=60)
@given(st.text(alphabet=st.characters(codec=None), max_size=80), st.sampled_from(list(Role)))
def test_any_words_make_a_page_of_known_elements(text: str, role: Role) -> None:
    conversation = Conversation(title=text)
    conversation.add(role, f"{text}\n\n<b>{text}", "", thought=text)
    out = as_html(conversation, nothing)
    out.encode("utf-8")
    assert not re.search(r"<(b|script|img)[ >]", out)


def test_how_it_ended_is_said() -> None:
    problem = Problem("engine.crashed", {"cause": "<signal>"})
    shown = page("Half", state=State.FAILED, problem=problem)
    assert "Assistant (failed)" in shown.words
    assert "(<signal>)" in shown.words


def test_very_long_code_stays_plain() -> None:
    shown = page("```python\n" + "x = 1\n" * (LONGEST_CODE // 6 + 1) + "```")
    assert "span" not in [name for name, _ in shown.elements]
