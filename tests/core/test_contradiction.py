import pytest

from desktop_app.core.contradiction import LARGEST_FILE, contradiction, doubled
from desktop_app.core.gguf import Header, Value

SOUND: dict[str, Value] = {
    "general.architecture": "llama",
    "llama.block_count": 2,
    "llama.embedding_length": 64,
    "llama.attention.head_count": (4, 0),
    "llama.attention.layer_norm_rms_epsilon": 1e-5,
    "llama.rope.scaling.type": "yarn",
}


def of(metadata: dict[str, Value], file_size: int = 1000) -> str:
    return contradiction(Header(3, metadata, 1, file_size, file_size))


def test_nothing_is_said_against_a_sound_model() -> None:
    assert of(SOUND) == ""
    experts: dict[str, Value] = {
        "llama.expert_count": 256,
        "llama.expert_used_count": 8,
        "llama.expert_group_count": 8,
        "llama.expert_group_used_count": 4,
    }
    assert of(SOUND | experts) == ""
    assert of(SOUND | {"llama.block_count": 512}) == ""


def test_no_more_is_turned_than_a_head_has() -> None:
    head: dict[str, Value] = {"llama.attention.key_length": 128, "llama.rope.dimension_count": 128}
    assert of(SOUND | head) == ""
    assert "rope" in of(SOUND | head | {"llama.rope.dimension_count": 130})


def test_what_is_not_said_is_left_to_llama_cpp() -> None:
    """A family that it does not know may call its layers otherwise."""
    assert of({"general.architecture": "novel9"}) == ""


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("block_count", 0),
        ("block_count", 513),
        ("block_count", -1),
        ("block_count", "two"),
        ("block_count", float("nan")),
        ("nextn_predict_layers", 3),
        ("embedding_length", 1 << 31),
        ("attention.head_count", (4, 1 << 31)),
        ("attention.head_count_kv", -4),
        ("attention.key_length", 1 << 30),
        ("rope.dimension_count", 1 << 30),
        ("rope.dimension_count", 15),
        ("rope.dimension_count", 66),
        ("expert_count", 1025),
        ("expert_count", 8),
        ("expert_used_count", 2),
        ("rope.scaling.type", "nonsense"),
        ("attention.layer_norm_rms_epsilon", -1.0),
        ("attention.layer_norm_epsilon", float("nan")),
    ],
)
def test_what_llama_cpp_would_not_survive(key: str, value: Value) -> None:
    assert key.split(".")[-1].split("_")[0] in of(SOUND | {f"llama.{key}": value})


@pytest.mark.parametrize(
    ("groups", "used_groups", "fault"),
    [
        (0, 0, False),
        (1, 0, False),
        (4, 2, False),
        (3, 2, True),
        (4, 0, True),
        (4, 4, True),
        (8, 1, True),
    ],
)
def test_experts_in_groups(groups: int, used_groups: int, fault: bool) -> None:
    experts: dict[str, Value] = {
        "llama.expert_count": 8,
        "llama.expert_used_count": 2,
        "llama.expert_group_count": groups,
        "llama.expert_group_used_count": used_groups,
    }
    assert bool(of(SOUND | experts)) is fault


def test_one_expert_counts_as_none_in_two_families() -> None:
    one: dict[str, Value] = {"llama.expert_count": 1}
    assert of(SOUND | one)
    hunyuan: dict[str, Value] = {
        "general.architecture": "hunyuan-dense",
        "hunyuan-dense.expert_count": 1,
    }
    assert of(hunyuan) == ""


def test_a_file_larger_than_any_and_one_without_a_family() -> None:
    assert str(LARGEST_FILE + 1) in of(SOUND, LARGEST_FILE + 1)
    assert "general.architecture" in of({})


def test_a_token_that_is_there_twice() -> None:
    assert doubled([b"a", b"b", b"\xff"]) == ""
    assert "'b'" in doubled([b"a", b"b", b"c", b"b"])


def test_empty_tokens_are_told_apart_by_their_numbers() -> None:
    assert doubled([b"", b"", b"a"]) == ""
    assert doubled([b"[EMPTY_1]", b""])
    assert doubled([b"[EMPTY_7]", b""]) == ""
