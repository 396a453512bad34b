"""Bytes in words, the same everywhere in English text: "98 MB", "6.1 GB"."""


def amount(size: int) -> str:
    """A number of bytes in decimal units, with no more digits than anyone needs."""
    if size >= 1e9:
        return f"{size / 1e9:,.1f} GB"
    if size >= 1e6:
        return f"{size / 1e6:.0f} MB"
    return f"{size / 1e3:.0f} kB" if size else "0"
