"""Related events as HTML: on the same day, before, after, each with its reasons. Pure."""

from collections.abc import Sequence

from dashboard import listing, markup, present
from dashboard.address import EventState, HomeState, Side
from dashboard.words import apart, count, percent, plain_date
from graph import Entry, Ref, RelatedEvents

SHOWN_REASONS = 3


def boxes(answer: RelatedEvents, chosen: EventState) -> str:
    """Return the same day in full width, then before and after side by side; only one side when it was chosen."""
    power = present.strengths([*answer.related, *answer.same_day])
    shown = [_same_day(answer, power)] if chosen.when == "both" else []
    if chosen.when != "after":
        shown.append(_side("before", present.earlier(answer), power, answer, chosen))
    if chosen.when != "before":
        shown.append(_side("after", present.later(answer), power, answer, chosen))
    return f'<div class="boxes{"" if chosen.when == "both" else " single"}">{"".join(shown)}</div>'


def entry(item: Entry, strength: float, *, least: int = SHOWN_REASONS) -> str:
    """Return one related event: when, its text, why, and how much each reason adds, `least` of them unfolded."""
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
        f'<p class="why">{markup.data(item.summary)}</p>{_reasons(item, least)}</li>'
    )


def _same_day(answer: RelatedEvents, power: dict[str, float]) -> str:
    items = "".join(entry(item, power[item.event.id], least=0) for item in answer.same_day)
    every = listing.day_link(answer.event.date, "All of this day ›")
    if items:
        listed = f'<ol class="entries">{items}</ol><p class="more">{every}</p>'
    else:
        listed = f'<p class="quiet">Nothing else on this day is related. {every}</p>'
    return f'<section class="box day-row" aria-label="Same day"><h3>Same day</h3>{listed}</section>'


def _side(
    side: Side, entries: Sequence[Entry], power: dict[str, float], answer: RelatedEvents, chosen: EventState
) -> str:
    items = "".join(entry(item, power[item.event.id]) for item in entries)
    none = present.nothing_related(EventState(chosen.event, side, chosen.far))
    listed = f'<ol class="entries">{items}</ol>' if items else f'<p class="quiet">{none}</p>'
    title = side.capitalize()
    more = _more(chosen, side, answer) if items or chosen.when != "both" else ""
    return f'<section class="box" aria-label="{title}"><h3>{title}</h3>{listed}{more}</section>'


def _more(chosen: EventState, side: Side, answer: RelatedEvents) -> str:
    if chosen.when == "both":
        state = EventState(answer.event.id, side, chosen.far)
        said = "More of what came before ›" if side == "before" else "More of what came after ›"
    else:
        state = EventState(answer.event.id, "both", chosen.far)
        said = "‹ Before and after"
    return f'<p class="more">{markup.link(state.url(), said)}</p>'


def _reasons(item: Entry, least: int) -> str:
    listed = [_reason(share) for share in present.shares(item)]
    shown, rest = listed[:least], listed[least:]
    said = f"{len(rest)} more" if shown else count(len(rest), "reason")
    folded = f'<details><summary>{said}</summary><ul class="reasons">{"".join(rest)}</ul></details>' if rest else ""
    return (f'<ul class="reasons">{"".join(shown)}</ul>' if shown else "") + folded


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
