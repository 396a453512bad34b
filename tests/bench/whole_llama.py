"""`llama_cpp.Llama.create_chat_completion(stream=True)`: the other way to the same reply.

Run as a side, see side.py. End-of-generation tokens are biased away by llama.cpp's own sampler,
put before the chain that Llama makes: its `logit_bias` argument would copy all logits in Python
for every token, which would be in our favour.
"""

import math
import time
from collections.abc import Generator
from typing import Any

from desktop_app.engines.llama.library import load_library
from tests.bench.answers import Answers
from tests.bench.paced import pace


class WholeLlama:
    """A `Llama` with the sizes that the program uses."""

    def load(self, model: str, context_size: int, pause: float = 0.0) -> None:
        """Load the model; with `pause`, decoding a token is a pause of so many seconds."""
        # The backends are plug-ins, which Llama itself does not load.
        api = load_library().api
        pace(api, pause)
        from llama_cpp import Llama

        self._llama = Llama(
            model,
            n_ctx=context_size,
            n_batch=512,
            n_ubatch=512,
            n_threads=1,
            n_threads_batch=1,
            flash_attn=True,
            verbose=False,
            chat_handler=self._handler(),
        )
        self._bias_ends_away(api)

    def begin(self, turns: list[list[str]], tokens: int) -> dict[str, int]:
        """Read the prompt and write the first token of a reply of up to `tokens`."""
        chunks = self._llama.create_chat_completion(
            [{"role": role, "content": text} for _, role, text in turns],
            stream=True,
            temperature=0.0,
            max_tokens=tokens,
        )
        self._words = self._content(chunks)
        next(self._words)
        return {"prompt_tokens": self._llama.n_tokens}

    def write(self, tokens: int) -> dict[str, float]:
        """Write so many tokens; the time from the first of them to the last."""
        cpu = time.process_time()
        until = self._llama.n_tokens + tokens
        next(self._words)
        first, began = self._llama.n_tokens, time.perf_counter()
        while self._llama.n_tokens < until:
            next(self._words)
        seconds = time.perf_counter() - began
        cpu = time.process_time() - cpu
        last = self._llama.n_tokens
        written = last - until + tokens
        return {"seconds": seconds, "tokens": last - first, "cpu": cpu, "written": written}

    def end(self) -> None:
        """Leave the reply."""
        self._words.close()

    def _handler(self) -> Any:
        """What turns a conversation into a prompt; None for Llama's usual way."""
        return None

    def _content(self, chunks: Any) -> Generator[str, None, None]:
        for chunk in chunks:
            text = chunk["choices"][0]["delta"].get("content")
            if text is not None:
                yield text

    def _bias_ends_away(self, api: Any) -> None:
        import llama_cpp._internals as internals

        size, vocab = self._llama.n_vocab(), self._llama._model.vocab
        ends = [token for token in range(size) if api.llama_vocab_is_eog(vocab, token)]

        class EndlessSampler(internals.LlamaSampler):  # type: ignore[misc]
            def __init__(self) -> None:
                super().__init__()
                self.add_logit_bias(size, dict.fromkeys(ends, -math.inf))

        internals.LlamaSampler = EndlessSampler


if __name__ == "__main__":
    llama = WholeLlama()
    Answers().serve(
        {"load": llama.load, "begin": llama.begin, "write": llama.write, "end": llama.end}
    )
