"""llama.cpp itself: loading it once, its log, its functions."""

import ctypes
import os
import re
import sys
from collections import deque
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from desktop_app.core.errors import ParleyError, Problem
from desktop_app.engines.llama.memory import keep_one_heap

VERSION = "0.3.36"
"""Of llama-cpp-python. Structures and signatures change with every release."""

LOG_LINES = 40

_UNTRUSTED = ("ggml-cpu-sapphirerapids",)
"""Variants that are not loaded: see `_plug_ins`."""

_WARNING, _CONTINUED = 3, 5

_BACKEND = re.compile(r"(?:lib)?ggml-([a-z]+)")


_NO_MEMORY = re.compile(
    r"(failed|unable) to (allocate|reserve)|alloc\w* (of .*)?failed|bad_alloc|cannot allocate"
    r"|memalign failed|out of memory|OutOf\w*Memory|(insufficient|not enough) memory|paging file",
    re.IGNORECASE,
)
"""In llama.cpp's log: that there was no memory on a device, or none to be had at all."""


class Log:
    """The last warnings and errors of llama.cpp. Called by whatever thread it logs on."""

    def __init__(self) -> None:
        self._lines: deque[str] = deque(maxlen=LOG_LINES)
        self._keeping = False

    def __call__(self, level: int, text: bytes | None, _data: object) -> None:
        """llama.cpp's log callback; a level of "continued" belongs to the line before."""
        if level != _CONTINUED:
            self._keeping = level >= _WARNING
        if not self._keeping:
            return
        line = (text or b"").decode("utf-8", "replace")
        if level == _CONTINUED and self._lines:
            line = self._lines.pop() + line
        self._lines.append(line)

    def clear(self) -> None:
        """Forget everything, before something that may go wrong."""
        self._lines.clear()

    def text(self) -> str:
        """What was logged since."""
        return "".join(list(self._lines)).strip()


def tells_of_memory(log: str) -> bool:
    """Whether what llama.cpp logged is that memory ran out."""
    return bool(_NO_MEMORY.search(log))


@dataclass(frozen=True)
class Library:
    """The loaded library. `api` are the bindings, `abort` is libc's strlen as a callback.

    llama.cpp asks its abort callback after every node of the graph, some 500 times a token.
    Python would have to take its lock for each; strlen on a two-byte buffer answers the same
    question (is there something in it?) without.
    """

    api: Any
    log: Log
    abort: Any
    keep_alive: Any

    @cached_property
    def vision(self) -> Any:
        """The bindings of mtmd, llama.cpp's part that sees; its log goes where the others go."""
        import llama_cpp.mtmd_cpp as vision

        vision.mtmd_helper_log_set(self.keep_alive, None)
        return vision

    @cached_property
    def backends(self) -> frozenset[str]:
        """What this was built with, whether it works here or not: "cpu", "cuda", "vulkan"."""
        names = (_BACKEND.match(path.name) for path in _folder(self.api).glob("*ggml-*"))
        return frozenset(found[1] for found in names if found) - {"base"}

    def about(self) -> str:
        """The library's version, and what it makes use of here, in one line."""
        features = self.api.llama_print_system_info().decode("utf-8", "replace")
        used = (part.partition(" = ") for part in features.split("|"))
        listed = ", ".join(name.strip() for name, _, value in used if value.strip() == "1")
        version = self.api.llama_version().decode("utf-8", "replace")
        return f"llama.cpp {version} (llama-cpp-python {VERSION}), {listed}"

    def function(self, name: str, result: Any, *arguments: Any) -> Any:
        """A function of ggml that the bindings leave out. Raises ParleyError when it is missing."""
        return _function(self.api, name, result, *arguments)


@cache
def load_library() -> Library:
    """Load llama.cpp. Raises ParleyError when it is not there or not the one this is made for."""
    keep_one_heap()
    # On an abort ggml would start a debugger and wait for it.
    os.environ["GGML_NO_BACKTRACE"] = "1"
    try:
        import llama_cpp
        import llama_cpp.llama_cpp as api
    except (ImportError, OSError, RuntimeError) as error:
        raise ParleyError(Problem("engine.not_started", details=str(error))) from error
    if llama_cpp.__version__ != VERSION:
        details = f"llama-cpp-python is {llama_cpp.__version__}, and {VERSION} is needed"
        raise ParleyError(Problem("engine.not_started", details=details))
    log = Log()
    callback = api.llama_log_callback(log)
    api.llama_log_set(callback, None)
    _load_backends(api, log)
    api.llama_backend_init()
    return Library(api, log, _abort_callback(api), callback)


def _load_backends(api: Any, log: Log) -> None:
    """Load the plug-ins beside the library, where it was built with plug-ins.

    By itself ggml looks beside the program (that is Python) and in the current folder.
    """
    count = _function(api, "ggml_backend_dev_count", ctypes.c_size_t)
    if count() == 0:
        load = _function(api, "ggml_backend_load", ctypes.c_void_p, ctypes.c_char_p)
        for path in _plug_ins(_folder(api)):
            load(os.fsencode(path))
    if count() == 0:
        details = f"no backend in {_folder(api)}\n{log.text()}"
        raise ParleyError(Problem("engine.not_started", details=details))


def _plug_ins(folder: Path) -> list[Path]:
    """The plug-ins to load: all but those for processors, and the best one for this processor.

    ggml could choose too (`ggml_backend_load_all_from_path`), but where a processor has AMX it
    takes the variant that uses it, and that one, built by GCC 12, dies of an illegal instruction:
    the compiler drops the writes that fill the tile configuration.
    """
    suffixes = (".dll",) if sys.platform == "win32" else (".so", ".dylib")
    found = [path for path in folder.glob("*ggml-*") if path.suffix in suffixes]
    others = [path for path in found if not _names(path, ("ggml-base", "ggml-cpu-"))]
    processors = [
        (score, path)
        for path in found
        if _names(path, ("ggml-cpu-",))
        and path.stem.removeprefix("lib") not in _UNTRUSTED
        and (score := ctypes.CDLL(str(path)).ggml_backend_score()) > 0
    ]
    return sorted(others) + [path for _, path in sorted(processors)[-1:]]


def _names(path: Path, beginnings: tuple[str, ...]) -> bool:
    return path.name.removeprefix("lib").startswith(beginnings)


def _abort_callback(api: Any) -> Any:
    libc = ctypes.CDLL("ucrtbase" if sys.platform == "win32" else None)
    return api.ggml_abort_callback(ctypes.cast(libc.strlen, ctypes.c_void_p).value)


def _folder(api: Any) -> Path:
    return Path(api._base_path)


def _function(api: Any, name: str, result: Any, *arguments: Any) -> Any:
    """A function of ggml, which the bindings leave out."""
    function = None
    for library in (api._lib, *_ggml_libraries(str(_folder(api)))):
        function = getattr(library, name, None)
        if function is not None:
            break
    if function is None:
        raise ParleyError(Problem("engine.not_started", details=f"{name} is not in llama.cpp"))
    function.restype = result
    function.argtypes = list(arguments)
    return function


@cache
def _ggml_libraries(folder: str) -> tuple[Any, ...]:
    """ggml's own libraries: on Windows a library does not answer for those it depends on."""
    names = ("ggml.dll", "ggml-base.dll") if sys.platform == "win32" else ()
    paths = (Path(folder) / name for name in names)
    return tuple(ctypes.CDLL(str(path)) for path in paths if path.exists())
