"""A real HTTP server on this computer that speaks the Hub's API, well or badly, as a test wishes.

    with HubApi() as hub:
        repo = hub.add_repo("maker/name-GGUF", {"name-Q4_K_M.gguf": data, "README.md": "# Name"})
        access = HubAccess(hub.address)  # or HF_ENDPOINT=hub.address

It answers what huggingface_hub 2.4.0 asks: the search (`/api/models`, with pages by a Link
header), a repository (`/api/models/maker/name/revision/main?blobs=True`), its tree, who is logged
in, and `resolve`, which sends large files on to another address (`hub.cdn`,
`/cdn/maker/name/file`), as the Hub does.

What goes wrong is chosen by `hub.fail(beginning_of_a_path, status, …)` for answers of any kind,
and by the `Served` of a file (`hub.file(repo, path)`: cuts, answers, hold_at, ranges, data …) for
its bytes; what the API says of the file stays what it was. `hub.asked` is what was asked.

`hub.users` maps tokens to names; a repository with `gated="auto"` or `private=True` is handed out
to those in its `readers` alone. An unknown token is refused everywhere, as by the Hub.

All tests run with HF_HUB_OFFLINE; `hub.lead_to(monkeypatch)` makes it the Hub of the environment.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import ClassVar
from urllib.parse import parse_qs, quote, unquote, urlencode, urlsplit

import pytest

from tests.hub_server import FileHandler, HubServer, Served

COMMIT = "0123456789abcdef0123456789abcdef01234567"
TOKEN = "hf_right"
"""The token of Ada, who has an account."""

LARGE_SUFFIXES = (".gguf", ".safetensors", ".bin")
"""What is kept by Git LFS, whose checksum is SHA-256."""

_MOST_PER_PAGE = 1000
_SORTS = {"trendingScore", "downloads", "likes", "lastModified", "createdAt"}


@dataclass(frozen=True)
class Promise:
    """What the API says of a file, whatever its bytes turn out to be."""

    size: int
    sha1: str
    sha256: str
    """"" for a small file, which Git LFS does not keep."""

    @classmethod
    def of(cls, path: str, data: bytes) -> "Promise":
        sha1 = hashlib.sha1(b"blob %d\0" % len(data) + data).hexdigest()
        sha256 = hashlib.sha256(data).hexdigest() if path.endswith(LARGE_SUFFIXES) else ""
        return cls(len(data), sha1, sha256)

    @property
    def etag(self) -> str:
        return f'"{self.sha256 or self.sha1}"'


@dataclass
class HubRepo:
    """One repository. `facts` are further fields of its answers (`gguf`, `likes`, …).

    `promises` say what is told of `files`; with `checksums` False no SHA-256 is.
    """

    id: str
    files: dict[str, Served]
    commit: str = COMMIT
    gated: str = ""
    private: bool = False
    readers: set[str] = field(default_factory=set)
    licence: str = "apache-2.0"
    task: str = "text-generation"
    facts: dict[str, object] = field(default_factory=dict)
    promises: dict[str, Promise] = field(default_factory=dict)
    checksums: bool = True

    @property
    def closed(self) -> bool:
        return bool(self.gated) or self.private

    def revisions(self) -> tuple[str, ...]:
        return "main", self.commit

    def info(self, *, blobs: bool = False) -> dict[str, object]:
        """What the API says about it."""
        author, _, _ = self.id.partition("/")
        has_gguf = any(path.endswith(".gguf") for path in self.files)
        return {
            "_id": hashlib.md5(self.id.encode()).hexdigest()[:24],
            "id": self.id,
            "modelId": self.id,
            "author": author,
            "sha": self.commit,
            "private": self.private,
            "gated": self.gated or False,
            "disabled": False,
            "downloads": 0,
            "likes": 0,
            "trendingScore": 0,
            "createdAt": "2024-01-01T00:00:00.000Z",
            "lastModified": "2025-01-01T00:00:00.000Z",
            "pipeline_tag": self.task,
            "tags": [*(["gguf"] if has_gguf else []), f"license:{self.licence}", self.task],
            "cardData": {"license": self.licence},
            "siblings": [self._sibling(path, blobs) for path in self.files],
            **self.facts,
        }

    def _sibling(self, path: str, blobs: bool) -> dict[str, object]:
        entry: dict[str, object] = {"rfilename": path}
        if blobs:
            promise = self.promises[path]
            entry |= {"size": promise.size, "blobId": promise.sha1}
            if promise.sha256 and self.checksums:
                lfs = {"sha256": promise.sha256, "size": promise.size, "pointerSize": 134}
                entry["lfs"] = lfs
        return entry

    def tree(self) -> Iterator[dict[str, object]]:
        for path, promise in self.promises.items():
            entry: dict[str, object] = {"type": "file", "path": path}
            entry |= {"size": promise.size, "oid": promise.sha1}
            if promise.sha256 and self.checksums:
                lfs = {"oid": promise.sha256, "size": promise.size, "pointerSize": 134}
                entry["lfs"] = lfs
            yield entry


@dataclass
class Fault:
    """An answer in place of the right one, to `times` requests for what begins with `beginning`.

    With `hold` there is no answer until `HubServer.go_on`.
    """

    beginning: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    kind: str
    times: int
    hold: bool


class HubApi(HubServer):
    """The Hub. See the module."""

    def __init__(self, certificate: Path | None = None) -> None:
        super().__init__(certificate)
        self.repos: dict[str, HubRepo] = {}
        self.users: dict[str, str] = {TOKEN: "ada"}
        self.faults: list[Fault] = []
        self.next_pages = ""
        """Another address where the search goes on, "" for this one."""
        # Of another origin, as the Hub's is: what may not go there, such as a token, shows.
        self._cdn = HubServer(certificate)
        self._cdn.files, self._cdn.asked = self.files, self.asked
        self._cdn.held, self._cdn.go_on = self.held, self.go_on

    def handler(self) -> type[FileHandler]:
        return ApiHandler

    @property
    def cdn(self) -> str:
        """The address at which large files are handed out."""
        return self._cdn.address

    def __enter__(self) -> "HubApi":
        super().__enter__()
        self._cdn.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._cdn.__exit__(kind, error, trace)
        super().__exit__(kind, error, trace)

    def lead_to(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Be the Hub that the environment means, for this process and its children."""
        for name in ("HF_HUB_OFFLINE", "HF_TOKEN", "HUGGING_FACE_HUB_TOKEN"):
            monkeypatch.delenv(name, raising=False)
        for name in ("http_proxy", "https_proxy", "all_proxy"):
            monkeypatch.delenv(name, raising=False)
            monkeypatch.delenv(name.upper(), raising=False)
        monkeypatch.setenv("HF_ENDPOINT", self.address)

    def add_repo(
        self,
        id: str,
        files: Mapping[str, bytes | str],
        *,
        gated: str = "",
        private: bool = False,
        licence: str = "apache-2.0",
        task: str = "text-generation",
        commit: str = COMMIT,
        **facts: object,
    ) -> HubRepo:
        """Put a repository there; `facts` as in `HubRepo`."""
        repo = HubRepo(id, {}, commit, gated, private, set(), licence, task, facts)
        for path, content in files.items():
            data = content.encode() if isinstance(content, str) else content
            repo.promises[path] = Promise.of(path, data)
            repo.files[path] = Served(data, repo.promises[path].etag)
            if repo.promises[path].sha256:
                self.files[quote(f"/cdn/{id}/{path}")] = repo.files[path]
        self.repos[id] = repo
        return repo

    def file(self, repo: str, path: str) -> Served:
        """One of the files, to choose what goes wrong with it."""
        return self.repos[repo].files[path]

    def fail(
        self,
        beginning: str,
        status: int,
        headers: Mapping[str, str] | None = None,
        body: bytes = b"",
        kind: str = "application/json",
        times: int = 1_000_000,
        hold: bool = False,
    ) -> None:
        """Answer so what is asked for under paths that begin with `beginning`."""
        self.faults.append(Fault(beginning, status, headers or {}, body, kind, times, hold))

    def show_web_page(self, beginning: str = "/") -> None:
        """Be a captive portal: a page in HTML, whatever is asked for."""
        page = b"<!DOCTYPE html><html><body>Please log in to this network.</body></html>"
        self.fail(beginning, 200, body=page, kind="text/html; charset=utf-8")

    def asked_paths(self) -> list[str]:
        """The paths that were asked for, without what stands behind a "?"."""
        return [asked.path.partition("?")[0] for asked in self.asked]


class ApiHandler(FileHandler):
    """Answers one request. Errors have the headers that huggingface_hub looks at."""

    hub: ClassVar[HubApi]  # type: ignore[misc]

    def do_GET(self) -> None:
        self._note()
        if self._failed():
            return
        path = unquote(urlsplit(self.path).path)
        if not self._token_is_known():
            self._error(401, "", "Invalid credentials in Authorization header")
        elif path == "/api/models":
            self._search()
        elif path == "/api/whoami-v2":
            self._who()
        elif path.startswith("/api/models/"):
            self._model(path.removeprefix("/api/models/").split("/"))
        elif "/resolve/" in path and path.count("/") > 3:
            self._resolve(path)
        else:
            self._hand_out(self.hub.files.get(self.path))

    def do_HEAD(self) -> None:
        self.do_GET()

    def _failed(self) -> bool:
        for fault in self.hub.faults:
            if fault.times > 0 and self.path.startswith(fault.beginning):
                fault.times -= 1
                if fault.hold:
                    self.hub.held.set()
                    self.hub.go_on.wait()
                self._answer(
                    fault.status, fault.body, {"Content-Type": fault.kind, **fault.headers}
                )
                return True
        return False

    def _user(self) -> str:
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        return self.hub.users.get(token, "")

    def _token_is_known(self) -> bool:
        return "Authorization" not in self.headers or bool(self._user())

    def _search(self) -> None:
        query = parse_qs(urlsplit(self.path).query)
        found = []
        for repo in self.hub.repos.values():
            if _matches(repo, info := repo.info(), query):
                found.append(info)
        sort = query.get("sort", ["trendingScore"])[0]
        if sort not in _SORTS:
            self._error(400, "", "Invalid sort")
            return
        found.sort(key=lambda info: info[sort], reverse=True)  # type: ignore[arg-type, return-value]
        start = int(query.get("cursor", ["0"])[0])
        end = start + min(int(query.get("limit", ["1000"])[0]), _MOST_PER_PAGE)
        headers = {}
        if end < len(found):
            address = self.hub.next_pages or self.hub.address
            following = urlencode({**query, "cursor": [str(end)]}, doseq=True)
            headers["Link"] = f'<{address}/api/models?{following}>; rel="next"'
        wanted = {"_id", "id", *query.get("expand", [])}
        items = []
        for info in found[start:end]:
            del info["siblings"]
            items.append({k: v for k, v in info.items() if len(wanted) == 2 or k in wanted})
        self._json(items, headers)

    def _who(self) -> None:
        if self._user():
            self._json({"type": "user", "name": self._user(), "fullname": self._user().title()})
        else:
            self._error(401, "", "Invalid username or password.")

    def _model(self, parts: list[str]) -> None:
        repo = self._find("/".join(parts[:2]))
        if repo is None:
            return
        query = parse_qs(urlsplit(self.path).query)
        match parts[2:]:
            case ["auth-check"]:
                if self._may_read(repo):
                    self._json({})
            case [] | ["revision", _] as rest:
                if self._has_revision(repo, rest[1] if rest else "main"):
                    self._json(repo.info(blobs="blobs" in query))
            case ["tree", revision, *folder]:
                if self._has_revision(repo, revision):
                    place = "".join(f"{name}/" for name in folder)
                    self._json([e for e in repo.tree() if str(e["path"]).startswith(place)])
            case _:
                self._error(404, "", "Not found")

    def _resolve(self, path: str) -> None:
        id, _, rest = path.strip("/").partition("/resolve/")
        revision, _, name = rest.partition("/")
        repo = self._find(id)
        if repo is None or not self._has_revision(repo, revision) or not self._may_read(repo):
            return
        served = repo.files.get(name)
        if served is None:
            self._error(404, "EntryNotFound", "Entry not found")
            return
        promise = repo.promises[name]
        headers = {"X-Repo-Commit": repo.commit, "Accept-Ranges": "bytes"}
        if promise.sha256:
            if repo.checksums:
                headers["X-Linked-ETag"] = promise.etag
                headers["X-Linked-Size"] = str(promise.size)
            headers["Location"] = self.hub.cdn + quote(f"/cdn/{id}/{name}")
            self._answer(302, b"", headers)
        elif served.answers:
            self._say(*served.answers.pop(0))
        else:
            headers |= {"ETag": served.etag, "Content-Type": served.kind}
            self._answer(200, served.data, headers)

    def _find(self, id: str) -> HubRepo | None:
        repo = self.hub.repos.get(id)
        if repo is None or (repo.private and self._user() not in repo.readers):
            # The Hub tells nobody whom it does not know whether there is such a repository.
            status = 404 if self._user() else 401
            self._error(status, "RepoNotFound", "Repository not found")
            return None
        return repo

    def _has_revision(self, repo: HubRepo, revision: str) -> bool:
        if revision in repo.revisions():
            return True
        self._error(404, "RevisionNotFound", f"Invalid rev id: {revision}")
        return False

    def _may_read(self, repo: HubRepo) -> bool:
        if not repo.closed or self._user() in repo.readers:
            return True
        message = f"Access to model {repo.id} is restricted."
        self._error(403 if self._user() else 401, "GatedRepo", message)
        return False

    def _error(self, status: int, code: str, message: str) -> None:
        headers = {"X-Error-Message": message, "Content-Type": "application/json"}
        if code:
            headers["X-Error-Code"] = code
        self._answer(status, json.dumps({"error": message}).encode(), headers)

    def _json(self, value: object, headers: Mapping[str, str] | None = None) -> None:
        body = json.dumps(value).encode()
        self._answer(200, body, {"Content-Type": "application/json", **(headers or {})})

    def _answer(self, status: int, body: bytes, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


def _matches(repo: HubRepo, info: Mapping[str, object], query: Mapping[str, list[str]]) -> bool:
    tags = info["tags"]
    assert isinstance(tags, list)
    words = query.get("search", [""])[0].lower().split()
    gguf = info.get("gguf")
    weights = gguf.get("total", 0) if isinstance(gguf, dict) else 0
    least, most = _bounds(query.get("num_parameters", [""])[0])
    return (
        not repo.private
        and all(word in repo.id.lower() for word in words)
        and all(tag in tags for tag in query.get("filter", []))
        and query.get("author", [info["author"]])[0] == info["author"]
        and query.get("pipeline_tag", [repo.task])[0] == repo.task
        and least <= weights <= most
    )


def _bounds(text: str) -> tuple[float, float]:
    """The numbers in "min:6B,max:128B"."""
    units = {"K": 1e3, "M": 1e6, "B": 1e9, "T": 1e12}
    found = {"min": 0.0, "max": float("inf")}
    for bound in filter(None, text.split(",")):
        name, _, value = bound.partition(":")
        unit = units.get(value[-1:], 0.0)
        found[name] = float(value[:-1]) * unit if unit else float(value)
    return found["min"], found["max"]
