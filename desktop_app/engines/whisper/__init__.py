"""Writing down speech with Whisper, by openai-whisper or by whisper.cpp.

Importing this package loads no native library; the first job does.
"""

from desktop_app.core.engine import Engine


def create(options: object = None) -> Engine:
    """The engine. `options` is the folder for models in whisper.cpp's form, None the usual one."""
    from pathlib import Path

    from desktop_app.core.paths import Places
    from desktop_app.engines.whisper.engine import WhisperEngine

    if not isinstance(options, str | None):
        raise TypeError(f"a folder expected, not {type(options).__name__}")
    return WhisperEngine(Path(options) if options else Places().cache / "voice")
