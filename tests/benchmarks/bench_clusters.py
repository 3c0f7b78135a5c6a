"""Benchmark 9: clusters of topics against one run of networkx Louvain on the same graph."""

from functools import partial

from networkx.algorithms.community import louvain_communities

from graph.analysis.clusters import find_levels
from graph.analysis.co_occurrence import TopicGraph
from graph.analysis.communities import leiden
from graph.analysis.group_settings import ClusterSettings
from graph.evaluate.rivals import networkx_of
from tests.benchmarks.corpus_index import corpus_index
from tests.benchmarks.figures import Figure, paired

RUNS = 3


def measure() -> list[Figure]:
    """Find the themes of the corpus once, and both levels by consensus; beside each, networkx finds the themes."""
    edges, settings = TopicGraph.of(corpus_index().scorer.terms).edges, ClusterSettings()
    theirs = partial(louvain_communities, networkx_of(edges), resolution=settings.themes, seed=0)
    once = partial(leiden, edges, settings.themes, quality="modularity")
    graph = f"{edges.nodes} topics, {len(edges)} edges"
    return [
        _figure("one Leiden run against networkx Louvain", paired(once, theirs, RUNS), "<= 0.25", graph),
        _figure(
            f"consensus of {settings.runs} runs on both levels against networkx Louvain",
            paired(partial(find_levels, edges, settings), theirs, RUNS),
            "<= 2",
            graph,
        ),
    ]


def _figure(name: str, measured: tuple[float, float, float], target: str, graph: str) -> Figure:
    ratio, ours_s, theirs_s = measured
    return Figure("9", name, ratio, target, f"{graph}: {ours_s:.2f} s, networkx {theirs_s:.2f} s")


if __name__ == "__main__":
    for figure in measure():
        print(figure)
