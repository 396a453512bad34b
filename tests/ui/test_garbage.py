"""Cycles are collected, and on no other thread than ours."""

import gc
import threading

import pytest

from desktop_app.ui.garbage import GarbageCollection


class Cycle:
    """Refers to itself, and tells on which thread it is freed."""

    def __init__(self, freed: list[int]) -> None:
        self._me = self
        self._freed = freed

    def __del__(self) -> None:
        self._freed.append(threading.get_ident())


@pytest.fixture
def collection(qtbot):
    gc.enable()
    collection = GarbageCollection()
    assert not gc.isenabled()
    return collection


def test_another_thread_frees_no_cycle_and_ours_does(collection):
    freed: list[int] = []

    def litter() -> None:
        for _ in range(2 * gc.get_threshold()[0]):
            Cycle(freed)

    thread = threading.Thread(target=litter)
    thread.start()
    thread.join()
    assert freed == []
    collection.collect()
    assert len(freed) == 2 * gc.get_threshold()[0]
    assert set(freed) == {threading.get_ident()}


def test_little_garbage_is_left_for_later(collection):
    gc.collect()
    freed: list[int] = []
    Cycle(freed)
    collection.collect()
    assert freed == []


def test_it_looks_by_itself(qtbot, collection):
    freed: list[int] = []
    for _ in range(2 * gc.get_threshold()[0]):
        Cycle(freed)
    qtbot.waitUntil(lambda: bool(freed))


def test_what_was_there_when_it_settled_is_looked_at_no_more(collection):
    freed: list[int] = []
    Cycle(freed)
    try:
        collection.settle()
        gc.collect()
        assert freed == []
    finally:
        gc.unfreeze()
    gc.collect()
    assert len(freed) == 1
