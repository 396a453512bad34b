"""Signing for Windows: whether there is a certificate here, the command, and what is signed.

The key itself lies in a token, in the certificate store or with a signing service: no command has
a secret in it, and so none comes into a log.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterable, Mapping
from pathlib import Path

from parley_setup.console import Console

THUMBPRINT = "PARLEY_SIGN_THUMBPRINT"
"""The SHA-1 of a certificate in this person's store."""

SERVICE, METADATA = "PARLEY_SIGN_DLIB", "PARLEY_SIGN_METADATA"
"""The library of a signing service for signtool, and the file that names the account in it."""

TOOL, TIMESTAMP = "PARLEY_SIGNTOOL", "PARLEY_SIGN_TIMESTAMP"

DEFAULT_TIMESTAMP = "http://timestamp.digicert.com"

SUFFIXES = (".exe", ".com", ".dll", ".pyd")

UNSIGNED = (
    "Nothing is signed: neither {thumbprint} nor {service} with {metadata} is set. Windows will "
    "say that the publisher is unknown."
)

_AT_A_TIME = 40
"""Files in one command: a command line on Windows has 32767 characters at most."""

_SECURITY = 4
"""The place of the signature in the table of an executable."""


def signing(environment: Mapping[str, str] = os.environ) -> list[str]:
    """The command that signs the files whose names are put behind it; none without a certificate.

    The time is signed by another: what is signed today is valid when the certificate is not.
    """
    stamp = environment.get(TIMESTAMP, DEFAULT_TIMESTAMP)
    command = [environment.get(TOOL, "signtool"), "sign", "/fd", "SHA256"]
    command += ["/tr", stamp, "/td", "SHA256", "/d", "Parley"]
    if thumbprint := environment.get(THUMBPRINT):
        return [*command, "/sha1", thumbprint]
    service, metadata = environment.get(SERVICE), environment.get(METADATA)
    if service and metadata:
        return [*command, "/dlib", service, "/dmdf", metadata]
    return []


def unsigned_words() -> str:
    """The sentence for a build without a certificate."""
    return UNSIGNED.format(thumbprint=THUMBPRINT, service=SERVICE, metadata=METADATA)


def sign(files: Iterable[Path], command: list[str], console: Console) -> None:
    """Sign these files. Raises CommandError."""
    for some in _batches(list(files)):
        console.run(f"Signing {len(some)} files", [*command, *map(str, some)])


def unsigned(tree: Path) -> list[Path]:
    """The programs and libraries in `tree` that nobody has signed: those of Python and of Qt's
    makers keep the signatures that they came with."""
    return sorted(
        path
        for path in tree.rglob("*")
        if path.suffix.lower() in SUFFIXES and path.is_file() and not is_signed(path)
    )


def is_signed(path: Path) -> bool:
    """Whether an executable of Windows carries a signature, as its header says (PE/COFF 3.4).

    False for what is no such file.
    """
    with path.open("rb") as file:
        head = file.read(4096)
    try:
        (offset,) = struct.unpack_from("<I", head, 0x3C)
        if head[:2] != b"MZ" or head[offset : offset + 4] != b"PE\0\0":
            return False
        optional = offset + 24
        (magic,) = struct.unpack_from("<H", head, optional)
        tables = optional + (112 if magic == 0x20B else 96)
        (size,) = struct.unpack_from("<I", head, tables + 8 * _SECURITY + 4)
    except struct.error:
        return False
    return bool(size)


def _batches(files: list[Path]) -> list[list[Path]]:
    return [files[start : start + _AT_A_TIME] for start in range(0, len(files), _AT_A_TIME)]
