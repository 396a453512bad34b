"""How the next token is drawn: a chain of llama.cpp's samplers."""

import math
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop_app.core.engine import Sampling
from desktop_app.core.gguf import Value
from desktop_app.engines.llama.context import Context
from desktop_app.engines.llama.grammar import Candidates, Grammar
from desktop_app.engines.llama.library import Library
from desktop_app.engines.llama.vocabulary import Vocabulary

_CHEAP_TOP_K = 100
"""Sorting more candidates than this for top-p takes milliseconds a token."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """The values to draw with, none left open. The defaults are llama.cpp's own."""

    temperature: float = 0.8
    top_k: int = 40
    top_p: float = 0.95
    min_p: float = 0.05
    repeat_penalty: float = 1.0
    penalty_tokens: int = 64
    seed: int = 0
    ignore_end: bool = False


def recipe(sampling: Sampling, metadata: Mapping[str, Value]) -> Recipe:
    """What was asked for, else what the model's file recommends, else llama.cpp's defaults."""
    usual = Recipe()

    def number(wanted: float | None, key: str, default: float) -> float:
        if wanted is not None:
            return wanted
        value = metadata.get(f"general.sampling.{key}")
        return float(value) if isinstance(value, int | float) else default

    seed = secrets.randbits(32) if sampling.seed is None else sampling.seed & 0xFFFFFFFF
    return Recipe(
        temperature=number(sampling.temperature, "temp", usual.temperature),
        top_k=int(number(sampling.top_k, "top_k", usual.top_k)),
        top_p=number(sampling.top_p, "top_p", usual.top_p),
        min_p=number(sampling.min_p, "min_p", usual.min_p),
        repeat_penalty=number(sampling.repeat_penalty, "penalty_repeat", usual.repeat_penalty),
        penalty_tokens=int(number(None, "penalty_last_n", usual.penalty_tokens)),
        seed=seed,
        ignore_end=sampling.ignore_end,
    )


def steps(recipe: Recipe) -> tuple[tuple[str, float], ...]:
    """The filters of the chain in their order, after the penalties; empty when greedy.

    What comes first sees the whole vocabulary, so that is one that needs no sorting: a small
    top-k or min-p.
    """
    if recipe.temperature <= 0:
        return ()
    top_k, min_p = recipe.top_k, recipe.min_p
    if top_k <= 0 and min_p <= 0:
        top_k = _CHEAP_TOP_K
    chain = []
    if 0 < top_k <= _CHEAP_TOP_K or min_p <= 0:
        chain.append(("top_k", float(top_k)))
        if min_p > 0:
            chain.append(("min_p", min_p))
    else:
        chain.append(("min_p", min_p))
        if top_k > 0:
            chain.append(("top_k", float(top_k)))
    if recipe.top_p < 1:
        chain.insert(1, ("top_p", recipe.top_p))
    return (*chain, ("temp", recipe.temperature))


class Sampler:
    """A chain of samplers for one reply, which may be held to a grammar. `close` frees it."""

    def __init__(
        self,
        library: Library,
        vocabulary: Vocabulary,
        recipe: Recipe,
        grammar: Grammar | None = None,
    ) -> None:
        self._api = library.api
        self._grammar = grammar
        self._candidates = Candidates(library, vocabulary.size) if grammar else None
        params = self._api.llama_sampler_chain_default_params()
        params.no_perf = True
        self._chain = self._api.llama_sampler_chain_init(params)
        if recipe.ignore_end:
            self._add(self._without_ends(vocabulary))
        self._penalty_tokens = recipe.penalty_tokens if recipe.repeat_penalty != 1 else 0
        if self._penalty_tokens:
            self._add(
                self._api.llama_sampler_init_penalties(
                    vocabulary.size, self._penalty_tokens, recipe.repeat_penalty, 0.0, 0.0
                )
            )
        self._add_drawing(recipe)

    def read(self, tokens: Sequence[int]) -> None:
        """Let the penalties know the prompt."""
        if self._penalty_tokens:
            for token in tokens[-self._penalty_tokens :]:
                if token >= 0:  # a picture has no words that could be said again
                    self._api.llama_sampler_accept(self._chain, token)

    def draw(self, context: Context) -> int:
        """The next token, by the logits of the last decode; waits for that to end."""
        if self._grammar is not None and self._candidates is not None:
            return self._drawn_within(self._grammar, self._candidates, context)
        token: int = self._api.llama_sampler_sample(self._chain, context.pointer, -1)
        return token

    def close(self) -> None:
        """Free the chain. May be called twice."""
        chain, self._chain = self._chain, None
        if chain is not None:
            self._api.llama_sampler_free(chain)

    def _drawn_within(self, grammar: Grammar, candidates: Candidates, context: Context) -> int:
        """The next token that the grammar allows.

        What the model wants is mostly allowed, and one token is looked at quickly. Only where it
        is not, the others are: before the filters, which might leave nothing that fits.
        """
        candidates.fill(context)
        candidates.apply(self._chain)
        token = candidates.chosen()
        if not grammar.allows(token):
            grammar.narrow(candidates, context)
            candidates.apply(self._chain)
            token = candidates.chosen()
        grammar.accept(token)
        self._api.llama_sampler_accept(self._chain, token)
        return token

    def _add_drawing(self, recipe: Recipe) -> None:
        api = self._api
        make = {
            "top_k": lambda value: api.llama_sampler_init_top_k(int(value)),
            "top_p": lambda value: api.llama_sampler_init_top_p(value, 1),
            "min_p": lambda value: api.llama_sampler_init_min_p(value, 1),
            "temp": api.llama_sampler_init_temp,
        }
        chain = steps(recipe)
        for name, value in chain:
            self._add(make[name](value))
        self._add(
            api.llama_sampler_init_dist(recipe.seed) if chain else api.llama_sampler_init_greedy()
        )

    def _without_ends(self, vocabulary: Vocabulary) -> object:
        ends = vocabulary.end_tokens
        biases = (self._api.llama_logit_bias * len(ends))()
        for bias, token in zip(biases, ends, strict=True):
            bias.token, bias.bias = token, -math.inf
        return self._api.llama_sampler_init_logit_bias(vocabulary.size, len(ends), biases)

    def _add(self, sampler: object) -> None:
        self._api.llama_sampler_chain_add(self._chain, sampler)
