"""The simpler methods against the plainest way of computing them."""

import math
from collections import Counter
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.snapshot import Snapshot
from graph.analysis.tokens import Stemmer, words
from graph.evaluate.baselines import BASELINES, PLAIN, SEED, best
from graph.model import EventOutline
from tests.analysis.archives import archives, outline
from tests.evaluate.stories import archive

Score = Callable[[EventOutline, EventOutline], float]


def _stems(event: EventOutline) -> Counter[str]:
    stemmer = Stemmer()
    return Counter(stem for stem in map(stemmer.stem, words(event.text)) if stem)


def _idf(count: int, events: int) -> float:
    return math.log(1 + (events - count + 0.5) / (count + 0.5))


def naive(events: list[EventOutline]) -> dict[str, Score]:
    """The methods as loops over two events."""
    stems = {event.id: _stems(event) for event in events}
    found_in = Counter(stem for counts in stems.values() for stem in counts)
    linked = Counter(topic for event in events for topic in event.topic_ids)
    mean = sum(sum(counts.values()) for counts in stems.values()) / max(len(events), 1) or 1.0
    span = max((event.date for event in events), default=None), min((event.date for event in events), default=None)

    def topics(one: EventOutline, other: EventOutline) -> set[str]:
        return {*one.topic_ids} & {*other.topic_ids}

    def count(one: EventOutline, other: EventOutline) -> float:
        shared = len(topics(one, other))
        assert span[0]
        assert span[1]
        return shared + (other.date - span[1]).days / ((span[0] - span[1]).days + 1) if shared else 0

    def idf(one: EventOutline, other: EventOutline) -> float:
        return sum(_idf(linked[topic], len(events)) for topic in topics(one, other))

    def bm25(one: EventOutline, other: EventOutline) -> float:
        counts = stems[other.id]
        norm = 1.2 * (0.7 + 0.3 * sum(counts.values()) / mean)
        shared = stems[one.id].keys() & counts.keys()
        return sum(_idf(found_in[s], len(events)) * counts[s] * 2.2 / (counts[s] + norm) for s in shared)

    def plain(one: EventOutline, other: EventOutline) -> float:
        fading = math.pow(1 + abs((one.date - other.date).days) / 3, 0.35)
        return (bm25(one, other) + idf(one, other)) / fading

    return {SEED: count, "IDF topics": idf, "BM25": bm25, PLAIN: plain}


@pytest.mark.parametrize("name", BASELINES)
@given(archives().filter(bool), st.data())
def test_each_is_its_plainest_form(name: str, events: list[EventOutline], data: st.DataObject) -> None:
    snapshot = archive(events)
    ranker, score = BASELINES[name](snapshot), naive(events)[name]
    placed = sorted(events, key=lambda event: (event.date, event.id))
    row = data.draw(st.integers(0, len(events) - 1))
    eligible = np.array(data.draw(st.lists(st.booleans(), min_size=len(events), max_size=len(events))))
    found = ranker.rank(row, eligible, 4).tolist()
    scores = [round(score(placed[row], other), 9) for other in placed]
    may = [place for place in range(len(placed)) if eligible[place] and scores[place] > 0]
    assert len(found) == min(4, len(may))
    assert [scores[place] for place in found] == sorted((scores[place] for place in may), reverse=True)[:4]
    assert set(found) <= set(may)


def test_ties_go_to_the_nearer_day_then_to_the_smaller_row() -> None:
    scores, gaps = np.array([1.0, 2, 1, 1, 0, 1]), np.array([5, 9, 3, 3, 0, 3], dtype=np.int32)
    assert best(scores, gaps, 10).tolist() == [1, 2, 3, 5, 0]
    assert best(scores, gaps, 3).tolist() == [1, 2, 3]


def test_of_equally_many_shared_topics_the_newest_comes_first() -> None:
    days = {"q": 5, "old": 4, "new": 90, "both": 1}
    events = [outline(name, day, "", topics=("aden",)) for name, day in days.items() if name != "both"]
    events += [outline("both", 1, "", topics=("aden", "red sea")), outline("none", 6, "", topics=("sana",))]
    events[0] = outline("q", 5, "", topics=("aden", "red sea"))
    snapshot = archive(events)
    found = BASELINES[SEED](snapshot).rank(snapshot.row("q"), snapshot.days != snapshot.days[snapshot.row("q")])
    assert [snapshot.ids[row] for row in found] == ["both", "new", "old"]


def test_an_archive_of_one_bare_event_gives_nothing() -> None:
    snapshot: Snapshot = archive([outline("a", 0, "")])
    for make in BASELINES.values():
        assert make(snapshot).rank(0, np.array([True])).tolist() == []
