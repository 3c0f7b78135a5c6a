"""Archives with less in them, where events lie among clusters, and what is left of groups."""

import numpy as np
import pytest

from graph import InputError
from graph.analysis.co_occurrence import TopicGraph
from graph.analysis.partitions import Partition
from graph.analysis.related import RelatedIndex
from graph.analysis.snapshot import Snapshot
from graph.evaluate.earlier import before_last_month, thinned
from graph.evaluate.group_results import Kept
from graph.evaluate.judged import Judged
from graph.evaluate.placed import placed
from graph.evaluate.steadiness import alike, alike_in_common, kept
from graph.model import EventOutline
from tests.analysis.archives import outline
from tests.evaluate.stories import archive, story, telling_stories


def months() -> list[EventOutline]:
    """Six events in September, eight in October, one straggler in December 2015."""
    days = [*range(6), *range(31, 39), 95]
    return [outline(f"e{day}", day, f"Ferry {day} sails", topics=("aden",)) for day in days]


def test_the_last_month_of_any_size_is_taken_away_and_stragglers_stay() -> None:
    earlier = before_last_month(archive(months()))
    assert earlier is not None
    assert (earlier.month, earlier.events) == ("2015-10", 8)
    assert earlier.snapshot.ids == ("e0", "e1", "e2", "e3", "e4", "e5", "e95")
    same = Snapshot.from_outlines([event for event in months() if event.id in earlier.snapshot.ids])
    assert earlier.snapshot.words.indices.tolist() == same.words.indices.tolist()


def test_an_archive_of_one_month_has_none_before() -> None:
    assert before_last_month(archive(months()[:6])) is None
    assert before_last_month(archive([])) is None


def test_a_twentieth_of_the_events_is_removed_by_the_seed() -> None:
    whole = archive(telling_stories(20))
    fewer = [thinned(whole, seed) for seed in (0, 0, 1)]
    assert len(whole) == 80
    assert [len(one) for one in fewer] == [76] * 3
    assert fewer[0].ids == fewer[1].ids != fewer[2].ids
    assert set(fewer[2].ids) < set(whole.ids)


def test_an_event_lies_where_the_most_bound_of_its_topics_lie() -> None:
    topics = [("a", "b")] * 6 + [("c", "d")] * 6 + [("b", "c")] * 3 + [("a", "c", "d"), ("b", "e"), ("b", "c"), ()]
    events = [outline(f"e{place:02}", place, "", topics=own) for place, own in enumerate(topics)]
    graph = TopicGraph.of(RelatedIndex.build(archive(events)).scorer.terms, least=2)
    assert graph.ids == ("a", "b", "c", "d")
    found = placed(graph, np.array([0, 0, 1, 1])).tolist()
    assert found[:6] == [0] * 6
    assert found[6:12] == [1] * 6
    assert found[15:17] == [1, 0]
    assert found[18] == -1
    # of the edges of b a larger part is within its cluster than of those of c, or the other way round
    edges = graph.edges
    inside = edges.strengths(edges.within(np.array([0, 0, 1, 1]))) / edges.strengths()
    assert found[17] == (0 if inside[1] > inside[2] else 1)
    assert placed(graph, np.array([-1, -1, 0, 0])).tolist()[:2] == [-1, -1]
    assert set(placed(graph, np.full(4, -1)).tolist()) == {-1}


def test_groups_that_keep_their_names() -> None:
    def partition(sizes: dict[str, int], labels: dict[str, str]) -> Partition:
        return Partition({f"{name}{place}": name for name, size in sizes.items() for place in range(size)}, labels)

    before = partition({"x": 11, "y": 12, "z": 13, "small": 10}, {"x": "X", "y": "Y", "z": "Z", "small": "S"})
    now = partition({"x": 15, "y": 12, "new": 30}, {"x": "X", "y": "Why", "new": "N"})
    assert kept(before, now) == Kept(3, 2 / 3, 1 / 3)
    assert kept(before, before) == Kept(3, 1, 1)
    assert kept(Partition(), now) is None
    assert kept(partition({"small": 10}, {"small": "S"}), now) is None


def test_likeness_is_the_mean_of_all_pairs_and_of_what_is_in_both() -> None:
    one, other = np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1])
    assert alike([one, one, other]) == pytest.approx((1 - 0.5 - 0.5) / 3)
    assert alike([np.array([0, 0, -1, -1]), np.array([1, 1, 0, 2])]) == 1  # those of none are alone
    assert alike_in_common("abcd", one, "dcbax", np.array([7, 7, 3, 3, 7])) == 1
    assert alike_in_common("abcd", one, "dbcax", np.array([7, 7, 3, 3, 7])) == pytest.approx(-0.5)


def test_who_is_judged_is_under_a_heading_of_the_half() -> None:
    snapshot = archive(telling_stories())
    halves = [Judged.of(snapshot, "held"), Judged.of(snapshot, "dev")]
    both = Judged.of(snapshot, "all")
    assert sorted(np.concatenate([half.rows for half in halves]).tolist()) == both.rows.tolist() == list(range(240))
    assert halves[0].count + halves[1].count == both.count == 60
    assert not set(halves[0].headings.tolist()) & set(halves[1].headings.tolist())
    assert {half.labelled for half in halves} == {240}


def test_too_few_are_refused_with_what_is_needed() -> None:
    with pytest.raises(InputError, match=r"judged: 0, under 0 of .* 3 to 150 events .* it takes 20, under 2"):
        Judged.of(archive([]), "all")
    with pytest.raises(InputError, match="judged: 30, under 1 of"):
        Judged.of(archive(story("a", 0, length=30)), "all")
    judged = Judged.of(archive(telling_stories()), "held")
    with pytest.raises(InputError, match=r"^Too few events of spring of the half 'held' .*`--half all`"):
        judged.among(np.zeros(240, dtype=bool), " of spring")
