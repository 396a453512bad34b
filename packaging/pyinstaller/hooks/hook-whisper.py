"""openai-whisper: its vocabularies and filters, which it opens as files."""

from PyInstaller.utils.hooks import collect_data_files, copy_metadata

datas = collect_data_files("whisper", includes=["assets/*"]) + copy_metadata("openai-whisper")
# tiktoken looks for its encodings among plug-ins.
hiddenimports = ["tiktoken_ext.openai_public"]
# Kernels for graphics cards, in a library of a gigabyte.
excludedimports = ["triton", "whisper.triton_ops"]
