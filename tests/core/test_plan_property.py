"""What holds of every plan, whatever the model and the machine."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.core.device import PROCESSOR, Device, DeviceKind
from desktop_app.core.engine import ModelOptions
from desktop_app.core.gguf import Header, Value
from desktop_app.core.machine import Machine
from desktop_app.core.plan import SMALLEST_CONTEXT, lower, plan
from tests.model_headers import GB, MB, header

KINDS = (DeviceKind.GPU, DeviceKind.INTEGRATED)
MOST_STEPS = 40


@st.composite
def models(draw: st.DrawFn) -> Header:
    """Models of all sizes, some with experts, states, windows or odd heads."""
    layers, heads = draw(st.integers(1, 80)), draw(st.sampled_from((1, 8, 9, 32)))
    facts: dict[str, Value] = {
        "general.architecture": draw(
            st.sampled_from(("llama", "granitehybrid", "mamba", "gemma3"))
        ),
        "block_count": layers,
        "context_length": draw(st.sampled_from((0, 100, 2048, 32768, 131072))),
        "embedding_length": heads * draw(st.sampled_from((64, 80, 128))),
        "feed_forward_length": draw(st.integers(0, 30000)),
        "attention.head_count": heads,
        "attention.head_count_kv": draw(st.sampled_from((0, 1, heads))),
        "attention.sliding_window": draw(st.sampled_from((0, 512))),
        "expert_count": draw(st.sampled_from((0, 32))),
        "expert_used_count": draw(st.sampled_from((0, 4))),
        "ssm.inner_size": draw(st.sampled_from((0, 4096))),
        "ssm.state_size": 128,
        "ssm.conv_kernel": 4,
    }
    embedding = draw(st.integers(1, 900)) * MB
    ends = {"token_embd.weight": embedding}
    if draw(st.booleans()):
        ends["output.weight"] = embedding
    return header(facts, draw(st.integers(1, 600)) * MB, ends)


memory = st.integers(1, 64_000).map(lambda megabytes: megabytes * MB)


@st.composite
def devices(draw: st.DrawFn) -> tuple[Device, ...]:
    count = draw(st.integers(0, 3))
    found = []
    for number in range(count):
        total = draw(memory)
        free = draw(st.integers(0, total))
        found.append(
            Device(f"GPU{number}", "", "Vulkan", draw(st.sampled_from(KINDS)), free, total)
        )
    return tuple(found)


@st.composite
def machines(draw: st.DrawFn) -> Machine:
    total = draw(memory)
    engine = draw(st.integers(0, 200)) * MB
    return Machine(draw(st.integers(0, total)), total, draw(devices()), engine)


@st.composite
def wishes(draw: st.DrawFn) -> ModelOptions:
    return ModelOptions(
        "",
        context_size=draw(st.sampled_from((0, 0, 1, 512, 4096, 100_000))),
        context_cap=draw(st.sampled_from((512, 8192, 131072))),
        device=draw(st.sampled_from(("", "", PROCESSOR, "GPU0", "gone"))),
        kv_type=draw(st.sampled_from(("", "", "f16", "q8_0"))),
        batch_size=draw(st.sampled_from((1, 512, 4096))),
    )


@settings(max_examples=30)
@given(models(), wishes(), machines(), st.sampled_from((0, 900 * MB)))
def test_a_plan_stays_within_what_is_free(
    model: Header, wish: ModelOptions, machine: Machine, eyes: int
) -> None:
    chosen = plan([model], wish, machine, eyes)

    assert 0 <= chosen.gpu_layers <= chosen.all_layers
    assert sum(share.layers for share in chosen.shares) == chosen.all_layers
    assert chosen.shares[0].device == PROCESSOR
    assert chosen.context_size % 256 == 0
    assert chosen.context_size <= chosen.largest_context
    if not chosen.context_size:
        assert chosen.largest_context == 0
        return
    assert chosen.context_size >= min(SMALLEST_CONTEXT, wish.context_size or SMALLEST_CONTEXT)
    assert chosen.fits
    assert all(share.needed < share.free for share in chosen.shares)
    # What cards without memory of their own hold is main memory too.
    shared = [one.name for one in machine.devices if one.kind is DeviceKind.INTEGRATED]
    on_main = [s.needed for s in chosen.shares if s.device in (PROCESSOR, *shared)]
    assert sum(on_main) < machine.main_free
    if wish.context_size == 0:
        assert chosen.context_size <= wish.context_cap


@settings(max_examples=30)
@given(models(), wishes(), machines(), memory)
def test_more_main_memory_never_gives_a_smaller_context(
    model: Header, wish: ModelOptions, machine: Machine, more: int
) -> None:
    machine = replace(machine, total=128 * GB, devices=machine.devices[:1])
    larger = replace(machine, free=machine.free + more)
    one, other = plan([model], wish, machine), plan([model], wish, larger)

    if not _all_layers_won(one.gpu_layers, other.gpu_layers, other.all_layers):
        assert other.context_size >= one.context_size
    assert other.largest_context >= one.largest_context or one.kv_type != other.kv_type


@settings(max_examples=30)
@given(models(), wishes(), machines(), memory, memory)
def test_more_memory_of_a_card_never_gives_a_smaller_context(
    model: Header, wish: ModelOptions, machine: Machine, free: int, more: int
) -> None:
    card = Device("GPU0", "", "CUDA", DeviceKind.GPU, free, 128 * GB)
    machine = replace(machine, devices=(card,))
    larger = replace(machine, devices=(replace(card, free=free + more),))
    one, other = plan([model], wish, machine), plan([model], wish, larger)

    if not _all_layers_won(one.gpu_layers, other.gpu_layers, other.all_layers):
        assert other.context_size >= one.context_size


def _all_layers_won(before: int, after: int, layers: int) -> bool:
    """The one thing for which a longer context is given: now all layers are on the card."""
    return before < layers == after


@settings(max_examples=30)
@given(models(), wishes(), machines())
def test_the_steps_down_end(model: Header, wish: ModelOptions, machine: Machine) -> None:
    wish = replace(wish, anyway=True)
    current = plan([model], wish, machine)
    seen = set()
    below = current if current.context_size else None
    while below is not None:
        assert 0 <= below.gpu_layers <= current.gpu_layers
        key = (below.gpu_layers, below.context_size, below.kv_type)
        assert key not in seen
        seen.add(key)
        assert len(seen) < MOST_STEPS
        below = lower(below, [model], wish, machine)
