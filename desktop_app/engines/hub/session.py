"""The HTTP client that huggingface_hub is given: its own would wait and try again for minutes."""

import ssl
import time
from collections.abc import Callable
from typing import Any

import httpx2
import truststore
from huggingface_hub import constants, set_client_factory

from desktop_app.engines.fetch.answer import answer_of
from desktop_app.engines.fetch.download import UntrustedError, check_address
from desktop_app.engines.fetch.way import Way
from desktop_app.engines.hub.failure import (
    BusyHubError,
    ProxyError,
    StrangeAnswerError,
    UnreachableHubError,
)
from desktop_app.engines.hub.options import HubOptions

MOST_BYTES = 64_000_000
"""Of one answer: a thousand repositories with their chat templates are a few millions."""

_BUSY = (408, 425, 429)
_JSON = "application/json"


class HubSession(httpx2.Client):
    """Asks once more where a server is busy, reads no answer without end, and follows nobody to
    an address that is not safe.

    What it raises for a network that fails is no error of httpx2's: huggingface_hub tries again
    five times after each of those, with longer and longer pauses.
    """

    def __init__(self, options: HubOptions, way: Way) -> None:
        self._options = options
        self._way = way
        self.next_page = ""
        """Where what was answered last goes on, "" nowhere."""
        super().__init__(
            # The system's own certificates: those of a company's network are only there.
            verify=truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT),
            timeout=httpx2.Timeout(options.connect, read=options.silence),
            proxy=way.proxy or None,
            follow_redirects=True,
            event_hooks={"request": [self._check_request]},
        )

    def send(self, request: httpx2.Request, **rest: Any) -> httpx2.Response:
        """The whole answer to `request`; see the class for what it raises."""
        # huggingface_hub sets no time limit by passing None, which would be waiting for ever.
        request.extensions["timeout"] = self.timeout.as_dict()
        response = self._send_once(request, **rest)
        if _is_busy(response.status_code):
            wait = answer_of(response.status_code, response.headers).wait or self._options.pause
            if wait <= self._options.longest_wait:
                time.sleep(wait)
                response = self._send_once(request, **rest)
        if _is_busy(response.status_code):
            raise BusyHubError(response.status_code)
        if response.is_success and _says(response) != _JSON and "/api/" in request.url.path:
            raise StrangeAnswerError(f"{_says(response) or 'nothing'} in place of JSON")
        self.next_page = response.links.get("next", {}).get("url", "")
        return response

    def _check_request(self, request: httpx2.Request) -> None:
        """Before each request, also to where the first one is sent on."""
        address = str(request.url)
        check_address(address)
        if not self._way.leads_to_hub(address):
            # An answer says where its next page is: that may be anywhere.
            request.headers.pop("Authorization", None)

    def _send_once(self, request: httpx2.Request, **rest: Any) -> httpx2.Response:
        try:
            response = super().send(request, **{**rest, "stream": True})
            try:
                return _whole(response, time.monotonic() + self._options.longest)
            finally:
                response.close()
        except UntrustedError as error:
            # The way there was checked before: somebody on it sends us elsewhere.
            raise StrangeAnswerError(str(error)) from error
        except (httpx2.TooManyRedirects, httpx2.DecodingError) as error:
            raise StrangeAnswerError(f"{type(error).__name__}: {error}") from error
        except (httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError, OSError) as error:
            if _is_about_trust(error):
                raise StrangeAnswerError(f"{error}") from error
            raise UnreachableHubError(f"{type(error).__name__}: {error}") from error


def prepare(options: HubOptions, way: Way) -> None:
    """Give huggingface_hub a client that goes this way, and shows a token to the Hub alone."""
    # Without this it asks the Hub for a list of programs first, to tell it which one calls.
    constants.HF_HUB_DISABLE_TELEMETRY = True
    set_client_factory(_factory(options, way))


def _factory(options: HubOptions, way: Way) -> Callable[[], httpx2.Client]:
    def make() -> httpx2.Client:
        try:
            return HubSession(options, way)
        except (ValueError, ImportError, httpx2.InvalidURL) as error:
            raise ProxyError(way.unusable(error)) from None

    return make


def _whole(response: httpx2.Response, until: float) -> httpx2.Response:
    """The answer with all of its bytes, but neither more nor for longer than is reasonable."""
    data = bytearray()
    for chunk in response.iter_bytes():
        data += chunk
        if len(data) > MOST_BYTES:
            raise StrangeAnswerError(f"more than {MOST_BYTES} bytes")
        if time.monotonic() > until:
            raise UnreachableHubError("the answer takes too long")
    headers = httpx2.Headers(response.headers)
    for name in ("Content-Encoding", "Content-Length", "Transfer-Encoding"):
        headers.pop(name, None)  # that was on the way
    return httpx2.Response(
        response.status_code,
        headers=headers,
        content=bytes(data),
        request=response.request,
        history=response.history,
    )


def _is_busy(status: int) -> bool:
    return status in _BUSY or status >= 500


def _says(response: httpx2.Response) -> str:
    kind: str = response.headers.get("Content-Type", "")
    return kind.partition(";")[0].strip().lower()


def _is_about_trust(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, ssl.SSLError) and not isinstance(error, ssl.SSLEOFError):
            return True
        error = error.__cause__ or error.__context__
    return False
