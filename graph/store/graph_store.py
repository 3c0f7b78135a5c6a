"""The graph store: values of `graph.model` in and out, and all the Cypher that engines share."""

from graph.store.clusters import Clusters
from graph.store.dumping import Dumping
from graph.store.partitions import level_of
from graph.store.reading import Reading
from graph.store.relations import Relations
from graph.store.searching import Searching
from graph.store.stories import Stories
from graph.store.topics import Topics
from graph.store.writing import Writing


class GraphStore(Reading, Topics, Searching, Relations, Stories, Clusters, Dumping, Writing):
    """A graph of events on any engine.

    Parameters
    ----------
    backend : Backend
        The engine. Its graph is looked at when it is first needed.
    rebuilding : bool
        Whether the graph is being made anew, so that it is not looked at; `finish` ends that.

    Raises
    ------
    StoreDamagedError, StoreVersionError
        By any method, if the graph holds something else or was written by another version.

    Examples
    --------
    >>> from graph.store import open_store
    >>> with open_store(folder, create=True) as store:  # doctest: +SKIP
    ...     store.graph.load_first([(document, events)])
    ...     store.graph.counts().events
    """

    def partition(self, kind: str) -> tuple[dict[str, str], dict[str, str]]:
        """Return the stored stories or clusters as `DocumentArchive.partition` gives them.

        Parameters
        ----------
        kind : {"stories", "themes", "regions"}

        Raises
        ------
        InputError
            If `kind` is none of the three.
        """
        level = level_of(kind)
        if level is None:
            return self.story_of(), {story.id: story.label for story in self.stories()}
        labels = {cluster.id: cluster.label for cluster in self.clusters(level)}
        return {each.topic: each.cluster for each in self.memberships() if each.cluster in labels}, labels
