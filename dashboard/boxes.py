"""Related events as HTML: before, on the same day, after, each with its reasons. Pure."""

from collections.abc import Sequence

from dashboard import listing, markup, present
from dashboard.address import EventState, HomeState
from dashboard.words import apart, percent, plain_date
from graph import Entry, Event, Ref, RelatedEvents

SHOWN_REASONS = 3


def boxes(answer: RelatedEvents, chosen: EventState) -> str:
    """Return the boxes side by side; only one side in time when the reader chose it."""
    power = present.strengths([*answer.related, *answer.same_day])
    columns = []
    if chosen.when != "after":
        columns.append(_box("Before", present.earlier(answer), power, _more(chosen, "before", answer)))
    if chosen.when == "both":
        columns.append(_box("Same day", answer.same_day, power, _whole_day(answer.event)))
    if chosen.when != "before":
        columns.append(_box("After", present.later(answer), power, _more(chosen, "after", answer)))
    return f'<div class="boxes n{len(columns)}">{"".join(columns)}</div>'


def entry(item: Entry, strength: float) -> str:
    """Return one related event: when, its text, why, and how much each reason adds."""
    event = item.event
    meter = (
        f'<span class="meter" role="img" aria-label="Strength {percent(strength)} of the strongest" '
        f'title="Strength: {percent(strength)} of the strongest in this list">'
        f'<span style="width:{max(round(100 * strength), 2)}%"></span></span>'
    )
    far = f"<b>{apart(item.days)}</b> · " if item.days else ""
    return (
        f'<li class="entry"><p class="when"><span>{far}<time datetime="{event.date.isoformat()}">'
        f"{plain_date(event.date)}</time></span>{meter}</p>{markup.event_link(event)}"
        f'<p class="why">{markup.data(item.summary)}</p>{_reasons(item)}</li>'
    )


def _box(title: str, entries: Sequence[Entry], power: dict[str, float], more: str) -> str:
    items = "".join(entry(item, power[item.event.id]) for item in entries)
    listed = f'<ol class="entries">{items}</ol>' if entries else f'<p class="quiet">{_EMPTY[title]}</p>'
    return f'<section class="box" aria-label="{title}"><h3>{title}</h3>{listed}{more}</section>'


_EMPTY = {
    "Before": "Nothing earlier is related.",
    "Same day": "Nothing else on this day is related.",
    "After": "Nothing later is related.",
}


def _more(chosen: EventState, side: str, answer: RelatedEvents) -> str:
    if chosen.when == "both":
        state = EventState(answer.event.id, "before" if side == "before" else "after", chosen.far)
        said = "More of what came before ›" if side == "before" else "More of what came after ›"
    else:
        state = EventState(answer.event.id, "both", chosen.far)
        said = "‹ Before and after"
    return f'<p class="more">{markup.link(state.url(), said)}</p>'


def _whole_day(event: Event) -> str:
    return f'<p class="more">{listing.day_link(event.date, "All of this day ›")}</p>'


def _reasons(item: Entry) -> str:
    listed = [_reason(share) for share in present.shares(item)]
    rest = listed[SHOWN_REASONS:]
    folded = (
        f'<details><summary>{len(rest)} more</summary><ul class="reasons">{"".join(rest)}</ul></details>'
        if rest
        else ""
    )
    return f'<ul class="reasons">{"".join(listed[:SHOWN_REASONS])}</ul>{folded}'


def _reason(share: present.Share) -> str:
    reason = share.reason
    shown = markup.data(reason.label)
    mute = ""
    if share.topic:
        shown = markup.link(HomeState(topic=reason.id).url(), shown, title="All events of this topic")
        mute = markup.mute_button(Ref(reason.id, reason.label))
    elif reason.kind == "bridge" and reason.id:
        shown = markup.link(EventState(reason.id).url(), shown)
    bar = f'<span style="width:{max(round(100 * share.share), 1)}%"></span>'
    return (
        f'<li class="reason kind-{markup.text(reason.kind)}"><span class="kind">{share.word}</span>'
        f'<span class="label">{shown}</span>{mute}<span class="share">{percent(share.share)}</span>'
        f'<span class="bar" aria-hidden="true">{bar}</span></li>'
    )
