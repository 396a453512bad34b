"""What llama.cpp computes in: an estimate from the header."""

from desktop_app.core.gguf import Header

_FLOAT = 4


def compute_bytes(header: Header, context_size: int, batch_size: int) -> int:
    """Bytes of the buffer in which a batch of tokens goes through one layer after the other."""
    width = header.number("embedding_length")
    feed = header.number("feed_forward_length")
    heads = header.number("attention.head_count")
    batch = max(1, min(batch_size, context_size))
    mask = context_size * batch * 2
    return _FLOAT * batch * (4 * width + 2 * feed) + mask + _FLOAT * heads * batch
