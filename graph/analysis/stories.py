"""Stories: events that hold together, found in the graph of nearest neighbours."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from graph.analysis.communities import in_order, leiden
from graph.analysis.csr import Array, Ints
from graph.analysis.edges import Edges
from graph.analysis.group_labels import without_addition
from graph.analysis.group_settings import StorySettings
from graph.analysis.neighbours import Neighbourhood
from graph.analysis.partitions import Partition, continued, new_ids
from graph.analysis.related import RelatedIndex
from graph.analysis.row_lists import NOBODY
from graph.analysis.story_facts import Facts, facts
from graph.model import Story


@dataclass(frozen=True, eq=False)
class Stories:
    """Stories of an archive.

    Attributes
    ----------
    index : RelatedIndex
        The events.
    groups : ndarray of int32, shape (events,)
        Number of each event's story, -1 for an event of none.
    stories : tuple of Story
        By number.
    """

    index: RelatedIndex
    groups: Ints
    stories: tuple[Story, ...]

    @cached_property
    def partition(self) -> Partition:
        """The stories by event, to be continued."""
        ids = [story.id for story in self.stories]
        members = zip(self.index.ids, self.groups.tolist(), strict=True)
        of = {event: ids[group] for event, group in members if group != NOBODY}
        return Partition(of, {story.id: story.label for story in self.stories})


def neighbour_edges(index: RelatedIndex, least_score: float) -> Edges:
    """Return the graph of events and their nearest neighbours; those not known yet are found."""
    if not index.neighbours.known.all():
        Neighbourhood(index.finder, index.neighbours).of(np.arange(len(index)))
    edges = Edges.of_neighbours(index.neighbours)
    return edges.weighed(np.where(edges.weights < least_score, 0.0, edges.weights))


def find_stories(
    index: RelatedIndex, before: Partition | None = None, settings: StorySettings | None = None, seed: int = 0
) -> Stories:
    """Find the stories of all events.

    They are the communities in which neighbours score more than a given density, so that the size of the archive does
    not matter. Where there were stories before, these are what the search begins with, and those that go on keep
    their ids, and their labels while these fit.

    Parameters
    ----------
    index : RelatedIndex
    before : Partition, optional
        Stories as they were.
    settings : StorySettings, optional
    seed : int, optional
        The same seed gives the same stories.
    """
    chosen, known = settings or StorySettings(), before or Partition()
    edges = neighbour_edges(index, chosen.least_score)
    return told(index, edges, story_groups(edges, chosen, seed, known.numbers(index.ids)), known, chosen)


def story_groups(edges: Edges, settings: StorySettings, seed: int = 0, start: Array | None = None) -> Ints:
    """Return the communities of events, small ones included, largest first.

    Parameters
    ----------
    edges : Edges
    settings : StorySettings
    seed : int, optional
    start : ndarray of int, shape (events,), optional
        Communities to begin with, -1 for events by themselves.
    """
    begin = None if start is None or not (start != NOBODY).any() else in_order(alone(start))
    return leiden(edges, settings.density, quality="CPM", seed=seed, start=begin)


def alone(groups: Array) -> Array:
    """Return groups in which every event of none has one of its own."""
    none = np.flatnonzero(groups == NOBODY)
    filled = groups.astype(np.int64)
    filled[none] = groups.max(initial=NOBODY) + 1 + np.arange(len(none))
    return filled


def told(index: RelatedIndex, edges: Edges, groups: Array, before: Partition, settings: StorySettings) -> Stories:
    """Return groups of events as stories: those that are large and firm enough, with their facts and names."""
    numbered = in_order(groups) if len(groups) else groups.astype(np.int32)
    gone_on = continued(numbered, index.ids, before)
    sizes = np.bincount(numbered, minlength=1)
    held = np.bincount(numbered, weights=edges.strengths(edges.within(numbered)), minlength=1)
    asked = np.full(len(sizes), settings.least_hold, dtype=np.float64)
    asked[list(gone_on)] *= settings.slack
    firm = (sizes >= settings.least_events) & (held >= asked * sizes)
    kept = np.where(firm, np.cumsum(firm) - 1, NOBODY)
    names = {int(kept[number]): name for number, name in gone_on.items() if firm[number]}
    told_of = kept[numbered].astype(np.int32)
    return Stories(index, told_of, _named(facts(index, told_of, edges), names, before))


def _named(found: Facts, gone_on: Mapping[int, str], before: Partition) -> tuple[Story, ...]:
    labels = found.labels({number: before.labels[name] for number, name in gone_on.items() if name in before.labels})
    new = (number for number in range(len(labels)) if number not in gone_on)
    fresh = new_ids(
        (_dated(labels[number], found.first[number]) for number in new), {*before.labels, *gone_on.values()}
    )
    return tuple(
        Story(gone_on[number] if number in gone_on else next(fresh), label, *found.of(number))
        for number, label in enumerate(labels)
    )


def _dated(label: str, first: dt.date) -> tuple[str, str]:
    """Return what an id is made of: the label without a month, and the year in which the story begins."""
    plain = without_addition(label)
    return plain, "" if str(first.year) in plain else str(first.year)
