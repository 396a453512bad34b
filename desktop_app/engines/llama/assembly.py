"""From the pieces of a prompt to its tokens."""

from collections.abc import Callable, Sequence

from desktop_app.core.conversation import Role
from desktop_app.core.marks import Marks
from desktop_app.core.picture import Image
from desktop_app.core.prompt import Piece
from desktop_app.engines.llama.kept import KeptReplies
from desktop_app.engines.llama.projector import Layout
from desktop_app.engines.llama.tokens import Patch, TokenList, Tokens
from desktop_app.engines.llama.vocabulary import Vocabulary

See = Callable[[Image], Layout]
"""Tells how a picture stands in a prompt."""


class Assembly:
    """Puts the tokens of one prompt together.

    The template's text may name control tokens. What a turn says never becomes one: it is
    tokenised by itself where it looks like one, and together with the template's text elsewhere,
    because that is how the model has seen it in training. Replies whose tokens are known are put
    in as they were written, and pictures where their marks stand.
    """

    def __init__(
        self, vocabulary: Vocabulary, kept: KeptReplies, marks: Marks, see: See | None
    ) -> None:
        self._vocabulary = vocabulary
        self._kept = kept
        self._marks = marks
        self._see = see

    def tokens(self, pieces: Sequence[Piece]) -> Tokens:
        """The tokens of a prompt that consists of `pieces`."""
        tokens = TokenList()
        text = ""

        def flush() -> None:
            nonlocal text
            if text:
                tokens.extend(self._vocabulary.tokenise(text, special=True))
            text = ""

        for piece in pieces:
            written = self._written(piece)
            if written is not None:
                flush()
                tokens.extend(written)
                continue
            for part in self._marks.split(piece.text):
                if isinstance(part, Image):
                    flush()
                    self._show(part, tokens)
                elif piece.turn is not None and names_control_tokens(self._vocabulary, part):
                    flush()
                    tokens.extend(self._vocabulary.tokenise(part, special=False))
                else:
                    text += part
        if tokens.ends_with_picture and not text:
            # The logits that the reply begins with are those of a token.
            text = "\n"
        flush()
        return self._begun(tokens).frozen()

    def cost(self, text: str) -> int:
        """How many tokens the text of a turn takes, with the pictures in it."""
        return sum(
            self._layout(part).tokens
            if isinstance(part, Image)
            else len(self._vocabulary.tokenise(part, special=False))
            for part in self._marks.split(text)
        )

    def patches(self, text: str) -> int:
        """How many patches the pictures in the text of a turn consist of."""
        images = [part for part in self._marks.split(text) if isinstance(part, Image)]
        return sum(len(self._layout(image).patches) for image in images)

    def _written(self, piece: Piece) -> tuple[int, ...] | None:
        if piece.turn is None or piece.turn.role is not Role.ASSISTANT or piece.is_thoughts:
            return None
        return self._kept.tokens(piece.turn)

    def _show(self, image: Image, tokens: TokenList) -> None:
        for part in self._layout(image).parts:
            if isinstance(part, Patch):
                tokens.show(part)
            else:
                tokens.extend(part)

    def _layout(self, image: Image) -> Layout:
        assert self._see is not None, "turns with pictures for a model that does not see"
        return self._see(image)

    def _begun(self, tokens: TokenList) -> TokenList:
        """The tokens with the model's start token before them, where it wants one."""
        vocabulary = self._vocabulary
        if not vocabulary.adds_start or tokens.ids[:1] == [vocabulary.start]:
            return tokens
        begun = TokenList()
        begun.append(vocabulary.start)
        at = 0
        for span in tokens.spans:
            begun.extend(tokens.ids[at : span.start])
            begun.show(span.patch)
            at = span.stop
        begun.extend(tokens.ids[at:])
        return begun


def names_control_tokens(vocabulary: Vocabulary, text: str) -> bool:
    """Whether a part of `text` would be taken for a control token."""
    plain = vocabulary.tokenise(text, special=False)
    return vocabulary.tokenise(text, special=True) != plain
