"""Bringing a graph to the rules of topics: after a redirect was learnt or a person has corrected a topic."""

from collections.abc import Collection, Iterable

from graph.model import Event
from graph.parse.topic_rules import TopicRules
from graph.store.batches import batched
from graph.store.folder import OpenStore

# documents that are rewritten in one transaction
_TOGETHER = 100


def relink(store: OpenStore, topics: Collection[str], rules: TopicRules) -> int:
    """Find the topics of all events that link some topics anew, and return how many events changed.

    Parameters
    ----------
    store : OpenStore
        A store opened for writing.
    topics : collection of str
        Ids of the topics that the rules may move titles away from.
    rules : TopicRules
        The rules.
    """
    changed = 0
    for names in batched(store.graph.topic_documents(topics), _TOGETHER):
        records, events = store.graph.records(names), store.graph.events_of(names)
        found = {name: rules.apply(events[name]) for name in names}
        moved = [name for name in names if _topics(found[name]) != _topics(events[name])]
        if moved:
            changes = [(records[name].as_document(), found[name]) for name in moved]
            changed += len(store.graph.replace_documents(changes).changed)
    return changed


def relink_overruled(store: OpenStore, rules: TopicRules) -> int:
    """Relink the topics that hold titles which the rules put elsewhere, and return how many events changed."""
    if not rules:
        return 0
    joined = store.graph.joined_titles()
    overruled = {topic for title, topic in joined.items() if rules.topic_id(title) != topic}
    for topic in store.graph.topics_named(store.graph.known_topics(rules.displaced())):
        if any(rules.topic_id(title) != topic.id for title in topic.aliases):
            overruled.add(topic.id)
    return relink(store, overruled, rules) if overruled else 0


def _topics(events: Iterable[Event]) -> list[list[str]]:
    linked = ([*event.mentions, *(m for heading in event.headings for m in heading.mentions)] for event in events)
    return [[mention.topic.id for mention in mentions] for mentions in linked]
