"""What is on its way: how far it has come, and what can be done about it."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.disk import LookedUp
from desktop_app.core.download import Order, Stage
from desktop_app.ui.elided_label import ElidedLabel
from desktop_app.ui.models.download_row import DownloadRow
from desktop_app.ui.models.downloads import Downloads
from desktop_app.ui.scroll_page import ScrollPage
from desktop_app.ui.theme import CAPTION, SPACE, Theme
from desktop_app.ui.words import size_words


class DownloadsPage(QWidget):
    """A card for each order: those that are to come in their line, below them those that are here.

    Shows what `Downloads` says, while it can be seen.
    """

    chosen = Signal(str)
    """This model file is to be used from now on; carries its path."""

    failed = Signal(object)
    """Something to tell; carries a `Problem`."""

    find_requested = Signal()
    """The person looks for something to fetch."""

    action_requested = Signal(object, object)
    """The `Action` of a remedy and its `Problem`."""

    undoable = Signal(str, object, object)
    """Something was done that can be taken back: words, how, and what to do when nobody can."""

    def __init__(
        self,
        theme: Theme,
        downloads: Downloads,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Downloads"))
        self._theme = theme
        self._downloads = downloads
        self._shown: list[tuple[str, Stage]] = []
        """Id and stage of each order, in the order of the cards."""
        self._look = 0
        """The ticket of the question how much room there is."""
        self._folder = ""
        """Where that was asked about last."""
        self._leaving: set[str] = set()
        """Orders that are cancelled as soon as nobody can take that back."""
        self.rows: dict[str, DownloadRow] = {}
        """By the id of the order."""
        self.find_button = QPushButton(self.tr("Find models"))
        self.find_button.setAccessibleName(self.tr("Find models"))
        self.find_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.find_button.clicked.connect(self.find_requested)
        self.room = ElidedLabel()
        self.room.setProperty("tone", "second")
        self.room.setFont(theme.font(CAPTION))
        self._build()
        downloads.changed.connect(self._on_change)
        downloads.disk.looked.connect(self._on_look)
        self._fill()

    def showEvent(self, event: QShowEvent) -> None:
        """Take in what happened while nobody looked."""
        super().showEvent(event)
        self._downloads.look()
        self._fill()

    def take_keyboard(self) -> None:
        """What is most likely wanted of the first one; not what throws it away."""
        first = next(iter(self.rows.values()), None)
        (first.go_button if first else self.find_button).setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        self._column = QVBoxLayout()
        self._column.setContentsMargins(SPACE[3], SPACE[1], SPACE[3], SPACE[1])
        self._column.setSpacing(SPACE[1])
        self._column.addStretch(1)
        page = QWidget()
        page.setLayout(self._column)
        area = ScrollPage()
        area.set_page(page)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._blank())
        self._pages.addWidget(area)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE[0])
        column.addWidget(self._pages, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(SPACE[3], 0, SPACE[3], SPACE[0])
        foot.addWidget(self.room)
        column.addLayout(foot)

    def _blank(self) -> QWidget:
        """What stands here when nothing is on its way."""
        title = QLabel(self.tr("Nothing is on its way."))
        title.setFont(self._theme.font(1.12, bold=True))
        words = QLabel(
            self.tr(
                "Models that you fetch are listed here until they have arrived. "
                "What is broken off goes on where it was, also after a restart."
            )
        )
        words.setProperty("tone", "second")
        blank = QWidget()
        column = QVBoxLayout(blank)
        column.setContentsMargins(SPACE[4], SPACE[3], SPACE[4], SPACE[3])
        column.setSpacing(SPACE[1])
        column.addStretch(2)
        for label in (title, words):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
            column.addWidget(label)
        column.addSpacing(SPACE[1])
        column.addWidget(self.find_button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        return blank

    def _on_change(self, id: str) -> None:
        if not self.isVisible():
            return
        orders = {order.parcel.id: order for order in self._listed()}
        stages = [(key, order.stage) for key, order in orders.items()]
        if stages != self._shown:
            self._fill()
        elif id in orders:
            self.rows[id].show_order(orders[id])

    def _fill(self) -> None:
        """Make the cards anew where orders came, went or changed their places."""
        orders = self._listed()
        ids = [order.parcel.id for order in orders]
        for id in [id for id in self.rows if id not in ids]:
            self._drop(id)
        self._shown = [(order.parcel.id, order.stage) for order in orders]
        for place, order in enumerate(orders):
            row = self.rows.get(order.parcel.id) or self._add(order)
            if self._column.indexOf(row) != place:
                self._column.removeWidget(row)
                self._column.insertWidget(place, row)
            row.show_order(order)
        self._pages.setCurrentIndex(1 if orders else 0)
        self._show_room(orders)

    def _listed(self) -> list[Order]:
        orders = self._downloads.orders()
        # Whoever fetches one again elsewhere has changed their mind.
        self._leaving -= {each.parcel.id for each in orders if self._downloads.on_its_way(each)}
        orders = tuple(order for order in orders if order.parcel.id not in self._leaving)
        return sorted(orders, key=lambda order: order.stage is Stage.DONE)

    def _add(self, order: Order) -> DownloadRow:
        row = DownloadRow(self._theme, self._downloads, order)
        row.use_requested.connect(self.chosen)
        row.action_requested.connect(self.action_requested)
        row.cancel_requested.connect(self._cancel)
        self.rows[order.parcel.id] = row
        return row

    def _drop(self, id: str) -> None:
        row = self.rows.pop(id)
        had_focus = row.isAncestorOf(self.focusWidget() or self)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
        if had_focus:
            rows = iter(self.rows.values())
            heir = next(rows, None)
            (heir.go_button if heir else self.find_button).setFocus()

    def _cancel(self, id: str) -> None:
        """Let it go; where something has come, the person may change their mind for a while."""
        order = self._downloads.order(id)
        if order is None:
            return
        progress = self._downloads.progress(id)
        if not (progress.done or progress.checking):
            self._downloads.cancel(id)
            return
        goes_on = self._downloads.on_its_way(order)
        self._downloads.pause(id)
        self._leaving.add(id)
        self._fill()
        words = self.tr("{title} is not fetched any more.").format(title=order.parcel.title)
        undo = partial(self._keep, order, goes_on)
        self.undoable.emit(words, undo, partial(self._settle, id))

    def _keep(self, order: Order, goes_on: bool) -> None:
        self._leaving.discard(order.parcel.id)
        if goes_on:
            self._downloads.fetch(order.parcel)
        self._fill()

    def _settle(self, id: str) -> None:
        if id in self._leaving:
            self._leaving.discard(id)
            self._downloads.cancel(id)

    def _show_room(self, orders: list[Order]) -> None:
        """How much the disk still takes to which the first of them is fetched."""
        if not orders:
            self._folder = ""
            self.room.hide()
            return
        folder = orders[0].parcel.files[0].path
        if folder != self._folder:
            self._folder = folder
            self.room.hide()  # It may be another disk.
        if self.isVisible():
            self._look = self._downloads.disk.look(room=folder)

    def _on_look(self, ticket: int, seen: LookedUp | None) -> None:
        if ticket != self._look or not self._folder:
            return
        space = seen.space if seen is not None else None
        self.room.setVisible(space is not None)
        if space is not None:
            words = self.tr("{free} free on the disk with the folder for models")
            self.room.setText(words.format(free=size_words(space.free)))
