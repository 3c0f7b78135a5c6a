"""Each statement of the store with parameters under which it has something to say of the scene `talks`."""

import datetime as dt
from importlib.resources import files
from typing import Any

from tests.store.building import DAY
from tests.store.scenes import LATER, NEXT

LAVROV, MONEY = f"{DAY}/lavrov", f"{NEXT}/money"
_WINDOW = {"first": DAY, "last": LATER}
_PAGE = {"after": "", "count": 5}
_FILTER = {"first": None, "last": None, "category": None, "domain": None}
_EVENT = {"id": f"{DAY}/new", "date": DAY, "month": "2016-02", "text": "New.", "category": "", "headings": ["Over"]}
_NESTING = [{"inner": "russia", "outer": "geneva", "change": 1}]
_RELATION = [MONEY, 1, 0.5, 1, ["topic"], ["Russia"], [0.5], ["russia"]]
_META = {
    "schema": 5,
    "engine": "x",
    "revision": 1,
    "first": DAY,
    "last": None,
    "stale": [],
    "analysis": "",
    "store": "s",
    "related_revision": 0,
    "stories_method": "",
    "clusters_method": "",
}
_STORY = {"id": "s1", "label": "S", "first": DAY, "last": DAY, "event_count": 1, "topics": ["russia"], "key_events": []}
_CLUSTER = {"id": "c1", "label": "C", "level": 1, "topic_count": 1, "event_count": 3, "parent": ""}
_IN_STORY = [{"id": "s1", "links": [[LAVROV]]}]
_IN_CLUSTER = [{"id": "c1", "links": [["russia", 0.5]]}]
_CO_OCCURS = [{"id": "russia", "links": [["syria", 1, 0.5]]}]
_WORDS = {"words": "talks truce", "count": 5}
_LOCK = {"token": "t", "lease_ms": 1000}

# the writer who runs the cases holds the lock
_FREE = "MATCH (l:StorytrailLock) DETACH DELETE l"
_STORIES, _CLUSTERS = ("merge_stories", "merge_story_events"), ("merge_clusters", "merge_cluster_topics")
# statements that need others to have run before, and which: names, or Cypher
AFTER: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("stories", "story", "story_members", "story_events", "stories_on", "stories_of"), _STORIES),
    **dict.fromkeys(("delete_stories", "delete_story_events"), _STORIES),
    "stories_in": (*_STORIES, *_CLUSTERS),
    **dict.fromkeys(("clusters", "cluster", "clusters_of", "memberships", "memberships_in"), _CLUSTERS),
    **dict.fromkeys(("delete_clusters", "delete_cluster_topics"), _CLUSTERS),
    **dict.fromkeys(("co_occurrences", "co_occurrences_of", "delete_co_occurrences"), ("merge_co_occurrences",)),
    "given": (
        "MATCH (a:Event {id: '"
        + LAVROV
        + "'}), (b:Event {id: '"
        + MONEY
        + "'}) MERGE (a)-[g:GIVEN_RELATED]->(b) SET g.position = 0, g.topics = ''",
    ),
    "joined_topics": ("MATCH (t:Topic {id: 'russia'}) SET t.joined = ['Rossiya']",),
    "related": ("create_relations",),
    "relations": ("create_relations",),
    "neo4j/renew_lock": (_FREE, "neo4j/take_lock"),
    "neo4j/release_lock": (_FREE, "neo4j/take_lock"),
}

CASES: dict[str, dict[str, Any]] = {
    "all_event_ids": {},
    "change_nesting": {"rows": _NESTING},
    "changes": {"revision": 0},
    "cluster": {"id": "c1"},
    "clusters": {"level": None},
    "clusters_of": {"id": "russia"},
    "co_occurrences": {},
    "co_occurrences_of": {"ids": ["russia"]},
    "co_occurring": {"id": "russia", "count": 5},
    "counts": {},
    "create_citations": {"rows": [{"event": MONEY, "links": [["https://two.example/b", "Daily", 1]]}]},
    "create_headings": {"rows": [{"event": MONEY, "links": [["geneva", "Geneva", "Geneva", "", 0, 1]]}]},
    "create_mentions": {"rows": [{"event": MONEY, "links": [["geneva", "Geneva", "Geneva", "", 2]]}]},
    "create_relations": {"rows": [{"event": LAVROV, "links": [_RELATION]}]},
    "date_range": {},
    "day": {"date": DAY},
    "day_counts": {},
    "days": {"before": None, "count": 5},
    "days_around": {"date": NEXT},
    "delete_cluster_topics": {"rows": _IN_CLUSTER},
    "delete_clusters": {"ids": ["c1"]},
    "delete_co_occurrences": {"rows": _CO_OCCURS},
    "delete_documents": {"ids": [f"portal/{LATER}"]},
    "delete_empty_nesting": {"rows": _NESTING},
    "delete_events": {"ids": [MONEY]},
    "delete_links": {"ids": [MONEY]},
    "delete_orphan_sources": {"ids": ["https://two.example/b"]},
    "delete_relations": _WINDOW,
    "delete_relations_of": {"ids": [LAVROV]},
    "delete_stories": {"ids": ["s1"]},
    "delete_story_events": {"rows": _IN_STORY},
    "delete_topics": {"ids": ["geneva"]},
    "digests": {"ids": [f"portal/{DAY}", "own/x"]},
    "document_events": {"ids": [f"portal/{DAY}"]},
    "documents": {},
    "documents_below": {"prefix": "portal/"},
    "dump_documents": _PAGE,
    "dump_event_ids": _WINDOW,
    "dump_sources": _PAGE,
    "dump_topics": _PAGE,
    "event_ids": {"prefix": "2016", "count": 5},
    "events": {"ids": [LAVROV]},
    "given": _WINDOW,
    "joined_topics": {},
    "known": {"dates": [DAY, NEXT]},
    "known_topics": {"ids": ["russia", "nothing"]},
    "link_given": {},
    "memberships": {},
    "memberships_in": {"id": "c1"},
    "merge_cluster_topics": {"rows": _IN_CLUSTER},
    "merge_clusters": {"rows": [_CLUSTER]},
    "merge_co_occurrences": {"rows": _CO_OCCURS},
    "merge_documents": {
        "rows": [
            {
                "id": "own/x",
                "date": DAY,
                "digest": "d",
                "revision": "",
                "origin": "x",
                "licence": "own",
                "event_count": 0,
                "given_count": 0,
                "loaded_at": dt.datetime(2026, 1, 1),
            }
        ]
    },
    "merge_events": {
        "rows": [
            {
                **_EVENT,
                **dict.fromkeys(("excerpt", "cover_url", "page_url", "words"), ""),
                **{key: [] for key in ("also", "given_ids", "given_texts", "given_topics")},
                "position": 9,
                "revision": 1,
                "document": f"portal/{DAY}",
            }
        ]
    },
    "merge_sources": {"rows": [{"id": "https://x.example/", "publisher": "X", "domain": "x.example"}]},
    "merge_stories": {"rows": [_STORY]},
    "merge_story_events": {"rows": _IN_STORY},
    "merge_topics": {
        "rows": [
            {"id": "x", "label": "X", "aliases": ["X"], "labels": [], "search": "\nx\n", "event_count": 0, "joined": []}
        ]
    },
    "meta": {},
    "origins_below": {"prefix": "portal/"},
    "outlines": _WINDOW,
    "outlines_of": {"ids": [LAVROV]},
    "owners": {"ids": [LAVROV], "documents": ["own/x"]},
    "records": {"ids": [f"portal/{DAY}"]},
    "related": {"id": LAVROV, "sign": 0, "count": 5},
    "relations": _WINDOW,
    "set_meta": _META,
    "stories": {},
    "stories_in": {"id": "c1", "count": 5},
    "stories_of": {"id": "russia", "count": 5},
    "stories_on": {"date": DAY, "first": DAY, "last": DAY},
    "story": {"id": "s1"},
    "story_events": {"id": "s1"},
    "story_members": {},
    "topic": {"id": "russia"},
    "topic_documents": {"ids": ["russia"]},
    "topic_events": {"id": "russia", "offset": 0, "count": 5},
    "topic_labels": {},
    "topic_spellings": {"ids": ["russia"]},
    "topics": _PAGE,
    "topics_by_title": {"text": "russia", "name": "\nrussia\n", "start": "\nrussia", "word": " russia", "count": 5},
    "topics_named": {"ids": ["russia", "nothing"]},
    "embedded/search_events": {**_WORDS, **_FILTER},
    "embedded/search_topic": {**_WORDS, **_FILTER, "topic": "geneva"},
    "neo4j/await_indexes": {"timeout_s": 60},
    "neo4j/database": {},
    "neo4j/indexes": {},
    "neo4j/release_lock": {"token": "t"},
    "neo4j/renew_lock": _LOCK,
    "neo4j/search_events": _WORDS,
    "neo4j/search_filtered": {**_WORDS, **_FILTER, "topic": None},
    "neo4j/strangers": {},
    "neo4j/take_lock": {**_LOCK, "user": "somebody", "host": "here", "pid": 1, "machine": "", "gone": ""},
    "neo4j/text_statistics": {},
    "neo4j/wipe_documents": {"count": 2},
    "neo4j/wipe_rest": {"count": 2},
    "neo4j/word_counts": {"words": ["talks"]},
}
# several statements in a file, run when a store is made or imported
SEVERAL = {"schema", "neo4j/schema", "neo4j/finish_import"}


def statements_of(engine: str) -> list[str]:
    """Return the names of the shared statements and of those an engine has for itself."""
    folder = files("graph.store").joinpath("cypher")
    own = [f"{engine}/{file.name}" for file in folder.joinpath(engine).iterdir()]
    shared = [file.name for file in folder.iterdir() if file.is_file()]
    return sorted(name.removesuffix(".cypher") for name in (*shared, *own))
