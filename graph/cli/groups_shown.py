"""Stories and clusters, printed for people."""

from collections.abc import Sequence
from contextlib import nullcontext
from typing import TYPE_CHECKING

from graph.cli.chains_shown import event_cut
from graph.cli.output import console, counted, line, note
from graph.cli.spans import day, span
from graph.group_results import ClusterEntry, ClusterList, ClusterView, StoryEntry, StoryList, StoryView, TopicShare
from graph.model import Cluster

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from rich.console import Console

INDENT = 4
TOPICS = 6
SHARES = 20
BAR = 20
KIND = {1: "theme", 2: "region"}


def show_stories(found: StoryList) -> None:
    """Print which stories these are, then each with its span, its size, its topics and its id."""
    if not found.stories:
        note(_no_story(found))
        return
    out = console()
    line(out, _which(found))
    for entry in found.stories:
        line(out, "")
        _story(out, entry)


def _no_story(found: StoryList) -> str:
    if found.on is None and found.topic is None:
        return "There are no stories: too few events belong together. `storytrail load` adds events."
    about = f" about {found.topic.label}" if found.topic else ""
    when = f" was under way on {day(found.on)}" if found.on else ""
    other = "`storytrail day` shows the events of a day" if found.on else "`storytrail topic` shows its events"
    return f"No story{about}{when or ' is known'}; {other}."


def _which(found: StoryList) -> str:
    """Say which stories these are, in which order, and how to see others."""
    shown, total = len(found.stories), found.total
    many = "1 story" if total == 1 else f"{total:,} stories"
    ways = [] if found.on else ["--on DATE shows those of a day"]
    ways += [] if found.topic else ["--topic TOPIC those about a topic"]
    ways += ["--limit N more"] if shown < total else []
    if found.on is None and found.topic is None:
        most = "The largest" if shown == 1 else f"The {shown:,} largest"
        what = f"{most} of {many}" if shown < total else f"{many}, the largest first"
        return f"{what}; {', '.join(ways)}."
    about = f" that {'tells' if total == 1 else 'tell'} of {found.topic.label}" if found.topic else ""
    when = f" under way on {day(found.on)}" if found.on else ""
    by = "around that day" if found.on else "about it"
    order = f", those with the most events {by} first" if shown > 1 else ""
    return f"{f'{shown:,} of ' if shown < total else ''}{many}{when}{about}{order}."


def _story(out: "Console", entry: StoryEntry, *, indent: int = 0) -> None:
    story = entry.story
    topics = ", ".join(topic.label for topic in entry.topics if topic.label != story.label)
    line(out, story.label, style="bold", indent=indent)
    told = f"{span(story.first, story.last)}, {counted(story.event_count, 'event')}"
    line(out, f"{told}: {topics}" if topics else told, indent=indent + INDENT)
    line(out, story.id, style="dim", indent=indent + INDENT)


def show_story(view: StoryView) -> None:
    """Print a story, then its events in order of time, the key events marked; long ones page by page."""
    out = console()
    with _paged(out, len(view.events)):
        _story(out, view.entry)
        line(out, "\nEvents marked * are its key events: the rest of the story is nearest to them.\n")
        key = set(view.entry.story.key_events)
        for event in view.events:
            event_cut(out, f"{event.date.isoformat()} {'*' if event.id in key else ' '} ", event.text)


def _paged(out: "Console", lines: int) -> "AbstractContextManager[object]":
    """Return a pager for what is longer than the terminal."""
    return out.pager() if out.is_terminal and lines > out.height else nullcontext()


def show_clusters(found: ClusterList) -> None:
    """Print which clusters these are, then each with its topics; of a year also where it comes from."""
    if not found.clusters:
        note(f"No {KIND[found.level]}s{_of_year(found)}: too few events link the same topics.")
        return
    out = console()
    line(out, _which_clusters(found))
    for entry in found.clusters:
        line(out, "")
        _cluster(out, entry, found)
    if found.ended:
        line(out, f"\nThese of {found.year_before} ended", style="bold")
        for name in found.ended:
            line(out, found.labels[name], indent=INDENT)


def _of_year(found: ClusterList) -> str:
    return f" of {found.year}" if found.year else ""


def _which_clusters(found: ClusterList) -> str:
    many = counted(len(found.clusters), KIND[found.level])
    what = "topics that are told of together" if found.level == 1 else "topics told of together most closely"
    order = ", the largest first" if len(found.clusters) > 1 else ""
    opening = f"{many}{_of_year(found)} ({what}){order}"
    if found.year_before:
        return f"{opening}, beside those of {found.year_before}."
    if found.year:
        return f"{opening}; all are new, because the archive begins in {found.year}."
    other = "--level 2 shows the regions" if found.level == 1 else "--level 1 shows the themes"
    return f"{opening}. {other}, --year YEAR those of one year."


def _origin(entry: ClusterEntry, found: ClusterList) -> str:
    """Say where a cluster of a year comes from."""
    names = [found.labels[name] for name in entry.came_from]
    if not names:
        return f"new in {found.year}"
    told = " and ".join(f"“{name}”" for name in names)
    return {
        "continued": f"goes on from {told}" if names != [entry.cluster.label] else "goes on as it was",
        "split": f"split from {told}",
        "merged": f"merged from {told}",
    }[entry.change]


def _cluster(out: "Console", entry: ClusterEntry, found: ClusterList) -> None:
    cluster = entry.cluster
    line(out, cluster.label, style="bold")
    if found.year_before:
        line(out, _origin(entry, found), style="italic", indent=INDENT)
    if theme := found.labels.get(cluster.parent):
        line(out, f"in the theme {theme}", indent=INDENT)
    topics = ", ".join(share.topic.label for share in entry.topics[:TOPICS])
    line(out, f"{_size(cluster)}: {topics}" if topics else _size(cluster), indent=INDENT)
    line(out, cluster.id, style="dim", indent=INDENT)


def _size(cluster: Cluster) -> str:
    return f"{counted(cluster.topic_count, 'topic')}, {counted(cluster.event_count, 'event')}"


def show_cluster(view: ClusterView) -> None:
    """Print a cluster: what it is, its topics with their shares, the regions in it, its foremost stories."""
    out, cluster = console(), view.entry.cluster
    line(out, cluster.label, style="bold")
    within = f" in {view.parent.label}" if view.parent else ""
    line(out, f"A {KIND[cluster.level]}{within}: {_size(cluster)}")
    line(out, cluster.id, style="dim")
    line(out, "\nTopics, and their parts of what holds it together", style="bold")
    _shares(out, view.entry.topics)
    if view.regions:
        line(out, "\nRegions in it", style="bold")
        for region in view.regions:
            line(out, f"{region.label}  ({_size(region)})", indent=INDENT)
    if view.stories:
        line(out, "\nStories with the most events that tell of its topics", style="bold")
        for entry in view.stories:
            _story(out, entry, indent=INDENT)


def _shares(out: "Console", topics: Sequence[TopicShare]) -> None:
    most = max((topic.share for topic in topics), default=0.0)
    for topic in topics[:SHARES]:
        bar = "█" * max(round(BAR * topic.share / most), 1) if most else ""
        line(out, f"{100 * topic.share:5.1f} %  {bar:{BAR}}  {topic.topic.label}")
    if len(topics) > SHARES:
        line(out, f"and {len(topics) - SHARES:,} more; --json lists all", style="dim", indent=INDENT)
