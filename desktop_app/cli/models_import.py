"""`parley models import`: bringing a model file into the folder for models."""

import json

from desktop_app.cli.arguments import Arguments
from desktop_app.cli.library_process import Desk, model_values
from desktop_app.cli.terminal import Progress, plain, write
from desktop_app.core.local_model import Bring, ImportJob, Shelved

_DOING = {Bring.COPY: "copying", Bring.MOVE: "moving", Bring.LINK: "linking"}


def bring(arguments: Arguments) -> int:
    """Bring it and print where it is now; the exit status."""
    desk = Desk.of(arguments)
    how = Bring(arguments.how)
    job = ImportJob("import", arguments.file or "", how, desk.shelf)
    for event in desk.do(job, Progress(), _DOING[how]):
        for model in event.models if isinstance(event, Shelved) else ():
            if arguments.json:
                write(json.dumps(model_values(model, desk), ensure_ascii=False) + "\n")
            else:
                write(f"{plain(model.path)}\n")
    return 0
