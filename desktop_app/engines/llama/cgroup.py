"""What a container or a service may use of this computer: the limits of Linux' control groups.

Both versions are read (kernel documentation: admin-guide/cgroup-v2, cgroup-v1/memory,
scheduler/sched-bwc). A limit holds for everything below it, so the tightest on the way up counts.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path("/")

_NO_LIMIT = 1 << 62
"""Version 1 writes the largest number of pages where there is no limit."""


@dataclass(frozen=True, slots=True)
class Limit:
    """Bytes of memory: how many are allowed, and how many of them are free."""

    total: int
    free: int


def memory_limit(root: Path = ROOT) -> Limit | None:
    """The limit that leaves the least memory free; None when there is none."""
    limits = [
        limit
        for version, folder in _folders(root, "memory")
        if (limit := _memory(version, folder)) is not None
    ]
    return min(limits, key=lambda limit: limit.free, default=None)


def processor_limit(root: Path = ROOT) -> float | None:
    """How many processors may be used at once, 1.5 for instance; None when it is not limited."""
    shares = [
        share
        for version, folder in _folders(root, "cpu")
        if (share := _processors(version, folder)) is not None
    ]
    return min(shares, default=None)


def _folders(root: Path, controller: str) -> Iterator[tuple[int, Path]]:
    """The groups of this process, from its own up, each with its version."""
    for line in _text(root / "proc/self/cgroup").splitlines():
        _, _, rest = line.partition(":")
        controllers, _, path = rest.partition(":")
        if not controllers:
            # Where both versions are mounted, the second has a folder of its own.
            tops = [root / "sys/fs/cgroup", root / "sys/fs/cgroup/unified"]
            version = 2
        elif controller in controllers.split(","):
            tops = [root / "sys/fs/cgroup" / controller, root / "sys/fs/cgroup" / controllers]
            version = 1
        else:
            continue
        for top in dict.fromkeys(tops):
            group = top / path.lstrip("/")
            # In a container the path may be the host's, while its own group is the topmost here.
            for folder in (group, *group.parents):
                if folder.is_relative_to(top) and folder.is_dir():
                    yield version, folder


def _memory(version: int, folder: Path) -> Limit | None:
    if version == 2:
        bounds = [_number(folder / name) for name in ("memory.max", "memory.high")]
        used = _number(folder / "memory.current")
        prefix = ""
    else:
        bounds = [_number(folder / "memory.limit_in_bytes")]
        used = _number(folder / "memory.usage_in_bytes")
        prefix = "total_"
    total = min((bound for bound in bounds if bound is not None), default=_NO_LIMIT)
    if total >= _NO_LIMIT or used is None:
        return None
    # Pages of files are given up when memory gets scarce, so they count as free.
    used -= _of_files(folder / "memory.stat", prefix)
    return Limit(total, max(0, total - max(0, used)))


def _of_files(path: Path, prefix: str) -> int:
    names = (f"{prefix}active_file", f"{prefix}inactive_file")
    pairs = (line.split() for line in _text(path).splitlines())
    return sum(int(pair[1]) for pair in pairs if len(pair) == 2 and pair[0] in names)


def _processors(version: int, folder: Path) -> float | None:
    if version == 2:
        quota, _, period = _text(folder / "cpu.max").strip().partition(" ")
    else:
        quota = _text(folder / "cpu.cfs_quota_us").strip()
        period = _text(folder / "cpu.cfs_period_us").strip()
    if quota.isdigit() and period.isdigit() and int(period):
        return int(quota) / int(period)
    return None


def _number(path: Path) -> int | None:
    text = _text(path).strip()
    return int(text) if text.isdigit() else None


def _text(path: Path) -> str:
    try:
        return path.read_text()
    except (OSError, ValueError):
        return ""
