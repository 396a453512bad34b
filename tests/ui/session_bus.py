"""A session bus of the test's own: what a desktop offers is offered there by the test."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtDBus import QDBusConnection

DAEMON = shutil.which("dbus-daemon")


@contextmanager
def session_bus(*names: str) -> Iterator[str]:
    """Its address. The connections with these `names` are closed before it ends."""
    assert DAEMON is not None
    daemon = subprocess.Popen(
        [DAEMON, "--session", "--print-address", "--nofork"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert daemon.stdout is not None
    with daemon:
        yield daemon.stdout.readline().strip()
        for name in names:
            QDBusConnection.disconnectFromBus(name)
        daemon.terminate()
