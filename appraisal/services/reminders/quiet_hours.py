"""When a message is better left for the morning (ux 2.5): evenings, nights, weekends, Friday prayer."""

import datetime

EVENING, MORNING = datetime.time(18), datetime.time(7)
FRIDAY = 4
PRAYER = (datetime.time(11, 30), datetime.time(13))


def is_quiet(now: datetime.datetime) -> bool:
    """Whether people are not at work at this moment of the region's own time."""
    time = now.time()
    if now.weekday() > FRIDAY or not MORNING <= time < EVENING:
        return True
    return now.weekday() == FRIDAY and PRAYER[0] <= time < PRAYER[1]
