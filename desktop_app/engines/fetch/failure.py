"""What went wrong with a file on its way, in the words of `core.errors`."""

import errno
import os
import shutil
from pathlib import Path
from urllib.parse import urlsplit

from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.fetch import RemoteFile, bytes_here
from desktop_app.engines.fetch.answer import Answer
from desktop_app.engines.fetch.download import (
    BrokenConnectionError,
    UntrustedError,
    UnusableProxyError,
    is_safe,
)
from desktop_app.engines.fetch.way import Way

SPARE_BYTES = 50_000_000
"""What is left free on the disk, for all the others who need some of it."""

_SPARE_SHARE = 0.1
"""The same as a share of what is still to come, where that is more."""

_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
_BUSY = (408, 425, 429)
_WEB_PAGE = "text/html"


class BusyServerError(BrokenConnectionError):
    """The server asks to come again later."""

    def __init__(self, problem: Problem, wait: float) -> None:
        super().__init__(problem.sentence.english())
        self.problem = problem
        self.wait = wait


class Failure:
    """Finds the words for what happens to one file, and looks for it where that can be seen."""

    def __init__(self, file: RemoteFile, more: int = 0) -> None:
        self._file = file
        self._more = more
        self._host = urlsplit(file.url).hostname or file.url
        self._repo = "/".join(urlsplit(file.url).path.partition("/resolve/")[0].split("/")[-2:])
        self._way = Way()

    def on(self, way: Way) -> None:
        """Say which way is taken: with a token the Hub refuses its owner, say."""
        self._way = way

    def check_answer(self, answer: Answer, longest_wait: float) -> None:
        """Raise for an answer that does not bring the file.

        `BusyServerError` when it may come within `longest_wait` seconds, `ParleyError` else.
        """
        if answer.status not in (200, 206):
            self._refuse(answer, longest_wait)
        if answer.encoding:
            raise self.wrong_file(f"it comes as {answer.encoding}")
        self.check_size(answer)
        if answer.kind == _WEB_PAGE and not self._file.name.endswith(".html"):
            raise self.wrong_file("a web page")

    def check_size(self, answer: Answer) -> None:
        """Raise `ParleyError` for an answer about a file of another size."""
        if self._file.size and answer.total and answer.total != self._file.size:
            raise self.wrong_file(f"{answer.total} bytes in place of {self._file.size}")

    def check_room(self, here: int, total: int) -> None:
        """Raise `ParleyError` unless the disk has room for the rest of `total` bytes, and more."""
        if (missing := self._missing(here, total)) > 0:
            raise self._full(missing)

    def of_disk(self, error: OSError, total: int) -> ParleyError:
        """What to say when the disk did not do as it should."""
        folder = Path(self._file.path).parents[2 if self._file.link else 0]
        reachable = os.path.isdir(folder)  # noqa: PTH112 - Path's raises where one may not look
        if self._file.link and not reachable and not isinstance(error, PermissionError):
            return ParleyError(Problem("library.folder_missing", {"folder": str(folder)}))
        if error.errno in _FULL:
            here = bytes_here(self._file)
            return self._full(max(self._missing(here, total), SPARE_BYTES))
        code = "fetch.too_large" if error.errno == errno.EFBIG else "fetch.failed"
        return self._error(code, str(error))

    def of_network(self, error: BrokenConnectionError) -> ParleyError:
        """What to say when the network, or the server, was given up."""
        if isinstance(error, BusyServerError):
            return ParleyError(error.problem)
        # The remedy of the one is the network, that of the other the proxy as well.
        code = "hub.unreachable" if self._way.proxy else "fetch.offline"
        return self._error(code, str(error))

    def of_proxy(self, error: UnusableProxyError) -> ParleyError:
        """What to say when the way there is none."""
        return self._error("hub.unreachable", str(error))

    def of_address(self, error: UntrustedError) -> ParleyError:
        """What to say when what comes could be changed on its way."""
        if self._file.ours and not is_safe(self._file.url):
            return ParleyError(Problem("hub.address", {"address": self._host}, str(error)))
        return self.wrong_file(str(error))

    def wrong_file(self, details: str) -> ParleyError:
        """What is handed out is something else."""
        return self._error("fetch.wrong_file", details)

    def damaged(self) -> ParleyError:
        """All bytes are here, and they are not the right ones."""
        return self._error("fetch.damaged")

    def _refuse(self, answer: Answer, longest_wait: float) -> None:
        """Raise for an answer without bytes of the file."""
        busy = answer.status in _BUSY or answer.status >= 500
        # What the Hub sends us to is good for an hour or so; the Hub knows a new one.
        stale = self._file.ours and not answer.from_hub and answer.status in (401, 403)
        problem = self._refusal(answer, busy=busy)
        if (busy or stale) and answer.wait <= longest_wait:
            raise BusyServerError(problem, answer.wait)
        raise ParleyError(problem)

    def _refusal(self, answer: Answer, *, busy: bool) -> Problem:
        """What to say of it. The Hub's own words for it stand in `answer.code`."""
        status = f"HTTP {answer.status}"
        details = " ".join(filter(None, (self._file.url, answer.code)))
        if self._file.ours and busy:
            return Problem("hub.busy", {"host": self._host, "status": status}, details)
        if answer.from_hub:
            repo = {"repo": self._repo}
            if answer.code == "RepoNotFound":
                # It says so with 401 to those whom it does not know.
                return Problem("hub.not_found", repo, details)
            if answer.code == "GatedRepo" or (answer.status == 403 and not answer.code):
                return Problem("hub.gated", repo, details)
            if answer.status == 401:
                told = Problem("hub.token", {"host": self._host}, details)
                return told if self._way.token else Problem("hub.gated", repo, details)
        values = {"name": self._file.name, "host": self._host, "status": status}
        return Problem("fetch.refused", values, details)

    def _missing(self, here: int, total: int) -> int:
        if not total:
            return 0
        free = shutil.disk_usage(self._file.part.parent).free
        rest = total - here + self._more
        return rest + max(SPARE_BYTES, int(rest * _SPARE_SHARE)) - free

    def _full(self, missing: int) -> ParleyError:
        words = f"{missing / 1e9:.1f} GB" if missing >= 1e9 else f"{missing / 1e6:.0f} MB"
        return ParleyError(Problem("fetch.full", {"name": self._file.name, "needed": words}))

    def _error(self, code: str, details: str = "") -> ParleyError:
        values = {"name": self._file.name, "host": self._host}
        return ParleyError(Problem(code, values, details))
