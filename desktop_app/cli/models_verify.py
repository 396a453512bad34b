"""`parley models verify`: comparing a model with the checksum that is known of it."""

import json

from desktop_app.cli.arguments import Arguments
from desktop_app.cli.library_process import Desk
from desktop_app.cli.terminal import FAILED, Progress, plain, write
from desktop_app.core.local_model import Proof, Verified, VerifyJob

_WORDS = {
    Proof.RIGHT: "is whole: its checksum is the right one.",
    Proof.WRONG: "is damaged. Fetch it again.",
    Proof.UNKNOWN: "can be read to its end; nobody says which checksum it must have.",
}


def verify(arguments: Arguments) -> int:
    """Read it whole and print what that told; the exit status, 1 for a damaged one."""
    desk = Desk.of(arguments)
    model = desk.model(arguments.name)
    told = Verified(Proof.UNKNOWN, "")
    for event in desk.do(VerifyJob("verify", model), Progress(), "reading"):
        if isinstance(event, Verified):
            told = event
    if arguments.json:
        values = {"path": model.path, "proof": told.proof.value, "sha256": told.sha256}
        write(json.dumps(values, ensure_ascii=False) + "\n")
    else:
        write(f"{plain(desk.title(model))} {_WORDS[told.proof]}\nSHA-256 {told.sha256}\n")
    return FAILED if told.proof is Proof.WRONG else 0
