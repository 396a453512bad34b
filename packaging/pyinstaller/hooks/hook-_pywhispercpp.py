"""whisper.cpp: the extension module alone is used, and it finds its libraries by itself.

The package around it, which fetches models with a library of its own, is left out; its metadata
stays, because its licence is read from it.
"""

from PyInstaller.utils.hooks import copy_metadata

datas = copy_metadata("pywhispercpp")
