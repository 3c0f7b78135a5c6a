"""What a page shows, as an address: every state is a link, and a link gives the state back. Pure."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Self, cast
from urllib.parse import quote, urlencode

Side = Literal["both", "before", "after"]
FAR_DAYS = 30
SHOW = 50
MOST = 1000
FIRST_YEAR, LAST_YEAR = 1000, 9998  # four digits, and the day after the last is still a date


@dataclass(frozen=True, slots=True)
class HomeState:
    """What Home shows: a search, a topic, bounds of the date, and how many events at most."""

    q: str = ""
    topic: str = ""
    first: dt.date | None = None
    last: dt.date | None = None
    show: int = SHOW

    @classmethod
    def read(cls, params: Mapping[str, str]) -> Self:
        """Return the state in an address; what cannot be understood counts as not given."""
        show = min(max(_number(params.get("show"), SHOW), SHOW), MOST)
        dates = _date(params.get("from")), _date(params.get("to"))
        return cls(params.get("q", "").strip(), params.get("topic", "").strip(), *dates, show)

    @property
    def reversed(self) -> bool:
        """Whether the first day is after the last, so that no event can lie between them."""
        return bool(self.first and self.last and self.first > self.last)

    def params(self) -> dict[str, str]:
        """Return the parameters of the address, defaults left out."""
        given = {
            "q": self.q,
            "topic": self.topic,
            "from": self.first.isoformat() if self.first else "",
            "to": self.last.isoformat() if self.last else "",
            "show": str(self.show) if self.show != SHOW else "",
        }
        return {name: value for name, value in given.items() if value}

    def url(self) -> str:
        """Return the address of this state."""
        return _address("/", self.params())


@dataclass(frozen=True, slots=True)
class EventState:
    """What the page of an event shows: the event, which side in time, and the least distance in days."""

    event: str = ""
    when: Side = "both"
    far: int = 0

    @classmethod
    def read(cls, params: Mapping[str, str]) -> Self:
        """Return the state in an address; what cannot be understood counts as not given."""
        when = params.get("when", "both")
        side = cast("Side", when) if when in ("before", "after") else "both"
        return cls(params.get("event", "").strip(), side, max(_number(params.get("far"), 0), 0))

    def params(self) -> dict[str, str]:
        """Return the parameters of the address, defaults left out."""
        given = {
            "event": self.event,
            "when": self.when if self.when != "both" else "",
            "far": str(self.far) if self.far else "",
        }
        return {name: value for name, value in given.items() if value}

    def url(self) -> str:
        """Return the address of this state."""
        return _address("/event", self.params())


def _address(path: str, params: Mapping[str, str]) -> str:
    query = urlencode(params, quote_via=quote, safe="/:")
    return f"{path}?{query}" if query else path


def _date(value: str | None) -> dt.date | None:
    try:
        day = dt.date.fromisoformat(value) if value else None
    except ValueError:
        return None
    return day if day and FIRST_YEAR <= day.year <= LAST_YEAR else None


def _number(value: str | None, default: int) -> int:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 10 else default
