"""How the Hugging Face Hub is reached."""

from collections.abc import Mapping
from dataclasses import dataclass, field

ADDRESS = "https://huggingface.co"

_OFFLINE = frozenset({"1", "on", "yes", "true"})
"""What huggingface_hub takes for yes in HF_HUB_OFFLINE."""


@dataclass(frozen=True, slots=True)
class HubAccess:
    """How the Hub is reached.

    `address` is the server (a mirror, perhaps), `proxy` what the way there leads through; "" leaves
    both to the environment, as all programs have it. With `offline` nothing is asked of anybody.
    """

    address: str = ""
    proxy: str = field(default="", repr=False)  # it may hold a password
    offline: bool = False

    def within(self, environment: Mapping[str, str]) -> "HubAccess":
        """What holds together with the environment's own variables: `address` is never ""."""
        address = self.address or environment.get("HF_ENDPOINT", "") or ADDRESS
        offline = environment.get("HF_HUB_OFFLINE", "").lower() in _OFFLINE
        return HubAccess(address.rstrip("/"), self.proxy, self.offline or offline)
