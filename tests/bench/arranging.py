"""The window with very many conversations in folders, and a hand that puts them in order.

Run as a side, see side.py: one request, one answer.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtWidgets import QApplication

from desktop_app.app import Parley
from tests.bench.answers import Answers
from tests.bench.desk import opened
from tests.bench.listing import measured


def main() -> int:
    """Open the window and let the hand act; answers with the lateness and the work of each act."""
    answers = Answers()
    parley = opened(Path(str(answers.hear()["home"])), QApplication([]))
    answers.say({words: measured(act) for words, act in _acts(parley)})
    parley.window.close()
    return 0 if parley.shut_down() else 1


def _acts(parley: Parley) -> Iterator[tuple[str, Callable[[], object]]]:
    """What a person does, one thing after the other."""
    view = parley.window.conversations
    model = view.conversations()
    folders = [folder.id for folder in model.folders()]
    ids = [summary.id for summary in parley.session.summaries()]
    middle = ids[len(ids) // 2]
    some = ids[len(ids) // 4 :][:20]
    yield "folded", lambda: view.toggle_folder(folders[3])
    yield "unfolded", lambda: view.toggle_folder(folders[3])
    yield "all folded", lambda: view.set_folded(folders)
    yield "all unfolded", lambda: view.set_folded(())
    yield "opened", lambda: parley.chat.conversations.open(middle)
    yield "pinned", lambda: view.pin_requested.emit([middle], True)
    yield "unpinned", lambda: view.pin_requested.emit([middle], False)
    yield "moved", lambda: view.move_requested.emit([middle], folders[7])
    yield "several moved", lambda: view.move_requested.emit(some, folders[8])
    yield "folders moved", lambda: view.folders_arranged.emit(folders[::-1])
    yield "renamed", lambda: view.renamed.emit(middle, "Another title")
    yield "asked", lambda: parley.window.composer.submitted.emit("Hello")
    yield "deleted", lambda: view.delete_requested.emit([ids[20]])


if __name__ == "__main__":
    raise SystemExit(main())
