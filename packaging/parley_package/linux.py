"""The packages for Linux, made of a frozen tree: .deb, .rpm, a tarball and an AppImage."""

from __future__ import annotations

from pathlib import Path

from parley_package import appimage, deb_archive, nfpm_config
from parley_package.host_library import host_libraries
from parley_package.package_text import MAINTAINER, maintainer
from parley_package.places import PackagePlaces
from parley_package.release import Release
from parley_package.share_folder import ShareFolder
from parley_package.tarball import write_tarball
from parley_setup.console import CommandError, Console, SetupError

NO_NFPM = (
    "No .deb and no .rpm are made: there is no nfpm here. Set-up brings it along "
    "(python3 dev.py setup)."
)

NO_MAINTAINER = (
    f"The packages name nobody who could be written to: {MAINTAINER} is not set (A B <a@b.org>)."
)


def make_packages(release: Release, places: PackagePlaces, console: Console) -> list[Path]:
    """Make every package that can be made here; what cannot is said. Raises SetupError."""
    try:
        return [
            *make_installers(release, places, console),
            make_tarball(release, places, console),
            *make_appimage(release, places, console),
        ]
    except CommandError as error:
        raise SetupError(f"{error}:\n{error.tail}", f"The log is {console.log}.") from error


def make_installers(release: Release, places: PackagePlaces, console: Console) -> list[Path]:
    """Make the .deb and the .rpm where there is nfpm. Raises CommandError and SetupError."""
    nfpm = nfpm_config.find()
    if nfpm is None:
        console.say(NO_NFPM)
        return []
    if maintainer().endswith(".invalid>"):
        console.say(NO_MAINTAINER)
    tree, work = places.tree(release), places.work(release)
    share = ShareFolder(work / "share")
    share.fill(release, places, f"/usr/bin/{nfpm_config.WINDOW}")
    share.document(release, places)
    host = host_libraries(tree)
    made = []
    for kind in ("deb", "rpm"):
        package = places.package(release, kind)
        package.parent.mkdir(parents=True, exist_ok=True)
        # Beside the tree until it is whole: what lies among the packages may be given away.
        raw = work / package.name
        config = work / f"nfpm-{kind}.json"
        text = nfpm_config.nfpm_config(kind, release, tree, share.path, host)
        config.write_text(text, encoding="utf-8", newline="\n")
        command = nfpm_config.command(nfpm, config, kind, raw)
        console.run(f"Making the .{kind}", command, expect="about a minute")
        if kind == "deb":
            console.say("Compressing it (about 2 minutes)")
            deb_archive.compress(raw)
        raw.replace(package)
        made.append(package)
    _check_size(release, places)
    return made


def make_tarball(release: Release, places: PackagePlaces, console: Console) -> Path:
    """Make the archive that is run where it is unpacked."""
    console.say("Packing the tarball (about 2 minutes)")
    share = _portable_share(release, places)
    into = places.package(release, "tar.xz")
    return write_tarball(release, places.tree(release), share, places.packaging / "linux", into)


def make_appimage(release: Release, places: PackagePlaces, console: Console) -> list[Path]:
    """Make the AppImage where there is appimagetool. Raises CommandError."""
    tool = appimage.find()
    if tool is None:
        console.say(appimage.ABSENT)
        return []
    folder = appimage.make_folder(
        places.tree(release),
        _portable_share(release, places),
        places.packaging / "linux",
        places.work(release) / "Parley.AppDir",
    )
    image = places.package(release, "AppImage")
    image.parent.mkdir(parents=True, exist_ok=True)
    command = appimage.command(tool, folder, image)
    console.run("Making the AppImage", command, env=appimage.variables(release))
    return [image]


def _portable_share(release: Release, places: PackagePlaces) -> Path:
    share = ShareFolder(places.work(release) / "share-portable")
    share.fill(release, places, nfpm_config.WINDOW)
    return share.path


def _check_size(release: Release, places: PackagePlaces) -> None:
    limit, size = release.edition.download_limit, places.package(release, "deb").stat().st_size
    if limit is not None and size > limit:
        raise SetupError(
            f"The .deb of the {release.edition.name} edition has {size / 1e6:.0f} MB, and "
            f"{limit / 1e6:.0f} MB are its limit.",
            "Something new is in the frozen program: see what it weighs, printed above.",
        )
