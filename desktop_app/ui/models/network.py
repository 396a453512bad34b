"""Whether the system has a way to the internet, as far as it tells."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QNetworkInformation


class Network(QObject):
    """Tells when the internet can be reached again. On a system that says nothing, never."""

    back = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # One instance for the whole process, which Qt keeps; asking twice is free.
        QNetworkInformation.loadBackendByFeatures(QNetworkInformation.Feature.Reachability)
        self._information = QNetworkInformation.instance()
        if self._information is not None:
            self._information.reachabilityChanged.connect(self.on_change)

    def on_change(self, reachability: QNetworkInformation.Reachability) -> None:
        """The system says how far one gets from here."""
        if reachability is QNetworkInformation.Reachability.Online:
            self.back.emit()
