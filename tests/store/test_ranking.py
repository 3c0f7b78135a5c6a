"""BM25, and that the embedded engine ranks by it."""

import datetime as dt
import math
from collections import Counter
from pathlib import Path

import pytest

from graph.model import Event
from graph.store import open_store
from graph.store.ranking import Bm25, Hit, Statistics, best
from graph.store.words import event_words, query_words, words
from tests.store.asking import queries

DAY = dt.date(2016, 2, 3)


def statistics(events: list[Event]) -> Statistics:
    cut = [words(event.text) for event in events]
    counts = Counter(word for found in cut for word in set(found))
    return Statistics(len(events), sum(map(len, cut)) / len(cut), counts)


def test_a_score_worked_by_hand() -> None:
    # 4 events of 5 words on average; "truce" stands in one of them, "war" in two
    known = Statistics(4, 5.0, {"truce": 1, "war": 2})
    rare, frequent = math.log(1 + 3.5 / 1.5), math.log(1 + 2.5 / 2.5)
    # "war" twice in 10 words: length 2 times the mean, so 2 * 2.2 / (2 + 1.2 * (0.25 + 0.75 * 2))
    expected = rare * 2.2 / (1 + 2.1) + frequent * 4.4 / (2 + 2.1)
    measure = Bm25(["truce", "war"], known)
    assert measure.score("war war truce a b c d e f g") == pytest.approx(expected)
    assert measure.score("warlike a b") == 0
    assert Bm25(["truce"], known).score("truce") > Bm25(["war"], known).score("war") > 0


def test_equal_hits_come_newest_first_then_by_id() -> None:
    old, new = DAY, DAY + dt.timedelta(days=1)
    hits = [Hit("b", old, 1.0), Hit("c", new, 1.0 + 1e-14), Hit("a", old, 1.0), Hit("z", old, 1.1)]
    assert [hit.id for hit in best(hits, 9)] == ["z", "c", "a", "b"]
    assert [hit.id for hit in best(hits, 2)] == ["z", "c"]


def test_the_embedded_engine_scores_by_this_bm25(sample_store: Path) -> None:
    with open_store(str(sample_store)) as store:
        events = list(store.graph.events([outline.id for outline in store.graph.outlines()]))
        known = statistics(events)
        for text in queries(events, 60):
            measure = Bm25(query_words(text), known)
            scored = [Hit(event.id, event.date, measure.score(event_words(event.text))) for event in events]
            expected = best((hit for hit in scored if hit.score), 10)
            found = store.graph.search_events(text)
            assert [event.id for event, _ in found] == [hit.id for hit in expected], text
            assert [score for _, score in found] == pytest.approx([hit.score for hit in expected])


def test_a_search_finds_words_whatever_their_dress(sample_store: Path) -> None:
    with open_store(str(sample_store)) as store:
        event, text = next(
            (event, word)
            for event in store.graph.events([outline.id for outline in store.graph.outlines()])
            for word in event.text.split()
            if not word.isascii() and word.isalpha()
        )
        plain = words(text)[0]
        assert plain != text.lower()
        for asked in (plain, plain.upper(), text):
            assert event.id in {found.id for found, _ in store.graph.search_events(asked, limit=100)}
