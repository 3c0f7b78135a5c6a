"""Archives in which one subject is told of now and then, and much in one week."""

import datetime as dt
from collections.abc import Sequence

from graph.analysis.csr import Array
from graph.analysis.related import RelatedIndex
from graph.analysis.subjects import rows_of_topic
from graph.model import EventOutline
from tests.analysis.archives import START, index_of, outline

OTHERS = ("harvest", "ballot", "museum", "bridge", "verdict", "orchard", "comet", "ferry", "theatre", "glacier")
STORM_DAY = 445
"""The day on which the storm begins; it lasts for ten days."""
YEAR = 365


def chatter(first: int, last: int, step: int = 2) -> list[EventOutline]:
    """An event of something else on every `step`-th of some days."""
    return [
        outline(f"other-{day:05}", day, f"{OTHERS[day % 10]} {OTHERS[day // 10 % 10]} {OTHERS[day // 100 % 10]}")
        for day in range(first, last + 1, step)
    ]


def now_and_then(first: int, last: int, step: int = 60) -> list[EventOutline]:
    """An event of Aden on every `step`-th of some days."""
    return [outline(f"aden-{day:05}", day, f"Ferry sails q{day}", topics=("aden",)) for day in range(first, last, step)]


def storm(first: int = STORM_DAY, days: int = 10) -> list[EventOutline]:
    """Days of storm in Aden, one event a day, most of them told under a heading and the last at sea."""
    at_sea = first + 6
    return [
        outline(f"storm-{day:05}", day, f"Wind over the harbour q{day}", topics=("aden",), headings=("gale",))
        if day < at_sea
        else outline(f"storm-{day:05}", day, f"Wind drives ships ashore q{day}", topics=("aden", "red sea"))
        for day in range(first, first + days)
    ]


def two_years(extra: Sequence[EventOutline] = ()) -> RelatedIndex:
    """Two years of chatter, Aden now and then, and the storm."""
    return index_of([*chatter(0, 2 * YEAR), *now_and_then(0, 2 * YEAR), *storm(), *extra])


def aden(index: RelatedIndex) -> Array:
    """The rows of the events of Aden."""
    return rows_of_topic(index, "aden")


def day_of(day: int) -> dt.date:
    """A day as a date."""
    return START + dt.timedelta(day)
