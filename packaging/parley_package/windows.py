"""The packages for Windows, made of a frozen tree: a portable archive and an installer."""

from __future__ import annotations

from pathlib import Path

from parley_package import authenticode, nsis
from parley_package.archive import write_archive
from parley_package.icon import source, write_ico
from parley_package.places import PackagePlaces
from parley_package.release import Release
from parley_setup.console import CommandError, Console, SetupError

NO_MAKENSIS = (
    "No installer is made: there is no makensis here. It comes with NSIS "
    "(winget install NSIS.NSIS; on Debian: apt install nsis)."
)


def make_packages(release: Release, places: PackagePlaces, console: Console) -> list[Path]:
    """Make every package that can be made here; what cannot is said. Raises SetupError."""
    try:
        return _make(release, places, console)
    except CommandError as error:
        raise SetupError(f"{error}:\n{error.tail}", f"The log is {console.log}.") from error


def _make(release: Release, places: PackagePlaces, console: Console) -> list[Path]:
    tree = places.tree(release)
    signing = authenticode.signing()
    if signing:
        authenticode.sign(authenticode.unsigned(tree), signing, console)
    else:
        console.say(authenticode.unsigned_words())
    console.say("Packing the portable archive")
    made = [write_archive(release, tree, places.package(release, "zip"))]
    makensis = nsis.find()
    if sentence := nsis.obstacle(tree) or ("" if makensis else NO_MAKENSIS):
        console.say(sentence)
        return made
    assert makensis is not None
    return [*made, make_installer(release, places, console, makensis, signing)]


def make_installer(
    release: Release,
    places: PackagePlaces,
    console: Console,
    makensis: str,
    signing: list[str],
) -> Path:
    """Make the installer of the frozen tree, and return it. Raises CommandError."""
    work = places.work(release)
    icon = write_ico(source(places.root), work / "parley.ico")
    installer = places.package(release, "exe")
    installer.parent.mkdir(parents=True, exist_ok=True)
    told = work / "release.nsh"
    text = nsis.release_text(release, places.tree(release), icon, installer, signing)
    told.write_text(text, encoding="utf-8", newline="\n")
    script = places.packaging / "windows" / "parley.nsi"
    console.run(
        "Making the installer", nsis.command(script, told, makensis), expect="5 to 10 minutes"
    )
    if signing:
        authenticode.sign([installer], signing, console)
    return installer
