"""One model of a repository: what it is in plain words, how it fits, and what can be done."""

from dataclasses import dataclass, field
from enum import Enum
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.errors import Problem
from desktop_app.core.hub import Variant
from desktop_app.core.judgement import Fits, fits_meaning, fits_words
from desktop_app.core.local_model import Source
from desktop_app.ui.button import SteadyButton
from desktop_app.ui.models.downloads import Progress
from desktop_app.ui.models.model_words import TONES, source_words, speed_words
from desktop_app.ui.models.variant_words import quality_words
from desktop_app.ui.models.word_label import WordLabel
from desktop_app.ui.style_property import set_style_property
from desktop_app.ui.theme import CAPTION, SPACE, Theme
from desktop_app.ui.words import say, size_words

_STEPS = 1000


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
    too, so that its title has to be told; `source` whose file it is that is here. A `closed` one
    is not handed out to us as things are.
    """

    variant: Variant
    size: int
    fits: Fits | None = None
    exact: bool = False
    speed: float = 0.0
    advised: bool = False
    several: bool = False
    closed: bool = False
    here: Here = Here.ABSENT
    source: Source = Source.PARLEY
    progress: Progress = field(default_factory=lambda: Progress(0, 0))
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
        self._theme = theme
        self.title = WordLabel(theme)
        self.facts = WordLabel(theme, CAPTION, tone="second")
        for label in (self.title, self.facts):
            label.setTextFormat(Qt.TextFormat.RichText)
        self.news = WordLabel(theme, CAPTION)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, _STEPS)
        self.button = SteadyButton()
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.button.clicked.connect(self._press)
        words = QVBoxLayout()
        words.setSpacing(2)
        for part in (self.title, self.facts, self.news):
            words.addWidget(part)
        words.addWidget(self.bar)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(SPACE[2], SPACE[1], SPACE[2], SPACE[1])
        self._row.setSpacing(SPACE[1])
        self._row.addLayout(words, 1)
        self._row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        theme.changed.connect(lambda: self.show_offer(self._offer))
        self.show_offer(offer)

    @property
    def offer(self) -> Offer:
        """What is shown."""
        return self._offer

    def show_offer(self, offer: Offer) -> None:
        """Show another state of the variant, or another variant."""
        self._offer = offer
        self.title.setText(self._bold(self.name()) + self._mark())
        self.facts.setText(" · ".join(self._facts()))
        self.facts.setToolTip(self._meaning())
        self._show_news()
        words = self._button_words()
        self.button.setText(words)
        self.button.setAccessibleName(f"{words}: {self.name()}")
        self.button.setAccessibleDescription(self.spoken())
        self.button.setVisible(bool(words))
        # Of what is closed the first thing to do is to open it.
        wanted = offer.advised and not offer.closed
        primary = offer.here is Here.HERE or (wanted and offer.here is Here.ABSENT)
        set_style_property(self.button, "kind", "primary" if primary else None)
        self.setAccessibleName(self.spoken())

    def set_wide(self, wide: bool) -> None:
        """Whether there is room for the button beside the words."""
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.LeftToRight if wide else direction.TopToBottom)
        edge = Qt.AlignmentFlag.AlignVCenter if wide else Qt.AlignmentFlag.AlignLeading
        self._row.setAlignment(self.button, edge)

    def name(self) -> str:
        """What the variant is called: what its quantization means, and the quantization."""
        variant = self._offer.variant
        quality = quality_words(variant.quantization)
        parts = [quality, variant.quantization]
        if self._offer.several or not quality:
            parts.insert(0, variant.title)
        return " · ".join(filter(None, parts))

    def spoken(self) -> str:
        """All that it says."""
        parts = [self.name(), self._size_words(), self._fits_words(), self._speed_words()]
        if self._offer.advised:
            parts.insert(1, self.tr("Recommended"))
        return ", ".join(filter(None, (*parts, self._news_words())))

    def _bold(self, words: str) -> str:
        return f"<b>{escape(words)}</b>"

    def _mark(self) -> str:
        if not self._offer.advised:
            return ""
        return "&nbsp;&nbsp; " + self._inked(self.tr("Recommended"), "accent", CAPTION)

    def _facts(self) -> list[str]:
        tone = TONES.get(self._offer.fits, "accent") if self._offer.fits else ""
        fits = self._fits_words()
        words = (
            escape(self._size_words()),
            self._inked(fits, tone) if fits else "",
            escape(self._speed_words()),
        )
        return [each for each in words if each]

    def _inked(self, words: str, token: str, factor: float = 1.0) -> str:
        """Words in a colour of the theme."""
        size = f"font-size: {self._theme.font(factor).pointSizeF():.1f}pt;" if factor != 1 else ""
        ink = self._theme.color(token).name()
        return f'<span style="color: {ink}; {size}">{escape(words)}</span>'

    def _size_words(self) -> str:
        size, parts = size_words(self._offer.size), len(self._offer.variant.files)
        if parts == 1:
            return size
        return self.tr("{size} in {count} files", "", parts).format(size=size, count=parts)

    def _speed_words(self) -> str:
        speed = speed_words(self._offer.speed)
        return self.tr("about {speed}").format(speed=speed) if speed else ""

    def _fits_words(self) -> str:
        if self._offer.fits is None:
            return ""
        words = say(fits_words(self._offer.fits))
        if self._offer.exact:
            return words
        return self.tr("{fits} (estimated)").format(fits=words)

    def _meaning(self) -> str:
        if self._offer.fits is None:
            return ""
        meaning = say(fits_meaning(self._offer.fits))
        if self._offer.exact:
            return meaning
        return meaning + "\n" + self.tr("Estimated by the size of its files alone.")

    def _show_news(self) -> None:
        offer = self._offer
        words = self._news_words()
        self.news.setText(words)
        self.news.setVisible(bool(words))
        set_style_property(self.news, "tone", "error" if offer.here is Here.FAILED else "second")
        done, total = offer.progress.done, offer.progress.total
        self.bar.setVisible(offer.here is Here.FETCHING or (offer.here in _BEGUN and done > 0))
        self.bar.setValue(round(_STEPS * done / total) if total else 0)
        self.bar.setAccessibleName(self.tr("How much of {model} is here").format(model=self.name()))

    def _news_words(self) -> str:
        offer = self._offer
        come = self.tr("{done} of {total}").format(
            done=size_words(offer.progress.done), total=size_words(offer.progress.total)
        )
        match offer.here:
            case Here.HERE:
                if offer.source is Source.PARLEY:
                    return self.tr("On this computer")
                return self.tr("On this computer ({place})").format(
                    place=source_words(offer.source)
                )
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
