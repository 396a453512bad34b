"""What of a log may leave the computer: places in the code, kinds of errors, codes of problems.

A log can hold anything: a path, a name, the text of an exception that quotes what somebody wrote.
So nothing is crossed out here. Each line is read for what is known to be harmless, and only that is
written down; of the others it is said how many there were.
"""

import builtins
import re
from collections.abc import Callable, Iterable, Iterator

from desktop_app.core.errors import KINDS

LINES = 40
"""At most so many lines of each log."""

# As `log_format` has them.
_TIMED = re.compile(
    r"(?P<time>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)\S* (?P<level>DEBUG|INFO|WARNING|ERROR|CRITICAL)"
    r"(?: (?P<place>[a-z_]+:\d+))?(?: (?P<words>.*))?"
)
_PROBLEM = re.compile(r"problem (?P<code>[a-z_.]+)")
_FRAME = re.compile(r'\s*File "(?P<path>.*)", line (?P<line>\d+),? in (?P<name>[\w.<>]+)\s*')
_ERROR = re.compile(r"(?P<kind>[A-Za-z_][\w.]*)(?:: .*)?")
_NATIVE = re.compile(
    r"(?:.*[/\\])?(?P<place>[\w.-]+\.(?:c|cc|cpp|cu|cuh|h|m|mm):\d+): (?P<words>.*)"
)
_ASSERTION = re.compile(r"GGML_ASSERT\(.*\) failed")
_LIBRARY = re.compile(r"(?P<name>(?:ggml|llama|clip|mtmd|gguf)_\w+)\b:? (?P<words>.*)")

_TRACEBACKS = ("Traceback (most recent call last):", "Stack (most recent call last):")
_THREAD = re.compile(r"(?:Current thread|Thread) 0x[0-9a-f]+.*\(most recent call first\):")
_FATAL = re.compile(
    r"(?:Fatal Python error|Windows fatal exception): (?P<cause>Segmentation fault|Aborted"
    r"|Bus error|Illegal instruction|Floating[- ]point exception|access violation|stack overflow"
    r"|code 0x[0-9a-f]{8})"
)

_PHRASES = re.compile(
    r"out of (?:device |host )?memory|cudaMalloc failed|failed to (?:allocate|initialize|load)"
    r"|not supported|device lost|server crashed|illegal memory access|no kernel image"
    r"|\d+(?:\.\d+)? MiB|VK_ERROR_\w+|Error(?:OutOf\w+Memory|DeviceLost)|MTL\w*Error\w*"
    r"|kIOGPUCommandBuffer\w+",
    re.IGNORECASE,
)
"""What is kept of the words of llama.cpp and of drivers."""

_PACKAGE = re.compile(r"desktop_app|site-packages|dist-packages|python3\.\d+")
"""A path in a traceback is told from here on."""
_SOURCE = re.compile(r"[\w./-]+\.py", re.ASCII)

_KNOWN_ERRORS = re.compile(
    r"(?:jinja2|multiprocessing|sqlite3|tomlkit|tomllib|json|struct|ctypes|subprocess|shutil"
    r"|desktop_app|llama_cpp|numpy|PIL|torch|whisper|sounddevice|httpx2|huggingface_hub|PySide6)"
    r"\.[\w.]+"
)


def log_excerpt(text: str) -> list[str]:
    """The last lines of a log as they may be shown to anyone; none where nothing of it may."""
    lines = [_harmless(line) for line in text.splitlines()]
    return [*_counted(lines)][-LINES:] if any(lines) else []


def told_problems(text: str) -> list[str]:
    """The problems that the window told, by its log: the time and the code of each."""
    return [line for line in map(_problem, text.splitlines()) if line][-LINES:]


def _problem(line: str) -> str:
    timed = _TIMED.fullmatch(line)
    found = _PROBLEM.fullmatch(timed["words"] or "") if timed else None
    return f"{timed['time']} {found['code']}" if timed and found and found["code"] in KINDS else ""


def _counted(lines: Iterable[str]) -> Iterator[str]:
    """The lines that hold something, with the number of the others in their places."""
    skipped = 0
    for line in lines:
        if line and skipped:
            yield f"({skipped} left out)"
            skipped = 0
        if line:
            yield line
        else:
            skipped += 1
    if skipped:
        yield f"({skipped} left out)"


def _harmless(line: str) -> str:
    """What of this line is known to be harmless, "" for nothing."""
    return next((words for read in _READERS if (words := read(line))), "")


def _timed(line: str) -> str:
    found = _TIMED.fullmatch(line)
    if found is None:
        return ""
    words = found["words"] or ""
    told = words if (code := _PROBLEM.fullmatch(words)) and code["code"] in KINDS else ""
    return " ".join(filter(None, (found["time"], found["level"], found["place"], told)))


def _traceback(line: str) -> str:
    if line.strip() in _TRACEBACKS:
        return line.strip()
    return "Thread (most recent call first):" if _THREAD.fullmatch(line.strip()) else ""


def _fatal(line: str) -> str:
    found = _FATAL.match(line)
    return f"fatal: {found['cause']}" if found else ""


def _frame(line: str) -> str:
    """A line of a traceback; of files that are not the program's own only that there was one."""
    found = _FRAME.fullmatch(line)
    if found is None:
        return ""
    place = _place(found["path"])
    return f"  {place}:{found['line']} in {found['name']}" if place else f"  …:{found['line']}"


def _place(path: str) -> str:
    """A source file from its package on, "" for any other."""
    parts = re.split(r"[/\\]", path)
    starts = [at for at, part in enumerate(parts) if _PACKAGE.fullmatch(part)]
    place = "/".join(parts[starts[-1] :]) if starts else ""
    return place if _SOURCE.fullmatch(place) else ""


def _native(line: str) -> str:
    found = _NATIVE.fullmatch(line)
    if found is None:
        return ""
    assertion = _ASSERTION.fullmatch(found["words"])
    return (
        f"{found['place']} {assertion.group() if assertion else _phrases(found['words'])}".strip()
    )


def _library(line: str) -> str:
    found = _LIBRARY.match(line)
    return f"{found['name']}: {_phrases(found['words'])}".rstrip(": ") if found else ""


def _error(line: str) -> str:
    """The kind of an exception, without what it says."""
    found = _ERROR.fullmatch(line)
    if found is None:
        return ""
    kind = getattr(builtins, found["kind"], None)
    builtin = isinstance(kind, type) and issubclass(kind, BaseException)
    return found["kind"] if builtin or _KNOWN_ERRORS.fullmatch(found["kind"]) else ""


def _phrases(words: str) -> str:
    return ", ".join(_PHRASES.findall(words))


_READERS: tuple[Callable[[str], str], ...] = (
    *(_timed, _traceback, _fatal, _frame, _native, _library, _error),
)
