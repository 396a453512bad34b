"""Pictures of conversations that come, as Parley keeps them."""

import binascii
import hashlib
import tempfile
import warnings
from base64 import b64decode
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from PIL import Image

from desktop_app.core.arrival.arrival import Arrival, Shown
from desktop_app.core.attachment import documents_of, pictures_of
from desktop_app.core.conversation import Conversation
from desktop_app.core.document import SUFFIX
from desktop_app.core.engine import CancelToken
from desktop_app.core.errors import ParleyError
from desktop_app.core.events import Failed, Pictured
from desktop_app.core.picture import LARGEST_SIDE, Picture, PictureFolder, PictureJob
from desktop_app.core.picture_shelf import PictureShelf
from desktop_app.engines.arrival.source import SourceFile
from desktop_app.engines.pictures.engine import PictureEngine

_SERIOUS = ("picture.full", "picture.failed")
"""What is wrong with the disk, and not with a picture."""

_FORMATS = {".png": "PNG", ".jpg": "JPEG"}


class Developing:
    """Makes the pictures of arrivals. `lost` counts those that could not be made."""

    def __init__(
        self, folder: Path, scratch: Path, source: SourceFile, cancel: CancelToken
    ) -> None:
        self._folder = folder
        self._shelf = PictureShelf(folder)
        self._scratch = scratch
        self._source = source
        self._cancel = cancel
        self._engine = PictureEngine()
        self.lost = 0

    def developed(self, arrival: Arrival) -> Conversation:
        """The conversation with its pictures kept. Raises OSError and `ParleyError`."""
        conversation = arrival.conversation
        self._keep_own(arrival)
        self._keep_texts(arrival)
        for id, shown in arrival.shown.items():
            pictures = [self._made(each) for each in shown]
            message = conversation.messages[id]
            kept = tuple(picture for picture in pictures if picture is not None)
            conversation.put(replace(message, attachments=(*message.attachments, *kept)))
        return conversation

    def _keep_own(self, arrival: Arrival) -> None:
        """Keep the files that were Parley's: as they are, so that their names stay true."""
        wanted = {
            picture.file_name: picture
            for message in arrival.conversation.messages.values()
            for picture in pictures_of(message.attachments)
        }
        for name, picture in wanted.items():
            data = _bytes_of(arrival.files.get(name, ""))
            if data is None or not _is_as_kept(data, picture):
                self.lost += not self._shelf.has(picture)
                continue
            self._shelf.keep(data, picture.suffix)

    def _keep_texts(self, arrival: Arrival) -> None:
        """Keep the texts of files, which were Parley's as well."""
        wanted = {
            document.file_name: document
            for message in arrival.conversation.messages.values()
            for document in documents_of(message.attachments)
        }
        for name, document in wanted.items():
            text = arrival.texts.get(name, "").encode("utf-8")
            if hashlib.sha256(text).hexdigest() == document.hash:
                self._shelf.keep(text, SUFFIX)
            else:
                self.lost += not self._shelf.has(document)

    def _made(self, shown: Shown) -> Picture | None:
        if shown.asset:
            data = self._source.picture(shown.asset)
        else:
            data = _bytes_of(shown.data.partition(",")[2])
        if not data:
            self.lost += 1
            return None
        self._scratch.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Windows lets nobody open a file that is deleted when it is closed.
        with tempfile.TemporaryDirectory(dir=self._scratch) as folder:
            path = Path(folder) / "picture"
            path.write_bytes(data)
            name = " ".join(shown.name.split())[:200]
            job = PictureJob("import", PictureFolder(str(self._folder)), str(path), name)
            for event in self._engine.run(job, self._cancel):
                if isinstance(event, Pictured):
                    return event.picture
                if isinstance(event, Failed) and event.problem.code in _SERIOUS:
                    raise ParleyError(event.problem)
        self.lost += 1
        return None


def _bytes_of(text: str) -> bytes | None:
    """What base64 says, None where it is none."""
    try:
        return b64decode(text, validate=True) or None
    except (binascii.Error, ValueError):
        return None


def _is_as_kept(data: bytes, picture: Picture) -> bool:
    """Whether a file is what its name and its picture say, and can be read whole."""
    if hashlib.sha256(data).hexdigest() != picture.hash:
        return False
    if max(picture.width, picture.height) > LARGEST_SIDE:
        return False

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(data), formats=[_FORMATS[picture.suffix]]) as image:
                image.load()
                return image.size == (picture.width, picture.height)
    except Exception as error:  # Decoders raise anything for damaged files.
        del error
        return False
