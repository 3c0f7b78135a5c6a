"""Meanings in the related events: read once, carried along, and refused with the way out where the extra is missing."""

import datetime as dt
from pathlib import Path

import pytest

from graph import EventGraph, MissingExtraError
from graph.analysis.settings import RelatedSettings
from graph.index_cache import fingerprint
from graph.meanings import Meanings
from graph.model import EventOutline
from graph.semantic import Embedder, extra
from tests.cli.running import storytrail

DAY = dt.date(2016, 2, 1)
TEXTS = {
    "flood": "A river bursts its banks and drowns two villages",
    "water": "High water leaves hundreds of farmers without a roof",
    "match": "A late goal decides the final of the cup",
}


def outlines() -> list[EventOutline]:
    return [EventOutline(name, DAY, text, "", (), ()) for name, text in TEXTS.items()]


def test_vectors_are_near_where_texts_mean_the_same_and_are_carried_along(tmp_path: Path, embedder: Embedder) -> None:
    meanings = Meanings(tmp_path, wanted=True)
    assert [outline.id for outline in meanings.reading(outlines())] == list(TEXTS)
    vectors = meanings.of(list(TEXTS))
    assert vectors is not None
    assert vectors.shape == (3, 384)
    flood, water, match = vectors.astype(float)
    assert flood @ water > flood @ match + 0.1
    later = Meanings(tmp_path, wanted=True)
    carried = later.of(["match"], dict(zip(TEXTS, vectors, strict=True)))
    assert carried is not None
    assert (carried[0] == vectors[2]).all()


def test_nothing_is_read_where_nobody_asked(tmp_path: Path) -> None:
    meanings = Meanings(tmp_path, wanted=False)
    assert len(list(meanings.reading(outlines()))) == 3
    assert meanings.of(list(TEXTS)) is None
    assert not list(tmp_path.iterdir())


def test_the_setting_makes_relations_stale_and_a_refresh_ranks_by_meaning_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, embedder: Embedder
) -> None:
    own = tmp_path / "own.csv"
    rows = [f'2016-02-0{day},"{text}",Aden' for day, text in enumerate(TEXTS.values(), 1)]
    rows += [f"2016-03-{day:02},Quiet day number {day} at sea," for day in range(1, 29)]
    own.write_text("\n".join(["date,text,topics", *rows]))
    with EventGraph.open(tmp_path / "store", create=True) as graph:
        graph.load([own])
        plain = {e.event.text: e.score for e in graph.related(graph.day("2016-02-01").events[0]).related}
        monkeypatch.setenv("STORYTRAIL_SEMANTIC", "1")
        assert graph.status().stale == ("related",)
        graph.refresh()
        assert graph.status().stale == ()
        meant = {e.event.text: e.score for e in graph.related(graph.day("2016-02-01").events[0]).related}
    assert meant[TEXTS["water"]] / plain[TEXTS["water"]] > meant[TEXTS["match"]] / plain[TEXTS["match"]]
    assert RelatedSettings().meaning_weight > 0


def test_the_method_is_named_otherwise_with_meanings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("STORYTRAIL_SEMANTIC", raising=False)
    plain = fingerprint()
    monkeypatch.setenv("STORYTRAIL_SEMANTIC", "yes")
    assert fingerprint() != plain


def test_without_the_extra_the_install_line_is_told(
    tmp_path: Path, sample_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extra, "find_spec", lambda _: None)
    with pytest.raises(MissingExtraError, match=r"storytrail\[semantic\]"):
        Meanings(tmp_path, wanted=True)
    result = storytrail("evaluate", "related", "--semantic", "--half", "all", store=sample_store)
    assert result.exit_code == 1
    assert "storytrail[semantic]" in result.stderr
