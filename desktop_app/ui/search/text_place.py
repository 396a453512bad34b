"""Places in Python's texts and in Qt's, which counts letters beyond U+FFFF twice."""


def utf16(text: str, place: int) -> int:
    """Where Qt has the character that Python has at `place`."""
    before = text[:place]
    return place if before.isascii() else len(before.encode("utf-16-le", "surrogatepass")) // 2
