"""Stories and clusters of a store: found with its related events, kept in its graph, their names in its ledger."""

import hashlib
from dataclasses import asdict
from typing import TYPE_CHECKING

from graph.analysis.group_settings import ClusterSettings, StorySettings
from graph.index_cache import Refreshed
from graph.ingest.load import Progress
from graph.store.folder import OpenStore

if TYPE_CHECKING:
    from graph.analysis.partitions import Partition

CLUSTERS = ("themes", "regions")
"""What the ledger calls the clusters of each level."""
METHOD = 1
"""Version of the way stories and clusters are found; a change of it makes stored ones stale."""


def fingerprint() -> str:
    """Name the method and its settings in a few characters."""
    chosen = repr((METHOD, *(sorted(asdict(part).items()) for part in (StorySettings(), ClusterSettings()))))
    return hashlib.sha256(chosen.encode()).hexdigest()[:12]


def group(store: OpenStore, refreshed: Refreshed, progress: Progress, *, anew: bool) -> None:
    """Bring the stories and clusters of an open store up to date with an index, and write them.

    Parameters
    ----------
    store : OpenStore
        Open for writing. Its graph has the revision of the index.
    refreshed : Refreshed
        The index, all of whose lists are known.
    progress : callable
        Called as ``progress(step, done, total)``.
    anew : bool
        Look for the groups of all events and topics, beginning with those there are; else only new events and topics
        find theirs, if there are any groups.
    """
    meta, method = store.graph.meta(), fingerprint()
    progress("Finding stories", 0, 0)
    _write_stories(store, refreshed, method, anew or meta.stories_method not in ("", method))
    progress("Finding clusters of topics", 0, 0)
    _write_clusters(store, refreshed, method, anew or meta.clusters_method not in ("", method))


def _write_stories(store: OpenStore, refreshed: Refreshed, method: str, anew: bool) -> None:
    from graph.analysis.stories import find_stories
    from graph.analysis.story_growth import grown_stories

    before, index = _before(store, "stories"), refreshed.index
    found = find_stories(index, before) if anew or not before.of else grown_stories(index, before)
    store.graph.write_stories(found.stories, found.partition.of, index.revision, method)
    store.documents.keep_partition("stories", found.partition.of, found.partition.labels)


def _write_clusters(store: OpenStore, refreshed: Refreshed, method: str, anew: bool) -> None:
    from graph.analysis.cluster_growth import grown_clusters
    from graph.analysis.clusters import find_clusters, strongest_pairs
    from graph.analysis.co_occurrence import TopicGraph, changed_topics

    before, topics = [_before(store, kind) for kind in CLUSTERS], TopicGraph.of(refreshed.index.scorer.terms)
    found = find_clusters(topics, before) if anew or not before[0].of else grown_clusters(topics, before)
    old = refreshed.before if store.graph.meta().clusters_method == method else None
    changed = changed_topics(TopicGraph.of(old.scorer.terms), topics) if old else None
    pairs = strongest_pairs(topics, None if changed is None else frozenset(changed))
    store.graph.write_clusters(found.clusters, found.memberships, pairs, refreshed.index.revision, method, of=changed)
    for level, kind in enumerate(CLUSTERS, 1):
        store.documents.keep_partition(kind, found.partition(level).of, found.partition(level).labels)


def _before(store: OpenStore, kind: str) -> "Partition":
    """Return the last partition of a kind."""
    from graph.analysis.partitions import Partition

    return Partition(*store.partition(kind))
