"""What went wrong with a file on its way, in the words of `core.errors`."""

import errno
import shutil
from urllib.parse import urlsplit

from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.fetch import RemoteFile, bytes_here
from desktop_app.engines.fetch.answer import Answer
from desktop_app.engines.fetch.download import BrokenConnectionError

SPARE_BYTES = 50_000_000
"""What is left free on the disk, for all the others who need some of it."""

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

    def __init__(self, file: RemoteFile) -> None:
        self._file = file
        self._host = urlsplit(file.url).hostname or file.url

    def check_answer(self, answer: Answer, longest_wait: float) -> None:
        """Raise for an answer that does not bring the file.

        `BusyServerError` when it may come within `longest_wait` seconds, `ParleyError` else.
        """
        if answer.status not in (200, 206):
            values = {
                "name": self._file.name,
                "host": self._host,
                "status": f"HTTP {answer.status}",
            }
            problem = Problem("fetch.refused", values, self._file.url)
            busy = answer.status in _BUSY or answer.status >= 500
            if busy and answer.wait <= longest_wait:
                raise BusyServerError(problem, answer.wait)
            raise ParleyError(problem)
        self.check_size(answer)
        if answer.kind == _WEB_PAGE and not self._file.name.endswith(".html"):
            raise self.wrong_file("a web page")

    def check_size(self, answer: Answer) -> None:
        """Raise `ParleyError` for an answer about a file of another size."""
        if self._file.size and answer.total and answer.total != self._file.size:
            raise self.wrong_file(f"{answer.total} bytes in place of {self._file.size}")

    def check_room(self, here: int, total: int) -> None:
        """Raise `ParleyError` unless the disk has room for the rest of `total` bytes."""
        if (missing := self._missing(here, total)) > 0:
            raise self._full(missing)

    def of_disk(self, error: OSError, total: int) -> ParleyError:
        """What to say when the disk did not do as it should."""
        if error.errno in _FULL:
            here = bytes_here(self._file)
            return self._full(max(self._missing(here, total), SPARE_BYTES))
        return self._error("fetch.failed", str(error))

    def of_network(self, error: BrokenConnectionError) -> ParleyError:
        """What to say when the network, or the server, was given up."""
        if isinstance(error, BusyServerError):
            return ParleyError(error.problem)
        return self._error("fetch.offline", str(error))

    def wrong_file(self, details: str) -> ParleyError:
        """What is handed out is something else."""
        return self._error("fetch.wrong_file", details)

    def damaged(self) -> ParleyError:
        """All bytes are here, and they are not the right ones."""
        return self._error("fetch.damaged")

    def _missing(self, here: int, total: int) -> int:
        if not total:
            return 0
        free = shutil.disk_usage(self._file.part.parent).free
        return total - here + SPARE_BYTES - free

    def _full(self, missing: int) -> ParleyError:
        words = f"{missing / 1e9:.1f} GB" if missing >= 1e9 else f"{missing / 1e6:.0f} MB"
        return ParleyError(Problem("fetch.full", {"name": self._file.name, "needed": words}))

    def _error(self, code: str, details: str = "") -> ParleyError:
        values = {"name": self._file.name, "host": self._host}
        return ParleyError(Problem(code, values, details))
