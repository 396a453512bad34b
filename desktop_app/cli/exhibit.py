"""What `parley ask` shows a model: pictures, texts and a film, made of the files named."""

from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from tempfile import TemporaryDirectory

from desktop_app.cli.arguments import Arguments
from desktop_app.cli.printer import Printer
from desktop_app.cli.screening import Screening, Watcher, Wish
from desktop_app.core.attachment import Attachment
from desktop_app.core.document import Document, Documented, DocumentFile, DocumentJob
from desktop_app.core.engine import CancelToken, Engine, EngineSpec
from desktop_app.core.engine_names import DOCUMENTS, PICTURES
from desktop_app.core.errors import ParleyError
from desktop_app.core.events import Failed, Pictured
from desktop_app.core.paths import Places
from desktop_app.core.picture import Image, Picture, PictureFolder, PictureJob
from desktop_app.core.picture_shelf import PictureShelf
from desktop_app.core.settings import Settings
from desktop_app.core.shown import shown


class Exhibit:
    """Makes what the model is shown. It lies in a folder of its own, which goes with `close`."""

    def __init__(
        self, arguments: Arguments, settings: Settings, places: Places, printer: Printer
    ) -> None:
        self._images = [_absolute(image) for image in arguments.images]
        self._documents = [_absolute(document) for document in arguments.documents]
        self._wish = None
        if arguments.video:
            path = _absolute(arguments.video)
            self._wish = Wish(path, arguments.frames, arguments.part)
        self._settings = settings
        self._places = places
        self._printer = printer
        self._stack = ExitStack()

    def shown(self, watcher: Watcher, cancel: CancelToken) -> tuple[str | Image, ...]:
        """What stands before the words of the first question; less of it after a Stop.

        Raises ParleyError for the first file that cannot be shown.
        """
        if not (self._images or self._documents) and self._wish is None:
            return ()
        folder = Path(self._stack.enter_context(TemporaryDirectory(prefix="parley-")))
        attachments: list[Attachment] = list(self._pictures(folder, cancel))
        attachments.extend(self._texts(folder, cancel))
        if self._wish is not None and not cancel.is_set():
            screening = Screening(
                self._wish, watcher, folder, self._settings, self._places, self._printer
            )
            if film := screening.film(cancel):
                attachments.append(film)
        return shown(attachments, PictureShelf(folder))

    def close(self) -> None:
        """Delete what was made. May be called twice."""
        self._stack.close()

    def _pictures(self, folder: Path, cancel: CancelToken) -> Iterator[Picture]:
        if not self._images:
            return
        with closing(self._engine(PICTURES, "ask-pictures")) as engine:
            for image in self._images:
                job = PictureJob("picture", PictureFolder(str(folder)), image, Path(image).name)
                for event in engine.run(job, cancel):
                    if isinstance(event, Failed) and not cancel.is_set():
                        raise ParleyError(event.problem)
                    if isinstance(event, Pictured):
                        self._printer.show(event)
                        yield event.picture

    def _texts(self, folder: Path, cancel: CancelToken) -> Iterator[Document]:
        if not self._documents:
            return
        with closing(self._engine(DOCUMENTS, "ask-documents")) as engine:
            for path in self._documents:
                file, name = DocumentFile(path), Path(path).name
                job = DocumentJob("document", file, PictureFolder(str(folder)), name)
                for event in engine.run(job, cancel):
                    if isinstance(event, Failed) and not cancel.is_set():
                        raise ParleyError(event.problem)
                    if isinstance(event, Documented):
                        yield event.document

    def _engine(self, spec: EngineSpec, name: str) -> Engine:
        from desktop_app.engines.isolated import IsolatedEngine

        return IsolatedEngine(spec, self._places.logs, name=name, family="part")


def _absolute(path: str) -> str:
    return str(Path(path).expanduser().absolute())
