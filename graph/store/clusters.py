"""Clusters of topics in the graph, and which topics are told of together."""

from collections.abc import Collection, Iterable

from graph.errors import NotFoundError
from graph.model import Cluster, CoOccurrence, Membership
from graph.store.access import rows
from graph.store.base import EdgeTable, NodeTable, Row, Runner
from graph.store.garbage import collector_paused
from graph.store.groups import Groups, LinkKind, Links, link_table, refuse_loose
from graph.store.rows import Values
from graph.store.state import deriving

_NAMES = ("id", "label", "level", "topic_count", "event_count", "parent")
_IN_CLUSTER = LinkKind("IN_CLUSTER", "cluster_topics", holder="Cluster", member="Topic", properties=("share",))
_CO_OCCURS = LinkKind(
    "CO_OCCURS",
    "co_occurrences",
    holder="Topic",
    member="Topic",
    properties=("event_count", "weight"),
    from_holder=True,
)


def _row(cluster: Cluster) -> Row:
    return {name: getattr(cluster, name) for name in _NAMES}


def _memberships(found: Iterable[Row]) -> list[Membership]:
    return [
        Membership(topic, row["id"], float(share))
        for row in found
        for share, topic in sorted(zip(row["shares"], row["topics"], strict=True), key=_strongest)
    ]


def _strongest(pair: tuple[float, str]) -> tuple[float, str]:
    return -pair[0], pair[1]


def _co_occurrences(found: Iterable[Row]) -> list[CoOccurrence]:
    return [
        CoOccurrence(row["id"], other, count, float(weight))
        for row in found
        for weight, other, count in sorted(
            zip(row["weights"], row["others"], row["counts"], strict=True), key=lambda link: (-link[0], link[1])
        )
    ]


def read_clusters(runner: Runner, level: int | None = None) -> list[Cluster]:
    """Return the clusters of one level or of all, by level and id."""
    return [Cluster(**row) for row in rows(runner, "clusters", level=level)]


def read_memberships(runner: Runner) -> list[Membership]:
    """Return the places of topics in all clusters, by cluster, the strongest first, then by topic."""
    return _memberships(rows(runner, "memberships"))


def read_co_occurrences(runner: Runner) -> list[CoOccurrence]:
    """Return which topics are told of together, by topic, the strongest first, then by the other topic."""
    with collector_paused():
        return _co_occurrences(rows(runner, "co_occurrences"))


def cluster_tables(
    clusters: Iterable[Cluster], members: Iterable[Membership], pairs: Iterable[CoOccurrence]
) -> tuple[NodeTable, EdgeTable, EdgeTable]:
    """Return clusters, their IN_CLUSTER, and CO_OCCURS as tables."""
    found = [_row(cluster) for cluster in clusters]
    nodes = NodeTable("Cluster", {name: [row[name] for row in found] for name in _NAMES})
    return nodes, link_table(_IN_CLUSTER, _shares(members)), link_table(_CO_OCCURS, _weights(pairs))


def _shares(members: Iterable[Membership]) -> Links:
    links: dict[str, dict[str, Values]] = {}
    for member in members:
        links.setdefault(member.cluster, {})[member.topic] = (float(member.share),)
    return links


def _weights(pairs: Iterable[CoOccurrence]) -> Links:
    links: dict[str, dict[str, Values]] = {}
    for pair in pairs:
        links.setdefault(pair.one, {})[pair.other] = (pair.event_count, float(pair.weight))
    return links


def _stored_shares(runner: Runner) -> Links:
    found = rows(runner, "memberships")
    return {row["id"]: dict(zip(row["topics"], zip(row["shares"]), strict=True)) for row in found}


def _stored_weights(runner: Runner, of: Collection[str] | None) -> Links:
    found = rows(runner, "co_occurrences") if of is None else rows(runner, "co_occurrences_of", ids=sorted(of))
    return {
        row["id"]: dict(zip(row["others"], zip(row["counts"], row["weights"], strict=True), strict=True))
        for row in found
    }


class Clusters(Groups):
    """Cluster, IN_CLUSTER and CO_OCCURS, written as a whole and read in parts."""

    def write_clusters(
        self,
        clusters: Collection[Cluster],
        members: Collection[Membership],
        pairs: Collection[CoOccurrence],
        revision: int,
        method: str = "",
        *,
        of: Collection[str] | None = None,
    ) -> None:
        """Make the clusters of the graph and their topics these; only what differs from the stored is written.

        Clusters then count as up to date if the graph still has the revision. Writing that is interrupted leaves
        them stale.

        Parameters
        ----------
        clusters : collection of Cluster
            All of them.
        members : collection of Membership
            The place of each topic in each of its clusters. Topics that are gone since `revision` are left out.
        pairs : collection of CoOccurrence
            Topics that are told of together; those of topics that are gone are left out.
        revision : int
            Revision of the graph they were computed from.
        method : str
            How they were computed, for `meta` to give as `Meta.clusters_method`.
        of : collection of str, optional
            Topics of which the pairs are given; those of all other topics stay as they are stored.

        Raises
        ------
        InputError
            If an id of a cluster stands twice, or a topic is in a cluster that is not given. Nothing is touched
            then.
        """
        wanted = {cluster.id: _row(cluster) for cluster in clusters}
        refuse_loose([cluster.id for cluster in clusters], (member.cluster for member in members))
        begun, done = {"clusters_method": ""}, {"clusters_method": method}
        with deriving(self._backend, "clusters", revision, begun, done), collector_paused():
            stored = {cluster.id: _row(cluster) for cluster in read_clusters(self._backend)}
            self._bring_nodes("clusters", stored, wanted)
            self._bring_links(_IN_CLUSTER, _stored_shares(self._backend), _shares(members))
            self._bring_links(_CO_OCCURS, _stored_weights(self._backend, of), _weights(pairs))

    def clusters(self, level: int | None = None) -> list[Cluster]:
        """Return the clusters of one level, by id, or of all, by level and id."""
        return read_clusters(self._backend, level)

    def cluster(self, cluster_id: str) -> Cluster:
        """Return a cluster.

        Raises
        ------
        NotFoundError
            If there is none of this id.
        """
        found = rows(self._backend, "cluster", id=cluster_id)
        if not found:
            raise NotFoundError(f"No cluster has the id {cluster_id!r}.")
        return Cluster(**found[0])

    def memberships(self, cluster_id: str | None = None) -> list[Membership]:
        """Return the places of topics in a cluster, or in each, by cluster: the strongest first, then by topic."""
        if cluster_id is None:
            return read_memberships(self._backend)
        return _memberships(rows(self._backend, "memberships_in", id=cluster_id))

    def clusters_of(self, topic_id: str) -> list[Cluster]:
        """Return the clusters of a topic, by level and id."""
        return [Cluster(**row) for row in rows(self._backend, "clusters_of", id=topic_id)]

    def co_occurrences(self, topic_id: str | None = None) -> list[CoOccurrence]:
        """Return what is stored of which topics a topic, or each, is told of with: the strongest first, then by id."""
        if topic_id is None:
            return read_co_occurrences(self._backend)
        return _co_occurrences(rows(self._backend, "co_occurrences_of", ids=[topic_id]))
