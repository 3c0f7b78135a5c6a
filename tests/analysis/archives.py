"""Small archives in our own words, and a strategy that makes up many more."""

import datetime as dt
from collections.abc import Iterable, Sequence

from hypothesis import strategies as st

from graph.analysis.related import RelatedIndex
from graph.analysis.scoring import Scorer
from graph.analysis.settings import RelatedSettings
from graph.analysis.snapshot import Snapshot
from graph.model import EventOutline, Relation

START = dt.date(2015, 9, 1)
LABELS = {
    "aden": "Aden",
    "harbour strike": "Harbour strike",
    "red sea": "Red Sea",
    "yemeni crisis": "Yemeni crisis",
    "ministry of ports": "Ministry of Ports",
    "red cross": "Red Cross",
}
_WORDS = ("ships", "ship", "port", "rebels", "shell", "harbour", "dockers", "strike", "ferry", "storm", "Aden", "12")
_LOOSE = ("Harvest", "Storm season")


def outline(
    event_id: str,
    day: int,
    text: str,
    *,
    topics: Sequence[str] = (),
    headings: Sequence[str] = (),
    unlinked: Sequence[str] = (),
    category: str = "",
) -> EventOutline:
    """An event `day` days after the first of September 2015; `headings` are topic ids, `unlinked` are texts."""
    texts = (*(LABELS.get(heading, heading) for heading in headings), *unlinked)
    return EventOutline(event_id, START + dt.timedelta(day), text, category, tuple(topics), tuple(headings), texts)


def index_of(outlines: Iterable[EventOutline], settings: RelatedSettings | None = None) -> RelatedIndex:
    """The index of some events, with the labels of this module."""
    return RelatedIndex.build(Snapshot.from_outlines(outlines, LABELS), settings)


def scorer_of(outlines: Iterable[EventOutline], **changes: float) -> Scorer:
    """What compares some events, under settings of which some are changed."""
    return index_of(outlines, RelatedSettings(**changes)).scorer  # type: ignore[arg-type]


def all_texts(**changes: float) -> RelatedSettings:
    """Settings under which texts that say the same are all listed."""
    return RelatedSettings(same_text=2.0, **changes)  # type: ignore[arg-type]


def targets(relations: Iterable[Relation]) -> list[str]:
    """The ids of related events, in order."""
    return [relation.target for relation in relations]


def _some(stock: Sequence[str]) -> st.SearchStrategy[list[str]]:
    """Any selection from a stock, in its order; one draw, because archives need many."""
    return st.integers(0, 2 ** len(stock) - 1).map(
        lambda bits: [item for place, item in enumerate(stock) if bits >> place & 1]
    )


def archives() -> st.SearchStrategy[list[EventOutline]]:
    """Up to 16 events within two months, with words, topics, headings and sections from a small stock."""
    event = st.builds(
        outline,
        st.integers(0, 99).map("event-{}".format),
        st.integers(0, 60),
        _some(_WORDS).map(" ".join),
        topics=_some(sorted(LABELS)),
        headings=_some(sorted(LABELS)[:3]),
        unlinked=_some(_LOOSE),
        category=st.sampled_from(["", "Sports", "Business and economy", "Business and economics"]),
    )
    return st.lists(event, max_size=16, unique_by=lambda outline: outline.id)
