"""The index of the whole corpus."""

from graph.analysis.related import RelatedIndex
from graph.analysis.snapshot import Snapshot
from tests.corpus import corpus_folder
from tests.parse.real import all_pages


def corpus_index() -> RelatedIndex:
    """Parse all day pages and make the index of their events; no neighbours are known."""
    events = [event for page in all_pages(corpus_folder()).values() for event in page]
    labels = {topic.id: topic.label for event in events for topic in event.topics}
    return RelatedIndex.build(Snapshot.from_outlines((event.outline() for event in events), labels))
