"""The whole measurement on archives whose right answers are known."""

import dataclasses
import threading
from pathlib import Path

import numpy as np
import pytest

import graph
from graph import EventGraph, InputError, RelatedEvaluation, SourceError
from graph.analysis.snapshot import Snapshot
from graph.evaluate.baselines import BASELINES, PLAIN, SEED, bm25_words
from graph.evaluate.related import OURS, VISIBLE, evaluate_related
from graph.evaluate.truth import Bools, Rows, Truth
from graph.model import EventOutline
from tests.evaluate.stories import archive, story, telling_stories


class Oracle:
    """A method that was told what the headings were."""

    def __init__(self, visible: Snapshot) -> None:
        self.truth = Truth.of(visible)

    def rank(self, row: int, eligible: Bools, limit: int = 10) -> Rows:
        """Return what is right."""
        return np.flatnonzero(self.truth.relevant(row) & eligible)[:limit]


def figures(found: RelatedEvaluation) -> dict[str, dict[str, float]]:
    """The values of the figures of each method."""
    return {method.name: {name: figure.value for name, figure in method.figures.items()} for method in found.methods}


def test_stories_in_words_of_their_own_are_found_by_their_words() -> None:
    snapshot = archive(telling_stories())
    found = evaluate_related(snapshot, half="all", queries=0)
    assert (found.events, found.labelled, found.queries, found.stories) == (240, 240, 240, 60)
    assert [method.name for method in found.methods] == [*BASELINES, OURS, VISIBLE]
    values = figures(found)
    assert values[SEED]["full"] == values["IDF topics"]["full"] == 0
    for name in ("BM25", PLAIN, OURS, VISIBLE):
        assert all(values[name][view] > 0.95 for view in ("full", "cond", "far"))
    assert values[OURS]["full_over_seed"] == pytest.approx(values[OURS]["full"])
    assert values[OURS]["far_over_plain"] == pytest.approx(values[OURS]["far"] - values[PLAIN]["far"])
    assert "full_times_seed" not in values[OURS]  # nothing is a multiple of nothing
    assert set(values[VISIBLE]) == {"full", "cond", "far"}


def test_what_only_headings_tell_is_hidden_from_all_but_the_last() -> None:
    silent = [event for place in range(30) for event in story(f"silent{place}x", 11 * place)]
    snapshot = archive(silent)
    found = evaluate_related(snapshot, half="all", queries=0, others={"oracle": lambda _: Oracle(snapshot)})
    values = figures(found)
    assert {name: own["full"] for name, own in values.items()} == {
        **dict.fromkeys([*BASELINES, OURS], 0),
        "oracle": 1,
        VISIBLE: pytest.approx(1),
    }
    assert values["oracle"]["full_over_plain"] == 1


def linked_stories() -> list[EventOutline]:
    """Stories told in words of their own, four of which share a topic: topics tell something, but not all."""
    return [dataclasses.replace(event, topic_ids=(event.heading_ids[0].split()[0],)) for event in telling_stories(40)]


def test_ratio_and_difference_are_of_the_same_queries() -> None:
    found = evaluate_related(archive(linked_stories()), half="all", queries=100, others={"again": bm25_words})
    values = {method.name: method.figures for method in found.methods}
    ours, seed = values[OURS], values[SEED]
    assert found.queries == found.lists.events == 100
    assert 0 < seed["full"].value < ours["full"].value
    assert ours["full_times_seed"].value == pytest.approx(ours["full"].value / seed["full"].value)
    assert ours["full_times_seed"].low > 1
    assert values["again"] == values["BM25"]
    assert "full_over_plain" not in values[PLAIN]
    assert "full_over_seed" not in values[SEED]


def test_a_view_nobody_can_be_asked_in_is_left_out() -> None:
    brief = [event for place in range(10) for event in story(f"w{place} v", 3 * place, step=2, text=f"w{place}")]
    found = evaluate_related(archive(brief), half="all", queries=0)
    assert all({"full", "cond"} <= set(own) and "far" not in own for own in figures(found).values())


def test_the_same_seed_gives_the_same_figures_and_another_one_other_queries() -> None:
    snapshot = archive(linked_stories())
    first, again, other = (
        evaluate_related(snapshot, half="all", queries=60, seed=seed).to_dict() for seed in (1, 1, 2)
    )
    for answer in (first, again, other):
        for method in answer["methods"]:
            assert method.pop("ms_per_query") > 0
    assert first == again
    assert first["methods"] != other["methods"]


def test_shape_of_the_json() -> None:
    told = evaluate_related(archive(telling_stories()), half="dev").to_dict()
    assert told["protocol"] == "related: hidden headings, nDCG@10"
    assert told["half"] == "dev"
    assert set(told) == {
        "protocol", "half", "queries", "stories", "labelled", "events", "seed", "issues", "methods", "lists",
    }  # fmt: skip
    for method in told["methods"]:
        assert set(method) == {"name", "figures", "ms_per_query"}
        for figure in method["figures"].values():
            assert set(figure) == {"value", "low", "high"}
            assert figure["low"] <= figure["value"] <= figure["high"]


@pytest.mark.parametrize(
    ("events", "words"),
    [
        ([], "asked about: 0, under 0 of"),
        (story("s", 0, length=19), "asked about: 19, under 1 of"),
        (story("s", 0, length=100), "asked about: 100, under 1 of"),
    ],
)
def test_too_few_queries_are_refused_with_what_is_needed(events: list[EventOutline], words: str) -> None:
    with pytest.raises(InputError, match=words) as refusal:
        evaluate_related(archive(events), half="all")
    assert "3 to 150 events share on 2 days or more; it takes 20, under 2." in str(refusal.value)
    assert "Load more" in str(refusal.value)
    assert "--half all" not in str(refusal.value)


def test_a_half_that_is_too_small_points_to_the_whole() -> None:
    with pytest.raises(InputError, match=r"'held'.*`--half all`"):
        evaluate_related(archive(telling_stories(6)), half="held")


@pytest.mark.parametrize("bad", [{"half": "other"}, {"queries": -1}, {"seed": -1}])
def test_what_cannot_be_used_is_refused(bad: dict[str, object]) -> None:
    with pytest.raises(InputError):
        evaluate_related(archive(telling_stories(9)), **bad)  # type: ignore[arg-type]


def test_a_store_is_measured_whatever_its_owner_muted(tmp_path: Path) -> None:
    told: list[tuple[str, int, int, int]] = []
    with EventGraph.open(tmp_path / "store", create=True) as g:
        g.load_sample()
        before = g.evaluate(half="all", queries=50).to_dict()
        g.mute("Syria")
        after = g.evaluate(
            half="all",
            queries=50,
            progress=lambda step, done, total: told.append((step, done, total, threading.get_ident())),
        ).to_dict()
        with pytest.raises(InputError, match="'weather' cannot be measured; use related, chains"):
            g.evaluate("weather")
    for answer in (before, after):
        for method in answer["methods"]:
            method.pop("ms_per_query")
    assert before == after
    assert {thread for *_, thread in told} == {threading.get_ident()}
    ends = {step: (done, total) for step, done, total, _ in told}
    assert ends.pop("Reading the archive") == (0, 0)
    assert set(ends.values()) == {(50, 50)}
    assert {f"Asking: {name}" for name in (*BASELINES, OURS, VISIBLE)} < set(ends)


def test_an_empty_store_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    with EventGraph.open(tmp_path / "store", create=True) as g, pytest.raises(graph.StoreEmptyError):
        g.evaluate()
    with pytest.raises(SourceError):
        graph.evaluate_events(tmp_path / "nowhere.jsonl")
