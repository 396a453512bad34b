"""What can go wrong when the conversations are searched."""

from collections.abc import Mapping

from desktop_app.core.kinds.kind import Action, Kind
from desktop_app.core.text import QT_TRANSLATE_NOOP

SEARCH_KINDS: Mapping[str, Kind] = {
    "search.failed": Kind(
        QT_TRANSLATE_NOOP("Problem", "Your conversations could not be searched."),
        QT_TRANSLATE_NOOP(
            "Problem",
            "See that the disk is not full, then try again. Nothing of your conversations is lost.",
        ),
        Action.TRY_AGAIN,
    ),
    "search.other_version": Kind(
        QT_TRANSLATE_NOOP(
            "Problem", "Your conversations are in the form of another version of Parley."
        ),
        QT_TRANSLATE_NOOP("Problem", "Open the window once, then search again."),
    ),
}
