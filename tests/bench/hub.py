"""The Hub on this computer, with one large model. Run as a side, see side.py."""

import os
import random

from tests.bench.answers import Answers
from tests.gguf_file import Floats, Integers, Strings, gguf_bytes
from tests.hub_api import COMMIT, HubApi

REPO = "maker/Large-GGUF"
LARGE = "Large-Q4_K_M.gguf"
WORDS = "Words-Q4_K_M.gguf"

_MEGABYTE = 1 << 20
_SEED = 6


class Hub:
    """Serves until standard input ends."""

    def __init__(self, api: HubApi) -> None:
        self._api = api

    def open(self, megabytes: int, tokens: int) -> dict[str, object]:
        """Put the files there: random bytes, and a model with a vocabulary of so many tokens."""
        files = {LARGE: os.urandom(megabytes * _MEGABYTE), WORDS: _with_vocabulary(tokens)}
        repo = self._api.add_repo(REPO, files)
        said = {path: [one.size, one.sha256] for path, one in repo.promises.items()}
        return {"address": self._api.address, "commit": COMMIT, "files": said}

    def cut(self, cuts: list[int]) -> None:
        """Break the next requests for the large file off at these places."""
        self._api.file(REPO, LARGE).cuts = cuts

    def sent(self, path: str) -> int:
        """Bytes of a file that went out since this was asked last."""
        return self._api.file(REPO, path).count_anew()


def _with_vocabulary(tokens: int) -> bytes:
    """A model whose header is as long as it gets: words as in a vocabulary of many languages."""
    chance = random.Random(_SEED)
    words = (f"{chance.getrandbits(4 * chance.randint(3, 11)):x}" for _ in range(tokens))
    metadata = {
        "general.architecture": "gemma3",
        "general.name": "Words",
        "gemma3.block_count": 26,
        "gemma3.context_length": 32768,
        "gemma3.embedding_length": 1152,
        "gemma3.attention.head_count": 4,
        "gemma3.attention.head_count_kv": 1,
        "tokenizer.ggml.model": "llama",
        "tokenizer.ggml.tokens": Strings(words),
        "tokenizer.ggml.scores": Floats(-float(number) for number in range(tokens)),
        "tokenizer.ggml.token_type": Integers([1] * tokens),
    }
    tensors = [
        (f"blk.{number}.ffn_up.weight", (32, 1024), 0, 4 * 32 * 1024) for number in range(26)
    ]
    return gguf_bytes(metadata, tensors) + bytes(20 * _MEGABYTE)


if __name__ == "__main__":
    with HubApi() as api:
        hub = Hub(api)
        Answers().serve({"open": hub.open, "cut": hub.cut, "sent": hub.sent})
