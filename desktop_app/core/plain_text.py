"""What a message reads like on the screen, without its widgets."""

from collections.abc import Iterator

from desktop_app.core.conversation import Message, Role
from desktop_app.core.fold import fold
from desktop_app.core.markdown import Block, Code, Paragraph, Table, parse

BREAK = "\x01"
"""Stands between lines that no phrase goes across: it is no blank, and nobody looks for it."""


def shown_text(message: Message, text: str) -> str:
    """The words of `text`, which is that of `message`, as they are shown, `BREAK` between blocks.

    What a person wrote is shown as it is; a reply is Markdown.
    """
    if message.role is not Role.ASSISTANT:
        return text.replace("\n", BREAK)
    return BREAK.join(words for block in parse(text) for words in _words(block))


def may_hold(text: str, folded_word: str) -> bool:
    """Whether it is worth finding out what `text` is shown as, to look for a word in it.

    Marks of Markdown stand between letters at most: each part of the word must be there.
    """
    folded = fold(text)
    return all(letter in folded for letter in set(folded_word) if letter.isalnum())


def _words(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield "".join(span.text for span in block.spans)
    elif isinstance(block, Code):
        yield block.text.replace("\n", BREAK)
    elif isinstance(block, Table):
        for row in block.rows:
            for cell in row:
                yield "".join(span.text for span in cell)
