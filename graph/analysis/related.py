"""Events related to an event: shared words, topics and headings, each by its rarity, fading with time."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from graph.analysis.csr import Array
from graph.analysis.evidence import Bools, credited, shared_terms
from graph.analysis.explain import Bridges, reasons
from graph.analysis.finding import Eligible, Finder
from graph.analysis.muting import Muting
from graph.analysis.neighbours import Neighbourhood, chunks
from graph.analysis.packing import Arrays, pack_texts, unpack_texts
from graph.analysis.pairs import ranks
from graph.analysis.ranking import Ranked, Ranker
from graph.analysis.row_lists import NOBODY, RowLists
from graph.analysis.scoring import Asked, Scorer
from graph.analysis.settings import LISTED, RelatedSettings
from graph.analysis.terms import pack_terms, unpack_terms, weigh
from graph.analysis.twins import distinct
from graph.errors import InputError, NotFoundError
from graph.model import Relation

if TYPE_CHECKING:
    from graph.analysis.snapshot import Snapshot

__all__ = ["RelatedIndex", "RelatedSettings", "When"]

When = Literal["both", "before", "after"]
FORMAT = 2
_RANKED = 3
"""So many times as many events as are wanted are ranked, because some say the same."""


@dataclass(frozen=True, eq=False)
class RelatedIndex:
    """Answers which events are related to an event, and why.

    Words weigh by BM25 [1]_, names more, topics by their rarity as in [2]_, headings most. What two events share is
    summed up, set against all they have, and divided by a power of the days between them. What reaches from the one
    to the other in two steps over nearest neighbours is added, and the sum ranked as `Ranker` tells.

    Attributes
    ----------
    ids : tuple of str
        Events by date, then id.
    openings : tuple of str
        The first words of each event, by which it is named as a bridge.
    scorer : Scorer
        Weighed terms, days and sections of the events.
    vectors : ndarray of float16, shape (events, dimensions)
        Vectors of meaning; without dimensions where there are none.
    neighbours : RowLists
        The nearest events of any day, as far as they are known.
    lists : RowLists
        The best ten events of other days, as far as `all_related` or `related_of` has found them.
    revision : int
        Data revision of the snapshot it was built from.
    drift : float
        How far the weights may have moved since all lists were found together; see `graph.analysis.updating`.

    References
    ----------
    .. [1] S. Robertson and H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", Foundations
       and Trends in Information Retrieval 3 (4), 2009.
    .. [2] L. A. Adamic and E. Adar, "Friends and neighbors on the Web", Social Networks 25 (3), 2003.

    Examples
    --------
    >>> import datetime as dt
    >>> from graph.analysis.snapshot import Snapshot
    >>> from graph.model import EventOutline
    >>> day = dt.date(2015, 4, 25)
    >>> outlines = [
    ...     EventOutline("a", day, "An earthquake strikes Nepal", "", ("nepal",), ()),
    ...     EventOutline("b", day + dt.timedelta(2), "Rescuers reach Nepal", "", ("nepal",), ()),
    ... ]
    >>> index = RelatedIndex.build(Snapshot.from_outlines(outlines, {"nepal": "Nepal"}))
    >>> [(relation.target, relation.days, relation.reasons[0].label) for relation in index.related("a")]
    [('b', 2, 'Nepal')]
    """

    ids: tuple[str, ...]
    openings: tuple[str, ...]
    scorer: Scorer
    vectors: Array
    neighbours: RowLists
    lists: RowLists
    revision: int = 0
    drift: float = 0.0

    @classmethod
    def build(
        cls, snapshot: "Snapshot", settings: RelatedSettings | None = None, vectors: Array | None = None
    ) -> "RelatedIndex":
        """Make the index of a snapshot; neighbours and lists are found when they are asked for.

        Parameters
        ----------
        snapshot : Snapshot
        settings : RelatedSettings, optional
        vectors : ndarray of float16, shape (events, dimensions), optional
            Vectors of meaning, see `Ranker`.
        """
        chosen, events = settings or RelatedSettings(), len(snapshot)
        return cls(
            ids=snapshot.ids,
            openings=snapshot.openings,
            scorer=Scorer(weigh(snapshot, chosen), snapshot.days, snapshot.categories, chosen),
            vectors=np.zeros((events, 0), dtype=np.float16) if vectors is None else vectors,
            neighbours=RowLists.unknown(events, chosen.look_to(events)),
            lists=RowLists.unknown(events, LISTED),
            revision=snapshot.revision,
        )

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def settings(self) -> RelatedSettings:
        """How events are compared."""
        return self.scorer.settings

    @cached_property
    def rows(self) -> dict[str, int]:
        """The row of each event by its id."""
        return {event_id: row for row, event_id in enumerate(self.ids)}

    def row(self, event_id: str) -> int:
        """Return the row of an event.

        Raises
        ------
        NotFoundError
            If there is no such event.
        """
        try:
            return self.rows[event_id]
        except KeyError:
            raise NotFoundError(f"There is no event {event_id!r} among the {len(self)} compared.") from None

    def related(
        self,
        event: str | int,
        *,
        limit: int = 10,
        when: When = "both",
        mute: Collection[str] = (),
        far_days: int = 0,
    ) -> list[Relation]:
        """Return the events of other days most related to an event, strongest first.

        Parameters
        ----------
        event : str or int
            Id or row of the event.
        limit : int, optional
            At most so many.
        when : {"both", "before", "after"}, optional
            Side in time.
        mute : collection of str, optional
            Ids of topics that do not count; unknown ones are ignored.
        far_days : int, optional
            Only events more than so many days away.

        Raises
        ------
        NotFoundError
            If there is no such event.
        """
        asked, eligible, muting = self._asked(event), self._on_side(when, far_days), Muting(self.scorer.terms, mute)
        question = self.scorer.ask(asked, muting)
        found = self._best(question, self.finder.likely(question, eligible), eligible, limit, muting)
        return self._relations(asked, found, muting)

    def same_day(self, event: str | int, *, limit: int = 10, mute: Collection[str] = ()) -> list[Relation]:
        """Return the events of the same day most related to an event, strongest first.

        Parameters and errors are those of `related`.
        """
        asked, days, muting = self._asked(event), self.scorer.days, Muting(self.scorer.terms, mute)
        of_day = np.arange(*np.searchsorted(days, (days[asked[0]], days[asked[0]] + 1)))
        of_day = of_day[of_day != asked[0]]
        everybody = (np.zeros(len(of_day), dtype=np.int64), of_day)
        found = self._best(self.scorer.ask(asked, muting), everybody, _same_day(days), limit, muting)
        return self._relations(asked, found, muting)

    def all_related(self, limit: int = 10, progress: Callable[[int, int], None] | None = None) -> Iterator[Relation]:
        """Yield the relations of every event to events of other days: the answers of `related`, row by row.

        Parameters
        ----------
        limit : int, optional
            At most so many for an event.
        progress : callable, optional
            Told now and then how many events are done, and how many there are.
        """
        return self.related_of(range(len(self)), limit, progress)

    def related_of(
        self, rows: Sequence[int], limit: int = 10, progress: Callable[[int, int], None] | None = None
    ) -> Iterator[Relation]:
        """Yield the relations of some events, as `all_related` does for all."""
        chosen, done, eligible, count = np.asarray(rows, dtype=np.int64), 0, self._on_side(), _RANKED * limit
        pooled = min(max(self.settings.pool, count), self.settings.likely)
        pools = Neighbourhood(self.finder, self.neighbours).pools(chosen, pooled)
        for asked in chunks(chosen, self.scorer.terms.weights.columns):
            pool = pools[done : done + len(asked)]
            owners, places = np.nonzero(pool != NOBODY)
            likely = owners, pool[owners, places]
            ranked = self._ranker.ranked(self.scorer.ask(asked), likely, eligible, count)
            found = self._listed(ranked, limit)
            if limit == self.lists.length:
                self.lists.put_all(asked, found.owners, found.rows, found.scores)
            yield from self._relations(asked, found)
            done += len(asked)
            if progress:
                progress(done, len(chosen))

    def rank(self, row: int, eligible: Bools, limit: int = 10) -> Array:
        """Return the rows of the best eligible events, best first, those that say the same among them.

        Parameters
        ----------
        row : int
            The event asked about.
        eligible : ndarray of bool, shape (events,)
            Which events may be in the answer.
        limit : int, optional
            At most so many.
        """

        def allowed(_: Array, rows: Array) -> Bools:
            chosen: Bools = eligible[rows]
            return chosen

        question = self.scorer.ask(self._asked(row))
        return self._ranker.ranked(question, self.finder.likely(question, allowed), allowed, limit).rows[:limit]

    def _best(
        self,
        question: Asked,
        likely: tuple[Array, Array],
        eligible: Eligible,
        limit: int,
        muting: Muting | None = None,
    ) -> Ranked:
        """Return the list of an event, of eligible others."""
        return self._listed(self._ranker.ranked(question, likely, eligible, _RANKED * limit, muting), limit)

    def _listed(self, ranked: Ranked, limit: int) -> Ranked:
        """Return the best of each list, of which no two say the same, and none is much weaker than the first."""
        best = ranked.scores[np.searchsorted(ranked.owners, ranked.owners)]
        strong = ranked.take(ranked.scores >= self.settings.least_of_best * best)
        terms, same_text = self.scorer.terms, self.settings.same_text
        return strong.take(distinct(terms, strong.owners, strong.rows, limit, same_text))

    def _asked(self, event: str | int) -> Array:
        """Return the row that is asked about, as the only one."""
        row = self.row(event) if isinstance(event, str) else event
        if not 0 <= row < len(self):
            raise NotFoundError(f"There is no row {event} among the {len(self)} events compared.")
        return np.array([row])

    def _on_side(self, when: When = "both", far_days: int = 0) -> Eligible:
        """Return which events lie on a side of an event and more than so many days away."""
        days = self.scorer.days

        def eligible(asked: Array, others: Array) -> Bools:
            gaps = days[others] - days[asked]
            before: Bools = gaps < -far_days
            after: Bools = gaps > far_days
            return before if when == "before" else after if when == "after" else before | after

        return eligible

    @cached_property
    def finder(self) -> Finder:
        """What finds candidates; its tables are made once for an index."""
        return Finder(self.scorer)

    @cached_property
    def _ranker(self) -> Ranker:
        return Ranker(self.finder, self.neighbours, self.vectors)

    def _relations(self, asked: Array, found: Ranked, muting: Muting | None = None) -> list[Relation]:
        """Return ranked lists as relations, with reasons."""
        terms, days, ids = self.scorer.terms, self.scorer.days, self.ids
        sources, targets = asked[found.owners], found.rows
        muted = muting.of(int(asked[0])) if muting else None
        evidence = credited(terms, shared_terms(terms, sources, targets, muted), muted)
        over = Bridges(found.bridges, found.bridged, ids, self.openings)
        columns: tuple[Iterable[Any], ...] = (
            [ids[row] for row in sources.tolist()],
            [ids[row] for row in targets.tolist()],
            (ranks(found.owners) + 1).tolist(),
            found.scores.tolist(),
            (days[targets] - days[sources]).tolist(),
            reasons(terms, evidence, found.scores, over, self.settings),
        )
        return list(map(Relation, *columns))

    def to_arrays(self) -> Arrays:
        """Return all that is needed to answer, as arrays for ``numpy.savez``."""
        settings = json.dumps(asdict(self.settings))
        return {
            "format": np.array([FORMAT, self.revision]),
            **pack_texts("settings", [settings]),
            **pack_texts("ids", self.ids),
            **pack_texts("openings", self.openings),
            "vectors": self.vectors,
            "drift": np.array(self.drift),
            **_pack_lists("neighbours", self.neighbours),
            **_pack_lists("lists", self.lists),
            "days": self.scorer.days,
            "sections": self.scorer.sections,
            **pack_terms(self.scorer.terms),
        }

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, Array]) -> "RelatedIndex":
        """Return the index that `to_arrays` took apart.

        Raises
        ------
        InputError
            If the arrays are incomplete, do not fit each other, or were made by another version.
        """
        try:
            version, revision = arrays["format"].tolist()
            if version != FORMAT:
                raise InputError(f"The index has format {version}; this version reads {FORMAT}. Build it again.")
            settings = RelatedSettings(**json.loads(unpack_texts("settings", arrays)[0]))
            scorer = Scorer(unpack_terms(arrays), arrays["days"], arrays["sections"], settings)
            ids, openings = unpack_texts("ids", arrays), unpack_texts("openings", arrays)
            index = cls(
                ids,
                openings,
                scorer,
                arrays["vectors"],
                _unpack_lists("neighbours", arrays),
                _unpack_lists("lists", arrays),
                revision,
                float(arrays["drift"]),
            )
            columns = (scorer.days, scorer.sections, openings, index.vectors, index.neighbours, index.lists)
            if {len(column) for column in columns} | {scorer.terms.weights.rows} != {len(ids)}:
                raise ValueError("The columns differ in length.")
            return index
        except (KeyError, ValueError, TypeError, IndexError) as error:
            raise InputError("The index of related events is damaged; build it again.") from error


def _pack_lists(name: str, lists: RowLists) -> Arrays:
    return {f"{name}.rows": lists.rows, f"{name}.scores": lists.scores, f"{name}.known": lists.known}


def _unpack_lists(name: str, arrays: Mapping[str, Array]) -> RowLists:
    rows, scores, known = (arrays[f"{name}.{part}"] for part in ("rows", "scores", "known"))
    if rows.shape != scores.shape or len(rows) != len(known):
        raise ValueError(f"The arrays of {name} do not fit each other.")
    return RowLists(rows, scores, known)


def _same_day(days: Array) -> Eligible:
    """Return which events are of the day of an event."""

    def eligible(asked: Array, others: Array) -> Bools:
        same: Bools = (days[others] == days[asked]) & (others != asked)
        return same

    return eligible
