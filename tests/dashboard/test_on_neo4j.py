"""What a reader sees when the store on a server cannot be used, and when it is only empty."""

from collections.abc import Iterator
from contextlib import suppress

import pytest

from dashboard import data
from graph import EventGraph, StorytrailError
from tests.dashboard.pages import open_page
from tests.neo4j_server import Access

pytestmark = pytest.mark.neo4j
PAGES = ["home", "event"]


@pytest.fixture
def server(neo4j_store: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An emptied database, and the dashboard pointed at it; what the dashboard opened is closed."""
    monkeypatch.setenv("STORYTRAIL_STORE", neo4j_store)
    data.forget()
    yield neo4j_store
    with suppress(StorytrailError):
        data.graph().close()
    data.forget()


@pytest.mark.parametrize("name", PAGES)
def test_an_empty_database_is_offered_the_sample(server: str, neo4j_server: Access, name: str) -> None:
    page = open_page(name, event="2016-02-03/air")
    assert "No news here yet" in page.html
    assert f"storytrail load FOLDER --store {server}" in page.code
    page.app.button(key="load_sample").click()
    page.run()
    assert "Sergey Lavrov" in page.html if name == "event" else "394 events" in page.html
    with EventGraph.open(server) as graph:
        assert graph.status().events == 394


@pytest.mark.parametrize(
    ("setting", "value", "said"),
    [
        ("NEO4J_PASSWORD", "swordfish-of-nobody", "refuses the user or the password; set NEO4J_USERNAME"),
        ("NEO4J_PASSWORD", "", "asks for a password; set NEO4J_USERNAME and NEO4J_PASSWORD"),
        ("NEO4J_DATABASE", "nowhere", "no such database"),
        ("STORYTRAIL_STORE", "neo4j://no-such-host.invalid", "host of neo4j://no-such-host.invalid is not known"),
    ],
)
def test_a_server_that_cannot_be_used_is_said_and_no_sample_offered(
    server: str, monkeypatch: pytest.MonkeyPatch, setting: str, value: str, said: str
) -> None:
    monkeypatch.setenv(setting, value)
    page = open_page()
    assert "The store cannot be used" in page.html
    assert said in page.html
    assert 'role="alert"' in page.html
    assert page.code.startswith("storytrail dashboard --store neo4j://")
    assert [button.key for button in page.app.button] == ["try_again"]
    assert "swordfish" not in page.html + page.code


@pytest.mark.parametrize("name", PAGES)
def test_somebody_elses_graph_is_said_and_left_alone(server: str, neo4j_server: Access, name: str) -> None:
    neo4j_server.ask("CREATE (:Person {name: 'Ada'})")
    page = open_page(name, event="2016-02-03/air")
    assert "holds a graph that is not of Storytrail" in page.html
    assert [button.key for button in page.app.button] == ["try_again"]
    assert neo4j_server.ask("MATCH (n) RETURN labels(n) AS labels") == [{"labels": ["Person"]}]
    neo4j_server.ask("MATCH (n:Person) DELETE n")
    page.app.button(key="try_again").click()
    page.run()
    assert "No news here yet" in page.html
