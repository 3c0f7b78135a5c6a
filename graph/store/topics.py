"""Reading topics."""

from collections.abc import Collection, Iterator

from graph.errors import NotFoundError
from graph.model import Event, Topic
from graph.results import CoTopic
from graph.store.access import Access, rows, steady
from graph.store.base import Row, Runner
from graph.store.names import search_keys
from graph.store.reading import read_events

# each page looks at all topics for those that come next
_PAGE = 10_000


def _topic(row: Row) -> Topic:
    plain = {**row, "aliases": tuple(row["aliases"] or ()), "description": row["description"] or ""}
    return Topic(**plain)


class Topics(Access):
    """Topics, their events and their neighbours."""

    def topic(self, topic_id: str) -> Topic:
        """Return a topic with the dates of its first and last event.

        Raises
        ------
        NotFoundError
            If there is none of this id.
        """
        found = rows(self._backend, "topic", id=topic_id)
        if not found:
            raise NotFoundError(f"No topic has the id {topic_id!r}.")
        return _topic(found[0])

    def topics_by_title(self, text: str, limit: int = 10) -> list[Topic]:
        """Return topics by a name or the beginning of one.

        Letter case, diacritics, dashes and the like do not matter. First comes the topic whose id the text is, then
        those with such a spelling or link label, then those with one that begins so, then those with one in which
        a later word begins so; each by number of events.

        Returns
        -------
        list of Topic
            Without dates.
        """
        keys = search_keys(text)
        if not keys["text"]:
            return []
        return [_topic(row) for row in rows(self._backend, "topics_by_title", count=limit, **keys)]

    def topic_events(self, topic_id: str, limit: int, offset: int = 0) -> list[Event]:
        """Return the events that mention a topic or stand under a heading that links it, newest first."""
        with self._backend.reading() as runner:
            found = rows(runner, "topic_events", id=topic_id, offset=offset, count=limit)
            return read_events(runner, [row["id"] for row in found])

    def co_occurring(self, topic_id: str, limit: int = 10) -> list[CoTopic]:
        """Return the topics that share the most events with a topic."""
        return [CoTopic(**row) for row in rows(self._backend, "co_occurring", id=topic_id, count=limit)]

    def joined_titles(self) -> dict[str, str]:
        """Return the titles that a redirect or a person has put with a topic, with the topic's id."""
        found = rows(self._backend, "joined_topics")
        return {title: row["id"] for row in found for title in row["joined"]}

    def topics_named(self, ids: Collection[str]) -> list[Topic]:
        """Return the topics of some ids, without dates; unknown ids are left out."""
        return [_topic(row) for row in rows(self._backend, "topics_named", ids=sorted(ids))] if ids else []

    def known_topics(self, ids: Collection[str]) -> list[str]:
        """Return those of some ids that topics have."""
        return list(rows(self._backend, "known_topics", ids=sorted(ids))[0]["ids"]) if ids else []

    def topic_documents(self, ids: Collection[str]) -> list[str]:
        """Return the documents with events that link any of some topics, sorted."""
        return [row["id"] for row in rows(self._backend, "topic_documents", ids=sorted(ids))] if ids else []

    def topic_labels(self) -> dict[str, str]:
        """Return the labels of all topics by their ids."""
        return {row["id"]: row["label"] for row in rows(self._backend, "topic_labels")}

    def all_topics(self) -> Iterator[Topic]:
        """Stream all topics by id, without dates; see `Reading.outlines` for what may be raised."""
        with self._backend.reading() as runner:
            yield from steady(runner, (map(_topic, found) for found in _pages(runner)))


def _pages(runner: Runner) -> Iterator[list[Row]]:
    after = ""
    while found := rows(runner, "topics", after=after, count=_PAGE):
        yield found
        after = found[-1]["id"]
