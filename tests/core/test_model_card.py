"""Model cards lose their HTML and load nothing, whatever they hold."""

import pytest

from desktop_app.core.markdown import Paragraph, parse
from desktop_app.core.model_card import beginning, readable, target

HUB = "https://huggingface.co"


@pytest.mark.parametrize(
    ("card", "plain"),
    [
        ("<p>One</p>two", "One\n\ntwo"),
        ("a<br>b<br/>c", "a\nb\nc"),
        ("<h2 align='center'>\n A  <b>title</b>\n</h2>\ntext", "## A title \n\ntext"),
        ('<a href="https://a.org/">\n words </a>.', "[words](https://a.org/)."),
        ('<img src="https://a.org/x.png" alt="A [fox]">', "[🖼 A (fox)](https://a.org/x.png)"),
        ('<a href="https://a.org"><img alt="Chat" src="b.svg"/></a>', "[Chat](https://a.org)"),
        ('<a href="https://a.org/q"><img src="b.svg"></a>', "[a.org](https://a.org/q)"),
        ("![pic](a/b.png)", "[🖼 pic](a/b.png)"),
        ("![](a/b.png 'Title')", "[🖼 b.png](a/b.png)"),
        ("![dot](data:image/png;base64,AAAA)", "dot"),
        ("[![D](https://i.org/x.png)](https://d.org)", "[D](https://d.org)"),
        ("<ul><li>one</li><li>two</li></ul>", "- one\n- two"),
        ("<!-- hidden --->seen<!-- open", "seen"),
        ("<script>alert('<b>')</script>x<style>p {}</style>", "x"),
        ("<img>", ""),
        ("a < b and b > c, <https://a.org>", "a < b and b > c, <https://a.org>"),
        ("`<div>` and ``<p>``", "`<div>` and ``<p>``"),
        ("```html\n<div>\n```\n<div>x", "```html\n<div>\n```\n\n\nx".replace("\n\n\n", "\n\n")),
        ("~~~\n<p>", "~~~\n<p>"),
    ],
)
def test_tags_go_and_words_stay(card: str, plain: str) -> None:
    assert readable(card) == plain


def test_an_address_cannot_break_out_of_its_link() -> None:
    plain = readable('<a href="https://a.org/) [x](file:///etc">words</a>')
    (paragraph,) = parse(plain)
    assert isinstance(paragraph, Paragraph)
    assert [span.text for span in paragraph.spans] == ["words"]
    assert paragraph.spans[0].href.startswith("https://a.org/")


@pytest.mark.parametrize(
    "piece",
    ["<a", "[", "![", "`", "<!--", "```\n", "<h1>", "![a](", "<a href=x>", "<script>", "<a x='"],
)
def test_whatever_a_card_holds_it_is_gone_through_once(piece: str) -> None:
    """It would take minutes where something was looked for again at each place."""
    assert len(readable(piece * (200_000 // len(piece)))) <= 400_000


def test_the_beginning_of_a_card_ends_with_a_paragraph() -> None:
    text = "one\n\ntwo\n\nthree three three"
    assert beginning(text, 100) == text
    assert beginning(text, 12) == "one\n\ntwo"
    assert beginning("x" * 50, 20) == "x" * 20


def test_the_beginning_of_a_card_ends_before_code_that_does_not_fit() -> None:
    text = "words\n\n```\na\n\nb\n\nc\n```\n\nend"
    assert beginning(text, 18) == "words"
    assert beginning(text, len(text) - 2) == "words\n\n```\na\n\nb\n\nc\n```"


@pytest.mark.parametrize(
    ("href", "leads"),
    [
        ("https://a.org/x", "https://a.org/x"),
        ("mailto:a@b.org", "mailto:a@b.org"),
        ("#usage", ""),
        ("./LICENSE", f"{HUB}/m/n/blob/c0/LICENSE"),
        ("docs/a b.md", f"{HUB}/m/n/blob/c0/docs/a%20b.md"),
        ("/Qwen/Qwen3-4B", f"{HUB}/Qwen/Qwen3-4B"),
        ("//a.org/x", "//a.org/x"),
    ],
)
def test_links_lead_where_they_lead_on_the_page(href: str, leads: str) -> None:
    assert target(href, HUB, "m/n", "c0") == leads
