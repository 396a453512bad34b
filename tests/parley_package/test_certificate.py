"""Certificates from the secrets of a workflow: said when absent, used when there, in no log."""

import base64
import os
import stat
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from parley_package import authenticode, certificate, codesign, notary
from parley_package.notary import Notary
from parley_setup.console import SetupError

PFX = base64.b64encode(b"a certificate").decode()
WINDOWS = {"WINDOWS_CERTIFICATE": PFX, "WINDOWS_CERTIFICATE_PASSWORD": "open sesame"}
MACOS = {"APPLE_CERTIFICATE": PFX, "APPLE_CERTIFICATE_PASSWORD": "open sesame"}
NOTARY = {
    "APPLE_NOTARY_KEY": "-----BEGIN PRIVATE KEY-----\nabc\n",
    "APPLE_NOTARY_KEY_ID": "KEY1",
    "APPLE_NOTARY_ISSUER": "issuer",
}
THUMBPRINT = "0123456789ABCDEF0123456789ABCDEF01234567"
OWN = 0o600 if os.name == "posix" else 0o666
"""The mode of a file that nobody else may read."""

IDENTITY = "Developer ID Application: A Person (TEAM123456)"


class Programs:
    """Stands for powershell and security: notes what they are asked, and answers."""

    def __init__(self, answer: str) -> None:
        self.commands: list[list[str]] = []
        self.environments: list[Mapping[str, str]] = []
        self.files: list[tuple[bytes, int]] = []
        self._answer = answer

    def __call__(self, command: Sequence[str], environment: Mapping[str, str]) -> str:
        self.commands.append(list(command))
        self.environments.append(environment)
        named = [environment.get("PARLEY_PFX", ""), *(word for word in command if ".p12" in word)]
        for file in filter(None, named):
            mode = stat.S_IMODE(Path(file).stat().st_mode)
            self.files.append((Path(file).read_bytes(), mode))
        return self._answer


def not_called(command: Sequence[str], environment: Mapping[str, str]) -> str:
    raise AssertionError(command)


@pytest.mark.parametrize("system", ["windows", "macos"])
@pytest.mark.parametrize("value", [None, ""])
def test_an_absent_secret_is_said_and_nothing_fails(system, value, tmp_path) -> None:
    names = {"windows": certificate.WINDOWS, "macos": certificate.MACOS}[system]
    environment = {} if value is None else dict.fromkeys(names, value)
    told = certificate.prepare(system, environment, tmp_path, not_called)
    assert told == ({}, [f"Not signed ({system}): there is no secret {', '.join(names)}."])
    assert not list(tmp_path.iterdir())


def test_half_of_the_secrets_is_none(tmp_path) -> None:
    half = {"WINDOWS_CERTIFICATE": PFX}
    variables, words = certificate.prepare("windows", half, tmp_path, not_called)
    assert variables == {}
    assert words == ["Not signed (windows): there is no secret WINDOWS_CERTIFICATE_PASSWORD."]


def test_linux_has_nothing_to_sign(tmp_path) -> None:
    assert certificate.prepare("linux", {}, tmp_path, not_called) == ({}, [])


def test_windows_signs_with_what_was_imported(tmp_path) -> None:
    powershell = Programs(f"\r\n{THUMBPRINT}\r\n")
    variables, words = certificate.prepare("windows", WINDOWS, tmp_path, powershell)
    assert words == ["Signed (windows)."]
    assert authenticode.signing(variables)[-2:] == ["/sha1", THUMBPRINT]
    assert powershell.files == [(b"a certificate", OWN)]
    assert not any("open sesame" in word for word in powershell.commands[0])
    assert powershell.environments[0]["WINDOWS_CERTIFICATE_PASSWORD"] == "open sesame"
    assert not list(tmp_path.iterdir())


def test_the_newest_signtool_is_taken(tmp_path) -> None:
    for version in ("10.0.9000.0", "10.0.22621.0", "10.0.19041.0"):
        tool = tmp_path / "Windows Kits" / "10" / "bin" / version / "x64" / "signtool.exe"
        tool.parent.mkdir(parents=True)
        tool.touch()
    found = certificate.signtool({"ProgramFiles(x86)": str(tmp_path)})
    assert found is not None
    assert "10.0.22621.0" in found.parts
    assert certificate.signtool({"ProgramFiles(x86)": str(tmp_path / "none")}) is None


def test_macos_signs_from_a_keychain_of_its_own(tmp_path) -> None:
    security = Programs(f'  1) {THUMBPRINT} "{IDENTITY}"\n     1 valid identities found\n')
    variables, words = certificate.prepare("macos", MACOS | NOTARY, tmp_path, security)
    assert words == ["Signed (macos).", "Notarized (macos)."]
    assert codesign.identity(variables) == IDENTITY
    key = tmp_path / "notary.p8"
    assert Notary.of(variables) == Notary(str(key), "KEY1", "issuer")
    assert key.read_text() == NOTARY["APPLE_NOTARY_KEY"]
    assert stat.S_IMODE(key.stat().st_mode) == OWN
    assert security.files == [(b"a certificate", OWN)]
    assert list(tmp_path.iterdir()) == [key]
    steps = [command[1] for command in security.commands]
    assert steps.index("import") < steps.index("set-key-partition-list")
    assert steps[0] == "create-keychain"
    assert steps[-1] == "find-identity"


def test_signed_and_not_notarized(tmp_path) -> None:
    variables, words = certificate.prepare("macos", MACOS, tmp_path, Programs(f'"{IDENTITY}"'))
    assert words[1].startswith("Not notarized (macos): there is no secret APPLE_NOTARY_KEY, ")
    assert notary.KEY not in variables


@pytest.mark.parametrize(("system", "given"), [("windows", WINDOWS), ("macos", MACOS)])
def test_a_secret_that_does_not_work_is_an_error(system, given, tmp_path) -> None:
    with pytest.raises(SetupError, match="in it"):
        certificate.prepare(system, given, tmp_path, Programs("nothing"))
    name = certificate.WINDOWS[0] if system == "windows" else certificate.MACOS[0]
    with pytest.raises(SetupError, match="no base64"):
        certificate.prepare(system, given | {name: "%%%"}, tmp_path, not_called)
    assert not list(tmp_path.iterdir())


def test_the_file_goes_also_when_it_cannot_be_imported(tmp_path) -> None:
    def failing(command: Sequence[str], environment: Mapping[str, str]) -> str:
        raise SetupError("no")

    for system, given in (("windows", WINDOWS), ("macos", MACOS)):
        with pytest.raises(SetupError, match="no"):
            certificate.prepare(system, given, tmp_path, failing)
        assert not list(tmp_path.iterdir())


def test_an_error_names_no_secret(tmp_path) -> None:
    with pytest.raises(SetupError) as raised:
        certificate.run([sys.executable, "-c", "raise SystemExit(1)", "open sesame"], os.environ)
    assert str(raised.value).startswith(f"{sys.executable} ended with status 1.")
    assert "sesame" not in str(raised.value)
