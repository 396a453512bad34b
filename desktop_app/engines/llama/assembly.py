"""From the pieces of a prompt to its tokens."""

from collections.abc import Sequence

from desktop_app.core.conversation import Role
from desktop_app.core.prompt import Piece
from desktop_app.engines.llama.kept import KeptReplies
from desktop_app.engines.llama.vocabulary import Vocabulary


def assemble(vocabulary: Vocabulary, pieces: Sequence[Piece], kept: KeptReplies) -> tuple[int, ...]:
    """The tokens of a prompt.

    The template's text may name control tokens. What a turn says never becomes one: it is
    tokenised by itself where it looks like one, and together with the template's text elsewhere,
    because that is how the model has seen it in training. Replies whose tokens are known are put
    in as they were written.
    """
    tokens: list[int] = []
    text = ""

    def flush() -> None:
        nonlocal text
        if text:
            tokens.extend(vocabulary.tokenise(text, special=True))
        text = ""

    for piece in pieces:
        if piece.turn is None:
            text += piece.text
            continue
        written = kept.tokens(piece.turn) if piece.turn.role is Role.ASSISTANT else None
        if written is not None:
            flush()
            tokens.extend(written)
        elif names_control_tokens(vocabulary, piece.text):
            flush()
            tokens.extend(vocabulary.tokenise(piece.text, special=False))
        else:
            text += piece.text
    flush()
    if vocabulary.adds_start and tokens[:1] != [vocabulary.start]:
        tokens.insert(0, vocabulary.start)
    return tuple(tokens)


def names_control_tokens(vocabulary: Vocabulary, text: str) -> bool:
    """Whether a part of `text` would be taken for a control token."""
    plain = vocabulary.tokenise(text, special=False)
    return vocabulary.tokenise(text, special=True) != plain
