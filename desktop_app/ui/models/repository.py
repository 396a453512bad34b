"""A repository of the Hub that somebody looks at: what is in it, and how it would run here."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.core.advice import advised, expected_speed
from desktop_app.core.errors import Problem
from desktop_app.core.gguf import Header
from desktop_app.core.hub import (
    CardJob,
    CardRead,
    HeaderJob,
    HeaderRead,
    HubEvent,
    HubJob,
    Opened,
    Repo,
    RepoFile,
    RepoJob,
    Variant,
)
from desktop_app.core.hub_access import HubAccess
from desktop_app.core.hub_address import HubAddress
from desktop_app.core.judgement import Fits, scaled
from desktop_app.core.variant import named, projector_for
from desktop_app.ui.models.appraiser import Appraiser
from desktop_app.ui.models.hub_client import HubClient


class Repository(QObject):
    """Asks for one repository at a time. Lives on the UI thread.

    A judgement can take some 20 ms, so they are made one after the other, between other events.
    """

    changed = Signal()
    """`repo`, `problem`, `busy` or `chosen` is another."""

    judged = Signal(object)
    """How well this `Variant` fits; after the last one, `advice` may be another as well."""

    card_changed = Signal()
    """`card` or `card_waits` is another."""

    def __init__(
        self,
        hub: HubClient,
        appraiser: Appraiser,
        access: Callable[[], HubAccess],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.address: HubAddress | None = None
        """What was asked for last."""
        self.repo: Repo | None = None
        self.problem: Problem | None = None
        """Why it is not there."""
        self.card = ""
        self.rate = 0.0
        """What was measured here, as in `core.advice.expected_speed`."""
        self._hub = hub
        self._appraiser = appraiser
        self._access = access
        self._with_projector = True
        self._tickets: dict[int, HubJob] = {}
        self._header: Header | None = None
        self._header_of: Variant | None = None
        self._fits: dict[Variant, Fits | None] = {}
        self._exact: set[Variant] = set()
        self._advice: Variant | None = None
        self._waiting: list[Variant] = []
        self._step = QTimer(self, interval=0)
        self._step.timeout.connect(self._judge_next)
        hub.answered.connect(self._on_answer)
        hub.ended.connect(self._on_end)
        hub.failed.connect(self._on_failure)
        appraiser.changed.connect(self._judge_again)

    @property
    def busy(self) -> bool:
        """Whether it is not known yet what is in the repository."""
        return self._waits_for(RepoJob)

    @property
    def card_waits(self) -> bool:
        """Whether the model card may still come."""
        return self._waits_for(CardJob)

    @property
    def judging(self) -> bool:
        """Whether some variants are still to be judged as things are now."""
        return bool(self._waiting)

    @property
    def with_projector(self) -> bool:
        """Whether the part that sees is to be fetched with a model, where there is one."""
        return self._with_projector

    def open(self, address: HubAddress) -> None:
        """Look into a repository; what was asked about the one before is not wanted any more."""
        self.leave()
        self.address = address
        self._ask(RepoJob("repo", self._access(), address.repo, address.revision))
        self.changed.emit()

    def try_again(self) -> None:
        """Ask once more for the one that was asked for last."""
        if self.address is not None:
            self.open(self.address)

    def leave(self) -> None:
        """Nobody looks any more."""
        for ticket in self._tickets:
            self._hub.cancel(ticket)
        self._tickets.clear()
        self._step.stop()
        self.address, self.repo, self.problem = None, None, None
        self._header = self._header_of = None
        self.card = ""
        self._fits.clear()
        self._exact.clear()
        self._advice = None

    def set_with_projector(self, wanted: bool) -> None:
        """Take the part that sees along, or leave it out."""
        if wanted != self._with_projector:
            self._with_projector = wanted
            self._judge_again()
            self.changed.emit()

    def projector(self, variant: Variant) -> RepoFile | None:
        """What is fetched with a variant so that it sees, None for nothing."""
        if self.repo is None or not self._with_projector:
            return None
        return projector_for(variant, self.repo.projectors)

    def size(self, variant: Variant) -> int:
        """Bytes of all that is fetched for a variant."""
        projector = self.projector(variant)
        return variant.size + (projector.size if projector else 0)

    def fits(self, variant: Variant) -> Fits | None:
        """How well a variant fits, None before that is known."""
        return self._fits.get(variant)

    def exact(self, variant: Variant) -> bool:
        """Whether that is known by the model's header, not by the size of its files alone."""
        return variant in self._exact

    def speed(self, variant: Variant) -> float:
        """Tokens a second to expect, 0 unknown."""
        if self._fits.get(variant) in (None, Fits.TOO_LARGE):
            return 0.0
        return expected_speed(self.rate, variant.size, self._header)

    def wanted(self) -> Variant | None:
        """The variant that the address names, None when it names none that is there."""
        if self.repo is None or self.address is None:
            return None
        name = self.address.file or self.address.quantization
        return named(self.repo.variants, name) if name else None

    def missing(self) -> Problem | None:
        """That the variant which the address names is not there."""
        name = (self.address.file or self.address.quantization) if self.address else ""
        if self.repo is None or not name or self.wanted() is not None:
            return None
        there = ", ".join(dict.fromkeys(v.quantization or v.title for v in self.repo.variants))
        return Problem("hub.no_variant", {"repo": self.repo.id, "wanted": name, "there": there})

    def advice(self) -> Variant | None:
        """The variant to take here, as far as is known."""
        return self._advice

    def _waits_for(self, kind: type) -> bool:
        return any(isinstance(job, kind) for job in self._tickets.values())

    def _ask(self, job: HubJob) -> None:
        self._tickets[self._hub.ask(job)] = job

    def _on_answer(self, ticket: int, event: HubEvent) -> None:
        if ticket not in self._tickets:
            return
        if isinstance(event, Opened):
            self._take(event.repo)
        elif isinstance(event, HeaderRead):
            self._header = event.header
            self._judge_again()
        elif isinstance(event, CardRead):
            self.card = event.text
            self.card_changed.emit()

    def _take(self, repo: Repo) -> None:
        self.repo = repo
        self._advice = advised(repo.variants, self._fits)
        self._judge_again()
        variant = self.wanted() or self.advice()
        if variant is not None and not repo.gated:
            self._header_of = variant
            access = self._access()
            job = HeaderJob("header", access, repo.id, repo.commit, variant.files[0])
            self._ask(job)
        if repo.has_card:
            self._ask(CardJob("card", self._access(), repo.id, repo.commit))
        self.changed.emit()

    def _on_end(self, ticket: int) -> None:
        if job := self._tickets.pop(ticket, None):
            self._tell(job)

    def _on_failure(self, ticket: int, problem: Problem) -> None:
        job = self._tickets.pop(ticket, None)
        if job is None:
            return
        # Without its header a model is judged by its size, and a card is no more than an extra.
        if isinstance(job, RepoJob):
            self.problem = problem
        elif problem.code == "hub.gated" and self.repo is not None:
            self.repo = replace(self.repo, gated=True)
            self.changed.emit()
        self._tell(job)

    def _tell(self, job: HubJob) -> None:
        if isinstance(job, RepoJob):
            self.changed.emit()
        elif isinstance(job, CardJob):
            self.card_changed.emit()

    def _judge_again(self) -> None:
        """The memory is another, or the header is there: until then the answers before hold."""
        self._waiting = list(self.repo.variants) if self.repo else []
        if self._waiting:
            self._step.start()

    def _judge_next(self) -> None:
        if not self._waiting:
            self._step.stop()
            return
        variant = self._waiting.pop(0)
        fits = self._by_header(variant)
        if fits is not None:
            self._exact.add(variant)
        else:
            self._exact.discard(variant)
            fits = self._appraiser.judge_size(self.size(variant))
        self._fits[variant] = fits
        if not self._waiting:
            self._step.stop()
            self._advice = advised(self.repo.variants, self._fits) if self.repo else None
        self.judged.emit(variant)

    def _by_header(self, variant: Variant) -> Fits | None:
        header, of = self._header, self._header_of
        if header is None or of is None or variant.title != of.title:
            return None  # Another title is another model.
        projector = self.projector(variant)
        whole = variant == of and len(variant.files) == 1
        try:
            likely = header if whole else scaled(header, variant.size)
            judgement = self._appraiser.judge([likely], projector.size if projector else 0)
        except (ArithmeticError, IndexError, KeyError, ValueError):
            # A header may say what no model has; the engine would refuse it as well.
            return None
        return judgement.fits if judgement else None
