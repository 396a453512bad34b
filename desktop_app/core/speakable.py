"""A paragraph as it is said: without marks, addresses and little pictures."""

import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import urlsplit

from desktop_app.core.markdown import Span

_PICTURES = (
    "\\u231a\\u231b\\u23e9-\\u23f3\\u23f8-\\u23fa\\u25aa-\\u25ab\\u25fb-\\u25fe\\u2600-\\u27bf"
    "\\u2b1b\\u2b1c\\u2b50\\u2b55\\u3030\\u303d\\u3297\\u3299\\U0001f000-\\U0001faff"
)
_PICTURE = re.compile(
    rf"(?:[0-9#*]\ufe0f?\u20e3|[{_PICTURES}][\ufe0e\ufe0f\u200d\U000e0020-\U000e007f]*)+"
)
"""Emoji and dingbats, with what joins and colours them."""

_GAP = re.compile(r"[^\S\u2028]+([.,;:!?](?:\s|$))")
"""Where a picture stood before the end of a sentence."""

_ADDRESS = re.compile(r"\b(?:https?://|www\.)[^\s<>]*[^\s<>.,;:!?'\")\]]")
_FORMULA = re.compile(
    r"\$\$(?P<block>[^$]+)\$\$|\$(?![\s\d])(?P<inline>[^$\n]+?)(?<![\s\\])\$(?!\d)"
)
_LOOKS_LIKE_TEX = re.compile(r"[\\^_={}<>+*/]|^\s*[A-Za-z]\w?\s*$")
_FRACTION = re.compile(r"\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}")
_COMMAND = re.compile(r"\\([A-Za-z]+)\s*")
_SILENT = frozenset({
    "left", "right", "big", "Big", "bigl", "bigr", "mathrm", "mathbf", "mathit", "text",
    "textbf", "operatorname", "displaystyle", "quad", "qquad", "limits",
})  # fmt: skip
_SPOKEN = {
    "times": "×",
    "cdot": "·",
    "leq": "≤",
    "le": "≤",
    "geq": "≥",
    "ge": "≥",
    "neq": "≠",
    "ne": "≠",
    "pm": "±",
    "approx": "≈",
    "to": "→",
    "rightarrow": "→",
    "infty": "∞",
    "sqrt": "√",
    "div": "÷",
    "dots": "…",
    "ldots": "…",
    "cdots": "…",
}
_CODE_MARKS = re.compile(r"[^\w\s.,:+#%°€$£&@'’-]|_")


def speakable(spans: Iterable[Span]) -> str:
    """The words of a paragraph. A link is its text, an address its host, a picture nothing."""
    return cleaned("".join(_said(span) for span in spans))


def cleaned(text: str) -> str:
    """Plain text without emoji, addresses in full and the marks of formulas."""
    text = _FORMULA.sub(_formula, text)
    text = _ADDRESS.sub(lambda match: _host(match[0]), text)
    return _GAP.sub(r"\1", _PICTURE.sub("", text)).strip()


def named(text: str) -> str:
    """The names of the emoji in `text`, for where they are all there is to say."""
    names = (unicodedata.name(char, "") for match in _PICTURE.finditer(text) for char in match[0])
    return ", ".join(name.lower() for name in names if name and "SELECTOR" not in name)


def has_words(text: str) -> bool:
    """Whether anything in `text` can be said: a letter, a digit, a sign with a name."""
    return any(unicodedata.category(char)[0] in "LN" or char in "%&@+=<>€$£¥°" for char in text)


def _said(span: Span) -> str:
    if span.code:
        return _CODE_MARKS.sub(" ", span.text) if has_words(span.text) else span.text
    if span.href and span.text.endswith(f"({span.href})"):  # A picture: its words and address.
        return span.text.removesuffix(f"({span.href})")
    return span.text


def _host(address: str) -> str:
    if "//" not in address:
        address = "//" + address
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:  # "[" in the wrong place
        host = ""
    return host.removeprefix("www.")


def _formula(match: re.Match[str]) -> str:
    tex = match["block"] or match["inline"]
    if not _LOOKS_LIKE_TEX.search(tex):
        return match[0]
    tex = _FRACTION.sub(r"(\1) / (\2)", tex)
    tex = _COMMAND.sub(lambda m: f" {_command(m[1])} ", tex)
    tex = re.sub(r"\^\{?2\}?(?!\d)", "² ", tex)
    tex = re.sub(r"\^\{?3\}?(?!\d)", "³ ", tex)
    return " ".join(re.sub(r"[{}\\$&_]", " ", tex).split())


def _command(name: str) -> str:
    return "" if name in _SILENT else _SPOKEN.get(name, name)
