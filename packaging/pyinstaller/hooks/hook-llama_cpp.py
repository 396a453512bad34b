"""llama_cpp opens its libraries by their place beside it; nothing imports them.

They lie in the bundle as in the wheel, each once where the loader finds it: under the name with
the major number for those that others are linked to, without a number for those that ctypes or
ggml opens. libllama-common belongs to llama.cpp's own programs.
"""

from pathlib import Path

from PyInstaller.utils.hooks import copy_metadata, get_module_file_attribute

_FOLDER = Path(get_module_file_attribute("llama_cpp")).parent / "lib"

_OPENED = ("libllama", "libmtmd")
"""What the bindings open by the name without a number; on Linux others ask for the one with it."""


def _belongs(name: str) -> bool:
    if "llama-common" in name:
        return False
    _, dot, version = name.partition(".so.")
    if dot:
        return "." not in version
    if name.endswith(".so"):
        numbered = any(other.name.startswith(f"{name}.") for other in _FOLDER.iterdir())
        return not numbered or name.removesuffix(".so") in _OPENED
    return name.endswith((".dll", ".dylib", ".metallib"))


binaries = [
    (str(path), "llama_cpp/lib")
    for path in sorted(_FOLDER.iterdir())
    if path.is_file() and _belongs(path.name)
]
datas = copy_metadata("llama-cpp-python")
