"""Chains: how one event led to another, in steps of which each follows from the last."""

from collections.abc import Iterator
from functools import cached_property

import numpy as np

from graph.analysis.chain_model import Chain, ChainsFound, ChainWish, Link
from graph.analysis.chain_settings import ChainSettings
from graph.analysis.csr import Array, Floats
from graph.analysis.evidence import Bools
from graph.analysis.ground import Ground
from graph.analysis.links import Links
from graph.analysis.muting import Muting
from graph.analysis.neighbours import Neighbourhood
from graph.analysis.related import RelatedIndex
from graph.analysis.walks import NeighbourGraph, Visits, Weigh
from graph.errors import InputError
from graph.model import Reason

__all__ = ["ChainFinder", "ChainSettings", "ChainWish"]


class ChainFinder:
    """Finds chains of events, in the way of [1]_ with candidates by walks over the graph of neighbours.

    The events between two ends that walks from both come by are the candidates. Among these the way of some steps
    is chosen whose weakest link is strongest, where a link counts by what its events share of what all candidates
    are about, by the days between, and by how close both are to the ends.

    Parameters
    ----------
    index : RelatedIndex
        Its neighbours are found when a chain is first asked for, if they are not known.
    settings : ChainSettings, optional

    References
    ----------
    .. [1] D. Shahaf and C. Guestrin, "Connecting the Dots Between News Articles", KDD 2010.

    Examples
    --------
    >>> import datetime as dt
    >>> from graph.analysis.snapshot import Snapshot
    >>> from graph.model import EventOutline
    >>> texts = ["A quake strikes Nepal", "Rescuers reach Nepal after the quake", "Nepal mourns the dead of the quake"]
    >>> outlines = [
    ...     EventOutline(text[:7], dt.date(2015, 4, 25 + day), text, "", (), ()) for day, text in enumerate(texts)
    ... ]
    >>> finder = ChainFinder(RelatedIndex.build(Snapshot.from_outlines(outlines, {})))
    >>> finder.chains("A quake", "Nepal m", ChainWish()).chains[0].events
    ('A quake', 'Rescuer', 'Nepal m')
    """

    def __init__(self, index: RelatedIndex, settings: ChainSettings | None = None) -> None:
        self.index = index
        self.settings = settings or ChainSettings()
        self.links = Links(index.scorer, self.settings)

    def chains(self, first: str, last: str, wish: ChainWish) -> ChainsFound:
        """Return the chains from an event to a later one, strongest first.

        Raises
        ------
        NotFoundError
            If one of the events is not among those compared.
        InputError
            If the second is not of a later day.
        """
        ends = self.index.row(first), self.index.row(last)
        if self.index.scorer.days[ends[0]] >= self.index.scorer.days[ends[1]]:
            raise InputError(f"A chain leads to a later day; {last!r} is not of a later day than {first!r}.")
        silent = self._silent(ends, wish)
        visits, ground = self._ground(ends, wish, silent)
        found = [Chain(self.told(ground.rows[way], silent)) for way in self._ways(ground, wish)]
        found.sort(key=lambda chain: -chain.strength)
        around = self._alike(*visits, silent)
        best, least = next(iter(found), None), self.settings.least_strength
        strong = [chain for chain in found if chain.strength >= least and around >= self.settings.least_around]
        weak = [best] if best and wish.weak else []
        return ChainsFound(tuple(strong or weak), best, around)

    def relies_on(self, found: ChainsFound) -> bool:
        """Tell whether there are chains strong enough to rely on."""
        strong = bool(found.chains) and found.chains[0].strength >= self.settings.least_strength
        return strong and found.around >= self.settings.least_around

    def inner(self, first: int, last: int, count: int) -> Array:
        """Return the rows of the `count` events, or fewer, on the best chain between two rows, however weak it is.

        It is the way that `chains` tells first for so many events; empty where there is none over others.
        """
        wish = ChainWish(inner=count)
        _, ground = self._ground((first, last), wish, None)
        found: Array = ground.rows[next(self._ways(ground, wish), [])[1:-1]]
        return found

    def strengths(self, sources: Array, targets: Array) -> Floats:
        """Return the strength of links between aligned rows, from 0 to 1."""
        return self.links.strengths(sources, targets)

    def reasons(self, sources: Array, targets: Array) -> list[tuple[Reason, ...]]:
        """Return why aligned rows are linked."""
        return self.links.reasons(sources, targets)

    def _ground(
        self, ends: tuple[int, int], wish: ChainWish, silent: Bools | None
    ) -> tuple[tuple[Visits, Visits], Ground]:
        """Return the walks from two ends, and the ground between them."""
        visits = self._walk(ends[0], silent), self._walk(ends[1], silent)
        return visits, Ground.between(self.links, self.graph, ends, self._open(ends, wish), visits, silent)

    def _ways(self, ground: Ground, wish: ChainWish) -> Iterator[list[int]]:
        """Yield ways over a ground, no event in two of them."""
        left = np.ones(len(ground.rows), dtype=bool)
        for number in range(wish.count):
            way = self._way(ground, wish.inner, left)
            shorter = wish.inner is not None and len(way) < wish.inner + 2
            if not way or (number and shorter):
                return
            yield way
            if len(way) == 2:
                return
            left[way[1:-1]] = False

    def _way(self, ground: Ground, inner: int | None, left: Bools) -> list[int]:
        """Return the best way of a number of steps, or of the number that suits best; shorter where it must be."""
        most = ground.days_between(left)
        wanted = (inner,) if inner is not None else self.settings.lengths
        ways = [way for length in wanted if length <= most and (way := ground.way(length, left))]
        for fewer in range(min(most, wanted[0] - 1), -1, -1):
            ways = ways or [way for way in (ground.way(fewer, left),) if way]
        return self._suited(ground, ways)

    def _suited(self, ground: Ground, ways: list[list[int]]) -> list[int]:
        """Return the longest of the ways that are nearly as strong as the strongest, and of some worth."""
        strengths, worths = ([of(way) for way in ways] for of in (ground.strength, ground.least_worth))
        strong = self.settings.as_strong * max(strengths, default=0.0)
        worthy = self.settings.as_worthy * max(worths, default=0.0)
        told = zip(ways, strengths, worths, strict=True)
        good = [way for way, strength, worth in told if strength >= strong and worth >= worthy]
        return max(good or ways, key=len, default=[])

    def told(self, rows: Array, silent: Bools | None = None) -> tuple[Link, ...]:
        """Return the links along some rows, each to the next, without terms that are silent."""
        sources, targets, ids, days = rows[:-1], rows[1:], self.index.ids, self.index.scorer.days
        told = zip(
            sources.tolist(),
            targets.tolist(),
            self.links.strengths(sources, targets, silent).tolist(),
            (days[targets] - days[sources]).tolist(),
            self.links.reasons(sources, targets, silent),
            strict=True,
        )
        return tuple(Link(ids[source], ids[target], *rest) for source, target, *rest in told)

    def _open(self, ends: tuple[int, int], wish: ChainWish) -> Array:
        """Return the rows of the events that may be steps."""
        days = self.index.scorer.days
        first = max(int(days[ends[0]]) + 1, wish.first or 0)
        after = min(int(days[ends[1]]) - 1, wish.last if wish.last is not None else int(days[ends[1]])) + 1
        rows = np.arange(*np.searchsorted(days, (first, max(first, after))))
        excluded = [self.index.row(event) for event in wish.exclude]
        kept: Array = rows[~np.isin(rows, excluded)] if excluded else rows
        return kept

    def _silent(self, ends: tuple[int, int], wish: ChainWish) -> Bools | None:
        """Return which terms do not count; words of muted titles count if other topics of an end have them."""
        muting = Muting(self.index.scorer.terms, wish.mute)
        return muting.of(ends[0]) & muting.of(ends[1]) if muting else None

    def _walk(self, row: int, silent: Bools | None) -> Visits:
        return self.graph.walk(row, self.settings, self.heard(silent) if silent is not None else None)

    def _alike(self, one: Visits, other: Visits, silent: Bools | None) -> float:
        """Return the cosine of what the events on two walks are about."""
        first, second = (self.links.about(visits.rows, visits.often, silent) for visits in (one, other))
        # Sums, not products of BLAS: on a busy machine its threads wait for each other much longer than they work.
        lengths = np.sqrt((first * first).sum() * (second * second).sum())
        return float((first * second).sum() / lengths) if lengths > 0 else 0.0

    def heard(self, silent: Bools) -> Weigh:
        """Return by what part of their likeness events still are alike when some terms are silent."""

        def part(rows: Array, others: Array) -> Floats:
            whole = self.links.likeness(rows, others)
            heard = self.links.likeness(rows, others, silent)
            return np.divide(heard, whole, out=np.zeros(len(rows)), where=whole > 0)

        return part

    @cached_property
    def graph(self) -> NeighbourGraph:
        """The graph of nearest neighbours that walks go over."""
        index = self.index
        Neighbourhood(index.finder, index.neighbours).of(np.arange(len(index)))
        return NeighbourGraph.of(index.neighbours)
