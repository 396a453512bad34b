"""What is in a repository, and whether it is handed out to us."""

import pytest

from desktop_app.core.hub import Gate, Opened, Repo, RepoFile, RepoJob
from desktop_app.core.hub_access import HubAccess
from tests.engines.hub.asking import answer, failure
from tests.engines.hub.conftest import MemoryKeyring
from tests.hub_api import COMMIT, TOKEN, HubApi, Promise

MODEL = b"GGUF" * 25
FILES = {
    "README.md": "# Name",
    "name-Q4_K_M.gguf": MODEL,
    "BF16/name-BF16-00001-of-00002.gguf": b"GGUF1",
    "BF16/name-BF16-00002-of-00002.gguf": b"GGUF2",
    "mmproj-name-F16.gguf": b"GGUF3",
}


def opened(access: HubAccess, repo: str, revision: str = "main") -> Repo:
    return answer(RepoJob("job", access, repo, revision), Opened).repo


def test_what_is_in_it(hub: HubApi, access: HubAccess) -> None:
    facts = {"total": 5_000_000, "architecture": "llama", "context_length": 2048}
    hub.add_repo("maker/name", FILES, gguf=facts, licence="mit")

    repo = opened(access, "maker/name")

    assert repo.id == "maker/name"
    assert repo.commit == COMMIT
    assert repo.summary.parameters == 5_000_000
    assert repo.summary.licence == "mit"
    assert repo.has_card
    assert not repo.gated
    sha256 = Promise.of("x.gguf", MODEL).sha256
    assert repo.variants[0].files == (RepoFile("name-Q4_K_M.gguf", 100, sha256),)
    assert [file.path for file in repo.variants[1].files] == list(FILES)[2:4]
    assert [file.path for file in repo.projectors] == ["mmproj-name-F16.gguf"]
    assert hub.asked_paths() == ["/api/models/maker/name/revision/main"]


def test_another_revision(hub: HubApi, access: HubAccess) -> None:
    commit = "f" * 40
    hub.add_repo("maker/name", FILES, commit=commit)

    assert opened(access, "maker/name", commit).commit == commit
    assert failure(RepoJob("job", access, "maker/name", "v9")).code == "hub.not_found"


def test_a_mirror_that_names_no_checksums(hub: HubApi, access: HubAccess) -> None:
    hub.add_repo("maker/name", FILES).checksums = False

    assert {file.sha256 for file in opened(access, "maker/name").variants[0].files} == {""}


@pytest.mark.parametrize("repo", ["maker/none", "none", "../x", "a--b/c", "a/b/c", "ünï/code", ""])
def test_what_is_not_there(hub: HubApi, access: HubAccess, repo: str) -> None:
    problem = failure(RepoJob("job", access, repo))

    assert problem.code in ("hub.not_found", "hub.strange")
    assert all(path.startswith("/api/models/") for path in hub.asked_paths())


def test_a_repository_without_a_model(hub: HubApi, access: HubAccess) -> None:
    hub.add_repo("maker/name", {"model.safetensors": b"x", "mmproj-x.gguf": b"x"})

    problem = failure(RepoJob("job", access, "maker/name"))

    assert problem.code == "hub.no_models"
    assert "maker/name" in problem.sentence.english()


def test_a_gated_repository_can_be_looked_into(hub: HubApi, access: HubAccess) -> None:
    hub.add_repo("maker/name", FILES, gated="manual")

    repo = opened(access, "maker/name")

    assert repo.gated
    assert repo.summary.gate is Gate.MANUAL


def test_a_gated_repository_is_open_to_those_who_agreed(
    hub: HubApi, access: HubAccess, keys: MemoryKeyring
) -> None:
    repo = hub.add_repo("maker/name", FILES, gated="auto")
    keys.kept["parley", access.address] = TOKEN

    assert opened(access, "maker/name").gated
    repo.readers.add("ada")
    assert not opened(access, "maker/name").gated


def test_a_private_repository_is_there_for_its_readers(
    hub: HubApi, access: HubAccess, keys: MemoryKeyring
) -> None:
    repo = hub.add_repo("maker/name", FILES, private=True)
    keys.kept["parley", access.address] = TOKEN

    assert failure(RepoJob("job", access, "maker/name")).code == "hub.not_found"
    repo.readers.add("ada")
    assert opened(access, "maker/name").commit == COMMIT


def test_the_gate_is_named_with_the_page_where_it_opens(hub: HubApi, access: HubAccess) -> None:
    headers = {"X-Error-Code": "GatedRepo", "X-Error-Message": "Access is restricted."}
    hub.fail("/api/models/maker/name", 403, headers)

    problem = failure(RepoJob("job", access, "maker/name"))

    assert problem.code == "hub.gated"
    assert problem.values["url"] == f"{access.address}/maker/name"
    assert problem.values["repo"] == "maker/name"
