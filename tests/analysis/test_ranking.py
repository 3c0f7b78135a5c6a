"""The last stage by hand: ways of two steps, looking back, shared words, and the score."""

import dataclasses
from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.csr import Array
from graph.analysis.evidence import Bools
from graph.analysis.finding import Finder
from graph.analysis.neighbours import Neighbourhood, Ways
from graph.analysis.pairs import best_first
from graph.analysis.ranking import LEAST_LOOK, Ranked, Ranker
from graph.analysis.related import RelatedSettings
from graph.analysis.row_lists import RowLists
from graph.analysis.scoring import Scorer
from graph.model import EventOutline
from tests.analysis.archives import all_texts, archives, index_of, outline, scorer_of

SETTINGS = RelatedSettings()
STRANGERS = [
    outline(name, 0, word) for name, word in zip("abcde", ("one", "two", "three", "four", "five"), strict=True)
]
Lists = Mapping[int, Sequence[tuple[int, float]]]


def filled(events: int, lists: Lists) -> RowLists:
    """Neighbours with their scores as given; events that are not named have none."""
    rows = RowLists.unknown(events, 4)
    for row in range(events):
        found = lists.get(row, ())
        rows.put(row, np.array([other for other, _ in found]), np.array([score for _, score in found]))
    return rows


def ranked(scorer: Scorer, lists: Lists, row: int, vectors: Array | None = None, count: int = 1) -> Ranked:
    """All others ranked for one event over a graph of neighbours made by hand."""

    def others(sources: Array, rows: Array) -> Bools:
        chosen: Bools = rows != sources
        return chosen

    events = len(scorer.days)
    vectors = np.zeros((events, 0), dtype=np.float16) if vectors is None else vectors
    likely = np.delete(np.arange(events), row)
    pairs = (np.zeros(len(likely), dtype=np.int64), likely)
    return Ranker(Finder(scorer), filled(events, lists), vectors).ranked(
        scorer.ask(np.array([row])), pairs, others, count
    )


def scored(found: Ranked) -> dict[int, float]:
    return dict(zip(found.rows.tolist(), found.scores.tolist(), strict=True))


def bent(weighed: float, look: float = 0.0) -> float:
    """The score of a sum of evidence, when nothing but looking back counts besides."""
    weighed *= (LEAST_LOOK + look) ** SETTINGS.looked_back_power
    return weighed / (1 + weighed)


def test_ways_of_two_steps_by_hand() -> None:
    # From a one steps to b (3/4 of all) and to c (1/4); both lead on to d, c also to e, and back to a leads no way.
    lists = {0: [(1, 0.6), (2, 0.2)], 1: [(3, 0.5), (0, 0.4)], 2: [(4, 0.8), (3, 0.1)]}
    found = ranked(scorer_of(STRANGERS), lists, 0)
    to_d, to_e = 0.75 * 0.5 + 0.25 * 0.1, 0.25 * 0.8
    assert found.rows.tolist() == [3, 4]
    assert found.alike.tolist() == [0, 0]
    assert found.scores == pytest.approx([bent(1.5 * to_d), bent(1.5 * to_e)], rel=1e-6)
    assert found.bridges.tolist() == [1, 2]
    assert found.bridged == pytest.approx([0.75 * 0.5 / to_d, 1], rel=1e-6)


def test_of_two_ways_of_one_strength_the_earlier_event_is_the_bridge() -> None:
    lists = {0: [(2, 0.5), (1, 0.5)], 1: [(3, 0.5)], 2: [(3, 0.5)]}
    assert ranked(scorer_of(STRANGERS), lists, 0).bridges.tolist() == [1]
    assert ranked(scorer_of(STRANGERS), {**lists, 2: [(3, 0.7)]}, 0).bridges.tolist() == [2]


def test_what_looks_back_is_raised() -> None:
    lists = {0: [(1, 0.5)], 1: [(2, 0.4), (3, 0.4)], 3: [(1, 0.9), (0, 0.3)]}
    found = ranked(scorer_of(STRANGERS), lists, 0)
    assert scored(found) == pytest.approx({3: bent(1.5 * 0.4, 0.3), 2: bent(1.5 * 0.4)}, rel=1e-6)
    assert found.rows.tolist() == [3, 2]


def test_shared_words_count_less_than_as_much_by_topics() -> None:
    topics = ("aden", "red sea")
    events = [outline("0", 0, "rebels shell", topics=topics), outline("a", 0, "", topics=topics)]
    events += [outline("b", 0, "rebels shell")]
    scorer = scorer_of(events)
    found = ranked(scorer, {}, 0)
    pairs = scorer.compare(scorer.ask(np.array([0])), np.zeros(2, dtype=np.int64), np.array([1, 2]))
    by_words = pairs.scores[1] * (1 + pairs.words[1]) ** -SETTINGS.word_power
    assert pairs.words[0] == 0 < pairs.words[1]
    assert scored(found) == pytest.approx({1: bent(pairs.scores[0]), 2: bent(by_words)}, rel=1e-6)


def test_direct_and_bridged_evidence_are_added() -> None:
    events = [outline(name, day, "", topics=("aden",)) for name, day in (("a", 0), ("b", 0), ("c", 4))]
    scorer = scorer_of(events)
    found = ranked(scorer, {0: [(1, 0.5)], 1: [(2, 0.2)]}, 0)
    direct = (1 + 4 / SETTINGS.decay_days) ** -SETTINGS.decay_power
    assert scored(found) == pytest.approx({1: bent(1), 2: bent(direct + 1.5 * 0.2)}, rel=1e-6)
    assert found.bridged == pytest.approx([0.3 / (0.3 + direct), 0][:: 1 if found.rows[0] == 2 else -1], rel=1e-6)


def test_what_means_the_same_is_raised() -> None:
    vectors = np.array([[1, 0], [0, 1], [0.6, 0.8], [1, 0], [0, 1]], dtype=np.float16)
    lists = {0: [(1, 0.5)], 1: [(2, 0.4), (3, 0.4), (4, 0.4)]}
    found = ranked(scorer_of(STRANGERS), lists, 0, vectors)
    weighed = {row: score / (1 - score) for row, score in scored(found).items()}
    assert weighed[3] / weighed[4] == pytest.approx(np.exp(SETTINGS.meaning_weight), rel=1e-3)
    assert weighed[2] / weighed[4] == pytest.approx(np.exp(0.6 * SETTINGS.meaning_weight), rel=1e-3)


def test_the_pool_is_what_is_most_alike_and_never_smaller_than_what_is_wanted() -> None:
    lists = {0: [(1, 0.5)], 1: [(2, 0.3), (3, 0.2), (4, 0.1)]}
    scorer = scorer_of(STRANGERS, pool=2)
    assert ranked(scorer, lists, 0).rows.tolist() == [2, 3]
    assert ranked(scorer, lists, 0, count=3).rows.tolist() == [2, 3, 4]


def test_an_event_that_is_not_eligible_may_be_the_bridge_but_not_the_end() -> None:
    scorer = scorer_of(STRANGERS)
    asked, nothing = scorer.ask(np.array([0])), np.zeros(0, dtype=np.int64)
    lists = filled(5, {0: [(1, 0.5), (2, 0.5)], 1: [(2, 0.3), (3, 0.2)]})
    ranker = Ranker(Finder(scorer), lists, np.zeros((5, 0), dtype=np.float16))
    found = ranker.ranked(asked, (nothing, nothing), lambda _, rows: rows > 2, 9)
    assert (found.rows.tolist(), found.bridges.tolist()) == ([3], [1])


def test_neighbours_are_found_once_and_kept() -> None:
    index = index_of([outline(f"{day}", day, "rebels shell port") for day in range(5)])
    lists = RowLists.unknown(5, 2)
    around = Neighbourhood(Finder(index.scorer), lists)
    rows, scores = around.of(np.array([2, 2, 0]))
    assert lists.known.tolist() == [True, False, True, False, False]
    assert rows.tolist() == [[1, 3], [1, 3], [1, 2]]
    lists.put(2, np.array([4]), np.array([0.5]))
    assert around.of(np.array([2]))[0].tolist() == [[4, -1]]
    assert (scores > 0).all()


@given(
    st.lists(
        st.lists(st.tuples(st.integers(0, 5), st.floats(0.01, 1)), max_size=4, unique_by=lambda one: one[0]),
        min_size=6,
        max_size=6,
    )
)
def test_ways_are_the_product_of_two_tables(lists: list[list[tuple[int, float]]]) -> None:
    steps = np.zeros((6, 6))
    for row, others in enumerate(lists):
        for other, score in others:
            steps[row, other] = np.float32(score)
    events = [outline(f"{row}", 0, "") for row in range(6)]
    around = Neighbourhood(Finder(scorer_of(events)), filled(6, dict(enumerate(lists))))
    first = steps / np.maximum(steps.sum(axis=1, keepdims=True), 1e-300)
    expected = first @ steps
    np.fill_diagonal(expected, 0)  # nothing leads back to the event itself
    found = np.zeros((6, 6))
    ways = Ways.walk(np.arange(6), around)
    found[ways.owners, ways.rows] = ways.weights
    assert found == pytest.approx(expected)


@given(archives())
def test_ranks_do_not_depend_on_who_else_is_eligible(events: list[EventOutline]) -> None:
    index = index_of(events, all_texts())
    for row in range(len(index)):
        everyone = np.arange(len(index)) != row
        some = everyone & (np.arange(len(index)) % 2 == 0)
        ranks = index.rank(row, everyone, 99).tolist()
        assert row not in ranks
        assert index.rank(row, some, 99).tolist() == [other for other in ranks if some[other]]


def test_several_events_are_ranked_as_each_alone() -> None:
    events = [outline(f"{day:02}", day, "rebels shell port", topics=("aden",)) for day in range(0, 30, 3)]
    events += [dataclasses.replace(event, id=f"{event.id}-more", text="dockers strike") for event in events[::2]]
    index = index_of(events)
    ranker = Ranker(Finder(index.scorer), RowLists.unknown(len(index), 20), index.vectors)

    def others(sources: Array, rows: Array) -> Bools:
        chosen: Bools = rows != sources
        return chosen

    rows = np.arange(len(index))
    asked = index.scorer.ask(rows)
    together = ranker.ranked(asked, ranker.finder.likely(asked, others), others, 5)
    for row in rows.tolist():
        one = index.scorer.ask(np.array([row]))
        alone = ranker.ranked(one, ranker.finder.likely(one, others), others, 5)
        assert scored(together.take(together.owners == row)) == scored(alone)


@given(archives())
def test_pools_hold_the_best_of_other_days_and_the_neighbours_are_kept(events: list[EventOutline]) -> None:
    scorer = scorer_of(events)
    finder, everyone, kept = Finder(scorer), np.arange(len(scorer.days)), RowLists.unknown(len(scorer.days), 3)
    pools = Neighbourhood(finder, kept).pools(everyone, 2)
    assert kept.known.all()
    neighbours, _ = Neighbourhood(finder, RowLists.unknown(len(everyone), 3)).of(everyone)
    assert kept.rows.tolist() == neighbours.tolist()
    for row, pool in zip(everyone.tolist(), pools.tolist(), strict=True):
        _, nearest, _ = finder.nearest(scorer.ask(np.array([row])), len(everyone))
        others = nearest[scorer.days[nearest] != scorer.days[row]].tolist()
        assert pool == [*others, -1, -1][:2]


@given(st.lists(st.tuples(*(st.integers(0, 2) for _ in range(4))), max_size=12), st.sampled_from([None, 0, 1, 2, 9]))
def test_the_best_come_first_and_ties_go_by_gap_then_row(drawn: list[tuple[int, ...]], count: int | None) -> None:
    pairs = sorted(drawn, key=lambda pair: pair[0])
    owners, scores, gaps, rows = np.array(pairs, dtype=int).reshape(-1, 4).T
    found = best_first(owners, scores / 2, gaps, rows, count).tolist()
    ranked = sorted(pairs, key=lambda pair: (pair[0], -pair[1], *pair[2:]))
    wanted = [pair for owner in range(3) for pair in [one for one in ranked if one[0] == owner][:count]]
    assert [pairs[place] for place in found] == wanted
