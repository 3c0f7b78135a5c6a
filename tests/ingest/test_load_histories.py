"""Random histories of three documents that tell of partly the same events, compared with what they say in the end."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.ingest.load import load_documents, rebuild_graph, unload_documents
from graph.ingest.pages import portal_document
from graph.model import Document
from graph.store import OpenStore, open_store
from tests.ingest.loading import DAY, day_page, item, own_file
from tests.store.scenes import picture

FILES = ("portal", "a.jsonl", "b.jsonl")
# some are the same but for punctuation, some are edits of others
TEXTS = st.sampled_from(
    ["Rain.", "Rain!", "Talks open in Bern.", "Talks open in Bern again.", "A dam breaks.", "He won."]
)
IDS = ["", "", "", "walk-1", "walk-2"]
# an id as a store gives it is that of what had it before, so that the graph is not only what the documents say
DATED = [f"{DAY}/rain", f"{DAY}/a-dam-breaks"]
TOPICS = st.lists(st.sampled_from(["Alpha", "alpha", "Beta"]), max_size=2)
PORTAL_PAGES = st.lists(TEXTS, max_size=4).map(lambda texts: day_page(*(item(text, text.split()[0]) for text in texts)))


def histories(ids: list[str]) -> st.SearchStrategy[list[tuple[str, str | None]]]:
    """Draw loads, unloads (None) and rebuilds; own events have some of these ids."""
    row = {"text": TEXTS, "id": st.sampled_from(ids), "topics": TOPICS, "excerpt": st.sampled_from(["", "Long."])}
    own = st.lists(st.fixed_dictionaries(row), max_size=4).map(lambda rows: own_file(*rows))
    pages = st.tuples(st.just("portal"), PORTAL_PAGES)
    loads = st.one_of(pages, st.tuples(st.sampled_from(FILES[1:]), own))
    others = st.one_of(st.tuples(st.sampled_from(FILES), st.none()), st.just(("rebuild", None)))
    return st.lists(st.one_of(loads, loads, loads, others), min_size=1, max_size=6)


def document_of(name: str, text: str) -> Document:
    """Return the document of a page or of the one day of an own file."""
    if name == "portal":
        return portal_document(text, DAY, origin=name)
    made = portal_document(text, DAY, origin=name)
    return replace(made, id=f"events/{name}/{DAY}", format="events", licence="the owner's")


class History:
    """A store that goes through a history, and what it was told last."""

    def __init__(self, folder: str) -> None:
        self.url = f"{folder}/store"
        self.told: dict[str, Document] = {}

    @contextmanager
    def store(self, *, fresh: bool = False) -> Iterator[OpenStore]:
        with open_store(self.url, create=not fresh, write=True, fresh=fresh) as store:
            yield store

    def step(self, name: str, text: str | None) -> None:
        """Load a text, take its document out, or rebuild."""
        if name == "rebuild":
            with self.store() as store:
                before = picture(store.graph)
            with self.store(fresh=True) as store:
                rebuild_graph(store)
                assert picture(store.graph) == before
        elif text is not None:
            self.told[name] = document_of(name, text)
            with self.store() as store:
                load_documents(store, [self.told[name]])
        elif name in self.told:
            with self.store() as store:
                unload_documents(store, self.told.pop(name).id, None)

    def picture(self) -> dict[str, Any]:
        with self.store() as store:
            return picture(store.graph)


def without_ids(shown: dict[str, Any]) -> dict[str, Any]:
    """Return a picture without what depends on ids of events."""
    told = [replace(event, id="", given=()) for event in shown["events"]]
    return {**shown, "events": sorted(told, key=lambda event: (event.document, event.position))}


@settings(max_examples=60, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(histories(IDS))
def test_after_any_history_the_graph_is_what_the_documents_say(steps: list[tuple[str, str | None]]) -> None:
    with TemporaryDirectory() as one, TemporaryDirectory() as other:
        history, afresh = History(one), History(other)
        for step in steps:
            history.step(*step)
        shown = history.picture()
        with afresh.store() as store:
            load_documents(store, list(history.told.values()))
        events = shown["events"]
        assert without_ids(shown) == without_ids(afresh.picture())
        assert len({event.id for event in events}) == len(events)


@settings(max_examples=25, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(histories(IDS + DATED))
def test_a_rebuild_at_any_moment_changes_nothing(steps: list[tuple[str, str | None]]) -> None:
    with TemporaryDirectory() as folder:
        history = History(folder)
        for step in steps:
            history.step(*step)
            history.step("rebuild", None)
        with history.store() as store:
            load_documents(store, list(history.told.values()))
            assert store.graph.documents().keys() == {document.id for document in history.told.values()}
