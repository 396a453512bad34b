import json
import mmap
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from desktop_app.engines.llama import memory
from desktop_app.engines.llama.cgroup import Limit
from desktop_app.engines.llama.memory import Memory, bytes_of_status, main_memory, own_bytes
from tests.load_cycles import Cycle

ROOT = Path(__file__).resolve().parents[3]
MIB = 1 << 20

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="counted by Linux' own files")


def test_what_belongs_to_no_file() -> None:
    status = "VmRSS:\t  900 kB\nRssAnon:\t  300 kB\nRssFile:\t  595 kB\nRssShmem:\t    5 kB\n"

    assert bytes_of_status(status) == 305 * 1024


@on_linux
def test_memory_that_is_used_is_this_processs_own() -> None:
    before = own_bytes()
    # Pages of its own: what the tests before have freed would be used again otherwise.
    with mmap.mmap(-1, 64 * MIB) as used:
        for page in range(0, len(used), mmap.PAGESIZE):
            used[page] = 1

        assert own_bytes() - before >= len(used) * 0.95


@on_linux
def test_a_container_has_less_than_the_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    limit = Limit(total=100 * MIB, free=40 * MIB)
    monkeypatch.setattr(memory, "memory_limit", lambda: limit)
    assert main_memory() == Memory(free=40 * MIB, total=100 * MIB)

    huge = Limit(total=1 << 60, free=1 << 59)
    monkeypatch.setattr(memory, "memory_limit", lambda: huge)
    assert main_memory().total == psutil.virtual_memory().total


@on_linux
@pytest.mark.model
def test_loading_and_unloading_ten_times_takes_no_more_than_once(starter_model: Path) -> None:
    command = [sys.executable, "-m", "tests.load_cycles", str(starter_model), "10"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    cycles = [Cycle(**json.loads(line)) for line in told.stdout.splitlines()]
    first, second, *_, last = cycles

    assert len(cycles) == 10
    assert last.loaded < first.loaded * 1.05
    assert last.unloaded < first.unloaded * 1.05
    assert last.unloaded < second.unloaded + 4 * MIB, "not a little each time either"
    took = last.own_loaded - last.own_before
    kept = last.own_unloaded - first.own_before
    assert took > 30 * MIB
    assert kept < took / 8, "the memory is the system's again"
