"""One model of a repository: what it is in plain words, how it fits, and what can be done."""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.errors import Problem
from desktop_app.core.hub import Variant
from desktop_app.core.judgement import Fits, fits_meaning, fits_words
from desktop_app.ui.models.downloads import Progress
from desktop_app.ui.models.model_words import TONES, speed_words
from desktop_app.ui.models.variant_words import quality_words
from desktop_app.ui.theme import CAPTION, SPACE, Theme
from desktop_app.ui.words import say, size_words

_STEPS = 1000
_NARROW = 25
"""Below so many times the height of a line the button stands under the words."""


class Here(Enum):
    """What there is of a variant on this computer."""

    ABSENT = "absent"
    WAITING = "waiting"
    FETCHING = "fetching"
    PAUSED = "paused"
    FAILED = "failed"
    HERE = "here"


_ON_ITS_WAY = (Here.WAITING, Here.FETCHING)
_BEGUN = (*_ON_ITS_WAY, Here.PAUSED, Here.FAILED)


@dataclass(frozen=True, slots=True)
class Offer:
    """A variant as it is offered here.

    `size` are the bytes of all that is fetched; `exact` whether `fits` is known by its header;
    `speed` in tokens a second, 0 unknown; `several` whether its repository holds other models
    too, so that its title has to be told.
    """

    variant: Variant
    size: int
    fits: Fits | None = None
    exact: bool = False
    speed: float = 0.0
    advised: bool = False
    several: bool = False
    here: Here = Here.ABSENT
    progress: Progress = Progress(0, 0)
    problem: Problem | None = None


class VariantRow(QFrame):
    """A picture of an `Offer`; what the person does is a signal."""

    fetch_requested = Signal(object)
    pause_requested = Signal(object)
    use_requested = Signal(object)
    """Each carries the `Variant`."""

    def __init__(self, theme: Theme, offer: Offer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("variant")
        self._offer = offer
        self.title = _label(theme)
        self.title.setFont(theme.font(bold=True))
        self.mark = _label(theme, CAPTION)
        self.mark.setProperty("tone", "accent")
        self.mark.setText(self.tr("Recommended"))
        self.facts = _label(theme, CAPTION)
        self.facts.setProperty("tone", "second")
        self.fits = _label(theme, CAPTION)
        self.news = _label(theme, CAPTION)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, _STEPS)
        self.button = QPushButton()
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.button.clicked.connect(self._press)
        head = QHBoxLayout()
        head.setSpacing(SPACE[2])
        head.addWidget(self.title)
        head.addWidget(self.mark)
        head.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addLayout(head)
        for part in (self.facts, self.fits, self.news):
            words.addWidget(part)
        words.addWidget(self.bar)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(SPACE[2], SPACE[1], SPACE[2], SPACE[1])
        self._row.setSpacing(SPACE[1])
        self._row.addLayout(words, 1)
        self._row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.show_offer(offer)

    @property
    def offer(self) -> Offer:
        """What is shown."""
        return self._offer

    def show_offer(self, offer: Offer) -> None:
        """Show another state of the variant, or another variant."""
        self._offer = offer
        variant = offer.variant
        name = " · ".join(filter(None, (quality_words(variant.quantization), variant.quantization)))
        title = (variant.title, name) if offer.several or not name else (name,)
        self.title.setText(" · ".join(filter(None, title)))
        self.mark.setVisible(offer.advised)
        self.facts.setText(self._facts())
        self._show_fits()
        self._show_news()
        words = self._button_words()
        self.button.setText(words)
        self.button.setAccessibleName(f"{words}: {self.title.text()}")
        self.button.setAccessibleDescription(self.spoken())
        self.button.setVisible(bool(words))
        primary = offer.here is Here.HERE or (offer.advised and offer.here is Here.ABSENT)
        _set(self.button, "kind", "primary" if primary else None)
        self.setAccessibleName(self.spoken())

    def set_wide(self, wide: bool) -> None:
        """Whether there is room for the button beside the words."""
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.LeftToRight if wide else direction.TopToBottom)
        edge = Qt.AlignmentFlag.AlignVCenter if wide else Qt.AlignmentFlag.AlignLeading
        self._row.setAlignment(self.button, edge)

    def spoken(self) -> str:
        """All that it says."""
        mark = self.mark.text() if self._offer.advised else ""
        labels = (self.title, self.facts, self.fits, self.news)
        return ", ".join(filter(None, (mark, *(label.text() for label in labels))))

    def _facts(self) -> str:
        offer = self._offer
        parts = [size_words(offer.size)]
        if len(offer.variant.files) > 1:
            parts.append(self.tr("in {count} files").format(count=len(offer.variant.files)))
        if offer.speed:
            parts.append(self.tr("about {speed}").format(speed=speed_words(offer.speed)))
        return " · ".join(parts)

    def _show_fits(self) -> None:
        fits = self._offer.fits
        self.fits.setVisible(fits is not None)
        if fits is None:
            return
        words = say(fits_words(fits))
        about = say(fits_meaning(fits))
        if not self._offer.exact:
            words = self.tr("{fits} (estimated)").format(fits=words)
            about += "\n" + self.tr("Estimated by the size of its files alone.")
        self.fits.setText(words)
        self.fits.setToolTip(about)
        _set(self.fits, "tone", TONES.get(fits, "accent"))

    def _show_news(self) -> None:
        offer = self._offer
        words = self._news_words()
        self.news.setText(words)
        self.news.setVisible(bool(words))
        _set(self.news, "tone", "error" if offer.here is Here.FAILED else "second")
        self.bar.setVisible(offer.here in _BEGUN)
        done, total = offer.progress.done, offer.progress.total
        self.bar.setValue(round(_STEPS * done / total) if total else 0)
        self.bar.setAccessibleName(
            self.tr("How much of {model} is here").format(model=self.title.text())
        )

    def _news_words(self) -> str:
        offer = self._offer
        come = self.tr("{done} of {total}").format(
            done=size_words(offer.progress.done), total=size_words(offer.progress.total)
        )
        match offer.here:
            case Here.HERE:
                return self.tr("On this computer")
            case Here.WAITING:
                return self.tr("Waits for its turn")
            case Here.FETCHING:
                return come
            case Here.PAUSED:
                return self.tr("Paused at {come}").format(come=come)
            case Here.FAILED if offer.problem is not None:
                return f"{say(offer.problem.sentence)} {say(offer.problem.remedy)}"
        return ""

    def _button_words(self) -> str:
        match self._offer.here:
            case Here.ABSENT:
                return self.tr("Download")
            case Here.WAITING | Here.FETCHING:
                return self.tr("Pause")
            case Here.PAUSED:
                return self.tr("Go on")
            case Here.FAILED:
                return self.tr("Try again")
            case Here.HERE:
                return self.tr("Use")

    def _press(self) -> None:
        variant, here = self._offer.variant, self._offer.here
        if here is Here.HERE:
            self.use_requested.emit(variant)
        elif here in _ON_ITS_WAY:
            self.pause_requested.emit(variant)
        else:
            self.fetch_requested.emit(variant)


def _label(theme: Theme, factor: float = 1.0) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setFont(theme.font(factor))
    return label


def _set(widget: QWidget, name: str, value: str | None) -> None:
    """A property that the style sheet looks at: only when the widget is polished."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
