"""What every store does with stories of events and clusters of topics: a part of the contract."""

from dataclasses import asdict, replace
from typing import Any

import pytest

from graph.errors import InputError, NotFoundError
from graph.model import Cluster, CoOccurrence, Membership, Ref, Story
from graph.store.graph_store import GraphStore
from graph.store.groups import Groups
from tests.store.building import DAY, day, event
from tests.store.scenes import LATER, NEXT, TALKS_CLUSTERS, TALKS_STORIES, ids_of, relation, talks

LAVROV, PAUSE, MONEY, TRUCE = ids_of(talks())
ODD = "It's \"é\n\\ 日本 🙂\t"


def written(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that the names of writing statements are added to from now on."""
    names: list[str] = []
    run = Groups._run

    def noted(self: Groups, name: str, **params: object) -> None:
        names.append(name)
        run(self, name, **params)

    monkeypatch.setattr(Groups, "_run", noted)
    return names


def held(store: GraphStore) -> tuple[Any, ...]:
    """Return all stories and clusters, and the state."""
    stories = store.stories(), store.story_members()
    return (*stories, store.clusters(), store.memberships(), store.co_occurrences(), store.meta())


def grouped(store: GraphStore) -> GraphStore:
    """Give a store the scene `talks` with its stories and clusters."""
    store.load_first(talks())
    store.write_stories(*TALKS_STORIES, store.meta().revision, "of old")
    store.write_clusters(*TALKS_CLUSTERS, store.meta().revision, "of old")
    return store


class GroupingContract:
    """Stories and clusters, written as differences and read in parts."""

    # --- stories

    def test_stories_come_back_with_their_events(self, store: GraphStore) -> None:
        store.load_first(talks())
        store.write_stories(*TALKS_STORIES, store.meta().revision, "resolution 2")
        talk, money = TALKS_STORIES[0]
        assert store.stories() == [talk, money]
        assert store.story("s2") == money
        assert store.story_members() == {"s1": [LAVROV, PAUSE, TRUCE], "s2": [MONEY]}
        assert store.story_events("s1") == [LAVROV, PAUSE, TRUCE]
        assert store.event(TRUCE).story == Ref("s1", "Talks on Syria")
        assert (store.counts().stories, store.meta().stories_method) == (2, "resolution 2")
        assert store.meta().stale == ("clusters", "related")
        with pytest.raises(NotFoundError, match="s3"):
            store.story("s3")
        assert store.story_events("s3") == []

    def test_stories_are_found_by_day_by_topic_and_by_cluster(self, store: GraphStore) -> None:
        grouped(store)
        talk, money = TALKS_STORIES[0]
        assert [story.id for story, _ in store.stories_on(DAY)] == ["s1"]
        assert [story.id for story, _ in store.stories_on(NEXT)] == ["s1", "s2"]
        assert store.stories_on(LATER.replace(year=2017)) == []
        assert store.stories_of("russia") == [(talk, 2), (money, 1)]
        assert store.stories_of("russia", 1) == [(talk, 2)]
        # one event mentions a topic, another only stands under a heading that links it
        assert store.stories_of("syrian civil war") == [(talk, 2)]
        assert store.stories_in("t1") == [(talk, 3), (money, 1)]
        # an event that links two topics of the cluster is one event
        assert store.stories_in("r1") == [(talk, 2), (money, 1)]
        assert store.stories_of("nothing") == store.stories_in("nothing") == []

    def test_a_new_day_joins_stories_and_only_that_is_written(
        self, store: GraphStore, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        grouped(store)
        store.replace_document(*day(LATER, talks()[2][1][0], event("peace", date=LATER, position=1)))
        assert "stories" in store.meta().stale
        (talk, money), members = TALKS_STORIES
        names = written(monkeypatch)
        grown = replace(talk, event_count=4, label="Peace for Syria")
        store.write_stories([grown, money], {**members, f"{LATER}/peace": "s1"}, store.meta().revision, "of old")
        assert names == ["merge_stories", "merge_story_events"]
        assert store.stories() == [grown, money]
        assert store.story_events("s1") == [LAVROV, PAUSE, f"{LATER}/peace", TRUCE]
        assert "stories" not in store.meta().stale

    def test_stories_split_shrink_and_go(self, store: GraphStore) -> None:
        grouped(store)
        talk, _ = TALKS_STORIES[0]
        less, other = replace(talk, event_count=1, topics=()), replace(talk, id="s0", key_events=(TRUCE,))
        store.write_stories([less, other], {LAVROV: "s1", TRUCE: "s0"}, store.meta().revision)
        assert store.stories() == [other, less]
        assert store.story_members() == {"s0": [TRUCE], "s1": [LAVROV]}
        assert [store.event(name).story for name in (PAUSE, MONEY)] == [None, None]
        store.write_stories([], {}, store.meta().revision)
        assert (store.stories(), store.story_members(), store.counts().events) == ([], {}, 4)

    def test_events_that_are_gone_are_left_out_of_stories(self, store: GraphStore) -> None:
        store.load_first(talks())
        revision = store.meta().revision
        store.remove_document(f"portal/{NEXT}")
        for _ in range(2):  # into a graph without stories, then into one with some
            store.write_stories(*TALKS_STORIES, revision)
            assert store.story_members() == {"s1": [LAVROV, PAUSE, TRUCE]}
            assert store.counts().events == 3
            assert "stories" in store.meta().stale
        store.write_stories(*TALKS_STORIES, store.meta().revision)
        assert "stories" not in store.meta().stale

    def test_an_event_takes_its_place_in_a_story_along_when_it_goes_not_when_it_changes(
        self, store: GraphStore
    ) -> None:
        grouped(store)
        store.replace_document(*day(DAY, event("lavrov", "He says something else.", topics=["Russia"])))
        assert store.story_members() == {"s1": [LAVROV, TRUCE], "s2": [MONEY]}

    # --- clusters

    def test_clusters_come_back_with_their_topics(self, store: GraphStore) -> None:
        store.load_first(talks())
        clusters, members, pairs = TALKS_CLUSTERS
        store.write_clusters(clusters, members[::-1], pairs[::-1], store.meta().revision, "seed 7")
        assert store.clusters() == clusters
        assert store.clusters(2) == clusters[1:]
        assert store.cluster("t1") == clusters[0]
        assert store.memberships() == members
        assert store.memberships("r1") == members[:2]
        assert store.clusters_of("russia") == clusters
        assert store.clusters_of("geneva") == clusters[:1]
        assert store.co_occurrences() == pairs
        assert store.co_occurrences("russia") == pairs[:3]
        assert (store.counts().clusters, store.meta().clusters_method) == (2, "seed 7")
        assert store.meta().stale == ("related", "stories")
        with pytest.raises(NotFoundError, match="t2"):
            store.cluster("t2")
        assert (store.memberships("t2"), store.co_occurrences("geneva"), store.clusters_of("t2")) == ([], [], [])

    def test_only_what_differs_of_clusters_is_written(self, store: GraphStore, monkeypatch: pytest.MonkeyPatch) -> None:
        grouped(store)
        clusters, members, pairs = TALKS_CLUSTERS
        names = written(monkeypatch)
        fewer, revision = [replace(pairs[0], event_count=5, weight=2.0), *pairs[2:]], store.meta().revision
        store.write_clusters(clusters, [replace(members[0], share=1.0), *members[2:]], fewer, revision, "of old")
        assert names == [
            *("delete_cluster_topics", "merge_cluster_topics"),
            *("delete_co_occurrences", "merge_co_occurrences"),
        ]
        assert store.memberships() == [Membership("russia", "r1", 1.0), *members[2:]]
        assert store.co_occurrences() == fewer
        store.write_clusters(clusters[:1], members[2:], [], revision)
        assert (store.clusters(), store.memberships(), store.co_occurrences()) == (clusters[:1], members[2:], [])
        assert store.counts().topics == 6

    def test_topics_that_are_gone_are_left_out_of_clusters(self, store: GraphStore) -> None:
        store.load_first(talks())
        revision = store.meta().revision
        store.remove_document(f"portal/{NEXT}")  # and the topic Syria with it
        _, members, pairs = TALKS_CLUSTERS
        for _ in range(2):
            store.write_clusters(*TALKS_CLUSTERS, revision)
            assert store.memberships() == [members[0], *members[2:]]
            assert store.co_occurrences() == [pairs[0], pairs[2]]
            assert (store.counts().topics, "clusters" in store.meta().stale) == (5, True)

    def test_a_topic_takes_its_place_in_clusters_along_when_it_goes(self, store: GraphStore) -> None:
        grouped(store)
        _, members, pairs = TALKS_CLUSTERS
        store.remove_document(f"portal/{NEXT}")
        assert store.memberships() == [members[0], *members[2:]]
        assert store.co_occurrences() == [pairs[0], pairs[2]]

    # --- both

    def test_writing_the_same_again_changes_nothing(self, store: GraphStore, monkeypatch: pytest.MonkeyPatch) -> None:
        before = held(grouped(store))
        names = written(monkeypatch)
        store.write_stories(*TALKS_STORIES, store.meta().revision, "of old")
        store.write_clusters(*TALKS_CLUSTERS, store.meta().revision, "of old")
        assert (names, held(store)) == ([], before)

    def test_groups_of_any_number_are_written_in_parts(
        self, store: GraphStore, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("graph.store.groups._BATCH", 2)
        monkeypatch.setattr("graph.store.groups._NODES", 1)
        before = held(grouped(store))[:-1]
        store.write_stories([], {}, store.meta().revision)
        store.write_clusters([], [], [], store.meta().revision)
        assert held(store)[:-1] == ([], {}, [], [], [])
        one = Story("s3", "Before", DAY, DAY, 1)
        store.write_stories([one], {MONEY: "s3"}, store.meta().revision)
        store.write_clusters([], [], [CoOccurrence("geneva", "syria", 1, 1.0)], store.meta().revision)
        store.write_stories(*TALKS_STORIES, store.meta().revision)
        store.write_clusters(*TALKS_CLUSTERS, store.meta().revision)
        assert held(store)[:-1] == before

    @pytest.mark.parametrize("part", ["_bring_nodes", "_bring_links"])
    def test_writing_that_is_interrupted_leaves_groups_stale(
        self, store: GraphStore, monkeypatch: pytest.MonkeyPatch, part: str
    ) -> None:
        grouped(store)
        store.write_related([], store.meta().revision)
        assert store.meta().stale == ()

        def interrupted(*_: object) -> None:
            raise KeyboardInterrupt

        with monkeypatch.context() as patched:
            patched.setattr(Groups, part, interrupted)
            with pytest.raises(KeyboardInterrupt):
                store.write_stories([], {}, store.meta().revision, "new")
            assert (store.meta().stale, store.meta().stories_method) == (("stories",), "")
            with pytest.raises(KeyboardInterrupt):
                store.write_clusters([], [], [], store.meta().revision, "new")
        assert (store.meta().stale, store.meta().clusters_method) == (("clusters", "stories"), "")
        store.write_stories(*TALKS_STORIES, store.meta().revision)
        store.write_clusters(*TALKS_CLUSTERS, store.meta().revision)
        assert (store.story_members()["s2"], store.memberships()) == ([MONEY], TALKS_CLUSTERS[1])
        assert (store.meta().stale, store.meta().stories_method, store.meta().clusters_method) == ((), "", "")

    def test_loose_and_double_groups_are_refused_and_change_nothing(self, store: GraphStore) -> None:
        before = held(grouped(store))
        (talk, money), members = TALKS_STORIES
        theme, _ = TALKS_CLUSTERS[0]
        with pytest.raises(InputError, match="s2 has members"):
            store.write_stories([talk], members, store.meta().revision)
        with pytest.raises(InputError, match="given twice"):
            store.write_stories([talk, money, talk], members, store.meta().revision)
        with pytest.raises(InputError, match="r1 has members"):
            store.write_clusters([theme], TALKS_CLUSTERS[1], [], store.meta().revision)
        assert held(store) == before

    def test_odd_values_of_groups_come_back(self, store: GraphStore) -> None:
        store.load_first(talks())
        story, cluster = Story(ODD, ODD, DAY, DAY, 0, (ODD, ""), (ODD,)), Cluster("c", ODD, 1, 0, 0)
        members, pairs = [Membership("russia", "c", 1)], [CoOccurrence("russia", "syria", 3, 2)]
        for _ in range(2):
            store.write_stories([story, replace(story, id="")], {LAVROV: ODD}, store.meta().revision, ODD)
            store.write_clusters([cluster], members, pairs, store.meta().revision, ODD)
            assert store.stories() == [replace(story, id=""), story]
            assert store.clusters() == [cluster]
            assert (store.meta().stories_method, store.meta().clusters_method) == (ODD, ODD)
            assert isinstance(store.memberships()[0].share, float)
            assert isinstance(store.co_occurrences("russia")[0].weight, float)

    def test_a_graph_without_events_has_no_groups_and_nothing_is_stale(self, store: GraphStore) -> None:
        empty: tuple[Any, ...] = ([], {}, [], [], [])
        assert held(store)[:-1] == empty
        store.write_stories([], {}, store.meta().revision)
        store.write_clusters([], [], [], store.meta().revision)
        assert (held(store)[:-1], store.meta().stale) == (empty, ())
        assert (store.stories_on(DAY), store.stories_of("a"), store.stories_in("a")) == ([], [], [])
        grouped(store)
        store.write_related([relation(LAVROV, MONEY, 1, 1)], store.meta().revision)
        store.replace_documents([], list(store.documents()))
        assert (held(store)[:-1], store.meta().stale) == (empty, ())
        assert set(asdict(store.counts()).values()) == {0}

    def test_a_first_load_makes_all_that_is_computed_stale(self, store: GraphStore) -> None:
        store.load_first([day(DAY)])
        assert store.meta().stale == ()
        store.remove_document(f"portal/{DAY}")
        store.load_first(talks())
        assert store.meta().stale == ("clusters", "related", "stories")
