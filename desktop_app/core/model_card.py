"""A repository's model card made fit for our own Markdown: the tags of HTML out, pictures as links.

Cards are written for a browser. Nothing of one may load anything here, and the tags, which our
Markdown shows as the letters that they are, would stand between the words. A card may hold
anything: whatever it is, it is gone through once.
"""

import re
from urllib.parse import quote, urlsplit

_CODE = re.compile(
    r"^(?P<fence>[ ]{0,3}(?P<mark>`{3,}|~{3,}).*?(?:^[ ]{0,3}(?P=mark)[`~]*[ \t]*$|\Z))"
    r"|(?P<ticks>`+)(?!`).{1,2000}?(?<!`)(?P=ticks)(?!`)",
    re.MULTILINE | re.DOTALL,
)
"""What stands in code is left as it is."""

_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(?P<unseen>script|style)\b.*?(?:</(?P=unseen)\s*>|\Z)"
    r"|<(?P<end>/?)(?P<name>[a-z][a-z0-9-]*)(?P<attributes>\s[^<>]*)?/?>",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"""([a-zA-Z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_HEADING = re.compile(r"h[1-6]")
_BLOCKS = frozenset(
    (
        *("p", "div", "center", "details", "summary", "section", "blockquote", "hr", "ul", "ol"),
        *("table", "thead", "tbody", "tr"),
    )
)
"""Tags that begin or end a paragraph."""

_ADDRESS = r"\(\s*<?([^()\s<>]+)>?[^()\n]*\)"
_PICTURE = re.compile(rf"!\[([^\[\]\n]*)\]{_ADDRESS}")
_LINKED_PICTURE = re.compile(rf"\[\s{{0,40}}{_PICTURE.pattern}\s{{0,40}}\]{_ADDRESS}")
_BLANKS = re.compile(r"\n[ \t]*(?:\n[ \t]*){2,}")

PICTURE = "🖼"
"""Stands before the words of a link that leads to a picture."""


def readable(card: str) -> str:
    """The card as Markdown without HTML; a picture becomes a link to where it is.

    Of a picture that is a link itself the link is kept: these are mostly buttons.
    """
    pieces: list[str] = []
    end = 0
    for code in _CODE.finditer(card):
        pieces += (_plain(card[end : code.start()]), code[0])
        end = code.end()
    pieces.append(_plain(card[end:]))
    return _BLANKS.sub("\n\n", "".join(pieces)).strip()


def beginning(text: str, most: int) -> str:
    """The first blocks of a Markdown text, about `most` characters; all of one that is shorter.

    It is cut before an empty line, and never in a block of code.
    """
    if len(text) <= most:
        return text
    cut = text.rfind("\n\n", 0, most)
    for code in _CODE.finditer(text):
        if code["fence"] and code.start() < cut < code.end():
            cut = code.start()
    return text[:cut].rstrip() if cut > 0 else text[:most]


def target(href: str, address: str, repo: str, commit: str) -> str:
    """Where a link of a card leads: relative ones to files of the repository; "" for one to
    another place in the card. `address` is that of the Hub."""
    if href.startswith("#"):
        return ""
    if urlsplit(href).scheme or href.startswith("//"):
        return href
    if href.startswith("/"):
        return address + href
    path = quote(href.removeprefix("./"), safe="/%#?=&")
    return f"{address}/{repo}/blob/{commit}/{path}"


def _plain(text: str) -> str:
    """A piece of a card outside of code."""
    text = _Tags().without(text)
    text = _LINKED_PICTURE.sub(lambda found: _link(found[1] or _host(found[3]), found[3]), text)
    return _PICTURE.sub(_picture, text)


class _Tags:
    """Takes the tags out of a text: of what they say only links, headings and items stay."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._href = ""
        """Where the link leads that is open."""
        self._link_from = 0
        """The number of the piece in which it begins."""
        self._heading = False

    def without(self, text: str) -> str:
        """The text without its tags."""
        end = 0
        for tag in _TAG.finditer(text):
            self._write(text[end : tag.start()])
            end = tag.end()
            if tag["name"]:
                self._take(tag["name"].lower(), bool(tag["end"]), tag["attributes"] or "")
        self._write(text[end:])
        self._end_link()
        return "".join(self._pieces)

    def _write(self, text: str) -> None:
        if self._heading or self._href:  # Each is one line in Markdown.
            text = re.sub(r"\s+", " ", text)
            if self._pieces and self._pieces[-1].endswith(" "):
                text = text.lstrip(" ")
        self._pieces.append(text)

    def _take(self, name: str, ends: bool, attributes: str) -> None:
        if name == "a":
            self._end_link()
            if not ends:
                self._href = _safe(_attributes(attributes).get("href", ""))
                self._link_from = len(self._pieces)
        elif name == "img":
            self._take_picture(_attributes(attributes))
        elif _HEADING.fullmatch(name):
            self._heading = not ends
            self._pieces.append("\n\n" if ends else f"\n\n{'#' * int(name[1])} ")
        elif name == "br":
            self._pieces.append(" " if self._heading or self._href else "\n")
        elif name == "li":
            self._pieces.append("" if ends else "\n- ")
        elif name in _BLOCKS:
            self._end_link()
            self._pieces.append("\n\n")

    def _take_picture(self, attributes: dict[str, str]) -> None:
        words = " ".join(attributes.get("alt", "").split()).translate(_BRACKETS)
        source = _safe(attributes.get("src", ""))
        if self._href:
            self._pieces.append(words)
        elif source:
            self._pieces.append(f"![{words}]({source})")

    def _end_link(self) -> None:
        if not self._href:
            return
        words = "".join(self._pieces[self._link_from :]).strip()
        del self._pieces[self._link_from :]
        self._pieces.append(_link(words or _host(self._href), self._href))
        self._href = ""


_BRACKETS = str.maketrans("[]", "()")


def _picture(found: re.Match[str]) -> str:
    words, address = found[1].strip(), found[2]
    if address.startswith("data:"):
        return words
    name = address.rstrip("/").rsplit("/", 1)[-1]
    return _link(f"{PICTURE} {words or name}", address)


def _link(words: str, address: str) -> str:
    return f"[{words}]({address})"


def _attributes(text: str) -> dict[str, str]:
    found = _ATTRIBUTE.finditer(text)
    return {one[1].lower(): one[2] or one[3] or one[4] or "" for one in found}


def _safe(address: str) -> str:
    """An address without what would end it in Markdown."""
    return quote(address.strip(), safe="/%:#?=&@+,;~!$*'")


def _host(address: str) -> str:
    return urlsplit(address).hostname or address
