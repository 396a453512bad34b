"""`parley models info` of a repository on the Hub: what is in it, and how it would run here."""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import asdict, dataclass
from pathlib import PurePosixPath

from desktop_app.cli.arguments import Arguments
from desktop_app.cli.fit import fitted
from desktop_app.cli.hub_process import address_of, hub_answer, hub_process, open_repo
from desktop_app.cli.model_choice import as_wished
from desktop_app.cli.model_process import model_process
from desktop_app.cli.models_search import day, summary_values
from desktop_app.cli.sheet import sheet
from desktop_app.cli.terminal import Interrupt, Progress, plain, say, write
from desktop_app.core.amount import amount, weights
from desktop_app.core.engine import Engine, ModelOptions
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.gguf import Header
from desktop_app.core.hub import HeaderJob, HeaderRead, Repo, RepoFile, Variant
from desktop_app.core.hub_access import HubAccess
from desktop_app.core.hub_address import HubAddress
from desktop_app.core.judgement import Fits, fits_words, judge, judge_by_size, scaled
from desktop_app.core.machine import Machine
from desktop_app.core.paths import Places
from desktop_app.core.settings import Settings
from desktop_app.core.variant import named, projector_for, recommended


@dataclass(frozen=True)
class _Judged:
    """One variant: how it would run here, None where nobody knows the memory."""

    variant: Variant
    projector: RepoFile | None
    fits: Fits | None
    recommended: bool


def remote_info(arguments: Arguments) -> int:
    """Print what is known of the repository that `arguments.name` names; the exit status."""
    places = Places(arguments.home)
    settings = Settings.load(places.settings)
    for problem in settings.problems:
        say(problem)
    address = address_of(arguments.name, settings)
    access = settings.hub_access().within(os.environ)
    progress = Progress()
    with ExitStack() as stack:
        stack.callback(progress.clear)
        hub = stack.enter_context(closing(hub_process(places)))
        stop = stack.enter_context(Interrupt())
        progress.show("Asking the Hub …")
        repo = open_repo(hub, access, address, stop)
        chosen = wanted_variant(repo, address)
        header = _header(hub, access, repo, chosen, stop)
        progress.show("Looking at the memory …")
        engine = stack.enter_context(closing(model_process(places, "info")))
        machine = fitted(engine, None, stop).machine
    options = as_wished(arguments, settings.model_options("", ""))
    shown = [chosen] if address.quantization or address.file else repo.variants
    best = recommended(repo.variants)
    judged = []
    for variant in shown:
        projector = projector_for(variant, repo.projectors)
        known = header if variant.title == chosen.title else None
        fits = _fits(variant, projector, known, options, machine) if machine else None
        judged.append(_Judged(variant, projector, fits, variant is best))
    if arguments.json:
        write(json.dumps(_values(repo, judged), ensure_ascii=False) + "\n")
    else:
        write("".join(_lines(repo, judged, f"{access.address}/{plain(repo.id)}")))
    return 0


def wanted_variant(repo: Repo, address: HubAddress) -> Variant:
    """What the address names of the repository, else what is recommended.

    Raises ParleyError for what is not there.
    """
    wanted = address.quantization or address.file
    found = named(repo.variants, wanted) if wanted else recommended(repo.variants)
    if found is None:
        there = ", ".join(dict.fromkeys(name_of(one, repo.variants) for one in repo.variants))
        values = {"repo": repo.id, "wanted": wanted, "there": plain(there)}
        raise ParleyError(Problem("hub.no_variant", values))
    return found


def _header(
    hub: Engine, access: HubAccess, repo: Repo, variant: Variant, stop: Interrupt
) -> Header | None:
    """The header of the variant's first file; None where it is not handed out, or too long."""
    if repo.gated:
        return None
    job = HeaderJob("header", access, repo.id, repo.commit, variant.files[0])
    return hub_answer(hub, job, HeaderRead, stop).header


def _fits(
    variant: Variant,
    projector: RepoFile | None,
    header: Header | None,
    options: ModelOptions,
    machine: Machine,
) -> Fits:
    size = projector.size if projector else 0
    if header is not None:
        try:
            return judge([scaled(header, variant.size)], options, machine, size).fits
        except (ArithmeticError, LookupError, ValueError):
            pass  # a header may say what no model has
    return judge_by_size(variant.size + size, options, machine)


def _values(repo: Repo, judged: Sequence[_Judged]) -> Mapping[str, object]:
    return {
        **summary_values(repo.summary),
        "commit": repo.commit,
        "gated": repo.gated,
        "variants": [
            {
                **asdict(each.variant),
                "size": each.variant.size,
                "projector": each.projector.path if each.projector else None,
                "fits": each.fits.value if each.fits else None,
                "recommended": each.recommended,
            }
            for each in judged
        ],
        "projectors": [asdict(file) for file in repo.projectors],
    }


def _lines(repo: Repo, judged: Sequence[_Judged], page: str) -> Iterator[str]:
    yield f"{plain(repo.id)}\n{''.join(f'  {line}' for line in _facts(repo))}"
    if repo.gated:
        yield f"  Its files are handed out to those who have agreed to its licence on {page}\n"
    yield f"\nModels\n{sheet(list(_rows(repo, judged)))}"
    if repo.projectors:
        yield f"\nProjectors\n{sheet([[plain(f.path), amount(f.size)] for f in repo.projectors])}"
    advised = [each for each in judged if each.recommended] or list(judged[:1])
    for each in advised[:1]:
        name = name_of(each.variant, repo.variants)
        yield f"\nFetch it: parley models pull {plain(repo.id)}:{name}\n"


def _facts(repo: Repo) -> Iterator[str]:
    summary = repo.summary
    known = (
        summary.architecture,
        summary.parameters and f"{weights(summary.parameters)} parameters",
        summary.context and f"trained for {summary.context:,} tokens",
        summary.licence and f"licence {summary.licence}",
    )
    if any(known):
        yield plain(", ".join(str(each) for each in known if each)) + "\n"
    changed = day(summary.changed)
    yield f"{summary.downloads:,} downloads, {summary.likes:,} likes" + (
        f", changed on {changed}\n" if changed else "\n"
    )


def _rows(repo: Repo, judged: Sequence[_Judged]) -> Iterator[Sequence[str]]:
    for each in judged:
        parts = len(each.variant.files)
        yield (
            name_of(each.variant, repo.variants),
            amount(each.variant.size) + (f" in {parts} files" if parts > 1 else ""),
            fits_words(each.fits).english() if each.fits else "",
            "recommended" if each.recommended else "",
        )


def name_of(variant: Variant, among: Sequence[Variant]) -> str:
    """What to write behind the colon to mean this one of a repository's variants."""
    same = [one for one in among if one.quantization == variant.quantization]
    if variant.quantization and len(same) == 1:
        return plain(variant.quantization)
    return plain(PurePosixPath(variant.files[0].path).name)
