"""The quality of lists: reasons, hubs, near-duplicates."""

import numpy as np
import pytest

from graph.analysis.related import RelatedIndex
from graph.analysis.settings import RelatedSettings
from graph.evaluate.baselines import word_table
from graph.evaluate.lists import hub_names, list_quality, rests_on_hubs, says_twice
from graph.model import Reason
from tests.analysis.archives import outline
from tests.evaluate.stories import archive, quiet

HUB, RARE = Reason("topic", "France", 0.5, "france"), Reason("topic", "Tarn", 0.5, "tarn")
WORD, REST = Reason("word", "ferry", 0.2), Reason("similar", "other shared words", 0.1)


@pytest.mark.parametrize(
    ("reasons", "expected"),
    [
        ((HUB,), True),
        ((HUB, REST), True),
        ((HUB, RARE), False),
        ((HUB, WORD), False),
        ((HUB, Reason("bridge", "an event between", 0.1, "2015-01-01/x")), False),
        ((Reason("heading", "France", 0.5),), False),
        ((Reason("heading", "Elections", 0.5),), True),
        ((REST,), False),
        ((), False),
    ],
)
def test_what_rests_on_hubs(reasons: tuple[Reason, ...], expected: bool) -> None:
    assert rests_on_hubs(reasons, frozenset({"france", "Elections"})) is expected


def test_hubs_are_counted_in_text_and_headings_together() -> None:
    events = [outline(f"t{day}", day, "", topics=("aden",)) for day in range(2)]
    events += [outline(f"h{day}", day, "", headings=("aden",)) for day in range(2)]
    events += [outline(f"both{day}", day, "", topics=("red sea",), headings=("red sea",)) for day in range(3)]
    events += [outline(f"u{day}", day, "", unlinked=("Storm season",)) for day in range(4)]
    snapshot = archive(events)
    assert hub_names(snapshot, RelatedSettings(few=3, hub_share=0)) == {"aden", "Storm season"}
    assert hub_names(snapshot, RelatedSettings(few=2, hub_share=0)) == {"aden", "Storm season", "red sea"}
    assert hub_names(snapshot, RelatedSettings()) == frozenset()


def test_saying_something_twice_is_a_matter_of_words() -> None:
    texts = ["Dockers strike in the harbour", "Harbour: dockers strike", "Dockers sail", "A storm passes"]
    weights = word_table(archive([outline(f"e{place}", place, text) for place, text in enumerate(texts)]))
    weights.data = np.ones_like(weights.data)
    unit = weights.multiply(1 / np.sqrt(weights.sum(axis=1))[:, None]).tocsr()
    shared = weights[[0]].multiply(weights[[1]]).sum() / np.sqrt(weights[[0]].sum() * weights[[1]].sum())
    assert says_twice(unit, [2, 0, 1], shared - 0.01)
    assert not says_twice(unit, [2, 0, 1], shared + 0.01)
    assert not says_twice(unit, [0, 2, 3], 0.8)
    assert not says_twice(unit, [], 0.8)


def test_lists_are_counted_as_they_are_served() -> None:
    echo = [outline(f"echo{day}", day, f"Dockers strike in Aden, day {day}", topics=("aden",)) for day in range(1, 4)]
    events = [*echo, outline("lone", 9, "Quiet")]
    snapshot, told = archive(events), list[tuple[int, int]]()
    # Served by an index that lists echoes, looked at by settings that know them.
    index = RelatedIndex.build(snapshot, RelatedSettings(same_text=2.0))
    quality = list_quality(
        snapshot, index, RelatedSettings(), np.arange(4), lambda done, total: told.append((done, total))
    )
    assert (quality.events, quality.entries) == (4, 6)
    assert (quality.explained, quality.vague, quality.hub_only) == (1, 0, 0)
    assert quality.near_duplicates == 1
    assert quality.empty == 0.25
    assert told == [(4, 4)]


def test_no_lists_are_no_offence() -> None:
    snapshot = archive([outline("a", 0, "Quiet"), outline("b", 1, "Storm")])
    quality = list_quality(snapshot, RelatedIndex.build(snapshot), RelatedSettings(), np.arange(2), quiet)
    assert quality.to_dict() == {
        "events": 2,
        "entries": 0,
        "empty": 1,
        "explained": 0,
        "vague": 0,
        "hub_only": 0,
        "near_duplicates": 0,
    }
