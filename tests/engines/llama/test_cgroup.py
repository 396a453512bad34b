from pathlib import Path

import pytest

from desktop_app.engines.llama.cgroup import Limit, memory_limit, processor_limit

MIB = 1 << 20


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path


def write(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text + "\n")


def test_a_computer_without_groups(root: Path) -> None:
    assert memory_limit(root) is None
    assert processor_limit(root) is None


def test_a_container_of_version_2(root: Path) -> None:
    write(
        root,
        {
            "proc/self/cgroup": "0::/",
            "sys/fs/cgroup/memory.max": str(1000 * MIB),
            "sys/fs/cgroup/memory.high": "max",
            "sys/fs/cgroup/memory.current": str(700 * MIB),
            "sys/fs/cgroup/memory.stat": f"anon 9\nactive_file {100 * MIB}\ninactive_file {MIB}",
            "sys/fs/cgroup/cpu.max": "150000 100000",
        },
    )

    assert memory_limit(root) == Limit(total=1000 * MIB, free=401 * MIB), "files count as free"
    assert processor_limit(root) == 1.5


def test_the_tightest_limit_on_the_way_up_counts(root: Path) -> None:
    write(
        root,
        {
            "proc/self/cgroup": "0::/user.slice/parley.scope",
            "sys/fs/cgroup/user.slice/parley.scope/memory.max": str(900 * MIB),
            "sys/fs/cgroup/user.slice/parley.scope/memory.current": str(100 * MIB),
            "sys/fs/cgroup/user.slice/parley.scope/cpu.max": "max 100000",
            "sys/fs/cgroup/user.slice/memory.max": "max",
            "sys/fs/cgroup/user.slice/memory.high": str(1200 * MIB),
            "sys/fs/cgroup/user.slice/memory.current": str(1000 * MIB),
            "sys/fs/cgroup/user.slice/cpu.max": "400000 100000",
        },
    )

    assert memory_limit(root) == Limit(total=1200 * MIB, free=200 * MIB)
    assert processor_limit(root) == 4


def test_version_1_beside_version_2(root: Path) -> None:
    write(
        root,
        {
            "proc/self/cgroup": "4:memory:/docker/abc\n2:cpu,cpuacct:/docker/abc\n0::/",
            "sys/fs/cgroup/unified/cgroup.procs": "1",
            "sys/fs/cgroup/memory/docker/abc/memory.limit_in_bytes": str(500 * MIB),
            "sys/fs/cgroup/memory/docker/abc/memory.usage_in_bytes": str(300 * MIB),
            "sys/fs/cgroup/memory/docker/abc/memory.stat": f"total_active_file {MIB}\nodd",
            "sys/fs/cgroup/memory/memory.limit_in_bytes": "9223372036854771712",
            "sys/fs/cgroup/memory/memory.usage_in_bytes": "1",
            "sys/fs/cgroup/cpu,cpuacct/docker/abc/cpu.cfs_quota_us": "50000",
            "sys/fs/cgroup/cpu,cpuacct/docker/abc/cpu.cfs_period_us": "100000",
            "sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us": "-1",
            "sys/fs/cgroup/cpu,cpuacct/cpu.cfs_period_us": "100000",
        },
    )

    assert memory_limit(root) == Limit(total=500 * MIB, free=201 * MIB)
    assert processor_limit(root) == 0.5


def test_in_a_container_the_path_may_be_the_hosts(root: Path) -> None:
    write(
        root,
        {
            "proc/self/cgroup": "4:memory:/docker/abc",
            "sys/fs/cgroup/memory/memory.limit_in_bytes": str(500 * MIB),
            "sys/fs/cgroup/memory/memory.usage_in_bytes": str(600 * MIB),
        },
    )

    assert memory_limit(root) == Limit(total=500 * MIB, free=0)
