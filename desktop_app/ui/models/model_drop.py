"""What may be dropped on the window of models: model files, and folders of them."""

from PySide6.QtCore import QFileInfo, QMimeData, QMimeDatabase
from PySide6.QtWidgets import QWidget

from desktop_app.ui.drop_target import DropTarget
from desktop_app.ui.model_picker import SUFFIX
from desktop_app.ui.offer import Offer
from desktop_app.ui.theme import Theme


class ModelDrop(DropTarget):
    """Takes model files and folders; pictures and sounds belong into the conversation."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(theme, window)
        self.files: list[str] = []
        """The paths of the model files that were dropped last."""
        self.folders: list[str] = []
        """Those of folders, in which there may be models. Whether they are any, only the disk
        knows, for which nobody waits while something is dragged: files of kinds that are known
        by their names are left out."""
        self.others: list[str] = []
        """The names of files that were dropped with them and are nothing for this window."""

    def offer_of(self, data: QMimeData, read: bool = True) -> Offer:
        """The first of the files, or of the folders, stands for all of them."""
        del read
        paths = [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
        self.files = [path for path in paths if path.lower().endswith(SUFFIX)]
        rest = [path for path in paths if path not in self.files]
        self.folders = [path for path in rest if _may_be_folder(path)]
        self.others = [QFileInfo(path).fileName() for path in rest if path not in self.folders]
        return Offer(model=next(iter((*self.files, *self.folders)), ""))

    def words_of(self, offer: Offer) -> str:
        """What becomes of it."""
        del offer
        if self.files:
            return self.tr("Drop to add it to the models")
        return self.tr("Drop to look for models in this folder")


def _may_be_folder(path: str) -> bool:
    by_name = QMimeDatabase.MatchMode.MatchExtension
    return QMimeDatabase().mimeTypeForFile(path, by_name).isDefault()
