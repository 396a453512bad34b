import pytest

from desktop_app.engines.device_loss import lost_device

CARD = "NVIDIA GeForce RTX 4070"

# How ggml and C++ say it, from their sources.
CUDA = "/src/ggml/src/ggml-cuda/ggml-cuda.cu:109: CUDA error\n"
RPC = "/src/ggml/src/ggml-rpc/ggml-rpc.cpp:569: Remote RPC server crashed\n"
WINDOWS = "C:\\src\\ggml\\src\\ggml-cuda\\ggml-cuda.cu:109: CUDA error\n"
VULKAN = "terminate called after throwing an instance of 'vk::DeviceLostError'\n  what():  lost\n"
MEMORY = "terminate called after throwing an instance of 'std::bad_alloc'\n"
VOCABULARY = "/src/src/llama-vocab.cpp:2544: GGML_ASSERT(id_to_token.size() > 0) failed\n"
PYTHON = (
    "Fatal Python error: Aborted\n\nThread 0x00007fa99ffff6c0 (most recent call first):\n"
    '  File "/app/engines/llama/model.py", line 48 in load_model\n'
)


@pytest.mark.parametrize(
    ("log", "backend"),
    [(CUDA, "CUDA"), (RPC, "RPC"), (WINDOWS, "CUDA"), (VULKAN, "Vulkan")],
)
def test_what_was_printed_last_names_the_device(log: str, backend: str) -> None:
    log = f"Loading\n{log}{PYTHON}"
    assert lost_device("SIGABRT", log, CARD) == CARD
    # While it is loaded nobody knows yet where a model goes: then it is the backend's name.
    assert lost_device("SIGABRT", log, "") == backend
    # A Vulkan driver may also end the process in its own way.
    assert lost_device(1, log, CARD) == CARD


@pytest.mark.parametrize("log", [VOCABULARY, MEMORY, CUDA + VOCABULARY])
def test_what_gave_up_elsewhere_is_no_devices_fault(log: str) -> None:
    assert lost_device("SIGABRT", log + PYTHON, CARD) == ""


@pytest.mark.parametrize("log", ["", PYTHON])
def test_a_sudden_end_without_a_word_is_the_drivers_where_there_is_one(log: str) -> None:
    assert lost_device("SIGSEGV", log, CARD) == CARD
    assert lost_device(0xC0000005, log, CARD) == CARD
    assert lost_device("SIGSEGV", log, "") == ""


@pytest.mark.parametrize("key", ["SIGTERM", "SIGBUS", 0, 3])
def test_other_ends_are_not(key: str | int) -> None:
    assert lost_device(key, "", CARD) == ""
