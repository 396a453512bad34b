"""Looking into a repository of the Hub."""

from collections.abc import Iterator

from huggingface_hub.errors import HfHubHTTPError

from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.hub import Gate, Opened, Repo, RepoJob
from desktop_app.core.variant import projectors_of, variants_of
from desktop_app.engines.hub.question import Question
from desktop_app.engines.hub.summary import files_of, summary_of

CARD = "README.md"


def repository(job: RepoJob, question: Question) -> Iterator[Opened]:
    """What is in the repository; raises `ParleyError` for one without a model."""
    api = question.api
    info = question.ask(
        lambda: api.model_info(job.repo, revision=job.revision, files_metadata=True)
    )
    summary, files = summary_of(info), files_of(info)
    variants = variants_of(files)
    if not variants:
        raise ParleyError(Problem("hub.no_models", {"repo": job.repo}))
    yield Opened(
        Repo(
            summary=summary,
            commit=_commit(info.sha),
            variants=variants,
            projectors=projectors_of(files),
            has_card=any(file.path == CARD for file in files),
            gated=summary.gate is not Gate.OPEN and not _may_fetch(job.repo, question),
            revision=job.revision,
        )
    )


def _may_fetch(repo: str, question: Question) -> bool:
    """Whether its files are handed out to us: everybody may look into a gated repository."""
    try:
        question.ask(lambda: question.api.auth_check(repo))
    except HfHubHTTPError as error:
        if error.response.status_code in (401, 403, 404):
            return False
        raise
    return True


def _commit(sha: object) -> str:
    """The commit, by which the files are asked for; raises ValueError without one."""
    if isinstance(sha, str) and len(sha) >= 40 and sha.isalnum():
        return sha
    raise ValueError(f"no commit: {sha!r}")
