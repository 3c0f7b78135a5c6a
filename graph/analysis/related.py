"""Events related to an event: shared words, topics and headings, each by its rarity, fading with time."""

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

import numpy as np

from graph.analysis.csr import Array
from graph.analysis.evidence import Bools, credited, shared_terms
from graph.analysis.explain import reasons
from graph.analysis.packing import Arrays, pack_texts, unpack_texts
from graph.analysis.scoring import Candidates, Scorer
from graph.analysis.settings import RelatedSettings
from graph.analysis.terms import pack_terms, unpack_terms, weigh
from graph.errors import InputError, NotFoundError
from graph.model import Relation

if TYPE_CHECKING:
    from graph.analysis.snapshot import Snapshot

__all__ = ["RelatedIndex", "RelatedSettings", "When"]

When = Literal["both", "before", "after"]
FORMAT = 1
_CHUNK = 256


@dataclass(frozen=True, eq=False)
class RelatedIndex:
    """Answers which events are related to an event, and why.

    Words weigh by BM25 [1]_, topics by their rarity as in [2]_, headings several times a topic. What two events
    share is summed up, set against all they have, and divided by a power of the days between them.

    Attributes
    ----------
    ids : tuple of str
        Events by date, then id.
    scorer : Scorer
        Weighed terms, days and sections of the events.
    revision : int
        Data revision of the snapshot it was built from.

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
    scorer: Scorer
    revision: int = 0

    @classmethod
    def build(cls, snapshot: "Snapshot", settings: RelatedSettings | None = None) -> "RelatedIndex":
        """Make the index of a snapshot."""
        chosen = settings or RelatedSettings()
        scorer = Scorer(weigh(snapshot, chosen), snapshot.days, snapshot.categories, chosen)
        return cls(snapshot.ids, scorer, snapshot.revision)

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def settings(self) -> RelatedSettings:
        """How events are compared."""
        return self.scorer.settings

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {event_id: row for row, event_id in enumerate(self.ids)}

    def row(self, event_id: str) -> int:
        """Return the row of an event.

        Raises
        ------
        NotFoundError
            If there is no such event.
        """
        try:
            return self._rows[event_id]
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
        row = self._asked(event)
        muted = self.scorer.muted(row, mute)
        return self._relations([(row, self._best(row, limit, when, far_days, muted))], muted)

    def same_day(self, event: str | int, *, limit: int = 10, mute: Collection[str] = ()) -> list[Relation]:
        """Return the events of the same day most related to an event, strongest first.

        Parameters and errors are those of `related`.
        """
        row = self._asked(event)
        muted = self.scorer.muted(row, mute)
        found = self.scorer.candidates(row, muted)
        found = found.take(self.scorer.days[found.rows] == self.scorer.days[row])
        return self._relations([(row, self.scorer.best(row, found, limit))], muted)

    def all_related(self, limit: int = 10, progress: Callable[[int, int], None] | None = None) -> Iterator[Relation]:
        """Yield the relations of every event to events of other days: the answers of `related`, row by row.

        Parameters
        ----------
        limit : int, optional
            At most so many for an event.
        progress : callable, optional
            Told now and then how many events are done, and how many there are.
        """
        for start in range(0, len(self), _CHUNK):
            rows = range(start, min(start + _CHUNK, len(self)))
            yield from self._relations([(row, self._best(row, limit)) for row in rows])
            if progress:
                progress(rows.stop, len(self))

    def _best(
        self, row: int, limit: int, when: When = "both", far_days: int = 0, muted: Bools | None = None
    ) -> Candidates:
        """Return the best events of other days."""
        found = self.scorer.candidates(row, muted)
        return self.scorer.best(row, found.take(self._on_side(row, found.rows, when, far_days)), limit)

    def _asked(self, event: str | int) -> int:
        """Return the row that is asked about."""
        if isinstance(event, str):
            return self.row(event)
        if not 0 <= event < len(self):
            raise NotFoundError(f"There is no row {event} among the {len(self)} events compared.")
        return event

    def _on_side(self, row: int, rows: Array, when: When, far_days: int) -> Bools:
        """Return which rows lie on a side of an event and far enough away."""
        days = self.scorer.days
        before: Bools = rows < np.searchsorted(days, days[row] - far_days)
        after: Bools = rows >= np.searchsorted(days, days[row] + far_days, side="right")
        if when == "both":
            return before | after
        return before if when == "before" else after

    def _relations(self, lists: Sequence[tuple[int, Candidates]], muted: Bools | None = None) -> list[Relation]:
        """Return the relations of lists of candidates, best first, with reasons."""
        terms, days, ids = self.scorer.terms, self.scorer.days, self.ids
        sources = np.repeat([row for row, _ in lists], [len(found.rows) for _, found in lists])
        targets = np.concatenate([found.rows for _, found in lists])
        scores = np.concatenate([found.scores for _, found in lists])
        evidence = credited(terms, shared_terms(terms, sources, targets, muted))
        told = reasons(terms, evidence, scores, self.settings)
        ranks = [rank for _, found in lists for rank in range(1, len(found.rows) + 1)]
        pairs = zip(sources.tolist(), targets.tolist(), strict=True)
        gaps = (days[targets] - days[sources]).tolist()
        return [
            Relation(ids[source], ids[target], rank, score, gap, why)
            for (source, target), rank, score, gap, why in zip(pairs, ranks, scores.tolist(), gaps, told, strict=True)
        ]

    def to_arrays(self) -> Arrays:
        """Return all that is needed to answer, as arrays for ``numpy.savez``."""
        settings = json.dumps(asdict(self.settings))
        return {
            "format": np.array([FORMAT, self.revision]),
            **pack_texts("settings", [settings]),
            **pack_texts("ids", self.ids),
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
            ids = unpack_texts("ids", arrays)
            if {len(scorer.days), len(scorer.sections), scorer.terms.weights.rows} != {len(ids)}:
                raise ValueError("The columns differ in length.")
            return cls(ids, scorer, revision)
        except (KeyError, ValueError, TypeError, IndexError) as error:
            raise InputError("The index of related events is damaged; build it again.") from error
