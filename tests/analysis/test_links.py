"""How strong links are: the arithmetic by hand, and what must hold for any archive."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.chain_settings import ChainSettings
from graph.analysis.csr import Array, Floats
from graph.analysis.evidence import Bools
from graph.analysis.links import Links
from graph.analysis.muting import Muting
from graph.model import EventOutline
from tests.analysis.archives import LABELS, archives, index_of, outline

ONE_OF_THREE, TWO_OF_THREE = math.log(1 + 2.5 / 1.5), math.log(1 + 1.5 / 2.5)


def links_of(outlines: list[EventOutline], **changes: float) -> Links:
    """What compares some events, which must be in order of date, under settings of which some are changed."""
    return Links(index_of(outlines).scorer, ChainSettings(**changes))  # type: ignore[arg-type]


def pairs(links: Links) -> tuple[Array, Array]:
    """All pairs of events."""
    events = len(links.scorer.days)
    sources, targets = np.divmod(np.arange(events**2), max(events, 1))
    return sources, targets


def everything(links: Links) -> Array:
    """The rows of all events."""
    return np.arange(len(links.scorer.days))


def terms_of(links: Links, row: int) -> set[int]:
    """The terms of an event that others have too."""
    cells = links.scorer.terms.weights
    return set(cells.indices[cells.indptr[row] : cells.indptr[row + 1]].tolist())


def muted(links: Links, *topics: str) -> Bools:
    """Which terms do not count for the first event when some topics are muted."""
    return Muting(links.scorer.terms, topics).of(0)


def test_the_arithmetic_by_hand() -> None:
    links = links_of(
        [
            outline("a", 0, "", topics=("aden", "red sea")),
            outline("b", 3, "", topics=("aden",)),
            outline("c", 3, "", topics=("red cross",)),
        ]
    )
    # Both have Aden, which is all of b, and a has a topic of its own.
    alike = math.sqrt(TWO_OF_THREE / (TWO_OF_THREE + ONE_OF_THREE))
    assert links.likeness(np.array([0, 0]), np.array([1, 2])) == pytest.approx([alike, 0.0])
    faded = (1 + 3 / links.settings.decay_days) ** -links.settings.decay_power
    assert links.strengths(np.array([0, 0]), np.array([1, 2])) == pytest.approx([alike * faded, 0.0])


@given(archives())
def test_likeness_is_the_same_in_both_directions(outlines: list[EventOutline]) -> None:
    links = links_of(outlines)
    rows, (sources, targets) = everything(links), pairs(links)
    table = links.among(rows)
    assert table == pytest.approx(table.T)
    assert links.likeness(sources, targets) == pytest.approx(table.ravel(), abs=1e-6)
    strengths = links.strengths(sources, targets).reshape(table.shape)
    assert strengths == pytest.approx(strengths.T)


@given(archives())
def test_links_are_from_0_to_1_and_fade_with_time(outlines: list[EventOutline]) -> None:
    links = links_of(outlines)
    sources, targets = pairs(links)
    likeness, strengths = links.likeness(sources, targets), links.strengths(sources, targets)
    assert ((likeness >= 0) & (likeness <= 1)).all()
    gaps = np.abs(links.scorer.days[targets] - links.scorer.days[sources])
    assert strengths == pytest.approx(likeness * (1 + gaps / 3.0) ** -0.35)


@given(archives())
def test_only_events_that_share_a_term_are_alike(outlines: list[EventOutline]) -> None:
    links = links_of(outlines)
    table = links.among(everything(links))
    for one in range(len(table)):
        for other in range(len(table)):
            assert bool(table[one, other] > 0) == bool(terms_of(links, one) & terms_of(links, other))


def test_an_event_is_as_like_itself_as_it_shares_all_it_has() -> None:
    texts = {"a": "rebels shell port", "b": "rebels shell port", "c": "rebels shell port, storm passes"}
    events = [outline(name, day, text) for day, (name, text) in enumerate(texts.items())]
    links = links_of(events)
    own = np.diag(links.among(everything(links)))
    assert own[:2] == pytest.approx([1.0, 1.0])
    assert links.likeness(np.array([0]), np.array([1])) == pytest.approx([1.0])
    assert 0 < own[2] < 1  # no other event has a storm that passes


def test_what_only_one_of_them_tells_makes_them_less_alike() -> None:
    events = [
        outline("a", 0, "rebels shell port"),
        outline("b", 1, "rebels shell port"),
        outline("c", 2, "rebels shell port, dockers strike in the harbour"),
        outline("d", 3, "dockers strike in the harbour"),
    ]
    likeness = links_of(events).likeness(np.array([0, 0, 0]), np.array([1, 2, 3]))
    assert likeness[0] > likeness[1] > likeness[2] == 0.0


def headed(**changes: float) -> Links:
    """Two events under one heading, two under another, and the likeness of texts across them."""
    return links_of(
        [
            outline("a", 0, "rebels shell port", unlinked=("Harvest",)),
            outline("b", 0, "villagers bring wheat", unlinked=("Harvest",)),
            outline("c", 0, "rebels shell port", unlinked=("Storm season",)),
            outline("d", 0, "clouds over fields", unlinked=("Storm season",)),
        ],
        **changes,
    )


def test_one_heading_makes_events_alike_that_share_nothing_else() -> None:
    one_heading, other_heading, nothing = headed().likeness(np.array([0, 0, 0]), np.array([1, 2, 3]))
    assert one_heading > ChainSettings().heading
    assert other_heading > 0.5  # what they tell is the same
    assert nothing == 0.0


def test_a_heading_counts_as_much_as_it_is_set_to() -> None:
    ends = np.array([0]), np.array([1])
    topic_alone = headed(heading=0.0).likeness(*ends)
    assert headed(heading=0.2).likeness(*ends) - topic_alone == pytest.approx([0.2])
    assert headed(heading=0.4).likeness(*ends) - topic_alone == pytest.approx([0.4])


def test_one_of_two_headings_counts_in_part() -> None:
    events = [
        outline("a", 0, "rebels shell port", unlinked=("Harvest", "Storm season")),
        outline("b", 0, "villagers bring wheat", unlinked=("Harvest",)),
        outline("c", 0, "clouds over fields", unlinked=("Storm season",)),
    ]
    with_it, without = (
        links_of(events, heading=heading).likeness(np.array([0]), np.array([1])) for heading in (0.3, 0.0)
    )
    assert with_it - without == pytest.approx([0.3 * math.sqrt(0.5)])


def test_muted_terms_do_not_count() -> None:
    events = [
        outline("a", 0, "Dockers strike", topics=("aden", "red sea")),
        outline("b", 0, "Dockers walk", topics=("aden", "red sea")),
        outline("c", 0, "Storm passes", topics=("aden",)),
    ]
    links = links_of(events)
    rows, ends = everything(links), (np.array([0, 0]), np.array([1, 2]))
    loud, hushed = links.likeness(*ends), links.likeness(*ends, muted(links, "aden"))
    assert hushed[0] < loud[0]
    assert hushed[1] == 0.0 < loud[1]
    # What Aden brings is taken away, and nothing else.
    cells, aden = links.table.toarray(), links.scorer.terms.numbers["aden"]
    assert hushed[0] == pytest.approx(loud[0] - cells[0, aden] * cells[1, aden])
    assert links.among(rows, muted(links, "aden"))[0, 1:] == pytest.approx(hushed)
    assert links.strengths(*ends, muted(links, "aden")) == pytest.approx(hushed)


def test_a_muted_heading_does_not_count() -> None:
    events = [outline(name, 0, text, headings=("aden",)) for name, text in (("a", "Strike"), ("b", "Storm"))]
    links = links_of(events)
    ends = np.array([0]), np.array([1])
    assert links.likeness(*ends)[0] > 0.3
    assert links.likeness(*ends, muted(links, "aden")) == pytest.approx([0.0])


@given(archives(), st.lists(st.sampled_from(sorted(LABELS))))
def test_reasons_add_up_to_the_strength(outlines: list[EventOutline], topics: list[str]) -> None:
    links = links_of(outlines)
    sources, targets = pairs(links)
    sources, targets = sources[sources != targets], targets[sources != targets]
    silent = muted(links, *topics) if topics and len(outlines) else None
    strengths = links.strengths(sources, targets, silent)
    told = links.reasons(sources, targets, silent)
    assert [sum(reason.weight for reason in reasons) for reasons in told] == pytest.approx(strengths.tolist())
    for reasons in told:
        weights = [reason.weight for reason in reasons]
        assert weights == sorted(weights, reverse=True)
        assert not {reason.id for reason in reasons} & set(topics)


def test_reasons_name_what_both_share() -> None:
    events = [
        outline("a", 0, "Dockers strike", topics=("aden",), headings=("harbour strike",)),
        outline("b", 1, "Dockers walk", topics=("aden",), headings=("harbour strike",)),
    ]
    links = links_of(events)
    [reasons] = links.reasons(np.array([0]), np.array([1]))
    assert {(reason.kind, reason.label) for reason in reasons} == {
        ("heading", "Harbour strike"),
        ("topic", "Aden"),
        ("word", "Dockers"),
    }


def shares(links: Links, rows: list[int], often: list[float]) -> Floats:
    """What some events are about."""
    return links.about(np.array(rows, dtype=np.int64), np.array(often))


def test_what_events_are_about_is_what_the_most_visited_have() -> None:
    events = [
        outline("a", 0, "", topics=("aden",)),
        outline("b", 1, "", topics=("aden",)),
        outline("c", 2, "", topics=("red sea",)),
        outline("d", 3, "", topics=("red sea",)),
    ]
    links = links_of(events)
    aden, sea = (links.scorer.terms.numbers[topic] for topic in ("aden", "red sea"))
    found = shares(links, [0, 2], [2.0, 0.5])
    assert (found[aden], found[sea]) == pytest.approx((1.0, 0.25))
    assert shares(links, [0, 1], [1.0, 1.0])[sea] == 0.0
    assert not shares(links, [], []).any()


def test_a_theme_counts_terms_by_how_much_they_belong_to_it() -> None:
    events = [outline(name, 0, "", topics=("aden", "red sea")) for name in ("a", "b")]
    links = links_of(events)
    told = np.ones(links.table.shape[1])
    told[links.scorer.terms.numbers["aden"]] = 0.5
    plain, themed = links.among(np.array([0, 1])), links.among(np.array([0, 1]), told=told)
    assert plain[0, 1] == pytest.approx(1.0)
    assert themed[0, 1] == pytest.approx(0.75)
    both = links.among(np.array([0, 1]), muted(links, "red sea"), told)
    assert both[0, 1] == pytest.approx(0.25)
