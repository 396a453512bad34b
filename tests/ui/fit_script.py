"""A chat engine that is asked what fits, and answers when it is let."""

import threading
from collections.abc import Iterator
from dataclasses import replace

from desktop_app.core.device import Device, DeviceKind
from desktop_app.core.engine import CancelToken, FitJob, Job, ModelOptions
from desktop_app.core.errors import Problem
from desktop_app.core.events import Event, Failed, Finished, Fitted
from desktop_app.core.memory_plan import Plan, Share

CPU = Device("CPU", "A processor", "CPU", DeviceKind.PROCESSOR, 6_000_000_000, 8_000_000_000)
CARD = Device("CUDA0", "Test 4070", "CUDA", DeviceKind.GPU, 11_200_000_000, 12_000_000_000)
PLAN = Plan(
    context_size=8192,
    largest_context=16384,
    gpu_layers=0,
    all_layers=31,
    kv_type="f16",
    shares=(
        Share(
            "CPU",
            free=6_000_000_000,
            total=8_000_000_000,
            weights=1_200_000_000,
            kv=400_000_000,
            compute=100_000_000,
            engine=90_000_000,
        ),
    ),
)
SPLIT = replace(
    PLAN,
    gpu_layers=20,
    shares=(
        replace(PLAN.main, projector=200_000_000),
        Share("CUDA0", CARD.free, CARD.total, weights=3_000_000_000, kv=500_000_000),
    ),
)
TOO_MUCH = replace(PLAN, largest_context=4096, shares=(replace(PLAN.main, kv=5_000_000_000),))


class AskedEngine:
    """`plan` answers every question, with the context that is wished for. `gate` holds jobs up."""

    def __init__(self, plan: Plan = PLAN) -> None:
        self.plan = plan
        self.longest = 1 << 24
        """What fits of a context."""
        self.devices = (CPU, CARD)
        self.unused: Problem | None = None
        self.failure: Problem | None = None
        self.asked: list[ModelOptions | None] = []
        self.gate = threading.Event()
        self.gate.set()
        self.begun = threading.Event()
        """Set when a job has been begun."""

    def run(self, job: Job, cancel: CancelToken) -> Iterator[Event]:
        self.begun.set()
        if isinstance(job, FitJob):
            self.asked.append(job.model)
        self.gate.wait(200)
        if not isinstance(job, FitJob):
            yield Finished()
        elif self.failure is not None:
            yield Failed(self.failure)
        else:
            yield Fitted(self._planned(job.model), self.devices, "a test", self.unused)

    def close(self) -> None:
        """Nothing to free."""

    def _planned(self, model: ModelOptions | None) -> Plan | None:
        if model is None:
            return None
        wanted = model.context_size or self.plan.context_size
        size = min(wanted, self.longest)
        return replace(self.plan, context_size=size, reduced=size < wanted)
