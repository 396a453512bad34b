"""Of files on the Hub comes as much as is needed to know them, and no more."""

import threading

import pytest

from desktop_app.core.engine import CancelToken, ModelOptions
from desktop_app.core.events import Finished, Reason
from desktop_app.core.hub import MOST_HEADER, CardJob, CardRead, HeaderJob, HeaderRead, RepoFile
from desktop_app.core.hub_access import HubAccess
from desktop_app.core.judgement import Fits, judge
from desktop_app.core.machine import Machine
from desktop_app.engines.hub import create
from desktop_app.engines.hub.content import MOST_CARD, without_front_matter
from desktop_app.engines.hub.remote_file import FIRST_BYTES
from tests.engines.hub.asking import QUICK, answer, failure
from tests.engines.hub.conftest import MemoryKeyring
from tests.gguf_file import Strings, gguf_bytes
from tests.hub_api import COMMIT, TOKEN, HubApi

REPO = "maker/name"
PATH = "a folder/näme-Q4_K_M.gguf"
KEYS = {"general.architecture": "llama", "llama.context_length": 4096}
TENSOR = ("blk.0.attn_q.weight", (32, 1000), 0, 128_000)

LONG = gguf_bytes({**KEYS, "tokenizer.ggml.tokens": Strings(f"word {n:9}" for n in range(250_000))})
"""A header of 5.5 million bytes."""


def job(access: HubAccess, data: bytes) -> HeaderJob:
    return HeaderJob("job", access, REPO, COMMIT, RepoFile(PATH, len(data)))


def read(hub: HubApi, access: HubAccess, data: bytes) -> HeaderRead:
    hub.add_repo(REPO, {PATH: data})
    return answer(job(access, data), HeaderRead)


def test_a_header_is_read_without_the_weights(hub: HubApi, access: HubAccess) -> None:
    data = gguf_bytes(KEYS, [TENSOR]) + bytes(20 * FIRST_BYTES)

    found = read(hub, access, data)

    assert found.header is not None
    assert found.header.context_length == 4096
    assert found.header.layer_bytes == {0: 128_000}
    assert found.fetched == FIRST_BYTES
    assert hub.asked[-1].range == f"bytes=0-{FIRST_BYTES - 1}"


def test_a_file_that_is_shorter_than_one_request(hub: HubApi, access: HubAccess) -> None:
    data = gguf_bytes(KEYS, [TENSOR])

    found = read(hub, access, data)

    assert found.header is not None
    assert found.fetched == len(data)


def test_a_long_vocabulary_comes_in_growing_pieces(hub: HubApi, access: HubAccess) -> None:
    found = read(hub, access, LONG + bytes(20 * FIRST_BYTES))

    assert found.header is not None
    assert len(LONG) <= found.fetched <= MOST_HEADER
    ranges = [asked.range for asked in hub.asked if asked.path.startswith("/cdn/")]
    mega = FIRST_BYTES
    assert ranges == [
        f"bytes=0-{mega - 1}",
        f"bytes={mega}-{3 * mega - 1}",
        f"bytes={3 * mega}-{7 * mega - 1}",
    ]


@pytest.mark.parametrize("ranges", [True, False])
def test_a_header_without_end_costs_no_more_than_is_allowed(
    hub: HubApi, access: HubAccess, ranges: bool
) -> None:
    words = Strings([" " * 9_999] * 2000)
    keys = {**KEYS, "llama.block_count": 4, "llama.embedding_length": 64}
    data = gguf_bytes({**keys, "tokenizer.ggml.tokens": words, "x": 1})
    hub.add_repo(REPO, {PATH: data})
    hub.file(REPO, PATH).ranges = ranges

    found = answer(job(access, data), HeaderRead)

    assert MOST_HEADER - 3 * FIRST_BYTES < found.fetched <= MOST_HEADER
    # What the beginning tells is enough to plan by; what it weighs the size tells.
    assert found.header is not None
    assert found.header.context_length == 4096
    assert found.header.shapes == {"token_embd.weight": (64, 2000)}
    assert 0 < found.header.weight_bytes < len(data)
    assert len(found.header.layer_bytes) == 4
    assert len(set(found.header.layer_bytes.values())) == 1
    machine = Machine(8 * 10**9, 16 * 10**9)
    assert judge([found.header], ModelOptions(""), machine).fits is Fits.MEMORY


def test_a_long_beginning_that_tells_nothing_is_no_header(hub: HubApi, access: HubAccess) -> None:
    data = gguf_bytes({"general.architecture": "x", "a": Strings([" " * 9_999] * 2000)})

    assert read(hub, access, data).header is None


def test_a_server_that_knows_ranges_no_more(hub: HubApi, access: HubAccess) -> None:
    hub.add_repo(REPO, {PATH: LONG})
    served = hub.file(REPO, PATH)
    served.hold_at = FIRST_BYTES - 100

    def change() -> None:
        hub.held.wait()
        served.ranges = False
        hub.go_on.set()

    threading.Thread(target=change).start()

    assert failure(job(access, LONG)).code == "hub.strange"


def test_a_server_that_knows_no_ranges_is_left_in_time(hub: HubApi, access: HubAccess) -> None:
    data = LONG + bytes(40 * FIRST_BYTES)
    hub.add_repo(REPO, {PATH: data})
    hub.file(REPO, PATH).ranges = False

    found = answer(job(access, data), HeaderRead)

    assert found.header is not None
    assert len(LONG) <= found.fetched < len(LONG) + 3 * FIRST_BYTES
    assert len([asked for asked in hub.asked if asked.path.startswith("/cdn/")]) == 1


@pytest.mark.parametrize("data", [b"", b"GGUF", b"PK\3\4" * 100, LONG[:-100]])
def test_what_is_no_whole_header(hub: HubApi, access: HubAccess, data: bytes) -> None:
    hub.add_repo(REPO, {PATH: data})

    assert answer(job(access, data), HeaderRead) == HeaderRead(None, len(data))


def test_a_gated_file_is_not_handed_out(hub: HubApi, access: HubAccess) -> None:
    hub.add_repo(REPO, {PATH: LONG}, gated="auto")

    problem = failure(job(access, LONG))

    assert problem.code == "hub.gated"
    assert problem.values["url"] == f"{access.address}/{REPO}"


def test_the_token_is_shown_to_the_hub_alone(
    hub: HubApi, access: HubAccess, keys: MemoryKeyring
) -> None:
    data = gguf_bytes(KEYS)
    hub.add_repo(REPO, {PATH: data}, gated="auto").readers.add("ada")
    keys.kept["parley", access.address] = TOKEN

    assert answer(job(access, data), HeaderRead).header is not None

    shown = {asked.path[:5]: asked.headers.get("authorization") for asked in hub.asked}
    assert shown == {"/make": f"Bearer {TOKEN}", "/cdn/": None}


def test_a_file_that_is_gone(hub: HubApi, access: HubAccess) -> None:
    hub.add_repo(REPO, {"other.gguf": b"GGUF"})

    assert failure(job(access, b"GGUF")).code == "hub.not_found"


def test_a_file_that_changes_in_between(hub: HubApi, access: HubAccess) -> None:
    hub.add_repo(REPO, {PATH: LONG})
    served = hub.file(REPO, PATH)
    served.hold_at = FIRST_BYTES - 100

    def change() -> None:
        hub.held.wait()
        served.etag = '"another"'
        hub.go_on.set()

    threading.Thread(target=change).start()

    assert failure(job(access, LONG)).code == "hub.strange"


def test_a_stop_in_the_midst_of_a_file(hub: HubApi, access: HubAccess) -> None:
    hub.add_repo(REPO, {PATH: LONG})
    hub.file(REPO, PATH).hold_at = 1000
    cancel = CancelToken()

    def stop() -> None:
        hub.held.wait()
        cancel.set()

    threading.Thread(target=stop).start()
    events = list(create(QUICK).run(job(access, LONG), cancel))

    assert not hub.go_on.is_set()
    assert events == [Finished(Reason.CANCELLED)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\nlicense: mit\n---\n\n# Name\n", "# Name\n"),
        ("\ufeff---\r\nlicense: mit\r\n---\r\n# Näme", "# Näme"),
        ("# Name\n\n---\n\nrule\n", "# Name\n\n---\n\nrule\n"),
        ("---\nno end", "---\nno end"),
        ("", ""),
    ],
)
def test_a_card(hub: HubApi, access: HubAccess, text: str, expected: str) -> None:
    hub.add_repo(REPO, {"README.md": text, "x.gguf": b"GGUF"})

    assert answer(CardJob("job", access, REPO, COMMIT), CardRead).text == expected
    assert len(hub.asked) == 1


def test_a_card_of_any_length_is_cut(hub: HubApi, access: HubAccess) -> None:
    hub.add_repo(REPO, {"README.md": "x" * (3 * MOST_CARD)})

    assert len(answer(CardJob("job", access, REPO, COMMIT), CardRead).text) == MOST_CARD


def test_a_card_that_is_no_text(hub: HubApi, access: HubAccess) -> None:
    hub.add_repo(REPO, {"README.md": b"\xff\xfe\0"})

    assert answer(CardJob("job", access, REPO, COMMIT), CardRead).text == "\ufffd\ufffd\0"


def test_a_card_that_is_not_there(hub: HubApi, access: HubAccess) -> None:
    hub.add_repo(REPO, {"x.gguf": b"GGUF"})

    assert failure(CardJob("job", access, REPO, COMMIT)).code == "hub.not_found"


def test_front_matter_needs_its_own_lines() -> None:
    assert without_front_matter("----\nx\n----\ny") == "----\nx\n----\ny"
    assert without_front_matter("---\na: '---'\n---\ny") == "y"
