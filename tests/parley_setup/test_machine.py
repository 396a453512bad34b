"""For which cards llama.cpp is built: those that are here, or the one that is named."""

import pytest

from parley_setup import machine as module
from parley_setup.console import SetupError
from parley_setup.machine import VARIANT, Machine


@pytest.fixture(autouse=True)
def bare(monkeypatch) -> None:
    """A computer without cards, and without tools for any."""
    monkeypatch.delenv(VARIANT, raising=False)
    monkeypatch.setattr(module, "_nvcc_version", lambda: "")
    monkeypatch.setattr(module, "_has_card", lambda: False)
    monkeypatch.setattr(module, "_vulkan", lambda: False)


def test_nothing_is_named() -> None:
    assert Machine.here() == Machine.bare()
    assert not Machine.bare().cuda
    assert not Machine.bare().vulkan


def test_a_card_that_is_named_need_not_be_here(monkeypatch) -> None:
    monkeypatch.setenv(VARIANT, "cuda")
    monkeypatch.setattr(module, "_nvcc_version", lambda: "12.9")
    here = Machine.here()
    assert (here.cuda, here.vulkan) == ("12.9", False)


def test_what_is_named_outdoes_what_is_here(monkeypatch) -> None:
    monkeypatch.setenv(VARIANT, "vulkan")
    monkeypatch.setattr(module, "_nvcc_version", lambda: "12.9")
    monkeypatch.setattr(module, "_has_card", lambda: True)
    here = Machine.here()
    assert (here.cuda, here.vulkan) == ("", True)


def test_without_its_compiler_there_is_no_build_for_cuda(monkeypatch) -> None:
    """A build for the processor alone, under the name of one for a card, would be worse."""
    monkeypatch.setenv(VARIANT, "cuda")
    with pytest.raises(SetupError, match="no nvcc"):
        Machine.here()


def test_a_card_that_nobody_knows(monkeypatch) -> None:
    monkeypatch.setenv(VARIANT, "voodoo")
    with pytest.raises(SetupError, match=r"voodoo.*\n.*cuda or vulkan"):
        Machine.here()
