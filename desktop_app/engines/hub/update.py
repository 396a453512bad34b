"""Which release of Parley is the latest."""

from dataclasses import replace
from urllib.parse import urlsplit

from desktop_app.core.engine import CancelToken
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.hub_access import HubAccess
from desktop_app.core.update import Latest, UpdateJob, latest_of, question_of
from desktop_app.engines.fetch.way import Way
from desktop_app.engines.hub.aside import aside
from desktop_app.engines.hub.failure import ProxyError, StrangeAnswerError
from desktop_app.engines.hub.options import HubOptions
from desktop_app.engines.hub.question import check_access
from desktop_app.engines.hub.session import HubSession

AGENT = "parley"
"""All that is said about who asks."""


def latest(job: UpdateJob, access: HubAccess, options: HubOptions, cancel: CancelToken) -> Latest:
    """Ask. Raises ParleyError, StoppedError, and what `Failure` has words for."""
    check_access(replace(access, address=job.homepage))
    try:
        location = aside(lambda: _location(job.homepage, access.proxy, options), cancel)
    except StrangeAnswerError as error:
        raise _strange(job.homepage, str(error)) from error
    found = latest_of(job.homepage, location)
    if found is None:
        raise _strange(job.homepage, location or "no redirect")
    return found


def _location(homepage: str, proxy: str, options: HubOptions) -> str:
    """Where the answer leads, "" nowhere. It is not gone to."""
    way = Way(proxy, homepage)
    try:
        session = HubSession(options, way)
    except (ValueError, ImportError) as error:
        raise ProxyError(way.unusable(error)) from None
    with session:
        session.headers["User-Agent"] = AGENT
        answer = session.head(question_of(homepage), follow_redirects=False)
    return str(answer.headers.get("Location", "")) if answer.is_redirect else ""


def _strange(homepage: str, details: str) -> ParleyError:
    host = urlsplit(homepage).hostname or homepage
    return ParleyError(Problem("update.strange", {"host": host}, details))
