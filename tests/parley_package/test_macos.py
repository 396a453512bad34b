"""What macOS is told of the bundle, what is signed in which order, and what is sent to Apple."""

import io
import json
import plistlib
import random
import struct
import subprocess
import sys
from pathlib import Path, PurePosixPath

import pytest

from desktop_app.core.build import IDENTIFIER
from parley_package import codesign, disk_image, macos, notary
from parley_package.bundle import CONSOLE, NAME, PROGRAM, Bundle, info_plist
from parley_package.codesign import AD_HOC, Unit, code_in, signing_order
from parley_package.edition import SLIM
from parley_package.icon import ICNS_SIZES, source, write_icns
from parley_package.mach_o import Code, code
from parley_package.notary import Notary
from parley_package.places import PackagePlaces
from parley_package.release import Release
from parley_package.target import Target
from parley_setup.console import Console, SetupError

ROOT = Path(__file__).resolve().parents[2]
MACOS = ROOT / "packaging" / "macos"
RELEASE = Release("1.2.0rc1", SLIM, Target("macos", "arm64"))
NOTARY = Notary("key.p8", "ID", "issuer")


def thin(kind: int, *, magic: bytes = b"\xcf\xfa\xed\xfe", order: str = "<") -> bytes:
    """The head of code for one processor."""
    return magic + struct.pack(f"{order}III", 0x0100000C, 0, kind)


def fat(inside: bytes, *, wide: bool = False) -> bytes:
    """A file for two processors."""
    offset = 4096
    if wide:
        head = b"\xca\xfe\xba\xbf" + struct.pack(">IIIQQII", 2, 0, 0, offset, 16, 14, 0)
    else:
        head = b"\xca\xfe\xba\xbe" + struct.pack(">IIIIII", 2, 0, 0, offset, 16, 14)
    return head.ljust(offset, b"\0") + inside


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A frozen tree, with the kinds of files that one has."""
    tree = tmp_path / "dist" / "program" / RELEASE.name / "parley"
    contents = tree / NAME / "Contents"
    files = {
        f"MacOS/{PROGRAM}": thin(2),
        f"MacOS/{CONSOLE}": thin(2),
        "Frameworks/libpython3.13.dylib": fat(thin(6)),
        "Frameworks/numpy/_core.so": thin(8),
        "Frameworks/torch/bin/torch_shm_manager": thin(2),
        "Frameworks/Qt/lib/QtCore.framework/Versions/A/QtCore": thin(6),
        "Frameworks/Qt/lib/QtCore.framework/Versions/A/Resources/Info.plist": b"<plist/>",
        "Resources/resources/style.qss": b"QWidget {}",
    }
    for name, content in files.items():
        path = contents / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    link = contents / "Frameworks" / "Qt" / "lib" / "QtCore.framework" / "QtCore"
    link.symlink_to("Versions/A/QtCore")
    (contents / "Resources" / "numpy").symlink_to("../Frameworks/numpy")
    (tree / "licences").mkdir()
    (tree / "licences" / "Qt.txt").write_text("LGPL")
    (tree / "LICENSE").write_text("Apache")
    return tree


@pytest.fixture
def console(tmp_path: Path) -> Console:
    return Console(tmp_path / "log", io.StringIO())


# --- what is code


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (thin(2), Code.PROGRAM),
        (thin(6), Code.LIBRARY),
        (thin(8), Code.LIBRARY),
        (thin(1), None),  # .o, which nobody signs
        (thin(6, magic=b"\xfe\xed\xfa\xcf", order=">"), Code.LIBRARY),
        (fat(thin(2)), Code.PROGRAM),
        (fat(thin(6), wide=True), Code.LIBRARY),
        (b"\xca\xfe\xba\xbe\x00\x00\x00\x34" + b"\0" * 100, None),  # Java
        (b"\x7fELF" + b"\0" * 100, None),
        (b"#!/bin/sh\n", None),
        (b"\xcf\xfa\xed\xfe\x00", None),
        (b"\xca\xfe\xba\xbe", None),
        (b"", None),
    ],
)
def test_code_is_known_by_its_first_bytes(tmp_path, content, kind):
    path = tmp_path / "file"
    path.write_bytes(content)
    assert code(path) is kind


# --- the order of signing


def test_links_and_data_are_not_signed(tree):
    assert code_in(tree / NAME) == {
        PurePosixPath("Contents", name): kind
        for name, kind in {
            f"MacOS/{PROGRAM}": Code.PROGRAM,
            f"MacOS/{CONSOLE}": Code.PROGRAM,
            "Frameworks/libpython3.13.dylib": Code.LIBRARY,
            "Frameworks/numpy/_core.so": Code.LIBRARY,
            "Frameworks/torch/bin/torch_shm_manager": Code.PROGRAM,
            "Frameworks/Qt/lib/QtCore.framework/Versions/A/QtCore": Code.LIBRARY,
        }.items()
    }


def test_libraries_are_signed_first_then_programs_then_the_bundle(tree):
    assert signing_order(code_in(tree / NAME)) == [
        # A framework is signed as its version's folder, which has resources too.
        unit("Contents/Frameworks/Qt/lib/QtCore.framework/Versions/A"),
        unit("Contents/Frameworks/torch/bin/torch_shm_manager", is_program=True),
        unit("Contents/Frameworks/numpy/_core.so"),
        unit("Contents/Frameworks/libpython3.13.dylib"),
        unit(f"Contents/MacOS/{CONSOLE}", is_program=True),
        unit(".", is_program=True),
    ]


def test_what_lies_in_another_is_signed_before_it_however_it_was_found():
    framework = "Contents/Frameworks/A.framework"
    names = {
        f"Contents/MacOS/{PROGRAM}": Code.PROGRAM,
        f"Contents/MacOS/{CONSOLE}": Code.PROGRAM,
        f"{framework}/Versions/A/A": Code.LIBRARY,
        f"{framework}/Versions/A/Helpers/B.app/Contents/MacOS/B": Code.PROGRAM,
        f"{framework}/Versions/A/Helpers/B.app/Contents/MacOS/b.dylib": Code.LIBRARY,
        f"{framework}/Versions/A/Libraries/c.dylib": Code.LIBRARY,
        "Contents/Frameworks/Flat.framework/Flat": Code.LIBRARY,
        "Contents/PlugIns/D.xpc/Contents/MacOS/D": Code.PROGRAM,
    }
    found = [(PurePosixPath(name), kind) for name, kind in names.items()]
    expected = signing_order(dict(found))
    for seed in range(20):
        random.Random(seed).shuffle(found)
        assert signing_order(dict(found)) == expected
    places = {ordered.path: place for place, ordered in enumerate(expected)}
    for inner in places:
        for outer in inner.parents:
            assert places[inner] < places.get(outer, len(places))
    assert places.keys() >= {
        PurePosixPath(framework, "Versions/A"),
        PurePosixPath(framework, "Versions/A/Helpers/B.app"),
        PurePosixPath("Contents/Frameworks/Flat.framework"),
        PurePosixPath("Contents/PlugIns/D.xpc"),
    }
    assert len(places) == len(names)


def unit(path: str, *, is_program: bool = False) -> Unit:
    return Unit(PurePosixPath(path), is_program)


# --- the commands


def test_programs_alone_have_entitlements_and_the_last_command_too(tree):
    bundle = tree / NAME
    units = signing_order(code_in(bundle))
    made = list(codesign.commands(bundle, units, "Developer ID", Path("e.plist")))
    assert [str(bundle / ordered.path) for ordered in units] == [
        word for command in made for word in command if word.startswith(str(bundle))
    ]
    for command in made:
        assert command[:4] == ["codesign", "--force", "--sign", "Developer ID"]
        assert "--timestamp" in command
        assert command[command.index("--options") + 1] == "runtime"
        assert ("--entitlements" in command) is not any(
            word.endswith((".so", ".dylib", "/A")) for word in command
        )
    # A bundle signed without them a last time would hear silence.
    assert made[-1][-4:-2] == ["--entitlements", "e.plist"]
    assert made[-1][-1] == str(bundle)
    assert not [command for command in made if "--deep" in command]


def test_no_command_is_longer_than_the_system_takes():
    units = [unit(f"Contents/Frameworks/{number}.so") for number in range(250)]
    made = list(codesign.commands(Path("P.app"), units, AD_HOC, Path("e")))
    assert [len(command) for command in made] == [105, 105, 55]


def test_without_a_certificate_the_processor_is_content_and_no_time_is_asked_for():
    assert codesign.identity({}) == AD_HOC
    assert codesign.identity({codesign.IDENTITY: ""}) == AD_HOC
    assert codesign.identity({codesign.IDENTITY: "Developer ID"}) == "Developer ID"
    (command,) = codesign.commands(Path("P.app"), [unit("a.so")], AD_HOC, Path("e"))
    assert command == ["codesign", "--force", "--sign", "-", "--timestamp=none", "P.app/a.so"]


def test_entitlements_are_those_that_the_program_needs():
    told = plistlib.loads((MACOS / "entitlements.plist").read_bytes())
    assert set(told.values()) == {True}
    assert {name.removeprefix("com.apple.security.") for name in told} == {
        "cs.allow-jit",
        "cs.allow-unsigned-executable-memory",
        "cs.disable-library-validation",
        "device.audio-input",
        "device.camera",
    }


# --- the notary


def test_all_three_parts_of_a_key_are_needed():
    whole = {notary.KEY: "key.p8", notary.KEY_ID: "ID", notary.ISSUER: "issuer"}
    assert Notary.of(whole) == NOTARY
    for missing in whole:
        assert Notary.of({**whole, missing: ""}) is None


def test_it_is_sent_and_waited_for():
    command = NOTARY.submission(Path("Parley.dmg"))
    assert command[:4] == ["xcrun", "notarytool", "submit", "Parley.dmg"]
    assert "--wait" in command
    assert command[-6:] == ["--key", "key.p8", "--key-id", "ID", "--issuer", "issuer"]
    assert notary.stapling(Path("P.dmg")) == ["xcrun", "stapler", "staple", "P.dmg"]


def test_an_answer_is_read_whatever_stands_around_it():
    told = json.dumps({"id": "abc", "status": "Accepted"})
    assert notary.rejected(f"a warning\n{told}\n") == ""
    told = json.dumps({"id": "abc", "status": "Invalid"}, indent=2)
    assert notary.rejected(told) == "abc"


@pytest.mark.parametrize("output", ["", "Error: no network", "{}", "{x}", "} {"])
def test_no_answer_is_no_yes(output):
    with pytest.raises(SetupError, match="notarytool"):
        notary.rejected(output)


# --- what the bundle says of itself


def test_the_bundle_says_what_macos_asks():
    told = plistlib.loads(plistlib.dumps(info_plist(RELEASE)))
    assert told["CFBundleIdentifier"] == IDENTIFIER
    assert told["CFBundleExecutable"] == PROGRAM
    assert told["LSBackgroundOnly"] is False
    assert told["CFBundleShortVersionString"] == told["CFBundleVersion"] == "1.2.0"
    assert told["LSMinimumSystemVersion"] == "14.0"
    assert told["NSHighResolutionCapable"] is True
    assert told["NSRequiresAquaSystemAppearance"] is False
    for name in ("Microphone", "Camera", "ScreenCapture"):
        assert told[f"NS{name}UsageDescription"].endswith("on this computer.")


def test_a_model_is_a_document_that_it_opens():
    told = info_plist(RELEASE)
    (document,) = told["CFBundleDocumentTypes"]
    (declared,) = told["UTImportedTypeDeclarations"]
    assert document["LSItemContentTypes"] == [declared["UTTypeIdentifier"]]
    assert declared["UTTypeTagSpecification"]["public.filename-extension"] == ["gguf"]


def test_the_bundle_takes_in_what_lies_beside_it(tree):
    bundle = Bundle.of(tree)
    bundle.complete(tree, MACOS)
    bundle.complete(tree, MACOS)  # a second time is as good
    resources = bundle.contents / "Resources"
    assert (resources / "LICENSE").read_text() == "Apache"
    assert (resources / "licences" / "Qt.txt").read_text() == "LGPL"
    assert bundle.command.read_bytes() == (MACOS / "parley").read_bytes()


def test_no_bundle_is_said(tmp_path):
    with pytest.raises(SetupError, match=r"no Parley\.app"):
        Bundle.of(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="a script for a shell of Unix")
def test_the_command_starts_the_program_also_by_links(tree, tmp_path):
    bundle = Bundle.of(tree)
    bundle.complete(tree, MACOS)
    bundle.console.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n')
    bundle.console.chmod(0o755)
    folder = tmp_path / "мои programs"
    folder.mkdir()
    (folder / "first").symlink_to(bundle.command)
    (folder / "second").symlink_to("first")
    for command in (str(bundle.command), str(folder / "first"), str(folder / "second"), "./second"):
        done = subprocess.run(
            [command, "ask", "two words"], cwd=folder, capture_output=True, text=True, check=True
        )
        assert done.stdout == "ask\ntwo words\n"


# --- the icon and the image


def test_the_icon_has_every_size_and_a_margin(tmp_path):
    from PIL import Image

    with Image.open(write_icns(source(ROOT), tmp_path / "parley.icns")) as icon:
        drawn = {width * scale for width, _, scale in icon.info["sizes"]}
        assert drawn == set(ICNS_SIZES)
        left, top, right, bottom = icon.convert("RGBA").getbbox()
        assert min(left, top, 1024 - right, 1024 - bottom) >= 102


def test_the_image_has_the_bundle_and_a_link():
    told = json.loads(disk_image.settings(RELEASE, Path("/d/Parley.app"), Path("/d/p.icns")))
    assert told["title"] == "Parley 1.2.0rc1"
    assert [(entry["type"], entry["path"]) for entry in told["contents"]] == [
        ("file", "/d/Parley.app"),
        ("link", "/Applications"),
    ]
    assert not [entry for entry in told["contents"] if "hide_extension" in entry]
    command = disk_image.command(RELEASE, Path("s.json"), Path("p.dmg"))
    assert command[1:] == ["-m", "dmgbuild", "-s", "s.json", "Parley 1.2.0rc1", "p.dmg"]


# --- all of it, with a console that runs nothing


class Told(Console):
    """Notes the commands, and answers as Apple's notary does."""

    def __init__(self, log: Path, status: str = "Accepted") -> None:
        super().__init__(log, io.StringIO())
        self.commands: list[list[str]] = []
        self._status = status

    def run(self, title, command, *, expect="", env=None):
        self.commands.append(list(command))
        if "ditto" in command:
            Path(command[-1]).touch()
        if "submit" in command:
            return json.dumps({"id": "abc", "status": self._status})
        return "the reasons" if "log" in command else ""

    def words(self) -> list[str]:
        """What was run: the program, and of Apple's collection the one in it."""
        return [
            command[1] if command[0] == "xcrun" else Path(command[0]).name
            for command in self.commands
        ]


@pytest.fixture
def places(tmp_path: Path) -> PackagePlaces:
    places = PackagePlaces(tmp_path)
    (tmp_path / "packaging").symlink_to(ROOT / "packaging")
    (tmp_path / "resources").symlink_to(ROOT / "resources")
    return places


@pytest.fixture
def certified(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """With a certificate and a key; the trees that were tried."""
    tried: list[Path] = []
    monkeypatch.setattr(macos, "try_programs", lambda release, tree, console: tried.append(tree))
    monkeypatch.setenv(codesign.IDENTITY, "Developer ID Application")
    for name in (notary.KEY, notary.KEY_ID, notary.ISSUER):
        monkeypatch.setenv(name, "x")
    return tried


def test_with_a_certificate_bundle_and_image_are_signed_and_notarized(
    tree, places, tmp_path, certified
):
    console = Told(tmp_path / "log")
    (image,) = macos.make_packages(RELEASE, places, console)
    assert image.name == "parley-1.2.0rc1-slim-macos-arm64.dmg"
    assert certified == [tree]
    words = console.words()
    signatures = words.index("ditto")
    assert set(words[:signatures]) == {"codesign"}
    assert "--verify" in console.commands[signatures - 1]
    assert words[signatures:] == [
        *("ditto", "notarytool", "stapler"),
        Path(sys.executable).name,
        *("codesign", "notarytool", "stapler"),
    ]
    assert [command[-1] for command in console.commands if "staple" in command] == [
        str(tree / NAME),
        str(image),
    ]


def test_without_one_it_is_made_all_the_same_and_said(tree, places, tmp_path, monkeypatch):
    for name in (codesign.IDENTITY, notary.KEY, notary.KEY_ID, notary.ISSUER):
        monkeypatch.delenv(name, raising=False)
    console = Told(tmp_path / "log")
    macos.make_packages(RELEASE, places, console)
    assert set(console.words()) == {"codesign", Path(sys.executable).name}
    assert "System Settings" in console._out.getvalue()


def test_what_the_notary_refuses_is_no_package(tree, places, tmp_path, certified):
    with pytest.raises(SetupError, match="not accepted") as raised:
        macos.make_packages(RELEASE, places, Told(tmp_path / "log", "Invalid"))
    assert "the reasons" in str(raised.value)
