"""Known peaks among the bursts of their topics, on a small archive and on the real day pages."""

import json
from collections import Counter

import numpy as np
import pytest

from graph.analysis.related import RelatedIndex
from graph.analysis.snapshot import Snapshot
from graph.evaluate.peaks import PEAKS, Peak, evaluate_peaks
from graph.model import EventOutline
from tests.analysis.archives import outline
from tests.analysis.courses import STORM_DAY, YEAR, day_of, two_years
from tests.corpus import corpus_folder
from tests.parse.real import all_pages

STORM = Peak("aden", day_of(STORM_DAY), "storm")


def test_the_storm_is_first_by_all_measures() -> None:
    found = evaluate_peaks(two_years(), [STORM])
    (ranks,) = found.peaks
    assert (ranks.events, ranks.bursts, ranks.count, ranks.share) == (7, 1, 1, 1)
    assert found.within("bursts", 1) == found.within("count", 3) == 1


def often(first: int, last: int) -> list[EventOutline]:
    """Two events of Aden on each of some days."""
    names = [(day, name) for day in range(first, last) for name in "xy"]
    return [outline(f"often-{day}-{name}", day, f"Ferry sails {name}{day}", topics=("aden",)) for day, name in names]


def test_more_pages_do_not_draw_bursts_away() -> None:
    loud = [outline(f"loud-{day}-{place}", day, f"Ferry q{place}") for day in range(600, 620) for place in range(20)]
    index = two_years([*loud, *often(600, 620)])
    (ranks,) = evaluate_peaks(index, [STORM]).peaks
    assert (ranks.bursts, ranks.share) == (1, 1)
    (later,) = evaluate_peaks(index, [Peak("aden", day_of(609), "many pages")]).peaks
    assert later.bursts is None
    assert later.count is not None
    assert ranks.count is not None
    assert later.count < ranks.count


def test_a_quiet_week_is_no_peak_and_an_unknown_topic_is_absent() -> None:
    quiet = Peak("aden", day_of(YEAR - 60), "nothing")
    found = evaluate_peaks(two_years(), [quiet, Peak("atlantis", day_of(0), "flood")])
    assert [ranks.bursts for ranks in found.peaks] == [None]
    assert [peak.topic for peak in found.absent] == ["atlantis"]
    assert found.within("bursts", 99) == 0


def test_the_measurement_as_json() -> None:
    told = evaluate_peaks(two_years(), [STORM]).to_dict()
    assert json.loads(json.dumps(told)) == told
    assert told["methods"][-1] == {"name": "bursts", "first": 1, "first_three": 1}


def test_the_list_of_peaks() -> None:
    assert len(PEAKS) == 24
    assert max(Counter(peak.topic for peak in PEAKS).values()) == 1
    assert [peak.day for peak in PEAKS] == sorted(peak.day for peak in PEAKS)


@pytest.mark.corpus
def test_known_peaks_of_the_day_pages() -> None:
    events = [event for page in all_pages(corpus_folder()).values() for event in page]
    spelled = Counter((topic.id, topic.label) for event in events for topic in event.topics)
    labels = dict(title for title, _ in reversed(spelled.most_common()))
    index = RelatedIndex.build(Snapshot.from_outlines((event.outline() for event in events), labels))
    found = evaluate_peaks(index)
    assert not found.absent
    assert found.within("bursts", 3) >= 21
    assert found.within("bursts", 1) > found.within("count", 1) > found.within("share", 1)
    assert np.mean([ranks.events for ranks in found.peaks]) > 5
