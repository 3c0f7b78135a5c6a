"""From results to what is shown: sentences, groups and tables. Pure: no browser, no Streamlit."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from dashboard.address import EventState
from dashboard.words import apart, count, month_of, percent, plain_date, span
from graph import DayView, Entry, Event, Reason, RelatedEvents, Status

if TYPE_CHECKING:
    import pandas as pd

KIND_WORDS = {
    "heading": "heading",
    "topic": "topic",
    "word": "words",
    "bridge": "linked by",
    "time": "time",
    "category": "section",
    "similar": "wording",
}
FRAME_COLUMNS = ("Date", "When", "Event", "Strength", "Reasons")


@dataclass(frozen=True, slots=True)
class Share:
    """One reason with its share of the score, from 0 to 1, and the word for its kind."""

    reason: Reason
    share: float
    word: str

    @property
    def topic(self) -> bool:
        """Whether the reason is a topic that can be opened and muted."""
        return bool(self.reason.id) and self.reason.kind in ("topic", "heading")


def shares(entry: Entry) -> list[Share]:
    """Return the reasons of an entry, strongest first, with what each adds to the score."""
    total = sum(reason.weight for reason in entry.reasons) or 1.0
    ordered = sorted(entry.reasons, key=lambda reason: -reason.weight)
    return [Share(r, r.weight / total, KIND_WORDS.get(r.kind, r.kind)) for r in ordered]


def strengths(entries: Iterable[Entry]) -> dict[str, float]:
    """Return the strength of each entry by event id, where the strongest of all has 1."""
    listed = list(entries)
    best = max((entry.score for entry in listed), default=0.0)
    return {entry.event.id: entry.score / best if best > 0 else 0.0 for entry in listed}


def both_sides(before: RelatedEvents, after: RelatedEvents) -> RelatedEvents:
    """Return the answers for the two sides in time as one, strongest first."""
    entries = sorted([*before.related, *after.related], key=lambda entry: -entry.score)
    return RelatedEvents(before.event, entries, before.same_day, before.muted)


def earlier(answer: RelatedEvents) -> list[Entry]:
    """Return the related events before the event, strongest first."""
    return [entry for entry in answer.related if entry.days < 0]


def later(answer: RelatedEvents) -> list[Entry]:
    """Return the related events after the event, strongest first."""
    return [entry for entry in answer.related if entry.days > 0]


def nothing_related(chosen: EventState) -> str:
    """Return that nothing is related, on the chosen side in time and at the chosen distance."""
    side = {"before": "earlier", "after": "later", "both": "away"}[chosen.when]
    if chosen.far:
        return f"Nothing more than {count(chosen.far, 'day')} {side} is related."
    return f"Nothing {'on other days' if chosen.when == 'both' else side} is related."


def related_sentence(answer: RelatedEvents, chosen: EventState) -> str:
    """Return what the list says at a glance, in one sentence."""
    entries = answer.related
    if not entries:
        return nothing_related(chosen)
    dates = [entry.event.date for entry in entries]
    strongest = apart(max(entries, key=lambda entry: entry.score).days)
    first, last = min(dates), max(dates)
    if len(entries) == 1:
        return f"One event of another day, {strongest}."
    return f"{count(len(entries), 'event')} of other days, {span(first, last)}; the strongest is {strongest}."


def related_frame(answer: RelatedEvents) -> "pd.DataFrame":
    """Return the related events as a table with the columns `FRAME_COLUMNS`, in order of date."""
    import pandas as pd

    entries = sorted([*answer.related, *answer.same_day], key=lambda entry: (entry.event.date, -entry.score))
    power = strengths(entries)
    table = [
        (entry.event.date, apart(entry.days), entry.event.text, round(power[entry.event.id], 2), reasons_text(entry))
        for entry in entries
    ]
    return pd.DataFrame(table, columns=list(FRAME_COLUMNS))


def reasons_text(entry: Entry) -> str:
    """Return the reasons of an entry as one line."""
    return "; ".join(f"{s.word} {s.reason.label} {percent(s.share)}" for s in shares(entry))


Group = tuple[tuple[str, ...], list[Event]]


def by_category(events: Iterable[Event]) -> list[tuple[str, list[Group]]]:
    """Return the events of a day by category, and within it by heading path; order of the page is kept."""
    return [
        (category, [(path, list(under)) for path, under in groupby(members, key=_path)])
        for category, members in groupby(sorted(events, key=lambda event: event.position), key=_category)
    ]


def _category(event: Event) -> str:
    return event.category


def _path(event: Event) -> tuple[str, ...]:
    return tuple(heading.text for heading in event.headings)


def enough_days(days: Sequence[DayView], events: int) -> list[DayView]:
    """Return the first days that together have at least `events` events; always one if there is one."""
    kept: list[DayView] = []
    seen = 0
    for day in days:
        kept.append(day)
        seen += len(day.events)
        if seen >= events:
            break
    return kept


def status_sentence(status: Status) -> str:
    """Return how much the store holds, and from when to when."""
    held = f"{count(status.events, 'event')} with {count(status.topics, 'topic')}"
    sources = f" and {count(status.sources, 'source')}" if status.sources else ""
    return f"{held}{sources}, {span(status.first, status.last)}."


def activity_sentence(activity: Sequence[tuple[dt.date, int]]) -> str:
    """Return which month had most events, in one sentence."""
    months: Counter[dt.date] = Counter()
    for date, events in activity:
        months[date.replace(day=1)] += events
    if not months:
        return ""
    busiest = max(sorted(months), key=lambda month: months[month])
    if len(months) == 1:
        return f"All of them in {month_of(busiest)}."
    return f"Most in {month_of(busiest)}: {count(months[busiest], 'event')}."


def event_title(event: Event) -> str:
    """Return what stands in the browser's title for an event."""
    return f"{plain_date(event.date)}: {event.text}"
