"""Text that every file, pipe and tokeniser can take."""


def well_formed(text: str) -> str:
    """`text` without lone surrogates, which UTF-8 cannot hold.

    They reach us from broken clipboards and file names; better one odd character than a message
    that is not kept.
    """
    return text.encode("utf-8", "replace").decode("utf-8")
