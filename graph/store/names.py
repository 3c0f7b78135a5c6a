"""Names of a topic: its label, its spellings, the words links show for it, and the text a search looks in."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from graph.parse.topics import normal_form, search_form
from graph.store.base import Row

# no form of a title holds one
_BREAK = "\n"


def topic_row(topic: str, titles: Mapping[str, int], labels: Mapping[str, int], event_count: int) -> Row:
    """Return the properties of a topic's node.

    Parameters
    ----------
    topic : str
        Its id.
    titles, labels : mapping of str to int
        How often each title and each label was linked.
    event_count : int
        Number of its events.
    """
    # of equally frequent ones, the topic's own goes before those that were joined to it
    aliases = sorted(_by_frequency(titles), key=lambda name: (-titles[name], normal_form(name) != topic))
    shown = _by_frequency({label: count for label, count in labels.items() if label and label not in titles})
    # most topics have one spelling, whose normal form is the id
    spelt = [name for name in (*aliases, *shown) if name.lower() != topic]
    return {
        "id": topic,
        "label": aliases[0],
        "aliases": aliases,
        "labels": shown,
        "search": search_text(map(search_form, (topic, *spelt))),
        "event_count": event_count,
        "joined": [title for title in aliases if normal_form(title) != topic],
    }


def _by_frequency(names: Mapping[str, int]) -> list[str]:
    return sorted(names, key=lambda name: (-names[name], name)) if len(names) > 1 else list(names)


def search_text(names: Iterable[str]) -> str:
    """Return search forms as one text in which a name can be found whole, by its start or by a word's start."""
    return _BREAK + _BREAK.join(dict.fromkeys(names)) + _BREAK


def search_keys(text: str) -> Row:
    """Return what to look for in a search text: the whole name, the start of a name, the start of a later word."""
    wanted = search_form(text)
    return {
        "text": normal_form(text),
        "name": _BREAK + wanted + _BREAK,
        "start": _BREAK + wanted,
        "word": " " + wanted,
    }


def topic_rows(spellings: Iterable[tuple[str, str, str, int]], event_counts: Mapping[str, int]) -> list[Row]:
    """Return the rows of topics, by id.

    Parameters
    ----------
    spellings : iterable of (topic, title, label, count)
        How often each topic is linked by each title and label.
    event_counts : mapping of str to int
        Number of events of each of these topics.
    """
    titles: dict[str, dict[str, int]] = {}
    labels: dict[str, dict[str, int]] = {}
    for topic, title, label, count in spellings:
        _add(titles.setdefault(topic, {}), title, count)
        _add(labels.setdefault(topic, {}), label, count)
    return [topic_row(topic, titles[topic], labels[topic], event_counts[topic]) for topic in sorted(titles)]


def linked_topics(links: Iterable[Sequence[Any]]) -> list[Row]:
    """Return the rows of topics, by id, from all their links, each of which begins with event, topic, title, label."""
    kept = [(event, topic, title, label) for event, topic, title, label, *_ in links]
    spellings = Counter((topic, title, label) for _, topic, title, label in kept)
    event_counts = Counter(topic for _, topic in {(event, topic) for event, topic, _, _ in kept})
    return topic_rows(((*spelling, count) for spelling, count in spellings.items()), event_counts)


def _add(counts: dict[str, int], name: str, count: int) -> None:
    counts[name] = counts.get(name, 0) + count
