"""What can run a voice model, and which of it this build has."""

from collections.abc import Mapping

from desktop_app.core.build import SLIM, Build, this_build

WHISPER = "openai-whisper"
WHISPER_CPP = "whisper.cpp"

ENGINES: Mapping[str, str] = {
    WHISPER: "desktop_app.engines.whisper.openai",
    WHISPER_CPP: "desktop_app.engines.whisper.cpp",
}
"""The module with its decoder, by the name in the settings. Both take the same file."""


def engines_of(build: Build) -> tuple[str, ...]:
    """The names of the engines that `build` has, the best first."""
    return (WHISPER_CPP,) if build.edition == SLIM else tuple(ENGINES)


def engines_here() -> tuple[str, ...]:
    """Those of the build that this process belongs to."""
    return engines_of(this_build())


def engine_for(wanted: str) -> str:
    """The engine to use where `wanted` was chosen, perhaps in another edition."""
    here = engines_here()
    return wanted if wanted in here else here[0]
