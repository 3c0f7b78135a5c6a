"""What a reader sees when there is no store, an empty one, or one that cannot be used."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from graph import EventGraph
from tests.dashboard.pages import Page, open_page

PAGES = ["home", "event"]


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The place of a store that is not there yet, and the dashboard pointed at it."""
    place = tmp_path / "a store"
    monkeypatch.setenv("STORYTRAIL_STORE", str(place))
    return place


@pytest.mark.parametrize("name", PAGES)
def test_without_a_store_the_sample_is_offered(store: Path, name: str) -> None:
    page = open_page(name, event="2016-02-03/air")
    assert "No news here yet" in page.html
    assert page.app.button(key="load_sample").label == "Load the sample"
    assert f"storytrail load FOLDER --store '{store}'" in page.code
    assert not store.exists()


@pytest.mark.parametrize("name", PAGES)
def test_an_empty_store_is_no_error(store: Path, name: str) -> None:
    EventGraph.open(store, create=True).close()
    page = open_page(name, event="2016-02-03/air")
    assert "No news here yet" in page.html
    assert page.app.button(key="load_sample")


def test_one_button_loads_the_sample(store: Path) -> None:
    page = open_page()
    page.app.button(key="load_sample").click()
    page.run()
    assert "394 events" in page.html
    with EventGraph.open(store) as graph:
        assert graph.status().events == 394


def damage(store: Path) -> None:
    """Turn the graph file of a store into garbage."""
    EventGraph.open(store, create=True).close()
    for file in store.glob("*.kgl"):
        file.write_bytes(b"garbage")


@pytest.mark.parametrize("name", PAGES)
def test_a_damaged_store_names_the_command_that_makes_it_anew(store: Path, name: str) -> None:
    damage(store)
    page = open_page(name, event="2016-02-03/air")
    assert "The graph cannot be read" in page.html
    assert f"storytrail rebuild --store '{store}'" in page.code
    assert "StoreDamagedError" in page.code


def test_a_store_mended_meanwhile_is_read_on_the_next_try(store: Path) -> None:
    damage(store)
    page = open_page()
    from graph import rebuild

    rebuild(store)
    page.app.button(key="try_again").click()
    page.run()
    assert "No news here yet" in page.html


def failing(kind: str, way_out: str) -> None:
    """A page whose store fails in a certain way, as a script of its own."""
    import graph
    from dashboard.views import parts

    with parts.errors_said(head=True):
        raise getattr(graph, kind)(f"The store is of `another <kind>`: {kind}; {way_out}.")


@pytest.mark.parametrize(
    ("kind", "way_out", "offered"),
    [
        ("StoreVersionError", "`storytrail rebuild` makes it anew", "storytrail rebuild --store"),
        ("StoreVersionError", "the server must be newer", "storytrail dashboard --store"),
        ("StoreForeignError", "name another database", "storytrail dashboard --store"),
        ("StoreError", "see to its address", "storytrail dashboard --store"),
        ("StoreBusyError", "wait until it has ended", ""),
        ("QueryError", "narrow it", ""),
    ],
)
def test_an_error_is_one_sentence_with_its_own_way_out(store: Path, kind: str, way_out: str, offered: str) -> None:
    page = Page(AppTest.from_function(failing, args=(kind, way_out))).run()
    assert f"The store is of <code>another &lt;kind&gt;</code>: {kind}; " in page.html
    assert 'role="alert"' in page.html
    assert "No news here yet" not in page.html
    assert page.code.startswith(offered)
    assert ("rebuild" in page.code) == ("rebuild" in offered)
    assert bool(page.app.button) == bool(offered)


def breaking() -> None:
    """A page that fails in a way nobody foresaw, as a script of its own."""
    from dashboard.views import start

    assert start.broken(ValueError("<b>surprise</b>"))


def test_an_unforeseen_error_folds_its_details_away() -> None:
    page = Page(AppTest.from_function(breaking)).run()
    assert "This page could not be shown" in page.html
    assert "<b>surprise" not in page.html
    assert page.code == "ValueError: <b>surprise</b>"
