from collections.abc import Iterator

import psutil
import pytest


@pytest.fixture
def no_child_left() -> Iterator[None]:
    """Fails a test that leaves a child process behind.

    multiprocessing's resource tracker is no child of ours: one a program, it ends with it.
    """
    yield
    children = [child for child in psutil.Process().children() if _is_engine(child)]
    for child in children:
        child.kill()
    assert not children


def _is_engine(process: psutil.Process) -> bool:
    try:
        return "resource_tracker" not in " ".join(process.cmdline())
    except psutil.NoSuchProcess:
        return False
