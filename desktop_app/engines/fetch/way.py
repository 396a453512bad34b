"""The way to a server: what it leads through, and who on it is shown the token for the Hub."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Way:
    """`proxy` is the address of one, "" leaves it to the environment.

    `hub` is the Hub's address; `token` goes there and nowhere else, "" for none.
    """

    proxy: str = field(default="", repr=False)
    hub: str = ""
    token: str = field(default="", repr=False)

    def leads_to_hub(self, url: str) -> bool:
        """Whether `url` is the Hub's own: the same server, spoken to in the same way."""
        return bool(self.hub) and _origin(url) == _origin(self.hub)

    def unusable(self, error: Exception) -> str:
        """What is wrong with the proxy, without the password that may stand in its address."""
        name = type(error).__name__
        return name if "@" in self.proxy else f"{name}: {error}"

    def headers(self, url: str) -> dict[str, str]:
        """What a request for `url` says of who asks."""
        if self.token and self.leads_to_hub(url):
            return {"Authorization": f"Bearer {self.token}"}
        return {}


def _origin(url: str) -> tuple[str, str, int | None]:
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError:  # not a number: no server's
        port = -1
    return parts.scheme, parts.hostname or "", port or _PORTS.get(parts.scheme)
