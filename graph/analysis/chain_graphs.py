"""Chains through graphs of networkx: the strongest way through dated events, wherever their links come from."""

import datetime as dt
from typing import TYPE_CHECKING

import numpy as np

from graph.analysis.routes import strongest_route
from graph.errors import InputError, NotFoundError

if TYPE_CHECKING:
    import networkx as nx


def strongest_chain(graph: "nx.Graph[str]", first: str, last: str, inner: int) -> list[str]:
    """Return the way between two events of a graph whose weakest link is strongest, in strictly rising time.

    Parameters
    ----------
    graph : networkx.Graph or networkx.DiGraph
        Events as nodes with the attribute ``date`` (a date or ISO text), links with ``strength`` above 0.
    first, last : str
        The ends.
    inner : int
        So many events stand between them.

    Returns
    -------
    list of str
        Events, ends included; empty where there is no such way. Of ways that are as strong the one with the highest
        mean is chosen.

    Raises
    ------
    NotFoundError
        If an end is not in the graph.
    InputError
        If an event has no date, or the last is not of a later day.

    Examples
    --------
    >>> import networkx as nx
    >>> graph = nx.DiGraph()
    >>> for name, date in (("quake", "2015-04-25"), ("aid", "2015-04-27"), ("vow", "2015-05-02")):
    ...     graph.add_node(name, date=date)
    >>> graph.add_edge("quake", "aid", strength=0.3)
    >>> graph.add_edge("aid", "vow", strength=0.2)
    >>> strongest_chain(graph, "quake", "vow", 1)
    ['quake', 'aid', 'vow']
    """
    for end in (first, last):
        if end not in graph:
            raise NotFoundError(f"There is no event {end!r} in the graph.")
    days = {event: _day(event, held.get("date")) for event, held in graph.nodes(data=True)}
    if days[first] >= days[last]:
        raise InputError(f"A chain leads to a later day; {last!r} is not of a later day than {first!r}.")
    between = sorted((event for event in graph if days[first] < days[event] < days[last]), key=lambda e: (days[e], e))
    events = [first, *between, last]
    places = {event: place for place, event in enumerate(events)}
    strengths = np.zeros((len(events), len(events)))
    for one, other, strength in graph.edges(data="strength", default=0.0):
        if one in places and other in places:
            strengths[places[one], places[other]] = strength
            if not graph.is_directed():
                strengths[places[other], places[one]] = strength
    found = strongest_route(strengths, strengths, np.array([days[event] for event in events]), inner)
    return [events[place] for place in found]


def _day(event: str, date: object) -> int:
    """Return a date as an ordinal."""
    try:
        return (date if isinstance(date, dt.date) else dt.date.fromisoformat(str(date))).toordinal()
    except ValueError as error:
        raise InputError(f"The event {event!r} has no date that can be read; got {date!r}.") from error
