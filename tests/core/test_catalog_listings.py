"""What the catalogue takes of its repositories, by names of files that were in them.

The names are parts of the listings as other projects wrote them down in 2026.
"""

import pytest

from desktop_app.core.catalog import CatalogModel, load_catalog
from desktop_app.core.catalog_resolution import Resolution, resolution
from desktop_app.core.hub import Repo, RepoFile, RepoSummary
from desktop_app.core.paths import resources
from desktop_app.core.variant import projectors_of, variants_of

MODELS = {model.id: model for model in load_catalog(resources() / "catalog.toml")}

# The first one of each is to be taken, and the second one too where the model sees.
LISTINGS = {
    "qwen3.5-0.8b": (
        "Qwen3.5-0.8B-Q8_0.gguf",
        "mmproj-F16.gguf",
        "Qwen3.5-0.8B-Q4_K_M.gguf",
        "Qwen3.5-0.8B-UD-Q4_K_XL.gguf",
        "mmproj-BF16.gguf",
    ),
    "lfm2.5-1.2b": ("LFM2.5-1.2B-Instruct-Q4_K_M.gguf",),
    "smollm3-3b": ("SmolLM3-Q4_K_M.gguf",),
    "qwen3-4b-2507": ("Qwen3-4B-Instruct-2507-Q4_K_M.gguf",),
    "qwen3.5-4b": (
        "Qwen3.5-4B-Q4_K_M.gguf",
        "mmproj-F16.gguf",
        "Qwen3.5-4B-Q6_K.gguf",
        "Qwen3.5-4B-Q8_0.gguf",
        "Qwen3.5-4B-UD-Q4_K_XL.gguf",
    ),
    "gemma-4-e4b": (
        "gemma-4-E4B-it-Q4_0.gguf",
        "mmproj-gemma-4-E4B-it-Q8_0.gguf",
        "gemma-4-E4B-it-Q8_0.gguf",
    ),
    "ministral-3-8b": (
        "Ministral-3-8B-Instruct-2512-Q4_K_M.gguf",
        "Ministral-3-8B-Instruct-2512-BF16-mmproj.gguf",
        "Ministral-3-8B-Instruct-2512-Q5_K_M.gguf",
    ),
    "granite-4.2-8b": ("granite-4.2-8b-Q4_K_M.gguf", "granite-4.2-8b-Q6_K.gguf"),
    "qwen3.5-9b": ("Qwen3.5-9B-Q4_K_M.gguf", "mmproj-F16.gguf"),
    "gpt-oss-20b": ("gpt-oss-20b-MXFP4.gguf",),
    "gemma-4-26b-a4b": (
        "gemma-4-26B-A4B-it-Q4_0.gguf",
        "mmproj-gemma-4-26B-A4B-it-BF16.gguf",
        "gemma-4-26B-A4B-it-Q8_0.gguf",
    ),
    "qwen3.8-27b": (
        "Qwen3.8-27B-Q4_K_M.gguf",
        "mmproj-Qwen3.8-27B-Q8_0.gguf",
        "Qwen3.8-27B-BF16.gguf",
        "Qwen3.8-27B-Q8_0.gguf",
        "mtp-Qwen3.8-27B-Q4_0.gguf",
        "mtp-Qwen3.8-27B-BF16.gguf",
    ),
}


def test_each_model_has_a_listing() -> None:
    assert set(LISTINGS) == set(MODELS)


@pytest.mark.parametrize("model", MODELS.values(), ids=MODELS)
def test_what_is_wanted_is_found_in_the_repository(model: CatalogModel) -> None:
    names = LISTINGS[model.id]
    files = [RepoFile(name, 10 + place, "ab") for place, name in enumerate(reversed(names))]
    repo = Repo(RepoSummary(model.repo), "c0ffee", variants_of(files), projectors_of(files))

    found = resolution(model, repo)

    assert isinstance(found, Resolution)
    assert found.expected
    assert [file.path for file in found.variant.files] == [names[0]]
    assert (found.projector.path if found.projector else "") == (names[1] if model.sees else "")
    assert found.variant.quantization == model.quantizations[0], "so that its size can be foretold"
