"""What a document is, and which part of it the model is shown, in the words of its chip."""

from PySide6.QtCore import QCoreApplication

from desktop_app.core.document import Document
from desktop_app.core.text import QT_TRANSLATE_NOOP, Sentence
from desktop_app.ui.words import count, say, size_words

_PAGES = QT_TRANSLATE_NOOP("Document", "{pages} pages", "", 1)


def extent_words(document: Document) -> str:
    """How much of it is shown: "3 pages", "pages 2 to 5 of 40", "the beginning of 1.2 MB"."""
    translate = QCoreApplication.translate
    if document.by_pages:
        words = translate("Document", "pages {first} to {last} of {pages}")
        if document.first == document.last:
            words = translate("Document", "page {first} of {pages}")
        return words.format(
            first=count(document.first), last=count(document.last), pages=count(document.pages)
        )
    size = size_words(document.size)
    if document.is_part:
        return translate("Document", "the beginning of {size}").format(size=size)
    if document.pages > 1:
        return say(Sentence("Document", _PAGES, {"pages": document.pages}, document.pages))
    return size
