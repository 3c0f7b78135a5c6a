"""Chains: how one event led to another, what led to an event, and what followed from it."""

from collections.abc import Collection
from typing import Literal, get_args

from graph.analysis.chain_tree import Step, steps
from graph.analysis.chains import ChainFinder
from graph.chain_results import ChainResult, ChainTree, StepsResult
from graph.chaining import ChainRequest, answer, told
from graph.checks import as_span
from graph.errors import InputError
from graph.facets.base import Day
from graph.facets.personal import Personal
from graph.model import Event, Ref
from graph.naming import find_topic

Direction = Literal["back", "forward"]


class Chaining(Personal):
    """Chains between two events, and steps from one; what a person muted is left out."""

    def chains(
        self,
        one: Event | str,
        other: Event | str,
        *,
        k: int = 3,
        length: int | None = None,
        mute: str | Collection[str] = (),
        exclude: Event | str | Collection[Event | str] = (),
        first: Day | None = None,
        last: Day | None = None,
        weak: bool = False,
    ) -> ChainResult:
        """Return chains of events that lead from one event to another, strongest first.

        Parameters
        ----------
        one, other : Event or str
            An event, an id, the beginning of one, or words of its text. The chain leads to the later one.
        k : int
            At most so many chains, no event between the ends in two of them.
        length : int, optional
            So many events between the ends, from 1 to 20; the evidence chooses if not given.
        mute : str or collection of str
            Topics that do not count, besides those muted for good.
        exclude : Event, str or collection of these
            Events that are left out.
        first, last : datetime.date or str, optional
            Bounds of the dates of the events between.
        weak : bool
            Return the best chain even if it is too weak to rely on.

        Returns
        -------
        ChainResult
            Chains with the strength and the reasons of each link, or which limit failed.

        Raises
        ------
        NotFoundError, AmbiguousError
            If nothing, or more than one thing, answers to a name.
        InputError
            If both ends are the same event, or a number or a day is out of bounds.
        """
        graph, ends = self._require(), (self._find(one), self._find(other))
        start, end = as_span(first, last)
        request = ChainRequest(k, length, self._muting(mute), self._left_out(exclude), start, end, weak)
        return answer(graph, self._finder(), *ends, request)

    def steps(
        self,
        event: Event | str,
        *,
        direction: Direction = "back",
        mute: str | Collection[str] = (),
        exclude: Event | str | Collection[Event | str] = (),
    ) -> StepsResult:
        """Return what led to an event, or what followed from it: a small tree of steps over weeks to years.

        Parameters
        ----------
        event : Event or str
            An event, an id, the beginning of one, or words of its text.
        direction : {"back", "forward"}
            Earlier or later steps.
        mute : str or collection of str
            Topics that do not count, besides those muted for good.
        exclude : Event, str or collection of these
            Events that are left out.

        Raises
        ------
        NotFoundError, AmbiguousError
            If nothing, or more than one thing, answers to a name.
        InputError
            If the event itself is to be left out, or the direction is unknown.
        """
        if direction not in get_args(Direction):
            raise InputError(f"{direction!r} is no direction; use {' or '.join(get_args(Direction))}.")
        root, muted = self._find(event), self._muting(mute)
        left_out = self._left_out(exclude)
        if root.id in left_out:
            raise InputError("The event asked about is among those left out; take it from these.")
        found = steps(self._finder(), root.id, direction, [topic.id for topic in muted], left_out)
        tree = self._tree(root, found)
        said = _said(direction, len(tree.steps))
        return StepsResult(direction, tree, said, tuple(topic.label for topic in muted))

    def _tree(self, event: Event, root: Step) -> ChainTree:
        events = {found.id: found for found in (event, *self._require().events(sorted(_ids(root))))}

        def grown(step: Step) -> ChainTree:
            nodes = [(child.link, child) for child in step.steps if child.link and child.event in events]
            return ChainTree(events[step.event], tuple((told(link), grown(child)) for link, child in nodes))

        return grown(root)

    def _left_out(self, exclude: Event | str | Collection[Event | str]) -> tuple[str, ...]:
        """Return the ids of events that are left out."""
        events = [exclude] if isinstance(exclude, Event | str) else exclude
        return tuple(self._find(event).id for event in events)

    def _muting(self, mute: str | Collection[str]) -> tuple[Ref, ...]:
        """Return the topics that do not count: those muted for good, and those named."""
        names = [mute] if isinstance(mute, str) else mute
        muted = {ref.id: ref for ref in self.muted()}
        found = (find_topic(self._require(), name) for name in names)
        return tuple((muted | {topic.id: Ref(topic.id, topic.label) for topic in found}).values())

    def _finder(self) -> ChainFinder:
        """Return what finds chains in the present data; its tables are made once for an index."""
        index = self._index.get(self._require())
        with self._deriving:
            if self._chain_finder is None or self._chain_finder.index is not index:
                self._chain_finder = ChainFinder(index)
            return self._chain_finder

    _chain_finder: ChainFinder | None = None


def _ids(step: Step) -> set[str]:
    return {step.event}.union(*map(_ids, step.steps))


def _said(direction: Direction, count: int) -> str:
    """Say what the tree shows."""
    if count:
        return "What led here, nearest first." if direction == "back" else "What followed, nearest first."
    side = "earlier" if direction == "back" else "later"
    return f"No {side} event has a strong link to it."
