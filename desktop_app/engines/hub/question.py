"""What all that is asked of the Hub for one job has in common."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar
from urllib.parse import quote

from huggingface_hub import HfApi

from desktop_app import __version__
from desktop_app.core.engine import CancelToken
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.hub_access import HubAccess
from desktop_app.engines.fetch.download import UntrustedError, check_address
from desktop_app.engines.fetch.way import Way
from desktop_app.engines.hub.aside import aside
from desktop_app.engines.hub.failure import Failure
from desktop_app.engines.hub.options import HubOptions
from desktop_app.engines.hub.remote_file import RemoteFile

T = TypeVar("T")

LIBRARY = {"library_name": "parley", "library_version": __version__}
"""What the Hub is told of who asks."""


def check_access(access: HubAccess) -> None:
    """Raise `ParleyError` where nothing may be asked of anybody, or not of this address."""
    if access.offline:
        raise ParleyError(Problem("hub.offline"))
    try:
        check_address(access.address)
    except (UntrustedError, ValueError) as error:
        problem = Problem("hub.address", {"address": access.address}, str(error))
        raise ParleyError(problem) from error


@dataclass(frozen=True, slots=True)
class Question:
    """Who is asked (`access` has an address), with which token ("" without one), and how."""

    access: HubAccess
    token: str = field(repr=False)
    failure: Failure
    options: HubOptions
    cancel: CancelToken

    @property
    def api(self) -> HfApi:
        """huggingface_hub, told whom to ask. It must not look for a token of its own."""
        return HfApi(
            endpoint=self.access.address,
            token=self.token or False,
            **LIBRARY,
        )

    def ask(self, work: Callable[[], T]) -> T:
        """What `work` returns; it is left behind when the person wants no more of it."""
        return aside(work, self.cancel)

    def open(self, repo: str, commit: str, path: str, size: int, most: int) -> RemoteFile:
        """The first `most` bytes of a file of a repository, to be closed by the caller."""
        address = self.access.address
        url = f"{address}/{quote(repo)}/resolve/{quote(commit, safe='')}/{quote(path)}"
        way = Way(self.access.proxy, address, self.token)
        return RemoteFile(url, size, most, way, self.options, self.cancel, self.failure)
