"""What is asked of the Hub for a model of the catalogue, and what is taken of the answer."""

from dataclasses import replace

import pytest

from desktop_app.core.catalog import CatalogModel
from desktop_app.core.catalog_resolution import (
    Resolution,
    repo_job,
    resolution,
    search_job,
    successor,
)
from desktop_app.core.errors import Problem
from desktop_app.core.hub import Gate, Repo, RepoFile, RepoSummary, Variant
from desktop_app.core.hub_access import HubAccess

ACCESS = HubAccess("https://hub.example")
MODEL = CatalogModel(
    id="one",
    name="One 4B",
    repo="maker/One-4B-it-GGUF",
    quantizations=("Q4_K_M", "Q8_0"),
    maker="Maker",
    licence="mit",
    source="https://example.org",
    parameters=4.0,
)
SEEING = replace(MODEL, sees=True)


def variant(quantization: str, size: int = 100) -> Variant:
    return Variant(quantization, quantization, (RepoFile(f"{quantization}.gguf", size, "ab"),))


def repo(*variants: Variant, projectors: tuple[RepoFile, ...] = (), gated: bool = False) -> Repo:
    return Repo(RepoSummary(MODEL.repo), "c0ffee", variants, projectors, gated=gated)


def taken(model: CatalogModel, found: Repo) -> Resolution:
    result = resolution(model, found)
    assert isinstance(result, Resolution)
    return result


@pytest.mark.parametrize(
    ("there", "chosen", "expected"),
    [
        (("Q8_0", "Q4_K_M", "F16"), "Q4_K_M", True),
        (("F16", "Q8_0"), "Q8_0", True),
        (("q4_k_m",), "q4_k_m", True),
        (("Q5_0", "Q2_K"), "Q5_0", False),
    ],
)
def test_the_quantization_by_preference(
    there: tuple[str, ...], chosen: str, expected: bool
) -> None:
    result = taken(MODEL, repo(*map(variant, there)))

    assert (result.variant.quantization, result.expected) == (chosen, expected)


def test_the_part_that_sees_belongs_to_it_and_is_counted() -> None:
    eyes = (RepoFile("mmproj-F16.gguf", 30, "cd"), RepoFile("mmproj-F32.gguf", 60, "ef"))

    seeing = taken(SEEING, repo(variant("Q4_K_M"), projectors=eyes))
    assert (seeing.projector, seeing.size) == (eyes[0], 130)
    assert taken(MODEL, repo(variant("Q4_K_M"), projectors=eyes)).projector is None
    assert taken(SEEING, repo(variant("Q4_K_M"))).projector is None


def test_what_cannot_be_taken_is_a_problem() -> None:
    gated = resolution(MODEL, repo(variant("Q4_K_M"), gated=True))
    empty = resolution(MODEL, repo())

    assert isinstance(gated, Problem)
    assert isinstance(empty, Problem)
    assert (gated.code, empty.code) == ("hub.gated", "hub.no_models")


def test_what_is_asked() -> None:
    job = repo_job(MODEL, ACCESS)
    assert (job.repo, job.access) == (MODEL.repo, ACCESS)
    assert repo_job(MODEL, ACCESS, "other/One-GGUF").repo == "other/One-GGUF"
    assert search_job(MODEL, ACCESS).query.words == "One-4B-it"


@pytest.mark.parametrize(
    ("found", "wanted"),
    [
        ((), ""),
        ((RepoSummary("other/Two-4B-it-GGUF", 9),), ""),
        ((RepoSummary("other/One-4B-it-GGUF", 5),), "other/One-4B-it-GGUF"),
        ((RepoSummary("b/Maker_One-4B-it-gguf", 5), RepoSummary("c/one_4b_it", 4)), None),
        (
            (RepoSummary("a/One-4B-it-GGUF", 5), RepoSummary("b/One-4B-it-GGUF", 7)),
            "b/One-4B-it-GGUF",
        ),
        ((RepoSummary("a/One-4B-it-GGUF", 5, gate=Gate.AUTOMATIC),), ""),
        ((RepoSummary("a/One-4B-it-abliterated-GGUF", 99),), ""),
        ((RepoSummary("a/One-4B-GGUF", 99),), ""),
    ],
)
def test_the_successor_is_called_the_same_and_fetched_most(
    found: tuple[RepoSummary, ...], wanted: str | None
) -> None:
    expected = "b/Maker_One-4B-it-gguf" if wanted is None else wanted

    assert successor(MODEL, found) == expected
