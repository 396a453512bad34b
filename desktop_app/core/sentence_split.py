"""Where one sentence ends and the next begins, in the scripts that people write.

A split that is missed costs a pause; one too many tears a sentence apart in the ear. So where the
signs are unclear there is none. Every character of the text stays, apart from the white space
between two sentences.
"""

import re

LONGEST = 400
"""Characters of one sentence at most: what is longer is divided at a comma or a space."""

LINE_BREAK = "\u2028"
"""A line break inside a paragraph."""

_CLOSERS = "\"'\u2019\u201d\u00bb\u203a)\\]}\uff09\u300d\u300f\u3011"
_WIDE = "\u3002\uff01\uff1f\uff61\u0964\u0965\u1362\u17d4\u104b"
"""Ends that need no space behind them: CJK, Devanagari, Ethiopic, Khmer, Burmese."""
_NARROW = ".!?\u2026\u061f\u06d4\u203d"
"""Ends that are one only before white space."""

_END = re.compile(
    rf"(?P<wide>[{_WIDE}]+[{_CLOSERS}]*\s*)"
    rf"|(?P<narrow>[{_NARROW}]+[{_CLOSERS}]*)(?P<space>\s+)(?=\S)"
    rf"|\s*{LINE_BREAK}\s*(?=\S)"
    r"|(?P<thai>(?<=[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff])\s+(?=[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]))"
)
"""The places where a sentence may end."""

_THAI_LENGTH = 30
"""Thai, Lao, Khmer and Burmese put spaces between phrases too: one this long is a sentence."""

_BEFORE_NAMES = frozenset({
    "dr", "mr", "mrs", "ms", "mx", "prof", "st", "sr", "jr", "rev", "hon", "gen", "col", "capt",
    "lt", "sgt", "vs", "approx", "ca", "cf", "eds", "inc", "ltd", "dept",
    "bzw", "vgl", "ggf", "evtl", "inkl", "exkl", "bspw", "sog", "hl", "hrsg", "str",
    "mme", "mlle", "sra", "srta", "ud", "uds", "dra", "sig", "dott", "ing", "avv",
    "dhr", "mevr", "bijv", "им", "ул", "г",
})  # fmt: skip
"""Words that a full stop makes no end of, in lower case. Where a small letter follows there is
none anyway, so only those stand here that a capital may follow."""

_BEFORE_NUMBERS = frozenset({
    "no", "nos", "nr", "fig", "figs", "eq", "eqs", "p", "pp", "vol", "vols", "ch", "sec", "abs",
    "art", "bd", "aufl", "kap", "núm", "pág", "pag", "стр", "рис", "tel", "max", "min",
})  # fmt: skip
"""The same before a number; elsewhere many of them are words."""

_INITIALISM = re.compile(r"(?:^|[\s(\[\"'\u201c\u201e])(?:[^\W\d_]\.\s?)*[^\W\d_]\.$")
"""One letter and a stop, or several of them: "e.g.", "U.S.", "J. R.", "z. B."."""
_NUMBERED = re.compile(r"(?:^|\s)\d{1,2}\.$")
_QUOTED = re.compile(rf"[{_WIDE}]+[{_CLOSERS}]+[\u3041-\u309f]")
"""What somebody said, in a Japanese sentence that goes on behind it."""
_LAST_WORD = re.compile(r"([^\W\d_]+)\.$")
_CLAUSE = re.compile(r"[,;:\u2014\u3001\uff0c\uff1b\u060c]\s*|\s+[\u2013\u2014]\s+")


def split(text: str) -> list[str]:
    """The sentences of a paragraph, without the white space around them."""
    return [part for sentence in _sentences(text) for part in _divided(sentence)]


def _sentences(text: str) -> list[str]:
    found = []
    start = 0
    for match in _END.finditer(text):
        if match.start() < start or not _is_end(text, start, match):
            continue
        found.append(text[start : match.end()])
        start = match.end()
    found.append(text[start:])
    cleaned = (" ".join(sentence.split()) for sentence in found)
    return [sentence for sentence in cleaned if sentence]


def _is_end(text: str, start: int, match: re.Match[str]) -> bool:
    if match["wide"]:
        return not _QUOTED.match(text, match.start())
    if match["thai"]:
        return match.start() - start >= _THAI_LENGTH
    following = text[match.end()]
    if match["narrow"] is None:  # The end of a line: of a sentence too, unless that goes on.
        return not following.islower()
    if following.islower():
        return LINE_BREAK in match["space"] and not match["narrow"].startswith(".")
    if not match["narrow"].startswith(".") or len(match["narrow"]) > 1:
        return True
    if LINE_BREAK in match["space"]:
        return True
    return not _is_abbreviation(text[start : match.start() + 1], following)


def _is_abbreviation(sentence: str, following: str) -> bool:
    """Whether the stop at the end of `sentence`, before `following`, belongs to its last word."""
    last = _LAST_WORD.search(sentence)
    word = last[1].lower() if last is not None else ""
    if word in _BEFORE_NAMES or (word in _BEFORE_NUMBERS and following.isdigit()):
        return True
    if _INITIALISM.search(sentence) and not sentence.endswith((" I.", "\u00a0I.")):
        return True
    return _NUMBERED.search(sentence) is not None


def _divided(sentence: str) -> list[str]:
    """`sentence`, or its parts when it is too long to be said in one go."""
    parts = []
    while len(sentence) > LONGEST:
        cut = max((m.end() for m in _CLAUSE.finditer(sentence, 0, LONGEST)), default=0)
        if cut < LONGEST // 4:
            cut = sentence.rfind(" ", 1, LONGEST) + 1 or LONGEST
        parts.append(sentence[:cut].strip())
        sentence = sentence[cut:].strip()
    return [*parts, sentence] if sentence else parts
