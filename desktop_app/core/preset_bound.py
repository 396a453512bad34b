"""How much may be in a file of presets: it is looked at before any of it is parsed.

That happens on the UI thread, and Python's readers of TOML and JSON take microseconds for each
sign that means something: a file of a mebibyte of commas would hold the window for seconds.
"""

import re

_MARKS = "\n,.:=[{_\\#"

_LONG_KEY = re.compile(
    r"""(?:^|[{,\[])[ \t]*+(?:(?>[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){32}""",
    re.MULTILINE,
)
"""A key of a table in a table in a table …: Python's parser would take minutes for a long one."""

MOST_OWN_MARKS = 60_000
"""Signs that structure one's own file: five hundred presets with forty lines each have fewer."""
MOST_OWN_CHARACTERS = 4_000_000
"""Forty of the longest prompts there can be."""


def check_parts(text: str, most: int) -> None:
    """Raises ValueError for a text with more than `most` signs that structure it, or with a key
    that is made to be slow."""
    if sum(map(text.count, _MARKS)) > most:
        raise ValueError(f"it has more than {most:,} parts")
    if _LONG_KEY.search(text):
        raise ValueError("a key of so many parts cannot be")


def check_own(text: str) -> None:
    """Raises ValueError for a text that is no file of one's own presets: it would hold the window
    at every change."""
    if len(text) > MOST_OWN_CHARACTERS:
        raise ValueError(f"it has more than {MOST_OWN_CHARACTERS:,} characters")
    check_parts(text, MOST_OWN_MARKS)
