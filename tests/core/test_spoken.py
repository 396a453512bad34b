"""What is said of a message, and what is not."""

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.core.speech import Part, Utterance
from desktop_app.core.spoken import SpokenStream, utterances

TABLE = "| Name | Age |\n|---|---|\n| Anna | 3 |\n| Bob | |\n"
ANSWER = f"""# A *short* answer

It is **fast**, see [the docs](https://example.org/a?b=c). Really!

- first
- second. And more.

1. third

```python
print(1)
print(2)
```

{TABLE}
> Quoted words.
"""


def words(said: Iterable[Utterance]) -> list[str]:
    return [u.words if isinstance(u.words, str) else u.words.english() for u in said]


def test_an_answer_is_said_sentence_by_sentence() -> None:
    assert words(utterances(ANSWER)) == [
        "A short answer",
        "It is fast, see the docs.",
        "Really!",
        "first",
        "second.",
        "And more.",
        "1. third",
        "Code, 2 lines of Python.",
        "Name: Anna; Age: 3.",
        "Name: Bob.",
        "Quoted words.",
    ]


def test_headings_and_items_are_known_and_have_a_pause() -> None:
    heading, sentence, last, first_item, *_ = utterances(ANSWER)
    assert (heading.part, first_item.part) == (Part.HEADING, Part.ITEM)
    assert heading.pause > last.pause > first_item.pause > sentence.pause


@pytest.mark.parametrize(
    ("markdown", "said"),
    [
        ("```\nx\n```", "Code, one line."),
        ("```rust\nx\n```", "Code, one line of Rust."),
        ("    x\n    y", "Code, 2 lines."),
        ("```brainfuck\n+\n-\n```", "Code, 2 lines of brainfuck."),
        (TABLE + "| x | 1 |\n" * 20, "Table with 2 columns and 22 rows."),
        ("See https://www.example.com/a/b?c=d#e.", "See example.com."),
        ("See <https://example.com/a>.", "See example.com."),
        ("![a cat](https://example.com/cat.png)", "a cat"),
        ("Well done 🎉! 👩‍👩‍👧 1️⃣", "Well done!"),
        ("👍🏽", "thumbs up sign, emoji modifier fitzpatrick type-4"),
        ("Call `my_function(x)` now.", "Call my function x now."),
        ("It costs $5 and not $10.", "It costs $5 and not $10."),
        (r"So $E = mc^2$ holds.", "So E = mc² holds."),
        (r"$$\frac{a}{b} \leq \alpha$$", "(a) / (b) ≤ alpha"),
        ("20 °C is 68 °F.", "20 °C is 68 °F."),
        ("~~gone~~ ***here***", "gone here"),
    ],
)
def test_what_is_no_prose_is_told_of(markdown: str, said: str) -> None:
    assert " ".join(" ".join(words(utterances(markdown))).split()) == said


@pytest.mark.parametrize("markdown", ["", "  \n\n", "---", "…", "***", "[x]: http://a.b"])
def test_where_there_are_no_words_nothing_is_said(markdown: str) -> None:
    assert list(utterances(markdown)) == []


def test_a_sentence_is_said_as_soon_as_it_is_closed() -> None:
    stream = SpokenStream()
    assert words(stream.feed("One sentence. Anoth")) == ["One sentence."]
    assert words(stream.feed("er sentence. ")) == []
    assert words(stream.feed("A third")) == ["Another sentence."]
    assert words(stream.finish()) == ["A third"]


def test_words_that_may_yet_be_marks_wait() -> None:
    stream = SpokenStream()
    assert words(stream.feed("It is *not so. And")) == []
    assert words(stream.feed(" why* then? Yes.\n\nNext\n")) == [
        "It is not so.",
        "And why then?",
        "Yes.",
    ]


PROSE = st.lists(
    st.lists(st.text("abcdefghijklmnop", min_size=2, max_size=8), min_size=1, max_size=12).map(
        lambda parts: " ".join(parts).capitalize() + "."
    ),
    min_size=1,
    max_size=5,
).map(" ".join)
PREFIXES = st.sampled_from(["", "# ", "- ", "> ", "1. ", "> - "])
PARAGRAPHS = st.lists(st.tuples(PREFIXES, PROSE), min_size=1, max_size=6)


@settings(deadline=None, max_examples=50)
@given(PARAGRAPHS)
def test_no_word_of_prose_is_lost_or_said_twice(paragraphs: list[tuple[str, str]]) -> None:
    markdown = "\n\n".join(prefix + text for prefix, text in paragraphs)
    said = [word for line in words(utterances(markdown)) for word in line.split()]
    assert [word for word in said if not word[0].isdigit()] == [
        word for _, text in paragraphs for word in text.split()
    ]


def test_signs_alone_are_not_said() -> None:
    stream = SpokenStream()
    said = stream.feed("，\n1") + stream.feed(". Word") + stream.finish()
    assert words(said) == ["1. Word"]


PIECES = [
    "Word", " ", " ", "\n", "\n\n", ". ", "! ", "*", "**", "`", "```\n", "- ", "1. ", "# ", "| ",
    "|---|\n", "[a](b)", "[x]", "> ", "$", "---\n", "===\n", "😀", "，", "。",
]  # fmt: skip
MARKDOWN = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@settings(deadline=None, max_examples=100)
@given(MARKDOWN, st.integers(1, 7))
def test_a_stream_says_what_the_whole_says(markdown: str, size: int) -> None:
    stream = SpokenStream()
    said: list[Utterance] = []
    for start in range(0, len(markdown), size):
        said += stream.feed(markdown[start : start + size])
    said += stream.finish()
    assert words(said) == words(utterances(markdown))
