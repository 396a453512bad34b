"""Apple's notarization: a package is sent there, looked through, and gets a ticket.

With a certificate and no ticket macOS refuses to open what was fetched from the net.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from parley_setup.console import SetupError

KEY, KEY_ID, ISSUER = "PARLEY_NOTARY_KEY", "PARLEY_NOTARY_KEY_ID", "PARLEY_NOTARY_ISSUER"
"""The environment's names of: the file of a key for App Store Connect (.p8), and whose it is."""

ABSENT = (
    f"Not notarized: {KEY}, {KEY_ID} and {ISSUER} are not all set. macOS will not open it before "
    "the person allows it in the System Settings."
)

LONGEST = "30m"


@dataclass(frozen=True)
class Notary:
    """Who sends. The key is named by its file: no command has a secret in it."""

    key: str
    key_id: str
    issuer: str

    @classmethod
    def of(cls, environment: Mapping[str, str] = os.environ) -> Notary | None:
        """The one that the environment names, None when a part is missing."""
        key, key_id, issuer = (environment.get(name, "") for name in (KEY, KEY_ID, ISSUER))
        return cls(key, key_id, issuer) if key and key_id and issuer else None

    def submission(self, package: Path) -> list[str]:
        """The command that sends an archive or a disk image, and waits for the answer."""
        command = ["xcrun", "notarytool", "submit", str(package), "--wait", "--timeout", LONGEST]
        return [*command, "--output-format", "json", *self._account()]

    def account_of(self, submission: str) -> list[str]:
        """The command that tells what was found in a submission."""
        return ["xcrun", "notarytool", "log", submission, *self._account()]

    def _account(self) -> list[str]:
        return ["--key", self.key, "--key-id", self.key_id, "--issuer", self.issuer]


def archiving(bundle: Path, into: Path) -> list[str]:
    """The command that packs a bundle for sending, links and all."""
    return ["ditto", "-c", "-k", "--keepParent", str(bundle), str(into)]


def stapling(package: Path) -> list[str]:
    """The command that fastens the ticket to it, for computers without a network."""
    return ["xcrun", "stapler", "staple", str(package)]


def rejected(output: str) -> str:
    """The submission's name when it was not accepted, "" when it was: notarytool has ended with
    status 0 for both. Raises SetupError for an answer that cannot be read."""
    try:
        told = json.loads(output[output.index("{") : output.rindex("}") + 1])
        status, submission = str(told["status"]), str(told["id"])
    except (ValueError, KeyError) as error:
        raise SetupError("The answer of notarytool cannot be read.", output[-500:]) from error
    return "" if status == "Accepted" else submission
