"""What is lost because related events are looked for among the likely ones only: quality with and without pruning."""

from graph.analysis.settings import RelatedSettings
from graph.analysis.snapshot import Snapshot
from graph.evaluate.related import OURS, evaluate_related
from tests.benchmarks.figures import Figure, seconds
from tests.corpus import corpus_folder
from tests.parse.real import all_pages

QUERIES = 500
UNPRUNED = RelatedSettings(postings=10**9, likely=2000)


def measure() -> Figure:
    """Evaluate the lists of the corpus both ways, on the half that settings may be chosen by."""
    events = [event for page in all_pages(corpus_folder()).values() for event in page]
    labels = {topic.id: topic.label for event in events for topic in event.topics}
    snapshot = Snapshot.from_outlines((event.outline() for event in events), labels)
    found: list[float] = []
    pruned_s = seconds(lambda: found.append(_quality(snapshot, RelatedSettings())))
    whole_s = seconds(lambda: found.append(_quality(snapshot, UNPRUNED)))
    detail = f"nDCG@10 of {QUERIES}: pruned {found[0]:.4f} in {pruned_s:.0f} s, whole {found[1]:.4f} in {whole_s:.0f} s"
    return Figure("6", "loss by pruning", found[1] - found[0], "<= 0.005", detail)


def _quality(snapshot: Snapshot, settings: RelatedSettings) -> float:
    found = evaluate_related(snapshot, half="dev", queries=QUERIES, settings=settings)
    return next(method.figures["full"].value for method in found.methods if method.name == OURS)


if __name__ == "__main__":
    print(measure())
