"""The same answer in Python and in Cypher, ready to be copied. Pure."""

import datetime as dt

from dashboard.address import EventState, HomeState

RELATED_CYPHER = """\
MATCH (e:Event {id: $id})-[r:RELATED]->(o:Event)
RETURN o.date, o.text, r.score, r.reason_labels
ORDER BY r.rank"""


def related_python(store: str, state: EventState, each_side: int, one_side: int) -> str:
    """Return the Python lines that give the related events of a page."""
    sides = ("before", "after") if state.when == "both" else (state.when,)
    limit = each_side if state.when == "both" else one_side
    asked = [f"{side} = g.related(event{_arguments(when=side, limit=limit, far=state.far)})" for side in sides]
    shown = [f"*{side}.related" for side in sides] + ([f"*{sides[0]}.same_day"] if state.when == "both" else [])
    return _session(
        store,
        f"event = {state.event!r}",
        *asked,
        f"for entry in [{', '.join(shown)}]:",
        "    print(entry.event.date, entry.event.text, entry.summary)",
    )


def related_cypher(event: str) -> str:
    """Return the statement that lists the stored relations, and the command that runs it."""
    return f"// storytrail query -p id={event}\n{RELATED_CYPHER}"


def home_python(store: str, state: HomeState, days: int = 0) -> str:
    """Return the Python lines that give what Home shows; empty if it shows nothing."""
    if state.reversed:
        return ""
    first, last = (day.isoformat() if day else None for day in (state.first, state.last))
    if state.q:
        return _session(store, f"hits = g.search({state.q!r}{_arguments(first=first, last=last, topic=state.topic)})")
    if state.topic:
        return _session(store, f"topic = g.topic({state.topic!r}{_arguments(limit=state.show)})", _events(state))
    if state.first and state.first == state.last:
        return _session(store, f"day = g.day({first!r})")
    if not days:
        return ""
    until = (state.last + dt.timedelta(days=1)).isoformat() if state.last else None
    return _session(store, f"days = g.days({_arguments(limit=days, before=until).removeprefix(', ')})")


def _events(state: HomeState) -> str:
    """Return the line that takes the events of a topic, of the chosen dates only."""
    first, last = (repr(day.isoformat()) if day else "" for day in (state.first, state.last))
    if not first and not last:
        return "events = topic.events"
    bounds = f"{first + ' <= ' if first else ''}event.date.isoformat(){' <= ' + last if last else ''}"
    return f"events = [event for event in topic.events if {bounds}]"


def _session(store: str, *lines: str) -> str:
    body = "\n".join(f"    {line}" for line in lines)
    return f"from graph import EventGraph\n\nwith EventGraph.open({store!r}) as g:\n{body}"


def _arguments(**given: str | int | None) -> str:
    return "".join(f", {name}={value!r}" for name, value in given.items() if value)
