"""Pictures and texts that nobody refers to any more are deleted, some time after the start."""

import logging

from desktop_app.core.errors import ParleyError
from desktop_app.core.picture_shelf import PictureShelf
from desktop_app.core.store import Store

KEPT_SECONDS = 24 * 3600
"""A younger picture stays: its message may be on its way, or come back by an undo."""

_log = logging.getLogger(__name__)


def sweep_pictures(store: Store, shelf: PictureShelf) -> int:
    """Delete the old pictures that no message and no draft shows; how many these were.

    Deleted conversations count: they can be brought back. Where none shows any picture, their
    file may be away and come back (from a backup, another drive); where other files of
    conversations lie beside the store's own (damaged ones that were set aside, those of another
    version), they may show what the store knows nothing of. Then everything stays.
    """
    if not store.is_alone():
        return 0
    try:
        shown = store.picture_hashes()
    except ParleyError as error:
        _log.warning("no pictures are swept: %s", error)
        return 0
    return shelf.sweep(shown, KEPT_SECONDS) if shown else 0
