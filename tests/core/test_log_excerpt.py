"""What of a log may leave the computer: nothing but what is known to be harmless."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.log_excerpt import LINES, log_excerpt, told_problems

HOME = "/home/zoë ünal"


@pytest.mark.parametrize(
    ("line", "harmless"),
    [
        (
            "2026-03-01 12:00:00,123 WARNING notices:88 problem model.too_big",
            "2026-03-01 12:00:00 WARNING notices:88 problem model.too_big",
        ),
        (
            f"2026-03-01 12:00:00,123 INFO reader:12 {HOME}/cat.jpg: Zoë's cat",
            "2026-03-01 12:00:00 INFO reader:12",
        ),
        ("2026-03-01 12:00:00,123 WARNING older words", "2026-03-01 12:00:00 WARNING"),
        ("2026-03-01 12:00:00,1 WARNING problem of.mine", "2026-03-01 12:00:00 WARNING"),
        ("Traceback (most recent call last):", "Traceback (most recent call last):"),
        (
            f'  File "{HOME}/src/desktop_app/engines/llama/chat.py", line 12, in run',
            "  desktop_app/engines/llama/chat.py:12 in run",
        ),
        (
            '  File "C:\\Users\\Zoë\\lib\\site-packages\\jinja2\\lexer.py", line 9 in <lambda>',
            "  site-packages/jinja2/lexer.py:9 in <lambda>",
        ),
        ('  File "/usr/lib/python3.12/queue.py", line 9 in get', "  python3.12/queue.py:9 in get"),
        (f'  File "{HOME}/mine.py", line 3, in secret_plan', "  …:3"),
        ('  File "<string>", line 3, in f', "  …:3"),
        ("ValueError: what Zoë wrote", "ValueError"),
        ("jinja2.exceptions.UndefinedError: 'x'", "jinja2.exceptions.UndefinedError"),
        ("Zoë: what she wrote", ""),
        ("sys.exit", ""),
        ("Fatal Python error: Segmentation fault", "fatal: Segmentation fault"),
        ("Fatal Python error: Zoë's own words", ""),
        ("Current thread 0x00007f (most recent call first):", "Thread (most recent call first):"),
        (
            f"{HOME}/ggml/src/ggml.c:123: GGML_ASSERT(a >= 0) failed",
            "ggml.c:123 GGML_ASSERT(a >= 0) failed",
        ),
        (f"{HOME}/ggml-cuda.cu:99: CUDA error for Zoë", "ggml-cuda.cu:99"),
        (
            "ggml_backend_cuda_buffer_type_alloc_buffer: allocating 512.00 MiB on device 0: "
            "cudaMalloc failed: out of memory",
            "ggml_backend_cuda_buffer_type_alloc_buffer: 512.00 MiB, cudaMalloc failed, "
            "out of memory",
        ),
        (f"llama_model_load: error loading model: {HOME}/a.gguf", "llama_model_load"),
        ("Dear Zoë, thank you for the letter.", ""),
        ("", ""),
    ],
)
def test_of_a_line_only_what_is_known_to_be_harmless(line: str, harmless: str) -> None:
    assert log_excerpt(line) == ([harmless] if harmless else [])


def test_what_is_left_out_is_counted() -> None:
    text = "Dear Zoë\n\nhow are you\nValueError: you\nfine\nKeyError\nbye"
    assert log_excerpt(text) == [
        "(3 left out)",
        "ValueError",
        "(1 left out)",
        "KeyError",
        "(1 left out)",
    ]


def test_the_last_lines_count() -> None:
    lines = log_excerpt("".join(f"ggml.c:{number}: x\n" for number in range(500)))
    assert len(lines) == LINES
    assert lines[-1] == "ggml.c:499"


def test_problems_by_their_time_and_code() -> None:
    text = (
        "2026-03-01 12:00:00,123 WARNING problem_log:9 problem model.too_big\n"
        "2026-03-01 12:00:01,123 INFO problem_log:9 what somebody wrote\n"
        "problem model.missing\n"
        "2026-03-01 12:00:02,123 WARNING problem_log:9 problem no.such\n"
        "2026-03-01 12:00:03,123 WARNING problem_log:9 problem internal\n"
    )
    assert told_problems(text) == [
        "2026-03-01 12:00:00 model.too_big",
        "2026-03-01 12:00:03 internal",
    ]


SECRET = "Zqxv"
LINE_FORMS = (
    "{}",
    "2026-03-01 12:00:00,123 INFO scribe:9 {}",
    "2026-03-01 12:00:00,123 INFO {}",
    "2026-03-01 12:00:00,123 WARNING problem_log:9 problem {}",
    "ValueError: {}",
    "{}: ValueError",
    "desktop_app.core.errors.ParleyError: {}",
    '  File "/home/{}/desktop_app/core/scribe.py", line 3, in save',
    '  File "C:\\Users\\{}\\site-packages\\jinja2\\a.py", line 3 in save',
    '  File "/home/me/{}.py", line 3, in save',
    "    raise ValueError('{}')",
    "/home/{}/ggml.c:3: GGML_ASSERT(x) failed",
    "/home/me/ggml.c:3: {}",
    "llama_model_load: error: {} out of memory",
    "Fatal Python error: {}",
    "{} (most recent call last):",
)


@given(st.lists(st.tuples(st.sampled_from(LINE_FORMS), st.text(max_size=20)), max_size=8))
def test_nothing_that_somebody_wrote_gets_through(lines: list[tuple[str, str]]) -> None:
    text = "\n".join(form.format(f"{SECRET}{words}{SECRET}") for form, words in lines)
    assert SECRET.lower() not in "\n".join(log_excerpt(text)).lower()
    assert SECRET.lower() not in "\n".join(told_problems(text)).lower()
