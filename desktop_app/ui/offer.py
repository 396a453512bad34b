"""What a drop, a paste or a file dialog brings: pictures, text, films, sound files or a model."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QImage

from desktop_app.core.arrival.recognition import is_conversation_file
from desktop_app.core.document import DOCUMENT_NAMES, DOCUMENT_SUFFIXES
from desktop_app.core.film import FILM_SUFFIXES
from desktop_app.core.recording import SOUND_SUFFIXES
from desktop_app.ui.model_picker import SUFFIX

PICTURE_SUFFIXES = (
    *(".png", ".jpg", ".jpeg", ".jfif", ".webp", ".gif", ".bmp", ".tif", ".tiff"),
    *(".avif", ".heic", ".heif"),
)
"""How the names of picture files end; what is in a file is found out when it is read."""

_FORMATS = (
    "image/png",
    'application/x-qt-windows-mime;value="PNG"',
    "image/jpeg",
    "image/webp",
    "image/avif",
    "image/heic",
    "image/gif",
    "image/tiff",
    "image/bmp",
)
"""Under these names a picture lies in a clipboard as the bytes of a file, the best one first."""

_PACKET, _SYNC = 188, b"G"
"""Bytes of a packet of an MPEG transport stream, and the first of them."""

_PIXELS = "application/x-qt-image"
_IMAGE_TAG = r"""<img\b[^>]*?\bsrc\s*=\s*["']?([^"'>\s]+)"""


@dataclass(frozen=True, slots=True)
class PictureFile:
    """A picture in a file of the person's."""

    path: str

    @property
    def name(self) -> str:
        """What it is called there."""
        return Path(self.path).name


@dataclass(frozen=True, slots=True)
class PictureBytes:
    """The bytes of a picture file that lies in no file."""

    data: bytes
    name: str = ""


@dataclass(frozen=True, slots=True)
class PictureUrl:
    """A picture written out in a data: URL."""

    url: str
    name: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class PicturePixels:
    """A picture that its owner has as pixels only."""

    image: QImage
    name: str = ""


Source = PictureFile | PictureBytes | PictureUrl | PicturePixels


@dataclass(frozen=True, slots=True)
class Offer:
    """What was brought, by what is to be done with it; files by their paths.

    `elsewhere` says that a picture was brought of which only the address is known.
    """

    model: str = ""
    sounds: tuple[str, ...] = ()
    films: tuple[str, ...] = ()
    pictures: tuple[Source, ...] = ()
    elsewhere: bool = False
    documents: tuple[str, ...] = ()
    conversations: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.model or self.sounds or self.conversations or self.attaches)

    @property
    def attaches(self) -> bool:
        """Whether something of it would belong to the message that is being written."""
        return bool(self.films or self.pictures or self.documents or self.elsewhere)


def offer_of(data: QMimeData, read: bool = True) -> Offer:
    """What `data` holds for the window; nothing where it is text, which belongs to the text field.

    With `read` False no byte of a picture is fetched from the program that has it: that is enough
    to know whether the offer is welcome.
    """
    if not (data.hasUrls() or data.hasHtml() or data.hasImage() or _has_file(data)):
        return Offer()  # Mere text, which may be long: it is not looked into.
    if paths := [url.toLocalFile() for url in data.urls() if url.isLocalFile()]:
        return offer_of_files(paths)
    if _has_words(data):
        return Offer()
    if picture := _picture(data, read):
        return Offer(pictures=(picture,))
    addresses = _addresses(data)
    if urls := [address for address in addresses if address.startswith("data:image/")]:
        return Offer(pictures=(PictureUrl(urls[0]),))
    return Offer(elsewhere=bool(addresses))


def offer_of_files(paths: Sequence[str]) -> Offer:
    """Files told apart by how their names end; what is of no known kind may be a picture."""
    model = next((path for path in paths if _ends(path, (SUFFIX,))), "")
    programs = {path for path in paths if _is_typescript(path)}
    films = tuple(path for path in paths if _ends(path, FILM_SUFFIXES) and path not in programs)
    sounds = tuple(path for path in paths if _ends(path, SOUND_SUFFIXES) and path not in films)
    conversations = tuple(path for path in paths if is_conversation_file(path))
    documents = tuple(
        path
        for path in paths
        if path not in conversations and (path in programs or _is_document(path))
    )
    known = {*films, *sounds, *documents, *conversations}
    pictures = tuple(
        PictureFile(path) for path in paths if path not in known and not _ends(path, (SUFFIX,))
    )
    return Offer(model, sounds, films, pictures, documents=documents, conversations=conversations)


def _is_document(path: str) -> bool:
    return _ends(path, DOCUMENT_SUFFIXES) or Path(path).name.lower() in DOCUMENT_NAMES


def _is_typescript(path: str) -> bool:
    """Films of the television's kind are called .ts as well, and each of their packets begins
    with the same byte. A look at one tells."""
    if not _ends(path, (".ts",)):
        return False
    try:
        with Path(path).open("rb") as file:
            head = file.read(_PACKET + 1)
    except OSError:
        return False
    return not (head[:1] == _SYNC and head[_PACKET:] in (b"", _SYNC))


def _ends(path: str, suffixes: tuple[str, ...]) -> bool:
    return path.lower().endswith(suffixes)


def _picture(data: QMimeData, read: bool) -> Source | None:
    formats = data.formats()
    if found := next((name for name in _FORMATS if name in formats), ""):
        # What the owner of a clipboard encoded stays encoded: to decode it here takes seconds.
        return PictureBytes(bytes(data.data(found).data()) if read else b"")
    if _PIXELS not in formats:
        return None
    if not read:
        return PicturePixels(QImage())
    image = data.imageData()
    return PicturePixels(image) if isinstance(image, QImage) and not image.isNull() else None


def _has_file(data: QMimeData) -> bool:
    return any(data.hasFormat(name) for name in _FORMATS)


def _has_words(data: QMimeData) -> bool:
    """Whether there is text in it for people, and not only the address of something."""
    if not data.hasFormat("text/plain"):
        return False
    text = bytes(data.data("text/plain").data()).decode("utf-8", "replace").strip("\0 \t\r\n")
    return bool(text) and not (_is_address(text) and _addresses(data))


def _is_address(text: str) -> bool:
    return not re.search(r"\s", text) and text.lower().startswith(("http:", "https:", "data:"))


def _addresses(data: QMimeData) -> list[str]:
    """Where the pictures are that `data` speaks of: a link alone is none."""
    found = re.findall(_IMAGE_TAG, data.html(), re.IGNORECASE) if data.hasHtml() else []
    for url in data.urls():
        if url.scheme() == "data" or _ends(url.path(), PICTURE_SUFFIXES):
            found.append(url.toString(QUrl.ComponentFormattingOption.FullyEncoded))
    return found
