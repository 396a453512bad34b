"""The text of a PDF, page by page. Its pictures, scripts and attachments are not looked at."""

import io
import logging
from collections.abc import Iterator

from pypdf import PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError, WrongPasswordError

from desktop_app.core.document import MOST_PAGES, MOST_TEXT_BYTES, PAGE_BREAK
from desktop_app.core.errors import ParleyError
from desktop_app.engines.documents.source import Source, problem

_log = logging.getLogger(__name__)


class Pdf:
    """One PDF. Raises `ParleyError` and `StoppedError`, here and while it is read."""

    def __init__(self, source: Source) -> None:
        self._source = source
        # Of every odd thing in a file it would write a line.
        logging.getLogger("pypdf").setLevel(logging.CRITICAL)
        try:
            self._reader = PdfReader(io.BytesIO(source.data))
            if self._reader.is_encrypted and not self._reader.decrypt(""):
                raise problem("locked", source.name)
            self.pages = len(self._reader.pages)
        except ParleyError:
            raise
        except Exception as error:
            raise self._problem(error) from error
        if self.pages > MOST_PAGES:
            raise problem("too_large", source.name, f"{self.pages} pages")
        if not self.pages:
            raise problem("empty", source.name)

    def texts(self) -> Iterator[str]:
        """The text of each page, in order. A page that is damaged has none, unless all are."""
        length, damage, whole = 0, None, 0
        for number in range(self.pages):
            self._source.check()
            try:
                text = self._reader.pages[number].extract_text().replace(PAGE_BREAK, "\n")
                whole += 1
            except Exception as error:  # whatever it trips over; the other pages may be whole
                _log.warning("page %d cannot be read: %r", number + 1, error)
                text, damage = "", error
            length += len(text.encode("utf-8", "replace"))
            if length > MOST_TEXT_BYTES:
                raise problem("too_large", self._source.name, f"{number + 1} pages: {length} bytes")
            yield text
        if damage is not None and not whole:
            raise self._problem(damage) from damage
        if not length:
            raise problem("scanned", self._source.name, f"{self.pages} pages without a letter")

    def _problem(self, error: Exception) -> ParleyError:
        """Readers raise whatever they trip over."""
        locked = (FileNotDecryptedError, WrongPasswordError, DependencyError)
        code = "locked" if isinstance(error, locked) else "damaged"
        return problem(code, self._source.name, f"{type(error).__name__}: {error}")
