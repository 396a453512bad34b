"""The bare loop: decode, the same sampler chain, token_to_piece, and nothing else.

What the program is measured against. Run as a side, see side.py.
"""

import ctypes
import math
import time
from typing import Any

import jinja2.sandbox

from desktop_app.engines.llama.library import load_library
from tests.bench.answers import Answers
from tests.bench.paced import pace

BATCH = 512


class BareLoop:
    """A model and a context on the low-level bindings, with the sizes the program uses."""

    def load(self, model: str, context_size: int, pause: float = 0.0) -> None:
        """Load the model; with `pause`, decoding a token is a pause of so many seconds."""
        self._api = api = load_library().api
        pace(api, pause)
        self._model = api.llama_model_load_from_file(
            model.encode(), api.llama_model_default_params()
        )
        params = api.llama_context_default_params()
        params.n_ctx = context_size
        params.n_batch = params.n_ubatch = BATCH
        params.n_seq_max = params.n_outputs_max = 1
        params.n_threads = params.n_threads_batch = 1
        params.flash_attn_type = api.LLAMA_FLASH_ATTN_TYPE_AUTO
        params.no_perf = True
        self._context = api.llama_init_from_model(self._model, params)
        self._memory = api.llama_get_memory(self._context)
        self._vocab = api.llama_model_get_vocab(self._model)
        self._chain = self._greedy_without_ends()
        self._piece = ctypes.create_string_buffer(256)
        self._one = (api.llama_token * 1)()

    def count(self, turns: list[list[str]]) -> int:
        """How many tokens the prompt for these turns (id, role, text) has."""
        return len(self._prompt(turns))

    def read(self, turns: list[list[str]], first: int) -> dict[str, float]:
        """Evaluate the prompt from token `first` on in one decode; the seconds it took."""
        tokens = self._prompt(turns)
        self._api.llama_memory_clear(self._memory, False)
        if first:
            self._decode(tokens[:first])
        began = time.perf_counter()
        self._decode(tokens[first:])
        return {"seconds": time.perf_counter() - began, "tokens": len(tokens) - first}

    def begin(self, turns: list[list[str]], tokens: int) -> dict[str, int]:
        """Read the prompt and draw the first token of a reply."""
        del tokens
        prompt = self._prompt(turns)
        self._api.llama_memory_clear(self._memory, False)
        for start in range(0, len(prompt), BATCH):
            self._decode(prompt[start : start + BATCH])
        self._draw()
        return {"prompt_tokens": len(prompt)}

    def write(self, tokens: int) -> dict[str, float]:
        """Write so many tokens; the time from the first of them to the last."""
        api, context, one = self._api, self._context, self._one
        batch = api.llama_batch_get_one(one, 1)
        cpu = time.process_time()
        began = 0.0
        for _ in range(tokens):
            if api.llama_decode(context, batch):
                raise RuntimeError("llama_decode failed")
            self._draw()
            began = began or time.perf_counter()
        seconds = time.perf_counter() - began
        cpu = time.process_time() - cpu
        return {"seconds": seconds, "tokens": tokens - 1, "cpu": cpu, "written": tokens}

    def end(self) -> None:
        """Nothing has to be ended."""

    def _draw(self) -> None:
        token = self._api.llama_sampler_sample(self._chain, self._context, -1)
        self._one[0] = token
        self._api.llama_token_to_piece(self._vocab, token, self._piece, len(self._piece), 0, True)

    def _decode(self, tokens: list[int]) -> None:
        array = (self._api.llama_token * len(tokens))(*tokens)
        if self._api.llama_decode(self._context, self._api.llama_batch_get_one(array, len(tokens))):
            raise RuntimeError("llama_decode failed")

    def _prompt(self, turns: list[list[str]]) -> list[int]:
        """The model's own template, rendered and tokenised."""
        api = self._api
        template = self._api.llama_model_chat_template(self._model, None).decode()
        environment = jinja2.sandbox.ImmutableSandboxedEnvironment(
            trim_blocks=True, lstrip_blocks=True
        )
        text = environment.from_string(template).render(
            messages=[{"role": role, "content": text} for _, role, text in turns],
            add_generation_prompt=True,
            bos_token="",
            eos_token="",
        )
        data = text.encode()
        room = len(data) + 16
        tokens = (api.llama_token * room)()
        adds_start = api.llama_vocab_get_add_bos(self._vocab)
        count = api.llama_tokenize(self._vocab, data, len(data), tokens, room, adds_start, True)
        return list(tokens[:count])

    def _greedy_without_ends(self) -> Any:
        api = self._api
        size = api.llama_vocab_n_tokens(self._vocab)
        ends = [token for token in range(size) if api.llama_vocab_is_eog(self._vocab, token)]
        biases = (api.llama_logit_bias * len(ends))()
        for bias, token in zip(biases, ends, strict=True):
            bias.token, bias.bias = token, -math.inf
        params = api.llama_sampler_chain_default_params()
        params.no_perf = True
        chain = api.llama_sampler_chain_init(params)
        api.llama_sampler_chain_add(
            chain, api.llama_sampler_init_logit_bias(size, len(ends), biases)
        )
        api.llama_sampler_chain_add(chain, api.llama_sampler_init_greedy())
        return chain


if __name__ == "__main__":
    loop = BareLoop()
    Answers().serve(
        {
            "load": loop.load,
            "count": loop.count,
            "read": loop.read,
            "begin": loop.begin,
            "write": loop.write,
            "end": loop.end,
        }
    )
