r"""The stores: a graph of events on an engine, every document that was loaded, and what a person made.

`open_store` gives all three; `GraphStore` speaks in values of `graph.model`, whatever engine keeps the graph.

One event in the graph, with all its nodes and relationships::

    (:Event {id: '2016-02-03/sergey-lavrov-the-foreign-minister-of-russia-says-that-..', date: 2016-02-03,
             month: '2016-02', text: 'Sergey Lavrov, the Foreign Minister of Russia, says that ..',
             words: 'sergey lavrov the foreign minister of russia says that ..',
             category: 'Armed conflicts and attacks', position: 4, excerpt: '', cover_url: '', page_url: '',
             also: [], given_ids: [], given_texts: [], given_topics: [], revision: 1795355000,
             headings: ['Syrian civil war', 'Russian military intervention in the Syrian Civil War']})

      -[:MENTIONS {title: 'Sergey Lavrov', label: 'Sergey Lavrov', section: '', position: 0}]->
        (:Topic {id: 'sergey lavrov', label: 'Sergey Lavrov', aliases: ['Sergey Lavrov'], labels: ['Lavrov'],
                 search: '\nsergey lavrov\nlavrov\n', event_count: 37, joined: []})
      -[:MENTIONS {title: 'Islamic State of Iraq and the Levant', label: 'ISIL', section: '', position: 2}]->
        (:Topic {id: 'islamic state of iraq and the levant', ..})
      -[:PART_OF {title: 'Syrian civil war', label: 'Syrian civil war', section: '', position: 0, depth: 1}]->
        (:Topic {id: 'syrian civil war', ..})
      -[:PART_OF {title: 'Russian military intervention in the Syrian Civil War', .., depth: 2}]->
        (:Topic {id: 'russian military intervention in the syrian civil war', ..})
          -[:WITHIN {event_count: 212}]->(:Topic {id: 'syrian civil war', ..})
      -[:CITES {label: 'AFP via Yahoo! News', position: 0}]->
        (:Source {id: 'https://news.yahoo.com/russia-keep-bombing-..', publisher: 'Yahoo', domain: 'yahoo.com'})
      -[:FROM]->
        (:Document {id: 'portal/2016-02-03', date: 2016-02-03, digest: '9f2c..', revision: '',
                    origin: '2016_February_3.txt',
                    licence: 'CC BY-SA 4.0', event_count: 21, given_count: 0, loaded_at: 2026-11-20T09:30:00})
      -[:RELATED {rank: 1, score: 0.61, days: -2, reason_kinds: ['heading', 'topic', 'word'],
                  reason_labels: ['Russian military intervention ..', 'Sergey Lavrov', 'halt'],
                  reason_weights: [0.31, 0.22, 0.08], reason_ids: ['russian military ..', 'sergey lavrov', '']}]->
        (:Event {id: '2016-02-01/..', ..})
      -[:GIVEN_RELATED {position: 0, topics: 'ISIL, Russia'}]->(:Event {id: '2015-12-09/..', ..})
      -[:IN_STORY]->
        (:Story {id: 'russian-military-intervention-in-the-syrian-civil-war-2015',
                 label: 'Russian military intervention in the Syrian Civil War', first: 2015-09-30, last: 2016-03-15,
                 event_count: 88, topics: ['russian military intervention ..', 'sergey lavrov'],
                 key_events: ['2015-09-30/..', '2016-02-03/..']})

    (:Topic {id: 'sergey lavrov', ..})
      -[:IN_CLUSTER {share: 0.02}]->
        (:Cluster {id: 'syrian-civil-war-damascus-aleppo', label: 'Syrian civil war, Damascus, Aleppo', level: 2,
                   topic_count: 64, event_count: 2210, parent: 'syrian-civil-war-turkey-damascus'})
      -[:IN_CLUSTER {share: 0.004}]->
        (:Cluster {id: 'syrian-civil-war-turkey-damascus', label: 'Syrian civil war, Turkey, Damascus', level: 1,
                   topic_count: 311, event_count: 3130, parent: ''})
      -[:CO_OCCURS {event_count: 12, weight: 4.5}]->(:Topic {id: 'syrian civil war', ..})

    (:Meta {id: 'meta', schema_version: 5, engine: 'kglite 0.21.2', revision: 1795356000,
            first: 1999-01-01, last: 2018-12-31, stale: [], analysis: '8c1f..', store: '51b6..',
            related_revision: 1795356000, stories_method: '41d0..', clusters_method: 'b27a..'})

    (:StorytrailLock {id: 'writer', user: 'maria', host: 'desk', pid: 4711, since: 2026-11-20T09:29:12, ..})

`Meta.analysis` is what was said of how RELATED was computed, empty before the first time; `Meta.stories_method` is the
same of Story with IN_STORY, `Meta.clusters_method` of Cluster with IN_CLUSTER and CO_OCCURS. `Meta.stale` names what is
computed from older events; `Meta.related_revision` is the revision RELATED was computed from, 0 when it is of none, and
`Event.revision` the one with which the event was last written; `Meta.store` is a random name. `StorytrailLock` is only
on a server, while somebody writes or after a writer was killed. A topic that an event links twice has two MENTIONS.
Headings without a link stand in `Event.headings` only. The texts in `Topic.search` are normal forms of all spellings
and link labels, each between line breaks; `Topic.joined` are the spellings that a redirect or a person has put there;
`Event.words` is what a search looks for. `Event.also` names further documents that tell of the event, and
`Event.given_ids` the related events that its page lists, with texts and shared topics; those of them that are in the
graph are linked by GIVEN_RELATED. Most topics of a cluster of level 2 are in its `parent` of level 1; the `share` of
IN_CLUSTER is a topic's part of what holds the cluster together. CO_OCCURS leads from a topic to those it is most
strongly told of with, so that a pair may stand both ways; `weight` counts an event of k topics as 1/(k - 1).
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graph.store.documents import DocumentArchive
    from graph.store.folder import OpenStore, open_store
    from graph.store.graph_store import GraphStore
    from graph.store.user import UserData

__all__ = ["DocumentArchive", "GraphStore", "OpenStore", "UserData", "open_store"]

_HOMES = {
    "DocumentArchive": "documents",
    "GraphStore": "graph_store",
    "OpenStore": "folder",
    "UserData": "user",
    "open_store": "folder",
}


def __getattr__(name: str) -> Any:
    """Import public names when they are first used."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
