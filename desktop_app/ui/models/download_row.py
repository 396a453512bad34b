"""One model on its way: how far it has come, what is wrong with it, what can be done."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.core.download import Order, Stage
from desktop_app.ui.button import IconButton
from desktop_app.ui.elided_label import ElidedLabel
from desktop_app.ui.models.download_words import state_words
from desktop_app.ui.models.downloads import Downloads
from desktop_app.ui.models.fetch_row import FetchRow, offer, row_button
from desktop_app.ui.style_property import set_style_property
from desktop_app.ui.theme import SPACE, Theme


class DownloadRow(FetchRow):
    """A card with the title, a line of words, a bar, and the buttons that fit its state.

    A picture of an `Order`; what the person does goes to `Downloads`, or out as a signal.
    """

    cancel_requested = Signal(str)
    """It is not wanted any more; carries the id of the order."""

    def __init__(
        self, theme: Theme, downloads: Downloads, order: Order, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent)
        self.setObjectName("settingsCard")
        self._downloads = downloads
        self._order = order
        self.title = ElidedLabel(self)
        self.title.setFont(theme.font(1.0, bold=True))
        self.up_button = IconButton(theme, "chevron-up", self.tr("Earlier"))
        self.up_button.clicked.connect(lambda: downloads.move_up(self._id))
        self.first_button = row_button("quiet")
        self.first_button.clicked.connect(lambda: downloads.prefer(self._id))
        self.drop_button.clicked.connect(self._drop)
        column = self._build((self.title,), (self.up_button, self.first_button))
        column.setContentsMargins(SPACE[3], SPACE[2], SPACE[2], SPACE[2])
        column.setSpacing(SPACE[1])
        self.show_order(order)

    def show_order(self, order: Order) -> None:
        """Show how the order stands now."""
        self._order = order
        progress = self._downloads.progress(self._id)
        title, words = order.parcel.title, state_words(self._downloads, order, progress)
        focused = self._focused()
        self.setAccessibleName(title)
        if self.title.text() != title:
            self.title.setText(title)
        self.state.setText(words)
        self.setAccessibleDescription(words)
        self._show_problem(order.problem if order.stage is Stage.FAILED else None, title)
        begun = progress.done > 0 and order.stage is not Stage.DONE
        shown = begun or order.stage is Stage.FETCHING
        self._show_progress(progress if shown else None, title)
        self._show_buttons(order)
        self._settle(focused)

    @property
    def _id(self) -> str:
        return self._order.parcel.id

    def buttons(self) -> tuple[QWidget, ...]:
        """With those that only one of a line has."""
        helps, acts = super().buttons()[:2], super().buttons()[2:]
        return (*helps, self.up_button, self.first_button, *acts)

    def _show_buttons(self, order: Order) -> None:
        waits, title = order.stage is Stage.WAITING, order.parcel.title
        line = [each for each in self._downloads.orders() if each.stage is not Stage.DONE]
        first = bool(line) and line[0].parcel.id == self._id
        self.up_button.setVisible(waits and not first)
        self.up_button.setAccessibleName(f"{self.tr('Earlier')}: {title}")
        behind = self._downloads.current is not None and waits
        offer(self.first_button, self.tr("Fetch now") if behind else "", title)
        offer(self.drop_button, self._drop_words(), title)
        offer(self.go_button, self._go_words(), title)
        set_style_property(self.go_button, "kind", "primary" if order.stage is Stage.DONE else None)

    def _go_words(self) -> str:
        match self._order.stage:
            case Stage.WAITING | Stage.FETCHING:
                return self.tr("Pause")
            case Stage.PAUSED:
                return self.tr("Go on")
            case Stage.FAILED:
                return self.tr("Try again")
            case Stage.DONE:
                return self.tr("Use it")

    def _go(self) -> None:
        match self._order.stage:
            case Stage.WAITING | Stage.FETCHING:
                self._downloads.pause(self._id)
            case Stage.DONE:
                self.use_requested.emit(self._order.parcel.model)
            case _:
                self._downloads.fetch(self._order.parcel)

    def _drop_words(self) -> str:
        if self._order.stage is Stage.DONE:
            return self.tr("Remove from the list")
        return self.tr("Cancel")

    def _drop(self) -> None:
        if self._order.stage is Stage.DONE:
            self._downloads.forget(self._id)
        else:
            self.cancel_requested.emit(self._id)
