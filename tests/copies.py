"""Stores to copy and ways to stop a copy, for the tests of copying."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import pairwise, permutations
from pathlib import Path
from typing import Any

import pytest

from graph.copying import copy_store
from graph.ingest.load import Progress, silent
from graph.model import Citation, Cluster, CoOccurrence, Document, Event, Heading, Membership, Ref, Source, Story
from graph.results import CopyReport
from graph.store import OpenStore, open_store
from graph.store.partitions import KINDS
from tests.store.building import DAY, citation, day, document, event, mention
from tests.store.scenes import LATER, NEXT, TALKS_CLUSTERS, TALKS_STORIES, picture, relation, talks

Archive = Sequence[tuple[Document, Sequence[Event]]]


def fill(store: OpenStore, archive: Archive, *, kept: bool = True) -> None:
    """Bring documents into a store the way a load does; without `kept` as one that was filled from elsewhere."""
    for page, events in archive:
        if kept:
            store.documents.put(page)
            store.documents.record(events)
        store.graph.replace_document(page, events)
    store.graph.publish()


def relate(store: OpenStore, *pairs: tuple[str, str], stale: bool = False) -> None:
    """Store relations, each of rank 1."""
    revision = 0 if stale else store.graph.meta().revision
    store.graph.write_related([relation(one, other, 1, 1) for one, other in pairs], revision, "as ever")
    store.graph.publish()


def group(store: OpenStore, *, stale: bool = False, method: str = "as ever") -> None:
    """Store the stories and clusters of the scene `talks`, and keep how it was parted."""
    revision = 0 if stale else store.graph.meta().revision
    store.graph.write_stories(*TALKS_STORIES, revision, method)
    store.graph.write_clusters(*TALKS_CLUSTERS, revision, method)
    store.documents.keep_partition("stories", TALKS_STORIES[1], {one.id: one.label for one in TALKS_STORIES[0]})
    store.documents.keep_partition("themes", {"russia": "t1"}, {"t1": "The East"})
    store.graph.publish()


def everything(store: OpenStore) -> dict[str, Any]:
    """Return all that a store holds, except the name of its engine and what depends on when it was written."""
    graph = picture(store.graph)
    meta = store.graph.meta()
    return {
        **graph,
        "meta": {**graph["meta"], "engine": None},
        "analysis": (meta.analysis, meta.stories_method, meta.clusters_method, meta.stale),
        "stories": (store.graph.stories(), store.graph.story_members()),
        "clusters": (store.graph.clusters(), store.graph.memberships(), store.graph.co_occurrences()),
        "partitions": [store.documents.partition(kind) for kind in KINDS],
        "relations": sorted(store.graph.relations(), key=lambda r: (r.source, r.rank, r.target)),
        "pages": list(store.documents),
        "ledger": list(store.documents.ledger()),
        "user": store.user.export_(),
    }


def copy(source: str | Path, target: str | Path, progress: Progress = silent) -> CopyReport:
    """Copy the store at one address to another."""
    with open_store(str(source)) as ours, open_store(str(target), create=True, write=True) as theirs:
        return copy_store(ours, theirs, progress=progress)


def held(url: str | Path) -> dict[str, Any]:
    """Return everything in the store at an address."""
    with open_store(str(url)) as store:
        return everything(store)


@contextmanager
def writing(url: str | Path) -> Iterator[OpenStore]:
    with open_store(str(url), create=True, write=True) as store:
        yield store


def three_days(url: Path) -> Path:
    """Fill a store with three days, related and grouped, a muted topic, and an id that was given out and is gone."""
    with writing(url) as store:
        store.documents.record([event("gone", "It was withdrawn.")])
        fill(store, talks())
        store.documents.record([replace(talks()[0][1][0], text="As after a load that was killed.")])
        relate(store, (f"{DAY}/lavrov", f"{NEXT}/money"), (f"{NEXT}/money", f"{LATER}/truce"))
        group(store)
        store.user.mute(Ref("russia", "Russia"))
        store.user.keep("note", "why", {"text": "Überlegung"})
    return url


def odd_archive() -> Archive:
    """Return documents that are hard to carry: all scripts, line breaks, long text, no events, many links to one."""
    oil = [mention("Oil", "crude", place, "Prices") for place in range(3)]
    events = [
        Event(f"{DAY}/long", DAY, "x" * 100_000 + "\r\n\t\u2028'\"\\`$ {} ;", document="own/odd"),
        Event(f"{DAY}/ﬁne-नमस्ते-🜚", DAY, "नमस्ते 🜚 \u202eabc\u202c", "Ärger; Not > Sorge", document="own/odd", position=1),
        Event(
            f"{DAY}/links",
            DAY,
            "Oil, oil, oil.",
            headings=(Heading("", tuple(oil)), Heading("nobody links this"), Heading("Oil", (mention("oil"),))),
            mentions=tuple(oil),
            citations=(
                citation("https://news.example/a", "one"),
                Citation(Source("not an address", "", ""), "", 1),
                citation("https://news.example/a", "again", 2),
            ),
            position=2,
            excerpt="An excerpt.",
            cover_url="https://pictures.example/ü.png",
            page_url="https://page.example/?a=1&b=2#c",
            document="own/odd",
        ),
    ]
    page = Document("own/odd", DAY, "half \ud800 a pair", "a;b > c.txt", "portal", "my own", "digest", "r-1")
    return [(page, events), (document("own/empty"), []), day(NEXT, event("b", date=NEXT, document=f"portal/{NEXT}"))]


def load_days(url: Path, names: range) -> None:
    """Load portal pages of some days of a month, three events each."""
    with writing(url) as store:
        for number in names:
            page, events = day(
                DAY.replace(day=number),
                *(
                    event(
                        f"{number}-{place}",
                        date=DAY.replace(day=number),
                        topics=[f"T{place}", f"T{number}"],
                        position=place,
                        document=f"portal/{DAY.replace(day=number)}",
                    )
                    for place in range(3)
                ),
            )
            fill(store, [(page, events)])
        ids = sorted(one.id for one in picture(store.graph)["events"])
        relate(store, *pairwise(ids))
        _group_all(store, ids)


def _group_all(store: OpenStore, ids: Sequence[str]) -> None:
    """Put all events into one story and a topic of each into one cluster."""
    revision = store.graph.meta().revision
    story = Story("s", "All", DAY, DAY, len(ids))
    store.graph.write_stories([story], dict.fromkeys(ids, "s"), revision, "one")
    cluster, topics = Cluster("t", "All", 1, 3, len(ids)), ("t0", "t1", "t2")
    members = [Membership(topic, "t", 1 / 3) for topic in topics]
    pairs = [CoOccurrence(one, other, 1, 1.0) for one, other in permutations(topics, 2)]
    store.graph.write_clusters([cluster], members, pairs, revision, "one")
    store.documents.keep_partition("stories", dict.fromkeys(ids, "s"), {"s": "All"})
    store.graph.publish()


class StopError(Exception):
    """Stops a copy from its progress."""


def stopping(step: str, at: int) -> Progress:
    """Return a progress that stops the copy when a step has got so far."""

    def report(name: str, done: int, total: int) -> None:
        if name == step and done >= at:
            raise StopError

    return report


def in_small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Write and publish copies in many small steps."""
    monkeypatch.setattr("graph.copying.BATCH", 4)
    monkeypatch.setattr("graph.store.batches.EVENTS", 4)
    monkeypatch.setattr("graph.copying.PAGES", 2)
    monkeypatch.setattr("graph.copying.TOGETHER", 2)
    monkeypatch.setattr("graph.copying.PUBLISH_EVERY_S", -1.0)


STOPS = [
    ("Copying pages", 4),
    ("Copying events", 1),
    ("Copying events", 7),
    ("Copying relations", 4),
    ("Copying stories", 0),
    ("Copying clusters", 0),
    ("Checking the copy", 0),
    ("Saving the graph", 0),
]

CHILD = """
import sys
import graph.copying
from graph.store import open_store
graph.copying.BATCH = graph.store.batches.EVENTS = 4
graph.copying.PUBLISH_EVERY_S = -1.0
def report(step, done, total):
    if step == "Copying events" and done == 8:
        print("copying", flush=True)
        sys.stdin.readline()
with open_store(sys.argv[1]) as source, open_store(sys.argv[2], create=True, write=True) as target:
    graph.copying.copy_store(source, target, progress=report)
"""


def killed_copy(source: str | Path, target: str | Path) -> int:
    """Copy in another process, kill it in the middle, and return its id."""
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(source), str(target)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "copying\n"
    os.kill(child.pid, signal.SIGKILL)
    child.communicate()
    return child.pid
