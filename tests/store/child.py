"""Another process at a store: ``python -m tests.store.child ACTION FOLDER``; it waits for a line at each step."""

import datetime as dt
import resource
import sys
from hashlib import sha256

from graph.errors import StorytrailError
from graph.store import open_store
from tests.store.building import DAY, day, event

# far more than the files of a new store, far less than the days written
_ROOM = 100_000


def say(text: str) -> None:
    print(text, flush=True)


def step(text: str) -> None:
    """Say where we are and wait for the other side."""
    say(text)
    sys.stdin.readline()


def hold(folder: str) -> None:
    """Write a day, publish it when told, go when told."""
    with open_store(folder, write=True) as store:
        store.graph.replace_document(*day(DAY, event("from-the-child")))
        step("written")
        store.graph.publish()
        step("published")


def load_on(folder: str) -> None:
    """Load day after day, each into archive and graph, until killed."""
    with open_store(folder, write=True) as store:
        for number in range(100_000):
            date = DAY + dt.timedelta(days=number)
            page, events = day(date, *(event(f"e{n}", date=date, document=f"portal/{date}") for n in range(7)))
            with store.documents.transaction():
                store.documents.put(page)
                store.documents.record(events)
            store.graph.replace_document(page, events)
            store.graph.publish()
            say(page.id)


def fill(folder: str) -> None:
    """Load until there is no room, say what came of it, then go on with room."""
    with open_store(folder, write=True) as store:
        store.graph.replace_document(*day(DAY, event("small")))
        store.graph.publish()
        big = day(DAY, *(event(f"big-{n}", sha256(bytes(n)).hexdigest()) for n in range(3000)))
        store.graph.replace_document(*big)
        resource.setrlimit(resource.RLIMIT_FSIZE, (_ROOM, resource.RLIM_INFINITY))
        for task in (store.graph.publish, lambda: store.documents.put(big[0])):
            try:
                task()
                say("no error")
            except StorytrailError as error:
                say(f"{error.code}: {error}")
        step("full")
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        store.documents.put(big[0])
        store.graph.publish()
        say("published")


def look(folder: str) -> None:
    """Read an almost empty store in all ways that make the engine wonder, and say what was imported for it."""
    with open_store(folder) as store:
        store.graph.counts()
        store.graph.search_events("nothing", category="none")
        store.graph.related("nobody")
        store.graph.topics_by_title("nobody")
        store.graph.query("MATCH (s:Nothing)-[:KNOWN]->(t) RETURN s.nothing AS x")
    say(" ".join(sorted({"pandas", "numpy", "scipy"} & set(sys.modules))) or "none")


if __name__ == "__main__":
    {"hold": hold, "load_on": load_on, "fill": fill, "look": look}[sys.argv[1]](sys.argv[2])
