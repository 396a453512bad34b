"""What `parley ask` shows a model: pictures, made of the files that were named for one question."""

from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from tempfile import TemporaryDirectory

from desktop_app.cli.parser import Arguments
from desktop_app.cli.printer import Printer
from desktop_app.core.attachment import Attachment
from desktop_app.core.engine import CancelToken, Engine
from desktop_app.core.engine_names import PICTURES
from desktop_app.core.errors import ParleyError
from desktop_app.core.events import Failed, Pictured
from desktop_app.core.paths import Places
from desktop_app.core.picture import Image, Picture, PictureFolder, PictureJob
from desktop_app.core.picture_shelf import PictureShelf
from desktop_app.core.shown import shown


class Exhibit:
    """Makes what the model is shown. It lies in a folder of its own, which goes with `close`."""

    def __init__(self, arguments: Arguments, places: Places, printer: Printer) -> None:
        self._images = [str(Path(image).expanduser().absolute()) for image in arguments.images]
        self._places = places
        self._printer = printer
        self._stack = ExitStack()

    def shown(self, cancel: CancelToken) -> tuple[str | Image, ...]:
        """What stands before the words of the first question; less of it after a Stop.

        Raises ParleyError for the first file that cannot be shown.
        """
        if not self._images:
            return ()
        folder = Path(self._stack.enter_context(TemporaryDirectory(prefix="parley-")))
        attachments: list[Attachment] = list(self._pictures(folder, cancel))
        return shown(attachments, PictureShelf(folder))

    def close(self) -> None:
        """Delete what was made. May be called twice."""
        self._stack.close()

    def _pictures(self, folder: Path, cancel: CancelToken) -> Iterator[Picture]:
        with closing(self._engine()) as engine:
            for image in self._images:
                job = PictureJob("picture", PictureFolder(str(folder)), image, Path(image).name)
                for event in engine.run(job, cancel):
                    if isinstance(event, Failed):
                        raise ParleyError(event.problem)
                    if isinstance(event, Pictured):
                        self._printer.show(event)
                        yield event.picture

    def _engine(self) -> Engine:
        from desktop_app.engines.isolated import IsolatedEngine

        return IsolatedEngine(PICTURES, self._places.logs, name="ask-pictures", family="part")
