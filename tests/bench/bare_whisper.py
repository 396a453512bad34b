"""openai-whisper's own `model.transcribe`, and nothing else. Run as a side, see side.py."""

import time
from pathlib import Path

import numpy as np
import torch
import whisper

from tests.bench.answers import Answers


class BareWhisper:
    """The model on the processor, with one thread."""

    def load(self, model: str) -> None:
        """Load the model."""
        torch.set_num_threads(1)
        self._model = whisper.load_model(model, device="cpu")

    def write(self, sound: str) -> dict[str, object]:
        """Write down a file of samples; the seconds it took."""
        samples = np.frombuffer(Path(sound).read_bytes(), np.float32).copy()
        began = time.perf_counter()
        result = self._model.transcribe(
            samples, language="en", fp16=False, condition_on_previous_text=False
        )
        return {"seconds": time.perf_counter() - began, "text": result["text"].strip()}


if __name__ == "__main__":
    bare = BareWhisper()
    Answers().serve({"load": bare.load, "write": bare.write})
