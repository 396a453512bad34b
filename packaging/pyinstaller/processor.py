"""The first thing that the frozen program does: it looks at the processor.

What PyInstaller itself runs before the program loads shiboken, for PySide6's sake, and that ends
with an illegal instruction on a processor below x86-64-v2: too early for the look in `__main__`.
"""

import sys
from pathlib import Path

from desktop_app.core.processor_need import NEEDED, lacking
from desktop_app.core.streams import make_valid
from desktop_app.engines.instruction_set import features

make_valid()
if lacks := lacking(NEEDED, features()):
    from desktop_app.cli.refusal import refuse

    sys.exit(refuse(lacks, window=Path(sys.executable).stem == "Parley"))
