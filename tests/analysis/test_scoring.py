"""How alike two events are: the arithmetic by hand, and what the choice of candidates may lose."""

import dataclasses
import datetime as dt
import math
from collections.abc import Collection

import numpy as np
import pytest
from hypothesis import given

from graph.analysis.csr import Array
from graph.analysis.evidence import Bools
from graph.analysis.finding import Eligible, Finder
from graph.analysis.muting import Muting
from graph.analysis.pairs import Pairs
from graph.analysis.related import RelatedIndex, RelatedSettings
from graph.analysis.scoring import Scorer
from graph.analysis.snapshot import Snapshot
from graph.model import EventOutline
from graph.parse.encoding import decode
from graph.parse.portal import parse_day
from tests.analysis.archives import archives, index_of, outline, scorer_of
from tests.corpus import corpus_folder

SETTINGS = RelatedSettings()
REBELS = [
    outline("a", 0, "rebels shell port", topics=("aden",)),
    outline("b", 3, "rebels leave port port", topics=("aden",)),
    outline("c", 3, "storm passes"),
]
UNBOUNDED = {"postings": 10**9, "likely": 10**9}


def idf(count: int, events: int) -> float:
    """The inverse document frequency, written down once more."""
    return math.log(1 + (events - count + 0.5) / (count + 0.5))


def compared(scorer: Scorer, row: int, rows: Array, mute: Collection[str] = ()) -> Pairs:
    """An event compared with some others."""
    asked = scorer.ask(np.array([row]), Muting(scorer.terms, mute))
    return scorer.compare(asked, np.zeros(len(rows), dtype=np.int64), rows)


def everyone(scorer: Scorer, row: int) -> Pairs:
    """An event compared with all others."""
    return compared(scorer, row, np.delete(np.arange(len(scorer.days)), row))


def likely_of(scorer: Scorer, row: int, eligible: Eligible = lambda _, rows: np.ones(len(rows), dtype=bool)) -> Array:
    """The rows that are looked at for an event."""
    return Finder(scorer).likely(scorer.ask(np.array([row])), eligible)[1]


def alike_only(found: Pairs) -> dict[int, float]:
    """The scores of those events that are alike."""
    return {row: score for row, score in zip(found.rows.tolist(), found.scores.tolist(), strict=True) if score > 0}


def test_shared_words_and_topics_by_hand() -> None:
    # The mean text has 3 words; b has 4, so k1 * (1 - b + b * 4 / 3) = 1.2 * 1.1 = 1.32 for it, and 1.2 for a.
    once, twice = 2.2 / (1 + 1.32), 2 * 2.2 / (2 + 1.32)
    words = idf(2, 3) * (once + twice)  # rebels, port
    of_source = idf(2, 3) * (1 + 1 + 1) + idf(1, 3) * 1
    of_target = words + idf(2, 3) + idf(1, 3) * once
    alike = (words + idf(2, 3)) / (of_source**0.75 * of_target**0.25)
    found = everyone(scorer_of(REBELS), 0)
    assert found.rows.tolist() == [1, 2]
    assert found.words == pytest.approx([words, 0], rel=1e-6)
    assert found.alike == pytest.approx([alike, 0], rel=1e-6)
    assert found.scores == pytest.approx([alike / (1 + 3 / 2.5) ** 0.38, 0], rel=1e-6)


def test_names_weigh_more_than_other_words() -> None:
    events = [
        outline("0", 0, "Rebels shell"),
        outline("a", 0, "a port of Rebels"),
        outline("b", 0, "the port to shell"),
    ]
    found = everyone(scorer_of(events, least_shared=0.0), 0)
    assert found.words[0] / found.words[1] == pytest.approx(SETTINGS.name_weight)


def test_a_word_that_mostly_has_no_capital_is_no_name() -> None:
    events = [outline("0", 0, "Rebels rest"), outline("a", 0, "new rebels, other rebels"), outline("b", 0, "rest")]
    saturated = 2 * 2.2 / (2 + 1.2 * (0.7 + 0.3 * 3 / 2))  # "other" is no word, so that there are 3, 2 in the mean
    assert everyone(scorer_of(events), 0).words[0] == pytest.approx(idf(2, 3) * saturated, rel=1e-6)


def test_a_shared_heading_weighs_the_square_of_its_rarity_on_top_of_its_topic() -> None:
    events = [outline(name, 0, "", headings=("aden",), topics=("red sea",)) for name in "0a"]
    events += [outline("b", 0, "", topics=("aden", "red sea")), outline("c", 0, "")]
    rarity = idf(3, 4)
    headed, linked = 2 * rarity + SETTINGS.heading_weight * rarity**2, 2 * rarity
    assert everyone(scorer_of(events), 0).alike == pytest.approx([1, linked / headed**0.75 / linked**0.25, 0], rel=1e-6)


def test_a_link_to_what_is_the_heading_of_the_other_weighs_part_of_a_heading_unless_it_is_a_hub() -> None:
    events = [outline("0", 0, "", topics=("aden", "harbour strike", "red sea", "yemeni crisis"))]
    events += [outline("a", 0, "", headings=("aden",)), outline("b", 0, "")]
    rarity = idf(2, 3)
    of_both = (rarity + 3 * idf(1, 3)) ** 0.75 * (rarity + SETTINGS.heading_weight * rarity**2) ** 0.25
    named = (rarity + SETTINGS.named_heading * SETTINGS.heading_weight * rarity**2) / of_both
    assert everyone(scorer_of(events), 0).alike[0] == pytest.approx(named, rel=1e-6)
    assert everyone(scorer_of(events, few=1), 0).alike[0] == pytest.approx(rarity / of_both, rel=1e-6)


def test_days_divide_the_likeness() -> None:
    events = [outline(f"{day}", day, "rebels", topics=("aden",)) for day in (0, 1, 30, 400)]
    found = everyone(scorer_of(events), 0)
    decayed = [(1 + days / SETTINGS.decay_days) ** -SETTINGS.decay_power for days in (1, 30, 400)]
    assert found.alike == pytest.approx([1, 1, 1])
    assert found.scores == pytest.approx(decayed)


def test_another_section_counts_less_except_under_a_shared_heading() -> None:
    sections = {"0": "Sports", "a": "Sports", "b": "Law and crime", "c": ""}
    bare = [outline(name, 0, "rebels", topics=("aden",), category=section) for name, section in sections.items()]
    assert everyone(scorer_of(bare), 0).alike == pytest.approx([1, SETTINGS.other_section, 1])
    headed = [dataclasses.replace(event, heading_ids=("red sea",)) for event in bare]
    assert everyone(scorer_of(headed), 0).alike == pytest.approx([1, 1, 1])


def test_events_that_share_too_little_are_not_alike() -> None:
    events = [outline("0", 0, "rebels " + " ".join(f"word{place}x" for place in range(200))), outline("a", 0, "rebels")]
    events += [outline(f"b{place}", 0, "rebels shell") for place in range(9)]
    least = everyone(scorer_of(events, least_shared=0.0), 0).alike[0]
    assert 0 < least < SETTINGS.least_shared
    assert everyone(scorer_of(events), 0).alike[0] == 0
    assert everyone(scorer_of(events, least_shared=least * 0.99), 0).alike[0] == pytest.approx(least)


def test_nothing_is_more_alike_than_all_of_it() -> None:
    events = [outline("0", 0, "rebels"), outline("a", 0, "rebels rebels rebels"), outline("b", 0, "storm")]
    assert everyone(scorer_of(events), 0).alike.tolist() == [1, 0]


def test_common_words_make_no_likeness_alone_but_count_beside_others() -> None:
    events = [outline(f"{day}", 0, "police report", topics=("aden",) if day < 2 else ()) for day in range(30)]
    scorer = scorer_of(events)
    found = everyone(scorer, 0)
    assert np.flatnonzero(found.alike).tolist() == [0]
    assert found.words[0] == pytest.approx(2 * idf(30, 30), rel=1e-6)
    assert np.count_nonzero(everyone(scorer_of(events, few=30), 7).alike) == 29


def test_muted_terms_do_not_count() -> None:
    scorer = scorer_of(REBELS)
    plain, muted, unmuted = (compared(scorer, 0, np.array([1]), mute) for mute in ([], ["aden"], ["unheard of"]))
    assert plain.alike[0] / muted.alike[0] == pytest.approx((plain.words[0] + idf(2, 3)) / plain.words[0])
    assert muted.words == pytest.approx(plain.words)
    assert unmuted.alike[0] == plain.alike[0]


@given(archives())
def test_a_small_archive_is_compared_whole(events: list[EventOutline]) -> None:
    scorer = scorer_of(events, few=99)
    for row in range(len(events)):
        assert alike_only(compared(scorer, row, likely_of(scorer, row))) == alike_only(everyone(scorer, row))


@given(archives())
def test_events_compared_together_are_compared_as_each_alone(events: list[EventOutline]) -> None:
    scorer = scorer_of(events)
    rows = np.arange(len(events))
    asked = scorer.ask(rows)
    owners, others = Finder(scorer).likely(asked, lambda sources, rows: rows != sources)
    together = scorer.compare(asked, owners, others)
    for row in rows.tolist():
        alone = compared(scorer, row, likely_of(scorer, row))
        assert alike_only(together.take(owners == row)) == alike_only(alone)


@given(archives())
def test_events_are_seen_from_others_as_these_see_them(events: list[EventOutline]) -> None:
    scorer = scorer_of(events, few=99)
    for row in range(len(events)):
        looking = Finder(scorer).looking_to(row)
        back = {other: compared(scorer, other, np.array([row])).scores[0] for other in range(len(events))}
        seen = scorer.seen_from(row, looking)
        assert seen.scores == pytest.approx([back[other] for other in looking.tolist()])
        assert {other for other in back if back[other] > 0} - {row} <= set(looking.tolist())


def test_of_many_candidates_the_likely_are_the_best_by_the_rarest_terms() -> None:
    events = [outline("0", 0, "rebels shell port", topics=("aden",))]
    events += [outline(f"slight{day}", 1, "rebels storm wind rain") for day in range(9)]
    events += [outline(f"strong{day}", 1, "rebels shell port", topics=("aden",)) for day in range(3)]
    assert len(likely_of(scorer_of(events), 0)) == 12
    assert sorted(likely_of(scorer_of(events, likely=3), 0).tolist()) == [10, 11, 12]
    assert sorted(likely_of(scorer_of(events, postings=1), 0).tolist()) == [10, 11, 12]  # by its rarest term alone


def test_only_eligible_events_are_likely() -> None:
    def even(_: Array, rows: Array) -> Bools:
        chosen: Bools = rows % 2 == 0
        return chosen

    scorer = scorer_of([outline(f"{day}", day, "rebels shell port") for day in range(6)], likely=2)
    assert sorted(likely_of(scorer, 1, even).tolist()) == [0, 2]


def test_the_nearest_are_looked_for_among_so_many_of_other_days_and_of_the_own() -> None:
    scorer = scorer_of(
        [outline(f"{day}{name}", day, "rebels shell port") for day in range(3) for name in "abc"], likely=2
    )
    found, gaps = Finder(scorer).compared(scorer.ask(np.array([0, 4])))
    assert found.owners.tolist() == [0, 0, 0, 0, 1, 1, 1, 1]
    assert sorted(found.rows[:4].tolist())[:2] == [1, 2]
    assert {3, 5} <= set(found.rows[4:].tolist())
    assert gaps.tolist() == np.abs(scorer.days[found.rows] - scorer.days[[0] * 4 + [4] * 4]).tolist()
    assert np.bincount(gaps > 0).tolist() == [4, 4]


def test_ties_go_to_the_nearer_day_then_to_the_earlier_row() -> None:
    days = {"q": 10, "late": 13, "b": 12, "a": 8, "far": 400}
    events = [outline(name, day, "", topics=("aden",)) for name, day in days.items()]
    index = index_of(events, RelatedSettings(decay_power=0.0))
    _, rows, scores = Finder(index.scorer).nearest(index.scorer.ask(np.array([index.row("q")])), 9)
    assert [index.ids[row] for row in rows] == ["a", "b", "late", "far"]
    assert len(set(scores.tolist())) == 1


@pytest.fixture(scope="module")
def of_two_years() -> Snapshot:
    """Some 3,000 real events: every fourth day of 2014 and 2015."""
    found = []
    for offset in range(0, 730, 4):
        day = dt.date(2014, 1, 1) + dt.timedelta(offset)
        page = corpus_folder() / f"{day.year}_{day:%B}_{day.day}.txt"
        if page.exists():
            parsed = parse_day(decode(page.read_bytes()), document=f"portal/{day}", date=day)
            found += [event.outline() for event in parsed.events]
    return Snapshot.from_outlines({event.id: event for event in found}.values())


@pytest.mark.corpus
def test_pruning_costs_little_on_real_pages(of_two_years: Snapshot) -> None:
    assert len(of_two_years) >= 2000
    pruned = RelatedIndex.build(of_two_years)
    whole = RelatedIndex.build(of_two_years, RelatedSettings(**UNBOUNDED))
    others = np.ones(len(of_two_years), dtype=bool)
    kept = ideal = 0.0
    for row in range(0, len(of_two_years), 3):
        wanted = whole.rank(row, others & (of_two_years.days != of_two_years.days[row]))
        found = pruned.rank(row, others & (of_two_years.days != of_two_years.days[row]))
        discounts = 1 / np.log2(2 + np.arange(len(wanted)))
        kept += float(discounts[: len(found)][np.isin(found, wanted)[: len(discounts)]].sum())
        ideal += float(discounts.sum())
    assert ideal > 0
    assert kept / ideal >= 0.97
