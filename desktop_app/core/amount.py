"""Bytes in words, the same everywhere in English text: "98 MB", "6.1 GB"."""


def amount(size: int) -> str:
    """A number of bytes in decimal units, with no more digits than anyone needs."""
    if size >= 1e9:
        return f"{size / 1e9:,.1f} GB"
    if size >= 1e6:
        return f"{size / 1e6:.0f} MB"
    return f"{size / 1e3:.0f} kB" if size else "0"


def weights(count: int) -> str:
    """A number of weights as the makers of models write it: "135M", "7.6B", "30B"."""
    for unit, name in ((10**12, "T"), (10**9, "B"), (10**6, "M")):
        if count >= unit:
            number = count / unit
            return f"{number:.1f}{name}" if number < 10 and name != "M" else f"{number:.0f}{name}"
    return f"{count:,}"
