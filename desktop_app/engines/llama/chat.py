"""One reply: reading the prompt, then writing token by token."""

from collections import deque
from collections.abc import Generator
from dataclasses import dataclass
from time import perf_counter

from desktop_app.core.engine import CancelToken, ChatJob
from desktop_app.core.events import Event, Finished, Looking, Planned, Reading, Reason, Usage
from desktop_app.engines.llama.context import Context, Outcome
from desktop_app.engines.llama.grammar import Grammar
from desktop_app.engines.llama.library import Library
from desktop_app.engines.llama.loading import Resident
from desktop_app.engines.llama.planner import Prompt
from desktop_app.engines.llama.reply import Reply
from desktop_app.engines.llama.sampler import Sampler, recipe
from desktop_app.engines.llama.tokens import Patch

CHUNK_SECONDS = 0.2
"""How long one step of the prefill should take: a bar that moves, a Stop that is heard."""

SMALLEST_CHUNK = 64
"""Below this a decode is markedly slower for each token (measured on one core)."""


@dataclass(slots=True)
class _Clock:
    """Moments of one reply, in seconds of perf_counter; 0 while they have not come."""

    began: float
    read_from: float = 0.0
    read_to: float = 0.0
    first_token: float = 0.0
    last_token: float = 0.0


class Chat:
    """The work on one ChatJob with a loaded model."""

    def __init__(
        self, library: Library, resident: Resident, job: ChatJob, cancel: CancelToken, loaded: float
    ) -> None:
        """`loaded` is how many seconds the model took to load for this job."""
        self._library = library
        self._resident = resident
        self._job = job
        self._cancel = cancel
        self._load_seconds = loaded
        self._clock = _Clock(perf_counter())
        self._reused = 0
        self._eyes = resident.eyes
        self._encoded = 0

    def run(self) -> Generator[Event, None, Finished]:
        """Answer. Raises ParleyError; leaves a state to go on from also when it is closed."""
        prompt = self._resident.planner.prompt(self._job, self._eyes.layout if self._eyes else None)
        grammar = self._grammar(prompt)
        try:
            return (yield from self._answered(prompt, grammar))
        finally:
            if grammar is not None:
                grammar.close()

    def _answered(
        self, prompt: Prompt, grammar: Grammar | None
    ) -> Generator[Event, None, Finished]:
        self._make_room(prompt)
        context = self._resident.context
        self._reused = context.keep_prefix(prompt.tokens)
        reply = Reply(self._resident.model.vocabulary, self._stops(), prompt.closing)
        yield Planned(
            len(prompt.tokens),
            self._reused,
            context.size,
            prompt.first_seen,
            prompt.tokens.image_tokens(),
            prompt.tokens.image_tokens(end=self._reused),
        )
        with context.watching(self._cancel):
            try:
                reason = yield from self._look(prompt)
                if reason is None:
                    reason = yield from self._read(context, prompt)
                if reason is None:
                    reason = yield from self._write(context, prompt, reply, grammar)
                yield from reply.finish(complete=reason is Reason.STOP)
            finally:
                self._keep(prompt, reply)
                if self._eyes is not None:
                    self._eyes.forget()
        return Finished(reason, self._usage(prompt, reply))

    def _grammar(self, prompt: Prompt) -> Grammar | None:
        """What the reply is held to, if anything, as far as it is written already."""
        job, vocabulary = self._job, self._resident.model.vocabulary
        if not job.sampling.schema:
            return None
        grammar = Grammar(self._library, vocabulary, job.sampling.schema)
        try:
            if job.continues and (text := job.turns[-1].text):
                grammar.begin(prompt.partial or vocabulary.tokenise(text, special=False))
        except BaseException:
            grammar.close()
            raise
        return grammar

    def _stops(self) -> tuple[str, ...]:
        sampling = self._job.sampling
        of_template = () if sampling.ignore_end else self._resident.template.stops
        return (*sampling.stop, *of_template)

    def _read(self, context: Context, prompt: Prompt) -> Generator[Reading, None, Reason | None]:
        """Evaluate what of the prompt is new; the reason when the job ends here."""
        tokens, done = prompt.tokens, self._reused
        total = len(tokens) - done
        spans = [span for span in tokens.spans if span.start >= done]
        self._clock.read_from = perf_counter()
        yield Reading(0, total)
        while done < len(tokens):
            if self._cancel.is_set():
                return Reason.CANCELLED
            if spans and spans[0].start == done:
                span = spans.pop(0)
                outcome, end = self._show(context, span.patch), span.stop
            else:
                end = self._chunk_end(context, done, spans[0].start if spans else len(tokens))
                began = perf_counter()
                outcome = context.decode(tokens.ids[done:end], output=end == len(tokens))
                # A Stop is heard between two chunks, and how long one took decides on the next.
                context.wait()
                self._learn(end - done, perf_counter() - began)
            if outcome is not Outcome.DONE:
                return Reason.CANCELLED if outcome is Outcome.ABORTED else Reason.CONTEXT
            done = end
            self._clock.read_to = perf_counter()
            yield Reading(done - self._reused, total)
        return None

    def _chunk_end(self, context: Context, begin: int, end: int) -> int:
        largest = context.options.batch_size
        return min(end, begin + min(largest, self._resident.chunk or SMALLEST_CHUNK))

    def _make_room(self, prompt: Prompt) -> None:
        """Have a context that takes the largest picture whose tokens see each other at once."""
        if self._eyes is None:
            return
        whole = [
            span.patch.count
            for span in prompt.tokens.spans
            if self._eyes.projector.must_be_whole(span.patch)
        ]
        self._resident.widen(self._library, max(whole, default=0))

    def _look(self, prompt: Prompt) -> Generator[Looking, None, Reason | None]:
        """See the pictures that are not in the KV cache; the reason when the job ends here."""
        spans = [span for span in prompt.tokens.spans if span.start >= self._reused]
        if self._eyes is None or not spans:
            return None
        images = (span.patch.image for span in spans)
        self._encoded, all_seen = yield from self._eyes.look(images, self._cancel)
        return None if all_seen else Reason.CANCELLED

    def _show(self, context: Context, patch: Patch) -> Outcome:
        assert self._eyes is not None
        return context.show(self._eyes.projector, patch, self._eyes.rows(patch))

    def _learn(self, tokens: int, seconds: float) -> None:
        """Choose the next chunk so that it takes the time it should."""
        if tokens >= SMALLEST_CHUNK:
            fitting = int(tokens * CHUNK_SECONDS / max(seconds, 1e-6))
            self._resident.chunk = max(SMALLEST_CHUNK, fitting // SMALLEST_CHUNK * SMALLEST_CHUNK)

    def _write(
        self, context: Context, prompt: Prompt, reply: Reply, grammar: Grammar | None
    ) -> Generator[Event, None, Reason]:
        resident, sampling = self._resident, self._job.sampling
        chosen = recipe(sampling, resident.model.header.metadata)
        sampler = Sampler(self._library, resident.model.vocabulary, chosen, grammar)
        try:
            sampler.read(prompt.tokens.ids)
            return (yield from self._draw(context, sampler, reply))
        finally:
            sampler.close()

    def _draw(
        self, context: Context, sampler: Sampler, reply: Reply
    ) -> Generator[Event, None, Reason]:
        """The loop of a reply. Nothing in it may take longer the longer the reply is."""
        ends_reply = self._resident.model.vocabulary.ends_reply
        limit = self._job.sampling.max_tokens or context.size
        clock, cancel, on_gpu = self._clock, self._cancel, self._resident.on_gpu
        dictated: deque[int] = deque()
        while not cancel.is_set():
            is_drawn = not dictated
            token = sampler.draw(context) if is_drawn else dictated.popleft()
            clock.last_token = perf_counter()
            clock.first_token = clock.first_token or clock.last_token
            if is_drawn and ends_reply(token):
                return Reason.STOP
            at_limit = len(reply.tokens) + 1 >= limit
            full = len(context.tokens.ids) >= context.size
            outcome = None
            if on_gpu and not (at_limit or full):
                # The GPU works on the next token while this one is told.
                outcome = context.decode_one(token)
            yield from reply.add(token)
            if not dictated:
                room = min(limit - len(reply.tokens), context.size - len(context.tokens.ids))
                dictated.extend(self._end_of_thoughts(reply, sampler, room))
            if reply.stopped:
                return Reason.STOP
            if at_limit:
                return Reason.LENGTH
            if full:
                return Reason.CONTEXT
            outcome = outcome or context.decode_one(token)
            if outcome is not Outcome.DONE:
                return Reason.CANCELLED if outcome is Outcome.ABORTED else Reason.CONTEXT
        return Reason.CANCELLED

    def _end_of_thoughts(self, reply: Reply, sampler: Sampler, room: int) -> tuple[int, ...]:
        """What the model is made to write once its thoughts have taken all they may.

        Nothing where `room` tokens leave none for an answer: half a marker would be shown.
        """
        ending = reply.ending(self._job.thinking.budget)
        if not ending:
            return ()
        tokens = self._resident.model.vocabulary.tokenise(ending, special=True)
        if len(tokens) >= room:
            return ()
        sampler.read(tokens)
        return tokens

    def _keep(self, prompt: Prompt, reply: Reply) -> None:
        """Remember the reply's tokens for the prompts to come."""
        text, tokens = reply.kept()
        if self._job.continues and self._job.turns[-1].text:
            text = self._job.turns[-1].text + text
            tokens = (*prompt.partial, *tokens) if prompt.partial else ()
        self._resident.kept.keep(self._job.id, text, tokens)

    def _usage(self, prompt: Prompt, reply: Reply) -> Usage:
        clock, written = self._clock, len(reply.tokens)
        context = self._resident.context
        evaluated = len(prompt.tokens) - self._reused
        return Usage(
            prompt_tokens=len(prompt.tokens),
            reused_tokens=self._reused,
            reply_tokens=written,
            load_seconds=self._load_seconds,
            first_token_seconds=max(0.0, clock.first_token - clock.began),
            reading_tokens_per_second=_rate(evaluated, clock.read_to - clock.read_from),
            writing_tokens_per_second=_rate(written - 1, clock.last_token - clock.first_token),
            threads=context.options.threads,
            context_used=min(context.size, len(prompt.tokens) + written),
            context_size=context.size,
            image_tokens=prompt.tokens.image_tokens(),
            reused_image_tokens=prompt.tokens.image_tokens(end=self._reused),
            encoded_images=self._encoded,
            thought_tokens=reply.thought_tokens,
        )


def _rate(count: int, seconds: float) -> float:
    return count / seconds if count > 0 and seconds > 0 else 0.0
