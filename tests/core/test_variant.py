"""What the files of a repository are, by the names that makers of all sorts give them."""

import pytest

from desktop_app.core.hub import RepoFile, Variant
from desktop_app.core.variant import (
    PREFERENCE,
    named,
    projector_for,
    projectors_of,
    quantization_of,
    recommended,
    variants_of,
)

GB = 1_000_000_000


def files(**sizes: float) -> list[RepoFile]:
    return [RepoFile(path, int(size * GB), "f" * 64) for path, size in sizes.items()]


def of(*paths: str) -> tuple[Variant, ...]:
    return variants_of([RepoFile(path, 1) for path in paths])


BARTOWSKI = files(
    **{
        ".gitattributes": 0,
        "README.md": 0,
        "Qwen_Qwen3-4B-Instruct-2507-IQ4_XS.gguf": 2.28,
        "Qwen_Qwen3-4B-Instruct-2507-Q2_K_L.gguf": 1.76,
        "Qwen_Qwen3-4B-Instruct-2507-Q3_K_XL.gguf": 2.33,
        "Qwen_Qwen3-4B-Instruct-2507-Q4_K_L.gguf": 2.59,
        "Qwen_Qwen3-4B-Instruct-2507-Q4_K_M.gguf": 2.50,
        "Qwen_Qwen3-4B-Instruct-2507-Q8_0.gguf": 4.28,
        "Qwen_Qwen3-4B-Instruct-2507-bf16.gguf": 8.05,
        "Qwen_Qwen3-4B-Instruct-2507-imatrix.gguf": 0.003,
    }
)
UNSLOTH = files(
    **{
        "BF16/Qwen3-30B-A3B-BF16-00001-of-00002.gguf": 49.6,
        "BF16/Qwen3-30B-A3B-BF16-00002-of-00002.gguf": 11.5,
        "Qwen3-30B-A3B-Q4_K_M.gguf": 18.6,
        "Qwen3-30B-A3B-UD-IQ1_S.gguf": 9.0,
        "Qwen3-30B-A3B-UD-Q4_K_XL.gguf": 17.7,
        "imatrix_unsloth.dat": 0.1,
        "imatrix_unsloth.gguf": 0.1,
    }
)
GGML_ORG = files(
    **{
        "gemma-3-4b-it-Q4_K_M.gguf": 2.49,
        "gemma-3-4b-it-Q8_0.gguf": 4.13,
        "gemma-3-4b-it-f16.gguf": 7.77,
        "mmproj-model-f16.gguf": 0.85,
    }
)
MANY_PROJECTORS = files(
    **{
        "Qwen2.5-VL-7B-Instruct-Q4_K_M.gguf": 4.68,
        "mmproj-BF16.gguf": 1.36,
        "mmproj-F16.gguf": 1.35,
        "mmproj-F32.gguf": 2.71,
    }
)
SEVERAL_MODELS = files(
    **{
        "ggml-vocab-phi-3.gguf": 0.001,
        "small-1b-q4.gguf": 0.8,
        "small-1b-fp16.gguf": 2.0,
        "large-7b-q4.gguf": 4.0,
        "large-7b-draft-q8_0.gguf": 0.5,
        "large-7b-lora.gguf": 0.1,
        "mmproj-large-7b-f16.gguf": 0.6,
        "mmproj-small-1b-f16.gguf": 0.3,
    }
)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("SmolLM2-135M-Instruct.Q4_1.gguf", "Q4_1"),
        ("Model.i1-IQ3_XXS.gguf", "IQ3_XXS"),
        ("llama-2-7b-chat.Q5_K_S.gguf", "Q5_K_S"),
        ("qwen2.5-0.5b-instruct-q4_k_m.gguf", "Q4_K_M"),
        ("qwen2.5-7b-instruct-fp16-00001-of-00004.gguf", "F16"),
        ("Phi-3-mini-4k-instruct-q4.gguf", "Q4"),
        ("Qwen3-30B-A3B-UD-Q4_K_XL.gguf", "UD-Q4_K_XL"),
        ("gpt-oss-20b-mxfp4.gguf", "MXFP4"),
        ("gpt-oss-120b-MXFP4_MOE-00001-of-00003.gguf", "MXFP4_MOE"),
        ("model-Q4_0_4_8.gguf", "Q4_0_4_8"),
        ("bitnet-TQ2_0.gguf", "TQ2_0"),
        ("ggml-model-i2_s.gguf", ""),
        ("Q8_0/DeepSeek-V3-00001-of-00015.gguf", "Q8_0"),
        ("BF16/x-Q8_0.gguf", "Q8_0"),
        ("model-f32.gguf", "F32"),
        ("gemma-3-4b-it-qat-q4_0-unquantized.gguf", "Q4_0"),
        ("model.gguf", ""),
        ("Q4A-experiment.gguf", ""),
        ("faq4_0x.gguf", ""),
    ],
)
def test_a_name_tells_the_quantization(path: str, expected: str) -> None:
    assert quantization_of(path) == expected


def test_a_publisher_of_one_file_a_quantization() -> None:
    found = variants_of(BARTOWSKI)

    assert [one.quantization for one in found] == (
        ["BF16", "Q8_0", "Q4_K_L", "Q4_K_M", "Q3_K_XL", "IQ4_XS", "Q2_K_L"]
    )
    assert {one.title for one in found} == {"Qwen_Qwen3-4B-Instruct-2507"}
    assert projectors_of(BARTOWSKI) == ()


def test_parts_in_a_folder_are_one_model() -> None:
    found = variants_of(UNSLOTH)

    assert [one.quantization for one in found] == ["BF16", "Q4_K_M", "UD-Q4_K_XL", "UD-IQ1_S"]
    assert [file.path[-19:] for file in found[0].files] == (
        ["-00001-of-00002.gguf"[1:], "-00002-of-00002.gguf"[1:]]
    )
    assert found[0].size == int(49.6 * GB) + int(11.5 * GB)


def test_parts_that_are_not_all_there_are_no_model() -> None:
    assert of("x-Q8_0-00001-of-00003.gguf", "x-Q8_0-00003-of-00003.gguf", "x-Q4_0.gguf") == of(
        "x-Q4_0.gguf"
    )
    assert of("x-Q8_0-00002-of-00002.gguf") == ()
    assert of("x-Q8_0-00001-of-00002.gguf", "x-Q8_0-00002-of-00003.gguf") == ()
    assert of("x-Q8_0-00000-of-00000.gguf") == ()


def test_the_quantization_may_stand_in_the_folder_alone() -> None:
    found = of("Q4_K_M/x-00001-of-00001.gguf", "Q8_0/x-00001-of-00001.gguf", "x.gguf")

    assert sorted(one.quantization for one in found) == ["", "Q4_K_M", "Q8_0"]
    assert {one.title for one in found} == {"x"}


def test_the_same_twice_is_told_apart_by_the_folder() -> None:
    found = of("whole/x-Q8_0.gguf", "x-Q8_0.gguf")

    assert sorted(one.title for one in found) == ["whole/x", "x"]


def test_what_is_no_model_is_left_out() -> None:
    found = variants_of(SEVERAL_MODELS)

    assert [(one.title, one.quantization) for one in found] == (
        [("large-7b", "Q4"), ("small-1b", "F16"), ("small-1b", "Q4")]
    )
    assert of("x-Q4_K_M-imatrix.gguf", "x.imatrix.gguf", "x.i1-Q4_K_M.gguf.part1of2") == of(
        "x-Q4_K_M-imatrix.gguf"
    )


def test_a_repository_of_nothing_but_helpers_names_its_models_so() -> None:
    found = of("Qwen3-0.6B-DRAFT-Q4_0.gguf", "Qwen3-0.6B-DRAFT-Q8_0.gguf", "mmproj-F16.gguf")

    assert sorted(one.quantization for one in found) == ["Q4_0", "Q8_0"]


def test_what_only_guesses_words_for_a_model_is_none() -> None:
    """It is smaller, and where it is of a quantization of its own it would be taken for it."""
    found = of(
        "Qwen3.8-27B-Q4_K_M.gguf",
        "mtp-Qwen3.8-27B-Q4_0.gguf",
        "MTP/mtp-gemma-4-E4B-it-Q8_0.gguf",
        "dflash-gemma-4-26B-A4B-it-Q8_0.gguf",
        "gemma-4-E2B-it-assistant-F16.gguf",
        "Qwen3.6-27B-MTP-UD-Q4_K_XL.gguf",
    )

    assert [(one.title, one.quantization) for one in found] == (
        [("Qwen3.6-27B-MTP", "UD-Q4_K_XL"), ("Qwen3.8-27B", "Q4_K_M")]
    )


def test_names_in_other_capitals() -> None:
    (found,) = of("X-Q4_k_m.GGUF")

    assert found.quantization == "Q4_K_M"


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (("x-BF16.gguf", "x-Q4_K_M.gguf", "x-Q8_0.gguf"), "Q4_K_M"),
        (("x-UD-Q4_K_XL.gguf", "x-Q5_K_M.gguf"), "UD-Q4_K_XL"),
        (("x-MXFP4.gguf", "x-F16.gguf"), "MXFP4"),
        (("x-Q8_0.gguf", "x-Q2_K.gguf", "x-F16.gguf"), "Q8_0"),
        (("x-Q2_K.gguf", "x-F16.gguf"), "Q2_K"),
        (("x-F16.gguf", "x-F32.gguf"), "F16"),
        (("x-q4.gguf", "x-fp16.gguf"), "Q4"),
    ],
)
def test_what_is_recommended(paths: tuple[str, ...], expected: str) -> None:
    sizes = {"F32": 32, "F16": 16, "BF16": 16}
    variants = variants_of([RepoFile(path, sizes.get(quantization_of(path), 4)) for path in paths])

    found = recommended(variants)

    assert found is not None
    assert found.quantization == expected


def test_a_preference_of_ones_own_comes_first() -> None:
    variants = variants_of(BARTOWSKI)

    assert recommended(variants, ("q6_k", "q8_0")) == named(variants, "Q8_0")
    assert recommended(variants, ("Q6_K",)) == named(variants, "Q4_K_M")


def test_what_is_recommended_has_no_more_bytes_than_there_may_be() -> None:
    variants = variants_of(BARTOWSKI)

    assert recommended(variants, most=int(2.4 * GB)) == named(variants, "IQ4_XS")
    assert recommended(variants, most=int(1.8 * GB)) == named(variants, "Q2_K_L")
    assert recommended(variants, most=GB) is None
    assert recommended(()) is None


def test_of_what_is_small_the_largest_is_recommended() -> None:
    variants = variants_of([RepoFile("x-IQ1_S.gguf", 1), RepoFile("x-IQ3_M.gguf", 3)])

    assert recommended(variants) == named(variants, "IQ3_M")


def test_each_preference_is_a_quantization_that_a_name_can_tell() -> None:
    assert [quantization_of(f"x-{name}.gguf") for name in PREFERENCE] == list(PREFERENCE)


def test_a_person_names_a_variant() -> None:
    variants = variants_of(UNSLOTH)

    assert named(variants, "q4_k_m") is variants[1]
    assert named(variants, "UD_Q4_K_XL") is variants[2]
    assert named(variants, "Q4") is variants[1]
    assert named(variants, "Qwen3-30B-A3B-Q4_K_M.gguf") is variants[1]
    assert named(variants, "BF16/Qwen3-30B-A3B-BF16-00002-of-00002.gguf") is variants[0]
    assert named(variants, "Q4_K") is None
    assert named(variants, "Q6_K") is None
    assert named(variants, ".*") is None


def test_a_projector_is_found() -> None:
    (variant, *_) = variants_of(GGML_ORG)
    projectors = projectors_of(GGML_ORG)

    assert [file.path for file in projectors] == ["mmproj-model-f16.gguf"]
    assert projector_for(variant, projectors) is projectors[0]
    assert projector_for(variant, ()) is None


def test_of_several_projectors_the_one_of_16_bits_is_taken() -> None:
    projectors = projectors_of(MANY_PROJECTORS)

    assert [file.path for file in projectors] == (
        ["mmproj-F16.gguf", "mmproj-BF16.gguf", "mmproj-F32.gguf"]
    )


def test_each_of_several_models_has_its_own_projector() -> None:
    projectors = projectors_of(SEVERAL_MODELS)
    chosen = {one.title: projector_for(one, projectors) for one in variants_of(SEVERAL_MODELS)}

    assert {title: file.path for title, file in chosen.items() if file} == {
        "large-7b": "mmproj-large-7b-f16.gguf",
        "small-1b": "mmproj-small-1b-f16.gguf",
    }
