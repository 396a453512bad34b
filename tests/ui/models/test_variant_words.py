"""What a quantization means, for somebody who never heard of one."""

import pytest

from desktop_app.ui.models.variant_words import quality_words


@pytest.mark.parametrize(
    ("quantization", "words"),
    [
        ("IQ1_S", "Very small, loses much"),
        ("Q2_K", "Very small, loses much"),
        ("TQ2_0", "Very small, loses much"),
        ("IQ3_XXS", "Smaller and quicker"),
        ("Q4_K_M", "Balanced"),
        ("UD-Q4_K_XL", "Balanced"),
        ("MXFP4_MOE", "Balanced"),
        ("Q5_1", "Larger and more exact"),
        ("Q6_K", "Larger and more exact"),
        ("Q8_0", "Nearly as exact as the original"),
        ("BF16", "The original in full"),
        ("F32", "The original in full"),
        ("", ""),
        ("SPECIAL", ""),
    ],
)
def test_every_quantization_has_words(quantization: str, words: str) -> None:
    assert quality_words(quantization) == words
