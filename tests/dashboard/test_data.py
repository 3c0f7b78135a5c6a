from pathlib import Path

import pytest

from dashboard import data
from graph import EventGraph
from tests.pages import write_pages


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store with two days, and the dashboard pointed at it."""
    place = tmp_path / "store"
    with EventGraph.open(place, create=True) as graph:
        graph.load([write_pages(tmp_path / "pages")])
    monkeypatch.setenv("STORYTRAIL_STORE", str(place))
    return place


def test_answers_are_kept_until_the_store_changes(store: Path, tmp_path: Path) -> None:
    before = data.search("Rotterdam").events
    assert data.search("Rotterdam").events == before
    page = tmp_path / "pages" / "2015_May_6.txt"
    page.write_text(page.read_text(encoding="utf-8").replace("cup final in", "replayed cup final in"), encoding="utf-8")
    with EventGraph.open(store) as other:
        other.load([page])
    assert any("replayed" in event.text for event, _ in data.search("Rotterdam").events)


def test_a_mute_changes_answers_at_once(store: Path) -> None:
    assert "rotterdam" in {ref.id for ref, _ in data.frequent_topics(10)}
    data.graph().mute("Rotterdam")
    assert "rotterdam" not in {ref.id for ref, _ in data.frequent_topics(10)}
    assert [ref.id for ref in data.muted()] == ["rotterdam"]


def test_activity_counts_every_event_once(store: Path) -> None:
    assert sum(events for _, events in data.activity()) == data.status().events == 5
