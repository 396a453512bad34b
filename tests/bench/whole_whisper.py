"""`whisper.transcribe` of a whole file's samples: what openai-whisper does without this program.

Run as a side, see side.py.
"""

from pathlib import Path
from typing import Any

from tests import sound
from tests.bench.answers import Answers


class WholeWhisper:
    """A model on one thread, in single precision."""

    def load(self, model: str) -> None:
        """Load the model's file."""
        import torch
        import whisper

        torch.set_num_threads(1)
        self._model: Any = whisper.load_model(model, device="cpu")

    def transcribe(self, path: str) -> str:
        """The text of a WAV file, 16 kHz mono."""
        samples, rate = sound.read_wav(Path(path))
        assert rate == sound.RATE
        options = {"language": "en", "condition_on_previous_text": False, "fp16": False}
        text: str = self._model.transcribe(samples, **options)["text"]
        return text


if __name__ == "__main__":
    whisper = WholeWhisper()
    Answers().serve({"load": whisper.load, "transcribe": whisper.transcribe})
