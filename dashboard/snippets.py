"""The same answer in Python and in Cypher, ready to be copied. Pure."""

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


def home_python(store: str, state: HomeState) -> str:
    """Return the Python line that gives what Home shows."""
    first, last = (day.isoformat() if day else None for day in (state.first, state.last))
    if state.q:
        return _session(store, f"hits = g.search({state.q!r}{_arguments(first=first, last=last, topic=state.topic)})")
    if state.topic:
        return _session(store, f"topic = g.topic({state.topic!r}{_arguments(limit=state.show)})")
    if state.first and state.first == state.last:
        return _session(store, f"day = g.day({first!r})")
    return _session(store, f"days = g.days({_arguments(limit=7).removeprefix(', ')})")


def _session(store: str, *lines: str) -> str:
    body = "\n".join(f"    {line}" for line in lines)
    return f"from graph import EventGraph\n\nwith EventGraph.open({store!r}) as g:\n{body}"


def _arguments(**given: str | int | None) -> str:
    return "".join(f", {name}={value!r}" for name, value in given.items() if value)
