"""What a person pastes to name a model of the Hub: an address of its page, a name, a command."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

HOSTS = frozenset({"huggingface.co", "www.huggingface.co", "hf.co", "hf-mirror.com"})
"""The Hub, the short name that its own pages use for commands, and its best-known mirror."""

_LONGEST = 2000
"""Characters; what is longer is no address that anybody pasted on purpose."""

_NAME = r"[A-Za-z0-9_](?:[A-Za-z0-9._-]*[A-Za-z0-9_])?"
_ID = re.compile(rf"{_NAME}/{_NAME}")
_LONGEST_ID = 96
"""The Hub's own rule, as huggingface_hub's `validate_repo_id` has it, with the rest of it in
`_is_id`."""

_PAGES = frozenset(
    (
        *("api", "blog", "collections", "datasets", "docs", "enterprise", "inference", "join"),
        *("learn", "login", "models", "new", "organizations", "papers", "posts", "pricing"),
        *("settings", "spaces", "tasks"),
    )
)
"""What stands in an address where a maker would, and is none."""

_WAYS = frozenset(("blob", "resolve", "tree", "raw"))
_COMMANDS = frozenset(
    (
        *("ollama", "llama", "llama-cli", "llama-server", "llama-run", "llama-mtmd-cli"),
        *("lms", "hf", "huggingface-cli", "parley"),
    )
)
_TAG = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_SUFFIX = ".gguf"
_FORMAT = re.compile(r"[-_.]?gguf$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class HubAddress:
    """Which repository, and what of it: `quantization` or `file` where one of them is named."""

    repo: str
    quantization: str = ""
    file: str = ""
    revision: str = "main"


def hub_address(text: str, mirror: str = "") -> HubAddress | None:
    """What `text` names on the Hub; None for what is no address, such as words to search for.

    `mirror` is the address of a Hub whose pages count as well, as in `HubAccess.address`. Nothing
    is asked of anybody: whether there is such a repository is another question.
    """
    text = text.strip().strip("\"'<>`").strip()
    if not text or len(text) > _LONGEST or not text.isprintable():
        return None
    words = text.split()
    if len(words) > 1:
        return _of_command(words, mirror)
    scheme, mark, rest = text.partition("://")
    if not mark:
        return _of_page("https://" + text, mirror) or _of_name(text)
    if scheme.lower() == "hf":
        return _of_path(rest.split("/"))
    return _of_page(text, mirror) if scheme.lower() in ("http", "https") else None


def bare_name(repo: str) -> str:
    """What is in a repository, by its name: "Qwen3-4B" for "Qwen/Qwen3-4B-GGUF". To search by."""
    return _FORMAT.sub("", repo.partition("/")[2])


def _of_command(words: list[str], mirror: str) -> HubAddress | None:
    """As in "ollama run hf.co/maker/name:Q4_K_M", copied from a page together with the command."""
    if words[0].lower() not in _COMMANDS:
        return None
    for word, following in zip(words[1:], [*words[2:], ""], strict=True):
        found = hub_address(word, mirror)
        if found is not None:
            named = found.file or found.quantization
            if not named and following.lower().endswith(_SUFFIX) and _is_path(following):
                return HubAddress(found.repo, file=following, revision=found.revision)
            return found
    return None


def _of_page(text: str, mirror: str) -> HubAddress | None:
    try:
        parts = urlsplit(text)
        host, own = parts.hostname or "", urlsplit(mirror)
        known = host in HOSTS or (bool(mirror) and parts.netloc == own.netloc)
    except ValueError:
        return None
    if not known:
        return None
    path = parts.path.rstrip("/")
    if parts.netloc == own.netloc:
        path = path.removeprefix(own.path.rstrip("/"))
    found = _of_path([unquote(step) for step in path.split("/")[1:]])
    if found is not None and not found.file:
        # The pages of the Hub show what is in a GGUF file under such an address.
        shown = parse_qs(parts.query).get("show_file_info", [""])[0]
        if shown.endswith(_SUFFIX) and _is_path(shown):
            return HubAddress(found.repo, found.quantization, shown, found.revision)
    return found


def _of_path(steps: list[str]) -> HubAddress | None:
    """As in maker/name/blob/main/folder/file.gguf, maker/name:Q4_K_M, or maker/name/file.gguf."""
    if len(steps) < 2 or steps[0] in _PAGES:
        return None
    found = _of_name("/".join(steps[:2]))
    rest = steps[2:]
    if found is None or not rest:
        return found
    revision = found.revision
    if rest[0] in _WAYS:
        revision, rest = (rest[1] if len(rest) > 1 else revision), rest[2:]
    path = "/".join(rest)
    if not _is_path(revision) or (path and not _is_path(path)):
        return None
    return HubAddress(
        found.repo, found.quantization, path if path.lower().endswith(_SUFFIX) else "", revision
    )


def _of_name(text: str) -> HubAddress | None:
    """As in maker/name and maker/name:Q4_K_M."""
    repo, colon, tag = text.partition(":")
    if not _is_id(repo) or (colon and not _TAG.fullmatch(tag)):
        return None
    if tag.lower().endswith(_SUFFIX):
        return HubAddress(repo, file=tag)
    return HubAddress(repo, "" if tag.lower() == "latest" else tag)


def _is_id(text: str) -> bool:
    return (
        len(text) <= _LONGEST_ID
        and _ID.fullmatch(text) is not None
        and "--" not in text
        and ".." not in text
        and not text.endswith(".git")
    )


def _is_path(text: str) -> bool:
    """Whether this is a place within a repository and leads to no other."""
    steps = text.split("/")
    return text.isprintable() and "\\" not in text and not {"", ".", ".."} & set(steps)
