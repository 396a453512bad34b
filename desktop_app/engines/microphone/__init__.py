"""Hearing the microphone by PortAudio.

PortAudio can hang in native code: this engine belongs in a process of its own. Importing this
package loads no native library; the first job does.
"""

import os

from desktop_app.core.engine import Engine


def create(options: object = None) -> Engine:
    """The engine. `options` is not used: everything comes with the jobs."""
    del options
    # The voice detection multiplies small matrices; BLAS's threads would cost more than they save.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from desktop_app.engines.microphone.engine import MicrophoneEngine

    return MicrophoneEngine()
