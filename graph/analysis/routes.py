"""The strongest way through dated events in a given number of steps: an exact dynamic programme."""

from collections.abc import Callable

import numpy as np

from graph.analysis.csr import Array, Floats

_ROUNDING = 1e-12


def strongest_route(worth: Floats, strengths: Floats, days: Array, inner: int, nearly: float = 1.0) -> list[int]:
    """Return the way from the first event to the last whose weakest link is strongest.

    First the ways are found whose least worth is highest, or nearly so. Of these the one whose weakest link is
    strongest is chosen, and of all that are as strong the one with the highest mean. It takes ``inner + 1`` times the
    square of the number of events.

    Parameters
    ----------
    worth : ndarray of float64, shape (events, events)
        What the link from one to another is worth; 0 where there is none.
    strengths : ndarray of float64, shape (events, events)
        Strength of the links.
    days : ndarray of int, shape (events,)
        Dates as ordinals, ascending. A link leads to a later day.
    inner : int
        So many events stand between the first and the last.
    nearly : float
        Links of at least this part of the highest least worth are good enough.

    Returns
    -------
    list of int
        Places of the events, ends included; empty where there is no way.

    Examples
    --------
    >>> import numpy as np
    >>> links = np.array([[0, 0.9, 0.4, 0.2], [0, 0, 0, 0.1], [0, 0, 0, 0.3], [0, 0, 0, 0]])
    >>> strongest_route(links, links, np.array([1, 2, 2, 3]), 1)
    [0, 2, 3]
    """
    links = np.where(days[:, None] < days[None, :], worth, 0.0)
    least, _ = _programme(links, inner, np.minimum, np.inf)
    if least <= 0:
        return []
    links = np.where(links >= nearly * least - _ROUNDING, strengths, 0.0)
    weakest, _ = _programme(links, inner, np.minimum, np.inf)
    if weakest <= 0:
        return []
    links = np.where(links >= weakest - _ROUNDING, links, 0.0)
    return _programme(links, inner, np.add, 0.0)[1]


def _programme(
    links: Floats, inner: int, joined: Callable[[Floats, Floats], Floats], start: float
) -> tuple[float, list[int]]:
    """Return the best value of a way that so many events stand on, and the way."""
    last = len(links) - 1
    best = np.full(len(links), -1.0)
    best[0] = start
    cameby: list[Array] = []
    for _ in range(inner + 1):
        values = np.where((links > 0) & (best[:, None] >= 0), joined(best[:, None], links), -1.0)
        cameby.append(values.argmax(axis=0))
        best = values.max(axis=0)
    way = [last]
    for before in reversed(cameby):
        way.append(int(before[way[-1]]))
    return float(best[last]), way[::-1]
