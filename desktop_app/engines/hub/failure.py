"""What went wrong between us and the Hub, in the words of `core.errors`."""

import traceback
from urllib.parse import urlsplit

from huggingface_hub.errors import (
    GatedRepoError,
    HfHubHTTPError,
    HFValidationError,
    RepositoryNotFoundError,
)

from desktop_app.core.errors import ParleyError, Problem


class HubError(Exception):
    """The Hub did not do as it should."""


class UnreachableHubError(HubError):
    """There is no way there, or it ends half-way."""


class ProxyError(HubError):
    """What was given as the address of a proxy is none."""


class BusyHubError(HubError):
    """It asks to come again later; `wait` is after how many seconds, 0 when it does not say."""

    def __init__(self, status: int, wait: float = 0.0) -> None:
        super().__init__(f"HTTP {status}")
        self.wait = wait


class StrangeAnswerError(HubError):
    """Who answers is not the Hub: a page to log in to a network, as a rule."""


class Failure:
    """Finds the words for what happens to one job. `repo` is what it is about, "" for none.

    `token` is the one that was shown, "" for none: it is in no problem, whatever the error says.
    """

    def __init__(self, address: str, repo: str = "", token: str = "") -> None:
        self._address = address
        self._host = _host(address)
        self._repo = repo
        self._token = token

    def of(self, error: Exception) -> ParleyError:
        """What to say about `error`, whatever it is; its own words are for copying."""
        match error:
            case ParleyError():
                return error
            case UnreachableHubError() | ProxyError():
                return self._error("hub.unreachable", str(error))
            case BusyHubError():
                return self._error("hub.busy", str(error), status=str(error))
            case StrangeAnswerError():
                return self._error("hub.strange", str(error))
            case HfHubHTTPError():
                return self.of_status(
                    error.response.status_code,
                    error.response.headers.get("X-Error-Code", ""),
                    str(error),
                    gated=isinstance(error, GatedRepoError),
                    missing=isinstance(error, RepositoryNotFoundError),
                )
            case HFValidationError():
                return self._error("hub.not_found", str(error))
            # Broken JSON is a ValueError; JSON about something else ends in one of the others.
            case (
                ValueError()
                | TypeError()
                | KeyError()
                | AttributeError()
                | LookupError()
                | RecursionError()  # JSON that is nested without an end
            ):
                return self._error("hub.strange", f"{type(error).__name__}: {error}")
        return self._error("internal", "".join(traceback.format_exception(error)))

    def refused(self, details: str = "") -> ParleyError:
        """The token is none that the Hub knows."""
        return self._error("hub.token", details)

    def of_status(
        self,
        status: int,
        code: str,
        details: str = "",
        *,
        gated: bool = False,
        missing: bool = False,
    ) -> ParleyError:
        """What a status says, and the Hub's own name of an error (X-Error-Code)."""
        if gated or code == "GatedRepo":
            return self._error("hub.gated", details)
        if code in ("RepoNotFound", "RevisionNotFound", "EntryNotFound") or status == 404:
            return self._not_found(details)
        if self._token and (status == 401 or (status == 403 and not self._repo)):
            return self.refused(details)
        if missing or (status in (401, 403) and self._repo):
            return self._not_found(details)
        return self._error("hub.strange", details or f"HTTP {status}")

    def _not_found(self, details: str) -> ParleyError:
        # Without a repository that was asked for, what answers is no Hub.
        return self._error("hub.not_found" if self._repo else "hub.strange", details)

    def _error(self, code: str, details: str, **values: str) -> ParleyError:
        all_values = {
            "host": self._host,
            "repo": self._repo,
            "url": f"{self._address}/{self._repo}",
            **values,
        }
        if self._token:
            details = details.replace(self._token, "hf_…")
        return ParleyError(Problem(code, all_values, details))


def _host(address: str) -> str:
    """The server in an address, without whatever else somebody wrote into it."""
    try:
        parts = urlsplit(address)
        return f"{parts.hostname}:{parts.port}" if parts.port else parts.hostname or address
    except ValueError:
        return address
