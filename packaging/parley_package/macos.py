"""The package for macOS, made of a frozen tree: a disk image with the signed bundle in it."""

from __future__ import annotations

from pathlib import Path

from parley_package import codesign, disk_image, notary
from parley_package.bundle import Bundle
from parley_package.icon import source, write_icns
from parley_package.notary import Notary
from parley_package.places import PackagePlaces
from parley_package.release import Release
from parley_package.trial import try_programs
from parley_setup.console import CommandError, Console, SetupError


def make_packages(release: Release, places: PackagePlaces, console: Console) -> list[Path]:
    """Make every package that can be made here; what cannot is said. Raises SetupError."""
    try:
        return [_make(release, places, console)]
    except CommandError as error:
        raise SetupError(f"{error}:\n{error.tail}", f"The log is {console.log}.") from error


def _make(release: Release, places: PackagePlaces, console: Console) -> Path:
    tree, work = places.tree(release), places.work(release)
    work.mkdir(parents=True, exist_ok=True)
    bundle = Bundle.of(tree)
    bundle.complete(tree, places.packaging / "macos")
    identity, sender = codesign.identity(), _notary(console)
    _sign(bundle.path, identity, places, console)
    if identity != codesign.AD_HOC:
        # Once more: what the hardened runtime forbids shows when the program runs.
        try_programs(release, tree, console)
    if sender:
        archive = work / "parley.zip"
        console.run("Packing it for Apple", notary.archiving(bundle.path, archive))
        _notarize(archive, bundle.path, sender, console)
        archive.unlink()
    image = _image(release, bundle.path, places, console)
    if identity != codesign.AD_HOC:
        console.run("Signing the disk image", codesign.image_command(image, identity))
    if sender:
        _notarize(image, image, sender, console)
    return image


def _notary(console: Console) -> Notary | None:
    """Who sends it to Apple; none, with a word why, without a certificate or a key."""
    if codesign.identity() == codesign.AD_HOC:
        console.say(codesign.UNSIGNED)
        return None
    sender = Notary.of()
    if sender is None:
        console.say(notary.ABSENT)
    return sender


def _sign(bundle: Path, identity: str, places: PackagePlaces, console: Console) -> None:
    entitlements = places.packaging / "macos" / "entitlements.plist"
    units = codesign.signing_order(codesign.code_in(bundle))
    console.say(f"Signing {len(units)} programs and libraries")
    for command in codesign.commands(bundle, units, identity, entitlements):
        console.run("", command)
    console.run("Verifying the signatures", codesign.verification(bundle))


def _notarize(package: Path, ticketed: Path, sender: Notary, console: Console) -> None:
    """Send `package`, and fasten the ticket to `ticketed`."""
    output = console.run(
        "Waiting for Apple's notary", sender.submission(package), expect="2 to 15 minutes"
    )
    if submission := notary.rejected(output):
        found = console.run("", sender.account_of(submission))
        raise SetupError(f"Apple's notary has not accepted {package.name}.", found)
    console.run("Fastening the ticket", notary.stapling(ticketed))


def _image(release: Release, bundle: Path, places: PackagePlaces, console: Console) -> Path:
    work = places.work(release)
    icon = write_icns(source(places.root), work / "parley.icns")
    told = work / "disk-image.json"
    told.write_text(disk_image.settings(release, bundle, icon), encoding="ascii")
    image = places.package(release, "dmg")
    image.parent.mkdir(parents=True, exist_ok=True)
    image.unlink(missing_ok=True)
    console.run("Making the disk image", disk_image.command(release, told, image))
    return image
