"""Which memory holds what, against what llama.cpp 0c1e57098 logged with a second device."""

import io
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.core.device import Device, DeviceKind
from desktop_app.core.gguf import Header, read_header
from desktop_app.core.machine import Machine
from desktop_app.core.memory_plan import Share
from desktop_app.core.model_size import model_size
from desktop_app.core.placement import Layout, Placement
from tests.model_headers import GB, MB, llama_3b, mistral_7b

MIB = 1 << 20
CARD = Device("RPC0", "", "RPC", DeviceKind.GPU, 8 * GB, 8 * GB)
OTHER = replace(CARD, name="RPC1")


def placement(*cards: Device, header: Header | None = None, free: int = 64 * GB) -> Placement:
    size = model_size([header or mistral_7b()])
    return Placement(size, Machine(free, 64 * GB, cards), cards, 512, 0)


def starter(model: Path, layers: int) -> tuple[Share, ...]:
    header = read_header(io.BytesIO(model.read_bytes()))
    return placement(CARD, header=header).shares(Layout(8192, layers, "f16"))


@pytest.mark.parametrize(
    ("layers", "weights", "kv", "compute"), [(31, 92.10, 180.0, 20.38), (15, 58.28, 84.0, 19.26)]
)
def test_a_card_gets_the_last_layers_and_the_output(
    starter_model: Path, layers: int, weights: float, kv: float, compute: float
) -> None:
    main, card = starter(starter_model, layers)

    assert card.weights == pytest.approx(weights * MIB, rel=0.001)
    assert card.kv == kv * MIB
    assert main.kv == (180 - kv) * MIB
    assert compute * MIB < card.compute < 1.25 * compute * MIB
    assert (main.layers, card.layers) == (31 - layers, layers)


def test_without_a_card_everything_is_in_main_memory(starter_model: Path) -> None:
    header = read_header(io.BytesIO(starter_model.read_bytes()))
    (main,) = placement(header=header).shares(Layout(8192, 31, "f16"))

    # The embedding, which is the output as well, is there once; the vocabulary is not in the file.
    assert main.weights - model_size([header]).vocabulary == header.weight_bytes
    assert main.kv == 180 * MIB
    assert 21.51 * MIB < main.compute < 25 * MIB


def test_a_tied_output_is_copied_to_the_card_with_the_first_layer() -> None:
    main, card = placement(CARD, header=llama_3b()).shares(Layout(512, 1, "f16"))

    assert card.weights == 323 * MB
    assert card.kv == 0
    assert main.weights > 323 * MB + 28 * 60 * MB


def test_cards_share_in_proportion_to_what_they_have_for_layers() -> None:
    small = replace(CARD, free=4 * GB, total=8 * GB)
    _, one, other = placement(small, OTHER).shares(Layout(2048, 33, "f16"))

    assert one.layers + other.layers == 33
    # A reserve and the compute buffer are taken from both.
    assert one.layers / other.layers == pytest.approx((4 - 1.1) / (8 - 1.1), abs=0.1)
    assert one.kv == one.layers * 2048 * 4096


def test_the_part_that_sees_takes_room_from_the_layers_of_the_first_card() -> None:
    size = model_size([mistral_7b()])
    eyes = Placement(size, Machine(64 * GB, 64 * GB), (CARD, OTHER), 512, 3 * GB)
    _, one, other = eyes.shares(Layout(2048, 33, "f16"))

    assert (one.projector, other.projector) == (3 * GB, 0)
    assert one.layers / other.layers == pytest.approx((8 - 1.1 - 3) / (8 - 1.1), abs=0.1)


def test_cards_without_room_share_by_what_is_free() -> None:
    tiny = replace(CARD, free=MB, total=8 * GB)
    shares = placement(tiny, replace(tiny, name="RPC1")).shares(Layout(512, 10, "f16"))

    assert [share.layers for share in shares] == [23, 5, 5]
    none = placement(replace(tiny, free=0)).shares(Layout(512, 10, "f16"))
    assert [share.layers for share in none] == [23, 10]


def test_a_card_that_gets_nothing_has_no_share() -> None:
    assert len(placement(CARD, OTHER).shares(Layout(512, 0, "f16"))) == 1


def test_an_integrated_card_has_what_main_memory_leaves() -> None:
    card = replace(CARD, kind=DeviceKind.INTEGRATED)
    roomy, tight = placement(card), placement(card, free=6 * GB)
    layout = Layout(2048, 33, "f16")

    assert roomy.shares(layout)[1].free == 8 * GB
    main, on_card = tight.shares(layout)
    assert on_card.free == main.free - main.needed
    assert roomy.fits(roomy.shares(layout))
    assert tight.fits(tight.shares(layout))
    two = placement(card, replace(card, name="RPC1"), free=6 * GB)
    main, first, second = two.shares(layout)
    assert first.free - first.needed == second.free
    none = placement(card, free=5 * GB)
    assert not none.fits(none.shares(layout))
    assert none.fits(none.shares(layout), on_cards=False)


def test_the_first_card_lends_a_hand_to_the_layers_that_are_on_none() -> None:
    half, whole = (placement(CARD, OTHER).shares(Layout(2048, count, "f16")) for count in (16, 33))

    assert half[1].compute - whole[1].compute == 131 * MB // 3
    assert half[2].compute == whole[2].compute
