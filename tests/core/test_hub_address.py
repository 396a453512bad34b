"""What is pasted leads to a repository, or is taken for words to search for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.hub_address import HubAddress, hub_address

MIRROR = "https://hub.example.org:8443/hf"
REPO = "Qwen/Qwen3-4B-GGUF"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (REPO, HubAddress(REPO)),
        (f"  {REPO}\n", HubAddress(REPO)),
        (f'"{REPO}"', HubAddress(REPO)),
        (f"{REPO}:Q4_K_M", HubAddress(REPO, "Q4_K_M")),
        (f"{REPO}:latest", HubAddress(REPO)),
        (f"{REPO}:Qwen3-4B-Q8_0.gguf", HubAddress(REPO, file="Qwen3-4B-Q8_0.gguf")),
        (f"https://huggingface.co/{REPO}", HubAddress(REPO)),
        (f"https://huggingface.co/{REPO}/", HubAddress(REPO)),
        (f"http://www.huggingface.co/{REPO}?library=llama-cpp#files", HubAddress(REPO)),
        (f"huggingface.co/{REPO}", HubAddress(REPO)),
        (f"hf.co/{REPO}:Q4_K_M", HubAddress(REPO, "Q4_K_M")),
        (f"https://hf.co/{REPO}:UD-Q4_K_XL", HubAddress(REPO, "UD-Q4_K_XL")),
        (f"hf://{REPO}", HubAddress(REPO)),
        (f"hf://{REPO}/a/x.gguf", HubAddress(REPO, file="a/x.gguf")),
        (
            f"https://huggingface.co/{REPO}/blob/main/x-Q4_K_M.gguf",
            HubAddress(REPO, file="x-Q4_K_M.gguf"),
        ),
        (
            f"https://huggingface.co/{REPO}/resolve/refs%2Fpr%2F3/BF16/x%20y.gguf?download=true",
            HubAddress(REPO, file="BF16/x y.gguf", revision="refs/pr/3"),
        ),
        (f"https://huggingface.co/{REPO}/tree/v2", HubAddress(REPO, revision="v2")),
        (f"https://huggingface.co/{REPO}/tree/main/BF16", HubAddress(REPO)),
        (f"https://huggingface.co/{REPO}/blob/main/README.md", HubAddress(REPO)),
        (f"https://huggingface.co/{REPO}/discussions/4", HubAddress(REPO)),
        (f"https://huggingface.co/{REPO}?show_file_info=x.gguf", HubAddress(REPO, file="x.gguf")),
        (f"https://hf-mirror.com/{REPO}/tree/main", HubAddress(REPO)),
        (f"{MIRROR}/{REPO}/blob/main/x.gguf", HubAddress(REPO, file="x.gguf")),
        (f"ollama run hf.co/{REPO}:Q4", HubAddress(REPO, "Q4")),
        (f"ollama pull huggingface.co/{REPO}", HubAddress(REPO)),
        (f"llama-server -hf {REPO}:Q8_0 --jinja", HubAddress(REPO, "Q8_0")),
        (f"llama-cli --hf-repo {REPO} --hf-file x.gguf", HubAddress(REPO)),
        (f"hf download {REPO} x.gguf", HubAddress(REPO, file="x.gguf")),
    ],
)
def test_what_names_a_model(text: str, expected: HubAddress) -> None:
    assert hub_address(text, MIRROR) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "qwen3",
        "qwen 3 4b",
        "coding / writing",
        "small/fast model for poems",
        "https://github.com/ggml-org/llama.cpp",
        "https://github.com/ggml-org/llama.cpp/blob/master/x.gguf",
        f"https://huggingface.co.evil.example/{REPO}",
        f"https://huggingface.co@evil.example/{REPO}",
        f"ftp://huggingface.co/{REPO}",
        f"file:///{REPO}",
        "https://huggingface.co/datasets/squad",
        "https://huggingface.co/spaces/a/b",
        "https://huggingface.co/models?search=qwen",
        "https://huggingface.co/Qwen",
        "https://huggingface.co/",
        "https://huggingface.co/../etc/passwd",
        "https://huggingface.co/%2e%2e/x",
        f"https://huggingface.co/{REPO}/blob/main/../../x.gguf",
        f"https://huggingface.co/{REPO}/blob/main/%2e%2e/x.gguf",
        f"https://huggingface.co/{REPO}/blob/main/a%5C..%5Cx.gguf",
        f"https://huggingface.co/{REPO}/blob/..%2F../x.gguf",
        f"https://huggingface.co/{REPO}/blob/main/x%00.gguf",
        "https://[huggingface.co/a/b",
        "https://huggingface.co:port/a/b:1:2",
        "../x",
        "a/..",
        "a/b/c",
        "/a/b",
        "a//b",
        "-a/b",
        "a--b/c",
        "a/b.git",
        "a/b:",
        "a/b:../c",
        "a/b\x00",
        "ünïcode/näme",
        f"rm {REPO}",
        "ollama run llama3.2",
        "a/" + "b" * 95,
        "https://huggingface.co/a/b?" + "x" * 5000,
    ],
)
def test_what_does_not(text: str) -> None:
    assert hub_address(text, MIRROR) is None


STEPS = st.lists(
    st.sampled_from([
        "maker", "name", "x.gguf", "resolve", "blob", "main", "..", ".", "", "%2e%2e", "..%2F",
        "a%5C..%5Cb", "\\..", "%00", "\n", "name:Q4_K_M", "name:../x", "?show_file_info=../x.gguf",
    ]),
    min_size=2,
)  # fmt: skip
"""Nearly addresses: by chance alone hardly any text is one."""


@given(
    st.one_of(
        st.text(),
        STEPS.map("/".join),
        STEPS.map(lambda steps: f"https://huggingface.co/maker/{'/'.join(steps)}"),
    )
)
def test_whatever_is_pasted_leads_nowhere_else(text: str) -> None:
    found = hub_address(text)

    if found is not None:
        assert found.repo.count("/") == 1
        for path in (found.repo, found.file, found.revision):
            assert ".." not in path.split("/")
            assert not path.startswith("/")
            assert path.isprintable()
