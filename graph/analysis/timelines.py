"""The course of any events in time: counts, bursts, gaps and the few events that tell it."""

import datetime as dt
from collections.abc import Collection

import numpy as np

from graph.analysis.bins import AnyBin, as_dates, bin_end, bin_starts, chosen_bin, counted
from graph.analysis.burst_labels import Labeller
from graph.analysis.bursts import Span, burst_spans
from graph.analysis.csr import Array
from graph.analysis.gaps import gaps
from graph.analysis.key_events import Telling
from graph.analysis.related import RelatedIndex
from graph.analysis.subjects import rows_of_topic
from graph.analysis.timeline_model import Burst, Gap, Timeline, TimelineSettings
from graph.errors import InputError

__all__ = ["Burst", "Gap", "Timeline", "TimelineSettings", "rows_of_topic", "timeline"]


def timeline(
    index: RelatedIndex,
    rows: Array,
    *,
    bin: AnyBin = "auto",  # noqa: A002 - the name it has everywhere
    first: dt.date | None = None,
    last: dt.date | None = None,
    title: str = "",
    muted: Collection[str] = (),
    settings: TimelineSettings | None = None,
) -> Timeline:
    """Return the course of some events in time.

    Bursts are found by Kleinberg's automaton [1]_ from the share that the events have of the archive in each week,
    whatever bins are shown, against their share between `first` and `last`: a shorter time is seen in more detail.

    Parameters
    ----------
    index : RelatedIndex
        Its neighbours are found as far as they are needed and not known.
    rows : ndarray of int, shape (events,)
        The events, ascending, each once.
    bin : {"auto", "day", "week", "month", "year"}
        What is counted by; "auto" takes what suits the span.
    first, last : datetime.date, optional
        Only events from and up to these days; by default from the first to the last event.
    title : str, optional
        What the subject is called: no burst is named by it.
    muted : collection of str, optional
        Ids of topics by which no burst is named either.
    settings : TimelineSettings, optional

    Raises
    ------
    InputError
        For an unknown kind of bin, rows out of order or not in the index, or a last day before the first.

    References
    ----------
    .. [1] J. Kleinberg, "Bursty and Hierarchical Structure in Streams", KDD 2002.
    """
    chosen, within = settings or TimelineSettings(), _checked(index, rows, first, last)
    days = index.scorer.days.astype(np.int64)
    ours = days[within]
    ends = _ends(ours, first, last)
    if ends is None:
        none = np.zeros(0, dtype=np.int64)
        return Timeline(chosen_bin(bin, 0, 0), as_dates(none), none, none)
    kind = chosen_bin(bin, *ends)
    starts = bin_starts(kind, *ends)
    shown = ends[0] if first else int(starts[0]), ends[1] if last else bin_end(kind, int(starts[-1]))
    bursts, key_events = _told(index, within, burst_spans(ours, days, *ends, chosen), (title, muted), chosen)
    return Timeline(
        bin=kind,
        starts=as_dates(starts),
        counts=counted(ours, starts, *shown),
        volume=counted(days, starts, *shown),
        bursts=bursts,
        gaps=gaps(ours, days, chosen),
        key_events=key_events,
    )


def _checked(index: RelatedIndex, rows: Array, first: dt.date | None, last: dt.date | None) -> Array:
    """Return the rows of the events between two days."""
    if first and last and last < first:
        raise InputError(f"A timeline ends after it begins; {last} is before {first}.")
    found = np.asarray(rows, dtype=np.int64)
    if (np.diff(found) <= 0).any():
        raise InputError("The rows of a timeline are ascending, each once.")
    if len(found) and not 0 <= found[0] <= found[-1] < len(index):
        raise InputError(f"The rows of a timeline lie among the {len(index)} events compared.")
    days = index.scorer.days[found]
    kept: Array = found[(days >= (first or dt.date.min).toordinal()) & (days <= (last or dt.date.max).toordinal())]
    return kept


def _ends(days: Array, first: dt.date | None, last: dt.date | None) -> tuple[int, int] | None:
    """Return the first and the last day of a timeline; None if nothing says which."""
    if not len(days) and not (first and last):
        return None
    begin = first.toordinal() if first else int(days[0])
    return begin, last.toordinal() if last else int(days[-1])


def _told(
    index: RelatedIndex, rows: Array, spans: list[Span], unsaid: tuple[str, Collection[str]], settings: TimelineSettings
) -> tuple[tuple[Burst, ...], tuple[int, ...]]:
    """Return bursts with labels and key events, and the key events of the whole course."""
    if not len(rows):
        return (), ()
    strongest = sorted(spans, key=lambda span: (-span.weight, span.start))[: settings.most_bursts]
    kept = sorted(strongest, key=lambda span: span.start)
    hub = index.settings.most_events(index.settings.hub_share, len(index))
    labeller = Labeller.of(index.scorer.terms, rows, settings.label_parts, hub, *unsaid)
    telling = Telling.of(index, rows, settings)
    named = [labeller.named(span.start, span.stop) for span in kept]
    told = [
        telling.of_burst(span, labeller.having(span.start, span.stop, topics[:1]))
        for span, topics in zip(kept, named, strict=True)
    ]
    days = index.scorer.days[rows].tolist()
    bursts = tuple(
        Burst(
            start=dt.date.fromordinal(days[span.start]),
            end=dt.date.fromordinal(days[span.stop - 1]),
            level=span.level,
            weight=span.weight,
            label=labeller.label(topics) or index.openings[rows[places[0]]],
            events=tuple(rows[places].tolist()),
        )
        for span, topics, places in zip(kept, named, told, strict=True)
    )
    return bursts, tuple(rows[telling.of_course(kept, told)].tolist())
