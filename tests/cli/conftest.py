from collections.abc import Iterator

import pytest

from tests.engines.children import end_children


@pytest.fixture(autouse=True)
def no_child_left() -> Iterator[None]:
    """Fails a test that leaves a child process behind."""
    yield
    assert end_children() == []
