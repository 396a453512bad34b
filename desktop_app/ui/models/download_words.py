"""How a download stands, as people say it."""

import math

from PySide6.QtCore import QCoreApplication

from desktop_app.core.download import Order, Stage
from desktop_app.ui.models.downloads import Downloads, Progress
from desktop_app.ui.words import size_words

translate = QCoreApplication.translate

_MINUTE, _HOUR, _DAY = 60, 3600, 86_400
SEPARATOR = " · "


def state_words(downloads: Downloads, order: Order, progress: Progress) -> str:
    """What becomes of an order at the moment, in one line."""
    come = come_words(progress) if progress.done else size_words(progress.total)
    match order.stage:
        case Stage.FETCHING:
            parts = [come_words(progress), *pace_words(progress)]
        case Stage.WAITING:
            parts = [_reason(downloads), come]
        case Stage.PAUSED if progress.done:
            parts = [translate("Downloads", "Paused at {come}").format(come=come)]
        case Stage.PAUSED:
            parts = [translate("Downloads", "Paused"), come]
        case Stage.DONE:
            parts = [translate("Downloads", "Here"), size_words(progress.total)]
        case Stage.FAILED:
            again = translate("Downloads", "tries again by itself")
            parts = [come, again] if downloads.tries_again(order) else [come]
    return SEPARATOR.join(parts)


def come_words(progress: Progress) -> str:
    """How much is here: "1.2 of 4.9 GB"."""
    done, total = size_words(progress.done), size_words(progress.total)
    if done.split()[-1] == total.split()[-1]:
        done = " ".join(done.split()[:-1])
    return translate("Downloads", "{done} of {total}").format(done=done, total=total)


def pace_words(progress: Progress) -> list[str]:
    """How fast it comes and how long it still takes, or why that cannot be said."""
    if progress.tries:
        words = translate("Downloads", "stalled, trying again ({tries})")
        return [words.format(tries=progress.tries)]
    if progress.checking:
        return [translate("Downloads", "checking…")]
    if progress.speed <= 0:
        return [translate("Downloads", "waiting for the server…")]
    speed = translate("Downloads", "{size}/s").format(size=size_words(round(progress.speed)))
    return [speed, left_words(progress.seconds)]


def left_words(seconds: float) -> str:
    """How long it still takes, no more exact than anybody knows."""
    if seconds < _MINUTE:
        return translate("Downloads", "less than a minute left")
    if seconds < _HOUR:
        words = translate("Downloads", "{minutes} min left")
        return words.format(minutes=math.ceil(seconds / _MINUTE))
    if seconds < _DAY:
        words = translate("Downloads", "{hours} h {minutes} min left")
        minutes = round(seconds / _MINUTE)
        return words.format(hours=minutes // 60, minutes=minutes % 60)
    return translate("Downloads", "more than a day left")


def percent_of(progress: Progress) -> int:
    """So many hundredths are here; 100 no sooner than all is."""
    return math.floor(100 * progress.done / progress.total) if progress.total else 0


def _reason(downloads: Downloads) -> str:
    """What the orders wait for that do."""
    obstacle, current = downloads.obstacle, downloads.current
    if obstacle is not None and obstacle.code == "hub.offline":
        return translate("Downloads", "Waits: Parley is set to stay offline")
    if obstacle is not None:
        return translate("Downloads", "Waits for the network")
    if current is not None:
        return translate("Downloads", "Waits for {title}").format(title=current.parcel.title)
    return translate("Downloads", "Waits")
