"""Stories of events in the graph."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping

from graph.errors import NotFoundError
from graph.model import Story
from graph.store.access import rows
from graph.store.base import EdgeTable, NodeTable, Row, Runner
from graph.store.groups import Groups, LinkKind, Links, link_table, refuse_loose
from graph.store.state import deriving

_NAMES = ("id", "label", "first", "last", "event_count", "topics", "key_events")
_IN_STORY = LinkKind("IN_STORY", "story_events", holder="Story", member="Event")


def _row(story: Story) -> Row:
    lists = {"topics": list(story.topics), "key_events": list(story.key_events)}
    return {**{name: getattr(story, name) for name in _NAMES}, **lists}


def _story(row: Row) -> Story:
    values = {name: row[name] for name in _NAMES}
    return Story(**{**values, "topics": tuple(row["topics"]), "key_events": tuple(row["key_events"])})


def read_stories(runner: Runner) -> list[Story]:
    """Return all stories, by id."""
    return [_story(row) for row in rows(runner, "stories")]


def read_story_members(runner: Runner) -> dict[str, list[str]]:
    """Return the ids of the events of each story that has any, sorted, by the ids of the stories."""
    return {row["id"]: sorted(row["events"]) for row in rows(runner, "story_members")}


def story_tables(stories: Iterable[Story], members: Mapping[str, Iterable[str]]) -> tuple[NodeTable, EdgeTable]:
    """Return stories and their IN_STORY as tables."""
    found = [_row(story) for story in stories]
    nodes = NodeTable("Story", {name: [row[name] for row in found] for name in _NAMES})
    return nodes, link_table(_IN_STORY, _links(members))


def _links(members: Mapping[str, Iterable[str]]) -> Links:
    return {story: dict.fromkeys(events, ()) for story, events in members.items()}


def _gathered(members: Mapping[str, str]) -> Links:
    links: dict[str, dict[str, tuple[()]]] = {}
    for event, story in members.items():
        links.setdefault(story, {})[event] = ()
    return links


class Stories(Groups):
    """Story and IN_STORY, written as a whole and read in parts."""

    def write_stories(
        self, stories: Collection[Story], members: Mapping[str, str], revision: int, method: str = ""
    ) -> None:
        """Make the stories of the graph these; only what differs from the stored ones is written.

        Stories then count as up to date if the graph still has the revision. Writing that is interrupted leaves
        them stale.

        Parameters
        ----------
        stories : collection of Story
            All of them.
        members : mapping of str to str
            The id of its story for each event that is in one. Events that are gone since `revision` are left out.
        revision : int
            Revision of the graph they were computed from.
        method : str
            How they were computed, for `meta` to give as `Meta.stories_method`.

        Raises
        ------
        InputError
            If an id of a story stands twice, or an event is in a story that is not given. Nothing is touched then.
        """
        wanted = {story.id: _row(story) for story in stories}
        refuse_loose([story.id for story in stories], members.values())
        with deriving(self._backend, "stories", revision, {"stories_method": ""}, {"stories_method": method}):
            stored = {story.id: _row(story) for story in read_stories(self._backend)}
            self._bring_nodes("stories", stored, wanted)
            self._bring_links(_IN_STORY, _links(read_story_members(self._backend)), _gathered(members))

    def stories(self) -> list[Story]:
        """Return all stories, by id."""
        return read_stories(self._backend)

    def story(self, story_id: str) -> Story:
        """Return a story.

        Raises
        ------
        NotFoundError
            If there is none of this id.
        """
        found = rows(self._backend, "story", id=story_id)
        if not found:
            raise NotFoundError(f"No story has the id {story_id!r}.")
        return _story(found[0])

    def story_members(self) -> dict[str, list[str]]:
        """Return the ids of the events of each story that has any, sorted, by the ids of the stories."""
        return read_story_members(self._backend)

    def story_of(self) -> dict[str, str]:
        """Return the id of its story for each event that is in one."""
        return {event: story for story, events in self.story_members().items() for event in events}

    def story_events(self, story_id: str) -> list[str]:
        """Return the ids of the events of a story, by date and id; none for an unknown story."""
        return list(rows(self._backend, "story_events", id=story_id)[0]["events"])

    def stories_on(self, date: dt.date, around_days: int = 15) -> list[tuple[Story, int]]:
        """Return the stories under way on a day, and how many events each has around it, most first.

        Parameters
        ----------
        date : datetime.date
        around_days : int, optional
            Events up to so many days before and after are around it.
        """
        near = dt.timedelta(min(around_days, (date - dt.date.min).days, (dt.date.max - date).days))
        found = rows(self._backend, "stories_on", date=date, first=date - near, last=date + near)
        return [(_story(row), row["shared"]) for row in found]

    def stories_of(self, topic_id: str, limit: int = 10) -> list[tuple[Story, int]]:
        """Return the stories with the most events that link a topic, and how many do, most first."""
        found = rows(self._backend, "stories_of", id=topic_id, count=limit)
        return [(_story(row), row["shared"]) for row in found]

    def stories_in(self, cluster_id: str, limit: int = 10) -> list[tuple[Story, int]]:
        """Return the stories with the most events that link a topic of a cluster, and how many do, most first."""
        found = rows(self._backend, "stories_in", id=cluster_id, count=limit)
        return [(_story(row), row["shared"]) for row in found]
