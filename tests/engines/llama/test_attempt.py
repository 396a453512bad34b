"""Plans that cannot be carried out, on the processor; those of graphics cards stand elsewhere."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from desktop_app.core.engine import CancelToken, ModelOptions
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.engines.llama.attempt import Running, carry_out
from desktop_app.engines.llama.fit import Fit, fit
from desktop_app.engines.llama.library import Library, load_library
from desktop_app.engines.llama.slow_load import CancelledError

pytestmark = pytest.mark.model

NO_MEMORY = "alloc_tensor_range: failed to allocate CPU buffer of size 188743680"
ERROR = 4


class FailingApi:
    """The bindings; the first `contexts` contexts and `models` models are refused with `log`."""

    def __init__(self, library: Library, contexts: int, models: int, log: str) -> None:
        self._api, self._log = library.api, library.log
        self.contexts, self.models, self.log = contexts, models, log
        self.sizes: list[int] = []
        self.loaded = self.freed = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._api, name)

    def llama_model_load_from_file(self, path: bytes, params: Any) -> int | None:
        """As the real one, unless it is refused."""
        self.loaded += 1
        if self.loaded <= self.models:
            self._refuse()
            return None
        pointer: int | None = self._api.llama_model_load_from_file(path, params)
        return pointer

    def llama_model_free(self, pointer: int) -> None:
        """As the real one."""
        self.freed += 1
        self._api.llama_model_free(pointer)

    def llama_init_from_model(self, model: int, params: Any) -> int | None:
        """As the real one, unless it is refused."""
        self.sizes.append(params.n_ctx)
        if len(self.sizes) <= self.contexts:
            self._refuse()
            return None
        pointer: int | None = self._api.llama_init_from_model(model, params)
        return pointer

    def _refuse(self) -> None:
        self._log(ERROR, f"{self.log}\n".encode(), None)


@pytest.fixture
def running() -> Iterator[list[Running]]:
    """What was loaded, to be freed."""
    made: list[Running] = []
    yield made
    for each in made:
        each.context.close()
        each.model.close()


def attempt(
    running: list[Running],
    path: Path,
    contexts: int = 0,
    models: int = 0,
    log: str = NO_MEMORY,
    cancel: CancelToken | None = None,
) -> FailingApi:
    """Load the model by a plan for 4,096 tokens."""
    library = load_library()
    api = FailingApi(library, contexts, models, log)
    options = ModelOptions(str(path), context_cap=4096, threads=1, kv_type="f16")
    failing = replace(library, api=api)
    try:
        running.append(carried_out(failing, fit(library, options), cancel or CancelToken()))
    except ParleyError as error:
        raise FailedError(error.problem, api) from error
    return api


def carried_out(library: Library, planned: Fit, cancel: CancelToken) -> Running:
    """What comes of a plan in the end."""
    steps = carry_out(library, planned, cancel, 0.5)
    while True:
        try:
            assert 0.5 <= next(steps).fraction <= 1.0
        except StopIteration as end:
            running: Running = end.value
            return running


class FailedError(Exception):
    """The problem, and what was tried."""

    def __init__(self, problem: Problem, api: FailingApi) -> None:
        super().__init__(problem.code)
        self.problem, self.api = problem, api


def test_a_context_without_memory_is_made_smaller(
    running: list[Running], starter_model: Path
) -> None:
    api = attempt(running, starter_model, contexts=2)
    (loaded,) = running

    assert api.sizes == [4096, 2048, 1024]
    assert api.loaded == 1, "the weights stay where they are"
    assert loaded.context.size == loaded.fit.plan.context_size == 1024
    assert loaded.fit.plan.reduced
    assert loaded.log.splitlines() == [NO_MEMORY, NO_MEMORY]


def test_where_no_context_is_small_enough(running: list[Running], starter_model: Path) -> None:
    with pytest.raises(FailedError) as caught:
        attempt(running, starter_model, contexts=99)
    problem, api = caught.value.problem, caught.value.api

    assert api.sizes[:4] == [4096, 2048, 1024, 512]
    assert len(api.sizes) < 9, "it ends"
    assert problem.code == "model.no_context"
    assert problem.details == NO_MEMORY
    assert "{" not in problem.sentence.english()
    assert api.loaded == api.freed == 1


def test_what_memory_has_no_part_in_is_not_tried_again(
    running: list[Running], starter_model: Path
) -> None:
    with pytest.raises(FailedError) as caught:
        attempt(running, starter_model, contexts=1, log="K cache type q8_0 does not divide")

    assert caught.value.api.sizes == [4096]
    assert caught.value.api.freed == 1
    assert caught.value.problem.code == "engine.failed", "a smaller context would not help"


@pytest.mark.parametrize(
    "log",
    [
        "llama_init_from_model: failed to initialize the context: failed to reserve buffer",
        "error loading model: mmap failed: Cannot allocate memory",
        "error loading model: posix_memalign failed with error 12",
        "MapViewOfFile failed: The paging file is too small for this operation to complete.",
        "MapViewOfFile failed: Not enough memory resources are available.",
        "ggml_vulkan: Device memory allocation of size 104857600 failed.",
        "vk::Device::allocateMemory: ErrorOutOfDeviceMemory",
    ],
)
def test_how_llama_cpp_and_its_backends_say_that_memory_is_scarce(
    running: list[Running], starter_model: Path, log: str
) -> None:
    assert attempt(running, starter_model, contexts=1, log=log).sizes == [4096, 2048]


def test_weights_that_find_no_memory_where_it_was_free_are_told_as_that(
    running: list[Running], starter_model: Path
) -> None:
    with pytest.raises(FailedError) as caught:
        attempt(running, starter_model, models=9)

    assert caught.value.problem.code == "model.no_memory"
    assert caught.value.problem.details == NO_MEMORY
    assert caught.value.api.loaded == 1, "another context would not help"


def test_a_damaged_file_is_no_matter_of_memory(running: list[Running], starter_model: Path) -> None:
    with pytest.raises(FailedError) as caught:
        attempt(running, starter_model, models=9, log="error loading model: wrong shape")

    assert caught.value.problem.code == "model.damaged"
    assert caught.value.api.loaded == 1


def test_a_stop_leaves_nothing_behind(running: list[Running], starter_model: Path) -> None:
    cancel = CancelToken()
    cancel.set()
    with pytest.raises(CancelledError):
        attempt(running, starter_model, cancel=cancel)

    assert running == []


@pytest.mark.parametrize(("kv_type", "number"), [("f16", 1), ("q8_0", 8)])
def test_how_a_context_is_made(
    running: list[Running], starter_model: Path, kv_type: str, number: int
) -> None:
    """What the model's file says of positions stays as it is, and flash attention is AUTO."""
    seen: list[Any] = []

    class Api(FailingApi):
        def llama_init_from_model(self, model: int, params: Any) -> int | None:
            seen.append(params)
            return super().llama_init_from_model(model, params)

    library = load_library()
    options = ModelOptions(str(starter_model), context_size=512, threads=1, kv_type=kv_type)
    failing = replace(library, api=Api(library, 0, 0, ""))
    running.append(carried_out(failing, fit(library, options), CancelToken()))
    (params,) = seen

    assert (params.type_k, params.type_v) == (number, number)
    assert (params.rope_freq_base, params.rope_freq_scale) == (0, 0)
    assert (params.yarn_ext_factor, params.yarn_attn_factor) == (-1, -1)
    assert (params.yarn_beta_fast, params.yarn_beta_slow, params.yarn_orig_ctx) == (-1, -1, 0)
    assert params.rope_scaling_type == -1
    assert params.flash_attn_type == -1
    assert params.n_outputs_max == 1
