"""Importing this never ends, as a native library that waits for a device does."""

import threading

threading.Event().wait()
