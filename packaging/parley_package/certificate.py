"""The certificates of a workflow: from its secrets into the place where signing looks for them.

    python -m parley_package.certificate

What is missing is said, and then the packages are not signed; what is there must work. No secret
comes into a log, nor into a command line where there is another way.
"""

from __future__ import annotations

import base64
import binascii
import os
import re
import secrets
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from parley_package import authenticode, notary, runner
from parley_setup.console import SetupError

WINDOWS = ("WINDOWS_CERTIFICATE", "WINDOWS_CERTIFICATE_PASSWORD")
"""Secrets: a PFX file in base64, and the word that opens it."""

MACOS = ("APPLE_CERTIFICATE", "APPLE_CERTIFICATE_PASSWORD")
"""Secrets: a P12 file with a “Developer ID Application” in base64, and the word that opens it."""

NOTARY = ("APPLE_NOTARY_KEY", "APPLE_NOTARY_KEY_ID", "APPLE_NOTARY_ISSUER")
"""Secrets: a key for App Store Connect (the text of the .p8 file), and whose it is."""

IDENTITY = "PARLEY_SIGN_IDENTITY"
"""As in parley_package.codesign, which needs libraries that the Python of a runner has not got."""

_IMPORT = (
    "$ErrorActionPreference = 'Stop'; "
    "$word = ConvertTo-SecureString $env:WINDOWS_CERTIFICATE_PASSWORD -AsPlainText -Force; "
    "$made = Import-PfxCertificate -FilePath $env:PARLEY_PFX -Password $word "
    "-CertStoreLocation Cert:\\CurrentUser\\My; "
    "$made.Thumbprint"
)
_THUMBPRINT = re.compile(r"\b[0-9A-F]{40}\b")
_IDENTITY = re.compile(r'"(Developer ID Application: [^"]+)"')

Run = Callable[[Sequence[str], Mapping[str, str]], str]
"""Runs a command in an environment and returns what it printed. Raises SetupError."""


def run(command: Sequence[str], environment: Mapping[str, str]) -> str:
    """Run a command that may have a secret among its words: an error names the program alone."""
    done = subprocess.run(command, env=dict(environment), capture_output=True, text=True)
    if done.returncode:
        program = " ".join(command[:2]) if command[0] == "security" else command[0]
        raise SetupError(f"{program} ended with status {done.returncode}.", done.stderr.strip())
    return done.stdout


def missing(names: Sequence[str], environment: Mapping[str, str]) -> str:
    """The sentence for secrets that are not all there, "" when they are."""
    lacking = [name for name in names if not environment.get(name)]
    return f"there is no secret {', '.join(lacking)}" if lacking else ""


def import_windows(environment: Mapping[str, str], folder: Path, run: Run = run) -> dict[str, str]:
    """Put the certificate into this person's store. The variables that signing reads."""
    file = _decoded(WINDOWS[0], environment, folder / "certificate.pfx")
    try:
        command = ["powershell", "-NoProfile", "-NonInteractive", "-Command", _IMPORT]
        told = run(command, {**environment, "PARLEY_PFX": str(file)})
    finally:
        file.unlink()
    found = _THUMBPRINT.search(told)
    if not found:
        raise SetupError(f"{WINDOWS[0]} has no certificate in it.")
    variables = {authenticode.THUMBPRINT: found[0]}
    if tool := signtool(environment):
        variables[authenticode.TOOL] = str(tool)
    return variables


def signtool(environment: Mapping[str, str]) -> Path | None:
    """The newest signtool of those that came with Windows' kits; it is on nobody's PATH."""
    kits = Path(environment.get("ProgramFiles(x86)", ""), "Windows Kits", "10", "bin")
    found = kits.glob("10.*/x64/signtool.exe")
    return max(found, key=lambda path: _numbers(path.parts[-3]), default=None)


def import_macos(environment: Mapping[str, str], folder: Path, run: Run = run) -> dict[str, str]:
    """Put the certificate into a keychain of its own. The variables that signing reads."""
    chain, word = str(folder / "parley.keychain-db"), secrets.token_urlsafe()
    file = _decoded(MACOS[0], environment, folder / "certificate.p12")
    try:
        run(["security", "create-keychain", "-p", word, chain], environment)
        # Locked after six hours, and not sooner because nobody touches a key.
        run(["security", "set-keychain-settings", "-lut", "21600", chain], environment)
        run(["security", "unlock-keychain", "-p", word, chain], environment)
        opened = ["-P", environment[MACOS[1]], "-f", "pkcs12", "-T", "/usr/bin/codesign"]
        run(["security", "import", str(file), "-k", chain, *opened], environment)
    finally:
        file.unlink()
    # Or macOS would ask the person who is not there whether codesign may use the key.
    allowed = ["-S", "apple-tool:,apple:,codesign:", "-s", "-k", word, chain]
    run(["security", "set-key-partition-list", *allowed], environment)
    run(["security", "list-keychains", "-d", "user", "-s", chain, "login.keychain"], environment)
    told = run(["security", "find-identity", "-v", "-p", "codesigning", chain], environment)
    found = _IDENTITY.search(told)
    if not found:
        raise SetupError(f"{MACOS[0]} has no “Developer ID Application” in it.")
    return {IDENTITY: found[1]}


def notary_variables(environment: Mapping[str, str], folder: Path) -> dict[str, str]:
    """Write the key into a file. The variables that notarization reads."""
    file = folder / "notary.p8"
    file.touch(mode=0o600)
    file.write_text(environment[NOTARY[0]], encoding="ascii")
    names = (notary.KEY, notary.KEY_ID, notary.ISSUER)
    return dict(zip(names, (str(file), *(environment[name] for name in NOTARY[1:])), strict=True))


def prepare(
    system: str, environment: Mapping[str, str], folder: Path, run: Run = run
) -> tuple[dict[str, str], list[str]]:
    """What signing reads on this system, and what is to be said. Raises SetupError for a secret
    that is there and does not work."""
    if system == "linux":
        return {}, []
    names, bring = {"windows": (WINDOWS, import_windows), "macos": (MACOS, import_macos)}[system]
    if lacking := missing(names, environment):
        return {}, [f"Not signed ({system}): {lacking}."]
    variables, words = bring(environment, folder, run), [f"Signed ({system})."]
    if system == "macos":
        if lacking := missing(NOTARY, environment):
            words.append(f"Not notarized (macos): {lacking}.")
        else:
            variables |= notary_variables(environment, folder)
            words.append("Notarized (macos).")
    return variables, words


def main() -> int:
    """Do so for the steps behind this one of a workflow. The exit status."""
    system = {"win32": "windows", "darwin": "macos"}.get(sys.platform, "linux")
    variables, words = prepare(system, os.environ, runner.scratch())
    for sentence in words:
        runner.say(sentence)
    runner.hand_on(variables)
    return 0


def _decoded(name: str, environment: Mapping[str, str], file: Path) -> Path:
    try:
        content = base64.b64decode("".join(environment[name].split()), validate=True)
    except binascii.Error as error:
        raise SetupError(f"{name} is no base64.") from error
    file.touch(mode=0o600)
    file.write_bytes(content)
    return file


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())


if __name__ == "__main__":
    try:
        sys.exit(main())
    except SetupError as error:
        sys.exit(str(error))
