from collections.abc import Mapping

import pytest

from desktop_app.core.gguf import Header
from desktop_app.core.projector import (
    Misfit,
    kind_of,
    might_see,
    verdict,
    width_needed,
    width_of,
)

Shapes = Mapping[str, tuple[int, ...]]


def model(family: str = "llama", width: int = 576, **facts: object) -> Header:
    metadata = {
        "general.architecture": family,
        f"{family}.embedding_length": width,
        **{name.replace("__", "."): value for name, value in facts.items()},
    }
    return Header(3, metadata, 0, 0, 0, {"token_embd.weight": (width, 49152)})  # type: ignore[arg-type]


def eyes(kind: str = "mlp", shapes: Shapes | None = None, **facts: object) -> Header:
    metadata = {
        "general.architecture": "clip",
        "general.type": "mmproj",
        "clip.has_vision_encoder": True,
        "clip.projector_type": kind,
        **{name.replace("__", "."): value for name, value in facts.items()},
    }
    return Header(3, metadata, 0, 0, 0, shapes or {})  # type: ignore[arg-type]


MLP = eyes("mlp", {"mm.0.weight": (16, 384), "mm.2.weight": (384, 576), "mm.2.bias": (576,)})


def test_what_belongs_together_pairs() -> None:
    found = verdict(model(), MLP)
    assert found.pairs
    assert found.misfit is None


def test_another_width_is_wrong_and_both_are_told() -> None:
    found = verdict(model(width=2048), MLP)
    assert found.misfit is Misfit.WRONG
    assert not found.pairs
    assert "576" in found.details
    assert "2048" in found.details


def test_the_weights_count_and_not_what_is_said_of_them() -> None:
    lying = eyes("mlp", {"mm.2.weight": (384, 576)}, clip__vision__projection_dim=2048)
    assert width_of(lying) == 576
    assert verdict(model(), lying).pairs
    assert verdict(model(width=2048), lying).misfit is Misfit.WRONG


def test_where_no_weights_are_known_what_is_said_has_to_do() -> None:
    new = eyes("invented2029", clip__vision__projection_dim=576)
    assert verdict(model(), new).pairs
    assert verdict(model(width=577), new).misfit is Misfit.WRONG


def test_without_any_proof_there_is_no_pair() -> None:
    assert verdict(model(), eyes("invented2029")).misfit is Misfit.WRONG
    assert verdict(model(width=0), eyes("invented2029")).misfit is Misfit.WRONG


@pytest.mark.parametrize(
    ("header", "why"),
    [
        (model(), "llama"),
        (eyes("qwen2a", clip__has_vision_encoder=False, clip__has_audio_encoder=True), "vision"),
        (Header(3, {"general.architecture": "clip"}, 0, 0, 0), "vision"),
    ],
    ids=["a model", "sound alone", "nothing"],
)
def test_what_cannot_see_is_no_projector(header: Header, why: str) -> None:
    found = verdict(model(), header)
    assert found.misfit is Misfit.NOT_ONE
    assert why in found.details


@pytest.mark.parametrize(
    ("kind", "shapes", "width"),
    [
        ("mlp", {"mm.2.weight": (1024, 4096)}, 4096),
        # Between the matrices of Yi-VL there are normalisations: its last one is the fourth.
        ("mlp", {"mm.2.weight": (1, 2), "mm.3.weight": (9, 7168), "mm.3.bias": (7168,)}, 7168),
        ("ldp", {"mm.model.mb_block.1.block.2.1.bias": (2048,)}, 2048),
        ("ldpv2", {"mm.model.peg.0.bias": (2048,)}, 2048),
        ("resampler", {"resampler.proj.weight": (3584, 3584)}, 3584),
        ("adapter", {"adapter.linear.dense_4h_to_h.weight": (13696, 4096)}, 4096),
        ("idefics3", {"mm.model.fc.weight": (12288, 960)}, 960),
        ("internvl", {"mm.model.mlp.1.weight": (1, 2), "mm.model.mlp.3.weight": (9, 896)}, 896),
        ("pixtral", {"mm.1.weight": (1024, 5120), "mm.2.weight": (5120, 5120)}, 5120),
        ("gemma3", {"mm.input_projection.weight": (2560, 1152)}, 2560),
        ("gemma4v", {"mm.input_projection.weight": (1152, 2560)}, 2560),
        ("qwen2vl_merger", {"mm.0.bias": (5120,), "mm.2.bias": (1536,)}, 1536),
        ("qwen3vl_merger", {"mm.2.bias": (2048,)}, 2048),
        (
            "qwen3vl_merger",
            {
                "mm.2.bias": (2048,),
                "v.deepstack.5.fc1.weight": (1, 1),
                "v.deepstack.5.fc2.weight": (1, 1),
                "v.deepstack.11.fc1.weight": (1, 1),
            },
            3 * 2048,
        ),
        ("glm4v", {"mm.down.weight": (13696, 4096)}, 4096),
        ("mlp", {"mm.2.weight": (7,)}, 0),
    ],
)
def test_each_kind_has_its_last_matrix_elsewhere(kind: str, shapes: Shapes, width: int) -> None:
    assert width_of(eyes(kind, shapes)) == width


def test_a_file_for_pictures_and_sound_says_the_kinds_apart() -> None:
    header = eyes("", {"mm.input_projection.weight": (1152, 2560)})
    mixed = {**header.metadata, "clip.vision.projector_type": "gemma4v"}
    header = Header(3, mixed, 0, 0, 0, header.shapes)
    assert kind_of(header) == "gemma4v"
    assert verdict(model("gemma4", 2560), header).pairs


@pytest.mark.parametrize(
    ("kind", "family", "pairs"),
    [
        ("qwen2vl_merger", "qwen2vl", True),
        ("qwen2.5vl_merger", "qwen2vl", True),
        ("qwen2.5vl_merger", "qwen2", False),
        ("qwen2.5vl_merger", "qwen3vl", False),
        ("qwen3vl_merger", "qwen2vl", False),
        ("exaone4_5", "qwen2vl", False),
    ],
)
def test_a_kind_made_for_one_family_serves_no_other(kind: str, family: str, pairs: bool) -> None:
    found = verdict(model(family), eyes(kind, {"mm.2.bias": (576,)}))
    assert found.pairs is pairs
    assert pairs or found.misfit is Misfit.WRONG


@pytest.mark.parametrize("family", ["gemma3", "qwen2vl", "llama4", "paddleocr"])
def test_a_family_with_a_kind_of_its_own_takes_no_common_one(family: str) -> None:
    found = verdict(model(family), MLP)
    assert found.misfit is Misfit.WRONG
    assert family in found.details


@pytest.mark.parametrize("family", ["llama", "qwen2", "phi3", "mistral3", "one of next year"])
def test_a_common_kind_serves_every_other_family(family: str) -> None:
    assert verdict(model(family), MLP).pairs


def test_layers_that_take_embeddings_of_their_own_make_them_longer() -> None:
    assert width_needed(model("qwen3vl", 2048, qwen3vl__n_deepstack_layers=3)) == 4 * 2048
    granite = model("granite", 2048, granite__deepstack_mapping=(-1, 0, -1, 1, 1))
    assert width_needed(granite) == 3 * 2048
    assert width_needed(model("llama", 2048)) == 2048


def test_a_later_part_of_a_split_model_may_have_the_weights() -> None:
    header = Header(3, {"general.architecture": "llama", "llama.embedding_length": 576}, 0, 0, 0)
    assert width_needed(header) == 576


@pytest.mark.parametrize(
    ("header", "sees"),
    [
        (model("qwen2vl"), True),
        (model("qwen3vlmoe"), True),
        (model("gemma3", gemma3__block_count=34), True),
        (model("gemma3", gemma3__block_count=26), False),
        (model("gemma3", gemma3__block_count=18, general__name="Gemma 3 270M vision"), False),
        (model("llama", general__name="LLaVA v1.5 7B"), True),
        (model("llama", general__name="SmolVLM2 2.2B Instruct"), True),
        (model("qwen2", general__basename="InternVL2_5"), True),
        (model("llama", general__name="Llama 3.2 11B Vision Instruct"), True),
        (model("llama", general__name="Smollm2 135M 8k Lc100K Mix1 Ep2"), False),
        (model("llama", general__name="Supervision Kavlar Provlm"), False),
        (model("llama"), False),
    ],
)
def test_whether_a_model_might_see(header: Header, sees: bool) -> None:
    assert might_see(header) is sees
