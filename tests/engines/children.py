"""Which processes a test has left behind."""

import psutil


def end_children() -> list[str]:
    """Kill what still runs below this process; what it was.

    multiprocessing's resource tracker is no child of ours: one a program, it ends with it.
    """
    found = []
    for child in psutil.Process().children():
        try:
            command = " ".join(child.cmdline())
            if child.status() != psutil.STATUS_ZOMBIE and "resource_tracker" not in command:
                found.append(command)
                child.kill()
        except psutil.NoSuchProcess:
            continue
    return found
