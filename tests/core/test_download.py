"""The queue outlives a restart, and nothing that a repository is called leads out of the folder."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.core.download import DownloadQueue, Order, Parcel, Stage, parcel_of
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.hub import Repo, RepoFile, RepoSummary, Variant
from desktop_app.core.hub_access import HubAccess

COMMIT = "5a" * 20
ACCESS = HubAccess("https://hub.invalid")
MODEL = RepoFile("Tiny-Q4_K_M.gguf", 1000, "aa" * 32)
EYES = RepoFile("sub dir/mmproj-F16.gguf", 200, "bb" * 32)


def repo(*variants: Variant, id: str = "maker/Tiny-4B-GGUF") -> Repo:
    return Repo(RepoSummary(id), COMMIT, variants)


def parcel(folder: Path, *files: RepoFile, projector: RepoFile | None = None) -> Parcel:
    variant = Variant("Q4_K_M", "Q4_K_M", files or (MODEL,))
    return parcel_of(repo(variant), variant, projector, folder, ACCESS)


def refusal(folder: Path, *paths: str) -> str:
    """The code of the problem with files that are called so."""
    files = [replace(MODEL, path=path) for path in paths]
    with pytest.raises(ParleyError) as told:
        parcel(folder, *files)
    assert "{" not in told.value.problem.sentence.english()
    return told.value.problem.code


def test_a_model_and_its_projector_are_one_parcel(tmp_path: Path) -> None:
    made = parcel(tmp_path, projector=EYES)
    repository = tmp_path / "models--maker--Tiny-4B-GGUF"
    snapshot = repository / "snapshots" / COMMIT
    eyes, model = made.files
    assert made.title == "Tiny 4B · Q4_K_M"
    assert made.size == 1200
    assert made.model == model.link == str(snapshot / "Tiny-Q4_K_M.gguf")
    assert eyes.link == str(snapshot / "sub dir" / "mmproj-F16.gguf")
    assert model.path == str(repository / "blobs" / ("aa" * 32))
    assert model.ours
    assert eyes.url == (
        f"https://hub.invalid/maker/Tiny-4B-GGUF/resolve/{COMMIT}/sub%20dir/mmproj-F16.gguf"
    )


def test_what_is_loaded_comes_last(tmp_path: Path) -> None:
    parts = [replace(MODEL, path=f"big-0000{number}-of-00003.gguf") for number in (1, 2, 3)]
    made = parcel(tmp_path, *parts)
    assert [Path(file.link).name[5:9] for file in made.files] == ["0002", "0003", "0001"]
    assert made.model.endswith("big-00001-of-00003.gguf")


def test_a_checksum_in_capitals_is_the_same(tmp_path: Path) -> None:
    made = parcel(tmp_path, replace(MODEL, sha256="AA" * 32))
    assert made == parcel(tmp_path)


@pytest.mark.parametrize("sha256", ["", "aa", "../" * 21 + "a", "g" * 64])
def test_a_file_without_a_checksum_is_not_fetched(tmp_path: Path, sha256: str) -> None:
    with pytest.raises(ParleyError) as told:
        parcel(tmp_path, replace(MODEL, sha256=sha256))
    assert told.value.problem.code == "hub.no_checksum"
    assert told.value.problem.values == {"host": "hub.invalid", "name": "Tiny-Q4_K_M.gguf"}


@pytest.mark.parametrize(
    "path",
    [
        "../a.gguf",
        "a/../../b.gguf",
        "a/./b.gguf",
        "/etc/a.gguf",
        "a//b.gguf",
        "a\\b.gguf",
        "C:a.gguf",
        "a.gguf:stream",
        "",
        "a.gguf/",
        "a.gguf.",
        "a.gguf ",
        "nul",
        "Nul.gguf",
        "a/COM1.tar.gguf",
        "com¹.gguf",
        "con .gguf",
        "a\nb.gguf",
        "a\0b.gguf",
        "a\ud800.gguf",
        "a\u202efugg.exe",
        "what?.gguf",
        "ä" * 128,
    ],
)
def test_a_hostile_name_is_refused(tmp_path: Path, path: str) -> None:
    assert refusal(tmp_path, path) == "hub.unsafe_name"


@pytest.mark.parametrize(
    "paths",
    [
        ("a.gguf", "A.gguf"),
        ("a.gguf", "a.gguf"),
        ("sub/a.gguf", "Sub/A.gguf"),
        ("straße.gguf", "STRASSE.gguf"),
        ("\u00e4.gguf", "a\u0308.gguf"),
        ("a", "a/b.gguf"),
        ("a/b.gguf", "A"),
    ],
)
def test_two_names_that_are_one_elsewhere_are_refused(
    tmp_path: Path, paths: tuple[str, ...]
) -> None:
    assert refusal(tmp_path, *paths) == "hub.unsafe_name"


@pytest.mark.parametrize("path", ["中文模型-Q4_K_M.gguf", "console.gguf", "a/b/c.gguf", "..a.gguf"])
def test_other_names_are_kept_as_they_are(tmp_path: Path, path: str) -> None:
    made = parcel(tmp_path, replace(MODEL, path=path))
    assert Path(made.model).relative_to(tmp_path).parts[3:] == tuple(path.split("/"))


@pytest.mark.parametrize("id", ["../x", "a/..", "a/b/c", "/a", "a--b/c", "", "a/b c", "a\\b", "."])
def test_a_hostile_repository_is_refused(tmp_path: Path, id: str) -> None:
    variant = Variant("Q4_K_M", "Q4_K_M", (MODEL,))
    with pytest.raises(ParleyError) as told:
        parcel_of(repo(variant, id=id), variant, None, tmp_path, ACCESS)
    assert told.value.problem.code == "hub.unsafe_name"


@pytest.mark.parametrize("commit", ["..", "", "main/../..", "a" * 65])
def test_a_hostile_commit_is_refused(tmp_path: Path, commit: str) -> None:
    variant = Variant("Q4_K_M", "Q4_K_M", (MODEL,))
    with pytest.raises(ParleyError) as told:
        parcel_of(replace(repo(variant), commit=commit), variant, None, tmp_path, ACCESS)
    assert told.value.problem.code == "hub.unsafe_name"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "downloads.json"


def test_there_is_nothing_at_first(path: Path) -> None:
    queue = DownloadQueue.load(path)
    assert queue.orders() == ()
    assert queue.problems == []
    assert not path.exists()


def test_the_queue_outlives_a_restart(path: Path, tmp_path: Path) -> None:
    queue = DownloadQueue.load(path)
    problem = Problem("fetch.offline", {"host": "hub.invalid"}, "no route")
    first = Order(parcel(tmp_path, projector=EYES), Stage.FAILED, problem)
    second = Order(parcel(tmp_path, replace(MODEL, path="b.gguf")), Stage.PAUSED)
    queue.put(first)
    queue.put(second)
    again = DownloadQueue.load(path)
    assert again.orders() == (first, second)
    assert again.orders()[0].problem == problem
    assert again.problems == []


def test_what_was_being_fetched_waits_again(path: Path, tmp_path: Path) -> None:
    order = Order(parcel(tmp_path), Stage.FETCHING)
    DownloadQueue.load(path).put(order)
    assert DownloadQueue.load(path).orders() == (replace(order, stage=Stage.WAITING),)


def test_an_order_keeps_its_place(path: Path, tmp_path: Path) -> None:
    queue = DownloadQueue.load(path)
    first = Order(parcel(tmp_path))
    second = Order(parcel(tmp_path, replace(MODEL, path="b.gguf")))
    told: list[str] = []
    queue.changed.append(told.append)
    for order in (first, second, replace(first, stage=Stage.DONE)):
        queue.put(order)
    assert queue.orders() == (replace(first, stage=Stage.DONE), second)
    queue.remove(first.parcel.id)
    queue.remove(first.parcel.id)
    assert queue.orders() == DownloadQueue.load(path).orders() == (second,)
    ids = (first.parcel.id, second.parcel.id)
    assert told == [ids[0], ids[1], ids[0], ids[0]]


def test_an_order_is_given_another_place(path: Path, tmp_path: Path) -> None:
    queue = DownloadQueue.load(path)
    names = ("a.gguf", "b.gguf", "c.gguf")
    first, second, third = (Order(parcel(tmp_path, replace(MODEL, path=name))) for name in names)
    for order in (first, second, third):
        queue.put(order)
    queue.move(third.parcel.id, 0)
    assert queue.orders() == (third, first, second)
    queue.move(third.parcel.id, 1)
    queue.move("of none", 0)
    assert queue.orders() == DownloadQueue.load(path).orders() == (first, third, second)


def damaged(whole: str) -> list[str]:
    """Contents that are no queue, made of a good one."""
    values = json.loads(whole)
    order = values["orders"][0]
    others: list[object] = [
        {**values, "version": 2},
        {**values, "orders": 5},
        {**values, "orders": [{**order, "stage": "sideways"}]},
        {**values, "orders": [{**order, "parcel": {**order["parcel"], "id": 7}}]},
        {**values, "orders": [{**order, "parcel": {**order["parcel"], "files": [[]]}}]},
        {**values, "orders": [{**order, "problem": "none"}]},
        [],
        None,
    ]
    return ["", "{", whole[:-9], "[" * 100_000, *map(json.dumps, others)]


def test_a_damaged_queue_is_set_aside(path: Path, tmp_path: Path) -> None:
    DownloadQueue.load(path).put(Order(parcel(tmp_path)))
    for number, content in enumerate(damaged(path.read_text()), 1):
        path.write_text(content)
        queue = DownloadQueue.load(path)
        assert queue.orders() == ()
        (problem,) = queue.problems
        assert problem.code == "downloads.damaged"
        aside = path.with_name(f"downloads.damaged-{number}.json")
        assert problem.values["name"] == aside.name
        assert aside.read_text() == content
        assert not path.exists()


def test_bytes_that_are_no_text(path: Path) -> None:
    path.write_bytes(b"\xff\xfe\x00")
    assert [problem.code for problem in DownloadQueue.load(path).problems] == ["downloads.damaged"]


def test_a_queue_that_cannot_be_read(path: Path) -> None:
    path.mkdir()
    assert [problem.code for problem in DownloadQueue.load(path).problems] == ["downloads.damaged"]


def test_a_problem_that_only_a_newer_parley_knows(path: Path, tmp_path: Path) -> None:
    order = Order(parcel(tmp_path), Stage.FAILED, Problem("fetch.offline", {"host": "a"}))
    DownloadQueue.load(path).put(order)
    path.write_text(path.read_text().replace("fetch.offline", "fetch.sunspots"))
    (read,) = DownloadQueue.load(path).orders()
    assert read.problem is not None
    assert read.problem.code == "internal"


def test_a_queue_that_cannot_be_saved_still_counts(path: Path, tmp_path: Path) -> None:
    queue = DownloadQueue.load(tmp_path / "gone" / "downloads.json")
    told: list[str] = []
    queue.changed.append(told.append)
    order = Order(parcel(tmp_path))
    with pytest.raises(ParleyError) as problem:
        queue.put(order)
    assert problem.value.problem.code == "downloads.failed"
    assert queue.orders() == (order,)
    assert told == [order.parcel.id]


@pytest.mark.parametrize(
    ("revision", "ref"),
    [("main", "main"), ("refs/pr/2", "refs/pr/2"), (COMMIT, ""), ("../../x", ""), ("/etc/x", "")],
)
def test_a_commit_is_called_as_it_was_asked_for(tmp_path: Path, revision: str, ref: str) -> None:
    variant = Variant("Q4_K_M", "Q4_K_M", (MODEL,))
    asked = replace(repo(variant), revision=revision)
    (file,) = parcel_of(asked, variant, None, tmp_path, ACCESS).files
    assert file.ref == ref


@pytest.mark.parametrize(
    ("field", "place"),
    [("path", "elsewhere/x"), ("link", "elsewhere/x"), ("link", "{repo}/snapshots/../../x")],
)
def test_a_queue_that_leads_out_of_the_cache_is_set_aside(
    tmp_path: Path, field: str, place: str
) -> None:
    kept = tmp_path / "downloads.json"
    DownloadQueue.load(kept).put(Order(parcel(tmp_path)))
    document = json.loads(kept.read_text())
    repository = tmp_path / "models--maker--Tiny-4B-GGUF"
    hostile = str(tmp_path / place.format(repo=repository))
    document["orders"][0]["parcel"]["files"][0][field] = hostile
    kept.write_text(json.dumps(document))
    queue = DownloadQueue.load(kept)
    assert queue.orders() == ()
    assert [problem.code for problem in queue.problems] == ["downloads.damaged"]
