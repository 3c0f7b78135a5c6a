"""Chart specifications (Altair). Pure; colours of text and grid come from Streamlit's theme.

Time is drawn in UTC: a date is a date, wherever the browser is.
"""

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from dashboard.present import strengths
from dashboard.words import apart, plain_date, shorten, span
from graph import Event, RelatedEvents

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd

WEEKS_UP_TO_DAYS = 3 * 366
MONTHS_UP_TO_DAYS = 40 * 366
DAYS_ON_AXIS_UP_TO = 100
TOOLTIP_LETTERS = 160
PICK = "pick"
SAME_DAY = "Same day"
MIDDLE_GREY = "#858b93"  # seen on both backgrounds
_MARGIN = 0.04


def bins(activity: Sequence[tuple[dt.date, int]]) -> tuple[str, "pd.DataFrame"]:
    """Return events per week, month or year, whichever suits the length of the record.

    Parameters
    ----------
    activity : sequence of (date, int)
        Events of each day, in order of date.

    Returns
    -------
    str
        ``week``, ``month`` or ``year``.
    pandas.DataFrame
        Columns `start`, `end` (timestamps), `first`, `last` (the same days as ISO text, for a selection),
        `said` (the stretch in words) and `events`; stretches without events are there with 0.
    """
    import pandas as pd

    days = (activity[-1][0] - activity[0][0]).days if activity else 0
    unit, rule = ("week", "W-SUN") if days <= WEEKS_UP_TO_DAYS else ("month", "M")
    if days > MONTHS_UP_TO_DAYS:
        unit, rule = "year", "Y"
    series = pd.Series(
        [events for _, events in activity],
        index=pd.PeriodIndex([pd.Timestamp(date) for date, _ in activity], freq=rule),
        dtype="int64",
    )
    summed = series.groupby(level=0).sum()
    if len(summed):
        summed = summed.reindex(pd.period_range(summed.index[0], summed.index[-1], freq=rule), fill_value=0)
    index = pd.PeriodIndex(summed.index)
    ends = [(start.date(), end.date()) for start, end in zip(index.start_time, index.end_time, strict=True)]
    frame = pd.DataFrame({"start": index.start_time, "end": index.end_time, "events": summed.to_numpy()})
    frame["first"] = [first.isoformat() for first, _ in ends]
    frame["last"] = [last.isoformat() for _, last in ends]
    frame["said"] = [span(first, last) for first, last in ends]
    return unit, frame


def activity_chart(activity: Sequence[tuple[dt.date, int]]) -> "alt.Chart":
    """Return bars of how many events there were; a bar that is clicked is the selection `PICK`."""
    import altair as alt

    unit, frame = bins(activity)
    pick = alt.selection_point(name=PICK, fields=["first", "last"], on="click", empty=True)
    axis = alt.Axis(grid=False, tickCount=5, labelFlush=True)
    chart: alt.Chart = (
        alt.Chart(frame, height=110)
        .mark_bar(cursor="pointer")
        .encode(
            x=alt.X("start:T", title=None, scale=alt.Scale(type="utc"), axis=axis),
            x2="end:T",
            y=alt.Y("events:Q", title=None, axis=alt.Axis(tickCount=3, domain=False, ticks=False, tickMinStep=1)),
            y2=alt.datum(0),  # with it Vega draws bars that stand, not ranges of time that lie
            opacity=alt.condition(pick, alt.value(0.85), alt.value(0.35)),
            tooltip=[alt.Tooltip("said:N", title=unit.capitalize()), alt.Tooltip("events:Q", title="Events")],
        )
        .add_params(pick)
    )
    return chart


def relation_points(answer: RelatedEvents) -> "pd.DataFrame":
    """Return the related events as points in time, columns `id`, `date`, `strength`, `when`, `text`, `side`."""
    import pandas as pd

    entries = [*answer.related, *answer.same_day]
    power = strengths(entries)
    rows = [
        (
            entry.event.id,
            pd.Timestamp(entry.event.date),
            power[entry.event.id],
            f"{plain_date(entry.event.date)}, {apart(entry.days)}",
            shorten(entry.event.text, TOOLTIP_LETTERS),
            {"before": "Before", "after": "After"}.get(entry.when, SAME_DAY),
        )
        for entry in entries
    ]
    return pd.DataFrame(rows, columns=["id", "date", "strength", "when", "text", "side"])


def relation_chart(event: Event, answer: RelatedEvents) -> "alt.LayerChart":
    """Return the related events along time: the higher and larger a disc, the stronger the relation.

    A line marks the event itself; what is of the same day is a ring on it, without a stem. The disc that is
    clicked is the selection `PICK`.
    """
    import altair as alt
    import pandas as pd

    points = relation_points(answer)
    moment = pd.Timestamp(event.date)
    scale = alt.Scale(type="utc", domain=_domain([*points["date"], moment]))
    days = (points["date"].max() - points["date"].min()).days if len(points) else 0
    axis = alt.Axis(grid=False, tickCount=7, labelOverlap=True, format=_date_format(days))
    time = alt.X("date:T", title=None, scale=scale, axis=axis)
    # The words stand on an axis because Streamlit colours axes for light and dark, but not text marks.
    here = alt.Axis(
        orient="top", values=[_moment(moment)], labelExpr="'this event'", domain=False, grid=False, ticks=False
    )
    strength = alt.Y("strength:Q", axis=None, scale=alt.Scale(domain=[0, 1.2]))
    itself = alt.Chart(pd.DataFrame({"date": [moment]}))
    line = itself.mark_rule(strokeDash=[4, 3], color=MIDDLE_GREY).encode(
        x=alt.X("date:T", title=None, scale=scale, axis=here)
    )
    apart_in_time = points[points["side"] != SAME_DAY]
    stems = alt.Chart(apart_in_time).mark_rule(color=MIDDLE_GREY, opacity=0.5).encode(x=time, y=strength)
    layers = [stems, line, _discs(points, time, strength)]
    chart: alt.LayerChart = alt.LayerChart(layer=layers, height=150).resolve_axis(x="independent")
    return chart


def _discs(points: "pd.DataFrame", time: "alt.X", strength: "alt.Y") -> "alt.Chart":
    import altair as alt

    pick = alt.selection_point(name=PICK, fields=["id"], on="click", empty=True)
    chart: alt.Chart = (
        alt.Chart(points)
        .transform_calculate(what="'event'")
        .mark_point(shape="circle", cursor="pointer", opacity=0.9, strokeWidth=2)
        .encode(
            x=time,
            y=strength,
            # A constant as data, not as a colour: Streamlit's theme then gives it one for light and dark.
            fill=alt.Fill("what:N", legend=None),
            stroke=alt.Stroke("what:N", legend=None),
            fillOpacity=alt.condition(alt.datum.side == SAME_DAY, alt.value(0), alt.value(1)),
            size=alt.Size("strength:Q", scale=alt.Scale(domain=[0, 1], range=[40, 260]), legend=None),
            tooltip=[alt.Tooltip("when:N", title="When"), alt.Tooltip("text:N", title="Event")],
        )
        .add_params(pick)
    )
    return chart


def _date_format(days: int) -> str:
    """Return the format of dates on an axis of so many days: each label says its year where it matters."""
    if days <= DAYS_ON_AXIS_UP_TO:
        return "%-d %b %Y"
    return "%b %Y" if days <= WEEKS_UP_TO_DAYS else "%Y"


def _domain(dates: "list[pd.Timestamp]") -> "list[alt.DateTime]":
    """Return the ends of the time axis with a margin, at least two weeks apart."""
    first, last = min(dates), max(dates)
    days = max((last - first).days, 14)
    margin = dt.timedelta(days=max(3.0, days * _MARGIN))
    return [_moment(first - margin), _moment(last + margin)]


def _moment(day: "pd.Timestamp") -> "alt.DateTime":
    import altair as alt

    return alt.DateTime(year=day.year, month=day.month, date=day.day, utc=True)
