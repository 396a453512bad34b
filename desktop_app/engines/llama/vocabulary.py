"""Text to tokens, and tokens to the bytes they stand for."""

import ctypes
from collections import OrderedDict
from functools import cached_property

from desktop_app.core.errors import ParleyError, Problem
from desktop_app.engines.llama.library import Library

REMEMBERED_TOKENS = 1 << 18
"""Tokens of recent texts that are kept: the history of a conversation is not tokenised again."""

_PIECE_BYTES = 256
NO_TOKEN = -1


class Vocabulary:
    """The vocabulary of one loaded model. For the engine's thread only."""

    def __init__(self, library: Library, vocab: int) -> None:
        self._api = library.api
        self._vocab = vocab
        self._buffer = ctypes.create_string_buffer(_PIECE_BYTES)
        self._pieces: dict[int, bytes] = {}
        self._ends: dict[int, bool] = {}
        self._controls: dict[int, bool] = {}
        self._recent: OrderedDict[tuple[str, bool], tuple[int, ...]] = OrderedDict()
        self._remembered = 0
        self.size: int = self._api.llama_vocab_n_tokens(vocab)
        self.adds_start: bool = self._api.llama_vocab_get_add_bos(vocab)
        self.start: int = self._api.llama_vocab_bos(vocab)
        self.start_text = self._text(self.start)
        self.end_text = self._text(self._api.llama_vocab_eos(vocab))

    @property
    def pointer(self) -> int:
        """llama.cpp's handle of it."""
        return self._vocab

    def tokenise(self, text: str, special: bool) -> tuple[int, ...]:
        """The tokens of `text`; with `special` the names of control tokens become those tokens.

        Texts that were asked for lately are answered from memory.
        """
        key = (text, special)
        tokens = self._recent.pop(key, None)
        if tokens is None:
            tokens = self._tokenise(text, special)
            self._remembered += len(tokens)
        self._recent[key] = tokens
        while self._remembered > REMEMBERED_TOKENS and len(self._recent) > 1:
            self._remembered -= len(self._recent.popitem(last=False)[1])
        return tokens

    def piece(self, token: int) -> bytes:
        """The bytes of `token`, a control token's name included. They may end within a letter."""
        piece = self._pieces.get(token)
        if piece is None:
            piece = self._pieces[token] = self._piece(token)
        return piece

    def ends_reply(self, token: int) -> bool:
        """Whether the model says with this token that it is done."""
        ends = self._ends.get(token)
        if ends is None:
            ends = self._ends[token] = self._api.llama_vocab_is_eog(self._vocab, token)
        return ends

    def is_control(self, token: int) -> bool:
        """Whether `token` steers the conversation and is no text."""
        control = self._controls.get(token)
        if control is None:
            control = self._controls[token] = self._api.llama_vocab_is_control(self._vocab, token)
        return control

    @cached_property
    def end_tokens(self) -> tuple[int, ...]:
        """All tokens that end a reply."""
        return tuple(token for token in range(self.size) if self.ends_reply(token))

    def _tokenise(self, text: str, special: bool) -> tuple[int, ...]:
        data = text.encode("utf-8", "replace")
        room = len(data) // 3 + 16
        while True:
            tokens = (self._api.llama_token * room)()
            count = self._api.llama_tokenize(
                self._vocab, data, len(data), tokens, room, False, special
            )
            if count >= 0:
                return tuple(tokens[:count])
            if room >= -count:
                raise ParleyError(Problem("engine.failed", details="llama_tokenize failed"))
            room = -count

    def _piece(self, token: int) -> bytes:
        while True:
            room = len(self._buffer)
            size = self._api.llama_token_to_piece(self._vocab, token, self._buffer, room, 0, True)
            if size >= 0:
                return self._buffer.raw[:size]
            # A token may be longer than any buffer: the answer is the size that it needs.
            self._buffer = ctypes.create_string_buffer(-size)

    def _text(self, token: int) -> str:
        return self._piece(token).decode("utf-8", "replace") if token != NO_TOKEN else ""
