"""`Llama` with `MTMDChatHandler`: llama-cpp-python's own way of showing a model pictures.

Run as a side, see side.py. It loads with the same plug-ins and sizes as the others, and its end
tokens are biased away as theirs are.
"""

import base64
import time
from pathlib import Path
from typing import Any

from tests.bench.answers import Answers
from tests.bench.whole_llama import WholeLlama


class SeeingLlama(WholeLlama):
    """A `Llama` that sees."""

    def load(self, model: str, context_size: int, pause: float = 0.0, projector: str = "") -> None:
        """Load the model, to see by this projector."""
        self._projector = projector
        super().load(model, context_size, pause)

    def chat(self, turns: list[list[Any]], tokens: int) -> dict[str, object]:
        """A whole reply; seconds from the moment of asking to its first text."""
        messages = [
            {"role": role, "content": _parts(text, images)} for _, role, text, *images in turns
        ]
        asked, first, text = time.perf_counter(), 0.0, ""
        chunks = self._llama.create_chat_completion(
            messages, stream=True, temperature=0.0, repeat_penalty=1.0, max_tokens=tokens
        )
        for piece in self._content(chunks):
            if piece:
                first = first or time.perf_counter()
                text += piece
        return {"first_token": first - asked, "text": text, "context_used": self._llama.n_tokens}

    def _handler(self) -> Any:
        from llama_cpp.llama_chat_format import MTMDChatHandler

        class TextHandler(MTMDChatHandler):
            """The template of this model takes a text, not a list of parts."""

            def _get_template_messages(self, messages: Any, media_marker: str) -> list[Any]:
                found: list[Any] = super()._get_template_messages(messages, media_marker)
                for message in found:
                    message["content"] = "".join(part["text"] for part in message["content"])
                return found

        return TextHandler(clip_model_path=self._projector, verbose=False)


def _parts(text: str, images: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A message as the API takes it: pictures written out, then its words."""
    parts: list[dict[str, Any]] = []
    for image in images:
        data = base64.b64encode(Path(image["path"]).read_bytes()).decode()
        parts.append({"type": "image_url", "image_url": {"url": f"data:image/jpeg;base64,{data}"}})
    return [*parts, {"type": "text", "text": text}]


if __name__ == "__main__":
    llama = SeeingLlama()
    Answers().serve({"load": llama.load, "chat": llama.chat})
