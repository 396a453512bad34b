"""Under which heading of the conversation list a moment falls."""

from datetime import date
from enum import Enum


class DayGroup(Enum):
    """The headings, newest first; the window gives them their words."""

    TODAY = "today"
    YESTERDAY = "yesterday"
    WEEK = "week"
    """The six days before today, without yesterday: each weekday once."""
    MONTH = "month"
    """The thirty days before today."""
    OLDER = "older"


def day_group(now: float, then: float) -> DayGroup:
    """The heading for `then`, seen from `now` (both in seconds since the epoch).

    Days are those of the computer's own time zone, from midnight to midnight; a moment in the
    future (the clock was set back) counts as today.
    """
    days = (date.fromtimestamp(now) - date.fromtimestamp(then)).days
    if days <= 0:
        return DayGroup.TODAY
    if days == 1:
        return DayGroup.YESTERDAY
    if days < 7:
        return DayGroup.WEEK
    return DayGroup.MONTH if days <= 30 else DayGroup.OLDER
