import time
from datetime import datetime

import pytest

from desktop_app.core.calendar_day import DayGroup, day_group

NOW = datetime(2026, 3, 31, 0, 30).timestamp()  # half past midnight, local time


@pytest.mark.parametrize(
    ("then", "group"),
    [
        (datetime(2026, 3, 31, 0, 0), DayGroup.TODAY),
        (datetime(2026, 3, 31, 9, 0), DayGroup.TODAY),  # the clock was set back
        (datetime(2026, 4, 9, 9, 0), DayGroup.TODAY),
        (datetime(2026, 3, 30, 23, 59), DayGroup.YESTERDAY),
        (datetime(2026, 3, 30, 0, 0), DayGroup.YESTERDAY),
        (datetime(2026, 3, 29, 23, 59), DayGroup.WEEK),
        (datetime(2026, 3, 25, 0, 0), DayGroup.WEEK),
        (datetime(2026, 3, 24, 23, 59), DayGroup.MONTH),
        (datetime(2026, 3, 1, 0, 0), DayGroup.MONTH),
        (datetime(2026, 2, 28, 23, 59), DayGroup.OLDER),
        (datetime(1999, 1, 1), DayGroup.OLDER),
    ],
)
def test_days_begin_at_midnight(then: datetime, group: DayGroup) -> None:
    assert day_group(NOW, then.timestamp()) is group


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this system cannot change its time zone")
@pytest.mark.parametrize(
    ("zone", "group"), [("UTC", DayGroup.TODAY), ("America/Los_Angeles", DayGroup.YESTERDAY)]
)
def test_midnight_is_that_of_the_time_zone(
    zone: str, group: DayGroup, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        noon = 1_774_958_400.0  # 2026-03-31 12:00 UTC
        assert day_group(noon, noon - 6 * 3600) is group
    finally:
        monkeypatch.undo()
        time.tzset()
